package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"throughline/models/day"
)

// openStates are the states of a task that is still to do.
var openStates = []string{TaskOpen, TaskInProgress, TaskBlocked}

// committed leaves out tasks of handoffs that their receiver has not acknowledged: work counts from there on, and is not nagged about before.
const committed = "NOT EXISTS (SELECT 1 FROM handoffs WHERE handoffs.task_id = tasks.id AND handoffs.state IN ?)"

// TaskNow is a task as a list shows it: who does it, whether it is late, and the objectives it serves.
type TaskNow struct {
	*Task
	OwnedBy    Owner
	Overdue    bool
	Objectives []*Objective
	Tied       []TiedTo // what it serves straight; lists and the board of tasks only
	Decided    bool     // a decision was handed over with it; there only, too
}

// taskCircle says whose tasks a list is about: those of some teams, or one person's own.
type taskCircle struct {
	teams []string
	own   string
}

func (c taskCircle) key() string { return strings.Join(c.teams, " ") + " of " + c.own }

func (r *Read) tasksOf(c taskCircle) *gorm.DB {
	q := r.DB().Model(&Task{}).Where("removed_at IS NULL")
	if c.own != "" {
		return q.Where("owner_person_id = ?", c.own)
	}
	return q.Where("team_id IN ?", c.teams)
}

// EndOfNextWeek is the last day that the list of what to do on Monday looks at: the Sunday of next week.
func EndOfNextWeek(today day.Day) day.Day { return today.Monday().Add(13) }

// mondayTasks gives what is to do by the end of next week, overdue first, at most count of it, and how many there are. Undated is
// how many open tasks have no day at all.
func (r *Read) mondayTasks(c taskCircle, count int) (list []*Task, due, undated int64, err error) {
	until := string(EndOfNextWeek(r.Today()))
	open := func() *gorm.DB {
		return r.tasksOf(c).Where("state IN ?", openStates).Where(committed, uncommitted)
	}
	if err = open().Where("due_day <> '' AND due_day <= ?", until).Order("due_day, created_at, id").Limit(count).Find(&list).Error; err != nil {
		return nil, 0, 0, err
	}
	// Two counts, each of a range of the index: what is due later may be very much.
	if err = open().Where("due_day <> '' AND due_day <= ?", until).Count(&due).Error; err != nil {
		return nil, 0, 0, err
	}
	err = open().Where("due_day = ''").Count(&undated).Error
	return list, due, undated, err
}

// doneThisWeek gives the tasks ticked since Monday, newest first, so that a tick can be taken back.
func (r *Read) doneThisWeek(c taskCircle) ([]*Task, error) {
	var list []*Task
	err := r.tasksOf(c).Where("state = ? AND done_day >= ?", TaskFinished, string(r.Today().Monday())).
		Order("done_day DESC, updated_at DESC, id").Limit(5).Find(&list).Error
	return list, err
}

// week is the tasks of a team or person that a role page shows: first those for Monday, then those that are done.
type week struct {
	tasks        []*Task
	monday       int   // how many of them are for Monday
	due, undated int64 // how many there are
}

func (r *Read) week(c taskCircle) (*week, error) {
	list, due, undated, err := r.mondayTasks(c, mostMonday)
	if err != nil {
		return nil, err
	}
	done, err := r.doneThisWeek(c)
	if err != nil {
		return nil, err
	}
	all := append(slices.Clone(list), done...)
	return &week{all, len(list), due, undated}, r.fillTaskObjectives(all)
}

// dueByTeam gives, for many teams at once (all when nil), the first tasks due by the end of next week and how many there are; by team id.
func (r *Read) dueByTeam(teams []string, count int) (map[string][]*Task, map[string]int, error) {
	until := string(EndOfNextWeek(r.Today()))
	due := func() *gorm.DB {
		q := r.DB().Model(&Task{}).Where("removed_at IS NULL AND team_id IS NOT NULL AND state IN ? AND due_day <> '' AND due_day <= ?", openStates, until).Where(committed, uncommitted)
		if teams != nil {
			q = q.Where("team_id IN ?", teams)
		}
		return q
	}
	placed := due().Select("id, ROW_NUMBER() OVER (PARTITION BY team_id ORDER BY due_day, created_at, id) AS place")
	first := r.DB().Table("(?) AS placed", placed).Select("id").Where("place <= ?", count)
	var list []*Task
	if err := r.DB().Where("id IN (?)", first).Order("due_day, created_at, id").Limit(10 * most).Find(&list).Error; err != nil {
		return nil, nil, err
	}
	var rows []struct {
		TeamID string
		N      int
	}
	if err := due().Select("team_id, COUNT(*) AS n").Group("team_id").Limit(10 * most).Find(&rows).Error; err != nil {
		return nil, nil, err
	}
	tasks, counts := map[string][]*Task{}, map[string]int{}
	for _, t := range list {
		tasks[*t.TeamID] = append(tasks[*t.TeamID], t)
	}
	for _, row := range rows {
		counts[row.TeamID] = row.N
	}
	return tasks, counts, nil
}

// fillTaskLinks loads the objectives, goals and outcomes that tasks serve and the initiatives that they belong to, in six queries at most.
func (r *Read) fillTaskLinks(list []*Task) error {
	if err := r.fillTaskObjectives(list); err != nil || len(list) == 0 {
		return err
	}
	at := map[string]*Task{}
	for _, t := range list {
		at[t.ID] = t
		t.GoalIDs, t.OutcomeIDs = nil, nil
	}
	var goals []*TaskGoal
	if err := r.DB().Where("task_id IN ?", keys(at)).Order("created_at, id").Limit(10 * most).Find(&goals).Error; err != nil {
		return err
	}
	for _, l := range goals {
		at[l.TaskID].GoalIDs = append(at[l.TaskID].GoalIDs, l.GoalID)
	}
	var outcomes []*TaskOutcome
	if err := r.DB().Where("task_id IN ?", keys(at)).Order("created_at, id").Limit(10 * most).Find(&outcomes).Error; err != nil {
		return err
	}
	for _, l := range outcomes {
		at[l.TaskID].OutcomeIDs = append(at[l.TaskID].OutcomeIDs, l.OutcomeID)
	}
	return r.fillTaskInitiatives(list)
}

func (r *Read) fillTaskObjectives(list []*Task) error {
	at := map[string]*Task{}
	for _, t := range list {
		at[t.ID] = t
		t.ObjectiveIDs = nil
	}
	if len(at) == 0 {
		return nil
	}
	var objectives []*TaskObjective
	if err := r.DB().Where("task_id IN ?", keys(at)).Order("created_at, id").Limit(10 * most).Find(&objectives).Error; err != nil {
		return err
	}
	for _, l := range objectives {
		at[l.TaskID].ObjectiveIDs = append(at[l.TaskID].ObjectiveIDs, l.ObjectiveID)
	}
	return nil
}
