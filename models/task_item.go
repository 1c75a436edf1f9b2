package models

import (
	"slices"
	"strings"
	"time"

	"throughline/models/day"
)

// TaskItem is one line of a task's checklist.
type TaskItem struct {
	Row
	TaskID       string
	Position     int
	Words        string
	DoneDay      day.Day // empty while it is to do
	DonePersonID *string
	RemovedAt    *time.Time
}

// How much a checklist takes.
const (
	mostItems     = 100
	mostItemWords = 300
)

// TaskItems gives a task's checklist in its order.
func (r *Read) TaskItems(t *Task) (list []*TaskItem, err error) {
	err = r.DB().Where("task_id = ? AND removed_at IS NULL", t.ID).Order("position, created_at, id").Limit(mostItems).Find(&list).Error
	return list, err
}

// AddTaskItem puts a line at the end of a task's checklist.
func (tx *Tx) AddTaskItem(t *Task, words string) error {
	list, err := tx.itemsToChange(t)
	if err != nil {
		return err
	}
	words = strings.Join(strings.Fields(storable(words)), " ")
	switch {
	case words == "":
		return AgainstRuleAt("words", "Write the line first.")
	case len([]rune(words)) > mostItemWords:
		return AgainstRuleAt("words", "This is longer than a line holds. Keep it under 300 characters.")
	case len(list) >= mostItems:
		return AgainstRuleAt("words", "A checklist holds 100 lines. Make a task of its own from some of them.")
	}
	item := &TaskItem{TaskID: t.ID, Words: words}
	if len(list) > 0 {
		item.Position = list[len(list)-1].Position + 1
	}
	if err := tx.Insert(item); err != nil {
		return err
	}
	return tx.Emit(TaskItemAdded, item, nil, item)
}

// TickTaskItem marks a line done, or to do again.
func (tx *Tx) TickTaskItem(t *Task, id string, done bool) error {
	return tx.changeItem(t, id, func(item *TaskItem) EventType {
		if done == (item.DoneDay != "") {
			return ""
		}
		item.DoneDay, item.DonePersonID = "", nil
		if !done {
			return TaskItemUnticked
		}
		if item.DoneDay = tx.Today(); tx.Who.SignedIn() {
			item.DonePersonID = &tx.Who.PersonID
		}
		return TaskItemTicked
	})
}

// RemoveTaskItem takes a line out of the checklist; PutBackTaskItem undoes it.
func (tx *Tx) RemoveTaskItem(t *Task, id string) error {
	return tx.changeItem(t, id, func(item *TaskItem) EventType { item.RemovedAt = &tx.Now; return TaskItemRemoved })
}

// PutBackTaskItem undoes RemoveTaskItem.
func (tx *Tx) PutBackTaskItem(t *Task, id string) error {
	if err := tx.Who.Must(ChangeTask, tx.Who.taskScope(t)); err != nil {
		return err
	}
	item, err := one("This line", func() ([]*TaskItem, error) {
		return found[*TaskItem](tx.DB().Where("id = ? AND task_id = ? AND removed_at IS NOT NULL", id, t.ID))
	})
	if err != nil {
		return err
	}
	return tx.saveItem(item, TaskItemPutBack, func() { item.RemovedAt = nil })
}

// MoveTaskItem moves a line by places: -1 is up, 1 is down. At an end it stays.
func (tx *Tx) MoveTaskItem(t *Task, id string, by int) error {
	list, err := tx.itemsToChange(t)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(i *TaskItem) bool { return i.ID == id })
	if at < 0 {
		return NotFound("This line")
	}
	if to := at + by; to >= 0 && to < len(list) {
		list[at], list[to] = list[to], list[at]
	}
	return tx.placeItems(list)
}

// OrderTaskItems puts the lines in the order of these ids; lines that are not named come behind, in the order they had.
func (tx *Tx) OrderTaskItems(t *Task, ids []string) error {
	list, err := tx.itemsToChange(t)
	if err != nil {
		return err
	}
	place := map[string]int{}
	for i, id := range ids {
		place[id] = i - len(ids)
	}
	slices.SortStableFunc(list, func(a, b *TaskItem) int { return place[a.ID] - place[b.ID] })
	return tx.placeItems(list)
}

func (tx *Tx) placeItems(list []*TaskItem) error {
	for i, item := range list {
		if item.Position == i {
			continue
		}
		if err := tx.saveItem(item, TaskItemMoved, func() { item.Position = i }); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) itemsToChange(t *Task) ([]*TaskItem, error) {
	if err := tx.Who.Must(ChangeTask, tx.Who.taskScope(t)); err != nil {
		return nil, err
	}
	return tx.TaskItems(t)
}

// changeItem changes one line; change says what happened, or nothing when it is so already.
func (tx *Tx) changeItem(t *Task, id string, change func(*TaskItem) EventType) error {
	list, err := tx.itemsToChange(t)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(list, func(i *TaskItem) bool { return i.ID == id })
	if at < 0 {
		return NotFound("This line")
	}
	before := *list[at]
	kind := change(list[at])
	if kind == "" {
		return nil
	}
	if err := tx.Save(list[at]); err != nil {
		return err
	}
	return tx.Emit(kind, list[at], &before, list[at])
}

func (tx *Tx) saveItem(item *TaskItem, kind EventType, change func()) error {
	before := *item
	change()
	if err := tx.Save(item); err != nil {
		return err
	}
	return tx.Emit(kind, item, &before, item)
}
