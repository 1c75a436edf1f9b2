package wizard

import (
	"context"
	"fmt"
	"net/url"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

// company makes a small company with a team and two people, one of them the executive.
func company(t *testing.T, db *models.DB) (maja, tom models.Who, team *models.Team) {
	t.Helper()
	team = &models.Team{Name: "Desk"}
	people := []*models.Person{{Name: "Maja", Executive: true, Active: true}, {Name: "Tom", Executive: true, Active: true}}
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
		if _, err := tx.EnsureCompany("Acme"); err != nil {
			return err
		}
		if _, err := tx.EnsureStrategy(); err != nil {
			return err
		}
		for _, p := range people {
			if err := tx.Insert(p); err != nil {
				return err
			}
		}
		return tx.Insert(team)
	}); err != nil {
		t.Fatal(err)
	}
	who := func(p *models.Person) models.Who { return models.Who{PersonID: p.ID, Name: p.Name, Executive: true} }
	return who(people[0]), who(people[1]), team
}

// alone runs a test on SQLite only: what it asks is decided before any statement, and the tests beside it run on both.
func alone(t *testing.T, test func(t *testing.T, db *models.DB)) {
	t.Helper()
	test(t, modelstest.Open(t))
}

func mustSave(t *testing.T, db *models.DB, who models.Who, step string, q Query, v url.Values, mark bool) *Sheet {
	t.Helper()
	sheet, err := Save(context.Background(), db, who, ByKey(step), q, v, mark)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func world(t *testing.T, db *models.DB, who models.Who) *World {
	t.Helper()
	var w *World
	if err := db.Read(context.Background(), who, func(r *models.Read) error {
		s, err := Current(r)
		if err != nil {
			return err
		}
		w, err = Load(r, s)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return w
}

const goodIntent = "By the end of 2027, mid-size clinics trust us to keep them running, because we answer first and fix for good."

func TestTwoSentencesOfIntentAreKeptButTheStepCannotBeDone(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		sheet := mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {"We grow. We win."}}, true)
		if !sheet.Saved || sheet.Form.Valid() {
			t.Fatalf("saved %v, problems %v", sheet.Saved, sheet.Form.Problems())
		}
		w := world(t, db, maja)
		if w.Intent.Statement != "We grow. We win." {
			t.Fatalf("kept %q", w.Intent.Statement)
		}
		if w.IntentHolds() || w.Open(ByKey("outcomes")) {
			t.Fatal("step 2 opened on two sentences")
		}
		if _, err := Save(context.Background(), db, maja, ByKey("outcomes"), Query{}, url.Values{}, false); err == nil {
			t.Fatal("step 2 took a save before the intent holds")
		}
	})
}

func outcome(v url.Values, id, title string) {
	for key, value := range map[string]string{
		"title": title, "metric": title + " metric", "direction": "increase", "baseline": "62", "target": "80 %", "unit": "%", "deadline": "31 Dec 2030", "owner": "Desk",
	} {
		v.Set("outcomes."+id+"."+key, value)
	}
}

func newID(n int) string { return fmt.Sprintf("new-00000000-0000-7000-8000-%012d", n) }

// walkTo fills the steps before one, all marked done.
func walkTo(t *testing.T, db *models.DB, maja models.Who) {
	t.Helper()
	done := func(step string, q Query, v url.Values) *Sheet {
		t.Helper()
		sheet := mustSave(t, db, maja, step, q, v, true)
		if !sheet.Form.Valid() || sheet.Clash != nil {
			t.Fatalf("%s: %v", step, sheet.Form.Problems())
		}
		return sheet
	}
	done("intent", Query{}, url.Values{"intent.sentence.statement": {goodIntent}})
	v := url.Values{}
	for i, title := range []string{"Fixed at first contact", "Clinics that renew", "Faster delivery"} {
		outcome(v, newID(i+1), title)
	}
	done("outcomes", Query{}, v)
	w := world(t, db, maja)
	v = url.Values{"workflows." + newID(9) + ".name": {"Triage"}, "workflows." + newID(9) + ".verdict": {"redesign"}}
	for _, o := range w.Outcomes {
		v.Add("workflows."+newID(9)+".outcomes", o.ID)
	}
	done("audit", Query{Add: "workflows"}, v)
	w = world(t, db, maja)
	mustSave(t, db, maja, "redesign", Query{}, url.Values{"do": {"start:" + w.Workflows[0].ID}}, false)
	p := world(t, db, maja).Processes[0]
	v = url.Values{}
	for key, value := range map[string]string{"owner": "Tom", "inputs": "A call", "outputs": "A fix", "people": "no change", "process": "one queue", "technology_change": "no change"} {
		v.Set("processes."+p.ID+"."+key, value)
	}
	v.Set("steps.new1.title", "Desk answers")
	done("redesign", Query{Item: p.Ref}, v)
	w = world(t, db, maja)
	g, b := "goals."+newID(20)+".", "objectives."+newID(21)+"."
	done0 := mustSave(t, db, maja, "goals", Query{}, url.Values{g + "title": {"Reduce delivery cycle time by 30%"}, g + "outcomes": {w.Outcomes[0].ID}, g + "owner": {"Maja"}, g + "due": {"31 Dec 2030"}}, false)
	if !done0.Form.Valid() {
		t.Fatal(done0.Form.Problems())
	}
	goal := world(t, db, maja).Goals[0]
	done("goals", Query{}, url.Values{b + "title": {"Cut handoff lag between sales and delivery to under 24 hours"}, b + "goals": {goal.ID}, b + "team": {*world(t, db, maja).Outcomes[0].OwnerTeamID}, b + "owner": {"Tom"}, b + "due": {"31 Dec 2030"}})
	r := "rules." + newID(30) + "."
	v = url.Values{r + "trigger": {"outcome.off_track"}, r + "do": {"create_task"}, r + "receiver": {"outcome_owner"}, r + "title": {"Write a plan"}, r + "days": {"2"}, r + "owner": {"Tom"}, r + "decision": {"Every miss gets a plan"}, "do": {"lock"}}
	for _, clock := range Clocks {
		v.Set("cadence."+clock.Key+".first", "6 Jan 2030")
		v.Set("cadence."+clock.Key+".owner", "Maja")
	}
	done("handoff", Query{}, v)
}

func TestAllSixStepsLeadToAStrategyInForceOnce(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		walkTo(t, db, maja)
		if missing := world(t, db, maja).Missing(); len(missing) > 0 {
			t.Fatal(missing)
		}
		for range 2 {
			if _, err := PutInForce(context.Background(), db, maja); err != nil {
				t.Fatal(err)
			}
		}
		w := world(t, db, maja)
		if !w.Live() || w.Intent.State != models.InForce || w.Outcomes[0].State != models.OutcomeActive || w.Objectives[0].State != models.Active {
			t.Fatalf("%q %q %q", w.Strategy.State, w.Intent.State, w.Outcomes[0].State)
		}
		sheet := mustSave(t, db, maja, "outcomes", Query{}, url.Values{"outcomes." + w.Outcomes[0].ID + ".target": {"62"}}, false)
		if sheet.Saved || sheet.Form.Valid() {
			t.Fatal("in force, a target equal to the baseline was taken")
		}
		sheet = mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {"By 2030 clinics in the south trust us, because we fix for good."}}, false)
		if sheet.Saved {
			t.Fatal("the intent changed within 12 months without a reason")
		}
		sheet = mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {"By 2030 clinics in the south trust us, because we fix for good."}, "intent.sentence.change_reason": {"We bought a firm there."}}, false)
		if !sheet.Saved || !sheet.Form.Valid() {
			t.Fatal(sheet.Form.Problems())
		}
		takesEffect(t, db, maja, sheet)
		if got := world(t, db, maja).Intent; got.ChangeReason == "" || got.State != models.InForce {
			t.Fatalf("%+v", got)
		}
	})
}

func TestTwoPeopleOnOneOutcomeLoseNothing(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, tom, _ := company(t, db)
		mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {goodIntent}}, true)
		v := url.Values{}
		outcome(v, newID(1), "First")
		mustSave(t, db, maja, "outcomes", Query{}, v, false)
		mustSave(t, db, maja, "outcomes", Query{}, v, false) // pressed twice
		w := world(t, db, maja)
		if len(w.Outcomes) != 1 {
			t.Fatalf("%d outcomes after a double press", len(w.Outcomes))
		}
		o := w.Outcomes[0]
		name := "outcomes." + o.ID + "."
		start := fmt.Sprint(o.Version)
		mustSave(t, db, tom, "outcomes", Query{}, url.Values{name + "version": {start}, name + "target": {"85"}}, false)

		both := mustSave(t, db, maja, "outcomes", Query{}, url.Values{name + "version": {start}, name + "target": {"62"}, name + "title": {"Renamed"}, name + "unit": {"points"}}, false)
		if both.Clash == nil || both.Saved || both.Clash.By != "Tom" {
			t.Fatalf("clash %v saved %v", both.Clash, both.Saved)
		}
		row := both.Form.Rows[0].Items[0]
		if len(row.Clashes) != 1 || row.Clashes[0].Theirs != "85 %" && row.Clashes[0].Theirs != "85" || row.Field("target").Typed != "62" {
			t.Fatalf("%+v", row.Clashes)
		}
		now := fmt.Sprint(world(t, db, maja).Outcomes[0].Version)
		settled := mustSave(t, db, maja, "outcomes", Query{}, url.Values{name + "version": {now}, name + "target": {"90"}, name + "title": {"Renamed"}}, false)
		if !settled.Saved || world(t, db, maja).Outcomes[0].Title != "Renamed" || *world(t, db, maja).Outcomes[0].Measures[0].Target != 90 {
			t.Fatal("the settled clash was not saved")
		}
	})
}

func TestAWorkflowThatMissesAnOutcomeReopensStepTwo(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		walkTo(t, db, maja)
		v := url.Values{"workflows." + newID(40) + ".name": {"Events"}, "workflows." + newID(40) + ".verdict": {models.OutcomeMissing}, "workflows." + newID(40) + ".reason": {"Awareness is nowhere"}}
		mustSave(t, db, maja, "audit", Query{Add: "workflows"}, v, false)
		w := world(t, db, maja)
		if state, _ := w.State(ByKey("outcomes")); state != LookAgain {
			t.Fatalf("step 2 is %q", state)
		}
		if state, _ := w.State(ByKey("redesign")); state != LookAgain {
			t.Fatalf("step 4 is %q", state)
		}
	})
}
