package models

import "slices"

// thread follows an objective up to the goals it delivers and the outcomes those serve (R25).
func (b *Board) thread(o *Objective) (goals []*Goal, outcomes []*OutcomeNow) {
	for _, g := range b.Goals {
		if slices.Contains(o.GoalIDs, g.ID) {
			goals = append(goals, g)
		}
	}
	for _, out := range b.Outcomes {
		serves := out.ObjectiveID != nil && *out.ObjectiveID == o.ID
		for _, g := range goals {
			serves = serves || slices.Contains(g.OutcomeIDs, out.ID) || out.GoalID != nil && *out.GoalID == g.ID
		}
		if serves {
			outcomes = append(outcomes, out)
		}
	}
	return goals, outcomes
}

// Serves gives the outcomes in force that a goal is set for.
func (b *Board) Serves(g *Goal) []*OutcomeNow {
	var list []*OutcomeNow
	for _, o := range b.Outcomes {
		if slices.Contains(g.OutcomeIDs, o.ID) || o.GoalID != nil && *o.GoalID == g.ID {
			list = append(list, o)
		}
	}
	return list
}

// Under gives the objectives on the board that deliver a goal.
func (b *Board) Under(g *Goal) []*ObjectiveNow {
	var list []*ObjectiveNow
	for _, o := range b.Objectives {
		if slices.Contains(o.GoalIDs, g.ID) {
			list = append(list, o)
		}
	}
	return list
}

// GoalsFor gives the goals on the board that serve an outcome.
func (b *Board) GoalsFor(o *OutcomeNow) []*Goal {
	var list []*Goal
	for _, g := range b.Goals {
		if slices.Contains(g.OutcomeIDs, o.ID) || o.GoalID != nil && *o.GoalID == g.ID {
			list = append(list, g)
		}
	}
	return list
}
