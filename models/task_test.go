package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestWhoMayAddAndTickATask(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		desk, field := c.Teams["Service Desk"], c.Teams["Field"]
		add := func(who *models.Person, task *models.Task) error {
			return db.Write(t.Context(), as(t, db, who), func(tx *models.Tx) error { return tx.AddTask(task) })
		}
		theirs := func(team *models.Team, owner *models.Person) *models.Task {
			task := &models.Task{Title: "A thing to do", DueDay: "2026-11-20"}
			if team != nil {
				task.TeamID = &team.ID
			}
			if owner != nil {
				task.OwnerPersonID = &owner.ID
			}
			return task
		}
		for _, one := range []struct {
			who  *models.Person
			task *models.Task
			may  bool
		}{
			{c.Lead, theirs(desk, nil), true}, {c.Lead, theirs(desk, c.Member), true}, {c.Lead, theirs(field, nil), false},
			{c.Head, theirs(desk, nil), true}, {c.Owner, theirs(field, nil), true}, {c.Administrator, theirs(field, nil), false},
			{c.Member, theirs(nil, c.Member), true}, {c.Member, theirs(nil, c.Lead), false},
		} {
			err := add(one.who, one.task)
			if one.may && err != nil {
				t.Errorf("%s: %v", one.who.Name, err)
			}
			if !one.may {
				refusedAs(t, err, models.KindNotAllowed)
			}
		}
		task := theirs(desk, c.Member)
		if err := add(c.Lead, task); err != nil {
			t.Fatal(err)
		}
		tick := func(who *models.Person, f func(*models.Tx, *models.Task) error) error {
			return db.Write(t.Context(), as(t, db, who), func(tx *models.Tx) error {
				stored, err := tx.TaskByRef(task.Ref)
				if err != nil {
					return err
				}
				err = f(tx, stored)
				*task = *stored
				return err
			})
		}
		refusedAs(t, tick(c.People["Samuel Brandt"], (*models.Tx).CloseTask), models.KindNotAllowed)
		for range 2 { // a second press changes nothing
			if err := tick(c.Member, (*models.Tx).CloseTask); err != nil {
				t.Fatal(err)
			}
			if task.State != models.TaskFinished || task.DoneDay != "2026-11-16" || *task.DonePersonID != c.Member.ID || task.Version != 2 {
				t.Errorf("%s on %s, version %d", task.State, task.DoneDay, task.Version)
			}
		}
		if err := tick(c.Lead, (*models.Tx).ReopenTask); err != nil || task.State != models.TaskOpen || task.DoneDay != "" || task.DonePersonID != nil {
			t.Errorf("%v: %s", err, task.State)
		}
		read(t, db, models.CommandLine, func(r *models.Read) error {
			var events []models.Event
			err := r.DB().Where("entity_type = ? AND entity_id = ?", "task", task.ID).Order("occurred_at, id").Limit(10).Find(&events).Error
			var kinds []string
			for _, e := range events {
				kinds = append(kinds, e.Type)
			}
			if len(kinds) != 3 || kinds[0] != string(models.TaskCreated) || kinds[1] != string(models.TaskDone) || kinds[2] != string(models.TaskReopened) {
				t.Error(kinds)
			}
			return err
		})
	})
}

func TestATaskCannotServeAnObjectiveOneMayNotKnowOf(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		draft := &models.Strategy{Kind: models.Organizational, State: models.Draft}
		secret := &models.Objective{Title: "Secret", State: models.Draft}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			if err := tx.Insert(draft); err != nil {
				return err
			}
			secret.StrategyID = &draft.ID
			return tx.AddObjective(secret)
		})
		err := db.Write(t.Context(), as(t, db, c.Lead), func(tx *models.Tx) error {
			return tx.AddTask(&models.Task{Title: "Guess", TeamID: &c.Teams["Service Desk"].ID, ObjectiveIDs: []string{secret.ID}})
		})
		refusedAs(t, err, models.KindNotFound)
	})
}

func TestATaskShowsItsThreadUpToTheIntent(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			p, err := r.TeamOutcomes(c.Teams["Service Desk"])
			if err != nil {
				return err
			}
			v, err := r.TaskPage(p.Monday[0].Ref)
			if err != nil {
				return err
			}
			if len(v.Task.Objectives) == 0 || len(v.Goals) == 0 || len(v.Served) == 0 || v.Intent == nil {
				t.Errorf("%d objectives, %d goals, %d outcomes", len(v.Task.Objectives), len(v.Goals), len(v.Served))
			}
			return nil
		})
	})
}

func TestSetupSaysWhatIsMissingUntilItIsThere(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		gaps := func() (g models.SetupGaps) {
			read(t, db, as(t, db, c.Administrator), func(r *models.Read) (err error) {
				g, err = r.SetupGaps()
				return err
			})
			return g
		}
		before := gaps()
		if before.NotInvitedCount < 10 || len(before.NotInvited) != 10 || before.NoLeadCount != 0 || before.NotInForce || before.NoExecutive {
			t.Errorf("%+v", before)
		}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.Insert(&models.Team{Name: "New team"})
		})
		if after := gaps(); after.NoLeadCount != 1 || after.NoLead[0].Name != "New team" || after.None() {
			t.Errorf("%+v", after)
		}
		read(t, db, as(t, db, c.Lead), func(r *models.Read) error {
			_, err := r.SetupGaps()
			refusedAs(t, err, models.KindNotAllowed)
			return nil
		})
	})
}
