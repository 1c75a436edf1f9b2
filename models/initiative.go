package models

import (
	"regexp"
	"strings"
	"time"
	"unicode"

	"throughline/models/day"
	"throughline/models/statement"
)

// States of an initiative beside Active, Done and Dropped. Nobody has committed to a candidate yet.
const (
	Candidate = "candidate"
	Committed = "committed"
	Paused    = "paused"
)

// InitiativeStates lists the states in the order in which an initiative goes through them.
var InitiativeStates = []string{Candidate, Committed, Active, Paused, Done, Dropped}

// Initiative is a named piece of change. Committed it needs a named owner, a success metric and a review date (R21).
type Initiative struct {
	Row
	Ref            string
	Name           string
	Description    string
	State          string
	StateReason    string // why it is paused or dropped, or what came of it
	TeamID         *string
	OwnerPersonID  *string
	OwnerText      string
	GoalID         *string // it was brought in under this goal
	ObjectiveID    *string // or under this objective
	SuccessMetric  string  // a sentence that holds a number
	MetricID       *string // or a metric that has readings
	MetricTarget   *float64
	ReviewDay      day.Day
	StartDay       day.Day
	DueDay         day.Day
	DueText        string
	StatusText     string
	LastUpdateText string
	RemovedAt      *time.Time

	OutcomeIDs   []string `gorm:"-"` // saved with it
	ObjectiveIDs []string `gorm:"-"` // with the one it was brought in under
}

func (i *Initiative) reference() (string, *string) { return "I", &i.Ref }

// InitiativeOutcome says that an initiative serves an outcome.
type InitiativeOutcome struct {
	Row
	InitiativeID string
	OutcomeID    string
}

// InitiativeObjective says that an initiative serves an objective.
type InitiativeObjective struct {
	Row
	InitiativeID string
	ObjectiveID  string
}

// InitiativeMove is the trace of a moved review date.
type InitiativeMove struct {
	Row
	InitiativeID string
	FromDay      day.Day
	ToDay        day.Day
	Reason       string
	PersonID     *string
	ByName       string
}

// Lack is one thing that an initiative misses before anybody can commit to it: its name, the field that gives it, and what to do.
type Lack struct{ Name, Field, Say string }

// Lacks lists what is missing of the three that R21 asks for: flagged while it is a candidate, refused when it is committed.
func (i *Initiative) Lacks() (list []Lack) {
	if i.OwnerPersonID == nil || *i.OwnerPersonID == "" {
		list = append(list, Lack{"a named owner", "owner", "Name the person who owns it."})
	}
	if say := i.unmeasured(); say != "" {
		list = append(list, Lack{"a success metric", "success", say})
	}
	if !i.ReviewDay.Valid() {
		list = append(list, Lack{"a review date", "review", "Give the day on which it is looked at again."})
	}
	return list
}

// unmeasured says why its success could not be told; empty when it could.
func (i *Initiative) unmeasured() string {
	switch {
	case i.MetricID != nil && i.MetricTarget != nil:
		return ""
	case statement.HasMetric(i.SuccessMetric).Found || strings.ContainsFunc(calendarYear.ReplaceAllString(i.SuccessMetric, ""), unicode.IsDigit):
		return ""
	case i.MetricID != nil:
		return "Give the level that the metric is to reach, or a sentence with a number."
	case strings.TrimSpace(i.SuccessMetric) != "":
		return "A success metric holds a number, such as “9 of 10 clinics book online”."
	}
	return "Say in a sentence with a number how success is told, or choose a metric and give its target."
}

// calendarYear is a number that says when and not how much.
var calendarYear = regexp.MustCompile(`\b(19|20)[0-9]{2}\b`)

// Bound tells whether somebody has committed to it and it is not over: only then its dates count as promises.
func (i *Initiative) Bound() bool {
	return i.State == Committed || i.State == Active || i.State == Paused
}

// Over tells whether it has ended.
func (i *Initiative) Over() bool { return i.State == Done || i.State == Dropped }

// ReviewOverdue tells whether its review date has passed while it goes on (R23). A candidate is not nagged about.
func (i *Initiative) ReviewOverdue(today day.Day) bool {
	return i.Bound() && i.ReviewDay.Before(today)
}

func (i *Initiative) scope() Scope { return Owned(i.TeamID, i.OwnerPersonID) }

// MayChangeInitiative tells whether this person may change an initiative: its owner, the leads of its team and above, executives.
func (w Who) MayChangeInitiative(i *Initiative) bool { return w.May(RunInitiative, i.scope()) }

// MayCommit tells whether this person may commit to an initiative or drop it, which is a decision: leads for their teams, executives.
func (w Who) MayCommit(i *Initiative) bool { return w.May(Decide, OfTeam(i.TeamID)) }

// Words say a trace in one line.
func (m *InitiativeMove) Words() string {
	return "moved from " + m.FromDay.Short() + " to " + m.ToDay.Short() + " because: " + m.Reason
}
