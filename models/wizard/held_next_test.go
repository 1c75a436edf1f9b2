package wizard

import (
	"net/url"
	"testing"

	"throughline/models"
)

func TestWhileTheNextStrategyIsDraftedAWorkflowPassesOnOnlyOnceSomebodyHasLookedAtWhatRestsOnIt(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, tom := live(t, db)
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error {
			f := world(t, db, maja).Workflows[0]
			before := *f
			f.OwnerPersonID = &tom.PersonID
			return tx.SaveWorkflow(&before, f)
		}); err != nil {
			t.Fatal(err)
		}
		draftNext(t, db, maja)
		stands := func() *models.Workflow { return world(t, db, maja).Workflows[0] }
		was := stands()
		row := "workflows." + was.ID + "."
		sheet := mustSave(t, db, maja, "audit", Query{Item: was.Ref}, url.Values{row + "outcomes": ids(world(t, db, maja).Outcomes), row + "owner": {"Maja"}, row + "description": {"Who calls first is answered first."}, row + "why": {"Tom moves on."}}, false)
		if !sheet.Saved || len(sheet.Held) != 1 || sheet.Held[0].Reason != "Tom moves on." {
			t.Fatalf("%v waits; %v", sheet.Held, sheet.Form.Problems())
		}
		now := stands()
		if *now.OwnerPersonID != tom.PersonID || now.Description == "" {
			t.Fatalf("the owner counts already, or the rest does not: %+v", now)
		}
		if err := db.Read(t.Context(), maja, func(r *models.Read) error {
			w := world(t, db, maja)
			if err := w.LoadHeld(r, models.ChangeWorkflow); err != nil {
				return err
			}
			if f := w.Workflows[0]; *f.OwnerPersonID != maja.PersonID || f.Description != now.Description {
				t.Errorf("the page shows %+v", f)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		takesEffect(t, db, maja, sheet)
		if f := stands(); *f.OwnerPersonID != maja.PersonID || f.Description != now.Description || len(f.Outcomes) != len(was.Outcomes) {
			t.Errorf("after it was looked at it is %+v", f)
		}

		// That it goes waits too; what it will move, and what is to become of it, is said of a time to come.
		if gone := mustSave(t, db, maja, "audit", Query{}, url.Values{"do": {"remove:workflows:" + was.ID}}, false); len(gone.Held) != 1 || stands().ID != was.ID {
			t.Errorf("a workflow that work rests on goes at once: %v", gone.Held)
		}
		mapped := mustSave(t, db, maja, "audit", Query{}, url.Values{row + "outcomes": {world(t, db, maja).Outcomes[0].ID}, row + "verdict": {models.Redesign}}, false)
		if len(mapped.Held) != 0 {
			t.Errorf("what it will move waits: %v", mapped.Held)
		}
	})
}

func ids(list []*models.Outcome) (all []string) {
	for _, o := range list {
		all = append(all, o.ID)
	}
	return all
}

func TestWhoMayNotKnowOfTheNextStrategyWorksOnTheOneInForce(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		ana := anAuthor(t, db, maja)
		walkTo(t, db, maja)
		if _, err := PutInForce(t.Context(), db, maja); err != nil {
			t.Fatal(err)
		}
		inForce := world(t, db, maja).Strategy.ID
		next := draftNext(t, db, maja)
		for who, want := range map[*models.Who]string{&maja: next.ID, &ana: inForce} {
			if got := world(t, db, *who).Strategy.ID; got != want {
				t.Errorf("%s works on %s, not on %s", who.Name, got, want)
			}
		}
		err := db.Read(t.Context(), models.Who{PersonID: models.NewID(), Name: "Mo"}, func(r *models.Read) error { _, err := Current(r); return err })
		if r, ok := models.AsRefusal(err); !ok || r.Kind != models.KindNotAllowed {
			t.Errorf("a member is told of the draft by another refusal: %v", err)
		}
	})
}
