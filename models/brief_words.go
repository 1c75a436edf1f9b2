package models

import (
	"fmt"

	"throughline/models/day"
	"throughline/models/form"
)

// The sentences of a brief are written here once, for the page, the Markdown and the mail alike.

// TargetWords is what an outcome should reach, as a person reads it: "80%", "4 to 6 days", the words typed, or that it is not shown.
func (o BriefOutcome) TargetWords(loc form.Locale) string {
	switch {
	case o.Withheld:
		return "Known, not shown here"
	case o.Low != nil && o.High != nil:
		return loc.Number(*o.Low) + " to " + Figure(loc, o.High, o.Unit)
	case o.Low != nil:
		return "at least " + Figure(loc, o.Low, o.Unit)
	case o.High != nil:
		return "at most " + Figure(loc, o.High, o.Unit)
	case o.Target != nil:
		return Figure(loc, o.Target, o.Unit)
	case o.TargetText != "":
		return o.TargetText
	}
	return "No number yet"
}

// TargetWithin is the target within a sentence: "80%", or "a known target, not shown here".
func (o BriefOutcome) TargetWithin(loc form.Locale) string {
	if o.Withheld {
		return heldBack
	}
	return o.TargetWords(loc)
}

// TargetAfter is the target with its name before it, within a list of facts: "target 80%", "target known, not shown here".
func (o BriefOutcome) TargetAfter(loc form.Locale) string {
	if o.Withheld {
		return "target known, not shown here"
	}
	return "target " + o.TargetWords(loc)
}

// NowWords is the newest value, or that there is none.
func (o BriefOutcome) NowWords(loc form.Locale) string {
	if o.Now == nil {
		return NotMeasured.Word()
	}
	return Figure(loc, o.Now, o.Unit)
}

// TogetherWords says how far all metrics are by their weights; empty when there is no such figure.
func (o BriefOutcome) TogetherWords(loc form.Locale) string {
	if o.Together == nil {
		return ""
	}
	return "all metrics together " + Percent(loc, *o.Together) + " of the way"
}

// ByWords is the deadline, or the words given for it.
func (o BriefOutcome) ByWords() string {
	if o.By != "" {
		return o.By.Short()
	}
	if o.ByText != "" {
		return o.ByText
	}
	return "No date yet"
}

// Words says what stops, how much that frees, and until when: "Weekly status slides (18 h a week, until 30 Nov 2026)".
func (s BriefStop) Words(loc form.Locale) string {
	say := ""
	if s.Hours != nil {
		say = Hours(loc, *s.Hours) + " a week"
	}
	if s.Until != "" {
		say = sep(say, ", ") + "until " + s.Until.Short()
	}
	if s.Owner != "" {
		say = sep(say, ", ") + s.Owner
	}
	if say == "" {
		return s.Name
	}
	return s.Name + " (" + say + ")"
}

func sep(before, mark string) string {
	if before == "" {
		return ""
	}
	return before + mark
}

// ClockWords says what one of the four clocks is for.
func ClockWords(clock string) string {
	switch clock {
	case ClockReadings:
		return "Readings each week"
	case ClockPulse:
		return "Pulse each month: 20 minutes, one figure each"
	case ClockOperations:
		return "Operations reviewed every 90 days"
	case ClockStrategy:
		return "Strategy reviewed each quarter"
	}
	return clock
}

// Words says a check with its next date: "Pulse each month: 20 minutes, one figure each. Next on 3 Dec 2026."
func (c BriefCheck) Words() string {
	say := ClockWords(c.Clock) + "."
	if c.Next != "" {
		say += " Next on " + c.Next.Short() + "."
	}
	return say
}

// KeptWords says how long the intent stays; empty when it is not in force.
func (b *Brief) KeptWords() string {
	if b.KeptUntil == "" {
		return ""
	}
	return "The intent stays until " + monthYear(b.KeptUntil) + " unless a written reason changes it."
}

func monthYear(d day.Day) string { return d.Time().Format("January 2006") }

// AnswerWords says how fast a handoff is answered.
func (b *Brief) AnswerWords() string {
	if b.AnswerDays == 1 {
		return "Handoffs are answered within 1 working day."
	}
	return fmt.Sprintf("Handoffs are answered within %d working days.", b.AnswerDays)
}

// Heading is the brief's title: "Strategy brief: Service Desk".
func (b *Brief) Heading() string {
	if b.Team == "" {
		return "Strategy brief: " + b.Company
	}
	return "Strategy brief: " + b.Team
}

// EditionWords says which edition was issued last beside the live page, and whether the page differs by now; empty when none was.
func (b *Brief) EditionWords() string {
	if b.LastEdition == 0 {
		return ""
	}
	text := fmt.Sprintf("Edition %d was issued on %s", b.LastEdition, b.LastIssued.Long())
	since := b.Since(form.Locale{})
	switch {
	case len(Worded(since)) > 0:
		return text + "; the wording differs by now."
	case len(since) > 0:
		return text + "; the wording is the same, figures and dates have moved since."
	}
	return text + "; nothing has changed since."
}

// Since says in words what reads otherwise by now than in the edition issued last.
func (b *Brief) Since(loc form.Locale) []BriefChange {
	if b.last == nil {
		return nil
	}
	return b.last.changesTo(b, loc)
}

// MoreMetricsWords counts the metrics that a sheet leaves out; empty when it leaves out none.
func (b *Brief) MoreMetricsWords() string {
	switch b.MoreMetrics {
	case 0:
		return ""
	case 1:
		return "and 1 more metric on the outcome's own page"
	}
	return fmt.Sprintf("and %d more metrics on the outcomes' own pages", b.MoreMetrics)
}

// MoreWords counts what a list on paper leaves out; empty when nothing is.
func MoreWords(n int) string {
	if n <= 0 {
		return ""
	}
	return fmt.Sprintf("and %d more on the live page", n)
}
