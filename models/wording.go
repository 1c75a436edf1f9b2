package models

import (
	"encoding/json"
	"time"

	"throughline/models/form"
)

// Wording is how the intent ("strategy" with its id) or the page of a team ("team") reads since a moment, apart from the figures, tasks and
// days that move by themselves. The newest of a thing is what people are asked to read (R22). Never changed.
type Wording struct {
	Row
	EntityType string
	EntityID   string
	N          int    // counts the wordings of one thing from 1
	Hash       string // SHA-256 of the wording, hexadecimal
	Content    string // what it says: the sentence of the intent, or the brief of the team as JSON
}

// WordingReceipt is the proof that a person has read one wording, given by that person. Never changed.
type WordingReceipt struct {
	Row
	EntityType string
	EntityID   string
	Hash       string
	PersonID   string
	PersonName string
	ReadAt     time.Time
}

// Brief is the team's brief as the wording had it; nothing for the intent.
func (w *Wording) Brief() (*Brief, error) {
	if w.EntityType != "team" {
		return nil, nil
	}
	b := &Brief{}
	return b, json.Unmarshal([]byte(w.Content), b)
}

// PageToRead is one wording that a person is asked to read: of the intent, or of the page of a team of theirs.
type PageToRead struct {
	*Wording
	Team *Team    // nil: the intent
	Was  *Wording // the last one this person has read; nil when none is known
}

// Changes say what the wording says otherwise than the one this person has read; nothing when that is not known.
func (t *PageToRead) Changes(loc form.Locale) ([]BriefChange, error) {
	if t.Was == nil || t.Team == nil {
		return nil, nil
	}
	before, err := t.Was.Brief()
	if err != nil {
		return nil, err
	}
	after, err := t.Brief()
	if err != nil {
		return nil, err
	}
	return Worded(BriefChanges(before, after, loc)), nil
}
