package models

import (
	"cmp"
	"slices"
)

// weeksAYear is how many weeks a year has on average, for effort stated by the month, quarter or year.
const weeksAYear = 365.25 / 7

// perWeek is how often a week something happens that happens once in each of these spans. A day is one of five working days.
var perWeek = map[string]float64{"day": 5, "week": 1, "month": 12 / weeksAYear, "quarter": 4 / weeksAYear, "year": 1 / weeksAYear}

// PerWeek is how often a week something happens that happens once in a span: "day", "week", "month", "quarter" or "year"; false for another.
func PerWeek(span string) (float64, bool) {
	times, ok := perWeek[span]
	return times, ok
}

// WeeklyHours is the effort of a workflow in hours a week: as stated, or times x length x people. Nobody named counts as one person.
// It is false when the effort is not known, which is not the same as none.
func WeeklyHours(w *Workflow) (hours float64, ok bool) {
	if known(w.Hours) {
		return *w.Hours, countable(*w.Hours)
	}
	factor, named := perWeek[w.Per]
	if !named || !known(w.Times) || !known(w.Minutes) {
		return 0, false
	}
	people := 1.0
	if known(w.Attendees) {
		people = *w.Attendees
	}
	hours = *w.Times * factor * *w.Minutes / 60 * people
	return hours, countable(hours)
}

// mostHours is more than any company works in a week; a larger effort is a slip of the pen and counts in no figure.
const mostHours = 1e6

func countable(hours float64) bool { return hours >= 0 && hours <= mostHours }

// Part is one workflow's share in a figure, so that every figure opens to what it is made of (R30).
type Part struct {
	WorkflowID string
	Ref        string
	Name       string
	TeamID     string
	Verdict    string
	Hours      float64  // a week, counted in this figure
	Known      bool     // false: its effort is not known, so it counts as one workflow and adds no hours
	Of         float64  // the workflow's hours altogether
	Weight     *float64 // by which it was split off, of Weights together; nil when the workflow is whole or no weight is stated
	Weights    *float64
}

// Effort is hours a week and a number of workflows, with the workflows themselves.
type Effort struct {
	Hours   float64
	Count   int
	Unknown int // of Count, those whose hours nobody has stated
	Parts   []Part
}

func (e *Effort) add(p Part) {
	e.Hours += p.Hours
	e.Count++
	if !p.Known {
		e.Unknown++
	}
	e.Parts = append(e.Parts, p)
}

// OutcomeEffort is the effort that moves one outcome.
type OutcomeEffort struct {
	OutcomeID string
	Ref       string
	Title     string
	Effort
}

// TeamEffort is what one team does a week, and how much of it moves an outcome. No team has an empty id.
type TeamEffort struct {
	TeamID string
	All    Effort
	Mapped Effort
}

// Gap is the execution gap (R13): how much of today's work moves the outcomes, and where work and outcomes miss each other.
type Gap struct {
	All            Effort
	Mapped         Effort
	Unmapped       Effort // workflows with no outcome
	Stopping       Effort // hours the verdict stop will free
	OutcomeMissing Effort
	Undecided      Effort
	ByOutcome      []OutcomeEffort // in the order of the outcomes
	Unserved       []OutcomeEffort // outcomes with no workflow
	ByTeam         []TeamEffort    // by team id
}

// ShareOfHours is the share of known effort that moves an outcome, 0 to 100; false when no hours are known.
func (g Gap) ShareOfHours() (float64, bool) { return share(g.Mapped.Hours, g.All.Hours) }

// ShareOfCount is the share of workflows that move an outcome, 0 to 100; false when there are none.
func (g Gap) ShareOfCount() (float64, bool) {
	return share(float64(g.Mapped.Count), float64(g.All.Count))
}

// ShareOfHours is the share of this team's known effort that moves an outcome, 0 to 100; false when no hours are known.
func (t TeamEffort) ShareOfHours() (float64, bool) { return share(t.Mapped.Hours, t.All.Hours) }

func share(part, all float64) (float64, bool) {
	if all <= 0 {
		return 0, false
	}
	return 100 * part / all, true
}

// ExecutionGap computes the audit's figures from workflows with their links and the outcomes that count. Links to other outcomes do
// not count; removed workflows and outcomes are left out, and work that has ended.
func ExecutionGap(workflows []*Workflow, outcomes []*Outcome) Gap {
	var g Gap
	at := map[string]int{}
	for _, o := range outcomes {
		if o.RemovedAt == nil {
			at[o.ID] = len(g.ByOutcome)
			g.ByOutcome = append(g.ByOutcome, OutcomeEffort{OutcomeID: o.ID, Ref: o.Ref, Title: o.Title})
		}
	}
	teams := map[string]*TeamEffort{}
	for _, w := range workflows {
		if w.RemovedAt != nil || w.Verdict == Stop && w.EndedDay != "" {
			continue
		}
		p := partOf(w)
		team := teams[p.TeamID]
		if team == nil {
			team = &TeamEffort{TeamID: p.TeamID}
			teams[p.TeamID] = team
		}
		g.All.add(p)
		team.All.add(p)
		g.addVerdict(w.Verdict, p)
		links := slices.DeleteFunc(slices.Clone(w.Outcomes), func(l *WorkflowOutcome) bool { _, counts := at[l.OutcomeID]; return !counts })
		if len(links) == 0 {
			g.Unmapped.add(p)
			continue
		}
		g.Mapped.add(p)
		team.Mapped.add(p)
		shares, weights := splitByWeight(p.Hours, links)
		for i, hours := range shares {
			q := p
			q.Hours = hours
			if weights > 0 && len(links) > 1 {
				q.Weight, q.Weights = ptr(weightOf(links[i])), ptr(weights)
			}
			g.ByOutcome[at[links[i].OutcomeID]].add(q)
		}
	}
	for _, o := range g.ByOutcome {
		if o.Count == 0 {
			g.Unserved = append(g.Unserved, o)
		}
	}
	for _, t := range teams {
		g.ByTeam = append(g.ByTeam, *t)
	}
	slices.SortFunc(g.ByTeam, func(a, b TeamEffort) int { return cmp.Compare(a.TeamID, b.TeamID) })
	return g
}

func (g *Gap) addVerdict(verdict string, p Part) {
	switch verdict {
	case Stop:
		g.Stopping.add(p)
	case OutcomeMissing:
		g.OutcomeMissing.add(p)
	case Keep, Redesign:
	default:
		g.Undecided.add(p)
	}
}

func partOf(w *Workflow) Part {
	p := Part{WorkflowID: w.ID, Ref: w.Ref, Name: w.Name, Verdict: w.Verdict}
	if w.TeamID != nil {
		p.TeamID = *w.TeamID
	}
	p.Hours, p.Known = WeeklyHours(w)
	if !p.Known {
		p.Hours = 0
	}
	p.Of = p.Hours
	return p
}

// splitByWeight shares hours over links by their stated weights, and gives the weights together; equally when none is stated. A link
// without a weight beside stated ones takes nothing.
func splitByWeight(hours float64, links []*WorkflowOutcome) (shares []float64, weights float64) {
	for _, l := range links {
		weights += weightOf(l)
	}
	shares = make([]float64, len(links))
	for i, l := range links {
		if weights == 0 {
			shares[i] = hours / float64(len(links))
			continue
		}
		shares[i] = hours * (weightOf(l) / weights)
	}
	return shares, weights
}

func weightOf(l *WorkflowOutcome) float64 {
	if known(l.Weight) && *l.Weight > 0 {
		return *l.Weight
	}
	return 0
}
