package models

import (
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// Course is what a figure has to do: where it starts, what it should reach, and by when. Every sentence "from X to Y by when" is written from
// one, for metrics of outcomes, for goals and for objectives alike.
type Course struct {
	Direction, Unit  string
	From, To         *float64 // in a band, its lower and its upper end
	FromText, ToText string   // as typed, where it was words
	Withheld         bool     // the target is known, and not shown
	Due              day.Day
	DueText          string
}

// FromTo is what an outcome's metric has to do, written from its fields: "from 62% to 80% by 30 June 2027", "keep between 68% and 74%
// until 31 October 2027". What is not given yet is said in words, so the sentence grows while one types.
func (o *Outcome) FromTo(m *OutcomeMetric, loc form.Locale) string {
	c := Course{Due: o.Deadline, DueText: o.DeadlineText}
	by := c.by()
	if by == "" {
		by = "by a day not set yet"
	}
	if m == nil {
		return "no metric yet, " + by
	}
	c.Direction, c.Unit, c.Withheld, c.FromText, c.ToText = m.Direction, m.Unit, m.TargetWithheld, m.BaselineText, m.TargetText
	if c.From, c.To = m.Baseline, m.Target; m.Direction == Band {
		c.From, c.To = m.Low, m.High
		return c.within(loc) + " " + strings.Replace(by, "by ", "until ", 1)
	}
	from, to := c.amount(loc, c.From, c.FromText), c.target(loc)
	if from == "" {
		from = "where it stands today, not given yet,"
	}
	switch {
	case c.Withheld:
		to += ","
	case to == "":
		to = "a number not given yet"
	}
	return fromTo(from, to) + " " + by
}

// Said is what is given of a figure's way, without what is not: "from 52 to 24 hours by 30 June 2027", "to 80%", "by 30 June 2027". It is
// empty when nothing is given.
func (c Course) Said(loc form.Locale) string {
	say, by := "", c.by()
	from, to := c.typed(loc, c.From, c.FromText), c.typed(loc, c.To, c.ToText)
	switch {
	case c.Direction == Band && (from != "" || to != "" || c.Withheld):
		say, by = c.within(loc), strings.Replace(by, "by ", "until ", 1)
	case c.Withheld && from != "":
		say = fromTo(from, heldBack)
	case c.Withheld:
		say = "to " + heldBack
	case from != "" && to != "":
		say = fromTo(from, to)
	case to != "":
		say = "to " + to
	case from != "":
		say = "from " + from
	}
	if c.Withheld && c.Direction != Band && by != "" {
		say += ","
	}
	return strings.TrimSpace(say + " " + by)
}

// heldBack stands for a target within a sentence, where it is known and not shown.
const heldBack = "a known target, not shown here"

// fromTo joins both ends. One unit is enough: "from 20 to 14 days".
func fromTo(from, to string) string {
	if n, unit, found := strings.Cut(to, " "); found && n != "" && n[0] >= '0' && n[0] <= '9' {
		if short, same := strings.CutSuffix(from, " "+unit); same && !strings.Contains(short, " ") {
			from = short
		}
	}
	return "from " + from + " to " + to
}

// by is until when, as far as it is given.
func (c Course) by() string {
	switch {
	case c.Due.Valid():
		return "by " + c.Due.Long()
	case c.DueText != "":
		return "by “" + c.DueText + "”"
	}
	return ""
}

// within is the band to keep a figure in.
func (c Course) within(loc form.Locale) string {
	switch {
	case c.Withheld:
		return "keep within a known band, not shown here,"
	case known(c.From) && known(c.To):
		return "keep between " + Figure(loc, c.From, c.Unit) + " and " + Figure(loc, c.To, c.Unit)
	case known(c.From):
		return "keep at " + Figure(loc, c.From, c.Unit) + " or more"
	case known(c.To):
		return "keep at " + Figure(loc, c.To, c.Unit) + " or less"
	case c.ToText != "":
		return "keep within “" + c.ToText + "”"
	}
	return "keep between two numbers not given yet"
}

func (c Course) target(loc form.Locale) string {
	if c.Withheld {
		return heldBack
	}
	return c.amount(loc, c.To, c.ToText)
}

// amount is a number with its unit, or the words typed instead.
func (c Course) amount(loc form.Locale, v *float64, text string) string {
	switch {
	case known(v):
		return Figure(loc, v, c.Unit)
	case text != "":
		return "“" + text + "”"
	}
	return ""
}

// typed is a number with its unit, or what was typed where that says more than the number: "under 24 h".
func (c Course) typed(loc form.Locale, v *float64, text string) string {
	if known(v) && (text == "" || text == loc.Typed(*v) || text == (form.Locale{}).Typed(*v)) {
		return Figure(loc, v, c.Unit)
	}
	return text
}

// Course is what a goal's figure has to do.
func (g *Goal) Course() Course {
	return Course{Direction: g.Direction, Unit: g.Unit, From: g.Baseline, To: g.Target, FromText: g.BaselineText, ToText: g.TargetText, Due: g.DueDay, DueText: g.DueText}
}

// Course is what an objective's figure has to do.
func (o *Objective) Course() Course {
	return Course{Direction: o.Direction, Unit: o.Unit, From: o.Baseline, To: o.Target, FromText: o.BaselineText, ToText: o.TargetText, Due: o.DueDay, DueText: o.DueText}
}

// Undated is the same without the day, for a list that has a column of days.
func (c Course) Undated() Course {
	c.Due, c.DueText = "", ""
	return c
}

// Sentence is FromTo with the metric's name before it: "Tickets fixed at first contact: from 62% to 80% by 30 June 2027".
func (o *Outcome) Sentence(m *OutcomeMetric, loc form.Locale) string {
	if m != nil && m.Metric != nil && m.Metric.Name != "" {
		return strings.TrimRight(m.Metric.Name, ".:") + ": " + o.FromTo(m, loc)
	}
	return o.FromTo(m, loc)
}
