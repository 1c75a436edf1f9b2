package models

import "time"

// States of a process version.
const (
	ProcessDraft    = "draft"
	ProcessWritten  = "documented"
	ProcessInUse    = "approved"
	ProcessReplaced = "retired"
)

// Process is a documented way of working: a redesigned workflow, or a new one for an outcome that had none (R14).
type Process struct {
	Row
	Ref           string
	StrategyID    *string
	Name          string
	WorkflowID    *string
	OutcomeID     *string
	OwnerPersonID *string
	TeamID        *string
	RemovedAt     *time.Time

	Current *ProcessVersion `gorm:"-"` // the newest version; saved with it
}

func (p *Process) reference() (string, *string) { return "P", &p.Ref }

// ProcessVersion is one wording of a process. An approved version is never edited, only succeeded (R14).
type ProcessVersion struct {
	Row
	ProcessID        string
	N                int
	State            string
	Inputs           string
	Outputs          string
	PeopleChange     string
	ProcessChange    string
	TechnologyChange string
	Technology       string // locked until owner, inputs, outputs and steps exist
	Automation       string // locked likewise
	ApprovedPersonID *string
	ApprovedAt       *time.Time

	Steps []*ProcessStep `gorm:"-"`
}

// ProcessStep is one step of a process, in order.
type ProcessStep struct {
	Row
	ProcessVersionID string
	Position         int
	Title            string
}
