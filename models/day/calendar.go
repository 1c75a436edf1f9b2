package day

import (
	"fmt"
	"time"
)

// Calendar is how one company counts days: its zone, its working days and the start of its fiscal year.
// Its zero value is UTC, every day a working day, and a fiscal year that starts in January.
type Calendar struct {
	Zone        *time.Location
	Working     [7]bool        // by time.Weekday, Sunday first
	Off         map[Day]string // days on which nobody works, with their names
	FiscalStart time.Month
}

// Today is the company's day at the instant now.
func (c Calendar) Today(now time.Time) Day { return Of(now, c.Zone) }

// At is the instant at which an hour of d begins in the company's zone; where the clocks skip that hour, the first instant after it.
func (c Calendar) At(d Day, hour int) time.Time {
	zone := c.Zone
	if zone == nil {
		zone = time.UTC
	}
	t := d.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), hour, 0, 0, 0, zone).UTC()
}

// WorkingFrom is d itself, or the first working day after it.
func (c Calendar) WorkingFrom(d Day) Day {
	if !d.Valid() || c.Works(d) {
		return d
	}
	return c.AddWorkingDays(d, 1)
}

// Works tells whether d is a working day. When no weekday is marked, every day is.
func (c Calendar) Works(d Day) bool {
	if _, off := c.Off[d]; off {
		return false
	}
	return c.perWeek() == 0 || c.Working[d.Weekday()]
}

// WhyOff says why d is no working day: the holiday's name, or its day of the week; empty when it is one.
func (c Calendar) WhyOff(d Day) string {
	switch name, off := c.Off[d]; {
	case off && name != "":
		return name
	case off:
		return "a day off"
	case !d.Valid() || c.Works(d):
		return ""
	}
	return "a " + d.Weekday().String()
}

// AddWorkingDays is the n-th working day after d, or before d when n is negative; with n = 0 it is d
// itself. A handoff that reaches a team on Friday with two working days is due on Tuesday.
func (c Calendar) AddWorkingDays(d Day, n int) Day {
	if n == 0 || !d.Valid() || n > 150_000 || n < -150_000 {
		return d.Add(n)
	}
	week, step, left := c.perWeek(), 1, n
	if n < 0 {
		step, left = -1, -n
	}
	if week == 0 && len(c.Off) == 0 {
		return d.Add(n)
	}
	if len(c.Off) == 0 { // whole weeks at once
		d = d.Add(step * 7 * ((left - 1) / week))
		left = (left-1)%week + 1
	}
	for left > 0 && d.Valid() {
		if d = d.Add(step); c.Works(d) {
			left--
		}
	}
	return d
}

// EndOfWork is the Sunday up to which the work of d's week is looked at: of this week, or of the next one when no working day is left in
// this one, so that a weekend looks at what comes.
func (c Calendar) EndOfWork(d Day) Day {
	sunday := d.Monday().Add(6)
	for at := d; !at.After(sunday) && at.Valid(); at = at.Add(1) {
		if c.Works(at) {
			return sunday
		}
	}
	return sunday.Add(7)
}

// Quarter is the fiscal quarter that holds d: its first and last day and its label. The label is
// "Q3 2026" when the fiscal year starts in January, else "Q3 FY2026". A fiscal year has the name of the
// calendar year in which it ends. All three are empty when d is none.
func (c Calendar) Quarter(d Day) (from, to Day, label string) {
	if !d.Valid() {
		return "", "", ""
	}
	year, since := c.fiscal(d)
	number := since/3 + 1
	from, to = c.quarter(year, number)
	return from, to, fmt.Sprintf("Q%d %s", number, c.yearLabel(year))
}

// Year is the fiscal year that holds d: its first and last day and its label, "2026" or "FY2026".
func (c Calendar) Year(d Day) (from, to Day, label string) {
	if !d.Valid() {
		return "", "", ""
	}
	year, _ := c.fiscal(d)
	from, _ = c.quarter(year, 1)
	_, to = c.quarter(year, 4)
	return from, to, c.yearLabel(year)
}

// fiscal is the name of the fiscal year of d and the months passed since its start.
func (c Calendar) fiscal(d Day) (year, since int) {
	t := d.Time()
	since = (int(t.Month()) - int(c.start()) + 12) % 12
	year = t.AddDate(0, 0, 1-t.Day()).AddDate(0, 11-since, 0).Year()
	return year, since
}

// quarter is the first and last day of a fiscal quarter, numbered 1 to 4 in the year of that name.
func (c Calendar) quarter(year, number int) (from, to Day) {
	startYear := year
	if c.start() != time.January {
		startYear--
	}
	first := time.Date(startYear, c.start()+time.Month(3*(number-1)), 1, 0, 0, 0, 0, time.UTC)
	return fromTime(first), fromTime(first.AddDate(0, 3, -1))
}

func (c Calendar) yearLabel(year int) string {
	if c.start() == time.January {
		return fmt.Sprint(year)
	}
	return fmt.Sprintf("FY%d", year)
}

func (c Calendar) start() time.Month {
	if c.FiscalStart < time.January || c.FiscalStart > time.December {
		return time.January
	}
	return c.FiscalStart
}

func (c Calendar) perWeek() int {
	n := 0
	for _, works := range c.Working {
		if works {
			n++
		}
	}
	return n
}
