package models

import "slices"

// Unmerge makes two of what was made one: what was dropped comes back, and the kept one gives back what it took over. What was changed since
// stays changed.
func (tx *Tx) Unmerge(m *Merge) error {
	switch m.Kind {
	case "goal":
		return tx.unmergeGoals(m)
	case "objective":
	default:
		return tx.unmergeWork(m)
	}
	keep, err := tx.ObjectiveByID(m.Kept)
	if err != nil {
		return err
	}
	drop, err := tx.ObjectiveByID(m.Dropped)
	if err != nil || drop.RemovedAt == nil {
		return err
	}
	before := *keep
	if keep.GoalIDs = without(keep.GoalIDs, m.Links); len(keep.GoalIDs) != len(before.GoalIDs) {
		if err := tx.SaveObjective(ObjectiveChanged, &before, keep); err != nil {
			return err
		}
	}
	if err := tx.DB().Where("objective_id = ? AND task_id IN ?", keep.ID, m.Tasks).Delete(&TaskObjective{}).Error; err != nil {
		return err
	}
	if _, err := tx.retie(tx.DB().Where("objective_id = ? AND id IN ?", keep.ID, m.Initiatives), func(i *Initiative) { i.ObjectiveID = &drop.ID }); err != nil {
		return err
	}
	below, err := tx.objectives(tx.DB().Where("parent_objective_id = ? AND id IN ?", keep.ID, m.Below))
	if err != nil {
		return err
	}
	for _, o := range below {
		was := *o
		o.ParentObjectiveID = &drop.ID
		if err := tx.SaveObjective(ObjectiveChanged, &was, o); err != nil {
			return err
		}
	}
	if err := tx.giveBackLinks(m); err != nil {
		return err
	}
	gone := *drop
	drop.RemovedAt = nil
	if err := tx.SaveObjective(ObjectivePutBack, &gone, drop); err != nil {
		return err
	}
	return tx.Emit(MergeUndone, m, m, nil)
}

func (tx *Tx) unmergeGoals(m *Merge) error {
	keep, err := tx.GoalByID(m.Kept)
	if err != nil {
		return err
	}
	drop, err := tx.GoalByID(m.Dropped)
	if err != nil || drop.RemovedAt == nil {
		return err
	}
	before := *keep
	if keep.OutcomeIDs = without(keep.OutcomeIDs, m.Links); len(keep.OutcomeIDs) != len(before.OutcomeIDs) {
		if err := tx.SaveGoal(GoalChanged, &before, keep); err != nil {
			return err
		}
	}
	delivering, err := tx.objectives(tx.DB().Where("id IN ?", m.Below))
	if err != nil {
		return err
	}
	for _, o := range delivering {
		was := *o
		if o.GoalIDs = without(o.GoalIDs, []string{keep.ID}); slices.Equal(o.GoalIDs, was.GoalIDs) {
			continue
		}
		if err := tx.SaveObjective(ObjectiveChanged, &was, o); err != nil {
			return err
		}
	}
	if err := tx.DB().Where("goal_id = ? AND task_id IN ?", keep.ID, m.Tasks).Delete(&TaskGoal{}).Error; err != nil {
		return err
	}
	if _, err := tx.retie(tx.DB().Where("goal_id = ? AND id IN ?", keep.ID, m.Initiatives), func(i *Initiative) { i.GoalID = &drop.ID }); err != nil {
		return err
	}
	if err := tx.giveBackLinks(m); err != nil {
		return err
	}
	gone := *drop
	drop.RemovedAt = nil
	if err := tx.SaveGoal(GoalPutBack, &gone, drop); err != nil {
		return err
	}
	return tx.Emit(MergeUndone, m, m, nil)
}
