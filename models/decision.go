package models

import (
	"time"

	"throughline/models/day"
)

// States of a decision. One that is over is superseded by another decision or reversed with a reason.
const (
	DecisionProposed   = "proposed"
	DecisionAccepted   = "accepted"
	DecisionSuperseded = "superseded"
	DecisionReversed   = "reversed"
)

// Decision is what somebody with the right to it decided: what, why, against which options, when, and what it affects. Once accepted
// its words are never edited; another decision supersedes it, or it is reversed. Everybody reads it.
type Decision struct {
	Row
	Ref                  string
	Title                string
	Statement            string // what is decided
	Context              string // why now
	Weighed              string // the options weighed, and why not those
	State                string
	TeamID               *string // the team it is made for; nil: the whole company
	DeciderPersonID      *string
	DecidedDay           day.Day
	ProposedPersonID     *string
	AcceptedPersonID     *string
	AcceptedAt           *time.Time // where its latency is counted from (R26)
	SupersedesDecisionID *string
	EndedPersonID        *string // who superseded or reversed it
	EndedAt              *time.Time
	EndReason            string
	RemovedAt            *time.Time

	Affects []*Affected `gorm:"-"` // saved with it
}

func (d *Decision) reference() (string, *string) { return "D", &d.Ref }

// DecisionLink ties a decision to one thing it affects.
type DecisionLink struct {
	Row
	DecisionID string
	EntityType string
	EntityID   string
}

// Affected is one thing that a decision affects, as people know it.
type Affected struct{ Type, ID, Ref, Title string }

// scope is whose decision it is: a team's, or the whole company's, which no team covers.
func (d *Decision) scope() Scope { return OfTeam(d.TeamID) }

// MayRecord tells whether this person may write a decision of that reach: executives any, leads those of their teams and the teams below.
func (w Who) MayRecord(d *Decision) bool { return w.May(Decide, d.scope()) }

// MayAccept tells whether this person may accept a proposed decision, or reverse an accepted one: its decider, or an executive.
func (w Who) MayAccept(d *Decision) bool {
	own := d.DeciderPersonID != nil && w.PersonID != "" && *d.DeciderPersonID == w.PersonID
	return w.MayRecord(d) && (own || w.Reach(Decide) == All)
}
