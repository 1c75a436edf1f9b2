// Package day knows calendar days: deadlines, review days, fiscal quarters and working days.
// A day has no clock and no zone; an instant becomes a day only through the company's zone.
package day

import (
	"fmt"
	"time"
)

// Day is a calendar day written 2006-01-02; the empty Day means that no day is known.
// It is stored as text in that form, so days sort and compare as text.
type Day string

const (
	iso       = "2006-01-02"
	firstYear = 1900
	lastYear  = 2199
)

// Of is the day on which t falls in the zone loc. A nil zone means UTC.
func Of(t time.Time, loc *time.Location) Day {
	if loc == nil {
		loc = time.UTC
	}
	return Day(t.In(loc).Format(iso))
}

// On is the day with this year, month and day of the month, or none when the calendar has no such day
// or the year is outside 1900 to 2199.
func On(year int, month time.Month, dayOfMonth int) Day {
	if year < firstYear || year > lastYear || month < time.January || month > time.December ||
		dayOfMonth < 1 || dayOfMonth > lastOf(year, month) {
		return ""
	}
	return Day(fmt.Sprintf("%04d-%02d-%02d", year, month, dayOfMonth))
}

// Valid tells whether d is a real day between 1900 and 2199.
func (d Day) Valid() bool {
	t, err := time.Parse(iso, string(d))
	return err == nil && t.Year() >= firstYear && t.Year() <= lastYear
}

// Time is the midnight in UTC at which d starts; the zero time when d is none.
func (d Day) Time() time.Time {
	t, err := time.Parse(iso, string(d))
	if err != nil {
		return time.Time{}
	}
	return t
}

// Add is the day n days later, or earlier when n is negative. It is none when d is none or the
// result would be outside 1900 to 2199.
func (d Day) Add(n int) Day {
	if !d.Valid() || n > 150_000 || n < -150_000 {
		return ""
	}
	return fromTime(d.Time().AddDate(0, 0, n))
}

// AddMonths is the same day of the month n months later. Where that month is shorter, it is the
// month's last day: 31 January and one month is 28 or 29 February.
func (d Day) AddMonths(n int) Day {
	if !d.Valid() || n > 4_000 || n < -4_000 {
		return ""
	}
	t := d.Time()
	first := time.Date(t.Year(), t.Month()+time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	return On(first.Year(), first.Month(), min(t.Day(), lastOf(first.Year(), first.Month())))
}

// Sub is the number of days from e to d: positive when d is later. It is 0 when either is none.
func (d Day) Sub(e Day) int {
	if !d.Valid() || !e.Valid() {
		return 0
	}
	return int(d.Time().Sub(e.Time()).Hours() / 24)
}

// Before tells whether d is earlier than e. A day that is none is neither before nor after another.
func (d Day) Before(e Day) bool { return d.Valid() && e.Valid() && d < e }

// After tells whether d is later than e. A day that is none is neither before nor after another.
func (d Day) After(e Day) bool { return d.Valid() && e.Valid() && d > e }

// Weekday is the day of the week; Sunday when d is none.
func (d Day) Weekday() time.Weekday {
	if !d.Valid() {
		return time.Sunday
	}
	return d.Time().Weekday()
}

// Week is the ISO week of d, such as "2026-W53"; weeks start on Monday. Empty when d is none.
func (d Day) Week() string {
	if !d.Valid() {
		return ""
	}
	year, week := d.Time().ISOWeek()
	return fmt.Sprintf("%04d-W%02d", year, week)
}

// Monday is the first day of the week of d.
func (d Day) Monday() Day { return d.Add(-(int(d.Weekday()) + 6) % 7) }

func fromTime(t time.Time) Day { return On(t.Year(), t.Month(), t.Day()) }

func lastOf(year int, month time.Month) int {
	return time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day()
}
