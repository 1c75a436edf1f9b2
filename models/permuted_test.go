package models_test

import (
	"encoding/json"
	"testing"

	"gorm.io/gorm/clause"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

// The order in which rows lie in the database is nobody's doing: another one changes nothing on the gap, the map and the audit, in the ledger, in
// the history, and of what was.
func TestAnotherOrderOfRowsChangesNoFigureAndNoCard(t *testing.T) {
	db := modelstest.Open(t)
	var c *demo.Company
	write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { c, err = example.Load(tx); return err })
	owner := as(t, db, c.Owner)
	shown := func() (list []string) {
		read(t, db, owner, func(r *models.Read) error {
			add := func(v any, err error) {
				b, bad := json.Marshal(v)
				if err != nil || bad != nil {
					t.Fatal(err, bad)
				}
				list = append(list, string(b))
			}
			g, err := r.Gap("")
			add(g.File(nil), err)
			for _, q := range []models.MapQuery{{}, {Down: "tasks", Tasks: "all"}, {At: "O2"}, {At: "G1", Down: "tasks"}, {Status: "amiss"}, {Open: []string{"loose.w", "loose.t", "loose.b", "O1.w"}}, {Person: c.Lead.Ref}} {
				m, err := r.MapPage(q)
				add(m.Nodes, err)
			}
			a, err := models.AuditFactsOf(r, c.Strategy)
			if err != nil {
				return err
			}
			add(models.Audit(a), nil)
			add(r.PromiseLedger(models.LedgerQuery{}, 0, 200))
			recall, err := r.RecallPage()
			add(recall.Rounds, err)
			return pastPages(r, c, add)
		})
		return list
	}
	// Moved dates of one moment, and a change of one moment on many things: nothing but their ids puts them in order.
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		if err := tx.DB().Exec("UPDATE promise_moves SET created_at = (SELECT MIN(created_at) FROM promise_moves)").Error; err != nil {
			return err
		}
		var keep []string // the record refuses to be written over
		if err := tx.DB().Raw("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('events', 'readings')").Scan(&keep).Error; err != nil {
			return err
		}
		for _, name := range keep {
			if err := tx.DB().Exec("DROP TRIGGER ?", clause.Table{Name: name}).Error; err != nil {
				return err
			}
		}
		return tx.DB().Exec("UPDATE events SET occurred_at = substr(occurred_at, 1, 13) || ':59:59+00:00'").Error
	})
	first := shown()
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		if err := tx.DB().Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
			return err
		}
		for _, table := range []string{"teams", "outcomes", "outcome_metrics", "goals", "goal_outcomes", "objectives", "objective_goals", "workflows", "workflow_outcomes", "processes", "initiatives",
			"initiative_outcomes", "initiative_objectives", "tasks", "task_goals", "task_objectives", "task_outcomes", "decisions", "handoffs", "allocations", "memberships", "people", "cadences", "reviews", "rules",
			"events", "promise_moves", "readings", "recall_rounds", "recall_counts", "recall_asked", "strategies", "intents", "issues", "operations_strategies"} {
			whole, other := clause.Table{Name: table}, clause.Table{Name: "temp.other"}
			if err := tx.DB().Exec("CREATE TEMP TABLE other AS SELECT * FROM ? ORDER BY RANDOM()", whole).Error; err != nil {
				return err
			}
			if err := tx.DB().Exec("DELETE FROM ?", whole).Error; err != nil {
				return err
			}
			if err := tx.DB().Exec("INSERT INTO ? SELECT * FROM ?", whole, other).Error; err != nil {
				return err
			}
			if err := tx.DB().Exec("DROP TABLE ?", other).Error; err != nil {
				return err
			}
		}
		return nil
	})
	for i, got := range shown() {
		if got != first[i] {
			t.Errorf("in another order %d is\n%.900s\nand was\n%.900s", i, got, first[i])
		}
	}
}

// pastPages adds what the pages of history, of a day in the past and of two days beside each other show.
func pastPages(r *models.Read, c *demo.Company, add func(any, error)) error {
	add(r.History(models.HistoryQuery{}, models.ReadsAs{}, 400))
	from, err := r.EndOf(r.Today().Add(-60))
	if err != nil {
		return err
	}
	to, err := r.EndOf(r.Today())
	if err != nil {
		return err
	}
	for _, one := range []struct{ kind, ref string }{{"outcome", "O2"}, {"objective", "B1"}, {"initiative", "I1"}, {"strategy", c.Strategy.Ref}} {
		k := models.HistoryOf(one.kind)
		it, err := r.HistoryThing(k, one.ref)
		if err != nil {
			return err
		}
		add(r.HistoryOfThing(k, it.ID, models.HistoryQuery{}, models.ReadsAs{}, 100))
		add(r.PastOf(k, it, from, models.ReadsAs{}))
		add(r.ComparePast(k, it, from, to, models.HistoryQuery{}, models.ReadsAs{}, 100))
	}
	add(r.PastStrategyOf(c.Strategy.Ref, from, models.ReadsAs{}))
	add(r.ComparePastStrategy(c.Strategy.Ref, from, to, models.ReadsAs{}))
	return nil
}
