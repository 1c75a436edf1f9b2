package models_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// pastPair is all that stands in an outcome and a task at the end of today.
func pastPair(t *testing.T, db *models.DB, who models.Who, outcome, task string) (values []string) {
	t.Helper()
	read(t, db, who, func(r *models.Read) error {
		values = append(valuesOf(pastOf(t, r, "outcome", outcome, r.Today())), valuesOf(pastOf(t, r, "task", task, r.Today()))...)
		return nil
	})
	return values
}

func TestADateMovedByAChangeCountsOnceWithItsReasonAndTakenBackNotAtAll(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		owner, other := as(t, db, c.Owner), models.CommandLine
		var p *models.PlannedChange
		var task *models.Task
		var moved *models.Outcome
		write(t, db, owner, func(tx *models.Tx) error {
			s, _, err := tx.InForce()
			if err != nil {
				return err
			}
			list, err := tx.OutcomesOf(s.ID)
			if err != nil {
				return err
			}
			for _, o := range list {
				wanted, err := tx.OutcomeByID(o.ID)
				if err != nil {
					return err
				}
				wanted.Deadline = o.Deadline.AddMonths(2)
				to := *wanted.Measures[0].Target + 1
				wanted.Measures[0].Target = &to
				c, err := tx.PlanChange(models.ChangeOutcome, o.Title, "The market turned.", o, wanted)
				if err != nil {
					return err
				}
				rad, err := tx.Radius(c, "", 0)
				if err != nil {
					return err
				}
				for _, g := range rad.Groups {
					for _, row := range g.Rows {
						if g.Key == "task" && row.Day.Valid() && task == nil {
							if task, err = tx.TaskToChange(row.Ref); err != nil {
								return err
							}
							if err := tx.Choose(c, models.Choose{Kind: "task", IDs: []string{row.ID}, Choice: models.ChoiceRetarget, Day: row.Day.Add(30), Reason: "It rests on the new day."}); err != nil {
								return err
							}
						}
					}
				}
				if p, moved = c, o; task != nil {
					return nil
				}
			}
			t.Fatal("no outcome has a task with a day")
			return nil
		})
		count := func() (l *models.Ledger) { return ledgerOf(t, db, owner, models.LedgerQuery{}) }
		before := count()
		were := pastPair(t, db, owner, moved.Ref, task.Ref)
		write(t, db, owner, func(tx *models.Tx) error { return tx.ApplyChange(p, nil) })
		if slices.Equal(were, pastPair(t, db, owner, moved.Ref, task.Ref)) {
			t.Error("after the change outcome and task read as before it")
		}
		l := count()
		one, line := promiseOf(l, "outcome", moved.Ref), promiseOf(l, "task", task.Ref)
		if one == nil || one.Moves != 1 || one.Trail[0].Reason != "The market turned." || line == nil || line.Moves != 1 || line.Days != 30 || line.Trail[0].Reason != "It rests on the new day." {
			t.Fatalf("after the change the ledger says %+v and %+v", one, line)
		}
		clock.Advance(10 * time.Minute)
		write(t, db, other, func(tx *models.Tx) error {
			c, err := tx.ChangeByRef(p.Ref)
			if err != nil {
				return err
			}
			_, _, err = tx.UndoChange(c)
			return err
		})
		if now := pastPair(t, db, owner, moved.Ref, task.Ref); !slices.Equal(were, now) {
			t.Errorf("after the undo outcome and task read\n%s\nbefore the change\n%s", strings.Join(now, "\n"), strings.Join(were, "\n"))
		}
		l = count()
		one, line = promiseOf(l, "outcome", moved.Ref), promiseOf(l, "task", task.Ref)
		if one.Moves != 0 || one.Back != 1 || one.Trail[0].TakenBackAt == nil || one.Trail[0].TakenBackBy != other.Name || line.Moves != 0 || line.Back != 1 {
			t.Errorf("after the undo the ledger says %+v and %+v", one, line)
		}
		if l.Moves != before.Moves || l.Days != before.Days || l.Things != before.Things || l.Back != 2 || l.Dates != before.Dates+2 {
			t.Errorf("%d moves of %d dates by %d days, %d taken back; before the change %d of %d by %d", l.Moves, l.Things, l.Days, l.Back, before.Moves, before.Things, before.Days)
		}
		read(t, db, owner, func(r *models.Read) error {
			closing, err := r.OutcomeClosing(moved.Ref)
			if err != nil {
				return err
			}
			for _, part := range closing.Whys.Element(models.WhyOutcome).Parts {
				if part.Key == "moved" && *part.Value != 0 {
					t.Errorf("a change that was taken back counts in why it was missed: %+v", part)
				}
			}
			return nil
		})
	})
}
