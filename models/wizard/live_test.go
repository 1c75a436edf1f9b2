package wizard

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func live(t *testing.T, db *models.DB) (maja, tom models.Who) {
	t.Helper()
	maja, tom, _ = company(t, db)
	walkTo(t, db, maja)
	if _, err := PutInForce(context.Background(), db, maja); err != nil {
		t.Fatal(err)
	}
	return maja, tom
}

func TestAStrategyInForceKeepsAtLeastWhatItHad(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := live(t, db)
		w := world(t, db, maja)
		o, goal, objective := "outcomes."+w.Outcomes[0].ID+".", "goals."+w.Goals[0].ID+".", "objectives."+w.Objectives[0].ID+"."
		for what, c := range map[string]struct {
			step string
			v    url.Values
		}{
			"a target that becomes a wish":      {"outcomes", url.Values{o + "target": {""}}},
			"a target that is no number":        {"outcomes", url.Values{o + "target": {"more"}}},
			"an owner nobody knows":             {"outcomes", url.Values{o + "owner": {"Zoe"}}},
			"an outcome removed of three":       {"outcomes", url.Values{"do": {"remove:outcomes:" + w.Outcomes[0].ID}}},
			"an outcome half added":             {"outcomes", url.Values{"outcomes." + newID(70) + ".title": {"Half"}}},
			"a goal that serves nothing":        {"goals", url.Values{goal + "title": {"Reduce cycle time by 30%"}, goal + "outcomes": {}}},
			"an objective without a team":       {"goals", url.Values{objective + "goals": {w.Goals[0].ID}, objective + "team": {""}}},
			"the last objective":                {"goals", url.Values{"do": {"remove:objectives:" + w.Objectives[0].ID}}},
			"the last goal set aside":           {"goals", url.Values{"do": {"aside-goal:" + w.Goals[0].ID}}},
			"a rule without a deadline":         {"handoff", url.Values{"rules." + w.Rules[0].ID + ".days": {""}}},
			"keep for what moves nothing":       {"audit", url.Values{"workflows." + w.Workflows[0].ID + ".verdict": {models.Keep}, "workflows." + w.Workflows[0].ID + ".outcomes": {}}},
			"a sixth outcome, after two others": {"outcomes", more(7)},
		} {
			sheet, err := Save(context.Background(), db, maja, ByKey(c.step), Query{}, c.v, false)
			if _, refused := models.AsRefusal(err); err != nil && !refused {
				t.Fatal(err)
			}
			if err == nil && (sheet.Saved || sheet.Form.Valid()) {
				t.Errorf("%s was taken", what)
			}
		}
		now := world(t, db, maja)
		if len(now.Outcomes) != 3 || now.Outcomes[0].Version != w.Outcomes[0].Version || now.Goals[0].Version != w.Goals[0].Version || now.Rules[0].Version != w.Rules[0].Version {
			t.Fatal("something was half saved")
		}
	})
}

// more is three more whole outcomes, one too many.
func more(from int) url.Values {
	v := url.Values{}
	for i := range 3 {
		outcome(v, newID(80+from+i), "One more")
	}
	return v
}

func TestAStrategyInForceIsEditedWhereItStands(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := live(t, db)
		w := world(t, db, maja)
		o := "outcomes." + w.Outcomes[0].ID + "."
		v := url.Values{}
		outcome(v, newID(70), "A fourth")
		for _, c := range []struct {
			step string
			v    url.Values
		}{
			{"outcomes", url.Values{o + "target": {"90"}}}, {"outcomes", v}, {"outcomes", url.Values{"do": {"aside:" + w.Outcomes[1].ID}}},
			{"audit", workflow(71, "New since January", models.Undecided)}, {"handoff", url.Values{"do": {"unlock"}}},
		} {
			sheet := mustSave(t, db, maja, c.step, Query{}, c.v, false)
			if !sheet.Saved || !sheet.Form.Valid() {
				t.Fatalf("%s %v: %v", c.step, c.v, sheet.Form.Problems())
			}
			if len(sheet.Held) > 0 {
				takesEffect(t, db, maja, sheet)
			}
		}
		now := world(t, db, maja)
		if *now.Outcome(w.Outcomes[0].ID).Measures[0].Target != 90 || len(now.Outcomes) != 3 || now.Outcomes[2].State != models.OutcomeActive {
			t.Fatalf("%+v", now.Outcomes)
		}
		// A workflow without a verdict is no fault of the strategy, but the audit is open again until it has one.
		if state, _ := now.State(ByKey("audit")); state != InProgress && state != LookAgain || now.Steps["audit"].DoneAt != nil {
			t.Fatalf("the audit is %s", state)
		}
		f := now.Workflow(newID(71)[len(newPrefix):])
		for _, c := range []url.Values{
			{"workflows." + f.ID + ".verdict": {models.Undecided}, "workflows." + f.ID + ".reason": {"Not sure yet"}},
			{"workflows." + f.ID + ".verdict": {models.Stop}},
			{"workflows." + f.ID + ".verdict": {models.Stop}, "workflows." + f.ID + ".reason": {"Nobody reads it"}, "workflows." + f.ID + ".carrier": {"Tom"}, "workflows." + f.ID + ".day": {"31 Dec 2026"}},
		} {
			if sheet := mustSave(t, db, maja, "audit", Query{}, c, false); !sheet.Saved {
				t.Fatalf("%v: %v", c, sheet.Form.Problems())
			}
		}
		for _, s := range []string{"audit", "goals", "redesign"} { // O2 is set aside, so the audit has to be looked through once more
			sheet := mustSave(t, db, maja, s, Query{}, url.Values{}, true)
			if state, _ := world(t, db, maja).State(ByKey(s)); s != "redesign" && (state != Done || !sheet.Form.Valid()) {
				t.Errorf("%s is %s: %v", s, state, sheet.Form.Problems())
			}
		}
		mustSave(t, db, maja, "handoff", Query{}, url.Values{"do": {"lock"}}, true)
		if w := world(t, db, maja); !w.CadenceLocked() {
			t.Fatal("the cadence cannot be locked in again")
		}
	})
}

func TestWhatWasMissingBeforeDoesNotStandInTheWayOfAnotherChange(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := live(t, db)
		w := world(t, db, maja)
		o := w.Outcomes[0]
		if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			before := clone(o)
			o.Measures[0].Baseline, o.Measures[0].BaselineText = nil, "about half"
			return tx.SaveOutcome(models.OutcomeChanged, before, o)
		}); err != nil {
			t.Fatal(err)
		}
		sheet := mustSave(t, db, maja, "outcomes", Query{}, url.Values{"outcomes." + o.ID + ".baseline": {"about half"}, "outcomes." + o.ID + ".title": {"Renamed"}}, false)
		takesEffect(t, db, maja, sheet)
		if got := world(t, db, maja).Outcome(o.ID); !sheet.Saved || got.Title != "Renamed" || got.Measures[0].BaselineText != "about half" {
			t.Fatal(sheet.Form.Problems())
		}
	})
}

func TestALaterStepIsLookedAtAgainWhenAnEarlierAnswerChanges(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		for changed, later := range map[string]string{"intent": "outcomes", "outcomes": "audit redesign goals", "audit": "redesign handoff", "goals": "handoff", "redesign": "", "handoff": ""} {
			for _, s := range Steps {
				rests := strings.Contains(" "+later+" ", " "+s.Key+" ")
				needs := strings.Contains(" "+strings.Join(s.Needs, " ")+" ", " "+changed+" ")
				if rests != needs {
					t.Errorf("%s rests on %s: %v", s.Key, changed, needs)
				}
			}
		}
		maja, _, _ := company(t, db)
		walkTo(t, db, maja)
		o := world(t, db, maja).Outcomes[0]
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{}, false)
		if w := world(t, db, maja); w.DoneCount() != 6 {
			t.Fatal("a save that changed nothing asks for another look")
		}
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{"outcomes." + o.ID + ".target": {"85"}}, false)
		for _, key := range []string{"audit", "redesign", "goals"} {
			w := world(t, db, maja)
			if state, _ := w.State(ByKey(key)); state != LookAgain || !strings.Contains(w.Steps[key].LookAgain, "Step 2, Outcomes, changed") {
				t.Errorf("%s is %s: %s", key, state, w.Steps[key].LookAgain)
			}
			if sheet := mustSave(t, db, maja, key, Query{}, url.Values{}, true); !sheet.Form.Valid() {
				t.Error(sheet.Form.Problems())
			}
		}
		if w := world(t, db, maja); w.DoneCount() != 6 || len(w.Missing()) != 0 {
			t.Fatal(w.Missing())
		}
	})
}

func TestSavesAtTheVerySameMomentAreAllKept(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, tom := ready(t, db)
		o := world(t, db, maja).Outcomes[0].ID
		var all sync.WaitGroup
		for i := range 6 {
			who, v := maja, workflow(1, "Triage", models.Keep, o)
			if i%2 == 1 {
				who, v = tom, workflow(10+i, "Reports", models.Keep, o)
			}
			all.Add(1)
			go func() {
				defer all.Done()
				if sheet, err := Save(context.Background(), db, who, ByKey("audit"), addPage, v, false); err != nil || !sheet.Saved {
					t.Errorf("%v", err)
				}
			}()
		}
		all.Wait()
		if n := len(world(t, db, maja).Workflows); n != 4 {
			t.Fatalf("%d workflows", n)
		}
	})
}
