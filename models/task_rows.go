package models

import (
	"slices"

	"throughline/models/day"
)

// TaskByRef finds one task with the objectives and goals it serves.
func (r *Read) TaskByRef(ref string) (*Task, error) {
	t, err := one("This task", func() ([]*Task, error) { return found[*Task](r.DB().Where("ref = ? AND removed_at IS NULL", ref)) })
	if err != nil {
		return nil, err
	}
	return t, r.fillTaskLinks([]*Task{t})
}

// AddTask writes a new task with what it serves and its event. Executives may, leads for their teams, and everyone for themselves.
func (tx *Tx) AddTask(t *Task) error {
	if err := tx.Who.Must(AddTask, tx.Who.taskScope(t)); err != nil {
		return err
	}
	if t.State == "" {
		t.State = TaskOpen
	}
	if t.CreatedDay == "" {
		t.CreatedDay = tx.Today()
	}
	if err := tx.knownObjectives(t); err != nil {
		return err
	}
	if err := tx.Insert(t); err != nil {
		return err
	}
	if err := tx.saveTaskLinks(t); err != nil {
		return err
	}
	return tx.Emit(TaskCreated, t, nil, t)
}

// knownObjectives refuses to tie a task to an objective that is gone or that this person may not know of.
func (tx *Tx) knownObjectives(t *Task) error {
	if len(t.ObjectiveIDs) == 0 {
		return nil
	}
	list, err := found[*Objective](tx.visible(tx.DB().Where("id IN ? AND removed_at IS NULL", t.ObjectiveIDs)))
	if err != nil {
		return err
	}
	for _, id := range t.ObjectiveIDs {
		if !slices.ContainsFunc(list, func(o *Objective) bool { return o.ID == id }) {
			return NotFound("The objective this task should serve")
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
	return replaceLinks(tx, plain(t.GoalIDs), func() ([]*TaskGoal, error) {
		return found[*TaskGoal](tx.DB().Where("task_id = ?", t.ID))
	}, func(l *TaskGoal) *string { return &l.GoalID }, nil, func() *TaskGoal { return &TaskGoal{TaskID: t.ID} })
}

// CloseTask ticks a task off as done today. Ticking one that is done already changes nothing.
func (tx *Tx) CloseTask(t *Task) error {
	if err := tx.Who.Must(TickTask, tx.Who.taskScope(t)); err != nil {
		return err
	}
	switch t.State {
	case TaskFinished:
		return nil
	case TaskCancelled:
		return AgainstRule("This task was cancelled. Open it again before you mark it done.")
	}
	var by *string
	if tx.Who.SignedIn() {
		by = &tx.Who.PersonID
	}
	return tx.setTask(TaskDone, t, TaskFinished, tx.Today(), by)
}

// ReopenTask takes a tick back. A task that is open already stays as it is.
func (tx *Tx) ReopenTask(t *Task) error {
	if err := tx.Who.Must(TickTask, tx.Who.taskScope(t)); err != nil {
		return err
	}
	if t.State != TaskFinished && t.State != TaskCancelled {
		return nil
	}
	return tx.setTask(TaskReopened, t, TaskOpen, "", nil)
}

func (tx *Tx) setTask(kind EventType, t *Task, state string, done day.Day, by *string) error {
	before := *t
	t.State, t.DoneDay, t.DonePersonID = state, done, by
	if err := tx.Save(t); err != nil {
		return err
	}
	return tx.Emit(kind, t, &before, t)
}

// taskScope is whose a task is: its team's and its owner's. What a team has and nobody took yet is everybody's on that team.
func (w Who) taskScope(t *Task) Scope {
	s := Owned(t.TeamID, t.OwnerPersonID)
	if t.TeamID != nil && t.OwnerPersonID == nil && slices.Contains(w.MemberOf, *t.TeamID) {
		s.People = append(s.People, w.PersonID)
	}
	return s
}

// MayTick tells whether this person may mark a task done or open it again.
func (w Who) MayTick(t *Task) bool { return w.May(TickTask, w.taskScope(t)) }
