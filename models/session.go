package models

import (
	"time"

	"gorm.io/gorm"

	"throughline/models/secret"
)

// How long a person stays signed in: to the idle end without a request, to the absolute end at most.
const (
	SessionIdle  = 12 * time.Hour
	SessionLasts = 30 * 24 * time.Hour
)

// seenEvery is how often a session's last request is noted; noting each would be a write for each page.
const seenEvery = time.Minute

// Session is one signed-in browser. The browser holds a random token, the table its fingerprint.
type Session struct {
	ID        string `gorm:"primaryKey"`
	TokenHash string
	PersonID  string
	CreatedAt time.Time `gorm:"autoCreateTime:false"`
	SeenAt    time.Time
	EndsAt    time.Time
	Renew     bool // rights changed since: the next page gets a new token
	Agent     string
	Address   string
}

// NeedsNote tells whether the last request is noted too long ago.
func (s *Session) NeedsNote(now time.Time) bool { return now.Sub(s.SeenAt) >= seenEvery }

// Live tells whether the session has not ended.
func (s *Session) Live(now time.Time) bool {
	return s.EndsAt.After(now) && s.SeenAt.After(now.Add(-SessionIdle))
}

// SessionOf finds the live session of a token and its person. An ended session, and that of a person who was switched off, is not found.
func (r *Read) SessionOf(token string) (*Session, *Person, error) {
	var s Session
	err := r.DB().First(&s, "token_hash = ? AND ends_at > ? AND seen_at > ?", secret.Fingerprint(token), r.Now, r.Now.Add(-SessionIdle)).Error
	if err != nil {
		return nil, nil, err
	}
	var p Person
	err = r.DB().First(&p, "id = ? AND active = ?", s.PersonID, true).Error
	return &s, &p, err
}

// SessionsOf lists where a person is signed in, the newest first.
func (r *Read) SessionsOf(personID string) ([]*Session, error) {
	var list []*Session
	err := r.DB().Where("person_id = ? AND ends_at > ? AND seen_at > ?", personID, r.Now, r.Now.Add(-SessionIdle)).
		Order("seen_at DESC, id DESC").Limit(100).Find(&list).Error
	return list, err
}

// StartSession signs a person in and gives the token for the browser.
func (tx *Tx) StartSession(personID, agent, address string) (token string, s *Session, err error) {
	token = secret.Token()
	s = &Session{ID: NewID(), TokenHash: secret.Fingerprint(token), PersonID: personID, CreatedAt: tx.Now, SeenAt: tx.Now,
		EndsAt: tx.Now.Add(SessionLasts), Agent: short(agent, 300), Address: short(address, 100)}
	return token, s, tx.DB().Create(s).Error
}

// clearSessions takes ended sessions out.
func (tx *Tx) clearSessions() *gorm.DB {
	return tx.DB().Where("ends_at <= ? OR seen_at <= ?", tx.Now, tx.Now.Add(-SessionIdle)).Delete(&Session{})
}

// RenewSession gives a session a new token; the old one is worth nothing from then on. Of two pages that ask for it at once one gets
// the token; the other gets none, so that the browser keeps the one that counts.
func (tx *Tx) RenewSession(s *Session) (token string, err error) {
	token = secret.Token()
	done := tx.DB().Model(&Session{}).Where("id = ? AND token_hash = ?", s.ID, s.TokenHash).
		Updates(map[string]any{"token_hash": secret.Fingerprint(token), "renew": false, "seen_at": tx.Now})
	if done.RowsAffected == 0 {
		token = ""
	}
	return token, done.Error
}

// NoteSession notes that a session was used now.
func (tx *Tx) NoteSession(id string) error {
	return tx.DB().Model(&Session{}).Where("id = ?", id).Update("seen_at", tx.Now).Error
}

// EndSession signs one browser of a person out.
func (tx *Tx) EndSession(personID, id string) error {
	return tx.DB().Where("person_id = ? AND id = ?", personID, id).Delete(&Session{}).Error
}

// EndSessions signs a person out everywhere but in the session named, which may be empty.
func (tx *Tx) EndSessions(personID, but string) error {
	return tx.DB().Where("person_id = ? AND id <> ?", personID, but).Delete(&Session{}).Error
}

// renewSessions makes each session of a person take a new token at its next page, because their rights changed.
func (tx *Tx) renewSessions(personID string) error {
	return tx.DB().Model(&Session{}).Where("person_id = ?", personID).Update("renew", true).Error
}

// short keeps the first n characters of what a browser says about itself.
func short(s string, n int) string {
	letters := []rune(storable(s))
	return string(letters[:min(n, len(letters))])
}
