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

// The order in which rows lie in the database is nobody's doing: another one changes nothing on the gap, the map and the audit.
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
			return nil
		})
		return list
	}
	first := shown()
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		if err := tx.DB().Exec("PRAGMA defer_foreign_keys = ON").Error; err != nil {
			return err
		}
		for _, table := range []string{"teams", "outcomes", "outcome_metrics", "goals", "goal_outcomes", "objectives", "objective_goals", "workflows", "workflow_outcomes", "processes", "initiatives",
			"initiative_outcomes", "initiative_objectives", "tasks", "task_goals", "task_objectives", "task_outcomes", "decisions", "handoffs", "allocations", "memberships", "people", "cadences", "reviews", "rules"} {
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
