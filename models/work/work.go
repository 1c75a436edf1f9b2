// Package work is the loop that does what was enqueued: it takes work on a lease, runs the function registered for its kind, and ends it
// in the transaction of its effect. Its statements are in models/work*.go.
package work

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"throughline/models"
)

// Kind is what the program knows of one sort of work.
type Kind struct {
	Name models.WorkKind
	// Before acts outside the database, without a transaction. It can happen more than once, so what it sends bears the work's key.
	Before func(ctx context.Context, w *models.Work) error
	// Do changes the database. It happens once: its changes are kept together with the end of the work, or not at all.
	Do func(tx *models.Tx, w *models.Work) error
	// Failed is asked about a try that failed, in the transaction that records it, before anything else. What it settles itself counts as
	// finished; the rest is tried again, or given up after the last try.
	Failed func(tx *models.Tx, w *models.Work, err error, why string) (settled bool, _ error)
	// Quiet is work that changes nothing which a page shows.
	Quiet bool
	// Hourly work is enqueued by the loop itself, once an hour however many programs there are.
	Hourly bool
}

// How the loop keeps time.
const (
	workers = 6                // works at once
	outside = 3                // of them with somebody outside, who may hang: the rest is free for what the database alone needs
	tick    = time.Second      // how often it looks without a signal
	limit   = 40 * time.Second // how long one try may take; less than a lease
	within  = 20 * time.Second // how long of it the transaction of the effect may take
	refused = time.Second      // how long it then waits for what it has broken off
	listen  = 5 * time.Second  // between two tries to listen
)

// Loop does the work of one database in one program. Several may run on the same database, in one program or in several.
type Loop struct {
	Lease time.Duration // how long work is its own without being renewed
	Grace time.Duration // how long an end waits for work under way

	db    *models.DB
	log   *slog.Logger
	kinds map[models.WorkKind]Kind
	all   []models.WorkKind
	alone []models.WorkKind // those that need nobody outside
	owner string
	freed chan struct{}
	slot  string // the hour whose work was enqueued last

	mu      sync.Mutex
	running map[string]doing // by the id of the work
	ended   sync.WaitGroup
}

// doing is one work under way.
type doing struct {
	ctx     context.Context
	outside bool
}

// New makes a loop that does these kinds of work.
func New(db *models.DB, log *slog.Logger, kinds ...Kind) *Loop {
	l := &Loop{Lease: models.WorkLease, Grace: 5 * time.Second, db: db, log: log, kinds: map[models.WorkKind]Kind{}, owner: models.NewID(), freed: make(chan struct{}, 1),
		running: map[string]doing{}}
	if log == nil {
		l.log = slog.New(slog.DiscardHandler)
	}
	for _, k := range kinds {
		l.kinds[k.Name] = k
		l.all = append(l.all, k.Name)
		if k.Before == nil {
			l.alone = append(l.alone, k.Name)
		}
	}
	return l
}

// Run works until the context ends. Then it waits a few seconds for what is under way, breaks off what takes longer, and gives that back.
func (l *Loop) Run(ctx context.Context) {
	lasting, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	var beside sync.WaitGroup
	beside.Go(func() { l.listen(ctx) })
	beside.Go(func() { l.keep(ctx, lasting) })
	look := time.NewTicker(tick)
	defer look.Stop()
	for ctx.Err() == nil {
		l.enqueueHourly(ctx)
		if claimed := l.claim(ctx); len(claimed) > 0 {
			for _, w := range claimed {
				l.begin(lasting, w)
			}
			continue
		}
		select {
		case <-ctx.Done():
		case <-l.db.WorkCame():
		case <-l.freed:
		case <-look.C:
		}
	}
	if !l.wait(l.Grace) {
		abort()
		l.wait(refused)
	}
	l.giveBack(lasting)
	abort()
	beside.Wait()
}

// claim takes as much work as there is room for.
func (l *Loop) claim(ctx context.Context) (claimed []*models.Work) {
	kinds, room := l.room()
	if room <= 0 || len(kinds) == 0 {
		return nil
	}
	err := l.db.Note(ctx, models.Background, func(tx *models.Tx) (err error) {
		claimed, err = tx.ClaimWork(l.owner, kinds, room, l.Lease)
		return err
	})
	if err != nil {
		if !models.ErrDuplicate(err) { // somebody else began another work of the same lane at this very moment
			l.complain(ctx, "no work could be taken", err)
		}
		return nil
	}
	return claimed
}

// room is how much work of which kinds can be begun now.
func (l *Loop) room() (kinds []models.WorkKind, most int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	most, others := workers-len(l.running), outside
	for _, w := range l.running {
		if w.outside {
			others--
		}
	}
	if others <= 0 {
		return l.alone, most
	}
	return l.all, min(most, others)
}

// begin does one work beside the others.
func (l *Loop) begin(lasting context.Context, w *models.Work) {
	ctx, cancel := context.WithTimeout(lasting, limit)
	l.mu.Lock()
	l.running[w.ID] = doing{ctx, l.kinds[w.Kind].Before != nil}
	l.mu.Unlock()
	l.ended.Go(func() {
		defer func() {
			cancel()
			l.mu.Lock()
			delete(l.running, w.ID)
			l.mu.Unlock()
			select {
			case l.freed <- struct{}{}:
			default:
			}
		}()
		l.do(ctx, lasting, w)
	})
}

// do tries one work and records how it went. What was broken off because the program ends is recorded nowhere: it is given back.
func (l *Loop) do(ctx, lasting context.Context, w *models.Work) {
	err := l.effect(ctx, w)
	if err == nil || lasting.Err() != nil {
		return
	}
	if errors.Is(err, models.ErrLostLease) {
		l.log.Warn("work took longer than its lease and was left to another", "kind", w.Kind, "work", w.ID)
		return
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
}

// effect is what a kind does: outside first, then inside together with the end of the work.
func (l *Loop) effect(ctx context.Context, w *models.Work) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("panic: %v\n%s", broken, debug.Stack())
		}
	}()
	kind := l.kinds[w.Kind]
	if kind.Before != nil {
		if err := kind.Before(ctx, w); err != nil {
			return err
		}
	}
	write := l.db.Write
	if kind.Quiet {
		write = l.db.Note
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	return write(ctx, models.Background, func(tx *models.Tx) error {
		if kind.Do != nil {
			if err := kind.Do(tx, w); err != nil {
				return err
			}
		}
		return tx.FinishWork(w)
	})
}

// inWords is what an administrator is told about a failure. Faults keep their text to the log.
func inWords(err error, w *models.Work) string {
	if r, ok := models.AsRefusal(err); ok {
		return r.Say
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "It took too long and was broken off."
	}
	return "Something went wrong that the program did not expect. The log has it under " + w.ID + "."
}

// complain logs what went wrong with the queue itself; the next look tries again.
func (l *Loop) complain(ctx context.Context, what string, err error) {
	if ctx.Err() == nil {
		l.log.Warn(what, "error", err.Error())
	}
}
