package models

import (
	"context"
	"strings"
)

// touchedTasks are those that this write has changed, as triggers noted them.
const touchedTasks = "(SELECT task_id FROM task_touched)"

// keepTaskSums counts the tasks that this write has touched anew. It is nearly the last act of a write: on PostgreSQL others who touch
// tasks wait from here until the commit, so that each sees what those before have counted.
func (tx *Tx) keepTaskSums() error {
	if *tx.touched&partTasks == 0 {
		return nil
	}
	one := func(sql string, args ...any) (found string, err error) {
		err = tx.g.Statement.ConnPool.QueryRowContext(tx.ctx, sql, args...).Scan(&found)
		return found, err
	}
	if some, err := one("SELECT COALESCE(MAX(task_id), '') FROM task_touched"); err != nil || some == "" {
		return err
	}
	today := string(tx.Today())
	kept, err := one("INSERT INTO task_sum_days (id, day) VALUES (1, '') ON CONFLICT (id) DO UPDATE SET day = task_sum_days.day RETURNING day")
	if err != nil {
		return err
	}
	if kept != today { // what has become late since then, stands elsewhere
		if err := tx.quietly(`INSERT INTO task_touched (task_id) SELECT id FROM tasks WHERE removed_at IS NULL AND state IN ('open', 'in progress', 'blocked')
			AND due_day <> '' AND due_day >= $1 AND due_day < $2`, min(kept, today), max(kept, today)); err != nil {
			return err
		}
		if err := tx.quietly("UPDATE task_sum_days SET day = $1 WHERE id = 1", today); err != nil {
			return err
		}
	}
	if err := tx.quietly(`UPDATE task_sums SET n = task_sums.n - was.n FROM (SELECT standing, COUNT(*) AS n FROM task_standings WHERE task_id IN ` + touchedTasks + `
		GROUP BY standing) was WHERE was.standing = task_sums.standing`); err != nil {
		return err
	}
	if err := tx.quietly("DELETE FROM task_standings WHERE task_id IN " + touchedTasks); err != nil {
		return err
	}
	if err := tx.quietly("INSERT INTO task_standings (task_id, standing) SELECT tasks.id, "+strings.Replace(taskStanding, "?", "$1", 1)+" FROM tasks WHERE tasks.removed_at IS NULL AND tasks.id IN "+touchedTasks, today); err != nil {
		return err
	}
	if err := tx.quietly(`INSERT INTO task_sums (standing, n) SELECT standing, COUNT(*) FROM task_standings WHERE task_id IN ` + touchedTasks + ` GROUP BY standing
		ON CONFLICT (standing) DO UPDATE SET n = task_sums.n + excluded.n`); err != nil {
		return err
	}
	if err := tx.quietly("DELETE FROM task_sums WHERE n = 0"); err != nil {
		return err
	}
	return tx.quietly("DELETE FROM task_touched")
}

// quietly runs a statement that changes nothing that pages are held by.
func (tx *Tx) quietly(sql string, args ...any) error {
	_, err := tx.g.Statement.ConnPool.ExecContext(tx.ctx, sql, args...)
	return err
}

// countTasks counts what a new schema has noted, or what came in beside this program.
func (db *DB) countTasks(ctx context.Context) error {
	noted := false
	if err := db.write.WithContext(ctx).Raw("SELECT EXISTS (SELECT 1 FROM task_touched)").Scan(&noted).Error; err != nil || !noted {
		return err
	}
	return db.Write(ctx, CommandLine, func(tx *Tx) error {
		*tx.touched |= partTasks
		return nil
	})
}
