package models

import (
	"cmp"
	"slices"
	"time"

	"throughline/models/day"
)

// ClockInitiative marks the review date of an initiative, which comes at its own time (R23).
const ClockInitiative = "initiative"

// Planned is the state of a date that goes on the calendar when the strategy comes in force.
const Planned = "planned"

// CalendarDate is one date of the calendar of a year: a review of one of the clocks, or of an initiative.
type CalendarDate struct {
	ID, Ref string // of the review or initiative; empty while only planned
	Clock   string
	Title   string // an initiative's name; empty for the clocks
	Day     day.Day
	Planned day.Day // the date as first set
	State   string  // scheduled, overdue, held, missed, skipped, planned
	Owner   string  // who calls it; empty when nobody
	OwnerID *string
	Off     string // why it is no working day; empty when it is one
	Moves   []*ReviewMove
	Version int
	Changed time.Time // when it was saved last
}

// CalendarMonth is one month of the calendar with its dates, and the days on which readings are due.
type CalendarMonth struct {
	First    day.Day
	Dates    []CalendarDate
	Readings []day.Day
	Off      []Holiday
}

// CalendarYear is twelve months of a strategy's rhythm (R17, R23).
type CalendarYear struct {
	Strategy *Strategy // nil while none is in force
	Today    day.Day
	From     day.Day // the first day of the first month
	To       day.Day // the last day of the last month
	Calendar day.Calendar
	Months   []CalendarMonth
	Clocks   []*Cadence
}

// Dates lists all dates of the year but the readings, in their order.
func (y *CalendarYear) Dates() []CalendarDate {
	var list []CalendarDate
	for _, m := range y.Months {
		list = append(list, m.Dates...)
	}
	return list
}

// Clock is one of the clocks as agreed; nil when it is not.
func (y *CalendarYear) Clock(key string) *Cadence {
	for _, c := range y.Clocks {
		if c.Clock == key {
			return c
		}
	}
	return nil
}

// MonthOf is the first day of the month that holds d.
func MonthOf(d day.Day) day.Day { return d.Add(1 - d.Time().Day()) }

// CalendarYear reads twelve months from the one that holds a day, for the strategy in force. Initiatives without a review date are left out.
func (r *Read) CalendarYear(from day.Day) (*CalendarYear, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	y := newYear(from, r.Today(), c)
	if y.Strategy, _, err = r.InForce(); err != nil {
		return nil, err
	}
	if y.Strategy == nil {
		y.fill(nil)
		return y, nil
	}
	if y.Clocks, err = r.Cadences(y.Strategy.ID); err != nil {
		return nil, err
	}
	dates, err := r.reviewDates(y)
	if err != nil {
		return nil, err
	}
	more, err := r.initiativeDates(y)
	if err != nil {
		return nil, err
	}
	if dates, err = r.nameOwners(append(dates, more...)); err != nil {
		return nil, err
	}
	y.fill(dates)
	return y, nil
}

// PlannedYear is the year that the clocks of a draft come to: what goes on the calendar when the strategy comes in force.
func PlannedYear(today day.Day, c *Company, clocks []*Cadence) *CalendarYear {
	first := today
	for _, one := range clocks {
		if one.FirstDay != "" && (first == today || one.FirstDay.Before(first)) {
			first = one.FirstDay
		}
	}
	y := newYear(first, today, c)
	y.Clocks = clocks
	var dates []CalendarDate
	for _, one := range clocks {
		for _, d := range one.days() {
			d = y.Calendar.AddWorkingDays(d.Add(-1), 1)
			dates = append(dates, CalendarDate{Clock: one.Clock, Day: d, Planned: d, State: Planned, OwnerID: one.OwnerPersonID})
		}
	}
	y.fill(dates)
	return y
}

func newYear(from, today day.Day, c *Company) *CalendarYear {
	if !from.Valid() {
		from = today
	}
	y := &CalendarYear{Today: today, From: MonthOf(from), Calendar: c.Calendar()}
	y.To = y.From.AddMonths(12).Add(-1)
	return y
}

func (r *Read) reviewDates(y *CalendarYear) ([]CalendarDate, error) {
	reviews, err := found[*Review](r.DB().Where("strategy_id = ? AND removed_at IS NULL AND day >= ? AND day <= ?", y.Strategy.ID, string(y.From), string(y.To)).
		Order("day, clock, id"))
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(reviews))
	for i, v := range reviews {
		ids[i] = v.ID
	}
	moves, err := r.ReviewMoves(ids)
	if err != nil {
		return nil, err
	}
	of := map[string][]*ReviewMove{}
	for _, m := range moves {
		of[m.ReviewID] = append(of[m.ReviewID], m)
	}
	standing, err := r.Standings(y.Strategy.ID)
	if err != nil {
		return nil, err
	}
	list := make([]CalendarDate, len(reviews))
	for i, v := range reviews {
		list[i] = CalendarDate{ID: v.ID, Ref: v.Ref, Clock: v.Clock, Day: v.Day, Planned: v.PlannedDay, State: standing.Of(v), OwnerID: v.OwnerPersonID,
			Moves: of[v.ID], Version: v.Version, Changed: v.UpdatedAt}
	}
	return list, nil
}

func (r *Read) initiativeDates(y *CalendarYear) ([]CalendarDate, error) {
	initiatives, err := found[*Initiative](r.DB().Where("removed_at IS NULL AND review_day >= ? AND review_day <= ? AND state NOT IN ?",
		string(y.From), string(y.To), []string{Done, Dropped}).Order("review_day, name, id"))
	if err != nil {
		return nil, err
	}
	list := make([]CalendarDate, len(initiatives))
	for i, v := range initiatives {
		list[i] = CalendarDate{ID: v.ID, Ref: v.Ref, Clock: ClockInitiative, Title: v.Name, Day: v.ReviewDay, Planned: v.ReviewDay, State: Scheduled,
			OwnerID: v.OwnerPersonID, Owner: v.OwnerText, Version: v.Version, Changed: v.UpdatedAt}
		if v.ReviewOverdue(y.Today) {
			list[i].State = Overdue
		}
	}
	return list, nil
}

func (r *Read) nameOwners(dates []CalendarDate) ([]CalendarDate, error) {
	var ids []*string
	for _, d := range dates {
		ids = append(ids, d.OwnerID)
	}
	people, err := r.peopleByID(ids...)
	for i, d := range dates {
		if d.OwnerID != nil && people[*d.OwnerID] != nil {
			dates[i].Owner = people[*d.OwnerID].Name
		}
	}
	return dates, err
}

// fill sorts dates, readings and days off into the months.
func (y *CalendarYear) fill(dates []CalendarDate) {
	slices.SortStableFunc(dates, func(a, b CalendarDate) int { return cmp.Compare(a.Day, b.Day) })
	for n := range 12 {
		m := CalendarMonth{First: y.From.AddMonths(n)}
		last := m.First.AddMonths(1).Add(-1)
		for _, d := range dates {
			if !d.Day.Before(m.First) && !d.Day.After(last) {
				d.Off = y.Calendar.WhyOff(d.Day)
				m.Dates = append(m.Dates, d)
			}
		}
		m.Readings = ReadingDays(y.Clock(ClockReadings), m.First, last, y.Calendar)
		for d := m.First; !d.After(last); d = d.Add(1) {
			if name, off := y.Calendar.Off[d]; off {
				m.Off = append(m.Off, Holiday{Day: d, Name: name})
			}
		}
		y.Months = append(y.Months, m)
	}
}

// ReadingDays are the days between two, both counted, on which the weekly readings are due; one that is no working day gives way to
// the next that is. They follow from the clock alone and lie in no table.
func ReadingDays(c *Cadence, from, to day.Day, cal day.Calendar) []day.Day {
	if c == nil || !c.FirstDay.Valid() || !from.Valid() || !to.Valid() {
		return nil
	}
	var list []day.Day
	first := c.FirstDay
	if late := from.Add(-28).Sub(first); late > 0 { // a holiday can push a reading on, so a few weeks before count
		first = first.Add(late / 7 * 7)
	}
	for d := first; !d.After(to) && d.Valid(); d = d.Add(7) {
		if at := cal.AddWorkingDays(d.Add(-1), 1); !at.Before(from) && !at.After(to) && !slices.Contains(list, at) {
			list = append(list, at)
		}
	}
	return list
}
