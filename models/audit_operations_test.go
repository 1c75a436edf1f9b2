package models_test

import (
	"fmt"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func TestAnOperationsStrategyIsAuditedOnTheSameFiveElementsWithEvidence(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		member := as(t, db, c.Member)
		audits := map[string]*models.StrategyAudit{}
		read(t, db, member, func(r *models.Read) error {
			for key, s := range c.Operations {
				a, choice, _, err := r.AuditNow(s.Ref)
				if key == "field" { // a draft of others
					if !hidden(err) {
						t.Errorf("a member audits a draft: %v", err)
					}
					continue
				}
				if err != nil {
					return err
				}
				if audits[key] = a; len(a.Elements) != 5 || a.Strategy != s.Ref || choice.Operations == nil {
					t.Errorf("%s: %d elements of %s", key, len(a.Elements), a.Strategy)
				}
				if wrong := soundAudit(a); len(wrong) > 0 {
					t.Errorf("%s: %v", key, wrong)
				}
			}
			return nil
		})
		for key, want := range map[string]map[string]string{
			"desk 2":   {"runs": "1 of 1", "horizon": "1 of 1", "serves": "2 of 2", "first-order": "3 of 3", "first-objective": "3 of 3", "measure-numbers": "4 of 4", "measure-weekly": "3 of 4", "capacity": "1 of 1"},
			"invoices": {"serves": "0 of 0", "people": "0 of 0", "first-objective": "1 of 1"},
			"line":     {"serves": "2 of 2", "first-objective": "1 of 2"},
		} {
			for _, e := range audits[key].Elements {
				for _, check := range e.Checks {
					if got := fmt.Sprintf("%d of %d", check.N, check.Of); want[check.Key] != "" && want[check.Key] != got {
						t.Errorf("%s, %s: %s, not %s: %+v", key, check.Title, got, want[check.Key], check.Lacking)
					}
					if check.Of == 0 && check.None == "" {
						t.Errorf("%s, %s: nothing is said where nothing was found", key, check.Title)
					}
				}
			}
		}
		if e := audits["invoices"].Breaks(); e == nil || e.Standing != models.Missing && e.Key != models.ElementIntent {
			t.Errorf("that of Finance breaks at %+v", e)
		}
		if words := audits["invoices"].Elements[0].Checks[2].None; !strings.Contains(words, "serves no outcome") {
			t.Errorf("it is said: %q", words)
		}
	})
}

func TestTheAuditOfAnOperationsStrategyIsKeptWhenSomethingHasChanged(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		desk := c.Operations["desk 2"]
		of := models.AuditChoice{Key: desk.Ref, Operations: desk}
		kept := func() (runs []*models.AuditRun) {
			t.Helper()
			read(t, db, as(t, db, c.Member), func(r *models.Read) (err error) { runs, err = r.AuditRuns(of, 100); return err })
			return runs
		}
		look := func() { write(t, db, models.Background, (*models.Tx).LookAtStrategies) }
		look()
		look()
		if len(kept()) != 1 {
			t.Fatalf("%d runs though nothing changed", len(kept()))
		}
		objective := c.Objectives["B5"]
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			o, err := tx.ObjectiveByRef(objective.Ref)
			if err != nil {
				return err
			}
			was := *o
			o.State = models.Dropped
			return tx.SaveObjective(models.ObjectiveChanged, &was, o)
		})
		look()
		runs := kept()
		if len(runs) != 2 {
			t.Fatalf("%d runs after a change", len(runs))
		}
		history, err := models.AuditHistory(runs)
		if said := fmt.Sprint(history[0].Changes); err != nil || !strings.Contains(said, "Priorities that an objective delivers: 2 of 3, before 3 of 3") {
			t.Errorf("it is told as %s, %v", said, err)
		}
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			run, choice, err := r.AuditRunByRef(runs[0].Ref)
			if err == nil && (run.ID != runs[0].ID || choice.Operations == nil || choice.Operations.ID != desk.ID) {
				t.Errorf("the run is about %+v", choice)
			}
			other, err2 := r.AuditRuns(models.AuditChoice{Key: models.BroughtIn}, 10)
			if len(other) != 0 {
				t.Errorf("%d runs of operations stand under what was brought in", len(other))
			}
			if err == nil {
				err = err2
			}
			return err
		})
	})
}
