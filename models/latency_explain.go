package models

import (
	"time"

	"throughline/models/day"
)

// lengthRule says how each length is counted.
const lengthRule = "Working time from one instant to the other, in working days of the company’s calendar: weekends and holidays count nothing."

// Explain says how the figures of one part of the way came about, with the handoffs that took longest.
func (s StageLatency) Explain(at day.Day) Explanation { return s.Spread.Explain(s.Title, at) }

// Explain says how a median came about.
func (s Spread) Explain(title string, at day.Day) Explanation {
	return s.ExplainOf("handoff", title, at)
}

// Explain says how long one handoff took for a part of the way, or has waited in it so far, in the time of a zone.
func (s StageLength) Explain(ref string, at day.Day, zone *time.Location) Explanation {
	const instant = "2 Jan 2006, 15:04"
	until := "Until now"
	if s.To != nil {
		until = s.To.In(zone).Format(instant)
	}
	e := Explanation{Figure: s.Title + ", " + ref, Result: input("", &s.Days, UnitWorking), Formula: lengthRule, Day: at, Kind: "handoff", Ref: ref}
	return e.of(said("From", s.From.In(zone).Format(instant)), said("To", until))
}

// ExplainWaiting says how long the one that waits longest has waited, with those that wait next longest.
func (s Spread) ExplainWaiting(kind, title string, at day.Day) Explanation {
	e := Explanation{Figure: title + ", longest still waiting", Result: input("", s.Longest(), UnitWorking), Day: at,
		Formula: "Working time from the first instant until now, in working days of the company’s calendar, of each " + kind + " that has come to the first and not to the second. The longest of them is shown, in whole working days. None of them is in any median."}
	list := []Input{count("Still waiting", len(s.Waiting))}
	for _, t := range s.Waiting[:min(len(s.Waiting), 3)] {
		list = append(list, t.input(kind, ""))
	}
	e = e.of(list...)
	e.More = max(len(s.Waiting)-3, 0)
	return e
}

// ExplainOf is Explain for lengths of another kind of thing.
func (s Spread) ExplainOf(kind, title string, at day.Day) Explanation {
	e := Explanation{Figure: title + ", median", Result: input("", s.Median(), UnitWorking), Day: at, Formula: lengthRule +
		" Median and 90th percentile are by the nearest rank: the shortest length that half of the " + kind + "s, or 90 of 100, did not exceed. What still waits is in no percentile."}
	list := []Input{count("Measured", len(s.Measured)), input("90th percentile", s.P90(), UnitWorking), count("Still waiting", len(s.Waiting))}
	if len(s.Waiting) > 0 {
		list = append(list, s.Waiting[0].input(kind, "Waits longest, so far: "))
	}
	for _, t := range s.Measured[:min(len(s.Measured), 3)] {
		list = append(list, t.input(kind, ""))
	}
	e = e.of(list...)
	e.More = max(len(s.Measured)-3, 0)
	return e
}

func (t Timed) input(kind, before string) Input {
	return Input{Name: before + t.Ref, Value: ptr(t.Days), Unit: UnitWorking, Kind: kind, Ref: t.Ref}
}

// Explain says how a number of days kept came about.
func (k Kept) Explain(figure, rule string, at day.Day) Explanation {
	return Counted(figure, rule, k.In, k.Of, at, "")
}
