package models

import (
	"slices"
	"time"

	"throughline/models/day"
)

// Verdicts of the audit (R12).
const (
	Undecided      = "undecided"
	Keep           = "keep"
	Redesign       = "redesign"
	Stop           = "stop"
	OutcomeMissing = "outcome missing"
)

// Workflow is something operations does today. Its effort is hours a week, or frequency x length x people.
type Workflow struct {
	Row
	Ref             string
	Name            string
	Description     string
	TeamID          *string
	OwnerPersonID   *string
	OwnerText       string
	Hours           *float64 // a week, when stated outright
	Times           *float64 // how often ...
	Per             string   // ... in a day, week, month, quarter, year
	Minutes         *float64 // each time
	Attendees       *float64 // people each time
	FrequencyText   string
	EffortText      string
	Inputs          string
	Outputs         string
	Steps           string
	Technology      string
	Verdict         string
	VerdictReason   string
	VerdictPersonID *string  // who carries the verdict out
	VerdictDay      day.Day  // by when; for stop, the wind-down's end
	PromisedHours   *float64 // a week, that stop promised to free at its verdict
	FreedHours      *float64 // a week, that are free since it ended
	EndedDay        day.Day  // when the wind-down ended; empty while it runs
	RemovedAt       *time.Time

	Outcomes []*WorkflowOutcome `gorm:"-"` // the outcomes it moves; saved with it
}

func (w *Workflow) reference() (string, *string) { return "W", &w.Ref }

// Bears tells whether another state of a workflow changes what others rest on: its owner, its team, the day of its verdict, or an outcome that
// it moves no longer. What was empty and is filled in changes nothing for anybody.
func (w *Workflow) Bears(is *Workflow) bool {
	if w.Passes(is) || w.VerdictDay != "" && w.VerdictDay != is.VerdictDay || is.Verdict == Stop && w.Verdict != Stop {
		return true
	}
	return slices.ContainsFunc(w.Outcomes, func(l *WorkflowOutcome) bool {
		return !slices.ContainsFunc(is.Outcomes, func(now *WorkflowOutcome) bool { return now.OutcomeID == l.OutcomeID })
	})
}

// Passes tells whether another state of a workflow gives it to somebody else, or to another team. What was empty and is filled in passes nothing on.
func (w *Workflow) Passes(is *Workflow) bool {
	return idOf(w.OwnerPersonID) != "" && idOf(w.OwnerPersonID) != idOf(is.OwnerPersonID) || idOf(w.TeamID) != "" && idOf(w.TeamID) != idOf(is.TeamID)
}

// In is a workflow as it stands, in the hands that it has in another state of it.
func (w *Workflow) In(is *Workflow) *Workflow {
	in := *w
	in.OwnerPersonID, in.OwnerText, in.TeamID = is.OwnerPersonID, is.OwnerText, is.TeamID
	return &in
}

// WorkflowOutcome says that a workflow moves an outcome, and with what share of its hours.
type WorkflowOutcome struct {
	Row
	WorkflowID string
	OutcomeID  string
	Weight     *float64
}
