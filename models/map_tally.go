package models

import (
	"strings"

	"gorm.io/gorm"
)

// mostTallies bounds into how many groups the tasks of a company fall.
const mostTallies = 100_000

// tallyOfTasks counts the tasks by what they serve, team, state and lateness. Tasks of one person that belong to no team and serve nothing
// stand on a personal page; they are counted apart, for who may see them.
const tallyOfTasks = `SELECT s.serves, t.team_id, t.state, (CASE WHEN t.due_day <> '' AND t.due_day < @today AND t.state IN @open THEN 1 ELSE 0 END) AS late,
	(CASE WHEN s.serves IS NULL AND EXISTS (SELECT 1 FROM handoffs h WHERE h.task_id = t.id) THEN 1 ELSE 0 END) AS handed,
	(CASE WHEN t.team_id IS NULL AND t.owner_person_id IS NOT NULL THEN 1 ELSE 0 END) AS personal, COUNT(*) AS n
	FROM tasks t LEFT JOIN (SELECT l.task_id, STRING_AGG(l.thing, ' ') AS serves FROM (
		SELECT task_id, objective_id AS thing FROM task_objectives UNION ALL SELECT task_id, goal_id FROM task_goals UNION ALL SELECT task_id, outcome_id FROM task_outcomes
		UNION ALL SELECT o.id, o.initiative_id FROM tasks o JOIN initiatives i ON i.id = o.initiative_id AND i.removed_at IS NULL) l GROUP BY l.task_id) s ON s.task_id = t.id
	WHERE t.removed_at IS NULL AND (@owner = '' OR t.owner_person_id = @owner)
	GROUP BY 1, 2, 3, 4, 5, 6 LIMIT @most`

type tallyRow struct {
	Serves       *string
	TeamID       *string
	State        string
	Late, Handed int
	Personal     int
	N            int
}

// mapTallies gives the tasks in groups; owner narrows them to one person's.
func (r *Read) mapTallies(web *mapWeb, owner string) ([]*mapTally, error) {
	rows, err := held(r, "map tasks of "+owner+" on "+string(r.Today()), partTasks, func() (rows []tallyRow, err error) {
		args := map[string]any{"today": string(r.Today()), "open": openStates, "owner": owner, "most": mostTallies}
		err = r.DB().Raw(tallyOfTasks, args).Scan(&rows).Error
		return rows, err
	})
	if err != nil {
		return nil, err
	}
	own, err := held(r, "map tasks of "+owner+" without team for "+r.Who.PersonID+" on "+string(r.Today()), partTasks|partPeople|partCompany, func() (rows []tallyRow, err error) {
		err = r.personalTasks(owner).Select(`state, (CASE WHEN due_day <> '' AND due_day < ? AND state IN ? THEN 1 ELSE 0 END) AS late,
			(CASE WHEN EXISTS (SELECT 1 FROM handoffs h WHERE h.task_id = tasks.id) THEN 1 ELSE 0 END) AS handed, COUNT(*) AS n`, string(r.Today()), openStates).
			Group("1, 2, 3").Limit(50).Find(&rows).Error
		return rows, err
	})
	if err != nil {
		return nil, err
	}
	list := make([]*mapTally, 0, len(rows)+len(own))
	for _, some := range [][]tallyRow{rows, own} {
		for _, row := range some {
			t := row.tally(web)
			if row.Personal == 0 || !t.bare(web) {
				list = append(list, t)
			}
		}
	}
	return list, nil
}

// personalTasks are those of one person that belong to no team and serve nothing, as far as this person may see them.
func (r *Read) personalTasks(owner string) *gorm.DB {
	q := r.seenTasks(r.DB().Model(&Task{}).Where(`removed_at IS NULL AND team_id IS NULL AND owner_person_id IS NOT NULL
		AND NOT EXISTS (SELECT 1 FROM task_objectives l WHERE l.task_id = tasks.id) AND NOT EXISTS (SELECT 1 FROM task_goals l WHERE l.task_id = tasks.id)
		AND NOT EXISTS (SELECT 1 FROM task_outcomes l WHERE l.task_id = tasks.id) AND NOT ` + underInitiative))
	if owner != "" {
		q = q.Where("owner_person_id = ?", owner)
	}
	return q
}

// tally holds a group against the web.
func (row tallyRow) tally(web *mapWeb) *mapTally {
	t := &mapTally{team: idOf(row.TeamID), state: row.State, late: row.Late > 0, n: row.N, serves: strings.Fields(idOf(row.Serves))}
	t.loose = row.Handed == 0 && t.bare(web)
	return t
}

// bare tells whether nothing is served: an initiative that serves nothing itself asks for nothing.
func (t *mapTally) bare(web *mapWeb) bool {
	for _, id := range t.serves {
		if thing := web.byID[id]; thing == nil || thing.kind != "initiative" || thing.asks {
			return false
		}
	}
	return true
}
