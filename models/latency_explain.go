package models

import "throughline/models/day"

// lengthRule says how each length is counted.
const lengthRule = "Working time from one instant to the other, in working days of the company’s calendar: weekends and holidays count nothing."

// Explain says how the figures of one part of the way came about, with the handoffs that took longest.
func (s StageLatency) Explain(at day.Day) Explanation { return s.Spread.Explain(s.Title, at) }

// Explain says how a median came about.
func (s Spread) Explain(title string, at day.Day) Explanation {
	return s.ExplainOf("handoff", title, at)
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
