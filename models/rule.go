package models

import "time"

// Rule is a defined moment when a decision becomes work (R16): one trigger, one action, a named owner, a deadline,
// and the decision it carries out, kept as a definition in JSON. A draft runs nothing.
type Rule struct {
	Row
	Ref           string
	StrategyID    *string
	Name          string
	State         string
	OwnerPersonID *string
	Draft         string // the definition, JSON
	RemovedAt     *time.Time
}

func (r *Rule) reference() (string, *string) { return "R", &r.Ref }
