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

func TestAGoalInForceWaitsWithItsReasonAndWhatNothingRestsOnCountsAtOnce(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, tom := live(t, db)
		w := world(t, db, maja)
		g, f := w.Goals[0], w.Workflows[0]
		later := g.DueDay.AddMonths(1)
		row := "goals." + g.ID + "."
		sheet := mustSave(t, db, maja, "goals", Query{}, url.Values{row + "outcomes": g.OutcomeIDs, row + "due": {later.Short()}, row + "why": {"Two clinics came later."}}, false)
		if len(sheet.Held) != 1 || sheet.Held[0].Reason != "Two clinics came later." || world(t, db, maja).Goals[0].Version != g.Version {
			t.Fatalf("it counts already, or nothing is held: %+v, saved %v, %v", sheet.Held, sheet.Saved, sheet.Form.Problems())
		}
		shown := func(who models.Who) (due string) {
			if err := db.Read(t.Context(), who, func(r *models.Read) error {
				w := world(t, db, who)
				err := w.LoadFor(r, ByKey("goals"))
				due = string(w.Goals[0].DueDay)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return due
		}
		if shown(maja) != string(later) || shown(tom) != string(g.DueDay) {
			t.Error("what was typed is lost, or somebody else sees it")
		}
		again := mustSave(t, db, maja, "goals", Query{}, url.Values{row + "outcomes": g.OutcomeIDs, row + "due": {later.Short()}, row + "measure": {"Handoffs in time"}}, false)
		if len(again.Held) != 1 || again.Held[0].Ref != sheet.Held[0].Ref || again.Held[0].Reason == "" {
			t.Fatalf("typed on, it is another change, or its reason is lost: %+v", again.Held)
		}
		takesEffect(t, db, maja, again)
		if now := world(t, db, maja).Goals[0]; now.DueDay != later || now.Measure != "Handoffs in time" {
			t.Errorf("%+v", now)
		}
		if err := db.Read(t.Context(), maja, func(r *models.Read) error {
			var e models.Event
			var move models.PromiseMove
			err := r.DB().Where("entity_id = ? AND type = ?", g.ID, string(models.GoalChanged)).Order("entity_version DESC").First(&e).Error
			if err == nil {
				err = r.DB().Where("entity_id = ?", g.ID).First(&move).Error
			}
			if e.Reason != "Two clinics came later." || move.Reason != e.Reason {
				t.Errorf("history says %q, the ledger %q", e.Reason, move.Reason)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		flow := "workflows." + f.ID + "."
		var moves []string
		for _, l := range f.Outcomes {
			moves = append(moves, l.OutcomeID)
		}
		if s := mustSave(t, db, maja, "audit", Query{}, url.Values{flow + "outcomes": moves, flow + "owner": {"Tom Okafor"}, flow + "why": {"He has the planner."}}, false); len(s.Held) != 0 {
			t.Errorf("nothing rests on it, and it waits: %+v", s.Held[0])
		}
	})
}

func TestInForceAVerdictForManyAndAProcessThatGoesWaitAndNothingTurnsIntoAnotherKind(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := live(t, db)
		w := world(t, db, maja)
		f, p, g := w.Workflows[0], w.Processes[0], w.Goals[0]
		// The process rests on the workflow, so that it stops waits; the reason is asked once for the whole matrix.
		bulk := &Bulk{Verdict: models.Stop, Clear: true, Reason: "Nobody asks for it.", Carrier: *p.OwnerPersonID, Day: w.Today.AddMonths(1)}
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error {
			w, err := Load(&tx.Read, w.Strategy)
			if err != nil {
				return err
			}
			undo, n, err := bulk.Give(tx, w, bulk.Fates(w, []string{f.Ref}))
			if n != 0 || undo != "" || len(w.Held) != 1 || w.Held[0].SubjectID != f.ID || w.Held[0].Reason != bulk.Reason {
				t.Errorf("%d are given, %d wait", n, len(w.Held))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if now := world(t, db, maja).Workflows[0]; now.Version != f.Version {
			t.Error("it stops already")
		}
		row := "workflows." + f.ID + "."
		held := mustSave(t, db, maja, "audit", Query{}, url.Values{row + "outcomes": {w.Outcomes[0].ID}, row + "verdict": {models.Redesign}, "why": {"Two of them go their own way."}}, false)
		if len(held.Held) != 1 || held.Held[0].Reason != "Two of them go their own way." {
			t.Errorf("the matrix holds %+v, %v", held.Held, held.Form.Problems())
		}
		for _, do := range []string{"to-objective:" + g.ID} {
			_, err := Save(t.Context(), db, maja, ByKey("goals"), Query{}, url.Values{"do": {do}}, false)
			if r, refused := models.AsRefusal(err); !refused || world(t, db, maja).Goals[0].ID != g.ID {
				t.Errorf("%s: %v, %v", do, err, r)
			}
		}
		if err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
			return tx.AddDecision(&models.Decision{Title: "Calls are answered first", Statement: "They are.", DeciderPersonID: p.OwnerPersonID, DecidedDay: tx.Today(), Affects: []*models.Affected{{Type: "process", ID: p.ID}}})
		}); err != nil {
			t.Fatal(err)
		}
		gone, err := Save(t.Context(), db, maja, ByKey("redesign"), Query{Item: p.Ref}, url.Values{"do": {"remove:processes:" + p.ID}}, false)
		if _, refused := models.AsRefusal(err); err != nil && !refused || err == nil && len(gone.Held) == 0 && gone.Saved {
			t.Errorf("a process that a decision rests on goes at once: %v", err)
		}
	})
}
