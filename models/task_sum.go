package models

import (
	"strings"

	"gorm.io/gorm"

	"throughline/models/day"
)

// mostTaskSums bounds in how many standings the tasks of a company are.
const mostTaskSums = 100_000

// taskSum is how many tasks stand alike: they serve the same, are of the same team, in the same state, and late or not.
type taskSum struct {
	serves []string // ids of what they serve straight, or whose initiative they are of
	aims   bool     // among these is an objective, a goal or an outcome
	team   string   // id; empty for none
	state  string
	handed bool // they came with a decision
	owned  bool // by a person
	late   bool
	n      int

	row standingRow
}

// taskStanding is how a task stands on a day, in the one text that the database keeps of it: what it serves, its team, its state, marks, and
// whether it is late.
const taskStanding = `COALESCE((SELECT STRING_AGG(x.tie, ' ' ORDER BY x.tie) FROM (SELECT 'b' || l.objective_id AS tie FROM task_objectives l WHERE l.task_id = tasks.id
	UNION SELECT 'g' || l.goal_id FROM task_goals l WHERE l.task_id = tasks.id UNION SELECT 'o' || l.outcome_id FROM task_outcomes l WHERE l.task_id = tasks.id
	UNION SELECT 'i' || tasks.initiative_id WHERE tasks.initiative_id IS NOT NULL) x), '') || '|' || COALESCE(tasks.team_id, '') || '|' || tasks.state || '|' ||
	CASE WHEN EXISTS (SELECT 1 FROM handoffs h WHERE h.task_id = tasks.id) THEN 'h' ELSE '' END || CASE WHEN tasks.owner_person_id IS NOT NULL THEN 'p' ELSE '' END || '|' ||
	CASE WHEN tasks.due_day <> '' AND tasks.due_day < ? AND tasks.state IN ('open', 'in progress', 'blocked') THEN 'late' ELSE '' END`

const lateStanding = "late"

type standingRow struct {
	Standing string
	N        int
}

// turned is the same standing late, or no longer.
func (row standingRow) turned(late bool) standingRow {
	if row.Standing = strings.TrimSuffix(row.Standing, lateStanding); late {
		row.Standing += lateStanding
	}
	return row
}

func (row standingRow) sum() taskSum {
	p := strings.Split(row.Standing, "|")
	s := taskSum{team: p[1], state: p[2], handed: strings.Contains(p[3], "h"), owned: strings.Contains(p[3], "p"), late: p[4] == lateStanding, n: row.N, row: row}
	for tie := range strings.FieldsSeq(p[0]) {
		s.serves, s.aims = append(s.serves, tie[1:]), s.aims || tie[0] != 'i'
	}
	return s
}

// open tells whether something is left to do.
func (s taskSum) open() bool { return s.state != TaskFinished && s.state != TaskCancelled }

// asked tells whether anything asks for these tasks: an aim that they serve, or an initiative that serves one.
func (s taskSum) asked(asking map[string]bool) bool {
	asked := s.aims
	for _, id := range s.serves {
		asked = asked || asking[id]
	}
	return asked
}

// personal tells whether they stand on a personal page alone.
func (s taskSum) personal(asking map[string]bool) bool {
	return s.team == "" && s.owned && !s.asked(asking)
}

// taskSums gives all tasks of the company by how they stand today.
func (r *Read) taskSums() ([]taskSum, error) {
	today := r.Today()
	return held(r, "sums of tasks on "+string(today), partTasks, func() ([]taskSum, error) {
		rows, err := r.standings(today)
		list := make([]taskSum, 0, len(rows))
		for _, row := range rows {
			if row.N != 0 {
				list = append(list, row.sum())
			}
		}
		return list, err
	})
}

// standings reads the sums that are kept, with what became late since. A write that has touched tasks keeps its sums at its end only; before
// that it counts the tasks themselves.
func (r *Read) standings(today day.Day) (rows []standingRow, err error) {
	if r.touched != nil && *r.touched&partTasks != 0 {
		return r.counted(r.DB().Table("tasks"), today)
	}
	var kept string
	if err := r.DB().Raw("SELECT COALESCE(MAX(day), '') FROM task_sum_days").Scan(&kept).Error; err != nil {
		return nil, err
	}
	if err := r.DB().Table("task_sums").Select("standing, n").Order("standing").Limit(mostTaskSums).Scan(&rows).Error; err != nil || kept == string(today) {
		return rows, err
	}
	var moved []standingRow
	if err := r.DB().Table("tasks").Joins("JOIN task_standings s ON s.task_id = tasks.id").Where("tasks.removed_at IS NULL AND tasks.state IN ? AND tasks.due_day <> '' AND tasks.due_day >= ? AND tasks.due_day < ?",
		openStates, min(kept, string(today)), max(kept, string(today))).Select("s.standing, COUNT(*) AS n").Group("standing").Order("standing").Limit(mostTaskSums).Scan(&moved).Error; err != nil {
		return nil, err
	}
	less := map[string]int{}
	for _, m := range moved {
		less[m.Standing] = m.N
		rows = append(rows, m.turned(kept < string(today)))
	}
	for i := range rows[:len(rows)-len(moved)] {
		rows[i].N -= less[rows[i].Standing]
	}
	return rows, nil
}

// counted counts some tasks themselves, by how they stand on a day.
func (r *Read) counted(tasks *gorm.DB, today day.Day) (rows []standingRow, err error) {
	err = tasks.Where("tasks.removed_at IS NULL").Select(taskStanding+" AS standing, COUNT(*) AS n", string(today)).Group("standing").Order("standing").Limit(mostTaskSums).Scan(&rows).Error
	return rows, err
}

// SumsOff tells in which standings the sums that are kept differ from the tasks themselves; empty when they hold.
func (r *Read) SumsOff() (off []string, err error) {
	today := r.Today()
	kept, err := r.standings(today)
	if err != nil {
		return nil, err
	}
	counted, err := r.counted(r.DB().Table("tasks"), today)
	n := map[string]int{}
	for _, row := range kept {
		n[row.Standing] += row.N
	}
	for _, row := range counted {
		n[row.Standing] -= row.N
	}
	for _, s := range sortedKeys(n) {
		if n[s] != 0 {
			off = append(off, s)
		}
	}
	return off, err
}

// askingInitiatives are the ids of those that give their tasks a thread.
func (r *Read) askingInitiatives() (map[string]bool, error) {
	return held(r, "initiatives that ask", partTasks, func() (map[string]bool, error) {
		var list []string
		err := r.DB().Table("initiatives i").Where(asking).Order("i.id").Limit(mostOnMap).Pluck("i.id", &list).Error
		known := map[string]bool{}
		for _, id := range list {
			known[id] = true
		}
		return known, err
	})
}
