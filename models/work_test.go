package models_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
)

const errand models.WorkKind = "test.errand"

// enqueue adds work of the test's kind under these keys.
func enqueue(t *testing.T, db *models.DB, works ...*models.Work) {
	t.Helper()
	note(t, db, func(tx *models.Tx) error {
		for _, w := range works {
			w.Kind = errand
			if err := tx.Enqueue(w); err != nil {
				return err
			}
		}
		return nil
	})
}

func note(t *testing.T, db *models.DB, f func(tx *models.Tx) error) {
	t.Helper()
	if err := db.Note(t.Context(), models.Background, f); err != nil {
		t.Fatal(err)
	}
}

// claim takes work for a program of this name.
func claim(t *testing.T, db *models.DB, owner string, most int) (list []*models.Work) {
	t.Helper()
	note(t, db, func(tx *models.Tx) (err error) {
		list, err = tx.ClaimWork(owner, []models.WorkKind{errand}, most, models.WorkLease)
		return err
	})
	return list
}

// workOf is the work of a key as it stands.
func workOf(t *testing.T, db *models.DB, key string) *models.Work {
	t.Helper()
	w := new(models.Work)
	read(t, db, models.CommandLine, func(r *models.Read) error { return r.DB().Where("key = ?", key).First(w).Error })
	return w
}

func TestAKeyIsEnqueuedOnceAndOnlyWithItsChange(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		mark := revision(t, db)
		enqueue(t, db, &models.Work{Key: "a", Ref: "first"}, &models.Work{Key: "a", Ref: "second"})
		broken := errors.New("the change fails")
		err := db.Write(t.Context(), models.Background, func(tx *models.Tx) error {
			if err := tx.Enqueue(&models.Work{Key: "b", Kind: errand}); err != nil {
				return err
			}
			return broken
		})
		if !errors.Is(err, broken) {
			t.Fatal(err)
		}
		list := claim(t, db, "one", 10)
		if len(list) != 1 || list[0].Ref != "first" {
			t.Fatalf("%d works are there", len(list))
		}
		note(t, db, func(tx *models.Tx) error { return tx.FinishWork(list[0]) })
		enqueue(t, db, &models.Work{Key: "a"})
		if again := claim(t, db, "one", 10); len(again) != 0 {
			t.Error("a key that was done came a second time")
		}
		if revision(t, db) != mark {
			t.Error("taking work counts as a change of the pages")
		}
	})
}

func TestTwoProgramsThatClaimGetEachWorkOnce(t *testing.T) {
	modelstest.EachTwo(t, func(t *testing.T, one, other *models.DB) {
		const many = 60
		var works []*models.Work
		for i := range many {
			works = append(works, &models.Work{Key: fmt.Sprint("work ", i)})
		}
		enqueue(t, one, works...)
		got := make(chan string, 2*many)
		done := make(chan error, 2)
		for name, db := range map[string]*models.DB{"one": one, "other": other} {
			go func() {
				for {
					var list []*models.Work
					err := db.Note(t.Context(), models.Background, func(tx *models.Tx) (err error) {
						list, err = tx.ClaimWork(name, []models.WorkKind{errand}, 3, models.WorkLease)
						return err
					})
					if err != nil || len(list) == 0 {
						done <- err
						return
					}
					for _, w := range list {
						got <- w.Key
					}
				}
			}()
		}
		for range 2 {
			if err := <-done; err != nil {
				t.Fatal(err)
			}
		}
		close(got)
		seen := map[string]bool{}
		for key := range got {
			if seen[key] {
				t.Errorf("%s was taken twice", key)
			}
			seen[key] = true
		}
		if len(seen) != many {
			t.Errorf("%d of %d works were taken", len(seen), many)
		}
	})
}

func TestWorkIsTakenWhenItsTimeHasComeAndByKind(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		enqueue(t, db, &models.Work{Key: "later", RunAt: clock.Now().Add(time.Hour)}, &models.Work{Key: "now"})
		note(t, db, func(tx *models.Tx) error {
			return tx.Enqueue(&models.Work{Key: "foreign", Kind: "test.of_a_newer_program"})
		})
		if list := claim(t, db, "one", 10); len(list) != 1 || list[0].Key != "now" {
			t.Fatalf("taken: %v", list)
		}
		clock.Advance(59 * time.Minute)
		if list := claim(t, db, "one", 10); len(list) != 0 {
			t.Fatalf("a minute early: %v", list)
		}
		clock.Advance(time.Minute)
		if list := claim(t, db, "one", 10); len(list) != 1 || list[0].Key != "later" {
			t.Fatalf("at its time: %v", list)
		}
	})
}

func TestOfOneLaneTheOldestComesFirstAndAlone(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		enqueue(t, db, &models.Work{Key: "a1", Lane: "a"}, &models.Work{Key: "a2", Lane: "a"}, &models.Work{Key: "b1", Lane: "b"}, &models.Work{Key: "free"})
		keys := func(list []*models.Work) (text string) {
			for _, want := range []string{"a1", "a2", "b1", "free"} {
				for _, w := range list {
					if w.Key == want {
						text += want + " "
					}
				}
			}
			return text
		}
		first := claim(t, db, "one", 10)
		if got := keys(first); got != "a1 b1 free " {
			t.Fatalf("first: %s", got)
		}
		if got := keys(claim(t, db, "other", 10)); got != "" {
			t.Fatalf("beside it: %s", got)
		}
		for _, w := range first {
			if w.Key == "a1" {
				note(t, db, func(tx *models.Tx) error { return tx.FailWork(w, "Not yet.") })
			}
		}
		if got := keys(claim(t, db, "other", 10)); got != "" {
			t.Fatalf("while the oldest rests after a failure: %s", got)
		}
		clock.Advance(time.Minute)
		again := claim(t, db, "other", 10)
		if got := keys(again); got != "a1 " {
			t.Fatalf("then: %s", got)
		}
		note(t, db, func(tx *models.Tx) error { return tx.FinishWork(again[0]) })
		if got := keys(claim(t, db, "other", 10)); got != "a2 " {
			t.Fatalf("at last: %s", got)
		}
	})
}

func TestOfOneLaneNeverTwoAreUnderWayThoughAnOlderOneComesLate(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		enqueue(t, db, &models.Work{Key: "younger", Lane: "a"})
		if list := claim(t, db, "one", 10); len(list) != 1 {
			t.Fatalf("taken: %v", list)
		}
		enqueue(t, db, &models.Work{Row: models.Row{ID: "0"}, Key: "older", Lane: "a"})
		if list := claim(t, db, "other", 10); len(list) != 0 {
			t.Errorf("beside the younger one %s was taken", list[0].Key)
		}
		err := db.Note(t.Context(), models.Background, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE work SET state = 'leased' WHERE key = 'older'").Error
		})
		if !models.ErrDuplicate(err) {
			t.Errorf("the database lets two of a lane be under way: %v", err)
		}
	})
}
