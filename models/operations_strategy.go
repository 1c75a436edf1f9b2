package models

import (
	"strings"
	"time"

	"throughline/models/day"
)

// What an operations strategy is about: the work of one team with all teams below it, or a named system that delivers something, such as
// an order line across teams.
const (
	ScopeTeam   = "team"
	ScopeSystem = "system"
)

// In what the capacity of an operations strategy is stated.
const (
	CapacityHours  = "hours"  // a week
	CapacityPeople = "people" // who work full time
)

// MostOperationsPriorities is how many things can come first within 90 days; MostOperationsMeasures how many measures one strategy has.
const (
	MostOperationsPriorities = 5
	MostOperationsMeasures   = 8
)

// OperationsStrategy is how one department or delivery system runs well enough to get the company where it wants to be (R01): its scope,
// horizon, owner and measures (R02), the outcomes that it serves (R04), what comes first in 90 days, and its capacity. One of a scope is
// in force at a time; it is not edited then, only succeeded by its next version.
type OperationsStrategy struct {
	Row
	Ref            string
	Line           string // the same in all versions
	N              int    // which version it is, from 1
	State          string // Draft, InForce, Superseded
	Name           string
	Scope          string  // ScopeTeam or ScopeSystem
	System         string  // the name of the delivery system
	TeamID         *string // whose operations it is about, or who owns the system
	FromDay        day.Day
	ToDay          day.Day
	OwnerPersonID  *string
	OwnerDay       day.Day // since when this owner answers for it
	Runs           string  // what is run, day by day
	Capacity       *float64
	CapacityUnit   string
	CapacityNote   string
	AuthorPersonID *string
	EndReason      string // why it ended without a next version
	InForceAt      *time.Time
	SupersededAt   *time.Time
	RemovedAt      *time.Time

	OutcomeIDs []string              `gorm:"-"` // the outcomes that it serves; saved with it, as are the next two
	Measures   []*OperationsMeasure  `gorm:"-"`
	Priorities []*OperationsPriority `gorm:"-"`
}

func (s *OperationsStrategy) reference() (string, *string) { return "OS", &s.Ref }

// OperationsAnchor says that an operations strategy serves an outcome of the organizational strategy.
type OperationsAnchor struct {
	Row
	OperationsStrategyID string
	OutcomeID            string
}

// OperationsMeasure shows whether things run well: a metric from a baseline to a target, or within a band.
type OperationsMeasure struct {
	Row
	OperationsStrategyID string
	MetricID             *string // where its readings are; nil until it comes in force, unless a known metric was chosen
	Position             int     // from 1
	Name                 string
	Unit                 string
	Direction            string // Increase, Reduce or Band; empty while nobody said
	Baseline             *float64
	Target               *float64
	Low                  *float64
	High                 *float64
}

// OperationsPriority is one thing that comes first within 90 days.
type OperationsPriority struct {
	Row
	OperationsStrategyID string
	ObjectiveID          *string // of the team, that delivers it; nil while none does
	Position             int     // 1 is first
	Title                string
}

// About is what it is about in words: "Service Desk and the teams below it" is said by the page, here is the name alone.
func (s *OperationsStrategy) About(team *Team) string {
	switch {
	case s.Scope == ScopeSystem && s.System != "":
		return s.System
	case team != nil:
		return team.Name
	}
	return ""
}

func (s *OperationsStrategy) scope() Scope { return Owned(s.TeamID, s.OwnerPersonID) }

// MayRunOperations tells whether this person may write an operations strategy: heads and leads for their teams, its owner where they lead
// a team elsewhere, executives everywhere.
func (w Who) MayRunOperations(s *OperationsStrategy) bool { return w.May(RunOperations, s.scope()) }

// MaySeeOperations tells whether this person may know of an operations strategy: everybody of one that is or was in force; of a draft those
// who may read it.
func (w Who) MaySeeOperations(s *OperationsStrategy) bool {
	if s.State != Draft {
		return w.May(ReadCompany)
	}
	return w.MayReadOperationsDraft(s)
}

// MayReadOperationsDraft tells whether this person may read what an operations strategy said while it was a draft: its author, its owner, and
// those who may write it. That stays so when it has come in force: what was thrown away in the draft is not for everybody then.
func (w Who) MayReadOperationsDraft(s *OperationsStrategy) bool {
	mine := func(id *string) bool { return id != nil && *id == w.PersonID && w.SignedIn() }
	return w.MayRunOperations(s) || mine(s.AuthorPersonID) || mine(s.OwnerPersonID)
}

// Plan is the measure as an outcome's metric has it, so that its progress is told by the one calculation of progress.
func (m *OperationsMeasure) Plan(from day.Day, metric *Metric) *OutcomeMetric {
	plan := &OutcomeMetric{Position: m.Position, Unit: m.Unit, Direction: m.Direction, Baseline: m.Baseline, BaselineDay: from, Target: m.Target, Low: m.Low, High: m.High, Metric: metric}
	if m.MetricID != nil {
		plan.MetricID = *m.MetricID
	}
	return plan
}

// Course is what the measure has to do by the end of the horizon.
func (m *OperationsMeasure) Course(due day.Day) Course {
	c := Course{Direction: m.Direction, Unit: m.Unit, From: m.Baseline, To: m.Target, Due: due}
	if m.Direction == Band {
		c.From, c.To = m.Low, m.High
	}
	return c
}

// empty tells whether nothing stands in the measure.
func (m *OperationsMeasure) empty() bool {
	return strings.TrimSpace(m.Name) == "" && m.MetricID == nil && m.Target == nil && m.Baseline == nil && m.Low == nil && m.High == nil
}

// copied is a strategy of one's own, with all that is in it.
func (s *OperationsStrategy) copied() *OperationsStrategy {
	c := *s
	c.OutcomeIDs = append([]string(nil), s.OutcomeIDs...)
	c.Measures, c.Priorities = copies(s.Measures), copies(s.Priorities)
	return &c
}
