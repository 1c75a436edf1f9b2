package models

import "time"

// States of a strategy and of an intent.
const (
	Draft      = "draft"
	InForce    = "in force"
	Superseded = "superseded"
)

// Strategy kinds (R01).
const (
	Organizational = "organizational"
	Operations     = "operations"
)

// Strategy is the live answer to "where are we going, and why?" (R01). One is in force at a time.
type Strategy struct {
	Row
	Ref            string
	Kind           string
	Title          string
	State          string
	AuthorPersonID *string
	InForceAt      *time.Time
	SupersededAt   *time.Time
}

func (s *Strategy) reference() (string, *string) { return "S", &s.Ref }

// StrategyAuthor lets one more person read and work on a draft.
type StrategyAuthor struct {
	Row
	StrategyID string
	PersonID   string
}

// AlignmentStep is where one of the six steps of an alignment stands (R18).
type AlignmentStep struct {
	Row
	StrategyID     string
	Step           string
	OpenedAt       *time.Time
	SavedAt        *time.Time
	DoneAt         *time.Time
	DonePersonID   *string
	LookAgain      string // why it needs another look; empty when it does not
	OverrideReason string // R16: why step 6 went ahead of the audit
}

// Intent is the one sentence: where we are going, and why (R10). It stays 12 to 24 months (R24).
type Intent struct {
	Row
	StrategyID   string
	Statement    string
	State        string
	ChangeReason string // R24: why it changed before 12 months
	InForceAt    *time.Time
	SupersededAt *time.Time
}
