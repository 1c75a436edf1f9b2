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

	ApprovalChainID *string // by which its versions are approved; nil: by somebody else who may

	Current *ProcessVersion `gorm:"-"` // the newest version; saved with it
}

func (p *Process) reference() (string, *string) { return "P", &p.Ref }

// ProcessVersion is one wording of a process. Only a draft is edited; an approved version is only succeeded (R14).
type ProcessVersion struct {
	Row
	ProcessID         string
	N                 int
	State             string
	Inputs            string
	Outputs           string
	PeopleChange      string // what changes; or, when nothing does, why not
	ProcessChange     string
	TechnologyChange  string
	PeopleSame        bool // no change for people, and PeopleChange says why
	ProcessSame       bool
	TechnologySame    bool
	Technology        string // locked until owner, inputs, outputs and steps exist
	Automation        string // locked likewise
	RequestedPersonID *string
	RequestedAt       *time.Time // since when it waits for approval
	ReturnedPersonID  *string
	ReturnedAt        *time.Time
	ReturnReason      string // why it was sent back; kept until it is documented again
	ApprovedPersonID  *string
	ApprovedAt        *time.Time
	RetiredAt         *time.Time

	Steps   []*ProcessStep `gorm:"-" json:"-"` // in order; each is saved, and recorded, by itself
	Authors []string       `gorm:"-" json:"-"` // ids of those who wrote in it
}

// ProcessStep is one step of a process.
type ProcessStep struct {
	Row
	ProcessVersionID string
	StepKey          string // the same in every version, so that a step that moved is told from one that is new
	Position         int    `json:"-"` // from 1; the order is saved, and recorded, as a whole
	Title            string
	Who              string // a role in words; empty when a person or a team is named
	WhoPersonID      *string
	WhoTeamID        *string
	Input            string
	Output           string
	Tool             string // locked like the version's technology
	RemovedAt        *time.Time

	Duties []*StepDuty `gorm:"-"`
}

// The four duties in a step, as people know them by their letters.
const (
	Responsible = "responsible"
	Accountable = "accountable"
	Consulted   = "consulted"
	Informed    = "informed"
)

// Duties lists the four in the order of their letters.
var Duties = []string{Responsible, Accountable, Consulted, Informed}

// StepDuty says that a person or a team has a duty in a step. Words stand for a name that nobody here has, until somebody is chosen.
type StepDuty struct {
	Row
	ProcessStepID string
	Duty          string
	Position      int
	PersonID      *string
	TeamID        *string
	Words         string
}

// VersionAuthor says that a person wrote in a version: somebody else approves it.
type VersionAuthor struct {
	Row
	ProcessVersionID string
	PersonID         string
}
