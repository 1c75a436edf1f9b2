package demo

import (
	"context"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestRemovingTheExampleLeavesSettingsAndAdministrators(t *testing.T) {
	modelstest.Each(t, removeAll)
}

func removeAll(t *testing.T, db *models.DB) {
	c := load(t, db, Options{})
	who := models.Who{PersonID: c.Administrator.ID, Name: c.Administrator.Name, Administrator: true}
	if err := db.Write(context.Background(), who, Remove); err != nil {
		t.Fatal(err)
	}
	may := map[string]bool{"companies": true, "people": true, "events": true, "counters": true, "goose_db_version": true, "revision": true, "sqlite_sequence": true, "search_docs": true, "task_sum_days": true}
	_ = db.Read(context.Background(), models.Nobody, func(r *models.Read) error {
		tables, err := r.DB().Migrator().GetTables()
		if err != nil || len(tables) < 30 {
			t.Fatalf("%d tables, %v", len(tables), err)
		}
		for _, table := range tables {
			var n int64
			if strings.HasPrefix(table, "search_text") {
				continue // what the index keeps for itself
			}
			if err := r.DB().Table(table).Count(&n).Error; err != nil || (n > 0 && !may[table]) {
				t.Errorf("%s keeps %d rows, %v", table, n, err)
			}
		}
		var left []models.Person
		r.DB().Find(&left)
		if len(left) != 1 || left[0].ID != c.Administrator.ID {
			t.Errorf("%d people stay", len(left))
		}
		company, err := r.Company()
		if err != nil || company.Example || company.Name != "Harbour IT" {
			t.Errorf("the company is %+v, %v", company, err)
		}
		var last models.Event
		r.DB().Order("id DESC").First(&last)
		if last.Type != string(models.ExampleRemoved) || last.ActorName != "Noor van Dalen" {
			t.Errorf("the last event is %s by %s", last.Type, last.ActorName)
		}
		return nil
	})
}

func TestOnlyAnAdministratorRemovesTheExample(t *testing.T) {
	db, c := monday(t)
	who := models.Who{PersonID: c.Owner.ID, Name: c.Owner.Name, Executive: true}
	if r, ok := models.AsRefusal(db.Write(context.Background(), who, Remove)); !ok || r.Kind != models.KindNotAllowed {
		t.Errorf("an executive got %v", r)
	}
	if err := db.Write(context.Background(), models.CommandLine, Remove); err != nil {
		t.Error(err)
	}
	if r, ok := models.AsRefusal(db.Write(context.Background(), models.CommandLine, Remove)); !ok || r.Kind != models.KindRule {
		t.Errorf("removing twice got %v", r)
	}
	again := load(t, db, Options{Administrator: c.Administrator})
	if again.Outcomes["O1"].Ref != "O1" || again.Owner.Ref == c.Owner.Ref {
		t.Errorf("loaded again, the first outcome is %s and the owner %s", again.Outcomes["O1"].Ref, again.Owner.Ref)
	}
}
