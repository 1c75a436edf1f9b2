package models

import (
	"encoding/json"
	"slices"

	"throughline/models/day"
)

// Bounds of a round of the recall test.
const (
	RecallSeconds = 60 // that somebody has to write
	RecallDays    = 7  // that a round is open
	recallRest    = 60 // days before the same person is asked again
	MostRecall    = 2000
	mostAsked     = 20_000
)

// RecallRound is one time that people were asked to write the priorities from memory. Of an answer nothing is kept but one more in the counts of its group.
type RecallRound struct {
	Row
	Ref             string
	StrategyID      string
	TeamID          *string // whose people are asked; nil: the whole company
	StartedPersonID *string
	FromDay         day.Day
	UntilDay        day.Day // the last day on which it can be answered
	Targets         string  // what an answer is matched against, as JSON
}

func (r *RecallRound) reference() (string, *string) { return "RR", &r.Ref }

// Names are what an answer is matched against.
func (r *RecallRound) Names() (list []RecallTarget) {
	_ = json.Unmarshal([]byte(r.Targets), &list) // it was written here
	return list
}

// RecallAsked says that a person is asked in a round, and whether they have answered. It is never saved with the time of it.
type RecallAsked struct {
	Row
	RecallRoundID string
	PersonID      string
	GroupKey      string
	Answered      bool
}

// TableName is the table of who is asked.
func (RecallAsked) TableName() string { return "recall_asked" }

// RecallCount is how many answers of a group named a target; with an empty target, how many answers there are.
type RecallCount struct {
	Row
	RecallRoundID string
	GroupKey      string
	Target        string
	N             int
}

// RecallRoundNow is a round as its page shows it.
type RecallRoundNow struct {
	*RecallRound
	Team  *Team
	Open  bool
	Asked int
	RecallShown
	Before *RecallRoundNow // the round before it of the same people that is shown; nil when there is none
}

// Comparable tells whether anything was asked for in the round before as it was in this one.
func (r *RecallRoundNow) Comparable() bool {
	return slices.ContainsFunc(r.Names(), func(t RecallTarget) bool { return r.BeforeOf(t) != nil })
}

// BeforeOf is everybody's share of a target in the round before; nil where it was not asked for then, or read otherwise.
func (r *RecallRoundNow) BeforeOf(t RecallTarget) *float64 {
	if r.Before == nil || !slices.Contains(r.Before.Names(), t) {
		return nil
	}
	return ptr(r.Before.Whole.Share(t))
}

// RecallPage is all rounds, the newest first, and what the person who asks may do.
type RecallPage struct {
	Rounds []*RecallRoundNow
	Mine   *RecallRound // that waits for this person's answer; nil when none does
	Tree   *Tree
	Teams  []*Team // whose people this person may ask
	Whole  bool    // and the whole company
	Ready  bool    // a strategy is in force, so there is something to remember
}
