package models

import "slices"

// unmergeWork makes two of what MergeWork made one.
func (tx *Tx) unmergeWork(m *Merge) error {
	k := kindByKey(m.Kind)
	two, err := k.load(&tx.Read, []string{m.Kept, m.Dropped})
	if err != nil || len(two) != 2 {
		return err
	}
	keep, drop := two[0], two[1]
	if keep.Identity() != m.Kept {
		keep, drop = drop, keep
	}
	was, err := k.copyOf(keep)
	if err != nil {
		return err
	}
	gone, err := k.copyOf(drop)
	if err != nil {
		return err
	}
	switch drop := drop.(type) {
	case *Task:
		return tx.unmergeTasks(m, was.(*Task), keep.(*Task), drop)
	case *Initiative:
		if drop.State != Dropped {
			return nil // it was taken up again meanwhile
		}
		drop.State, drop.StateReason = m.State, m.Reason
		i := keep.(*Initiative)
		i.OutcomeIDs, i.ObjectiveIDs = without(i.OutcomeIDs, m.Outcomes), without(i.ObjectiveIDs, m.Links)
		if _, err := tx.tieTasksAnew(func(t *Task) { t.InitiativeID = &drop.ID }, "initiative_id = ? AND id IN ?", m.Kept, m.Tasks); err != nil {
			return err
		}
	case *Workflow:
		if drop.RemovedAt == nil {
			return nil
		}
		drop.RemovedAt = nil
		w := keep.(*Workflow)
		w.Outcomes = slices.DeleteFunc(w.Outcomes, func(l *WorkflowOutcome) bool { return slices.Contains(m.Outcomes, l.OutcomeID) })
		if m.Hours != nil && w.Hours != nil && *w.Hours == *m.Hours {
			w.Hours = m.HoursWas
		}
		if _, err := tx.retieProcesses(tx.DB().Where("workflow_id = ? AND id IN ?", m.Kept, m.Below), &drop.ID); err != nil {
			return err
		}
	case *Process:
		if drop.RemovedAt == nil {
			return nil
		}
		drop.RemovedAt = nil
		if p := keep.(*Process); len(m.Links) == 1 && idOf(p.WorkflowID) == m.Links[0] {
			p.WorkflowID = nil
		}
	}
	if err := k.save(tx, was, keep); err != nil {
		return err
	}
	if err := tx.giveBackLinks(m); err != nil {
		return err
	}
	if err := k.save(tx, gone, drop); err != nil {
		return err
	}
	return tx.Emit(MergeUndone, m, m, nil)
}

func (tx *Tx) unmergeTasks(m *Merge, was, keep, drop *Task) error {
	if drop.State != TaskCancelled {
		return nil // it was opened again meanwhile
	}
	keep.ObjectiveIDs, keep.GoalIDs, keep.OutcomeIDs = without(keep.ObjectiveIDs, m.Links), without(keep.GoalIDs, m.Goals), without(keep.OutcomeIDs, m.Outcomes)
	if err := tx.saveTasksAsIs([]Entity{was}, []Entity{keep}, nil); err != nil {
		return err
	}
	if _, err := tx.tieTasksAnew(func(t *Task) { t.ParentTaskID = &drop.ID }, "parent_task_id = ? AND id IN ?", m.Kept, m.Below); err != nil {
		return err
	}
	if err := tx.setTask(drop, m.State, m.Reason); err != nil {
		return err
	}
	return tx.Emit(MergeUndone, m, m, nil)
}
