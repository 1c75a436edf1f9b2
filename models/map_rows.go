package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"throughline/models/day"
)

// mostWishes bounds how many long rows of tasks are read for one map; short ones are read together.
const mostWishes = 10

// mapTaskRow is a task as the map reads it.
type mapTaskRow struct {
	ID, Ref, Title, State string
	TeamID, OwnerPersonID *string
	InitiativeID          *string
	OwnerText             string
	DueDay                day.Day
	DueText               string
	Thing                 string // id of what it was found under
}

// fitting keeps the tasks that the filter lets in, as it does with those that are only counted.
func (f mapFilter) fitting(q *gorm.DB, today day.Day) *gorm.DB {
	q = q.Where("tasks.removed_at IS NULL")
	if !f.over {
		q = q.Where("tasks.state IN ?", openStates)
	}
	if f.teams != nil {
		q = q.Where("tasks.team_id IN ?", f.teams)
	}
	if f.person != "" {
		q = q.Where("tasks.owner_person_id = ?", f.person)
	}
	switch f.status {
	case "amiss":
		q = q.Where("(tasks.due_day <> '' AND tasks.due_day < ? AND tasks.state IN ?) OR tasks.state = ?", string(today), openStates, TaskBlocked)
	case string(MapOff):
		q = q.Where("tasks.due_day <> '' AND tasks.due_day < ? AND tasks.state IN ?", string(today), openStates)
	case string(MapRisk):
		q = q.Where("tasks.state = ? AND NOT (tasks.due_day <> '' AND tasks.due_day < ? AND tasks.state IN ?)", TaskBlocked, string(today), openStates)
	case string(MapPlain):
		q = q.Where("tasks.state IN ? AND NOT (tasks.due_day <> '' AND tasks.due_day < ? AND tasks.state IN ?)", []string{TaskOpen, TaskInProgress}, string(today), openStates)
	case string(MapFine):
		q = q.Where("tasks.state = ?", TaskFinished)
	case string(MapClosed):
		q = q.Where("tasks.state = ?", TaskCancelled)
	case string(MapNone):
		q = q.Where("1 = 0")
	}
	return q
}

// mapTaskOrder puts what is still to do first, by due day.
const mapTaskOrder = "CASE WHEN tasks.state IN ('done', 'cancelled') THEN 1 ELSE 0 END, CASE WHEN tasks.due_day = '' THEN 1 ELSE 0 END, tasks.due_day, tasks.created_at, tasks.id"

// mapTaskTies say how tasks are found by what they serve, by the kind of it: from the ties on, so that it costs as much as hangs on one thing.
var mapTaskTies = []struct{ kind, from, serves, columns string }{
	{"objective", "task_objectives l CROSS JOIN tasks", "tasks.id = l.task_id AND l.objective_id IN ?",
		"tasks.id, tasks.ref, tasks.title, tasks.state, tasks.team_id, tasks.owner_person_id, tasks.owner_text, tasks.due_day, tasks.due_text, tasks.initiative_id, l.objective_id AS thing"},
	{"goal", "task_goals l CROSS JOIN tasks", "tasks.id = l.task_id AND l.goal_id IN ?",
		"tasks.id, tasks.ref, tasks.title, tasks.state, tasks.team_id, tasks.owner_person_id, tasks.owner_text, tasks.due_day, tasks.due_text, tasks.initiative_id, l.goal_id AS thing"},
	{"outcome", "task_outcomes l CROSS JOIN tasks", "tasks.id = l.task_id AND l.outcome_id IN ?",
		"tasks.id, tasks.ref, tasks.title, tasks.state, tasks.team_id, tasks.owner_person_id, tasks.owner_text, tasks.due_day, tasks.due_text, tasks.initiative_id, l.outcome_id AS thing"},
	{"initiative", "tasks", "tasks.initiative_id IN ?",
		"tasks.id, tasks.ref, tasks.title, tasks.state, tasks.team_id, tasks.owner_person_id, tasks.owner_text, tasks.due_day, tasks.due_text, tasks.initiative_id, tasks.initiative_id AS thing"},
}

const mapTaskColumns = "tasks.id, tasks.ref, tasks.title, tasks.state, tasks.team_id, tasks.owner_person_id, tasks.owner_text, tasks.due_day, tasks.due_text, tasks.initiative_id"

// mapTasks reads the rows of tasks that a map wishes for: all short ones in one query for each kind of thing they serve, and each page of a
// long one by itself.
func (r *Read) mapTasks(v *mapView) error {
	v.rows = map[string][]*mapTask{}
	byKey := map[string][]*mapTaskRow{}
	long := 0
	for _, w := range v.wishes {
		if w.thing != "" && w.all <= mapRowLength {
			continue
		}
		if long++; long > mostWishes {
			continue
		}
		var rows []*mapTaskRow
		if err := r.longRow(v, w).Select(mapTaskColumns).Order(mapTaskOrder).Offset(w.from).Limit(w.count).Find(&rows).Error; err != nil {
			return err
		}
		byKey[w.key] = rows
	}
	for _, tie := range mapTaskTies {
		keyOf := map[string]string{}
		for _, w := range v.wishes {
			if t := v.web.byID[w.thing]; t != nil && t.kind == tie.kind && w.all <= mapRowLength {
				keyOf[w.thing] = w.key
			}
		}
		if len(keyOf) == 0 {
			continue
		}
		var rows []*mapTaskRow
		q := r.seenTasks(v.filter.fitting(r.DB().Table(tie.from), r.Today())).Where(tie.serves, keys(keyOf))
		if err := q.Select(tie.columns).Order(mapTaskOrder).Limit(2 * mapRowLength * len(keyOf)).Find(&rows).Error; err != nil {
			return err
		}
		for _, row := range rows {
			byKey[keyOf[row.Thing]] = append(byKey[keyOf[row.Thing]], row)
		}
	}
	return r.nameMapTasks(v, byKey)
}

// longRow finds the tasks of one long row.
func (r *Read) longRow(v *mapView, w mapWish) *gorm.DB {
	q := r.DB().Table("tasks")
	if t := v.web.byID[w.thing]; t != nil {
		for _, tie := range mapTaskTies {
			if tie.kind == t.kind {
				q = r.DB().Table(tie.from).Where(tie.serves, []string{t.id})
			}
		}
	} else if w.decided {
		q = q.Where(unserved).Where("EXISTS (SELECT 1 FROM handoffs h WHERE h.task_id = tasks.id)")
	} else {
		q = r.threadless(q)
	}
	q = r.seenTasks(v.filter.fitting(q, r.Today()))
	if w.team != nil && *w.team == "" {
		q = q.Where("tasks.team_id IS NULL")
	} else if w.team != nil {
		q = q.Where("tasks.team_id = ?", *w.team)
	}
	return q
}

// unserved keeps the tasks that serve nothing, by themselves or by their initiative.
const unserved = `NOT EXISTS (SELECT 1 FROM task_objectives l WHERE l.task_id = tasks.id) AND NOT EXISTS (SELECT 1 FROM task_goals l WHERE l.task_id = tasks.id)
	AND NOT EXISTS (SELECT 1 FROM task_outcomes l WHERE l.task_id = tasks.id) AND NOT ` + underInitiative

// nameMapTasks adds to tasks who does them, all that they serve, and whether a decision was handed over with them.
func (r *Read) nameMapTasks(v *mapView, byKey map[string][]*mapTaskRow) error {
	at := map[string]*mapTask{}
	var owners []*string
	for _, key := range sortedKeys(byKey) {
		for _, row := range byKey[key] {
			owners = append(owners, row.OwnerPersonID)
			t := at[row.ID]
			if t == nil {
				t = row.task(r.Today())
				at[row.ID] = t
			}
			v.rows[key] = append(v.rows[key], t)
		}
	}
	if len(at) == 0 {
		return nil
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return err
	}
	for _, key := range sortedKeys(byKey) {
		for _, row := range byKey[key] {
			at[row.ID].owner = ownerOf(row.TeamID, row.OwnerPersonID, row.OwnerText, v.tree.ByID, people)
		}
	}
	if err := r.tieMapTasks(at); err != nil {
		return err
	}
	for key, list := range v.rows {
		v.rows[key] = slices.DeleteFunc(list, func(t *mapTask) bool { return !strings.HasPrefix(key, "loose.") && t.personal(v.web) })
	}
	return nil
}

// tieMapTasks reads what tasks serve.
func (r *Read) tieMapTasks(at map[string]*mapTask) error {
	var ties []struct{ Task, Thing string }
	err := r.DB().Raw(`SELECT task_id AS task, objective_id AS thing FROM task_objectives WHERE task_id IN @ids UNION SELECT task_id, goal_id FROM task_goals WHERE task_id IN @ids
		UNION SELECT task_id, outcome_id FROM task_outcomes WHERE task_id IN @ids UNION SELECT id, initiative_id FROM tasks WHERE id IN @ids AND initiative_id IS NOT NULL
		UNION SELECT task_id, 'handoff' FROM handoffs WHERE task_id IN @ids ORDER BY 1, 2 LIMIT @most`, map[string]any{"ids": keys(at), "most": mostTaskSums}).Scan(&ties).Error
	for _, tie := range ties {
		if t := at[tie.Task]; tie.Thing == "handoff" {
			t.decided = true
		} else {
			t.serves = append(t.serves, tie.Thing)
		}
	}
	return err
}

// personal tells whether a task stands on a personal page alone: it belongs to no team, and nothing that it serves asks for it.
func (t *mapTask) personal(web *mapWeb) bool {
	return t.team == "" && t.ownerID != "" && !slices.ContainsFunc(t.serves, func(id string) bool { return id != t.initiative || web.asking[id] })
}

func (row *mapTaskRow) task(today day.Day) *mapTask {
	late := row.DueDay.Before(today) && slices.Contains(openStates, row.State)
	return &mapTask{id: row.ID, ref: row.Ref, title: row.Title, initiative: idOf(row.InitiativeID), team: idOf(row.TeamID), ownerID: idOf(row.OwnerPersonID),
		due: row.DueDay, dueText: row.DueText, state: row.State, late: late}
}
