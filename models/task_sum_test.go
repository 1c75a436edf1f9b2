package models_test

import (
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// Each kind of write leaves the sums of tasks as counting the tasks would make them, and so does the turn of a day.
func TestSumsOfTasksHoldAfterEveryKindOfWrite(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		owner := as(t, db, c.Owner)
		var list []*models.Task
		task := func(tx *models.Tx, n int) (*models.Task, models.Task) {
			now, err := tx.TaskToChange(list[n].Ref)
			if err != nil {
				t.Fatal(err)
			}
			return now, *now
		}
		soon := day.Day("2026-11-18") // two days after the clock's
		steps := []struct {
			name string
			do   func(tx *models.Tx) error
		}{
			{"new tasks", func(tx *models.Tx) error {
				desk, idle := c.Teams["Service Desk"].ID, &models.Initiative{Name: "Serves nothing yet", State: models.Candidate, TeamID: &c.Root.ID, OwnerPersonID: &c.Owner.ID}
				if err := tx.AddInitiative(idle); err != nil {
					return err
				}
				for range 3 {
					list = append(list, &models.Task{Title: "Of a team", TeamID: &desk, DueDay: soon, GoalIDs: []string{c.Goals["G1"].ID}, OutcomeIDs: []string{c.Outcomes["O1"].ID, c.Outcomes["O2"].ID}},
						&models.Task{Title: "Of one person", OwnerPersonID: &c.Owner.ID, DueDay: soon}, &models.Task{Title: "Late already", OwnerPersonID: &c.Owner.ID, TeamID: &desk, DueDay: "2026-10-01", InitiativeID: &idle.ID})
				}
				for _, one := range list {
					if err := tx.AddTask(one); err != nil {
						return err
					}
				}
				return nil
			}},
			{"states", func(tx *models.Tx) error {
				for n, state := range []string{models.TaskInProgress, models.TaskBlocked, models.TaskFinished, models.TaskCancelled} {
					now, _ := task(tx, n)
					if err := tx.MoveTask(now, state, "The part is missing."); err != nil {
						return err
					}
				}
				return nil
			}},
			{"another team, owner and day", func(tx *models.Tx) error {
				now, before := task(tx, 4)
				now.TeamID, now.OwnerPersonID, now.DueDay = &c.Teams["Field"].ID, nil, "2026-11-01"
				return tx.ChangeTask(&before, now)
			}},
			{"ties", func(tx *models.Tx) error {
				now, _ := task(tx, 0)
				if err := tx.TieTask(now, "outcome", c.Outcomes["O1"].ID, false); err != nil {
					return err
				}
				now, _ = task(tx, 1)
				return tx.TieTask(now, "objective", c.Objectives["B2"].ID, true)
			}},
			{"removed and put back", func(tx *models.Tx) error {
				for n := range 3 {
					now, _ := task(tx, n)
					if err := tx.Remove(now); err != nil {
						return err
					}
					if n > 0 {
						if err := tx.PutBack(now); err != nil {
							return err
						}
					}
				}
				return nil
			}},
			{"a statement for many", func(tx *models.Tx) error {
				return tx.DB().Model(&models.Task{}).Where("team_id = ?", c.Teams["Delivery"].ID).Updates(map[string]any{"state": models.TaskOpen, "due_day": "2026-11-17"}).Error
			}},
			{"gone for good", func(tx *models.Tx) error {
				if err := tx.DB().Where("task_id = ?", list[0].ID).Delete(&models.TaskOutcome{}).Error; err != nil {
					return err
				}
				if err := tx.DB().Where("task_id = ?", list[0].ID).Delete(&models.TaskGoal{}).Error; err != nil {
					return err
				}
				return tx.DB().Where("id = ?", list[0].ID).Delete(&models.Task{}).Error
			}},
		}
		hold := func(when string) {
			t.Helper()
			read(t, db, owner, func(r *models.Read) error {
				off, err := r.SumsOff()
				if len(off) > 0 {
					t.Errorf("after %s the sums differ in %q", when, off)
				}
				return err
			})
		}
		hold("the example")
		for _, s := range steps {
			write(t, db, owner, s.do)
			hold(s.name)
		}
		for _, days := range []time.Duration{1, 4, -3} { // a clock may be set back
			clock.Advance(days * 24 * time.Hour)
			hold("days")
			write(t, db, owner, func(tx *models.Tx) error {
				return tx.AddTask(&models.Task{Title: "On another day", OwnerPersonID: &c.Owner.ID, DueDay: soon})
			})
			hold("a write on another day")
		}
		if err := db.Write(t.Context(), owner, func(tx *models.Tx) error {
			if err := tx.AddTask(&models.Task{Title: "Taken back", OwnerPersonID: &c.Owner.ID}); err != nil {
				return err
			}
			return models.NotFound("What was sought")
		}); err == nil {
			t.Error("nothing was taken back")
		}
		hold("a write that was taken back")
	})
}
