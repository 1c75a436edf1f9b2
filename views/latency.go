package views

import (
	"math"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// LatencyPage is how long handoffs take.
type LatencyPage struct{ *models.Latency }

// HandoffListPage is one page of the list of handoffs.
type HandoffListPage struct {
	Query    models.HandoffQuery
	Tree     *models.Tree
	Rows     []*models.ListedHandoff
	All      int64
	Paging   parts.Paging
	Decision *models.Decision // the one it is narrowed to
	Months   []day.Day        // the first days of those that can be asked for, the newest first
}

// length is a number of working days as people read it: "0.8", "12"; a shorter time is "under 0.1".
func length(loc form.Locale, days *float64) string {
	switch {
	case days == nil:
		return ""
	case *days > 0 && *days < 0.05:
		return "under " + loc.Number(0.1)
	case *days >= 10:
		return loc.Number(models.Rounded(*days, 0))
	}
	return loc.Number(models.Rounded(*days, 1))
}

// lengthWords is length with its unit.
func lengthWords(loc form.Locale, days *float64) string {
	if days == nil {
		return say.NotMeasured
	}
	if text := length(loc, days); text != loc.Number(1) {
		return text + " working days"
	}
	return "1 working day"
}

// soFar is how long something waits, in whole working days: "3 working days so far".
func soFar(loc form.Locale, days *float64) string {
	if days == nil {
		return ""
	}
	if n := int(math.Floor(*days + 1e-9)); n > 0 {
		return say.Count(loc, n, "working day so far", "working days so far")
	}
	return "less than a working day so far"
}

// behind is the list of the handoffs behind a figure of this page.
func (v LatencyPage) behind(q models.HandoffQuery) string {
	if q.Team == "" {
		q.Team = v.Query.Team
	}
	if q.Decision == "" {
		q.Decision = v.Query.Decision
	}
	if q.Month == "" && v.Query.Decision == "" { // of one decision all count, however old
		q.Months = v.Query.Months
	}
	return link.HandoffList(q.Values(), 1)
}

// ofStage is the list behind one part of the way.
func (v LatencyPage) ofStage(stage string, still bool) string {
	return v.behind(models.HandoffQuery{Stage: stage, Still: still})
}

func (v LatencyPage) ofMonth(m models.MonthLatency, still bool) string {
	return v.behind(v.inMonth(m, still))
}

func (v LatencyPage) inMonth(m models.MonthLatency, still bool) models.HandoffQuery {
	return models.HandoffQuery{Month: string(m.First)[:7], Stage: v.Stage.Key, Still: still}
}

// ofGroup is the list behind the line of a team or decision.
func (v LatencyPage) ofGroup(g models.GroupLatency, still bool) string {
	return v.behind(v.inGroup(g, still))
}

// inGroup asks for the handoffs of one line. A team's line counts the team alone.
func (v LatencyPage) inGroup(g models.GroupLatency, still bool) models.HandoffQuery {
	q := models.HandoffQuery{Stage: v.Stage.Key, Still: still}
	switch {
	case g.Team != nil:
		q.Team, q.Alone = g.Team.Ref, true
	case g.Decision == nil: // what came to no team
		q.Alone = true
	}
	if g.Decision != nil {
		q.Decision = g.Decision.Ref
	}
	return q
}

// promised is the list behind how many kept one of their days: all of which it can be told, or those that did.
func promised(q models.HandoffQuery, promise string, kept bool) models.HandoffQuery {
	q.Stage, q.Still, q.Promise, q.Kept = "", false, promise, kept
	return q
}

// choices narrow the page.
func (v LatencyPage) choices() []choice {
	var teams, stages, months []form.Option
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	for _, s := range models.LatencyStages {
		stages = append(stages, form.Option{Value: s.Key, Label: s.Title})
	}
	for _, n := range models.LatencyPeriods {
		months = append(months, form.Option{Value: itoa(n), Label: "Last " + itoa(n) + " months"})
	}
	list := []choice{{"team", "Team", "All teams", v.Query.Team, teams}, {"stage", "Part of the way", "", v.Stage.Key, stages}}
	if v.Decision == nil {
		list = append(list, choice{"months", "Handed over in", "", itoa(v.Query.Months), months})
	}
	return list
}

// trend is the median and the 90th percentile by month.
func (p Page) trend(v LatencyPage) parts.ChartLine {
	c := parts.ChartLine{Name: "Median", WayName: "90th percentile", Says: func(d float64) string { return p.Loc.Number(models.Rounded(d, 1)) }}
	number := func(d day.Day) int { return d.Sub("1970-01-01") }
	c.From, c.To = number(v.From), number(v.From)
	for _, m := range v.Months {
		at := number(m.First)
		c.To = max(c.To, at)
		if median := m.Spread.Median(); median != nil {
			c.Points = append(c.Points, parts.ChartPoint{Day: at, Value: *median, Label: say.Month(m.First) + ": " + lengthWords(p.Loc, median)})
			c.Way = append(c.Way, parts.ChartPoint{Day: at, Value: *m.Spread.P90()})
		}
	}
	if v.Stage.Key == models.UsualStage {
		days := float64(v.AnswerDays)
		c.Target = &days
		c.TargetName = "Days to answer, " + lengthWords(p.Loc, &days)
	}
	c.Zero = true
	c.Start, c.End = say.Month(v.Months[0].First), say.Month(v.Months[len(v.Months)-1].First)
	c.Label = "Working days by month, median and 90th percentile; the table below says the same"
	return c
}

// measuredMonths is how many months have a median.
func (v LatencyPage) measuredMonths() (n int) {
	for _, m := range v.Months {
		if m.Spread.Median() != nil {
			n++
		}
	}
	return n
}

// lead says which handoffs are counted.
func (v LatencyPage) lead(p Page) string {
	text := " since " + v.From.Short()
	if v.Cancelled > 0 {
		text += ", " + p.Loc.Number(float64(v.Cancelled)) + " of them cancelled"
	}
	if v.More {
		text += "; the newest are counted, older ones of this time are left out"
	}
	return text + "."
}

// narrowed is the address of this page for one team or decision.
func (v LatencyPage) narrowed(team, decision string) map[string][]string {
	q := v.Query
	q.Team, q.Decision = team, decision
	return q.Values()
}

// decisionView is one of the pages about decisions and handoffs.
type decisionView struct{ key, label, href string }

func decisionViews(team string) []decisionView {
	return []decisionView{
		{"", "Board", link.Decisions(team)},
		{"all", "All decisions", link.DecisionList(team, 1)},
		{"handoffs", "Handoffs", link.HandoffList(models.HandoffQuery{Team: team}.Values(), 1)},
		{"promises", "Moved dates", link.Promises(models.LedgerQuery{Team: team}.Values(), 1)},
		{"latency", "How long they take", link.Latency(models.LatencyQuery{Team: team}.Values())},
	}
}
