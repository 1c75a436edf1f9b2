package models

import (
	"slices"

	"gorm.io/gorm/clause"
)

// saveTasksAsIs writes many changed tasks with their ties in few statements, with an event for each. They are held by who writes them.
// What was chosen for each may have a reason of its own; nil where nothing was chosen.
func (tx *Tx) saveTasksAsIs(befores, afters []Entity, items []*PlannedItem) error {
	if len(afters) == 0 {
		return nil
	}
	list := make([]*Task, len(afters))
	events := make([]*Event, 0, len(afters))
	var moves []*PromiseMove
	for i, e := range afters {
		t, was := e.(*Task), befores[i].(*Task)
		t.Version, t.UpdatedAt = was.Version+1, tx.Now
		list[i] = t
		kind := TaskChanged
		if t.State != was.State {
			kind = taskEvents[t.State]
		}
		one, err := tx.event(kind, t, was, t)
		if err != nil {
			return err
		}
		if items != nil {
			one.Reason = orWords(items[i].Reason, one.Reason)
		}
		events = append(events, one)
		if !tx.undoing {
			moves = append(moves, tx.movesOf(one, was, t)...)
		}
	}
	if err := InsertAll[PromiseMove](tx, moves); err != nil {
		return err
	}
	over := clause.OnConflict{Columns: []clause.Column{{Name: "id"}}, UpdateAll: true}
	if err := tx.DB().Omit(clause.Associations).Clauses(over).CreateInBatches(list, 100).Error; err != nil {
		return err
	}
	if err := tx.saveManyTies(befores, list); err != nil {
		return err
	}
	return tx.recordAll(events)
}

// saveManyTies deletes and adds what differs in the ties of many tasks.
func (tx *Tx) saveManyTies(befores []Entity, list []*Task) error {
	var objectives []*TaskObjective
	var goals []*TaskGoal
	var outcomes []*TaskOutcome
	gone := map[string]map[string][]string{"objective": {}, "goal": {}, "outcome": {}}
	for i, t := range list {
		was := befores[i].(*Task)
		for _, kind := range []string{"objective", "goal", "outcome"} {
			for _, id := range without(*was.links(kind), *t.links(kind)) {
				gone[kind][id] = append(gone[kind][id], t.ID)
			}
			for _, id := range without(*t.links(kind), *was.links(kind)) {
				switch kind {
				case "objective":
					objectives = append(objectives, &TaskObjective{TaskID: t.ID, ObjectiveID: id})
				case "goal":
					goals = append(goals, &TaskGoal{TaskID: t.ID, GoalID: id})
				case "outcome":
					outcomes = append(outcomes, &TaskOutcome{TaskID: t.ID, OutcomeID: id})
				}
			}
		}
	}
	for kind, row := range map[string]Entity{"objective": &TaskObjective{}, "goal": &TaskGoal{}, "outcome": &TaskOutcome{}} {
		for id, tasks := range gone[kind] {
			if err := tx.DB().Where(clause.Eq{Column: kind + "_id", Value: id}).Where("task_id IN ?", tasks).Delete(row).Error; err != nil {
				return err
			}
		}
	}
	if err := InsertAll[TaskObjective](tx, objectives); err != nil {
		return err
	}
	if err := InsertAll[TaskGoal](tx, goals); err != nil {
		return err
	}
	return InsertAll[TaskOutcome](tx, outcomes)
}

// recordAll keeps many events, with the work of looking for rules that they start.
func (tx *Tx) recordAll(events []*Event) error {
	if err := tx.DB().CreateInBatches(events, 100).Error; err != nil {
		return err
	}
	kinds := map[string]bool{}
	for _, e := range events {
		kinds[e.Type] = true
	}
	heard, err := tx.heard(keys(kinds))
	if err != nil || len(heard) == 0 {
		return err
	}
	var works []*Work
	for _, e := range events {
		if slices.Contains(heard, e.Type) {
			works = append(works, &Work{Key: "rules:" + e.ID, Kind: DispatchEvent, Ref: e.ID})
		}
	}
	return tx.EnqueueAll(works)
}

// putItems keeps how things stood, over what was chosen for them before.
func (tx *Tx) putItems(items []*PlannedItem) error {
	if len(items) == 0 {
		return nil
	}
	for _, i := range items {
		if err := tx.prepare(i); err != nil {
			return err
		}
		i.UpdatedAt = tx.Now
	}
	over := clause.OnConflict{Columns: []clause.Column{{Name: "planned_change_id"}, {Name: "kind"}, {Name: "thing_id"}}, DoUpdates: clause.AssignmentColumns(
		[]string{"updated_at", "ref", "title", "choice", "to_kind", "to_id", "day", "reason", "was", "became", "left_version", "result", "note"})}
	return tx.DB().Clauses(over).CreateInBatches(items, 100).Error
}
