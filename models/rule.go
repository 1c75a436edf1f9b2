package models

import (
	"time"

	"throughline/models/blocks"
)

// States of a rule.
const (
	RuleDraft     = "draft"
	RulePublished = "published"
	RulePaused    = "paused"
	RuleRetired   = "retired"
)

// Rule is a defined moment when a decision becomes work (R16): a trigger, what is then done, a named owner, a deadline, and the decision
// it carries out, kept as a definition in JSON (package blocks). Its draft runs nothing; runs follow the published version.
type Rule struct {
	Row
	Ref               string
	StrategyID        *string
	Name              string
	State             string
	TeamID            *string // the team it is for; nil: the whole company
	OwnerPersonID     *string
	Draft             string // the definition as it is edited
	DraftRev          int    // rises with each edit of the draft, so that two who edit notice each other
	VersionID         *string
	TriggerType       string // of the published version; empty when there is none
	PausedReason      string
	PublisherPersonID *string // with whose rights it acts
	Tried             string  // mark of the draft that was tried last; empty when none was
	TriedAt           *time.Time
	RemovedAt         *time.Time
}

func (r *Rule) reference() (string, *string) { return "R", &r.Ref }

// Says reads what the version says.
func (v *RuleVersion) Says() (*blocks.Definition, error) {
	d, err := blocks.Read([]byte(v.Definition))
	if err != nil {
		return nil, AgainstRule("This version of the rule cannot be read any more: " + err.Error() + ".")
	}
	return d, nil
}

// RuleVersion is what a rule said when it was published. Nothing in it is ever changed; runs are pinned to theirs.
type RuleVersion struct {
	Row
	RuleID            string
	N                 int // from 1
	Definition        string
	DecisionID        *string
	OwnerPersonID     *string
	PublisherPersonID *string
	OverrideReason    string // why it was published before the audit was done (R16)
	Note              string // what changed, in the publisher's words
}
