package models

import (
	"strings"

	"throughline/models/form"
)

// FromTo is what an outcome's metric has to do, written from its fields: "from 62% to 80% by 30 June 2027", "keep between 68% and 74%
// until 31 October 2027". What is not given yet is said in words, so the sentence grows while one types. It is the one place that
// writes it, for every page.
func (o *Outcome) FromTo(m *OutcomeMetric, loc form.Locale) string {
	by := "by a day not set yet"
	switch {
	case o.Deadline.Valid():
		by = "by " + o.Deadline.Long()
	case o.DeadlineText != "":
		by = "by “" + o.DeadlineText + "”"
	}
	if m == nil {
		return "no metric yet, " + by
	}
	if m.Direction == Band {
		return m.within(loc) + " " + strings.Replace(by, "by ", "until ", 1)
	}
	from := amount(loc, m.Baseline, m.BaselineText, m.Unit, "where it stands today, not given yet,")
	to := amount(loc, m.Target, m.TargetText, m.Unit, "a number not given yet")
	if m.TargetWithheld {
		to = "a target that is known and not shown here"
	}
	if known(m.Baseline) && known(m.Target) && !m.TargetWithheld {
		// One unit is enough: "from 20 to 14 days".
		if unit := strings.TrimPrefix(to, loc.Number(*m.Target)); strings.HasPrefix(unit, " ") {
			from = strings.TrimSuffix(from, unit)
		}
	}
	return "from " + from + " to " + to + " " + by
}

// within is the band to keep a metric in.
func (m *OutcomeMetric) within(loc form.Locale) string {
	switch {
	case m.TargetWithheld:
		return "keep within a band that is known and not shown here"
	case known(m.Low) && known(m.High):
		return "keep between " + Figure(loc, m.Low, m.Unit) + " and " + Figure(loc, m.High, m.Unit)
	case known(m.Low):
		return "keep at " + Figure(loc, m.Low, m.Unit) + " or more"
	case known(m.High):
		return "keep at " + Figure(loc, m.High, m.Unit) + " or less"
	case m.TargetText != "":
		return "keep within “" + m.TargetText + "”"
	}
	return "keep between two numbers not given yet"
}

// amount is a number with its unit, the words typed instead, or what to say when there is neither.
func amount(loc form.Locale, v *float64, text, unit, none string) string {
	switch {
	case known(v):
		return Figure(loc, v, unit)
	case text != "":
		return "“" + text + "”"
	}
	return none
}

// Sentence is FromTo with the metric's name before it: "Tickets fixed at first contact: from 62% to 80% by 30 June 2027".
func (o *Outcome) Sentence(m *OutcomeMetric, loc form.Locale) string {
	if m != nil && m.Metric != nil && m.Metric.Name != "" {
		return m.Metric.Name + ": " + o.FromTo(m, loc)
	}
	return o.FromTo(m, loc)
}
