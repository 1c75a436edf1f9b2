package models

import "throughline/models/day"

// Explain says how the figures of an outcome on a brief came about: what was frozen with it, or for an edition issued before figures
// carried their parts, the values that it did keep.
func (o BriefOutcome) Explain(at day.Day) []Explanation {
	if len(o.How) > 0 {
		return o.How
	}
	e := Explanation{Figure: "Newest reading", Result: said("", NotMeasured.Word()), Day: at,
		Formula: "The newest value recorded by then. This edition was issued before figures carried their parts; these are the values it kept."}
	if o.Now != nil {
		e.Result = input("", o.Now, o.Unit)
	}
	e.Inputs = []Input{input("Baseline", o.Baseline, o.Unit)}
	switch {
	case o.Withheld:
		e.Inputs = append(e.Inputs, said("Target", notShown))
	case o.Low != nil && o.High != nil:
		e.Inputs = append(e.Inputs, Input{Name: "Band", Value: o.Low, To: o.High, Unit: o.Unit})
	default:
		e.Inputs = append(e.Inputs, Input{Name: "Target", Value: o.Target, Unit: o.Unit, Text: o.TargetText})
	}
	return []Explanation{e}
}

// Explain says how the hours that a stop frees came about.
func (s BriefStop) Explain(at day.Day) Explanation {
	if s.How != nil {
		return *s.How
	}
	e := Explanation{Figure: "Hours a week of " + s.Name, Result: said("", "Not known"), Day: at,
		Formula: "The effort of the workflow by then. This edition was issued before figures carried their parts."}
	if s.Hours != nil {
		e.Result = input("", s.Hours, UnitHours)
	}
	return e.of(input("Frozen", s.Hours, UnitHours))
}

// frozen is an outcome of the strategy as a brief says it: the first metric in full, the further ones below it.
func frozen(o *OutcomeNow) BriefOutcome {
	out := BriefOutcome{Ref: o.Ref, Title: o.Title, By: o.Deadline, ByText: o.DeadlineText, Owner: o.OwnedBy.Name, How: o.Explain(), Together: o.Together.Progress}
	out.measured(o.Measure, o.Track)
	for _, m := range o.Others() {
		further := BriefOutcome{Title: m.Name(), By: o.Deadline, ByText: o.DeadlineText}
		further.measured(m.Measure, m.Track)
		out.Others = append(out.Others, further)
	}
	return out
}

func (o *BriefOutcome) measured(m *OutcomeMetric, t Tracking) {
	o.Status, o.Now = t.Status, t.Now
	if m == nil {
		return
	}
	o.Unit, o.Baseline, o.Withheld = m.Unit, m.Baseline, m.TargetWithheld
	switch {
	case m.TargetWithheld:
	case m.Direction == Band:
		o.Low, o.High, o.TargetText = m.Low, m.High, m.TargetText
	default:
		o.Target, o.TargetText = m.Target, m.TargetText
	}
}
