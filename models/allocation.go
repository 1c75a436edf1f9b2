package models

import (
	"time"

	"throughline/models/day"
)

// Kinds of allocation (R08): people, money, and tools with or without money.
const (
	Headcount = "headcount"
	Budget    = "budget"
	Tooling   = "tooling"
)

// AllocationKinds lists the kinds in the order in which people read them.
var AllocationKinds = []string{Headcount, Budget, Tooling}

// States of an allocation. A decision decides a proposed one.
const (
	Proposed = "proposed"
	Decided  = "decided"
)

// Allocation is what a team puts into an outcome from one day to another, both counted. An allocation without an outcome is flagged
// (R29). Decided, it is not edited: when its decision falls it is proposed again.
type Allocation struct {
	Row
	Ref              string
	Kind             string
	State            string
	TeamID           string
	OutcomeID        *string
	Name             string // which tool, or what the money or the people are for
	People           int64  // of a headcount: hundredths of a full-time person
	Amount           int64  // of a budget or a tool: money over the whole period, in the smallest unit of the company's currency
	FromDay          day.Day
	ToDay            day.Day
	Note             string
	DecisionID       *string // that decided it
	ProposedPersonID *string
	RemovedAt        *time.Time
}

func (a *Allocation) reference() (string, *string) { return "A", &a.Ref }
