// Package say holds the words and sentences that more than one page uses, in English. Numbers and days are written as the reader
// types them.
package say

import (
	"fmt"
	"math"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

// NotMeasured stands where a figure is not known; it is never 0.
const NotMeasured = "Not measured"

// NotStated stands where nobody has written anything.
const NotStated = "Not stated"

// Mark is the sign and colour of a status: ok, risk, off or none.
func Mark(s models.Status) string {
	switch s {
	case models.OnTrack, models.Achieved:
		return "ok"
	case models.AtRisk:
		return "risk"
	case models.OffTrack, models.ShortOf:
		return "off"
	}
	return "none"
}

// Count is a number of things: "1 workflow", "1,204 workflows", "no workflows".
func Count(loc form.Locale, n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return loc.Number(float64(n)) + " " + many
}

// Upper makes a sentence start with a capital.
func Upper(s string) string {
	if s == "" {
		return ""
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// Now is a figure in two parts: the large one, and the unit in small letters after it: "18", "days". A sign stays with its number.
func Now(loc form.Locale, v *float64, unit string) (figure, small string) {
	if v == nil {
		return "", ""
	}
	whole := models.Figure(loc, v, unit)
	if n := loc.Number(*v); strings.HasPrefix(whole, n+" ") {
		return n, " " + strings.TrimPrefix(whole, n+" ")
	}
	return whole, ""
}

// Month is a day cut to its month: "Jun 2027".
func Month(d day.Day) string {
	if !d.Valid() {
		return ""
	}
	return d.Time().Format("Jan 2006")
}

// Instant is a moment in a zone: "16 Nov 2026, 09:00".
func Instant(t time.Time, zone *time.Location) string { return t.In(zone).Format("2 Jan 2006, 15:04") }

// By is a deadline in full, or the words given for it, or that there is none.
func By(d day.Day, words string) string {
	switch {
	case d.Valid():
		return d.Short()
	case words != "":
		return words
	}
	return "No date yet"
}

// Target is what a metric should reach, with its unit: "80%", "4 to 6 days", the words typed, or that it is not shown.
func Target(loc form.Locale, m *models.OutcomeMetric) string {
	if m == nil {
		return "No number yet"
	}
	o := models.BriefOutcome{Unit: m.Unit, Withheld: m.TargetWithheld, TargetText: m.TargetText}
	if m.Direction == models.Band {
		o.Low, o.High = m.Low, m.High
	} else {
		o.Target = m.Target
	}
	return o.TargetWords(loc)
}

// TargetWithin is Target within a sentence.
func TargetWithin(loc form.Locale, m *models.OutcomeMetric) string {
	if m != nil && m.TargetWithheld {
		return models.BriefOutcome{Withheld: true}.TargetWithin(loc)
	}
	return Target(loc, m)
}

// Baseline is where a metric started, with its unit, or the words typed; empty when it is not known.
func Baseline(loc form.Locale, m *models.OutcomeMetric) string {
	if m == nil {
		return ""
	}
	if m.Baseline == nil {
		return m.BaselineText
	}
	return models.Figure(loc, m.Baseline, m.Unit)
}

// From says where an outcome's figure started: "from 62%"; for a band, whether the value is inside.
func From(loc form.Locale, o *models.OutcomeNow) string {
	if in := o.Track.Inside; in != nil {
		if *in {
			return "inside"
		}
		return "outside"
	}
	if from := Baseline(loc, o.Measure); from != "" {
		return "from " + from
	}
	return "no baseline"
}

// To says what an outcome should reach and by when: "80% by Jun 2027".
func To(loc form.Locale, o *models.OutcomeNow) string {
	to := TargetWithin(loc, o.Measure)
	if o.Measure != nil && o.Measure.TargetWithheld {
		to = "to " + to + ","
	}
	switch {
	case o.Deadline.Valid():
		return to + " by " + Month(o.Deadline)
	case o.DeadlineText != "":
		return to + ", " + o.DeadlineText
	}
	return to + ", no date yet"
}

// Move says how a figure changed since the reading before: "Up 2 points since 9 Nov 2026". Empty when there is no earlier one.
func Move(loc form.Locale, t models.Tracking, unit string) string {
	if t.Now == nil || t.Before == nil {
		return ""
	}
	by := *t.Now - *t.Before
	if by == 0 {
		return "Unchanged since " + t.DayThen.Short()
	}
	size := models.Rounded(math.Abs(by), 2)
	amount := models.Figure(loc, &size, unit)
	if unit == "%" {
		amount = loc.Number(size) + " points"
		if size == 1 {
			amount = "1 point"
		}
	}
	word := "Up "
	if by < 0 {
		word = "Down "
	}
	return word + amount + " since " + t.DayThen.Short()
}

// Fall says that a figure stands worse than where it started; empty when it does not.
func Fall(loc form.Locale, o *models.OutcomeNow) string {
	if !o.Track.Worse || o.Measure == nil {
		return ""
	}
	return "Worse than where it started: " + models.Figure(loc, o.Track.Now, o.Measure.Unit) + " against " + Baseline(loc, o.Measure) + "."
}

// Way says how far along a figure is: "50% of the way from 62% to 80%".
func Way(loc form.Locale, o *models.OutcomeNow) string {
	if o.Track.Progress == nil || o.Track.Inside != nil {
		return ""
	}
	return models.Percent(loc, *o.Track.Progress) + " of the way from " + Baseline(loc, o.Measure) + " to " + Target(loc, o.Measure)
}

// Standing says in one line where a figure is, and where it was to be by now: "50% of the way, with 58% of the time gone". It is what
// the explanation of an outcome's figures is called.
func Standing(loc form.Locale, o *models.OutcomeNow) string {
	t := o.Track
	switch {
	case len(o.Metrics) > 1:
		return Together(loc, o)
	case t.Withheld:
		return "Its target is known, and not shown here"
	case t.Inside != nil && *t.Inside:
		return "Inside the band"
	case t.Inside != nil:
		return "Outside the band"
	case t.Progress != nil && t.Expected != nil:
		return models.Percent(loc, *t.Progress) + " of the way, with " + models.Percent(loc, *t.Expected) + " of the time gone"
	case t.Progress != nil:
		return models.Percent(loc, *t.Progress) + " of the way"
	}
	return "How this is counted"
}

// Together says how far all metrics of an outcome are by their weights, or why there is no such figure.
func Together(loc form.Locale, o *models.OutcomeNow) string {
	if o.Together.Progress != nil {
		return "All metrics together: " + models.Percent(loc, *o.Together.Progress) + " of the way"
	}
	return o.Together.Why
}

// Short is a further metric in a few words: "4%, target 3%".
func Short(loc form.Locale, o *models.OutcomeNow) string {
	now := NotMeasured
	if o.Track.Now != nil {
		now = models.Figure(loc, o.Track.Now, o.Unit())
	}
	if o.Measure != nil && o.Measure.TargetWithheld {
		return now + ", " + models.BriefOutcome{Withheld: true}.TargetAfter(loc)
	}
	return now + ", target " + Target(loc, o.Measure)
}

// Course says a sparkline in words: "12 readings, from 62% to 71.4%; target 80%".
func Course(loc form.Locale, o *models.OutcomeNow) string {
	var first, last *float64
	n := 0
	for _, r := range o.Readings {
		if r.Value != nil {
			if first == nil {
				first = r.Value
			}
			last = r.Value
			n++
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return "1 reading: " + models.Figure(loc, last, o.Unit()) + "; target " + Target(loc, o.Measure)
	}
	return fmt.Sprintf("%s readings, from %s to %s; target %s", loc.Number(float64(n)), models.Figure(loc, first, o.Unit()), models.Figure(loc, last, o.Unit()), Target(loc, o.Measure))
}

// Through says how a team or person comes to an outcome: "Answers for it. Moves it with Ticket triage and 2 more, 12 h a week."
func Through(loc form.Locale, c *models.Connected) string {
	var parts []string
	if c.Owned {
		parts = append(parts, "Owned here.")
	}
	if n := c.Effort.Count; n > 0 {
		text := "Moved by " + c.Effort.Parts[0].Name
		if n > 1 {
			text += fmt.Sprintf(" and %d more", n-1)
		}
		if c.Effort.Unknown < n {
			text += ", " + models.Hours(loc, c.Effort.Hours) + " a week"
		}
		parts = append(parts, text+".")
	}
	if n := len(c.Objectives); n > 0 {
		parts = append(parts, Upper(Count(loc, n, "objective serves it.", "objectives serve it.")))
	}
	return strings.Join(parts, " ")
}

// Effort is hours a week with what is not known beside it: "208 h a week, 3 of unknown effort".
func Effort(loc form.Locale, e models.Effort) string {
	if e.Count > 0 && e.Unknown == e.Count {
		return "effort unknown"
	}
	text := models.Hours(loc, e.Hours) + " a week"
	if e.Unknown > 0 {
		text += fmt.Sprintf(", %d of unknown effort", e.Unknown)
	}
	return text
}

// WorkflowHours is one workflow's effort, or that nobody has stated it.
func WorkflowHours(loc form.Locale, w *models.Workflow) string {
	h, ok := models.WeeklyHours(w)
	if !ok {
		return "Unknown"
	}
	return models.Hours(loc, h)
}

// Share is a share of the whole, or that it is not known.
func Share(loc form.Locale, p float64, ok bool) string {
	if !ok {
		return NotMeasured
	}
	return models.Percent(loc, p)
}

// Direction is which way a metric should go.
func Direction(d string) string {
	switch d {
	case models.Increase:
		return "Should increase"
	case models.Reduce:
		return "Should go down"
	case models.Band:
		return "Should stay in a band"
	}
	return NotStated
}

// Clip keeps a text to a length for paper; the whole of it stands on its own page.
func Clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return strings.TrimSpace(string(r[:n-1])) + "…"
}
