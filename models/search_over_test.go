package models_test

import (
	"slices"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestOperationsStrategiesAndWhatIsOverAreFoundAndSaySo(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		member := as(t, db, c.Member)
		old := &models.Strategy{Kind: models.Organizational, Title: "Zqold years", State: models.Superseded, Mission: "Zqmission of before"}
		var outcome *models.Outcome
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			old.InForceAt, old.SupersededAt = &tx.Now, &tx.Now
			if err := tx.Insert(old); err != nil {
				return err
			}
			outcome = &models.Outcome{StrategyID: &old.ID, Title: "Zqended outcome", State: models.OutcomeMissed}
			for _, e := range []models.Entity{&models.Intent{StrategyID: old.ID, Statement: "Zqsentence we said.", State: models.Superseded, InForceAt: &tx.Now}, outcome,
				&models.LongGoal{StrategyID: old.ID, Position: 1, Title: "Zqfar ahead"}} {
				if err := tx.Insert(e); err != nil {
					return err
				}
			}
			return nil
		})
		for words, want := range map[string]string{"zqended": "outcome " + outcome.Ref, "zqold": "strategy " + old.Ref, "zqmission": "strategy " + old.Ref, "zqfar ahead": "strategy " + old.Ref, "zqsentence": "intent ",
			"onboarding line offer": "operations_strategy " + c.Operations["line"].Ref, "sheet back missing": "operations_strategy " + c.Operations["line"].Ref, "filled once station": "operations_strategy " + c.Operations["line"].Ref} {
			refs, s := found(t, db, member, models.SearchQuery{Words: words})
			if len(refs) == 0 || !slices.Contains(refs, want) {
				t.Errorf("%q finds %v, not %s", words, refs, want)
				continue
			}
			f := s.All[slices.Index(refs, want)]
			if over := f.Kind == "outcome" || f.Kind == "intent"; over != (f.Over != nil) || over && f.Over.Ref != old.Ref {
				t.Errorf("%q: %s is said to belong to %+v", words, f.Head, f.Over)
			}
			if f.Kind == "strategy" && f.State != models.Superseded || f.Kind == "operations_strategy" && f.State != models.InForce {
				t.Errorf("%q: %s is said to be %s", words, f.Head, f.State)
			}
		}
		refs, s := found(t, db, member, models.SearchQuery{Words: c.Operations["desk 1"].Ref})
		if len(refs) == 0 || refs[0] != "operations_strategy "+c.Operations["desk 1"].Ref || s.All[0].State != models.Superseded {
			t.Errorf("the version before is found as %v", refs)
		}
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE operations_measures SET name = 'Zqrenamed' WHERE operations_strategy_id = ?", c.Operations["line"].ID).Error
		})
		if refs, _ := found(t, db, member, models.SearchQuery{Words: "zqrenamed"}); len(refs) != 1 {
			t.Errorf("the index does not follow a measure: %v", refs)
		}
		write(t, db, member, func(tx *models.Tx) error {
			_, err := tx.Pin("operations_strategy", c.Operations["line"].Ref)
			return err
		})
	})
}
