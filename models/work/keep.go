package work

import (
	"context"
	"time"

	"throughline/models"
)

// keep renews the leases of what is under way, and takes back what other programs have left, three times in the length of a lease. It goes
// on while work is under way after the end.
func (l *Loop) keep(ctx, lasting context.Context) {
	again := time.NewTicker(l.Lease / 3)
	defer again.Stop()
	for {
		select {
		case <-lasting.Done():
			return
		case <-again.C:
		}
		l.renew(lasting)
		if ctx.Err() == nil {
			l.reap(ctx)
		}
	}
}

// renew keeps the work under way. What has had its time and does not end is kept no longer.
func (l *Loop) renew(ctx context.Context) {
	var ids []string
	l.mu.Lock()
	for _, w := range l.running {
		if w.ctx.Err() == nil {
			ids = append(ids, w.id)
		}
	}
	l.mu.Unlock()
	if len(ids) == 0 {
		return
	}
	if err := l.db.Note(ctx, models.Background, func(tx *models.Tx) error { return tx.RenewWork(l.owner, ids, l.Lease) }); err != nil {
		l.complain(ctx, "leases could not be renewed", err)
	}
}

// reap takes back the work of programs that are gone.
func (l *Loop) reap(ctx context.Context) {
	spent := 0
	err := l.db.Note(ctx, models.Background, func(tx *models.Tx) (err error) { spent, err = tx.ReapWork(false); return err })
	if err == nil && spent > 0 {
		l.log.Error("work whose program ended each time was given up", "works", spent)
		err = l.db.Write(ctx, models.Background, func(tx *models.Tx) error { _, err := tx.ReapWork(true); return err })
	}
	if err != nil {
		l.complain(ctx, "ended leases could not be taken back", err)
	}
}

// listen hears of work from other programs on the same PostgreSQL. While it cannot, the loop still looks each second.
func (l *Loop) listen(ctx context.Context) {
	for ctx.Err() == nil {
		err := l.db.ListenForWork(ctx)
		l.complain(ctx, "the connection that hears of work was lost; it is made anew", err)
		select {
		case <-ctx.Done():
		case <-time.After(listen):
		}
	}
}

// wait gives what is under way some time to end.
func (l *Loop) wait(most time.Duration) (all bool) {
	done := make(chan struct{})
	go func() { l.ended.Wait(); close(done) }()
	select {
	case <-done:
		return true
	case <-time.After(most):
		return false
	}
}

// giveBack lets others do at once what this program did not finish.
func (l *Loop) giveBack(lasting context.Context) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(lasting), refused)
	defer cancel()
	if err := l.db.Note(ctx, models.Background, func(tx *models.Tx) error { return tx.ReleaseWork(l.owner) }); err != nil {
		l.log.Warn("work under way could not be given back; it waits for its lease to end", "error", err.Error())
	}
}
