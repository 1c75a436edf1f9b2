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

// Approval is a question to people whose answer a run waits for.
type Approval struct {
	Row
	Ref       string
	RunID     string
	StepKey   string
	Iter      string
	Question  string
	Need      int // how many must say yes
	Asked     int // how many are asked
	State     string
	DueAt     *time.Time
	DecidedAt *time.Time
}

func (a *Approval) reference() (string, *string) { return "Q", &a.Ref }

// ApprovalVote is one person who is asked, and what they said.
type ApprovalVote struct {
	Row
	ApprovalID string
	PersonID   string
	ByPersonID *string // who said it, a deputy perhaps
	Said       string  // yes, no, or empty
	Reason     string
	SaidAt     *time.Time
}
