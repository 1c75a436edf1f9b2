package work_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/killed"
	"throughline/models/work"
)

func TestEachHourHasItsHousekeepingOnceHoweverManyProgramsThereAre(t *testing.T) {
	modelstest.EachTwo(t, func(t *testing.T, one, other *models.DB) {
		begin(t, one, work.Housekeeping(one)...)
		begin(t, other, work.Housekeeping(other)...)
		slot := ":" + one.Now().Format("2006-01-02T15")
		until(t, "it is done", state(t, one, string(models.ClearEnded)+slot, models.WorkDone))
		until(t, "it is done", state(t, one, string(models.ClearWork)+slot, models.WorkDone))
		var list []*models.Work
		err := one.Read(t.Context(), models.Background, func(r *models.Read) error { return r.DB().Find(&list).Error })
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range list {
			if !strings.HasSuffix(w.Key, slot) || w.Kind.Title() == "" || w.Attempt > 1 {
				t.Errorf("%s was begun %d times; it is called %q", w.Key, w.Attempt, w.Kind.Title())
			}
		}
		if want := len(work.Housekeeping(one)); len(list) != want {
			t.Errorf("%d works in an hour, not %d", len(list), want)
		}
	})
}

func TestAnHourLaterHousekeepingClearsAwayWhatHasEndedMeanwhile(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		var ends *models.Session
		err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) (err error) {
			p := &models.Person{Name: "Mo", Active: true}
			if err := tx.Insert(p); err != nil {
				return err
			}
			if _, err := tx.MakeLink(p, models.LinkSignIn); err != nil {
				return err
			}
			if err := tx.Insert(&models.Upload{PersonID: p.ID, State: models.UploadOpen, ExpiresAt: tx.Now.Add(models.UploadRests)}); err != nil {
				return err
			}
			_, ends, err = tx.StartSession(p.ID, "", "")
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		left := func() (rows int64) {
			t.Helper()
			err := db.Read(t.Context(), models.Background, func(r *models.Read) error {
				for _, row := range []any{&models.Session{}, &models.Link{}, &models.Upload{}} {
					var n int64
					if err := r.DB().Model(row).Count(&n).Error; err != nil {
						return err
					}
					rows += n
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			return rows
		}
		begin(t, db, work.Housekeeping(db)...)
		slot := func() string { return string(models.ClearEnded) + ":" + clock.Now().Format("2006-01-02T15") }
		until(t, "the first hour is done", state(t, db, slot(), models.WorkDone))
		if left() != 3 {
			t.Fatal("what has not ended is cleared away")
		}
		clock.Set(ends.EndsAt)
		until(t, "the later hour is done", state(t, db, slot(), models.WorkDone))
		if n := left(); n != 0 {
			t.Errorf("%d rows of what has ended are left", n)
		}
	})
}

func TestFinishedWorkOfAMonthAgoIsClearedAwayHoweverMuchThereIs(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		var old []*models.Work
		for i := range 1100 {
			old = append(old, &models.Work{Key: fmt.Sprint("old ", i)})
		}
		enqueue(t, db, old...)
		err := db.Note(t.Context(), models.Background, func(tx *models.Tx) error { return tx.DB().Exec("UPDATE work SET state = 'done'").Error })
		if err != nil {
			t.Fatal(err)
		}
		clock.Advance(31 * 24 * time.Hour)
		begin(t, db, work.Housekeeping(db)...)
		until(t, "all of it is gone", func() bool { return killed.Count(t, db, "SELECT count(*) FROM work WHERE key LIKE 'old %'") == 0 })
	})
}

func TestHousekeepingEmptiesTheJournalOfASQLiteFile(t *testing.T) {
	path := modelstest.File(t)
	db, err := models.Open(t.Context(), "sqlite:"+path, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	journal := func() int64 {
		info, err := os.Stat(path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	enqueue(t, db, &models.Work{Key: "a"})
	if journal() == 0 {
		t.Fatal("the journal is empty before")
	}
	if err := db.FoldJournal(t.Context()); err != nil || journal() != 0 {
		t.Errorf("the journal has %d bytes, %v", journal(), err)
	}
	release, held := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- db.Read(t.Context(), models.Background, func(r *models.Read) error {
			var n int64
			err := r.DB().Model(&models.Work{}).Count(&n).Error
			close(held)
			<-release
			return err
		})
	}()
	<-held
	enqueue(t, db, &models.Work{Key: "b"})
	since := time.Now()
	if err := db.FoldJournal(t.Context()); err != nil || time.Since(since) > 5*time.Second {
		t.Errorf("a reader holds it up for %s, %v", time.Since(since), err)
	}
	close(release)
	if err := <-done; err != nil {
		t.Error(err)
	}
	enqueue(t, db, &models.Work{Key: "c"})
}
