package models

import (
	"cmp"
	"math"
	"slices"

	"throughline/models/day"
)

// The parts of the execution gap: where strategy and operations come apart.
const (
	GapEffort      = "effort"
	GapOutcomes    = "outcomes"
	GapWorkflows   = "workflows"
	GapTasks       = "tasks"
	GapDecisions   = "decisions"
	GapGoals       = "goals"
	GapInitiatives = "initiatives"
)

// GapKind is one part: what it is called, what it counts, and how much it weighs in the score.
type GapKind struct {
	Key     string
	Title   string  // what is amiss: "Tasks without a thread"
	Short   string  // as the head of a column
	Rule    string  // what is counted, out of what
	Weight  float64 // of 100 together
	Hours   bool    // it counts hours a week; else things
	Nothing string  // said while there is nothing to look at
}

// GapKinds lists the parts in their order.
var GapKinds = []GapKind{
	{GapEffort, "Effort that moves no outcome", "Effort", "Known hours a week of workflows tied to no outcome, out of all known hours a week. Work whose effort nobody has stated adds no hours.", 25, true,
		"Nobody has stated how many hours any workflow takes."},
	{GapOutcomes, "Outcomes without a workflow", "Outcomes", "Outcomes that no workflow moves, out of all outcomes. Narrowed to a team, the outcomes that it answers for count.", 20, false,
		"There is no outcome."},
	{GapWorkflows, "Workflows without an outcome", "Workflows", "Workflows that move no outcome, out of all workflows.", 10, false,
		"No workflow is listed."},
	{GapTasks, "Tasks without a thread", "Tasks", "Open tasks that serve no outcome, goal, objective or initiative and came with no decision, out of all open tasks. What stands on a personal page alone counts nowhere.", 15, false,
		"No task is open."},
	{GapDecisions, "Decisions without a handoff", "Decisions", "Accepted decisions that nothing was handed over for, out of all accepted decisions. A handoff that was cancelled is none.", 15, false,
		"No decision is accepted."},
	{GapGoals, "Goals without an objective", "Goals", "Open goals that no objective delivers, out of all open goals. An objective that was dropped delivers none.", 10, false,
		"No goal is open."},
	{GapInitiatives, "Initiatives without owner, metric or review date", "Initiatives", "Initiatives under way or proposed that lack a named owner, a success metric or a review date, out of all of them.", 5, false,
		"No initiative is under way or proposed."},
}

// GapKindOf finds a part by its key; false when there is none of that name.
func GapKindOf(key string) (GapKind, bool) {
	at := slices.IndexFunc(GapKinds, func(k GapKind) bool { return k.Key == key })
	if at < 0 {
		return GapKind{}, false
	}
	return GapKinds[at], true
}

// GapPart is one part as it stands: how much is amiss, out of how much.
type GapPart struct {
	GapKind
	Amiss float64
	Of    float64
}

// Known tells whether there is anything to look at. What is not known is left out of the score; it never counts as nothing or as whole.
func (p GapPart) Known() bool { return p.Of > 0 }

// Connected is the share that is not amiss, 0 to 100.
func (p GapPart) Connected() float64 {
	if !p.Known() {
		return 0
	}
	return 100 * (p.Of - p.Amiss) / p.Of
}

// ConnectedShown is Connected with one decimal, as pages, files and briefs all give it.
func (p GapPart) ConnectedShown() float64 { return Rounded(p.Connected(), 1) }

// leastKnown is how much weight must be known for a score, of 100. With less, one or two parts would pass for the whole.
const leastKnown = 50

// ScoreRule says how the score is made (R30).
const ScoreRule = "Each part gives the share of it that is connected, 0 to 100. The score is their mean by the weights shown, rounded to a whole number: 100 means that nothing is amiss. A part of which nothing is known is left out with its weight; with less than half of all weight known there is no score."

// GapScore is the one score of some parts, 0 to 100 in whole numbers, and the weight that is known; nil when that is less than half.
func GapScore(parts []GapPart) (score *float64, weight float64) {
	sum := 0.0
	for _, p := range parts {
		if p.Known() {
			sum += p.Weight * p.Connected()
			weight += p.Weight
		}
	}
	if weight < leastKnown {
		return nil, weight
	}
	return ptr(math.Round(sum / weight)), weight
}

// GapGroup is the parts of one team with the teams below it, of one team alone, or of what belongs to none.
type GapGroup struct {
	Team  *Team // nil: what belongs to no team
	Alone bool  // without the teams below
	Parts []GapPart
}

// Score is the group's score; nil when too little is known.
func (g GapGroup) Score() *float64 { score, _ := GapScore(g.Parts); return score }

// GapReport is the execution gap of the company or of one team on one day.
type GapReport struct {
	Day      day.Day
	Strategy *Strategy // in force; nil while there is none: then the figures are of what was brought in
	Team     *Team     // nil: the whole company
	Parts    []GapPart
	Score    *float64
	Weight   float64 // that is known
	Groups   []GapGroup
	Effort   Gap // the hours behind it, of the same teams
}

// Part finds one part by its key.
func (g *GapReport) Part(key string) GapPart {
	for _, p := range g.Parts {
		if p.Key == key {
			return p
		}
	}
	return GapPart{}
}

// Tally is a number of things of one team: how many are amiss, out of how many.
type Tally struct {
	TeamID *string
	Amiss  float64
	Of     float64
}

// GapFacts is everything that the gap is computed from.
type GapFacts struct {
	Today       day.Day
	Strategy    *Strategy
	Tree        *Tree
	Workflows   []*Workflow
	Outcomes    []*Outcome
	Goals       []*Goal
	Objectives  []*Objective
	Initiatives []*Initiative // those that are not over
	Tasks       []Tally
	Decisions   []Tally
}

// GapOf computes the gap of the company, or of a team with those below it. It is pure: the same facts give the same figures in any order.
func GapOf(f *GapFacts, team *Team) *GapReport {
	tallies := f.tallies()
	g := &GapReport{Day: f.Today, Strategy: f.Strategy, Team: team}
	within := f.circle(team, false)
	g.Parts = summed(tallies, within)
	g.Score, g.Weight = GapScore(g.Parts)
	g.Effort = ExecutionGap(slices.DeleteFunc(slices.Clone(f.Workflows), func(w *Workflow) bool { return !within(w.TeamID) }), f.Outcomes)
	for _, group := range f.groups(team) {
		if group.Parts = summed(tallies, f.circle(group.Team, group.Alone || group.Team == nil)); anything(group.Parts) {
			g.Groups = append(g.Groups, group)
		}
	}
	return g
}

func anything(parts []GapPart) bool {
	return slices.ContainsFunc(parts, func(p GapPart) bool { return p.Known() })
}

// circle tells what belongs to a team with those below it, or to it alone; of no team and not alone, everything belongs.
func (f *GapFacts) circle(team *Team, alone bool) func(id *string) bool {
	if team == nil {
		return func(id *string) bool { return !alone || id == nil || f.Tree.ByID[*id] == nil }
	}
	ids := []string{team.ID}
	if !alone {
		ids = f.Tree.Under(team.ID)
	}
	within := map[string]bool{}
	for _, id := range ids {
		within[id] = true
	}
	return func(id *string) bool { return id != nil && within[*id] }
}

// groups are the teams right below one, or below the company, by name; then the team itself, and what belongs to no team. Where one team has
// all others below it, but for some that stand alone, that one is the company.
func (f *GapFacts) groups(team *Team) (list []GapGroup) {
	var below []*Team
	if team == nil {
		defer func() { list = append(list, GapGroup{Alone: true}) }()
		team = f.Tree.Top()
		for _, t := range f.Tree.Roots {
			if t != team {
				below = append(below, t)
			}
		}
	}
	if team != nil {
		below = append(below, f.Tree.Direct[team.ID]...)
	}
	slices.SortFunc(below, func(a, b *Team) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.ID, b.ID)) })
	for _, t := range below {
		list = append(list, GapGroup{Team: t})
	}
	if team != nil && len(below) > 0 {
		list = append(list, GapGroup{Team: team, Alone: true})
	}
	return list
}

// summed adds the tallies of one circle up to its parts.
func summed(tallies map[string][]Tally, within func(*string) bool) []GapPart {
	list := make([]GapPart, len(GapKinds))
	for i, k := range GapKinds {
		list[i].GapKind = k
		for _, t := range tallies[k.Key] {
			if within(t.TeamID) {
				list[i].Amiss += t.Amiss
				list[i].Of += t.Of
			}
		}
		if k.Hours { // the last digits of a sum depend on its order
			list[i].Amiss, list[i].Of = Rounded(list[i].Amiss, 6), Rounded(list[i].Of, 6)
		}
	}
	return list
}

// tallies are all things of each part, one tally each, or one for all of a team.
func (f *GapFacts) tallies() map[string][]Tally {
	gap := ExecutionGap(f.Workflows, f.Outcomes)
	out := map[string][]Tally{GapTasks: f.Tasks, GapDecisions: f.Decisions}
	one := func(key string, team *string, amiss bool) {
		t := Tally{TeamID: team, Of: 1}
		if amiss {
			t.Amiss = 1
		}
		out[key] = append(out[key], t)
	}
	for _, t := range gap.ByTeam {
		team := &t.TeamID
		if t.TeamID == "" {
			team = nil
		}
		out[GapEffort] = append(out[GapEffort], Tally{team, t.All.Hours - t.Mapped.Hours, t.All.Hours})
		out[GapWorkflows] = append(out[GapWorkflows], Tally{team, float64(t.All.Count - t.Mapped.Count), float64(t.All.Count)})
	}
	unserved := map[string]bool{}
	for _, o := range gap.Unserved {
		unserved[o.OutcomeID] = true
	}
	for _, o := range f.Outcomes {
		one(GapOutcomes, o.OwnerTeamID, unserved[o.ID])
	}
	delivered := f.delivered()
	for _, g := range f.openGoals() {
		one(GapGoals, g.TeamID, !delivered[g.ID])
	}
	for _, i := range f.Initiatives {
		one(GapInitiatives, i.TeamID, len(i.Lacks()) > 0)
	}
	return out
}

func (f *GapFacts) openGoals() []*Goal {
	return slices.DeleteFunc(slices.Clone(f.Goals), func(g *Goal) bool { return g.State == Done || g.State == Missed || g.State == Dropped })
}

// delivered are the ids of the goals that some objective delivers.
func (f *GapFacts) delivered() map[string]bool {
	out := map[string]bool{}
	for _, o := range f.Objectives {
		if o.State != Dropped {
			for _, id := range o.GoalIDs {
				out[id] = true
			}
		}
	}
	return out
}
