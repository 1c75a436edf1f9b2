package views

import (
	"strconv"
	"strings"
	"unicode"

	"throughline/models"
	"throughline/models/day"
	"throughline/views/link"
	"throughline/views/say"
)

// mend leads to the step of the alignment where something is put right, for those who may; else nowhere.
func (p Page) mend(step string) string {
	if p.Who.Aligns() {
		return link.Step(step)
	}
	return ""
}

// standing says in words how an outcome stands.
func (p Page) standing(o *models.OutcomeNow) []string {
	var list []string
	if fall := say.Fall(p.Loc, o); fall != "" {
		list = append(list, fall)
	}
	if move := say.Move(p.Loc, o.Track, o.Unit()); move != "" {
		list = append(list, move+".")
	}
	switch t := o.Track; {
	case t.Overridden:
		list = append(list, "The owner says: "+t.Why+" By the figures it is "+lower(t.Computed.Word())+".")
	case t.Status.Closed():
	case t.Why != "":
		list = append(list, t.Why)
	}
	return list
}

// shownUnit is the unit of the metric whose readings are listed.
func (v OutcomePage) shownUnit() string {
	if v.Shown.Measure == nil {
		return ""
	}
	return v.Shown.Measure.Unit
}

func readingWords(p Page, r *models.Reading, unit string) string {
	switch {
	case r.Value != nil:
		return models.Figure(p.Loc, r.Value, unit)
	case r.ValueText != "":
		return r.ValueText
	}
	return say.NotMeasured
}

// recordTitle says what the form of a reading does.
func (v OutcomePage) recordTitle() string {
	if v.Corrects != nil {
		return "Correct a reading"
	}
	return "Record a reading"
}

// wayThen is from where to where the metric was to go on the day of a reading.
func (v OutcomePage) wayThen(p Page, r *models.Reading) string {
	from, to := models.Figure(p.Loc, r.BaselineThen, v.shownUnit()), models.Figure(p.Loc, r.TargetThen, v.shownUnit())
	if to == "" {
		return from
	}
	return join(from, "to "+to)
}

// correctsWords says which reading is about to be corrected.
func (v OutcomePage) correctsWords(p Page) string {
	r := v.Corrects
	return readingWords(p, r, v.shownUnit()) + " of " + say.By(r.Day, r.Period) + ", recorded by " + r.ByName + ", stays in the list, and counts no more."
}

func (v OutcomePage) note(p Page, r *models.Reading) string {
	note := r.Note
	if by := v.CorrectedBy[r.ID]; by != nil {
		note = join(note, "Corrected on "+p.day(by.CreatedAt)+" by "+by.ByName+".")
	}
	if r.CorrectsReadingID != nil {
		note = join(note, "Corrects an earlier reading.")
		if r.Reason != "" {
			note = join(note, "Why: "+r.Reason)
		}
	}
	return join(note, r.StatusText)
}

func (v OutcomePage) facts(p Page) []Fact {
	cadence := ""
	if m := v.Shown.Measure; m != nil && m.Metric != nil && m.Metric.CadenceDays > 0 {
		cadence = everyDays(m.Metric.CadenceDays)
	}
	list := []Fact{
		{Label: "Owner", Text: v.OwnedBy.Name, Missing: "Nobody yet", Href: ownerHref(v.OwnedBy)},
		{Label: "By when", Text: withWords(v.Deadline, v.DeadlineText)},
		{Label: "Measured", Text: cadence},
		{Label: "Confidence", Text: confidence(v.Shown.LastConfidence())},
		{Label: "State", Text: say.Upper(v.State)},
	}
	if v.Priority > 0 {
		list = append(list, Fact{Label: "Priority", Text: strconv.Itoa(v.Priority)})
	}
	return append(list, Fact{Label: "Period", Text: v.Period}, Fact{Label: "Status in the source", Text: v.StatusText})
}

func everyDays(n int) string {
	switch n {
	case 1:
		return "each day"
	case 7:
		return "each week"
	}
	return "every " + strconv.Itoa(n) + " days"
}

// withWords is a day with the words it was read from, where they were words: a day in figures says no more.
func withWords(d day.Day, words string) string {
	if d != "" && strings.ContainsFunc(words, unicode.IsLetter) && words != d.Long() && words != d.Short() {
		return d.Short() + " (“" + words + "”)"
	}
	return say.By(d, words)
}

func join(a, b string) string {
	if a == "" || b == "" {
		return a + b
	}
	return a + " " + b
}

func lower(s string) string {
	if s == "" {
		return ""
	}
	return string(s[0]|0x20) + s[1:]
}
