package views

import (
	"strconv"

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
	case t.Why != "":
		list = append(list, t.Why)
	}
	return list
}

// inputs are what the figure is made of, each by name.
func (p Page) inputs(v OutcomePage) []Fact {
	t, m := v.Track, v.Measure
	var list []Fact
	if m != nil {
		base := say.Baseline(p.Loc, m)
		if base != "" && m.BaselineDay != "" {
			base += " on " + m.BaselineDay.Short()
		}
		list = append(list, Fact{Label: "Baseline", Text: base, Missing: say.NotStated}, Fact{Label: "Target", Text: say.Target(p.Loc, m)})
		if m.TargetText != "" && !m.TargetWithheld {
			list = append(list, Fact{Label: "Target as written", Text: m.TargetText})
		}
		list = append(list, Fact{Label: "Direction", Text: say.Direction(m.Direction)})
	}
	if t.Now != nil {
		list = append(list, Fact{Label: "Newest reading", Text: models.Figure(p.Loc, t.Now, v.Unit()) + " on " + t.NowDay.Short()})
	}
	if t.Period > 0 {
		list = append(list, Fact{Label: "Period", Text: p.Loc.Number(float64(t.Elapsed)) + " of " + p.Loc.Number(float64(t.Period)) + " days have passed"})
	}
	points := func(label string, v *float64) {
		if v != nil {
			list = append(list, Fact{Label: label, Text: p.Loc.Number(models.Rounded(*v, 1))})
		}
	}
	points("Progress", t.Progress)
	points("Expected by now", t.Expected)
	points("Points behind", t.Behind)
	limits := v.Company.Thresholds()
	return append(list,
		Fact{Label: "Thresholds", Text: "at risk after " + p.Loc.Number(limits.AtRiskAfter) + " points, off track after " + p.Loc.Number(limits.OffTrackAfter)},
		Fact{Label: "Computed for", Text: p.Today.Long()})
}

func formula(m *models.OutcomeMetric) string {
	if m != nil && m.Direction == models.Band {
		return "Inside the band is on track, outside is off track."
	}
	return "Progress is the way from baseline to newest reading, as a share of the way from baseline to target, from 0 to 100. " +
		"Expected is the share of the days from the baseline’s day to the deadline that have passed. Points behind is expected less progress. " +
		"No reading within the rhythm and 3 days is said as such, whatever the figures are."
}

func (v OutcomePage) rollUp() (float64, bool) {
	if len(v.Others) == 0 {
		return 0, false
	}
	all := []models.Tracking{v.Track}
	for _, m := range v.Others {
		all = append(all, m.Track)
	}
	return models.RollUp(all)
}

func (p Page) other(m models.MeasureNow) string {
	now := say.NotMeasured
	if m.Track.Now != nil {
		now = models.Figure(p.Loc, m.Track.Now, m.Measure.Unit)
	}
	return now + ", target " + say.Target(p.Loc, m.Measure) + ". " + m.Track.Status.Word() + "."
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

func (v OutcomePage) targetThen(p Page, r *models.Reading) string {
	if v.Measure != nil && v.Measure.TargetWithheld {
		return ""
	}
	return models.Figure(p.Loc, r.TargetThen, v.Unit())
}

func (v OutcomePage) note(r *models.Reading) string {
	note := r.Note
	if v.Corrected[r.ID] {
		note = join(note, "Corrected by a newer reading.")
	}
	if r.CorrectsReadingID != nil {
		note = join(note, "Corrects an earlier reading.")
	}
	return join(note, r.StatusText)
}

func (v OutcomePage) facts(p Page) []Fact {
	cadence := ""
	if v.Measure != nil && v.Measure.Metric != nil && v.Measure.Metric.CadenceDays > 0 {
		cadence = everyDays(v.Measure.Metric.CadenceDays)
	}
	list := []Fact{
		{Label: "Owner", Text: v.OwnedBy.Name, Missing: "Nobody yet", Href: ownerHref(v.OwnedBy)},
		{Label: "By when", Text: withWords(v.Deadline, v.DeadlineText)},
		{Label: "Measured", Text: cadence},
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

// withWords is a day with the words it was read from.
func withWords(d day.Day, words string) string {
	if d != "" && words != "" && words != d.Long() && words != d.Short() && words != string(d) {
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
