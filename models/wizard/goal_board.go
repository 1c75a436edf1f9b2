package wizard

import (
	"slices"

	"throughline/models"
	"throughline/models/statement"
)

// Board is step 5 at a glance: under each outcome its goals, and beside each goal the objectives that deliver it.
type Board struct {
	Outcomes []BoardOutcome
	Unserved []*BoardGoal        // goals that serve no outcome
	Loose    []*models.Objective // objectives that deliver no goal
	Shown    int                 // objectives on the board after narrowing
}

// BoardOutcome is one outcome with the goals that serve it first. Elsewhere are goals that serve it too and stand under another outcome.
type BoardOutcome struct {
	*models.Outcome
	Goals     []*BoardGoal
	Elsewhere []*models.Goal
}

// BoardGoal is one goal with the objectives that deliver it.
type BoardGoal struct {
	*models.Goal
	Objectives []*models.Objective
	Above      string // id of the goal above it on the board, where its objectives can move to; empty at the top
	Below      string // id of the goal below it
}

// Board arranges goals and objectives, narrowed to a team, an owner or what has something to mend.
func (s *Sheet) Board() *Board {
	w, q, b, fits := s.World, s.Query, &Board{}, s.narrow()
	delivering := map[string][]*models.Objective{}
	for _, o := range w.Objectives {
		if !fits(o.ID, o.TeamID, o.OwnerPersonID) {
			continue
		}
		b.Shown++
		loose := true
		for _, id := range o.GoalIDs {
			if w.goal(id) != nil {
				delivering[id], loose = append(delivering[id], o), false
			}
		}
		if loose {
			b.Loose = append(b.Loose, o)
		}
	}
	narrowed := q.Team != "" || q.Owner != "" || q.Only != ""
	under := map[string][]*BoardGoal{}
	elsewhere := map[string][]*models.Goal{}
	for _, g := range w.Goals {
		if narrowed && len(delivering[g.ID]) == 0 && !fits(g.ID, g.TeamID, g.OwnerPersonID) {
			continue
		}
		at, first := &BoardGoal{Goal: g, Objectives: delivering[g.ID]}, ""
		for _, o := range w.Outcomes {
			switch {
			case !slices.Contains(g.OutcomeIDs, o.ID):
			case first == "":
				first = o.ID
				under[o.ID] = append(under[o.ID], at)
			default:
				elsewhere[o.ID] = append(elsewhere[o.ID], g)
			}
		}
		if first == "" {
			b.Unserved = append(b.Unserved, at)
		}
	}
	var order []*BoardGoal
	for _, o := range w.Outcomes {
		if !narrowed || len(under[o.ID]) > 0 {
			b.Outcomes = append(b.Outcomes, BoardOutcome{Outcome: o, Goals: under[o.ID], Elsewhere: elsewhere[o.ID]})
		}
		order = append(order, under[o.ID]...)
	}
	order = append(order, b.Unserved...)
	for i, g := range order {
		if i > 0 {
			g.Above, order[i-1].Below = order[i-1].ID, g.ID
		}
	}
	return b
}

// narrow tells what a board shows.
func (s *Sheet) narrow() func(id string, team, owner *string) bool {
	q := s.Query
	var amiss map[string]bool
	if q.Only == "mend" {
		amiss = map[string]bool{}
		for _, g := range s.Gaps() {
			amiss[g.Row] = true
		}
		for _, f := range s.Flags() {
			if f.Entity != nil {
				amiss[f.Entity.Identity()] = true
			}
		}
	}
	return func(id string, team, owner *string) bool {
		return (q.Team == "" || text(team) == q.Team) && (q.Owner == "" || text(owner) == q.Owner) && (amiss == nil || amiss[id])
	}
}

// mostTwins is how many pairs a page speaks of.
const mostTwins = 30

// TwinPair is two goals, or two objectives, that say almost the same, and the earlier of them.
type TwinPair struct {
	Kind           string // goal or objective
	Keep, Other    models.Entity
	Refs, Titles   [2]string
	Teams          [2]string
	Kept           string // why both stay, when somebody said so
	code, otherRef string
}

// TwinPairs are the goals and objectives whose titles say almost the same; those kept apart with a reason too. At most 30.
func (w *World) TwinPairs() []TwinPair {
	var list []TwinPair
	var titles []string
	for _, g := range w.Goals {
		titles = append(titles, g.Title)
	}
	for _, t := range w.twins("goal", titles) {
		a, b := w.Goals[t.A], w.Goals[t.B]
		if len(list) == mostTwins {
			break
		}
		list = append(list, w.pair("goal", a, b, a.Ref, b.Ref, a.Title, b.Title, a.TeamID, b.TeamID))
	}
	titles = nil
	for _, o := range w.Objectives {
		titles = append(titles, o.Title)
	}
	for _, t := range w.twins("objective", titles) {
		a, b := w.Objectives[t.A], w.Objectives[t.B]
		if len(list) == mostTwins {
			break
		}
		list = append(list, w.pair("objective", a, b, a.Ref, b.Ref, a.Title, b.Title, a.TeamID, b.TeamID))
	}
	return slices.DeleteFunc(list, func(p TwinPair) bool { return p.Keep.Identity() == p.Other.Identity() })
}

// twins compares the titles of one kind once for a page, which asks for them several times.
func (w *World) twins(kind string, titles []string) []statement.Twin {
	if known, ok := w.compared[kind]; ok && slices.Equal(known.titles, titles) {
		return known.twins
	}
	if w.compared == nil {
		w.compared = map[string]compared{}
	}
	c := compared{titles, statement.Twins(titles)}
	w.compared[kind] = c
	return c.twins
}

// compared is a list of titles with those of them that say almost the same.
type compared struct {
	titles []string
	twins  []statement.Twin
}

func (w *World) pair(kind string, a, b models.Entity, aRef, bRef, aTitle, bTitle string, aTeam, bTeam *string) TwinPair {
	p := TwinPair{Kind: kind, Keep: a, Other: b, Refs: [2]string{aRef, bRef}, Titles: [2]string{aTitle, bTitle}, Teams: [2]string{w.Team(aTeam), w.Team(bTeam)},
		code: "twin." + a.Identity(), otherRef: aRef}
	p.Kept = w.Dismissed[b.Identity()+" "+p.code]
	return p
}

// flag is the advice on a pair, at the later of the two.
func (p TwinPair) flag() Flag {
	of := ""
	if p.Teams[0] != "" {
		of = " of " + p.Teams[0]
	}
	return Flag{Group: p.Kind + "s", Row: p.Other.Identity(), Key: "title", Entity: p.Other, Code: p.code, Name: p.Titles[1],
		Say: "It says almost the same as " + p.otherRef + of + ": “" + p.Titles[0] + "”. Make one of them, or keep both and say why."}
}

// Code is the advice on the pair, under which a reason to keep both is kept; About is the thing it stands at.
func (p TwinPair) Code() string { return p.code }

// About names the thing that the advice on the pair stands at, as forms send it.
func (p TwinPair) About() string { return models.EntityType(p.Other) + ":" + p.Other.Identity() }

// AllGoals are all goals of the board in its order.
func (b *Board) AllGoals() (list []*BoardGoal) {
	for _, o := range b.Outcomes {
		list = append(list, o.Goals...)
	}
	return append(list, b.Unserved...)
}
