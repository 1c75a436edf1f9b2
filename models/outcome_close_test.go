package models_test

import (
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

// closing reads an outcome for its close.
func closing(t *testing.T, db *models.DB, who models.Who, ref string) (c *models.OutcomeClosing) {
	t.Helper()
	read(t, db, who, func(r *models.Read) (err error) {
		c, err = r.OutcomeClosing(ref)
		return err
	})
	return c
}

func TestAnOutcomeIsClosedWithItsScoreAndWhatTheDataSaysIsKept(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := exampleIn(t, db)
		owner, member := as(t, db, c.Owner), as(t, db, c.Member)
		end := func(who models.Who, ref string, e *models.CloseEntry) error {
			return db.Write(t.Context(), who, func(tx *models.Tx) error {
				p, err := tx.OutcomePage(ref, "")
				if err != nil {
					return err
				}
				_, err = tx.CloseOutcome(p, e)
				return err
			})
		}
		refusedAs(t, end(member, "O2", &models.CloseEntry{Verdict: models.OutcomeMissed, Learnt: "Go on."}), models.KindNotAllowed)
		refusedAs(t, end(owner, "O2", &models.CloseEntry{Verdict: models.OutcomeAchieved, Learnt: "Go on."}), models.KindRule)
		refusedAs(t, end(owner, "O6", &models.CloseEntry{Verdict: models.OutcomeRetired, Reason: "A wish."}), models.KindRule)
		final := 14.6
		if err := end(owner, "O2", &models.CloseEntry{Verdict: models.OutcomeMissed, Learnt: "Kits first.", Value: &final, ValueDay: day.Of(modelstest.Monday, time.UTC)}); err != nil {
			t.Fatal(err)
		}
		kept := closing(t, db, member, "O2")
		if kept.Close == nil || kept.State != models.OutcomeMissed || kept.Track.Status != models.ShortOf || *kept.Close.Score < 89 || *kept.Close.Score > 91 || *kept.Close.FinalValue != 14.6 {
			t.Fatalf("kept as %+v", kept.Close)
		}
		if kept.Whys == nil || len(kept.Whys.Elements) != 4 || kept.Whys.Element(models.WhyOutcome).Level == models.WhyUnknown {
			t.Fatalf("the data says %+v", kept.Whys)
		}
		refusedAs(t, end(owner, "O2", &models.CloseEntry{Verdict: models.OutcomeMissed, Learnt: "Again."}), models.KindRule)
		recorded := db.Write(t.Context(), owner, func(tx *models.Tx) error {
			p, err := tx.OutcomePage("O2", "")
			if err != nil {
				return err
			}
			return tx.RecordEntry(p, &models.ReadingEntry{Day: day.Of(modelstest.Monday, time.UTC), Value: &final})
		})
		refusedAs(t, recorded, models.KindRule)
		says := kept.Close.Why
		clock.Set(clock.Now().AddDate(0, 0, 40))
		if later := closing(t, db, owner, "O2"); later.Close.Why != says || *later.Close.Score != *kept.Close.Score {
			t.Error("what was kept with the close has changed since")
		}
		reopen := func(reason string) error {
			return db.Write(t.Context(), owner, func(tx *models.Tx) error {
				p, err := tx.OutcomeClosing("O2")
				if err != nil {
					return err
				}
				return tx.ReopenOutcome(p, reason)
			})
		}
		refusedAs(t, reopen(""), models.KindRule)
		if err := reopen("Two clinics still come."); err != nil {
			t.Fatal(err)
		}
		if open := closing(t, db, owner, "O2"); open.State != models.OutcomeActive || open.Close != nil {
			t.Errorf("taken back it is %s", open.State)
		}
		read(t, db, owner, func(r *models.Read) error {
			var all []*models.OutcomeClose
			err := r.DB().Where("outcome_id = ?", kept.ID).Find(&all).Error
			if len(all) != 1 || all[0].TakenBackAt == nil || all[0].TakeBackReason == "" {
				t.Errorf("the history has %+v", all)
			}
			return err
		})
	})
}

func TestAScoreOfOnesOwnNeedsAReasonAndStandsBesideTheFigures(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		c := exampleIn(t, db)
		owner := as(t, db, c.Owner)
		score := 70.0
		e := &models.CloseEntry{Verdict: models.OutcomeMissed, Score: &score, Learnt: "Ask earlier."}
		do := func(tx *models.Tx) error {
			p, err := tx.OutcomePage("O1", "")
			if err != nil {
				return err
			}
			_, err = tx.CloseOutcome(p, e)
			return err
		}
		refusedAs(t, db.Write(t.Context(), owner, do), models.KindRule)
		e.Reason = "The last month was not counted."
		write(t, db, owner, do)
		kept := closing(t, db, owner, "O1").Close
		if *kept.Score != 70 || kept.Computed == nil || *kept.Computed == 70 || !kept.Overridden() {
			t.Errorf("kept %v beside %v", *kept.Score, kept.Computed)
		}
	})
}

func TestTheScoreOfAnOutcomeWhoseTargetIsNotShownIsNotKept(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		c := exampleIn(t, db)
		owner := as(t, db, c.Owner)
		score := 70.0
		write(t, db, owner, func(tx *models.Tx) error {
			p, err := tx.OutcomePage("O3", "")
			if err != nil {
				return err
			}
			_, err = tx.CloseOutcome(p, &models.CloseEntry{Verdict: models.OutcomeMissed, Score: &score, Reason: "So it is.", Learnt: "Ask earlier."})
			return err
		})
		if kept := closing(t, db, owner, "O3").Close; kept.Score != nil || kept.Computed != nil {
			t.Errorf("kept %v and %v", kept.Score, kept.Computed)
		}
	})
}

// exampleIn loads the example company.
func exampleIn(t *testing.T, db *models.DB) (c *demo.Company) {
	t.Helper()
	write(t, db, models.CommandLine, func(tx *models.Tx) (err error) {
		c, err = example.Load(tx)
		return err
	})
	return c
}
