package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"

	"throughline/models"
)

// mostFollowed is how many works a worker does one after the other before it looks at what waits longest.
const mostFollowed = 25

// doing is the work that one worker has under way.
type doing struct {
	ctx     context.Context
	id      string
	outside bool
}

// begin has a worker do one work beside the others, and then what follows on it.
func (l *Loop) begin(lasting context.Context, w *models.Work) {
	worker, lane := w.ID, false
	ctx, cancel, _ := l.take(lasting, worker, w)
	l.ended.Go(func() {
		for done, on := 1, true; w != nil; done++ {
			lane = lane || w.Lane != ""
			w = l.do(ctx, lasting, w, on)
			cancel()
			if w != nil {
				ctx, cancel, on = l.take(lasting, worker, w)
				on = on && done < mostFollowed
			}
		}
		l.mu.Lock()
		delete(l.running, worker)
		look := l.full || lane // otherwise nothing has waited for this to end
		l.mu.Unlock()
		if look {
			select {
			case l.freed <- struct{}{}:
			default:
			}
		}
	})
}

// take notes what a worker has under way; on is false when it is to be its last.
func (l *Loop) take(lasting context.Context, worker string, w *models.Work) (_ context.Context, cancel func(), on bool) {
	ctx, cancel := context.WithTimeout(lasting, limit)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.running[worker] = doing{ctx, w.ID, l.kinds[w.Kind].Before != nil}
	return ctx, cancel, !l.ending
}

// do tries one work and records how it went. What was broken off because the program ends is recorded nowhere: it is given back.
func (l *Loop) do(ctx, lasting context.Context, w *models.Work, on bool) (next *models.Work) {
	next, err := l.effect(ctx, w, on)
	if err == nil || lasting.Err() != nil {
		return next
	}
	if errors.Is(err, models.ErrLostLease) {
		l.log.Warn("work took longer than its lease and was left to another", "kind", w.Kind, "work", w.ID)
		return nil
	}
	level, write := slog.LevelWarn, l.db.Note
	kind := l.kinds[w.Kind]
	if kind.Failed != nil {
		write = l.db.Write
	}
	if w.LastTry() {
		level, write = slog.LevelError, l.db.Write
	}
	l.log.Log(lasting, level, "work failed", "kind", w.Kind, "work", w.ID, "try", w.Attempt, "of", w.Max, "error", err.Error())
	failed, why := err, inWords(err, w)
	err = write(lasting, models.Background, func(tx *models.Tx) error {
		if kind.Failed != nil {
			if settled, err := kind.Failed(tx, w, failed, why); err != nil || settled {
				return errors.Join(err, tx.FinishWork(w))
			}
		}
		return tx.FailWork(w, why)
	})
	if err != nil && !errors.Is(err, models.ErrLostLease) {
		l.complain(lasting, "a failure could not be recorded", err)
	}
	return nil
}

// effect is what a kind does: outside first, then inside together with the end of the work. What follows on it is this worker's at once when
// the worker is to go on.
func (l *Loop) effect(ctx context.Context, w *models.Work, on bool) (next *models.Work, err error) {
	defer func() {
		if broken := recover(); broken != nil {
			next, err = nil, fmt.Errorf("panic: %v\n%s", broken, debug.Stack())
		}
	}()
	kind := l.kinds[w.Kind]
	if kind.Before != nil {
		if err := kind.Before(ctx, w); err != nil {
			return nil, err
		}
	}
	write := l.db.Write
	if kind.Quiet {
		write = l.db.Note
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	err = write(ctx, models.Background, func(tx *models.Tx) error {
		if on {
			tx.Carry(l.owner, l.Lease, l.after[kind.Before != nil])
		}
		if kind.Do != nil {
			if err := kind.Do(tx, w); err != nil {
				return err
			}
		}
		if err := tx.FinishWork(w); err != nil {
			return err
		}
		next = tx.Next()
		return nil
	})
	if err != nil {
		next = nil
	}
	return next, err
}
