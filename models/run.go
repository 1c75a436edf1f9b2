package models

import (
	"time"

	"throughline/models/blocks"
)

// States of a run. Skipped, blocked and dry are born final.
const (
	RunQueued    = "queued"
	RunRunning   = "running"
	RunWaiting   = "waiting"
	RunDone      = "done"
	RunFailed    = "failed"
	RunCancelled = "cancelled"
	RunSkipped   = "skipped" // a condition did not hold
	RunBlocked   = "blocked" // a guard against loops kept it from running
)

// Run is one passage of a rule: what started it, by which version it goes, and how it ended.
type Run struct {
	Row
	Ref            string
	RuleID         string
	RuleVersionID  string
	EventID        string
	RerunNo        int
	RerunOf        *string
	EntityType     string // what it is about, as it was called then
	EntityID       string
	EntityRef      string
	EntityTitle    string
	TeamID         *string
	State          string
	Reason         string // why it was skipped, blocked, failed or cancelled, in words
	Facts          string // the fields of what happened, JSON; a retry reads the same
	Trace          string // each condition of the trigger with the value it met, JSON
	Chain          string // ids of the rules that led here, this one last, a blank between two
	Depth          int
	RootID         string     // the event that began the chain
	OccurredAt     *time.Time // when what started it happened
	StartedAt      *time.Time
	FinishedAt     *time.Time
	FirstHandoffAt *time.Time // when it first brought owned, dated work to somebody
	AcknowledgedAt *time.Time // when its owner took that on
	BreachedAt     *time.Time // when that had not reached its owner within the rule's deadline
	UndoneAt       *time.Time
	BeganVersionID *string    // the version that it began with, when it was moved to a newer one
	ClearedAt      *time.Time // when what went into it was cleared away
}

func (r *Run) reference() (string, *string) { return "N", &r.Ref }

// States of a step of a run.
const (
	RunStepReady   = "ready"
	RunStepDone    = "done"
	RunStepFailed  = "failed"
	RunStepWaiting = "waiting"
	RunStepSkipped = "skipped"
)

// RunStep is one step of a run, or one round of it: what it was given, what it made, and what it took in place of.
type RunStep struct {
	Row
	RunID      string
	StepKey    string
	Iter       string // which round of "for each", as 3 or 3.1; empty outside
	Kind       string
	State      string
	Input      string // JSON, secrets left out, 32 KB at most
	Output     string
	Prior      string
	Error      string
	Attempt    int
	StartedAt  *time.Time
	FinishedAt *time.Time
}

// StepOutput is what came out of a step, as its row keeps it in JSON.
type StepOutput struct {
	Given  blocks.Facts   `json:"given,omitempty"`  // what later steps can ask of it, as KEY.name
	Items  []blocks.Facts `json:"items,omitempty"`  // rounds of "for each"
	Seen   []blocks.Seen  `json:"seen,omitempty"`   // conditions with the values they met
	Branch string         `json:"branch,omitempty"` // the one that was taken
}

// StepAttempt is one try of a step that failed.
type StepAttempt struct {
	Row
	RunStepID string
	N         int
	Code      int // the answer of a server outside; 0 when there was none
	Ms        int // how long it took, in milliseconds
	Error     string
}

// RunEffect is one thing that a step made or changed. OriginKey is run:ID:STEP[:ITER], so that it is made once.
type RunEffect struct {
	Row
	RunID         string
	OriginKey     string
	StepKey       string
	Did           string // created, rerouted, told, changed, asked, called
	EntityType    string
	EntityID      string
	EntityRef     string
	EntityTitle   string
	EntityVersion int // of the thing after the change; another one now means that somebody touched it since
	TeamID        *string
	Prior         string // how it was before, JSON, for undoing
	UndoneAt      *time.Time
}

// Wait is a step that waits for an event of a thing, or for its time.
type Wait struct {
	Row
	RunID      string
	StepKey    string
	Iter       string
	EventType  string
	EntityType string
	EntityID   string
	DueAt      *time.Time
	OverAt     *time.Time
}

// Schedule is when a rule with a schedule comes next. Slot is the local date and time of it, once each.
type Schedule struct {
	Row
	RuleID        string
	RuleVersionID string // of which it is
	Slot          string
	NextAt        time.Time
}
