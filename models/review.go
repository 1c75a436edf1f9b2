package models

import (
	"time"

	"throughline/models/day"
)

// The four clocks (R23).
const (
	ClockReadings   = "readings"   // metrics, weekly
	ClockPulse      = "pulse"      // monthly
	ClockStrategy   = "strategy"   // quarterly
	ClockOperations = "operations" // every 90 days
)

// Cadence is one of the four clocks as agreed in step 6: its first day and who calls it (R17, R23).
type Cadence struct {
	Row
	StrategyID    string
	Clock         string
	FirstDay      day.Day
	OwnerPersonID *string
	LockedAt      *time.Time
}

// Review is one date of the cadence on the calendar. Moving it leaves a trace.
type Review struct {
	Row
	Ref           string
	StrategyID    string
	Clock         string
	Day           day.Day
	PlannedDay    day.Day // the date as first set
	State         string  // scheduled, held, missed, skipped
	OwnerPersonID *string
	RemovedAt     *time.Time
}

func (r *Review) reference() (string, *string) { return "V", &r.Ref }

// ReviewMove is the trace of a moved review.
type ReviewMove struct {
	Row
	ReviewID string
	FromDay  day.Day
	ToDay    day.Day
	Reason   string
	PersonID *string
	ByName   string
}

// Name is a date of the cadence as lists and calendars call it.
func (r *Review) Name() string { return CalendarDate{Clock: r.Clock}.Name() }
