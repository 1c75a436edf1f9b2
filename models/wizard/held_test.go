package wizard

import (
	"context"
	"net/url"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

// takesEffect applies what a save in force has held back, with everything kept that rests on it.
func takesEffect(t *testing.T, db *models.DB, who models.Who, sheet *Sheet) {
	t.Helper()
	if !sheet.Saved || len(sheet.Held) == 0 {
		t.Fatalf("nothing is held back: %v", sheet.Form.Problems())
	}
	for _, held := range sheet.Held {
		if err := db.Write(context.Background(), who, func(tx *models.Tx) error {
			c, err := tx.ChangeByRef(held.Ref)
			if err != nil {
				return err
			}
			return ApplyChange(tx, c)
		}); err != nil {
			t.Fatal(err)
		}
	}
}

func TestInForceAChangeWaitsUntilSomebodyHasLookedAtWhatRestsOnIt(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, tom := live(t, db)
		o := world(t, db, maja).Outcomes[0]
		row := "outcomes." + o.ID + "."
		stands := func() *models.Outcome { return world(t, db, maja).Outcome(o.ID) }
		typed := func(who models.Who) (w *World) {
			if err := db.Read(t.Context(), who, func(r *models.Read) (err error) {
				w = world(t, db, who)
				return w.LoadHeld(r, models.ChangeOutcome)
			}); err != nil {
				t.Fatal(err)
			}
			return w
		}
		first := mustSave(t, db, maja, "outcomes", Query{}, url.Values{row + "target": {"90"}}, false)
		if len(first.Held) != 1 || stands().Version != o.Version {
			t.Fatalf("it counts already, or nothing is held: %v", first.Held)
		}
		second := mustSave(t, db, maja, "outcomes", Query{}, url.Values{row + "target": {"90"}, row + "title": {"Renamed"}}, false)
		if len(second.Held) != 1 || second.Held[0].Ref != first.Held[0].Ref {
			t.Fatal("a second change of the same outcome is a plan of its own")
		}
		if w := typed(maja); *w.Outcome(o.ID).Measures[0].Target != 90 || w.Outcome(o.ID).Title != "Renamed" {
			t.Fatal("what was typed is lost")
		}
		if w := typed(tom); w.Outcome(o.ID).Title != o.Title {
			t.Fatal("somebody else sees what does not count yet")
		}
		takesEffect(t, db, maja, second)
		if now := stands(); *now.Measures[0].Target != 90 || now.Title != "Renamed" || now.Version == o.Version {
			t.Fatalf("it does not count: %+v", now)
		}
		if state, _ := world(t, db, maja).State(ByKey("goals")); state != LookAgain {
			t.Errorf("the goals rest on it and are %s", state)
		}
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error {
			c, err := tx.ChangeByRef(first.Held[0].Ref)
			if err != nil {
				return err
			}
			_, stand, err := tx.UndoChange(c)
			if stand != 0 {
				t.Errorf("%d things stand", stand)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if now := stands(); *now.Measures[0].Target != *o.Measures[0].Target || now.Title != o.Title {
			t.Fatalf("it is not as it was: %+v", now)
		}
		if state, _ := world(t, db, maja).State(ByKey("goals")); state != Done {
			t.Errorf("the goals are %s after the undo", state)
		}
	})
}

func TestTypingItBackGivesThePlanUpAndAThirdPersonsSaveIsNotLost(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, tom := live(t, db)
		o := world(t, db, maja).Outcomes[0]
		row := "outcomes." + o.ID + "."
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{row + "title": {"Renamed"}}, false)
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{row + "title": {o.Title}}, false)
		held := func() (n int) {
			if err := db.Read(t.Context(), maja, func(r *models.Read) error {
				of, err := r.PlannedOf(models.ChangeOutcome, o.ID)
				n = len(of)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return n
		}
		if held() != 0 {
			t.Fatal("what was typed back is still planned")
		}
		sheet := mustSave(t, db, maja, "outcomes", Query{}, url.Values{row + "title": {"Renamed"}}, false)
		takesEffect(t, db, tom, mustSave(t, db, tom, "outcomes", Query{}, url.Values{row + "target": {"95"}}, false))
		err := db.Write(t.Context(), maja, func(tx *models.Tx) error {
			c, err := tx.ChangeByRef(sheet.Held[0].Ref)
			if err != nil {
				return err
			}
			return ApplyChange(tx, c)
		})
		if r, refused := models.AsRefusal(err); !refused || r.Kind != models.KindStale {
			t.Fatalf("written over an older state, it counts: %v", err)
		}
		if now := world(t, db, maja).Outcome(o.ID); now.Title != o.Title || *now.Measures[0].Target != 95 {
			t.Fatalf("%+v", now)
		}
	})
}
