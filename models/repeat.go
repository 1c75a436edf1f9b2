package models

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"throughline/models/day"
)

// The units in which a task repeats.
const (
	EveryDay   = "day"
	EveryWeek  = "week"
	EveryMonth = "month"
)

// Where in a month a task is due that repeats by months.
const (
	OnSameDay     = "day"     // the day of the month, or the last one of a month that has no such day
	OnLastDay     = "last"    // the last day of the month
	OnLastWorking = "working" // the last working day of the month, by the company's calendar
)

// Repeat says on which days a task comes again. Days are those of the company's calendar, never instants: a change of clocks moves none.
type Repeat struct {
	Every    int // units from one to the next
	Unit     string
	Weekdays []time.Weekday // by weeks
	In       string         // by months
	Until    day.Day        // no day after it; none: without an end
	Times    int            // how many tasks in all; 0: without an end
}

// repeatDays are the days of the week as the rule writes them, Monday first, as people list them.
var repeatDays = []struct {
	Day  time.Weekday
	Code string
	rule rrule.Weekday
}{{time.Monday, "MO", rrule.MO}, {time.Tuesday, "TU", rrule.TU}, {time.Wednesday, "WE", rrule.WE}, {time.Thursday, "TH", rrule.TH}, {time.Friday, "FR", rrule.FR},
	{time.Saturday, "SA", rrule.SA}, {time.Sunday, "SU", rrule.SU}}

// Rule is the repeat as the text of an RRULE (RFC 5545), as it is stored and exported. The last working day is written as the last day from
// Monday to Friday; which days the company works is its calendar's to say.
func (p Repeat) Rule() string {
	text := fmt.Sprintf("FREQ=%s;INTERVAL=%d", map[string]string{EveryDay: "DAILY", EveryWeek: "WEEKLY", EveryMonth: "MONTHLY"}[p.Unit], p.Every)
	switch {
	case p.Unit == EveryWeek:
		var days []string
		for _, d := range repeatDays {
			if slices.Contains(p.Weekdays, d.Day) {
				days = append(days, d.Code)
			}
		}
		text += ";BYDAY=" + strings.Join(days, ",")
	case p.Unit == EveryMonth && p.In == OnLastDay:
		text += ";BYMONTHDAY=-1"
	case p.Unit == EveryMonth && p.In == OnLastWorking:
		text += ";BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
	}
	if p.Until.Valid() {
		text += ";UNTIL=" + strings.ReplaceAll(string(p.Until), "-", "")
	}
	if p.Times > 0 {
		text += ";COUNT=" + itoa(p.Times)
	}
	return text
}

// ReadRepeat reads such a text.
func ReadRepeat(rule string) (Repeat, error) {
	o, err := rrule.StrToROption(rule)
	if err != nil {
		return Repeat{}, fmt.Errorf("models: the rule %q cannot be read: %w", rule, err)
	}
	p := Repeat{Every: max(o.Interval, 1), Times: o.Count}
	if !o.Until.IsZero() {
		p.Until = day.Of(o.Until, time.UTC)
	}
	switch o.Freq {
	case rrule.DAILY:
		p.Unit = EveryDay
	case rrule.WEEKLY:
		p.Unit = EveryWeek
		for _, d := range repeatDays {
			if slices.ContainsFunc(o.Byweekday, func(w rrule.Weekday) bool { return w.Day() == d.rule.Day() }) {
				p.Weekdays = append(p.Weekdays, d.Day)
			}
		}
	case rrule.MONTHLY:
		p.Unit, p.In = EveryMonth, OnSameDay
		if len(o.Bysetpos) > 0 {
			p.In = OnLastWorking
		} else if slices.Equal(o.Bymonthday, []int{-1}) {
			p.In = OnLastDay
		}
	default:
		return p, fmt.Errorf("models: tasks repeat by days, weeks or months, not by %q", rule)
	}
	return p, nil
}

// days are the days of the rule from its start on, as a company that works every day has them.
func (p Repeat) days(start day.Day) (*rrule.RRule, error) {
	o := rrule.ROption{Dtstart: start.Time(), Interval: p.Every, Wkst: rrule.MO}
	switch p.Unit {
	case EveryDay:
		o.Freq = rrule.DAILY
	case EveryWeek:
		o.Freq = rrule.WEEKLY
		for _, d := range repeatDays {
			if slices.Contains(p.Weekdays, d.Day) {
				o.Byweekday = append(o.Byweekday, d.rule)
			}
		}
	default:
		o.Freq, o.Bymonthday = rrule.MONTHLY, []int{-1}
		if of := start.Time().Day(); p.In == OnSameDay && of <= 28 {
			o.Bymonthday = []int{of}
		} else if p.In == OnSameDay {
			// The last of the days from the 28th up to it that a month has.
			o.Bymonthday, o.Bysetpos = nil, []int{-1}
			for n := 28; n <= of; n++ {
				o.Bymonthday = append(o.Bymonthday, n)
			}
		}
	}
	return rrule.NewRRule(o)
}

// on is the day that a day of the rule means in a company's calendar.
func (p Repeat) on(t time.Time, cal day.Calendar) day.Day {
	d := day.Of(t, time.UTC)
	if p.Unit != EveryMonth || p.In != OnLastWorking {
		return d
	}
	for back := range 31 {
		if at := d.Add(-back); cal.Works(at) {
			return at
		}
	}
	return d
}

// After is the first day of the rule after a day; none when there is none up to its end.
func (p Repeat) After(start, d day.Day, cal day.Calendar) (day.Day, error) {
	days, err := p.days(start)
	if err != nil || !d.Valid() {
		return "", err
	}
	at := days.After(d.Time(), false)
	for range 3 {
		if at.IsZero() {
			return "", nil
		}
		if on := p.on(at, cal); on.After(d) {
			if p.Until.Valid() && on.After(p.Until) {
				return "", nil
			}
			return on, nil
		}
		at = days.After(at, false)
	}
	return "", nil
}

// mostMissed bounds how many missed days are looked at; more are counted as that many.
const mostMissed = 1000

// Missed gives the days of the rule from one day up to another, both counted, the first mostMissed of them.
func (p Repeat) Missed(start, from, to day.Day, cal day.Calendar) (list []day.Day, err error) {
	days, err := p.days(start)
	if err != nil {
		return nil, err
	}
	if p.Until.Valid() && to.After(p.Until) {
		to = p.Until
	}
	for next := days.Iterator(); len(list) < mostMissed; {
		at, more := next()
		if !more {
			break
		}
		on := p.on(at, cal)
		if on.After(to) {
			break
		}
		if !on.Before(from) {
			list = append(list, on)
		}
	}
	return list, nil
}

// Latest is the last day of the rule that is not after a day; none when there is none.
func (p Repeat) Latest(start, d day.Day, cal day.Calendar) (day.Day, error) {
	days, err := p.days(start)
	if err != nil || !d.Valid() {
		return "", err
	}
	if p.Until.Valid() && d.After(p.Until) {
		d = p.Until
	}
	if at := days.After(d.Time(), false); !at.IsZero() && !p.on(at, cal).After(d) {
		return p.on(at, cal), nil
	}
	if at := days.Before(d.Time(), true); !at.IsZero() {
		return p.on(at, cal), nil
	}
	return "", nil
}

// Words say when it comes again: "every 2 weeks on Monday and Thursday, until 3 March 2027".
func (p Repeat) Words(start day.Day) string {
	text := "every " + p.Unit
	if p.Every > 1 {
		text = "every " + itoa(p.Every) + " " + p.Unit + "s"
	}
	switch {
	case p.Unit == EveryWeek:
		var names []string
		for _, d := range repeatDays {
			if slices.Contains(p.Weekdays, d.Day) {
				names = append(names, d.Day.String())
			}
		}
		text += " on " + andWords(names)
	case p.Unit == EveryMonth && p.In == OnLastDay:
		text = "on the last day of " + text
	case p.Unit == EveryMonth && p.In == OnLastWorking:
		text = "on the last working day of " + text
	case p.Unit == EveryMonth && start.Valid():
		text += " on day " + itoa(start.Time().Day())
		if start.Time().Day() > 28 {
			text += ", or the last day of a shorter month"
		}
	}
	if p.Until.Valid() {
		text += ", until " + p.Until.Long()
	}
	if p.Times > 0 {
		text += ", " + itoa(p.Times) + " times in all"
	}
	return text
}

// andWords joins names: "Monday, Tuesday and Friday".
func andWords(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
