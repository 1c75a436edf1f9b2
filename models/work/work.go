// Package work is the loop that does what was enqueued: it takes work on a lease, runs the function registered for its kind, and ends it
// in the transaction of its effect. Its statements are in models/work*.go.
package work

import (
	"context"
	"errors"
	"log/slog"
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
	alone []models.WorkKind                 // those that need nobody outside
	after map[bool]map[models.WorkKind]bool // the kinds that may follow at once on work inside, and on work that needs somebody outside
	owner string
	freed chan struct{}
	slot  string // the hour whose work was enqueued last

	mu      sync.Mutex
	running map[string]doing // by worker, who is named by the work they began with
	full    bool             // there may be more work that there was no room for
	ending  bool             // nothing more is begun
	ended   sync.WaitGroup
}

// New makes a loop that does these kinds of work.
func New(db *models.DB, log *slog.Logger, kinds ...Kind) *Loop {
	l := &Loop{Lease: models.WorkLease, Grace: 5 * time.Second, db: db, log: log, kinds: map[models.WorkKind]Kind{}, owner: models.NewID(), freed: make(chan struct{}, 1),
		running: map[string]doing{}, after: map[bool]map[models.WorkKind]bool{false: {}, true: {}}}
	if log == nil {
		l.log = slog.New(slog.DiscardHandler)
	}
	for _, k := range kinds {
		l.kinds[k.Name] = k
		l.all = append(l.all, k.Name)
		l.after[true][k.Name] = true
		if k.Before == nil {
			l.alone = append(l.alone, k.Name)
			l.after[false][k.Name] = true
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
		claimed, more := l.claim(ctx)
		for _, w := range claimed {
			l.begin(lasting, w)
		}
		if more {
			continue
		}
		select {
		case <-ctx.Done():
		case <-l.db.WorkCame():
		case <-l.freed:
		case <-look.C:
		}
	}
	l.mu.Lock()
	l.ending = true
	l.mu.Unlock()
	if !l.wait(l.Grace) {
		abort()
		l.wait(refused)
	}
	l.giveBack(lasting)
	abort()
	beside.Wait()
}

// claim takes as much work as there is room for; more tells that it took all it asked for, so that there may be further work.
func (l *Loop) claim(ctx context.Context) (claimed []*models.Work, more bool) {
	kinds, room := l.room()
	if room <= 0 || len(kinds) == 0 {
		return nil, false
	}
	err := l.db.Note(ctx, models.Background, func(tx *models.Tx) (err error) {
		claimed, err = tx.ClaimWork(l.owner, kinds, room, l.Lease)
		return err
	})
	if err != nil {
		if !models.ErrDuplicate(err) { // somebody else began another work of the same lane at this very moment
			l.complain(ctx, "no work could be taken", err)
		}
		return nil, false
	}
	return claimed, len(claimed) == room
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
	if l.full = most <= 0 || others <= 0; others <= 0 {
		return l.alone, most
	}
	return l.all, min(most, others)
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
