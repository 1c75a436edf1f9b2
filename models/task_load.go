package models

import "throughline/models/day"

// TaskLoad is how many open tasks one person has, and the day on which the first of them is due.
type TaskLoad struct {
	OwnerPersonID string
	Open          int
	First         day.Day
}

// TaskLoads counts open tasks by their owner.
func (r *Read) TaskLoads() (map[string]TaskLoad, error) {
	var rows []TaskLoad
	err := r.DB().Raw(`SELECT owner_person_id, COUNT(*) AS open, COALESCE(MIN(CASE WHEN due_day = '' THEN NULL ELSE due_day END), '') AS first FROM tasks
		WHERE removed_at IS NULL AND owner_person_id IS NOT NULL AND state NOT IN ? GROUP BY owner_person_id LIMIT ?`,
		[]string{TaskFinished, TaskCancelled}, 10*most).Scan(&rows).Error
	by := make(map[string]TaskLoad, len(rows))
	for _, row := range rows {
		by[row.OwnerPersonID] = row
	}
	return by, err
}
