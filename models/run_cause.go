package models

import "strings"

// MostDepth is how many runs may stand between an event and the one that began the chain.
const MostDepth = 5

// Cause is the run on whose behalf something is done. What is recorded meanwhile bears it, in the name of the rule.
type Cause struct {
	RunID  string
	RootID string // the event that began the chain
	Depth  int    // of the run
	Chain  string // ids of the rules that led here, a blank between two
	Name   string // of the rule, as the record of events names who did it
}

// InChain tells whether a rule is one of those that led here.
func InChain(chain, ruleID string) bool {
	for _, id := range strings.Fields(chain) {
		if id == ruleID {
			return true
		}
	}
	return false
}

// Because has what is done from here on bear its cause, until the function given back is called.
func (tx *Tx) Because(c Cause) (over func()) {
	was := tx.cause
	tx.cause = &c
	return func() { tx.cause = was }
}

// As has what is done from here on done with the rights of another person, until the function given back is called.
func (tx *Tx) As(w Who) (back func()) {
	was := tx.Who
	tx.Who = w
	return func() { tx.Who = was }
}

// For has what is recorded from here on bear the reason that somebody gave for it, until the function given back is called. An empty one
// leaves the reason that is given already.
func (tx *Tx) For(reason string) (over func()) {
	was := tx.reason
	if reason = strings.TrimSpace(reason); reason != "" {
		tx.reason = reason
	}
	return func() { tx.reason = was }
}

// blame marks an event with its cause.
func (tx *Tx) blame(e *Event) {
	if tx.cause == nil {
		return
	}
	e.ActorPersonID, e.ActorName = nil, tx.cause.Name
	e.CauseRunID, e.RootID, e.Depth, e.RuleChain = tx.cause.RunID, tx.cause.RootID, tx.cause.Depth, tx.cause.Chain
}
