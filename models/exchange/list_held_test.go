package exchange

import (
	"testing"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/modelstest"
)

func TestARowThatChangesWhatOthersRestOnWaitsAndTheOthersComeIn(t *testing.T) {
	db := modelstest.Open(t)
	audit(t, db)
	erik := owner(t, db, "Erik Owner")
	var was *models.Workflow
	change(t, db, models.CommandLine, func(tx *models.Tx) error {
		s, err := tx.EnsureStrategy()
		if err != nil {
			return err
		}
		was = here(t, db).Workflows[0]
		before := *was
		liv, err := tx.PersonByEmail("liv@fjord.example")
		if err != nil {
			return err
		}
		was.OwnerPersonID = &liv.ID
		if err := tx.SaveWorkflow(&before, was); err != nil {
			return err
		}
		return tx.AddProcess(&models.Process{StrategyID: &s.ID, WorkflowID: &was.ID, Name: "Answering calls", Current: &models.ProcessVersion{}})
	})
	list := "Workflow,Team,Owner,Hours\nTriage of calls,Support,Dana Head,40\nWrite offers,Sales,Dana Head,4\n"
	taken := func() (plan *Plan) {
		u := begin(t, db, erik, list)
		change(t, db, erik, func(tx *models.Tx) error {
			h, err := Load(&tx.Read)
			if err != nil {
				return err
			}
			tables, err := ReadTables(u.Content)
			if err != nil {
				return err
			}
			m, err := ReadMapping(u.Mapping)
			if err != nil {
				return err
			}
			plan = Judge(tables[m.Sheet], m, h, form.Locale{})
			return plan.TakeIn(tx, u)
		})
		return plan
	}
	change(t, db, models.CommandLine, func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE strategies SET state = ?", models.InForce).Error
	})
	plan := taken()
	if len(plan.Held) != 1 || plan.Held[0].SubjectID != was.ID || len(here(t, db).Workflows) != 2 {
		t.Fatalf("%d rows wait, %d workflows", len(plan.Held), len(here(t, db).Workflows))
	}
	ownedBy := func() string {
		for _, w := range here(t, db).Workflows {
			if w.ID == was.ID {
				return *w.OwnerPersonID
			}
		}
		return ""
	}
	if ownedBy() != *was.OwnerPersonID {
		t.Error("the row counts already")
	}
	change(t, db, erik, func(tx *models.Tx) error { return tx.GiveUpChange(plan.Held[0]) })
	// A draft rests on nothing in force: there the row counts at once.
	change(t, db, models.CommandLine, func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE strategies SET state = ?", models.Draft).Error
	})
	if plan := taken(); len(plan.Held) != 0 {
		t.Errorf("%d rows of a draft wait", len(plan.Held))
	}
	if ownedBy() == *was.OwnerPersonID {
		t.Error("the row of a draft does not count")
	}
	// Beside a strategy in force a draft shares its workflows: whose they are waits, and the rest of the row counts.
	change(t, db, models.CommandLine, func(tx *models.Tx) error {
		if err := tx.DB().Exec("UPDATE strategies SET state = ?", models.InForce).Error; err != nil {
			return err
		}
		s, err := tx.StrategyToAlign()
		if err != nil {
			return err
		}
		if err := tx.Insert(&models.Strategy{Kind: models.Organizational, Title: "Next", State: models.Draft, FollowsStrategyID: &s.ID}); err != nil {
			return err
		}
		before := here(t, db).Workflows[0]
		after := *before
		after.OwnerPersonID = was.OwnerPersonID
		return tx.SaveWorkflow(before, &after)
	})
	list = "Workflow,Team,Owner,Hours\nTriage of calls,Support,Dana Head,35\n"
	if plan := taken(); len(plan.Held) != 1 || ownedBy() != *was.OwnerPersonID || *here(t, db).Workflows[0].Hours != 35 {
		t.Errorf("%d rows wait, with %v hours", len(plan.Held), *here(t, db).Workflows[0].Hours)
	}
}
