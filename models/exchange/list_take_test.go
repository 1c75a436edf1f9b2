package exchange

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/modelstest"
)

// owner is somebody who works on the alignment.
func owner(t *testing.T, db *models.DB, name string) models.Who {
	t.Helper()
	p := &models.Person{Name: name, Active: true, Executive: true}
	if err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error { return tx.Insert(p) }); err != nil {
		t.Fatal(err)
	}
	return models.Who{PersonID: p.ID, Name: name, Executive: true}
}

// begin keeps a list as somebody's upload.
func begin(t *testing.T, db *models.DB, who models.Who, raw string) *models.Upload {
	t.Helper()
	tables, err := ReadList("list.csv", []byte(raw))
	if err != nil {
		t.Fatal(err)
	}
	u := &models.Upload{Name: "list.csv"}
	if u.Content, err = StoredTables(tables); err != nil {
		t.Fatal(err)
	}
	change(t, db, who, func(tx *models.Tx) error {
		h, err := Load(&tx.Read)
		if err != nil {
			return err
		}
		u.Mapping = Guess(tables, 0, h, form.Locale{}).Stored()
		return tx.BeginUpload(u)
	})
	return u
}

func change(t *testing.T, db *models.DB, who models.Who, f func(tx *models.Tx) error) {
	t.Helper()
	if err := db.Write(t.Context(), who, f); err != nil {
		t.Fatal(err)
	}
}

// takeIn confirms an upload as its mapping stands.
func takeIn(t *testing.T, db *models.DB, who models.Who, u *models.Upload) {
	t.Helper()
	change(t, db, who, func(tx *models.Tx) error {
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
		return Judge(tables[m.Sheet], m, h, form.Locale{}).TakeIn(tx, u)
	})
}

func TestAListComesInWholeWithItsEventsAndGoesBackRowByRow(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		audit(t, db)
		erik := owner(t, db, "Erik Owner")
		before, err := json.Marshal(here(t, db).Workflows[0])
		if err != nil {
			t.Fatal(err)
		}
		u := begin(t, db, erik, "Workflow,Team,Hours,Outcomes,Verdict,Steps\nTriage of calls,Support,50,O1,keep,\"Answer\nSort\"\nWrite offers,Sales,4,O1; O2,keep,\nCall back,Support,3,,,\nPlan shifts,,2,,,\n")
		takeIn(t, db, erik, u)
		if u.Added != 3 || u.Changed != 1 || u.Content != "" || u.Mapping != "" {
			t.Fatalf("%+v", u)
		}
		h := here(t, db)
		if len(h.Workflows) != 4 {
			t.Fatalf("%d workflows", len(h.Workflows))
		}
		kinds := map[string]int{}
		if err := db.Read(t.Context(), erik, func(r *models.Read) error {
			var events []models.Event
			err := r.DB().Where("actor_name = ?", "Erik Owner").Limit(100).Find(&events).Error
			for _, e := range events {
				kinds[e.Type]++
				if strings.Contains(e.Payload, "Plan shifts") && e.EntityType == "upload" {
					t.Error("an event of the list holds its cells")
				}
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(kinds); got != "map[upload.taken_in:1 workflow.created:3 workflow.verdict_given:1]" {
			t.Error(got)
		}

		// Somebody changes one that the list added; the rest goes back.
		change(t, db, models.CommandLine, func(tx *models.Tx) error {
			for _, w := range h.Workflows {
				if w.Name == "Call back" {
					was := *w
					w.Name = "Call back at once"
					return tx.SaveWorkflow(&was, w)
				}
			}
			return nil
		})
		var left []*Back
		back := 0
		for range 2 { // a second time nothing more goes
			change(t, db, erik, func(tx *models.Tx) error {
				u, err := tx.UploadByRef(u.Ref)
				if err != nil {
					return err
				}
				n, still, err := TakeBack(tx, u)
				back, left = back+n, still
				return err
			})
			if back != 3 || len(left) != 1 || left[0].Name != "Call back at once" || left[0].Why != "It was changed since." {
				t.Fatalf("%d %+v", back, left)
			}
		}
		h = here(t, db)
		if len(h.Workflows) != 2 {
			t.Fatalf("%d workflows", len(h.Workflows))
		}
		for _, w := range h.Workflows {
			w.Row.Version, w.UpdatedAt = 1, w.CreatedAt
			if after, err := json.Marshal(w); w.Name == "Triage of calls" && (err != nil || string(after) != string(before)) {
				t.Errorf("put back as %s, it was %s", after, before)
			}
		}
	})
}

func TestAListBelongsToWhoGaveItAndGoesAfterADay(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		audit(t, db)
		erik, eva := owner(t, db, "Erik Owner"), owner(t, db, "Eva Owner")
		u := begin(t, db, erik, "Workflow\nPlan shifts\n")
		find := func(who models.Who) (n int, err error) {
			err = db.Read(t.Context(), who, func(r *models.Read) error {
				list, err := r.Uploads()
				if n = len(list); err != nil {
					return err
				}
				_, err = r.UploadByRef(u.Ref)
				return err
			})
			return n, err
		}
		if n, err := find(erik); n != 1 || err != nil {
			t.Error(n, err)
		}
		if n, err := find(eva); n != 0 || err == nil {
			t.Error("somebody else finds the list", n, err)
		}
		if err := db.Write(t.Context(), models.Who{PersonID: eva.PersonID, Name: "Mo"}, func(tx *models.Tx) error { return tx.BeginUpload(&models.Upload{Name: "x"}) }); err == nil {
			t.Error("a member began a list")
		}
		for range 7 {
			begin(t, db, eva, "Workflow\nPlan shifts\n")
		}
		if n, _ := find(eva); n != 5 {
			t.Errorf("%d lists stay open", n)
		}
		clock.Advance(25 * time.Hour)
		if n, err := find(erik); n != 0 || err == nil {
			t.Error("a list is there after a day", n, err)
		}
		var all int64
		if err := db.Write(t.Context(), models.Background, func(tx *models.Tx) error {
			if err := tx.ClearEnded(); err != nil {
				return err
			}
			return tx.DB().Model(&models.Upload{}).Count(&all).Error
		}); err != nil || all != 0 {
			t.Error("what expired is still stored", all, err)
		}
	})
}
