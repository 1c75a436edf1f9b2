package models

import (
	"cmp"
	"slices"

	"throughline/models/day"
)

// ExplainHours says how the share of hours came about: the workflows behind it, those that take the most time first.
func (g Gap) ExplainHours(at day.Day) Explanation {
	e := Explanation{Figure: "Share of known hours that move an outcome", Day: at, Kind: "workflows",
		Formula: "Hours a week of workflows tied to an outcome, as a share of all known hours a week. Work whose effort nobody has stated adds no hours."}
	if share, ok := g.ShareOfHours(); ok {
		e.Result = input("", &share, UnitPercent)
	}
	inputs := []Input{input("Tied to an outcome", &g.Mapped.Hours, UnitHours), input("All known hours", &g.All.Hours, UnitHours)}
	if g.All.Unknown > 0 {
		inputs = append(inputs, count("Workflows of unknown effort", g.All.Unknown))
	}
	return e.of(append(inputs, g.Mapped.inputs()...)...)
}

// ExplainCount says how the share of workflows came about.
func (g Gap) ExplainCount(at day.Day) Explanation {
	e := Explanation{Figure: "Share of workflows that move an outcome", Day: at, Kind: "workflows",
		Formula: "Workflows tied to at least one outcome, as a share of all workflows, whatever their effort."}
	if share, ok := g.ShareOfCount(); ok {
		e.Result = input("", &share, UnitPercent)
	}
	return e.of(count("Tied to an outcome", g.Mapped.Count), count("All workflows", g.All.Count), count("Undecided", g.Undecided.Count))
}

// Explain says how the hours of one outcome came about: each workflow with its part of the hours, by the weights it was split by.
func (o OutcomeEffort) Explain(at day.Day) Explanation {
	e := o.Effort.Explain("Hours a week that move "+o.Ref, "Hours a week of each workflow tied to this outcome. A workflow that moves several is split by the weights stated, evenly when none is.", at)
	e.Kind, e.Ref = "outcome", o.Ref
	return e
}

// Explain says how an effort came about: the workflows it sums up, those with the most hours first.
func (e Effort) Explain(figure, rule string, at day.Day) Explanation {
	x := Explanation{Figure: figure, Formula: rule, Day: at, Kind: "workflows", Result: input("", &e.Hours, UnitHours)}
	if e.Count > 0 && e.Unknown == e.Count {
		x.Result = said("", "Effort unknown")
	}
	return x.of(e.inputs()...)
}

// inputs are the workflows of an effort, those with the most hours first.
func (e Effort) inputs() []Input {
	parts := slices.Clone(e.Parts)
	slices.SortStableFunc(parts, func(a, b Part) int { return cmp.Compare(b.Hours, a.Hours) })
	var list []Input
	for _, p := range parts {
		in := Input{Name: p.Name, Kind: "workflow", Ref: p.Ref}
		switch {
		case !p.Known:
			in.Text = "Effort unknown"
		default:
			in.Value, in.Of, in.Unit = ptr(p.Hours), ptr(p.Of), UnitHours
			in.Part, in.Parts = p.Weight, p.Weights
		}
		list = append(list, in)
	}
	return list
}

// ExplainWeeklyHours says how a workflow's hours a week came about: as stated, or by how often, how long and with how many people.
func ExplainWeeklyHours(w *Workflow, at day.Day) Explanation {
	e := Explanation{Figure: "Hours a week of " + w.Name, Day: at, Kind: "workflow", Ref: w.Ref, Result: said("", "Not known")}
	hours, ok := WeeklyHours(w)
	if ok {
		e.Result = input("", &hours, UnitHours)
	}
	factor, named := perWeek[w.Per]
	switch {
	case known(w.Hours):
		e.Formula = "As its team stated it."
		return e.of(input("Stated", w.Hours, UnitHours))
	case !named || !known(w.Times) || !known(w.Minutes):
		e.Formula = "How often, how long and with how many people would give it. Not all of that is stated, so it adds no hours to any figure."
		return e.of(input("How often", w.Times, ""), said("In each", cmp.Or(w.Per, "Not stated")), input("Minutes each time", w.Minutes, ""), input("People each time", w.Attendees, ""))
	}
	e.Formula = "Times a week x minutes each time / 60 x people. A working day comes five times a week; a month, a quarter and a year are averages over the calendar."
	people := said("People each time", "1, as nobody said how many")
	if known(w.Attendees) {
		people = input("People each time", w.Attendees, "")
	}
	return e.of(input("How often", w.Times, "a "+w.Per), input("Times a week", ptr(Rounded(*w.Times*factor, 3)), ""), input("Minutes each time", w.Minutes, ""), people)
}
