package models_test

import (
	"errors"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestALostLeaseTakesTheEffectBack(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		enqueue(t, db, &models.Work{Key: "a"})
		slow := claim(t, db, "slow", 1)[0]
		clock.Advance(models.WorkLease)
		note(t, db, func(tx *models.Tx) error { _, err := tx.ReapWork(false); return err })
		quick := claim(t, db, "quick", 1)[0]
		effect := func(w *models.Work, name string) error {
			return db.Write(t.Context(), models.Background, func(tx *models.Tx) error {
				if err := tx.Insert(&models.Team{Name: name}); err != nil {
					return err
				}
				return tx.FinishWork(w)
			})
		}
		if err := effect(slow, "of the slow one"); !errors.Is(err, models.ErrLostLease) {
			t.Errorf("the slow one ends with %v", err)
		}
		if err := effect(quick, "of the quick one"); err != nil {
			t.Error(err)
		}
		if err := effect(quick, "a second time"); !errors.Is(err, models.ErrLostLease) {
			t.Errorf("a second end gives %v", err)
		}
		var names []string
		read(t, db, models.CommandLine, func(r *models.Read) error { return r.DB().Model(&models.Team{}).Pluck("name", &names).Error })
		if len(names) != 1 || names[0] != "of the quick one" {
			t.Errorf("kept: %q", names)
		}
	})
}

func TestWorkThatFailsRestsLongerEachTimeAndIsThenGivenUpWithAnEvent(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		enqueue(t, db, &models.Work{Key: "a"})
		for i, rest := range []time.Duration{30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour, 6 * time.Hour} {
			w := claim(t, db, "one", 1)[0]
			if w.Attempt != i+1 || w.LastTry() {
				t.Fatalf("try %d of %d", w.Attempt, w.Max)
			}
			note(t, db, func(tx *models.Tx) error { return tx.FailWork(w, "The mail server is busy.") })
			if got := workOf(t, db, "a").RunAt.Sub(clock.Now()); got < rest || got > rest+rest/5 {
				t.Errorf("after try %d it rests %s, not about %s", i+1, got, rest)
			}
			clock.Advance(rest - time.Second)
			if early := claim(t, db, "one", 1); len(early) != 0 {
				t.Fatalf("after try %d it comes back early", i+1)
			}
			clock.Advance(time.Second + rest/5)
		}
		w := claim(t, db, "one", 1)[0]
		if !w.LastTry() {
			t.Fatalf("try %d of %d", w.Attempt, w.Max)
		}
		note(t, db, func(tx *models.Tx) error { return tx.FailWork(w, "The mail server refuses.") })
		if dead := workOf(t, db, "a"); dead.State != models.WorkDead || dead.LastError != "The mail server refuses." {
			t.Errorf("after the last try it is %s: %s", dead.State, dead.LastError)
		}
		if n := events(t, db, models.WorkGivenUp); n != 1 {
			t.Errorf("%d events tell of it", n)
		}
		clock.Advance(7 * 24 * time.Hour)
		if list := claim(t, db, "one", 1); len(list) != 0 {
			t.Error("it is tried although it was given up")
		}
	})
}

func events(t *testing.T, db *models.DB, kind models.EventType) (n int64) {
	t.Helper()
	read(t, db, models.CommandLine, func(r *models.Read) error {
		return r.DB().Model(&models.Event{}).Where("type = ?", string(kind)).Count(&n).Error
	})
	return n
}

func TestWorkOfAProgramThatIsGoneComesBackAndOneThatKillsProgramsIsGivenUp(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		enqueue(t, db, &models.Work{Key: "a", Max: 3})
		reap := func(bury bool) (spent int) {
			t.Helper()
			note(t, db, func(tx *models.Tx) (err error) { spent, err = tx.ReapWork(bury); return err })
			return spent
		}
		w := claim(t, db, "gone", 1)[0]
		clock.Advance(models.WorkLease - time.Second)
		note(t, db, func(tx *models.Tx) error { return tx.RenewWork("gone", []string{w.ID}, models.WorkLease) })
		clock.Advance(time.Minute - time.Second)
		if reap(false); len(claim(t, db, "one", 1)) != 0 {
			t.Fatal("renewed work was taken from the one who does it")
		}
		clock.Advance(time.Second)
		if reap(false); len(claim(t, db, "gone too", 1)) != 1 {
			t.Fatal("work of a program that is gone does not come back at once")
		}
		clock.Advance(models.WorkLease)
		if reap(false); len(claim(t, db, "one", 1)) != 0 {
			t.Fatal("work that took two programs down comes back at once")
		}
		clock.Advance(time.Minute)
		if len(claim(t, db, "gone as well", 1)) != 1 {
			t.Fatal("it does not come back at all")
		}
		clock.Advance(models.WorkLease)
		if spent := reap(false); spent != 1 || reap(true) != 0 {
			t.Errorf("%d works have had their last try", spent)
		}
		if dead := workOf(t, db, "a"); dead.State != models.WorkDead || events(t, db, models.WorkGivenUp) != 1 {
			t.Errorf("it is %s: %s", dead.State, dead.LastError)
		}
	})
}

func TestWorkGivenBackIsNoTry(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		enqueue(t, db, &models.Work{Key: "a"})
		first := claim(t, db, "ends", 1)[0]
		note(t, db, func(tx *models.Tx) error { return tx.ReleaseWork("ends") })
		second := claim(t, db, "goes on", 1)[0]
		if second.Attempt != 1 {
			t.Errorf("it is try %d", second.Attempt)
		}
		if err := db.Note(t.Context(), models.Background, func(tx *models.Tx) error { return tx.FinishWork(first) }); !errors.Is(err, models.ErrLostLease) {
			t.Errorf("the one who gave it back ends it with %v", err)
		}
	})
}
