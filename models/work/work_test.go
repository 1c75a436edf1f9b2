package work_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/work"
)

const (
	errand models.WorkKind = "test.errand"
	inside models.WorkKind = "test.inside"
)

// patience is how long a test waits for what comes in milliseconds when the machine is free.
const patience = 20 * time.Second

// begin runs a loop until the test ends; the function it gives ends it before.
func begin(t *testing.T, db *models.DB, kinds ...work.Kind) (end func()) {
	t.Helper()
	return run(t, work.New(db, nil, kinds...))
}

func run(t *testing.T, l *work.Loop) (end func()) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { l.Run(ctx) })
	end = func() { stop(); running.Wait() }
	t.Cleanup(end)
	return end
}

func enqueue(t *testing.T, db *models.DB, works ...*models.Work) {
	t.Helper()
	err := db.Write(context.Background(), models.Background, func(tx *models.Tx) error {
		for _, w := range works {
			w.Kind = errand
			if err := tx.Enqueue(w); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, db *models.DB, key string) *models.Work {
	t.Helper()
	w := new(models.Work)
	err := db.Read(context.Background(), models.Background, func(r *models.Read) error { return r.DB().Where("key = ?", key).Limit(1).Find(w).Error })
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// until waits for something to be so.
func until(t *testing.T, what string, so func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !so(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("in %s it never was so: %s", patience, what)
		}
	}
}

func state(t *testing.T, db *models.DB, key, state string) func() bool {
	return func() bool { return find(t, db, key).State == state }
}

func TestWorkBeginsAtTheCommitAndNotAtTheNextLook(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		did := make(chan string)
		begin(t, db, work.Kind{Name: errand, Quiet: true, Before: func(_ context.Context, w *models.Work) error { did <- w.Key; return nil }})
		best := patience
		for i := range 20 {
			since := time.Now()
			enqueue(t, db, &models.Work{Key: fmt.Sprint(i)})
			<-did
			best = min(best, time.Since(since))
		}
		// A loop that only looks each second would need a half on the average; once in twenty it may be quick by chance.
		if best > 100*time.Millisecond {
			t.Errorf("the quickest of 20 began after %s", best)
		}
	})
}

// Programs on one SQLite file find it at their next look.
func TestAnotherProgramHearsOfWorkAtTheCommit(t *testing.T) {
	modelstest.EachTwo(t, func(t *testing.T, one, other *models.DB) {
		did := make(chan string)
		begin(t, other, work.Kind{Name: errand, Quiet: true, Before: func(_ context.Context, w *models.Work) error { did <- w.Key; return nil }})
		many, heard := 1, 0
		if one.Dialect() == "postgres" {
			many = 6
		}
		for i := range many {
			since := time.Now()
			enqueue(t, one, &models.Work{Key: fmt.Sprint(i)})
			<-did
			if time.Since(since) < 300*time.Millisecond {
				heard++
			}
		}
		if many == 6 && heard < 4 { // by looking each second alone, 4 of 6 would be 1 in 60
			t.Errorf("%d of 6 works were heard of at once", heard)
		}
	})
}

func TestTheLoopHearsAgainAfterItsConnectionWasCut(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		if db.Dialect() != "postgres" {
			return
		}
		heard := func(ctx context.Context) error { return db.ListenForWork(ctx) }
		ended := make(chan error, 1)
		go func() { ended <- heard(t.Context()) }()
		<-db.WorkCame()
		cut := "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN %'"
		err := db.Note(t.Context(), models.Background, func(tx *models.Tx) error {
			var n int
			if err := tx.DB().Raw(cut).Scan(&n).Error; err != nil || n != 1 {
				return fmt.Errorf("%d connections listen: %w", n, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := <-ended; err == nil || errors.Is(err, context.Canceled) {
			t.Errorf("a listener whose connection was cut ends with %v", err)
		}
		go func() { ended <- heard(t.Context()) }()
		<-db.WorkCame() // what came meanwhile is looked for at once
	})
}

func TestTwoLoopsDoEachWorkOnce(t *testing.T) {
	modelstest.EachTwo(t, func(t *testing.T, one, other *models.DB) {
		const many = 80
		var works []*models.Work
		for i := range many {
			works = append(works, &models.Work{Key: fmt.Sprint("work ", i)})
		}
		enqueue(t, one, works...)
		kind := work.Kind{Name: errand, Do: func(tx *models.Tx, w *models.Work) error { return tx.Insert(&models.Team{Name: w.Key}) }}
		begin(t, one, kind)
		begin(t, other, kind)
		var all, names int64
		until(t, "all is done", func() bool {
			err := one.Read(t.Context(), models.Background, func(r *models.Read) error {
				return r.DB().Model(&models.Work{}).Where("state = ?", models.WorkDone).Count(&all).Error
			})
			return err == nil && all >= many
		})
		err := one.Read(t.Context(), models.Background, func(r *models.Read) error {
			return errors.Join(r.DB().Model(&models.Team{}).Count(&all).Error, r.DB().Model(&models.Team{}).Distinct("name").Count(&names).Error)
		})
		if err != nil || all != many || names != many {
			t.Errorf("%d effects of %d works, %v", all, names, err)
		}
	})
}

func TestOneOutsideWhoHangsKeepsTheRestOfTheWorkFromNothing(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		var hanging atomic.Int32
		release := make(chan struct{})
		begin(t, db,
			work.Kind{Name: errand, Quiet: true, Before: func(context.Context, *models.Work) error { hanging.Add(1); <-release; return nil }},
			work.Kind{Name: inside, Quiet: true})
		var works []*models.Work
		for i := range 12 {
			works = append(works, &models.Work{Key: fmt.Sprint("letter ", i)})
		}
		enqueue(t, db, works...)
		until(t, "some hang", func() bool { return hanging.Load() > 0 })
		err := db.Write(t.Context(), models.Background, func(tx *models.Tx) error {
			return tx.Enqueue(&models.Work{Key: "inside", Kind: inside})
		})
		if err != nil {
			t.Fatal(err)
		}
		until(t, "what needs nobody outside is done", state(t, db, "inside", models.WorkDone))
		close(release)
		until(t, "the letters are out", func() bool { return hanging.Load() == 12 })
	})
}

func TestAFailureIsToldInWordsAndAPanicEndsNothing(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		var effects atomic.Int32
		begin(t, db, work.Kind{Name: errand, Do: func(tx *models.Tx, w *models.Work) error {
			if err := tx.Insert(&models.Team{Name: w.Key}); err != nil {
				return err
			}
			effects.Add(1)
			switch w.Key {
			case "refused":
				return models.AgainstRule("The receiver takes no mail.")
			case "broken":
				return errors.New("password=hunter2 is wrong")
			case "panics":
				panic("out of range")
			}
			return nil
		}})
		enqueue(t, db, &models.Work{Key: "refused"}, &models.Work{Key: "broken", Max: 1}, &models.Work{Key: "panics", Max: 1}, &models.Work{Key: "good"})
		until(t, "the good one is done", state(t, db, "good", models.WorkDone))
		until(t, "the broken one is given up", state(t, db, "broken", models.WorkDead))
		until(t, "the one that panics is given up", state(t, db, "panics", models.WorkDead))
		until(t, "the refused one will be tried again", func() bool { return find(t, db, "refused").LastError == "The receiver takes no mail." })
		for _, key := range []string{"broken", "panics"} {
			if w := find(t, db, key); !strings.Contains(w.LastError, "The log has it under "+w.ID) || strings.Contains(w.LastError, "hunter2") {
				t.Errorf("%s says %q", key, w.LastError)
			}
		}
		var names []string
		err := db.Read(t.Context(), models.Background, func(r *models.Read) error { return r.DB().Model(&models.Team{}).Pluck("name", &names).Error })
		if err != nil || len(names) != 1 || names[0] != "good" || effects.Load() < 4 {
			t.Errorf("of what failed %q is kept, %v", names, err)
		}
	})
}

func TestAnEndWaitsForWorkUnderWay(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		begun := make(chan string, 1)
		end := begin(t, db, work.Kind{Name: errand, Quiet: true, Before: func(_ context.Context, w *models.Work) error {
			begun <- w.Key
			time.Sleep(50 * time.Millisecond)
			return nil
		}})
		enqueue(t, db, &models.Work{Key: "short"})
		<-begun
		end()
		if w := find(t, db, "short"); w.State != models.WorkDone {
			t.Errorf("work under way is %s after the end", w.State)
		}
	})
}

func TestAnEndBreaksOffWhatTakesTooLong(t *testing.T) {
	db := modelstest.Open(t)
	begun := make(chan struct{})
	l := work.New(db, nil, work.Kind{Name: errand, Before: func(ctx context.Context, _ *models.Work) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}})
	l.Grace = 100 * time.Millisecond
	end := run(t, l)
	enqueue(t, db, &models.Work{Key: "long"})
	<-begun
	end()
	if w := find(t, db, "long"); w.State != models.WorkReady || w.Attempt != 0 || w.LastError != "" {
		t.Errorf("it is %s after %d tries: %s", w.State, w.Attempt, w.LastError)
	}
}

func TestLeasesAreRenewedWhileWorkIsUnderWay(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		held, let := make(chan struct{}), make(chan struct{})
		l := work.New(db, nil, work.Kind{Name: errand, Quiet: true, Before: func(context.Context, *models.Work) error {
			close(held)
			<-let
			return nil
		}})
		l.Lease = 300 * time.Millisecond
		run(t, l)
		enqueue(t, db, &models.Work{Key: "a"})
		<-held
		first := *find(t, db, "a").LeaseUntil
		clock.Advance(200 * time.Millisecond)
		until(t, "the lease is longer", func() bool { return find(t, db, "a").LeaseUntil.After(first) })
		close(let)
		until(t, "it is done", state(t, db, "a", models.WorkDone))
		if w := find(t, db, "a"); w.Attempt != 1 {
			t.Errorf("it was begun %d times", w.Attempt)
		}
	})
}

func TestWorkOfAProgramThatIsGoneIsDoneByAnother(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		enqueue(t, db, &models.Work{Key: "left"}, &models.Work{Key: "poison", Max: 1})
		err := db.Note(t.Context(), models.Background, func(tx *models.Tx) error {
			_, err := tx.ClaimWork("gone", []models.WorkKind{errand}, 2, time.Minute)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		clock.Advance(time.Minute)
		l := work.New(db, nil, work.Kind{Name: errand, Quiet: true})
		l.Lease = 60 * time.Millisecond
		run(t, l)
		until(t, "what was left is done", state(t, db, "left", models.WorkDone))
		until(t, "what ended its program on its last try is given up", state(t, db, "poison", models.WorkDead))
	})
}
