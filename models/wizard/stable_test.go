package wizard

import (
	"context"
	"net/url"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

const (
	secondIntent = "By 2030 clinics in the south trust us, because we fix for good."
	thirdIntent  = "By 2031 clinics in the west trust us, because we fix for good."
)

func TestTheReasonOfAWordingStaysWithItAndASecondDraftIsHeldToTheSameClock(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		maja, _, _ := company(t, db)
		walkTo(t, db, maja)
		if _, err := PutInForce(context.Background(), db, maja); err != nil {
			t.Fatal(err)
		}
		first := world(t, db, maja)
		say := func(text, reason string, saved bool) *Sheet {
			t.Helper()
			sheet := mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {text}, "intent.sentence.change_reason": {reason}}, false)
			if sheet.Saved != saved {
				t.Fatalf("%q with %q: %v", text, reason, sheet.Form.Problems())
			}
			if len(sheet.Held) > 0 {
				takesEffect(t, db, maja, sheet)
			}
			return sheet
		}
		reasons := func() map[string]string {
			list := map[string]string{}
			var rows []*models.Intent
			if err := db.Read(t.Context(), maja, func(r *models.Read) error { return r.DB().Limit(10).Find(&rows).Error }); err != nil {
				t.Fatal(err)
			}
			for _, i := range rows {
				list[i.Statement+" "+i.State] = i.ChangeReason
			}
			return list
		}
		say(secondIntent, "We bought a firm there.", true)
		say(secondIntent, "", true)
		if got := reasons(); got[secondIntent+" "+models.InForce] != "We bought a firm there." {
			t.Errorf("saved again, the reason is gone: %v", got)
		}
		say(thirdIntent, "We sold it.", true)
		if got := reasons(); got[secondIntent+" "+models.Superseded] != "We bought a firm there." || got[thirdIntent+" "+models.InForce] != "We sold it." || len(got) != 3 {
			t.Errorf("a wording that was followed by another lost its reason: %v", got)
		}

		draft := &models.Strategy{Title: "The next one", Kind: models.Organizational, State: models.Draft, AuthorPersonID: &maja.PersonID}
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error { return tx.Insert(draft) }); err != nil {
			t.Fatal(err)
		}
		done := func(text, reason string) bool {
			sheet := mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {text}, "intent.sentence.change_reason": {reason}}, true)
			return sheet.Form.Valid() && world(t, db, maja).IntentHolds()
		}
		if world(t, db, maja).Strategy.ID != draft.ID {
			t.Fatal("the draft is not what is worked on")
		}
		if done(goodIntent, "") {
			t.Error("a second draft changes the intent within 12 months without a reason")
		}
		if !done(thirdIntent, "") {
			t.Error("the same sentence asks for a reason")
		}
		since := world(t, db, maja).Before.InForceAt
		if !done(goodIntent, "The market turned.") {
			t.Error("a reason is not enough")
		}
		if !done(thirdIntent, "") {
			t.Error("the same sentence asks for a reason")
		}
		clock.Advance(24 * 30 * 3600e9)
		if err := db.Write(t.Context(), maja, func(tx *models.Tx) error {
			w, err := Load(&tx.Read, draft)
			if err != nil {
				return err
			}
			return putInForce(tx, w)
		}); err != nil {
			t.Fatal(err)
		}
		if now := world(t, db, maja).Intent; now.State != models.InForce || now.StrategyID != draft.ID || !now.InForceAt.Equal(*since) || now.ChangeReason != "We sold it." {
			t.Errorf("the same sentence began anew: %+v", now)
		}
		if first.Strategy.ID == draft.ID {
			t.Error("nothing was superseded")
		}
	})
}
