package models

import (
	"encoding/json"
	"slices"
	"strings"
)

// TasksByRef gives the tasks with these references that this person may see, the first due first.
func (r *Read) TasksByRef(refs []string) ([]*TaskNow, error) {
	if len(refs) == 0 {
		return nil, nil
	}
	var list []*Task
	err := r.seenTasks(r.DB().Where("ref IN ? AND removed_at IS NULL", refs[:min(len(refs), MostBulk)])).Order(orderOfTasks("all")).Limit(MostBulk).Find(&list).Error
	if err != nil {
		return nil, err
	}
	return r.namedTasks(list)
}

// RefsFound gives the references of all tasks that fit, at most MostBulk.
func (r *Read) RefsFound(q TaskQuery) (refs []string, err error) {
	fit, err := r.fitting(q)
	if err != nil {
		return nil, err
	}
	err = inStates(fit(), q.State).Order(orderOfTasks(q.State)).Limit(MostBulk).Pluck("ref", &refs).Error
	return refs, err
}

// leftTask is the version in which a change left one task.
type leftTask struct {
	ID      string `json:"id"`
	Version int    `json:"version"`
}

// Give writes a change of many tasks in the one transaction it is called in, with an event for each, and one that names them all: its
// id leads back. A task whose fate is not to change is left alone.
func (b *TaskBulk) Give(tx *Tx, fates []TaskFate) (undo string, n int, err error) {
	var before []*Task
	var after []leftTask
	for _, f := range fates {
		if !f.Changes {
			continue
		}
		was := *f.Task
		before = append(before, &was)
		if err := b.give(tx, f.Task); err != nil {
			return "", 0, err
		}
		after = append(after, leftTask{f.ID, f.Version})
	}
	if len(after) == 0 {
		return "", 0, nil
	}
	c, err := tx.Company()
	if err != nil {
		return "", 0, err
	}
	e, err := tx.event(TasksChanged, c, before, after)
	if err != nil {
		return "", 0, err
	}
	return e.ID, len(after), tx.DB().Create(e).Error
}

func (b *TaskBulk) give(tx *Tx, t *Task) error {
	defer tx.For(b.Reason)()
	if b.Owner != "" || b.Due != "" {
		s, before := t.Settings(), *t
		if b.Owner != "" {
			s.Owner = b.Owner
		}
		if b.Due != "" {
			s.Due = b.Due
		}
		if s.Take(t); !same(before.OwnerPersonID, t.OwnerPersonID) || before.DueDay != t.DueDay {
			if err := tx.ChangeTask(&before, t); err != nil {
				return err
			}
		}
	}
	if kind, id, _ := strings.Cut(b.Serves, ":"); kind != "" {
		if err := tx.TieTask(t, kind, id, true); err != nil {
			return err
		}
	}
	if b.State == "" {
		return nil
	}
	return tx.MoveTask(t, b.State, b.Reason)
}

// TakeBackTasks undoes a change of many tasks. What somebody changed since, or may not be changed any more, is left alone and named.
func (tx *Tx) TakeBackTasks(undo string) (n int, alone []string, err error) {
	var e Event
	if err := tx.DB().Where("id = ? AND type = ?", undo, string(TasksChanged)).Limit(1).Find(&e).Error; err != nil {
		return 0, nil, err
	}
	if e.ID == "" || e.ActorPersonID == nil || *e.ActorPersonID != tx.Who.PersonID {
		return 0, nil, NotFound("This change")
	}
	var c Change
	var before []*Task
	var after []leftTask
	if err := json.Unmarshal([]byte(e.Payload), &c); err != nil {
		return 0, nil, err
	}
	if err := json.Unmarshal(c.Before, &before); err != nil {
		return 0, nil, err
	}
	if err := json.Unmarshal(c.After, &after); err != nil {
		return 0, nil, err
	}
	ids := make([]string, len(after))
	for i, l := range after {
		ids[i] = l.ID
	}
	now, err := found[*Task](tx.DB().Where("id IN ? AND removed_at IS NULL", ids))
	if err != nil {
		return 0, nil, err
	}
	if err := tx.fillTaskLinks(now); err != nil {
		return 0, nil, err
	}
	for i, was := range before {
		at := slices.IndexFunc(now, func(t *Task) bool { return t.ID == was.ID })
		if at < 0 || i >= len(after) || now[at].Version != after[i].Version || !tx.Who.MayChangeTask(now[at]) {
			alone = append(alone, was.Title)
			continue
		}
		if err := tx.restoreTask(now[at], was); err != nil {
			return 0, nil, err
		}
		n++
	}
	return n, alone, nil
}

// restoreTask makes a task as it was before.
func (tx *Tx) restoreTask(t, was *Task) error {
	if t.State != was.State || t.StateReason != was.StateReason {
		if err := tx.setTask(t, was.State, was.StateReason); err != nil {
			return err
		}
	}
	before := *t
	t.OwnerPersonID, t.OwnerText, t.DueDay, t.DueText, t.DoneDay, t.DonePersonID = was.OwnerPersonID, was.OwnerText, was.DueDay, was.DueText, was.DoneDay, was.DonePersonID
	t.ObjectiveIDs, t.GoalIDs, t.OutcomeIDs = was.ObjectiveIDs, was.GoalIDs, was.OutcomeIDs
	if err := tx.saveTaskLinks(t); err != nil {
		return err
	}
	if err := tx.Save(t); err != nil {
		return err
	}
	return tx.Emit(TaskChanged, t, &before, t)
}

// TookBack says what an undo of many did, with the words for one and for several of them.
func TookBack(n int, single, many string, alone []string) string {
	say := single + " is as it was."
	if n != 1 {
		say = itoa(n) + " " + many + " are as they were."
	}
	if len(alone) > 0 {
		say += " Left alone, because somebody changed them since: " + AndMore(alone[:min(len(alone), 5)], len(alone)) + "."
	}
	return say
}
