package models

import "time"

// Receipt is the proof that a person has read one edition, given by that person. Never changed; the person
// can take it back while it is fresh.
type Receipt struct {
	Row
	EditionID  string
	PersonID   string
	PersonName string
	SHA256     string `gorm:"column:sha256"` // of the content that was read
	ReadAt     time.Time
}

// ReadRequest is the record that a person was asked to read an edition when it was issued, and in which role (R27). Never changed.
type ReadRequest struct {
	Row
	EditionID string
	PersonID  string
	Role      string
	AskedAt   time.Time
}

// Reader is somebody whom a brief addresses: the company's its department heads and team leads, a team's its lead and members.
// People without an e-mail address cannot sign in and are not addressed.
type Reader struct {
	PersonID, Ref, Name string
	Role                Role
	TeamIDs             []string  // the teams that make them a reader
	Since               time.Time // when they joined the team; zero when that is not on record
}

// ReaderLine is where one reader of an edition stands.
type ReaderLine struct {
	*Reader
	AskedAt time.Time // when it was issued, or when they became a reader after that
	ReadAt  time.Time // zero: not yet
	Issued  bool      // they issued this wording themselves
	Gone    bool      // was asked or has read, and is no longer a reader: not counted any more
}

// ToRead is one edition that a person is asked to read.
type ToRead struct {
	*Edition
	Team *Team    // nil: the company's brief
	Was  *Edition // the last edition this person has read; nil when none
}

// Name is how the edition is asked for: "edition 2 of the Delivery brief".
func (t *ToRead) Name() string { return "edition " + itoa(t.N) + " of " + BriefName(t.Team) }

// BriefName names a brief within a sentence: "the Delivery brief", "the company brief".
func BriefName(team *Team) string {
	if team == nil {
		return "the company brief"
	}
	return "the " + team.Name + " brief"
}
