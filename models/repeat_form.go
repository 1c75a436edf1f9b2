package models

import (
	"time"

	"throughline/models/day"
	"throughline/models/form"
)

// RepeatEntry is the form that lets a task come again.
type RepeatEntry struct {
	Every    int
	Unit     string
	Weekdays []string // as the rule writes them: MO, TU
	In       string
	Until    day.Day
	Times    int
}

// RepeatEntryFor is the form for a task: filled with its rule, or with each week on the day of the week it is due.
func RepeatEntryFor(t *Task, s *SeriesNow) *RepeatEntry {
	p := Repeat{Every: 1, Unit: EveryWeek, In: OnSameDay, Weekdays: []time.Weekday{t.DueDay.Weekday()}}
	if s != nil {
		p = s.Repeat
	}
	e := &RepeatEntry{Every: p.Every, Unit: p.Unit, In: p.In, Until: p.Until, Times: p.Times}
	if e.In == "" {
		e.In = OnSameDay
	}
	for _, d := range repeatDays {
		for _, w := range p.Weekdays {
			if w == d.Day {
				e.Weekdays = append(e.Weekdays, d.Code)
			}
		}
	}
	return e
}

// Fields of the form.
func (e *RepeatEntry) Fields() []*form.Field {
	var days []form.Option
	for _, d := range repeatDays {
		days = append(days, form.Option{Value: d.Code, Label: d.Day.String()})
	}
	return []*form.Field{
		form.Whole("every", "Every", &e.Every).Between(1, 99).Required("Give a number from 1 to 99."),
		form.Choice("unit", "Days, weeks or months", &e.Unit, form.Option{Value: EveryDay, Label: "days"}, form.Option{Value: EveryWeek, Label: "weeks"}, form.Option{Value: EveryMonth, Label: "months"}).Required("Choose days, weeks or months."),
		form.Many("weekdays", "By weeks: on", &e.Weekdays, days...),
		form.Choice("in", "By months: on", &e.In, form.Option{Value: OnSameDay, Label: "the day of the month it is due"}, form.Option{Value: OnLastDay, Label: "the last day"}, form.Option{Value: OnLastWorking, Label: "the last working day"}),
		form.Date("until", "Not after", &e.Until, nil).Help("Empty: without an end."),
		form.Whole("times", "How many times in all", &e.Times).Between(0, 1000).Help("Empty: without an end."),
	}
}

// Repeat is the rule that the form asks for.
func (e *RepeatEntry) Repeat() Repeat {
	p := Repeat{Every: e.Every, Unit: e.Unit, Until: e.Until, Times: e.Times}
	switch e.Unit {
	case EveryWeek:
		for _, d := range repeatDays {
			for _, code := range e.Weekdays {
				if code == d.Code {
					p.Weekdays = append(p.Weekdays, d.Day)
				}
			}
		}
	case EveryMonth:
		if p.In = e.In; p.In == "" {
			p.In = OnSameDay
		}
	}
	return p
}
