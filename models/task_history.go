package models

import (
	"encoding/json"
	"errors"
	"strings"
	"time"

	"throughline/models/day"
)

// TaskChangeNow is one change of a task in words: who did what, and when.
type TaskChangeNow struct {
	By   string
	At   time.Time
	Says []string
}

// mostTaskHistory is how many changes of a task its page tells, the newest of them.
const mostTaskHistory = 40

// recorded is one event with the task as it stood before and after; or a line of its checklist.
type recorded struct {
	*Event
	before, after         *Task
	itemBefore, itemAfter *TaskItem
}

// TaskHistory gives the newest changes of a task and its checklist, from the record of events.
func (r *Read) TaskHistory(t *Task) ([]*TaskChangeNow, error) {
	var events []*Event
	items := r.DB().Model(&TaskItem{}).Select("id").Where("task_id = ?", t.ID)
	err := r.DB().Where("(entity_type = 'task' AND entity_id = ?) OR (entity_type = 'task_item' AND type <> ? AND entity_id IN (?))", t.ID, string(TaskItemMoved), items).
		Order("occurred_at DESC, id DESC").Limit(mostTaskHistory).Find(&events).Error
	if err != nil {
		return nil, err
	}
	list, tasks := make([]*recorded, 0, len(events)), []*Task{}
	for _, e := range events {
		one := &recorded{Event: e}
		var c Change
		if err := json.Unmarshal([]byte(e.Payload), &c); err != nil {
			return nil, err
		}
		if e.EntityType == "task" {
			err = errors.Join(json.Unmarshal(c.Before, &one.before), json.Unmarshal(c.After, &one.after))
			for _, t := range []*Task{one.before, one.after} {
				if t != nil {
					tasks = append(tasks, t)
				}
			}
		} else {
			err = errors.Join(json.Unmarshal(c.Before, &one.itemBefore), json.Unmarshal(c.After, &one.itemAfter))
		}
		if err != nil {
			return nil, err
		}
		list = append(list, one)
	}
	n, err := r.taskNames(tasks)
	if err != nil {
		return nil, err
	}
	var out []*TaskChangeNow
	for _, one := range list {
		if says := one.says(n); len(says) > 0 {
			out = append(out, &TaskChangeNow{By: one.ActorName, At: one.OccurredAt, Says: says})
		}
	}
	return out, nil
}

// taskNames are the names of what tasks point at.
type taskNames struct {
	people map[string]*Person
	teams  map[string]*Team
	tied   map[string]TiedTo
}

func (r *Read) taskNames(list []*Task) (n taskNames, err error) {
	var people []*string
	for _, t := range list {
		people = append(people, t.OwnerPersonID)
	}
	if n.people, err = r.peopleByID(people...); err != nil {
		return n, err
	}
	tree, err := r.Tree()
	if err != nil {
		return n, err
	}
	n.teams = tree.ByID
	n.tied, err = r.tiedNames(list)
	return n, err
}

func (e *recorded) says(n taskNames) []string {
	if e.EntityType != "task" {
		return e.itemSays()
	}
	a, b := e.before, e.after
	switch {
	case b == nil:
		return nil
	case a == nil:
		return []string{"Added it."}
	}
	var says []string
	if a.State != b.State || a.StateReason != b.StateReason {
		says = append(says, stateSays(a, b))
	}
	if a.Title != b.Title {
		says = append(says, "Renamed it, from “"+a.Title+"”.")
	}
	if a.Description != b.Description {
		says = append(says, "Changed what it takes.")
	}
	if !same(a.OwnerPersonID, b.OwnerPersonID) {
		says = append(says, "Gave it to "+orNobody(nameIn(n.people, b.OwnerPersonID))+", from "+orNobody(nameIn(n.people, a.OwnerPersonID))+".")
	}
	if !same(a.TeamID, b.TeamID) {
		says = append(says, "Moved it to "+teamIn(n.teams, b.TeamID)+", from "+teamIn(n.teams, a.TeamID)+".")
	}
	if a.DueDay != b.DueDay {
		says = append(says, "Moved the day from "+dayOrNone(a.DueDay)+" to "+dayOrNone(b.DueDay)+".")
	}
	if tied := n.changed(b, a); len(tied) > 0 {
		says = append(says, "Tied it to "+strings.Join(tied, ", ")+".")
	}
	if loose := n.changed(a, b); len(loose) > 0 {
		says = append(says, "Loosened it from "+strings.Join(loose, ", ")+".")
	}
	return says
}

func stateSays(a, b *Task) string {
	say := map[string]string{TaskOpen: "Opened it again", TaskInProgress: "Started it", TaskBlocked: "Said that it is blocked", TaskFinished: "Marked it done", TaskCancelled: "Cancelled it"}[b.State]
	if a.State == TaskInProgress && b.State == TaskOpen {
		say = "Put it back to open"
	}
	if b.StateReason != "" {
		return say + ": “" + b.StateReason + "”"
	}
	return say + "."
}

func (e *recorded) itemSays() []string {
	if e.itemAfter == nil {
		return nil
	}
	say := map[EventType]string{TaskItemAdded: "Put on the checklist", TaskItemTicked: "Ticked", TaskItemUnticked: "Took back the tick at", TaskItemRemoved: "Took off the checklist", TaskItemPutBack: "Put back on the checklist"}[EventType(e.Type)]
	if say == "" {
		return nil
	}
	return []string{say + ": “" + e.itemAfter.Words + "”"}
}

// changed names what the first serves and the second does not.
func (n taskNames) changed(has, not *Task) (list []string) {
	for _, kind := range []string{"outcome", "goal", "objective"} {
		had := map[string]bool{}
		for _, id := range *not.links(kind) {
			had[id] = true
		}
		for _, id := range *has.links(kind) {
			if name, seen := n.tied[kind+id]; !had[id] && seen {
				list = append(list, name.Ref+" "+name.Title)
			}
		}
	}
	return list
}

func teamIn(teams map[string]*Team, id *string) string {
	if id == nil || teams[*id] == nil {
		return "no team"
	}
	return teams[*id].Name
}

func dayOrNone(d day.Day) string {
	if d == "" {
		return "no day"
	}
	return d.Short()
}
