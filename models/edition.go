package models

import (
	"time"

	"throughline/models/form"
)

// Edition is an issued brief, for the company or for one team: its content as it was, with number, instant and hash. Never edited.
// Editions of one brief are numbered from 1; those that differ in figures, tasks and dates alone share their wording.
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
	Note           string // why it was issued
	Wording        string // names the wording; empty when it was issued before anybody was asked to read
}

func (e *Edition) reference() (string, *string) { return "E", &e.Ref }

// ShortHash is the beginning of the content's hash, enough to tell editions apart.
func (e *Edition) ShortHash() string { return e.SHA256[:min(len(e.SHA256), 12)] }

// IssueEntry is what an executive says when editions are issued.
type IssueEntry struct {
	Note string
	Seal string // of the plan that was shown; see IssuePlan
}

// Fields binds it to a form.
func (i *IssueEntry) Fields() []*form.Field {
	return []*form.Field{
		form.Line("note", "Why a new edition", &i.Note).Required("Say in one sentence why the briefs are issued anew.").Max(200).
			Help("One sentence. It stands on each edition, and those who are asked to read see it first."),
	}
}
