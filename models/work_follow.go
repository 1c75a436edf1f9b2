package models

import (
	"time"

	"gorm.io/gorm/clause"
)

// carrying is who does the work of a transaction, and what follows on it.
type carrying struct {
	owner string
	lease time.Duration
	kinds map[WorkKind]bool // that may follow at once
	next  *Work             // what follows, until the work under way is finished; then it is theirs already
}

// Carry names who does the work of this transaction. What follows on it, of one of these kinds, they may go on with at once.
func (tx *Tx) Carry(owner string, lease time.Duration, kinds map[WorkKind]bool) {
	tx.carries = &carrying{owner: owner, lease: lease, kinds: kinds}
}

// Follow is Enqueue for what may be done right after the work under way, by whoever does that: it need not be looked for, and begins without
// a pause. Of several the first does; the others are there for everybody.
func (tx *Tx) Follow(w *Work) error {
	if c := tx.carries; c != nil && c.next == nil && c.kinds[w.Kind] && w.RunAt.IsZero() {
		c.next = w
		return nil
	}
	return tx.Enqueue(w)
}

// takeNext writes what follows on finished work as begun by the same program: if that ends now, the lease does too, as with all work.
func (tx *Tx) takeNext() error {
	c := tx.carries
	if c == nil || c.next == nil {
		return nil
	}
	now, err := tx.readyWork(c.next)
	if err != nil {
		return err
	}
	until := now.Add(c.lease)
	c.next.State, c.next.Owner, c.next.Attempt, c.next.LeaseUntil = WorkLeased, c.owner, 1, &until
	added := tx.DB().Clauses(onceByKey).Create(c.next)
	if added.RowsAffected == 0 {
		c.next = nil
	}
	return added.Error
}

// Next is what follows on work that was finished in this transaction, begun for whoever finished it; nil when nothing does.
func (tx *Tx) Next() *Work {
	if tx.carries == nil {
		return nil
	}
	return tx.carries.next
}

// EnqueueAll is Enqueue for many works in few statements.
func (tx *Tx) EnqueueAll(list []*Work) error {
	if len(list) == 0 {
		return nil
	}
	due := false
	for _, w := range list {
		now, err := tx.readyWork(w)
		if err != nil {
			return err
		}
		due = due || !w.RunAt.After(now)
	}
	if err := tx.DB().Clauses(onceByKey).CreateInBatches(list, 100).Error; err != nil || !due {
		return err
	}
	return tx.poke()
}

// onceByKey leaves work alone whose key has come before.
var onceByKey = clause.OnConflict{Columns: []clause.Column{{Name: "key"}}, DoNothing: true}

// readyWork fills what work does not say by itself.
func (tx *Tx) readyWork(w *Work) (now time.Time, err error) {
	if now, err = tx.workNow(); err != nil {
		return now, err
	}
	if w.Max == 0 {
		w.Max = workTries
	}
	if w.RunAt.IsZero() {
		w.RunAt = now
	}
	w.State, w.RunAt = WorkReady, w.RunAt.UTC().Truncate(time.Microsecond)
	return now, tx.prepare(w)
}
