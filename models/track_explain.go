package models

import (
	"fmt"

	"throughline/models/day"
)

// notShown stands for a figure that would tell a target which is known and not shown.
const notShown = "Known, not shown here"

// Explain says how everything that a page shows of one metric came about: the newest reading, progress, expected progress, points
// behind and the status. It reads only what Track computed.
func (t Tracking) Explain(o *Outcome, m *OutcomeMetric) []Explanation {
	list := []Explanation{t.explainReading(m)}
	if m != nil && m.Direction != Band {
		list = append(list, t.explainProgress(m), t.explainExpected(o, m), t.explainBehind())
	}
	list = append(list, t.explainStatus(m))
	for i := range list {
		list[i].Day, list[i].Kind, list[i].Ref = t.Today, "outcome", o.Ref
	}
	return list
}

func (t Tracking) explainReading(m *OutcomeMetric) Explanation {
	e := Explanation{Figure: "Newest reading", Result: said("", NotMeasured.Word()),
		Formula: "The newest value that was recorded and that no newer reading corrects. It is measured, not computed."}
	if t.Now == nil {
		return e
	}
	e.Result = input("", t.Now, unitOf(m))
	e.Inputs = []Input{{Name: "Measured", Value: t.Now, Unit: unitOf(m), Day: t.NowDay}}
	if t.Before != nil {
		e.Inputs = append(e.Inputs, Input{Name: "The one before", Value: t.Before, Unit: unitOf(m), Day: t.DayThen})
	}
	return e
}

func (t Tracking) explainProgress(m *OutcomeMetric) Explanation {
	e := Explanation{Figure: "Progress", Result: said("", "Not known"),
		Formula: "The way from the baseline to the newest reading, as a share of the way from the baseline to the target; never below 0% or above 100%."}
	target := input("Target", m.Target, m.Unit)
	switch {
	case t.Withheld:
		e.Result, target = said("", notShown), said("Target", notShown)
		e.Formula += " It is not shown, as the target could be told from it."
	case t.Progress != nil:
		e.Result = input("", t.Progress, UnitPercent)
	}
	e.Inputs = []Input{{Name: "Baseline", Value: m.Baseline, Unit: m.Unit, Day: m.BaselineDay}, {Name: "Newest reading", Value: t.Now, Unit: m.Unit, Day: t.NowDay}, target}
	return e
}

func (t Tracking) explainExpected(o *Outcome, m *OutcomeMetric) Explanation {
	e := Explanation{Figure: "Expected by now", Result: said("", "Not known"),
		Formula: "The share of the days from the baseline’s day to the deadline that have passed."}
	if t.Expected != nil {
		e.Result = input("", t.Expected, UnitPercent)
	}
	e.Inputs = []Input{said("From", dayOr(m.BaselineDay)), said("To", dayOr(o.Deadline))}
	if t.Period > 0 {
		e.Inputs = append(e.Inputs, input("Days passed", ptr(float64(t.Elapsed)), ""), input("Days in all", ptr(float64(t.Period)), ""), input("Days left", ptr(float64(t.Left)), ""))
	}
	return e
}

func (t Tracking) explainBehind() Explanation {
	e := Explanation{Figure: "Points behind", Result: said("", "Not known"), Formula: "Expected progress less progress. Below 0 is ahead."}
	switch {
	case t.Withheld:
		e.Result = said("", notShown)
	case t.Behind != nil:
		e.Result = input("", t.Behind, UnitPoints)
		e.Inputs = []Input{input("Expected", t.Expected, UnitPercent), input("Progress", t.Progress, UnitPercent)}
	}
	return e
}

func (t Tracking) explainStatus(m *OutcomeMetric) Explanation {
	e := Explanation{Figure: "Status", Result: said("", t.Status.Word()),
		Formula: fmt.Sprintf("By points behind, against the company’s two limits. Without a reading for the metric’s rhythm and %d days there is no status but that.", staleGrace)}
	if m != nil && m.Direction == Band {
		e.Formula = fmt.Sprintf("Inside the band is on track, outside is off track. Without a reading for the metric’s rhythm and %d days there is no status but that.", staleGrace)
		e.Inputs = append(e.Inputs, t.bandInput(m))
	} else {
		if t.Behind != nil {
			e.Inputs = append(e.Inputs, input("Points behind", t.Behind, UnitPoints))
		}
		e.Inputs = append(e.Inputs, input("At risk after", ptr(t.Limits.AtRiskAfter), UnitPoints), input("Off track after", ptr(t.Limits.OffTrackAfter), UnitPoints))
	}
	if t.Now != nil {
		e.Inputs = append(e.Inputs, said("Newest reading", t.NowDay.Short()))
	}
	e.Inputs = append(e.Inputs, input("Rhythm", ptr(float64(cadenceOf(m))), UnitDays))
	if t.Overridden {
		e.Formula += " Its owner has set another one, with a reason."
		e.Inputs = append(e.Inputs, said("By the figures", t.Computed.Word()), said("The owner’s reason", t.Why))
	} else if t.Why != "" {
		e.Inputs = append(e.Inputs, said("Why", t.Why))
	}
	return e
}

func (t Tracking) bandInput(m *OutcomeMetric) Input {
	switch {
	case t.Withheld:
		return said("Band", notShown)
	case known(m.Low) && known(m.High):
		return Input{Name: "Band", Value: m.Low, To: m.High, Unit: m.Unit}
	case known(m.Low):
		return input("At least", m.Low, m.Unit)
	}
	return input("At most", m.High, m.Unit)
}

func unitOf(m *OutcomeMetric) string {
	if m == nil {
		return ""
	}
	return m.Unit
}

func dayOr(d day.Day) string {
	if !d.Valid() {
		return "Not stated"
	}
	return d.Short()
}
