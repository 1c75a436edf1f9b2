package views

import (
	"strings"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// GapPage is the execution gap in figures.
type GapPage struct {
	*models.GapReport
	Trend []*models.GapPoint // weeks that are kept, the oldest first; none for a team
	Tree  *models.Tree
}

// GapPartPage is one page of what a part of the gap counts as amiss.
type GapPartPage struct {
	*models.GapList
	Alone  bool
	Paging parts.Paging
}

func (v GapPage) teamRef() string {
	if v.Team == nil {
		return ""
	}
	return v.Team.Ref
}

// about says what the figures are of.
func (v GapPage) about() string {
	of := "the whole company"
	if v.Team != nil {
		of = v.Team.Name + " with the teams below it"
	}
	if v.Strategy == nil {
		return "No strategy is in force yet. These figures are of what was brought in, for " + of + "."
	}
	title := v.Strategy.Title
	if title == "" {
		title = "strategy " + v.Strategy.Ref
	}
	return "Of " + title + ", in force, for " + of + "."
}

// unknown says which parts are left out of the score; empty when none is.
func unknownParts(list []models.GapPart) string {
	var names []string
	for _, p := range list {
		if !p.Known() {
			names = append(names, p.Short)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return "Left out, because nothing is known of it: " + strings.ToLower(strings.Join(names, ", ")) + ". What is left out counts neither as 0 nor as 100."
}

// amiss is a part in words: "3 of 12", "42 h of 610 h", or that there is nothing to look at.
func amiss(loc form.Locale, p models.GapPart) string {
	switch {
	case !p.Known():
		return "Not known"
	case p.Hours:
		return models.Hours(loc, p.Amiss) + " of " + models.Hours(loc, p.Of)
	}
	return loc.Number(p.Amiss) + " of " + loc.Number(p.Of)
}

// connected is the share of a part that is connected: "87.5%".
func connected(loc form.Locale, p models.GapPart) string {
	if !p.Known() {
		return "Not known"
	}
	return models.Figure(loc, ptrTo(p.ConnectedShown()), "%")
}

func ptrTo(v float64) *float64 { return &v }

// score is a score in words: "71", or that there is none.
func score(loc form.Locale, s *float64) string {
	if s == nil {
		return "None"
	}
	return loc.Number(*s)
}

// groupName is who a line of the table by team is about.
func (v GapPage) groupName(g models.GapGroup) string {
	switch {
	case g.Team == nil:
		return "In no team"
	case g.Alone:
		return g.Team.Name + " itself"
	}
	return g.Team.Name
}

// groupPart is the list behind one figure of such a line.
func groupPart(g models.GapGroup, key string) string {
	if g.Team == nil {
		return link.GapPart(key, "", true, 1)
	}
	return link.GapPart(key, g.Team.Ref, g.Alone, 1)
}

// like are the weeks that today's figures can be held against: those of a strategy in force, or while there is none, of what was brought in.
func (v GapPage) like() (list []*models.GapPoint) {
	for _, p := range v.Trend {
		if p.BroughtIn == (v.Strategy == nil) {
			list = append(list, p)
		}
	}
	return list
}

// scored is how many of these weeks have a score.
func (v GapPage) scored() (n int) {
	for _, p := range v.like() {
		if p.Score != nil {
			n++
		}
	}
	return n
}

// scores is the score by week, with today at its end.
func (p Page) scores(v GapPage) parts.ChartLine {
	number := func(d day.Day) int { return d.Sub("1970-01-01") }
	c := parts.ChartLine{Name: "Score", Says: func(n float64) string { return p.Loc.Number(models.Rounded(n, 0)) }, Zero: true, From: number(v.like()[0].Week), To: number(v.Day), Today: number(v.Day),
		Start: v.like()[0].Week.Short(), End: v.Day.Short(), Label: "The score by week; the table below says the same"}
	for _, one := range v.like() {
		if one.Score != nil && one.Week != v.Day {
			c.Points = append(c.Points, parts.ChartPoint{Day: number(one.Week), Value: *one.Score, Label: one.Week.Short() + ": " + p.Loc.Number(*one.Score)})
		}
	}
	if v.Score != nil {
		c.Points = append(c.Points, parts.ChartPoint{Day: number(v.Day), Value: *v.Score, Label: "today: " + p.Loc.Number(*v.Score)})
	}
	return c
}

// trendChange says how the score moved over the weeks that are shown; empty where that cannot be said.
func (v GapPage) trendChange(loc form.Locale) string {
	for _, p := range v.like() {
		if p.Score == nil || v.Score == nil {
			continue
		}
		switch d := *v.Score - *p.Score; {
		case d > 0:
			return "Up " + loc.Number(d) + " since " + p.Week.Short()
		case d < 0:
			return "Down " + loc.Number(-d) + " since " + p.Week.Short()
		}
		return "As on " + p.Week.Short()
	}
	return ""
}

// where says whose rows a list shows.
func (v GapPartPage) where() string {
	switch {
	case v.Team == nil && v.Alone:
		return "what belongs to no team"
	case v.Team == nil:
		return "the whole company"
	case v.Alone:
		return v.Team.Name + " itself"
	}
	return v.Team.Name + " with the teams below it"
}

// mendGap says what to do about the rows of a part.
func mendGap(key string) string {
	return map[string]string{
		models.GapEffort:      "Tie each to an outcome in step 3 of the alignment, or let it stop. Work whose effort nobody has stated is not listed here.",
		models.GapWorkflows:   "Tie each to an outcome in step 3 of the alignment, let it stop, or say which outcome is missing.",
		models.GapOutcomes:    "Find the workflow that moves each, redesign one, or write a new process for it in step 4.",
		models.GapTasks:       "Tie each to what it serves, or cancel it.",
		models.GapDecisions:   "Hand each over: to whom, what, and by when.",
		models.GapGoals:       "Give each an objective in step 5 of the alignment, or drop it.",
		models.GapInitiatives: "Name the owner, the success metric and the review date, or drop it.",
	}[key]
}

// missing says what a row lacks.
func (v GapPartPage) missing(row models.GapRow) string {
	switch v.Key {
	case models.GapEffort, models.GapWorkflows:
		return "An outcome"
	case models.GapOutcomes:
		return "A workflow that moves it"
	case models.GapTasks:
		return "Anything it serves"
	case models.GapDecisions:
		return "A handoff"
	case models.GapGoals:
		return "An objective that delivers it"
	}
	return say.Upper(row.Say)
}

func (v GapPartPage) empty() parts.EmptyState {
	if !v.Known() {
		return parts.EmptyState{Icon: "none", Title: v.Nothing, Say: "So this part is left out of the score. It counts as soon as there is something to look at."}
	}
	return parts.EmptyState{Icon: "check", Title: "Nothing is amiss here", Say: "What lacks its connection would stand here, each with the way to mend it."}
}

// partHow is the panel of one part of the table.
func (p Page) partHow(part models.GapPart) parts.How {
	how := p.besideEnd(part.Explain(p.Today))
	how.ID = "how-" + part.Key
	return how
}

// together leads to the list where the rows can be changed many at a time; empty where there is none.
func (v GapPartPage) together() string {
	if v.Key != models.GapTasks || v.Alone {
		return ""
	}
	q := models.TaskQuery{Thread: models.ThreadGap}
	if v.Team != nil {
		q.Team = v.Team.Ref
	}
	return link.TaskList(q.Values())
}
