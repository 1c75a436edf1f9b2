package models

import (
	"cmp"
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// mostReaped is how many ended leases are looked at in one go.
const mostReaped = 100

const (
	// The oldest ready work of each lane that has nothing under way. The states are written out, so that the small indexes fit.
	claimable = `SELECT w.id FROM work w WHERE w.state = 'ready' AND w.run_at <= @now AND w.kind IN @kinds AND (w.lane = '' OR NOT EXISTS (
		SELECT 1 FROM work o WHERE o.lane = w.lane AND o.state IN ('ready', 'leased') AND o.lane <> '' AND (o.id < w.id OR o.state = 'leased')))
		ORDER BY w.run_at, w.id LIMIT @most`
	claimed = `UPDATE work SET state = 'leased', owner = @owner, attempt = attempt + 1, lease_until = @until, updated_at = @now, version = version + 1
		WHERE id IN `

	claimSQLite   = claimed + `(` + claimable + `) RETURNING *`
	claimPostgres = `WITH free AS MATERIALIZED (` + claimable + ` FOR UPDATE SKIP LOCKED) ` + claimed + `(SELECT id FROM free) RETURNING *`
)

// ClaimWork takes ready work for a program, oldest first, on a lease: nobody else gets it until the lease ends. Only the kinds that the
// program knows are taken, so that an older program beside a newer one leaves the rest alone.
func (tx *Tx) ClaimWork(owner string, kinds []WorkKind, most int, lease time.Duration) ([]*Work, error) {
	args := map[string]any{"now": tx.Now, "kinds": kinds, "most": most, "owner": owner, "until": tx.Now.Add(lease)}
	if tx.serverTime {
		args["now"], args["until"] = gorm.Expr(statementTime), gorm.Expr(statementTime+" + ? * INTERVAL '1 second'", lease.Seconds())
	}
	statement := claimSQLite
	if tx.g.Name() == "postgres" {
		statement = claimPostgres
	}
	var list []*Work
	err := tx.DB().Raw(statement, args).Scan(&list).Error
	slices.SortFunc(list, func(a, b *Work) int { return cmp.Or(a.RunAt.Compare(b.RunAt), cmp.Compare(a.ID, b.ID)) }) // the databases give them in any order
	return list, err
}

// RenewWork gives a program more time for what it is still doing.
func (tx *Tx) RenewWork(owner string, ids []string, lease time.Duration) error {
	now, err := tx.workNow()
	if err != nil {
		return err
	}
	return tx.DB().Model(&Work{}).Where("owner = ? AND state = 'leased' AND id IN ?", owner, ids).Update("lease_until", now.Add(lease)).Error
}

// ReleaseWork gives back what a program that ends has not finished. It does not count as a try.
func (tx *Tx) ReleaseWork(owner string) error {
	given := tx.DB().Model(&Work{}).Where("owner = ? AND state = 'leased'", owner).Updates(map[string]any{
		"state": WorkReady, "lease_until": nil, "owner": "", "attempt": gorm.Expr("attempt - 1"), "updated_at": tx.Now, "version": gorm.Expr("version + 1")})
	if given.Error != nil || given.RowsAffected == 0 {
		return given.Error
	}
	return tx.poke()
}

// broken is said of work whose program ended in the middle of it.
const broken = "The program that did it ended before it was done."

// ReapWork gives back work whose lease has ended, because its program was killed or hangs. What has had its last try is given up, with
// an event, when bury is said; otherwise it is counted in spent. At once after the first try; after that work rests as after a failure,
// so that work which takes its program down with it cannot do so without end.
func (tx *Tx) ReapWork(bury bool) (spent int, err error) {
	now, err := tx.workNow()
	if err != nil {
		return 0, err
	}
	q := tx.DB().Where("state = 'leased' AND lease_until <= ?", now).Order("lease_until, id").Limit(mostReaped)
	if tx.g.Name() == "postgres" {
		q = q.Clauses(clause.Locking{Strength: "UPDATE", Options: "SKIP LOCKED"})
	}
	var list []*Work
	if err := q.Find(&list).Error; err != nil {
		return 0, err
	}
	for _, w := range list {
		switch {
		case !w.LastTry():
			err = tx.settle(w, map[string]any{"state": WorkReady, "last_error": broken, "lease_until": nil, "run_at": now.Add(workPause(w.Attempt - 1))})
		case bury:
			err = tx.buryWork(w, broken)
		default:
			spent++
		}
		if err != nil {
			return 0, err
		}
	}
	if len(list) > spent {
		err = tx.poke()
	}
	return spent, err
}
