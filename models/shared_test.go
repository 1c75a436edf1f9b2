package models_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
	"throughline/models/wizard"
)

// heldPages are the readings that rest on what is held for all.
func heldPages(c *demo.Company) map[string]func(r *models.Read) (any, error) {
	ref := c.Teams["Service Desk"].Ref
	return map[string]func(r *models.Read) (any, error){
		"team":   func(r *models.Read) (any, error) { return r.TeamOutcomesOf(ref) },
		"person": func(r *models.Read) (any, error) { return r.PersonOutcomesOf(c.Lead.Ref) },
		"wizard": func(r *models.Read) (any, error) {
			s, err := wizard.Current(r)
			if err != nil {
				return nil, err
			}
			w, err := wizard.Load(r, s)
			if err != nil {
				return nil, err
			}
			return []any{w, w.People.Suggestions(100), w.Owners.Suggestions(100)}, nil
		},
	}
}

// asText is what a reading gives, or why it gives nothing.
func asText(t *testing.T, db *models.DB, page func(r *models.Read) (any, error)) (text string) {
	t.Helper()
	_ = db.Read(context.Background(), models.CommandLine, func(r *models.Read) error {
		defer func() {
			if broken := recover(); broken != nil {
				text = fmt.Sprint(broken) // rows are missing that always are there
			}
		}()
		got, err := page(r)
		if err != nil {
			text = err.Error()
			return nil
		}
		b, err := json.Marshal(got)
		if err != nil {
			t.Fatal(err)
		}
		text = string(b)
		return nil
	})
	return text
}

// Every table in turn loses all its rows, and the mark of its part alone is made anew: what is read then with much held must be what is
// read with nothing held.
func TestWhatIsHeldIsReadAnewWhenAnyTableItComesFromIsChanged(t *testing.T) {
	file := modelstest.File(t)
	db, err := models.Open(t.Context(), "sqlite:"+file, models.Options{Now: modelstest.At(modelstest.Monday).Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	var c *demo.Company
	write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { c, err = example.Load(tx); return err })
	raw, err := sql.Open("sqlite3", "file:"+file)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	raw.SetMaxOpenConns(1)
	run := func(statements ...string) {
		t.Helper()
		for _, statement := range statements {
			if _, err := raw.Exec(statement); err != nil {
				t.Fatalf("%s: %v", statement, err)
			}
		}
	}
	all := "UPDATE revision SET mark = hex(randomblob(8))"
	for _, column := range models.PartColumns() {
		if column != "" && !strings.Contains(all, " "+column+" ") {
			all += ", " + column + " = hex(randomblob(8))"
		}
	}
	for name, page := range heldPages(c) {
		for table, column := range models.PartColumns() {
			if column == "" {
				continue
			}
			asText(t, db, page)
			run("CREATE TEMP TABLE saved AS SELECT * FROM "+table, "DELETE FROM "+table, "UPDATE revision SET mark = 'new', "+column+" = hex(randomblob(8))")
			held := asText(t, db, page)
			if run(all); asText(t, db, page) != held {
				t.Errorf("%s is held although %s has changed", name, table)
			}
			run("INSERT INTO "+table+" SELECT * FROM saved", "DROP TABLE saved", "UPDATE revision SET mark = 'back', "+column+" = hex(randomblob(8))")
		}
	}
}

func TestEveryTableBelongsToAPart(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		known := models.PartColumns()
		read(t, db, models.CommandLine, func(r *models.Read) error {
			tables, err := r.DB().Migrator().GetTables()
			for _, table := range tables {
				ofIndex := strings.HasPrefix(table, "search_text_") // what the full-text index of SQLite keeps for itself
				if _, ok := known[table]; !ok && !ofIndex && table != "goose_db_version" && table != "sqlite_sequence" {
					t.Errorf("the table %s is in no part: what is held of it would never be read anew", table)
				}
			}
			return err
		})
	})
}

// What a write has changed is not taken from what is held, and what it has read is not held when it is given up.
func TestAWriteSeesItsOwnChangesAndLeavesNothingBehindWhenGivenUp(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		names := func(r *models.Read) (n int) {
			list, err := r.Workflows()
			if err != nil {
				t.Fatal(err)
			}
			return len(list)
		}
		before := 0
		read(t, db, models.CommandLine, func(r *models.Read) error { before = names(r); return nil })
		err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			if n := names(&tx.Read); n != before {
				t.Errorf("%d workflows before the change, %d outside", n, before)
			}
			if err := tx.AddWorkflow(&models.Workflow{Name: "Never"}); err != nil {
				return err
			}
			if n := names(&tx.Read); n != before+1 {
				t.Errorf("%d workflows after one was added to %d", n, before)
			}
			return context.Canceled
		})
		if err == nil {
			t.Fatal("the write was not given up")
		}
		read(t, db, models.CommandLine, func(r *models.Read) error {
			if n := names(r); n != before {
				t.Errorf("%d workflows after a write that was given up, %d before", n, before)
			}
			return nil
		})
	})
}

// Pages fill and sort what they read, so no two readings may share anything that can be written to.
func TestWhatTheWizardReadsIsItsOwn(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, _ *demo.Company) {
		seen := map[uintptr]string{}
		for round := range 3 {
			read(t, db, models.CommandLine, func(r *models.Read) error {
				s, err := wizard.Current(r)
				if err != nil {
					return err
				}
				w, err := wizard.Load(r, s)
				if err != nil {
					return err
				}
				for name, list := range map[string]any{"intent": w.Intent, "outcomes": w.Outcomes, "workflows": w.Workflows, "processes": w.Processes, "goals": w.Goals,
					"objectives": w.Objectives, "rules": w.Rules, "cadences": w.Cadences, "steps": w.Steps, "teams": w.Teams, "strategy": w.Strategy, "company": w.Company} {
					places(reflect.ValueOf(list), func(at uintptr) {
						if was := seen[at]; was != "" {
							t.Errorf("round %d: %s hold what was read before as %s", round, name, was)
						}
						seen[at] = name
					})
				}
				return nil
			})
		}
	})
}

// places tells where everything lies that can be written to through a value: structs behind pointers, and lists.
func places(v reflect.Value, tell func(at uintptr)) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() && v.Elem().Kind() == reflect.Struct && v.Elem().Type() != reflect.TypeFor[time.Time]() {
			tell(v.Pointer())
			places(v.Elem(), tell)
		}
	case reflect.Slice:
		if v.Len() > 0 && v.Index(0).Kind() != reflect.Pointer {
			tell(v.Pointer())
		}
		for i := range v.Len() {
			places(v.Index(i), tell)
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			places(v.MapIndex(key), tell)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			places(v.Field(i), tell)
		}
	}
}
