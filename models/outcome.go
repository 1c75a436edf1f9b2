package models

import (
	"time"

	"throughline/models/day"
)

// States of an outcome.
const (
	OutcomeDraft    = "draft"
	OutcomeActive   = "active"
	OutcomeAchieved = "achieved"
	OutcomeMissed   = "missed"
	OutcomeRetired  = "retired"
	OutcomeAside    = "set aside" // while its strategy was drafted; it stays with those who draft
)

// Outcome is one of the three to five results that show the intent coming true (R11).
// Without a strategy it is a draft that step 2 offers to pick from.
type Outcome struct {
	Row
	Ref            string
	StrategyID     *string
	GoalID         *string // imported under this goal
	ObjectiveID    *string // imported under this objective
	Title          string
	State          string
	Deadline       day.Day
	DeadlineText   string // the words, when they are no day
	OwnerTeamID    *string
	OwnerPersonID  *string
	OwnerText      string
	Priority       int // 1 is first
	Period         string
	StatusText     string
	StatusOverride string // ok, risk, off; set by the owner with a reason
	OverrideReason string
	RemovedAt      *time.Time

	FollowsOutcomeID *string // the outcome of the strategy before that this one goes on

	Measures []*OutcomeMetric `gorm:"-"` // its metrics, in order; saved with it
}

func (o *Outcome) reference() (string, *string) { return "O", &o.Ref }
