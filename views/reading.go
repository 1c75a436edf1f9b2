package views

import (
	"strconv"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/parts"
	"throughline/views/say"
)

// UpdatePage is the weekly update.
type UpdatePage struct {
	*models.WeeklyUpdate
	Form *form.Form
	Done []*models.MetricUpdate // what was recorded just now, while other rows have to be mended
}

// Recorded says which metrics were recorded.
func Recorded(list []*models.MetricUpdate) string {
	var names []string
	for _, row := range list[:min(len(list), 4)] {
		names = append(names, row.Name())
	}
	return "Recorded: " + models.AndMore(names, len(list)) + "."
}

// updateRow is one row of the form with what it is filled into.
type updateRow struct {
	*models.MetricUpdate
	Fields  []*form.Field
	Problem string
}

// rows are the metrics in their order, with their fields.
func (v UpdatePage) rows() (list []updateRow) {
	for _, m := range v.Rows {
		if row := v.Form.Rows[0].Row(m.Metric().Ref); row != nil {
			list = append(list, updateRow{m, row.Fields, row.Problem})
		}
	}
	return list
}

// problems are those of the form, and of what was typed for metrics of others.
func (v UpdatePage) problems() []form.Problem {
	list := v.Form.Problems()
	for i := range list {
		if field := list[i].Field; field != nil {
			for _, row := range v.rows() {
				for _, one := range row.Fields {
					if one == field {
						list[i].Where = row.Name()
					}
				}
			}
		}
	}
	for _, say := range v.Turned {
		list = append(list, form.Problem{Say: say})
	}
	return list
}

// dueTag is the sign and the words for when the next reading of a metric is due.
func (p Page) dueTag(m *models.MetricUpdate) (kind, icon, word string) {
	switch {
	case m.Track.Now == nil:
		return "none", "none", say.NotMeasured
	case m.MeasureStale():
		return "off", "clock", "No recent reading, due since " + m.Next.Short()
	case m.Next == p.Today:
		return "risk", "clock", "Due today"
	case m.IsDue:
		return "risk", "clock", "Due since " + m.Next.Short()
	}
	return "none", "ok", "Next on " + m.Next.Short()
}

// last is the newest reading in words: "71.4% on 13 Nov 2026, confidence 7 of 10".
func (p Page) last(m *models.MetricUpdate) string {
	if m.Track.Now == nil {
		return say.NotMeasured
	}
	text := models.Figure(p.Loc, m.Track.Now, m.Unit()) + " on " + m.Track.NowDay.Short()
	if n := m.LastConfidence(); n > 0 {
		text += ", confidence " + confidence(n)
	}
	return text
}

func confidence(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n) + " of " + strconv.Itoa(models.MostConfidence)
}

// dueWords says how many readings are due: "3 of 5 readings are due".
func (p Page) dueWords(u *models.WeeklyUpdate) string {
	if u.Due == 0 {
		return "All " + say.Count(p.Loc, len(u.Rows), "metric is", "metrics are") + " up to date"
	}
	return p.Loc.Number(float64(u.Due)) + " of " + say.Count(p.Loc, len(u.Rows), "metric", "metrics") + " to read"
}

// chart is the course of one metric of an outcome.
func (p Page) chart(o *models.OutcomeNow) parts.ChartLine {
	number := func(d day.Day) int { return d.Sub("2000-01-01") }
	m := o.Measure
	c := parts.ChartLine{Label: say.Course(p.Loc, o), Today: number(p.Today), Says: func(v float64) string { return models.Figure(p.Loc, &v, m.Unit) }}
	from, to := p.Today, p.Today
	for _, r := range o.Readings {
		if r.Value != nil && r.Day.Valid() {
			c.Points = append(c.Points, parts.ChartPoint{Day: number(r.Day), Value: *r.Value, Label: r.Day.Short() + ": " + models.Figure(p.Loc, r.Value, m.Unit)})
			from, to = min(from, r.Day), max(to, r.Day)
		}
	}
	if m.Direction == models.Band {
		c.Low, c.High = m.Low, m.High
	} else {
		c.Target = m.Target
	}
	if w, ok := models.WayOf(o.Outcome, m); ok {
		from, to = min(from, w.From), max(to, w.To)
		c.Way = []parts.ChartPoint{{Day: number(w.From), Value: w.Start}, {Day: number(w.To), Value: w.End}}
	}
	c.From, c.To, c.Start, c.End = number(from), number(to), from.Short(), to.Short()
	return c
}
