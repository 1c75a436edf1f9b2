package models

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// workChannel is where programs on one PostgreSQL tell each other that there is work.
const workChannel = "throughline_work"

// serverClock asks PostgreSQL for its own time.
const serverClock = "SELECT clock_timestamp() AT TIME ZONE 'UTC'"

// statementTime is that time within a statement.
const statementTime = "(statement_timestamp() AT TIME ZONE 'UTC')"

// workNow is the time by which work is due and leases end. Programs on several machines go by the one clock of their PostgreSQL, which is
// asked once in a transaction.
func (r *Read) workNow() (time.Time, error) {
	if !r.serverTime {
		return r.Now, nil
	}
	if r.workAt.IsZero() {
		var at time.Time
		if err := r.DB().Raw(serverClock).Scan(&at).Error; err != nil {
			return at, err
		}
		r.workAt = at.UTC().Truncate(time.Microsecond)
	}
	return r.workAt, nil
}

// poke wakes those who wait for work, in this program and in others on the same PostgreSQL, once this transaction is kept.
func (tx *Tx) poke() error {
	if tx.pokes {
		return nil
	}
	tx.pokes = true
	if tx.g.Name() != "postgres" {
		return nil
	}
	_, err := tx.g.Statement.ConnPool.ExecContext(tx.ctx, "SELECT pg_notify($1, $2)", workChannel, tx.program)
	return err
}

// wake tells this program's loop that there may be work; it does not wait for it.
func (db *DB) wake() {
	select {
	case db.work <- struct{}{}:
	default:
	}
}

// WorkCame gives a signal after work was enqueued. It can come without work, and work can come without it: another program on the same
// SQLite file gives none, so look now and then.
func (db *DB) WorkCame() <-chan struct{} { return db.work }

// ListenForWork passes on, as signals of WorkCame, what other programs on the same PostgreSQL enqueue. It has a connection of its own and
// gives its error when that is lost; what came meanwhile is found by looking again, so the first signal comes at once. On SQLite it waits
// for the context alone.
func (db *DB) ListenForWork(ctx context.Context) error {
	if db.dialect != "postgres" {
		<-ctx.Done()
		return ctx.Err()
	}
	c, err := pgx.Connect(ctx, db.address)
	if err != nil {
		return err
	}
	defer func() {
		last, cancel := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer cancel()
		_ = c.Close(last)
	}()
	if _, err := c.Exec(ctx, "LISTEN "+workChannel); err != nil {
		return err
	}
	db.wake()
	for {
		from, err := c.WaitForNotification(ctx)
		if err != nil {
			return err
		}
		if from.Payload != db.program { // which has woken itself
			db.wake()
		}
	}
}
