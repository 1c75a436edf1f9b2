package wizard

import (
	"slices"

	"throughline/models"
	"throughline/models/form"
)

// goalThing binds a goal to its row in step 5.
type goalThing struct {
	*models.Goal
	world       *World
	why         string // why it changes
	team, owner string
	outcomes    []string // of this alignment
	kept        []string // of none, or of another
}

func bindGoal(w *World, g *models.Goal) *goalThing {
	t := &goalThing{Goal: g, world: w, team: text(g.TeamID), owner: text(g.OwnerPersonID)}
	t.outcomes, t.kept = apart(g.OutcomeIDs, func(id string) bool { return w.Outcome(id) != nil })
	return t
}

func (t *goalThing) entity() models.Entity { return t.Goal }
func (t *goalThing) copy() thing           { t.settle(); return bindGoal(t.world, clone(t.Goal)) }
func (t *goalThing) join(w *World)         { w.Goals = append(w.Goals, t.Goal) }

func (t *goalThing) settle() {
	t.TeamID, t.OwnerPersonID, t.OutcomeIDs = pointer(t.team), pointer(t.owner), slices.Concat(t.outcomes, t.kept)
}

func (t *goalThing) fields(w *World) []*form.Field {
	return append([]*form.Field{
		form.Line("title", "Goal", &t.Title).Wanted().Max(500).Worded(),
		form.Many("outcomes", "Serves which outcome", &t.outcomes, w.outcomeOptions()...).Drawn("chips").Wanted(),
		form.Choice("team", "Function or team", &t.team, w.teamOptions()...),
		form.Pick("owner", "Owner", &t.owner, &t.OwnerText, w.People).Wanted().Help(w.carries(t.owner)),
		form.Line("measure", "Measured by", &t.Measure).Max(300),
		form.Choice("direction", "Direction", &t.Direction, Directions...),
		form.Quantity("baseline", "From", &t.Baseline, &t.BaselineText),
		form.Quantity("target", "To", &t.Target, &t.TargetText),
		form.Line("unit", "Unit", &t.Unit).Max(40),
		form.Date("due", "By when", &t.DueDay, &t.DueText).Wanted(),
	}, w.whyChanged(&t.why, t.Goal)...)
}

func (t *goalThing) moved() string { return t.why }

func (t *goalThing) add(tx *models.Tx, w *World) error {
	t.StrategyID, t.State = &w.Strategy.ID, models.Draft
	if t.Priority == 0 {
		t.Priority = len(w.Goals)
	}
	if w.Live() {
		t.State = models.Active
	}
	return tx.AddGoal(t.Goal)
}

func (t *goalThing) save(tx *models.Tx, before thing) error {
	return tx.SaveGoal(models.GoalChanged, before.(*goalThing).Goal, t.Goal)
}

func (t *goalThing) remove(tx *models.Tx) error {
	before := *t.Goal
	t.RemovedAt = &tx.Now
	return tx.SaveGoal(models.GoalRemoved, &before, t.Goal)
}

func (t *goalThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.Goal{}
	found, err := r.AsOf("goal", t.ID, version, was)
	return bindGoal(t.world, was), found, err
}

// objectiveThing binds an objective to its row in step 5.
type objectiveThing struct {
	*models.Objective
	world       *World
	why         string // why it changes
	team, owner string
	goals       []string // of this alignment
	kept        []string // of none, or of another
}

func bindObjective(w *World, o *models.Objective) *objectiveThing {
	t := &objectiveThing{Objective: o, world: w, team: text(o.TeamID), owner: text(o.OwnerPersonID)}
	t.goals, t.kept = apart(o.GoalIDs, func(id string) bool { return w.goal(id) != nil })
	return t
}

func (t *objectiveThing) entity() models.Entity { return t.Objective }
func (t *objectiveThing) copy() thing           { t.settle(); return bindObjective(t.world, clone(t.Objective)) }
func (t *objectiveThing) join(w *World)         { w.Objectives = append(w.Objectives, t.Objective) }

func (t *objectiveThing) settle() {
	t.TeamID, t.OwnerPersonID, t.GoalIDs = pointer(t.team), pointer(t.owner), slices.Concat(t.goals, t.kept)
}

func (t *objectiveThing) fields(w *World) []*form.Field {
	return append([]*form.Field{
		form.Line("title", "Objective", &t.Title).Wanted().Max(500).Worded(),
		form.Many("goals", "Delivers which goal", &t.goals, w.goalOptions()...).Wanted(),
		form.Choice("team", "Team", &t.team, w.teamOptions()...).Wanted().Help(w.noTeam()),
		form.Pick("owner", "Owner", &t.owner, &t.OwnerText, w.People).Wanted().Help(w.carries(t.owner)),
		form.Line("measure", "Measured by", &t.Measure).Max(300),
		form.Choice("direction", "Direction", &t.Direction, Directions...),
		form.Quantity("baseline", "From", &t.Baseline, &t.BaselineText),
		form.Quantity("target", "To", &t.Target, &t.TargetText),
		form.Line("unit", "Unit", &t.Unit).Max(40),
		form.Date("start", "Starts", &t.StartDay, nil),
		form.Date("due", "By when", &t.DueDay, &t.DueText).Wanted(),
		form.Line("kept", "Why it is an objective, if it reads like a goal", &t.KindKeptReason).Max(300),
	}, w.whyChanged(&t.why, t.Objective)...)
}

func (t *objectiveThing) moved() string { return t.why }

func (t *objectiveThing) add(tx *models.Tx, w *World) error {
	t.StrategyID, t.State = &w.Strategy.ID, models.Draft
	if w.Live() {
		t.State = models.Active
	}
	return tx.AddObjective(t.Objective)
}

func (t *objectiveThing) save(tx *models.Tx, before thing) error {
	return tx.SaveObjective(models.ObjectiveChanged, before.(*objectiveThing).Objective, t.Objective)
}

func (t *objectiveThing) remove(tx *models.Tx) error {
	before := *t.Objective
	t.RemovedAt = &tx.Now
	return tx.SaveObjective(models.ObjectiveRemoved, &before, t.Objective)
}

func (t *objectiveThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.Objective{}
	found, err := r.AsOf("objective", t.ID, version, was)
	return bindObjective(t.world, was), found, err
}

func (w *World) goalOptions() []form.Option {
	list := make([]form.Option, 0, len(w.Goals))
	for _, g := range w.Goals {
		if g.ID != "" {
			list = append(list, form.Option{Value: g.ID, Label: g.Ref + " " + g.Title})
		}
	}
	return list
}
