package wizard

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestWhichIntentsHold(t *testing.T) {
	for _, c := range []struct{ what, text, problem string }{
		{"one sentence with where and why", goodIntent, ""},
		{"nothing", "", "Write the intent as one sentence"},
		{"two sentences", "We grow in the north. We win because we answer first.", "this has 2"},
		{"a title without a verb", "Excellence in service", "is a title"},
		{"families of emoji", "By 2030 families 👨‍👩‍👧‍👦 trust us to keep their clinics open 🏥, because we answer first.", ""},
		{"right to left", "بحلول عام 2030 تثق بنا العيادات لأننا نجيب أولا.", ""},
		{"right to left, Hebrew", "עד 2030 מרפאות סומכות עלינו כי אנחנו עונים ראשונים.", ""},
		{"a missing why is advice only", "By 2030 we run every clinic in the north.", ""},
		{"an abbreviation ends no sentence", "By 2030 clinics e.g. in the north trust us, because we answer first.", ""},
		{"forty words are advice only", "By 2030 we keep " + strings.Repeat("many ", 36) + "clinics running, because we answer first.", ""},
	} {
		w := sound()
		w.Intent.Statement, w.Standing = c.text, c.text
		g := gapAt(w, "intent", theSentence, "statement")
		if c.problem == "" && g.Say != "" || !strings.Contains(g.Say, c.problem) {
			t.Errorf("%s: %q", c.what, g.Say)
		}
	}
}

func TestStepsTwoToSixOpenOnceTheIntentIsMarkedDone(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {goodIntent}}, false)
		if world(t, db, maja).Open(ByKey("audit")) {
			t.Fatal("opened by a saved sentence that nobody marked as done")
		}
		mustSave(t, db, maja, "intent", Query{}, url.Values{}, true)
		w := world(t, db, maja)
		for _, s := range Steps {
			if !w.Open(s) {
				t.Errorf("%s is shut", s.Key)
			}
		}
		// A sentence that no longer holds shuts them again, and the step is no longer done.
		mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {"We grow. We win."}}, false)
		w = world(t, db, maja)
		if state, wrong := w.State(ByKey("intent")); state != Problem || wrong != 1 || w.Open(ByKey("outcomes")) {
			t.Fatalf("%s with %d problems", state, wrong)
		}
	})
}

func TestEmojiAndRightToLeftTextComeBackAsTyped(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		for _, text := range []string{
			"By 2030 families 👨‍👩‍👧‍👦 trust us to keep their clinics open, because we answer first.",
			"بحلول عام 2030 تثق بنا العيادات لأننا نجيب أولا.", "By 2030 we keep \u202dLRO\u202c and e\u0301 as they are, because we answer first.",
		} {
			mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {text}}, true)
			if got := world(t, db, maja).Intent.Statement; got != text {
				t.Errorf("%q became %q", text, got)
			}
		}
	})
}

func TestWhatNoColumnCanHoldIsShownBackAndNotKept(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {goodIntent}}, true)
		for what, c := range map[string]struct{ typed, say, shown string }{
			"a NUL byte":         {"We grow\x00 far", "control character", "We grow� far"},
			"broken UTF-8":       {"We grow \xff far", "arrived broken", "We grow � far"},
			"100,000 characters": {strings.Repeat("a", 100_000), "Keep this to 1,000 characters; it has 100,000.", strings.Repeat("a", 100_000)},
		} {
			sheet := mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {c.typed}}, true)
			f := sheet.Form.Field("intent.sentence.statement")
			if sheet.Saved || !strings.Contains(f.Problem, c.say) || f.Typed != c.shown {
				t.Errorf("%s: saved %v, says %q", what, sheet.Saved, f.Problem)
			}
		}
		if got := world(t, db, maja).Intent.Statement; got != goodIntent {
			t.Fatalf("kept %q", got)
		}
	})
}

func TestAChangedIntentInForceKeepsTheOneBefore(t *testing.T) {
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
		maja, _, _ := company(t, db)
		walkTo(t, db, maja)
		if _, err := PutInForce(context.Background(), db, maja); err != nil {
			t.Fatal(err)
		}
		clock.Set(modelstest.Monday.AddDate(1, 0, 1))
		next := "By 2030 clinics in the south trust us, because we fix for good."
		sheet := mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {next}}, false)
		if !sheet.Saved || !sheet.Form.Valid() {
			t.Fatal("after 12 months a reason is still asked", sheet.Form.Problems())
		}
		takesEffect(t, db, maja, sheet)
		if err := db.Read(context.Background(), maja, func(r *models.Read) error {
			var states []string
			err := r.DB().Model(&models.Intent{}).Order("created_at").Pluck("state", &states).Error
			if len(states) != 2 || states[0] != models.Superseded || states[1] != models.InForce {
				t.Errorf("intents are %v", states)
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if sheet := mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {"Two now. Sentences."}}, false); sheet.Saved {
			t.Fatal("in force, two sentences were taken")
		}
		if sheet := mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {""}}, false); sheet.Saved {
			t.Fatal("in force, the intent could be emptied")
		}
		if got := world(t, db, maja).Intent.Statement; got != next {
			t.Fatal(got)
		}
	})
}
