package models_test

import (
	"fmt"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
)

var manager = models.Who{PersonID: "ada", Name: "Ada", Administrator: true}

func TestHealthCountsEveryStateAndNamesWhatFailed(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		enqueue(t, db, &models.Work{Key: "lost", Max: 1}, &models.Work{Key: "failed"}, &models.Work{Key: "done"}, &models.Work{Key: "under way"})
		for _, w := range claim(t, db, "one", 4) {
			note(t, db, func(tx *models.Tx) error {
				switch w.Key {
				case "under way":
					return nil
				case "done":
					return tx.FinishWork(w)
				}
				return tx.FailWork(w, "The receiver hangs up.")
			})
		}
		since := clock.Now()
		enqueue(t, db, &models.Work{Key: "waits"}, &models.Work{Key: "later", RunAt: since.Add(time.Hour)})
		clock.Advance(10 * time.Second)
		read(t, db, manager, func(r *models.Read) error {
			h, err := r.WorkHealth()
			if err != nil {
				return err
			}
			if h.Ready != 2 || h.Later != 2 || h.Leased != 1 || h.Done != 1 || h.Dead != 1 || h.Oldest == nil || !h.Oldest.Equal(since) { // the second tells administrators what was given up
				t.Errorf("%+v", h)
			}
			if len(h.Retried) != 1 || h.Retried[0].Key != "failed" || len(h.Lost) != 1 || h.Lost[0].LastError != "The receiver hangs up." {
				t.Errorf("failed %v, lost %v", h.Retried, h.Lost)
			}
			return nil
		})
		member := models.Who{PersonID: "p", Name: "Mo"}
		err := db.Read(t.Context(), member, func(r *models.Read) error { _, err := r.WorkHealth(); return err })
		if refusal, ok := models.AsRefusal(err); !ok || refusal.Kind != models.KindNotAllowed {
			t.Errorf("a member gets %v", err)
		}
	})
}

func TestWorkThatWasGivenUpIsTriedAgainByAdministratorsOnly(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		enqueue(t, db, &models.Work{Key: "a", Max: 1})
		w := claim(t, db, "one", 1)[0]
		note(t, db, func(tx *models.Tx) error { return tx.FailWork(w, "No.") })
		again := func(who models.Who, id string) error {
			return db.Write(t.Context(), who, func(tx *models.Tx) error { return tx.TryWorkAgain(id) })
		}
		if refusal, ok := models.AsRefusal(again(models.Who{PersonID: "p"}, w.ID)); !ok || refusal.Kind != models.KindNotAllowed {
			t.Error("a member may have work tried again")
		}
		if refusal, ok := models.AsRefusal(again(manager, "none")); !ok || refusal.Kind != models.KindNotFound {
			t.Error("work that is not there is tried again")
		}
		if err := again(manager, w.ID); err != nil {
			t.Fatal(err)
		}
		if refusal, ok := models.AsRefusal(again(manager, w.ID)); !ok || refusal.Kind != models.KindRule {
			t.Error("work that waits is tried again")
		}
		if list := claim(t, db, "other", 1); len(list) != 1 || list[0].Attempt != 1 || events(t, db, models.WorkTriedAgain) != 1 {
			t.Errorf("%v", list)
		}
	})
}

func TestFinishedWorkIsClearedAwayInBatchesAfterAMonthAndNothingElse(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		const many = 620
		var works []*models.Work
		for i := range many {
			works = append(works, &models.Work{Key: fmt.Sprint(i)})
		}
		enqueue(t, db, append(works, &models.Work{Key: "dead", Max: 1})...)
		for {
			list := claim(t, db, "one", 200)
			if len(list) == 0 {
				break
			}
			note(t, db, func(tx *models.Tx) error {
				for _, w := range list {
					end := tx.FinishWork
					if w.Key == "dead" {
						end = func(w *models.Work) error { return tx.FailWork(w, "No.") }
					}
					if err := end(w); err != nil {
						return err
					}
				}
				return nil
			})
		}
		purge := func() (more bool) {
			t.Helper()
			note(t, db, func(tx *models.Tx) (err error) { more, err = tx.PurgeWork(); return err })
			return more
		}
		count := func() (n int64) {
			read(t, db, models.CommandLine, func(r *models.Read) error { return r.DB().Model(&models.Work{}).Count(&n).Error })
			return n
		}
		clock.Advance(29 * 24 * time.Hour)
		if purge() || count() != many+2 { // what was given up stays, and the telling of that
			t.Fatalf("before a month %d are left", count())
		}
		clock.Advance(24 * time.Hour)
		if !purge() || count() != many+2-500 {
			t.Fatalf("after one batch %d are left", count())
		}
		if purge() || count() != 2 {
			t.Fatalf("after two batches %d are left", count())
		}
	})
}
