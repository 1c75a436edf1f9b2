package models_test

import (
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// thrownAway stands in a draft of an operations strategy, and not in what came in force.
const thrownAway = "zqthrown"

// rewrite writes the marker into every text of a draft.
func rewrite(t *testing.T, db *models.DB, who models.Who, ref string) {
	t.Helper()
	write(t, db, who, func(tx *models.Tx) error {
		before, s := operationsBy2(tx, ref), operationsBy2(tx, ref)
		s.Name, s.Runs, s.CapacityNote = thrownAway+" name", thrownAway+" runs", thrownAway+" note"
		s.Measures[0].Name, s.Priorities[0].Title = thrownAway+" measure", thrownAway+" priority"
		return tx.SaveOperations(before, s)
	})
}

func TestWhatWasThrownAwayInADraftOfAnOperationsStrategyStaysInItsCircle(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		lead := as(t, db, c.People["Samuel Brandt"])
		inForce := c.Operations["accounts"]
		var next *models.OperationsStrategy
		write(t, db, lead, func(tx *models.Tx) (err error) {
			next, err = tx.NextOperations(operationsBy2(tx, inForce.Ref))
			return err
		})
		reads := func(when string) {
			t.Helper()
			for name, may := range map[string]bool{"Samuel Brandt": true, "Maja Holm": true, "Priya Raman": false, "Amina Diallo": false, "Noor van Dalen": false, "Chiara Bellandi": false} {
				who := as(t, db, c.People[name])
				said := strings.Join(historyOf(t, db, who, "operations_strategy", next.Ref), "\n")
				if got := strings.Contains(said, thrownAway); got != may {
					t.Errorf("%s: %s reads it in the history of the thing: %v", when, name, got)
				}
				if got := strings.Contains(feedOf(t, db, who), thrownAway); got != may {
					t.Errorf("%s: %s reads it in the history of the company: %v", when, name, got)
				}
			}
		}
		rewrite(t, db, lead, next.Ref)
		reads("a draft")
		clock.Advance(time.Hour)
		write(t, db, lead, func(tx *models.Tx) error {
			before, s := operationsBy2(tx, next.Ref), operationsBy2(tx, next.Ref)
			s.Name, s.Runs, s.CapacityNote, s.Measures[0].Name, s.Priorities[0].Title = inForce.Name, inForce.Runs, inForce.CapacityNote, inForce.Measures[0].Name, inForce.Priorities[0].Title
			return tx.SaveOperations(before, s)
		})
		clock.Advance(time.Hour)
		write(t, db, lead, func(tx *models.Tx) error { return tx.PutOperationsInForce(operationsBy2(tx, next.Ref)) })
		reads("in force")
		if said := historyOf(t, db, as(t, db, c.Member), "operations_strategy", next.Ref); len(said) != 1 || !strings.Contains(said[0], "Put it in force") {
			t.Errorf("a member reads from the day it came in force: %q", said)
		}
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			kind := models.HistoryOf("operations_strategy")
			it, err := r.HistoryThing(kind, next.Ref)
			if err != nil {
				return err
			}
			began, err := r.RecordBegan(kind, it)
			if err == nil && began.Draft == nil {
				t.Error("it is not said that the record begins with the day in force")
			}
			return err
		})
	})
}

func TestTheAuditOfADraftStaysInItsCircleWhenTheStrategyIsInForce(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		c := loaded(t, db)
		draft := &models.Strategy{Kind: models.Organizational, Title: thrownAway, State: models.Draft}
		var run *models.AuditRun
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			if err := tx.Insert(draft); err != nil {
				return err
			}
			return tx.Insert(&models.Intent{StrategyID: draft.ID, Statement: "We move on.", State: models.Draft})
		})
		write(t, db, as(t, db, c.Owner), func(tx *models.Tx) (err error) { run, _, err = tx.RunAudit(draft.Ref); return err })
		clock.Advance(time.Hour)
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			draft.State, draft.InForceAt = models.InForce, &tx.Now
			return tx.Save(draft)
		})
		for person, may := range map[*models.Person]bool{c.Owner: true, c.Member: false, c.Administrator: false} {
			read(t, db, as(t, db, person), func(r *models.Read) error {
				_, _, err := r.AuditRunByRef(run.Ref)
				runs, failed := r.AuditRuns(models.AuditChoice{Strategy: draft}, 10)
				if may != (err == nil) || !may && !hidden(err) || (len(runs) == 1) != may {
					t.Errorf("%s: %v, %d runs", person.Name, err, len(runs))
				}
				return failed
			})
		}
	})
}
