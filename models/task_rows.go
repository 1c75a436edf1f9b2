package models

import (
	"slices"

	"gorm.io/gorm"
)

// TaskByRef finds one task with the objectives, goals and outcomes it serves.
func (r *Read) TaskByRef(ref string) (*Task, error) {
	t, err := one("This task", func() ([]*Task, error) { return found[*Task](r.DB().Where("ref = ? AND removed_at IS NULL", ref)) })
	if err != nil {
		return nil, err
	}
	return t, r.fillTaskLinks([]*Task{t})
}

// TaskToChange finds one task that this person may see.
func (r *Read) TaskToChange(ref string) (*Task, error) {
	t, err := r.TaskByRef(ref)
	if err != nil {
		return nil, err
	}
	return t, r.seenTask(t)
}

// AddTask writes a new task with what it serves and its event. Executives may, leads for their teams, and everyone for themselves.
func (tx *Tx) AddTask(t *Task) error {
	if err := tx.Who.Must(AddTask, tx.Who.taskScope(t)); err != nil {
		return err
	}
	return tx.makeTask(t)
}

// makeTask writes a new task for whoever was allowed to ask for it.
func (tx *Tx) makeTask(t *Task) error {
	if t.State == "" {
		t.State = TaskOpen
	}
	if t.CreatedDay == "" {
		t.CreatedDay = tx.Today()
	}
	if err := tx.knownLinks(t); err != nil {
		return err
	}
	if err := tx.Insert(t); err != nil {
		return err
	}
	if len(t.ObjectiveIDs)+len(t.GoalIDs)+len(t.OutcomeIDs) > 0 {
		if err := tx.saveTaskLinks(t); err != nil {
			return err
		}
	}
	return tx.Emit(TaskCreated, t, nil, t)
}

// knownLinks refuses to tie a task to an objective, goal or outcome that is gone or that this person may not know of.
func (tx *Tx) knownLinks(t *Task) error {
	for _, part := range []struct {
		what string
		ids  []string
		find func(ids []string) *gorm.DB
	}{
		{"The objective this task should serve", t.ObjectiveIDs, func(ids []string) *gorm.DB { return tx.visible(tx.DB().Model(&Objective{})).Where("id IN ?", ids) }},
		{"The goal this task should serve", t.GoalIDs, func(ids []string) *gorm.DB { return tx.visible(tx.DB().Model(&Goal{})).Where("id IN ?", ids) }},
		{"The outcome this task should serve", t.OutcomeIDs, func(ids []string) *gorm.DB {
			return tx.visibleOutcomes(tx.DB().Model(&Outcome{})).Where("id IN ?", ids)
		}},
	} {
		if len(part.ids) == 0 {
			continue
		}
		var known int64
		if err := part.find(part.ids).Where("removed_at IS NULL").Count(&known).Error; err != nil {
			return err
		}
		if int(known) < len(slices.Compact(slices.Sorted(slices.Values(part.ids)))) {
			return NotFound(part.what)
		}
	}
	return nil
}

func (tx *Tx) saveTaskLinks(t *Task) error {
	err := replaceLinks(tx, plain(t.ObjectiveIDs), func() ([]*TaskObjective, error) {
		return found[*TaskObjective](tx.DB().Where("task_id = ?", t.ID))
	}, func(l *TaskObjective) *string { return &l.ObjectiveID }, nil, func() *TaskObjective { return &TaskObjective{TaskID: t.ID} })
	if err != nil {
		return err
	}
	err = replaceLinks(tx, plain(t.GoalIDs), func() ([]*TaskGoal, error) {
		return found[*TaskGoal](tx.DB().Where("task_id = ?", t.ID))
	}, func(l *TaskGoal) *string { return &l.GoalID }, nil, func() *TaskGoal { return &TaskGoal{TaskID: t.ID} })
	if err != nil {
		return err
	}
	return replaceLinks(tx, plain(t.OutcomeIDs), func() ([]*TaskOutcome, error) {
		return found[*TaskOutcome](tx.DB().Where("task_id = ?", t.ID))
	}, func(l *TaskOutcome) *string { return &l.OutcomeID }, nil, func() *TaskOutcome { return &TaskOutcome{TaskID: t.ID} })
}

// taskScope is whose a task is: its team's and its owner's. What a team has and nobody took yet is everybody's on that team.
func (w Who) taskScope(t *Task) Scope {
	s := Owned(t.TeamID, t.OwnerPersonID)
	if t.TeamID != nil && t.OwnerPersonID == nil && slices.Contains(w.MemberOf, *t.TeamID) {
		s.People = append(s.People, w.PersonID)
	}
	return s
}

// TaskScope is whose a task is, for the acts on it.
func (w Who) TaskScope(t *Task) Scope { return w.taskScope(t) }

// MayTick tells whether this person may mark a task done or open it again.
func (w Who) MayTick(t *Task) bool { return w.May(TickTask, w.taskScope(t)) }
