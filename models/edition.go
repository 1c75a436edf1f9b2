package models

import "time"

// Edition is an issued brief, for the company or for one team: its content as it was, with version, instant and hash. Never edited.
type Edition struct {
	Row
	Ref            string
	StrategyID     string
	TeamID         *string // empty: the company's brief
	N              int
	Content        string // the brief as JSON
	SHA256         string `gorm:"column:sha256"` // of Content, hexadecimal
	IssuedAt       time.Time
	IssuedPersonID *string
	IssuedName     string
}

func (e *Edition) reference() (string, *string) { return "E", &e.Ref }
