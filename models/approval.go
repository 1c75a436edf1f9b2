package models

import "time"

// States of an approval.
const (
	ApprovalPending  = "pending"
	ApprovalApproved = "approved"
	ApprovalRefused  = "refused"
	ApprovalLate     = "late"
	ApprovalOver     = "cancelled"
)

// Approval is a question to people: one that a run waits for, or whether a version of a process may be used. By a chain it goes through
// stages; who is asked and how many must say yes are those of the stage that it has reached.
type Approval struct {
	Row
	Ref              string
	RunID            *string // nil where it is about a version of a process
	StepKey          string
	Iter             string
	ProcessVersionID *string
	ApprovalChainID  *string
	Course           string // the stages as they were when it was asked, JSON; empty without a chain
	StageID          string // the stage that it has reached; empty without a chain
	Question         string
	Need             int // how many must say yes
	Asked            int // how many are asked
	State            string
	DueAt            *time.Time
	DecidedAt        *time.Time
}

func (a *Approval) reference() (string, *string) { return "Q", &a.Ref }

// ApprovalVote is one person who is asked, and what they said.
type ApprovalVote struct {
	Row
	ApprovalID string
	PersonID   string
	StageID    string // of which stage; empty without a chain
	AskedAt    *time.Time
	Excused    bool    // they owe no answer any more, and what they said does not count: the chain was changed, or they left
	ByPersonID *string // who said it, a deputy perhaps
	Said       string  // yes, no, or empty
	Reason     string
	SaidAt     *time.Time
}

// Counts tells whether an answer is one of those that decide now: asked at the stage that was reached, and not excused.
func (a *Approval) Counts(v *ApprovalVote) bool { return v.StageID == a.StageID && !v.Excused }
