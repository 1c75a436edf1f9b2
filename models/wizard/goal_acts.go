package wizard

import (
	"fmt"

	"throughline/models"
)

// reaches tells whether a thing of that strategy may be changed from here: it is this one's, or nobody's yet.
func (w *World) reaches(strategyID *string) bool {
	return strategyID == nil || *strategyID == w.Strategy.ID
}

// pickGoal takes a goal that no strategy has into this one.
func pickGoal(tx *models.Tx, w *World, id string) error {
	g, err := tx.GoalByID(id)
	if err != nil || g.StrategyID != nil || g.RemovedAt != nil {
		return err
	}
	before := clone(g)
	g.StrategyID, g.Priority = &w.Strategy.ID, len(w.Goals)+1
	return tx.SaveGoal(models.GoalChanged, before, g)
}

func pickObjective(tx *models.Tx, w *World, id string) error {
	o, err := tx.ObjectiveByID(id)
	if err != nil || o.StrategyID != nil || o.RemovedAt != nil {
		return err
	}
	before := clone(o)
	o.StrategyID = &w.Strategy.ID
	return tx.SaveObjective(models.ObjectiveChanged, before, o)
}

func setGoalAside(tx *models.Tx, w *World, id string) error {
	for _, g := range w.Goals {
		if g.ID == id {
			before := clone(g)
			g.StrategyID, g.State = nil, models.Draft
			if held, err := w.holdAside(tx, g.Title, before, g); held || err != nil {
				return err
			}
			return tx.SaveGoal(models.GoalChanged, before, g)
		}
	}
	return nil
}

func setObjectiveAside(tx *models.Tx, w *World, id string) error {
	for _, o := range w.Objectives {
		if o.ID == id {
			before := clone(o)
			o.StrategyID, o.State = nil, models.Draft
			if held, err := w.holdAside(tx, o.Title, before, o); held || err != nil {
				return err
			}
			return tx.SaveObjective(models.ObjectiveChanged, before, o)
		}
	}
	return nil
}

// goalToObjective answers "which is it?": what stood among the goals is one team's near step (R15).
func goalToObjective(tx *models.Tx, w *World, id string) error {
	g, err := tx.GoalByID(id)
	if err != nil || g.RemovedAt != nil || !w.reaches(g.StrategyID) {
		return err
	}
	o := &models.Objective{
		StrategyID: g.StrategyID, Title: g.Title, Description: g.Description, State: g.State, LevelText: g.LevelText, TeamID: g.TeamID,
		OwnerPersonID: g.OwnerPersonID, OwnerText: g.OwnerText, Measure: g.Measure, Unit: g.Unit, Baseline: g.Baseline, BaselineText: g.BaselineText,
		Target: g.Target, TargetText: g.TargetText, StartDay: g.StartDay, DueDay: g.DueDay, DueText: g.DueText, Period: g.Period,
		StatusText: g.StatusText, Labels: g.Labels, Joint: g.Joint,
	}
	if g.ParentGoalID != nil {
		o.GoalIDs = []string{*g.ParentGoalID}
	}
	if err := w.turns(tx, g, g.Ref, "objective"); err != nil {
		return err
	}
	before := clone(g)
	g.RemovedAt = &tx.Now
	if err := tx.SaveGoal(models.GoalRemoved, before, g); err != nil {
		return err
	}
	return tx.AddObjective(o)
}

// turns refuses to make a goal in force an objective, or the other way round, while anything rests on it: nobody would have looked at that.
func (w *World) turns(tx *models.Tx, e models.Entity, ref, into string) error {
	if !w.Live() {
		return nil
	}
	n, err := tx.RadiusSize(&models.PlannedChange{Kind: models.EntityType(e), SubjectID: e.Identity()})
	if err != nil || n == 0 {
		return err
	}
	return models.AgainstRule(fmt.Sprintf("%s is in force, and %d things rest on it. Add the %s by itself, then remove %s: what rests on it is looked at then, and can go over to the new one.", ref, n, into, ref))
}

// objectiveToGoal is the other answer: it is a level of result for a function.
func objectiveToGoal(tx *models.Tx, w *World, id string) error {
	o, err := tx.ObjectiveByID(id)
	if err != nil || o.RemovedAt != nil || !w.reaches(o.StrategyID) {
		return err
	}
	g := &models.Goal{
		StrategyID: o.StrategyID, Title: o.Title, Description: o.Description, State: o.State, LevelText: o.LevelText, TeamID: o.TeamID,
		OwnerPersonID: o.OwnerPersonID, OwnerText: o.OwnerText, Measure: o.Measure, Unit: o.Unit, Baseline: o.Baseline, BaselineText: o.BaselineText,
		Target: o.Target, TargetText: o.TargetText, StartDay: o.StartDay, DueDay: o.DueDay, DueText: o.DueText, Period: o.Period,
		Priority: len(w.Goals) + 1, StatusText: o.StatusText, Labels: o.Labels, Joint: o.Joint,
	}
	for _, goal := range w.Goals {
		for _, id := range o.GoalIDs {
			if goal.ID == id {
				g.OutcomeIDs = append(g.OutcomeIDs, goal.OutcomeIDs...)
			}
		}
	}
	if err := w.turns(tx, o, o.Ref, "goal"); err != nil {
		return err
	}
	before := clone(o)
	o.RemovedAt = &tx.Now
	if err := tx.SaveObjective(models.ObjectiveRemoved, before, o); err != nil {
		return err
	}
	return tx.AddGoal(g)
}

func restoreGoalOrObjective(tx *models.Tx, w *World, id string) error {
	if g, err := tx.GoalByID(id); err == nil && g.RemovedAt != nil && w.reaches(g.StrategyID) {
		before := clone(g)
		g.RemovedAt = nil
		return tx.SaveGoal(models.GoalPutBack, before, g)
	}
	o, err := tx.ObjectiveByID(id)
	if err != nil || o.RemovedAt == nil || !w.reaches(o.StrategyID) {
		return err
	}
	before := clone(o)
	o.RemovedAt = nil
	return tx.SaveObjective(models.ObjectivePutBack, before, o)
}
