package wizard

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestWhatAWorkflowNeedsForEachVerdict(t *testing.T) {
	stop := func(f *models.Workflow) {
		f.Verdict, f.Outcomes, f.VerdictReason, f.VerdictPersonID, f.VerdictDay = models.Stop, nil, "Nobody reads it", ptr("tom"), "2026-12-31"
	}
	for _, c := range []struct {
		what   string
		change func(f *models.Workflow)
		key    string
		say    string
		wrong  bool
	}{
		{"undecided", func(f *models.Workflow) { f.Verdict = models.Undecided }, "verdict", "Give a verdict", false},
		{"imported without a verdict", func(f *models.Workflow) { f.Verdict = "" }, "verdict", "Give a verdict", false},
		{"keep that moves something", func(f *models.Workflow) {}, "verdict", "", false},
		{"keep that moves nothing", func(f *models.Workflow) { f.Outcomes = nil }, "verdict", "moves no outcome", true},
		{"redesign that moves nothing", func(f *models.Workflow) { f.Verdict, f.Outcomes = models.Redesign, nil }, "verdict", "moves no outcome", true},
		{"keep that moves an outcome of no strategy", func(f *models.Workflow) { f.Outcomes = []*models.WorkflowOutcome{{OutcomeID: "other"}} }, "verdict", "moves no outcome", true},
		{"stop", stop, "verdict", "", false},
		{"stop that moves something", func(f *models.Workflow) { f.Verdict = models.Stop }, "verdict", "Choose keep or redesign", true},
		{"stop without a reason", func(f *models.Workflow) { stop(f); f.VerdictReason = "" }, "reason", "why this can stop", false},
		{"stop without a person", func(f *models.Workflow) { stop(f); f.VerdictPersonID = nil }, "carrier", "who winds it down", false},
		{"stop without a day", func(f *models.Workflow) { stop(f); f.VerdictDay = "" }, "day", "by when it has stopped", false},
		{"outcome missing", func(f *models.Workflow) {
			f.Verdict, f.Outcomes, f.VerdictReason = models.OutcomeMissing, nil, "Safety is nowhere"
		}, "verdict", "", false},
		{"outcome missing without saying which", func(f *models.Workflow) { f.Verdict, f.Outcomes = models.OutcomeMissing, nil }, "reason", "which result is missing", false},
		{"outcome missing that moves one", func(f *models.Workflow) { f.Verdict = models.OutcomeMissing }, "verdict", "Choose keep or redesign", true},
		{"no name", func(f *models.Workflow) { f.Name = "" }, "name", "Name the workflow", false},
		{"negative hours", func(f *models.Workflow) { f.Hours = ptr(-1.0) }, "hours", "give a number from 0 to 100,000", true},
		{"absurd minutes", func(f *models.Workflow) { f.Minutes = ptr(1e300) }, "minutes", "give a number from 0 to 100,000", true},
		{"an effort nobody knows", func(f *models.Workflow) { f.Hours = nil }, "hours", "", false},
		{"a negative weight", func(f *models.Workflow) { f.Outcomes[0].Weight = ptr(-2.0) }, "weight-o1", "from 0 to 100", true},
	} {
		w := sound()
		c.change(w.Workflows[0])
		g := gapAt(w, "audit", "w1", c.key)
		if c.say == "" && g.Say != "" || !strings.Contains(g.Say, c.say) || g.Wrong != c.wrong {
			t.Errorf("%s: %+v", c.what, g)
		}
	}
	w := sound()
	if w.Workflows = nil; len(auditGaps(w)) != 1 {
		t.Error("an audit of nothing is done")
	}
}

func TestAdviceOnWorkflows(t *testing.T) {
	w := sound()
	w.Workflows[0].Outcomes, w.Workflows[0].Verdict = nil, models.Undecided
	w.Workflows[1].Outcomes = []*models.WorkflowOutcome{{OutcomeID: "o1"}, {OutcomeID: "o2"}, {OutcomeID: "o3"}}
	w.Workflows[1].OwnerPersonID, w.Workflows[1].Hours = nil, nil
	for row, codes := range map[string][]string{"w1": {"workflow.unmapped"}, "w2": {"workflow.all", "workflow.owner", "workflow.effort"}} {
		for _, code := range codes {
			if !flagsOn(w, "audit", row)[code] {
				t.Errorf("%s lacks %s: %v", row, code, flagsOn(w, "audit", row))
			}
		}
	}
}

// ready is a company with a done intent and three done outcomes.
func ready(t *testing.T, db *models.DB) (maja, tom models.Who) {
	t.Helper()
	maja, tom, _ = company(t, db)
	mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {goodIntent}}, true)
	v := url.Values{}
	for i, title := range []string{"Fixed at first contact", "Clinics that renew", "Faster delivery"} {
		outcome(v, newID(i+1), title)
	}
	mustSave(t, db, maja, "outcomes", Query{}, v, true)
	return maja, tom
}

// workflow is the answers of a new workflow on its own page.
func workflow(n int, name, verdict string, outcomes ...string) url.Values {
	at := "workflows." + newID(n) + "."
	return url.Values{at + "name": {name}, at + "verdict": {verdict}, at + "outcomes": outcomes, at + "version": {"0"}}
}

var addPage = Query{Add: "workflows"}

func TestANewWorkflowIsAddedOnceHoweverOftenItsPageIsSaved(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, tom := ready(t, db)
		o := world(t, db, maja).Outcomes[0].ID
		first := mustSave(t, db, maja, "audit", addPage, workflow(1, "Triage", models.Undecided, o), false)
		again := mustSave(t, db, maja, "audit", addPage, workflow(1, "Triage of calls", models.Keep, o), false) // the second press, typed on
		for _, sheet := range []*Sheet{first, again} {
			if !sheet.Saved || sheet.Clash != nil || len(sheet.Form.Rows[0].Items) != 1 {
				t.Fatalf("saved %v, clash %v, %d rows", sheet.Saved, sheet.Clash, len(sheet.Form.Rows[0].Items))
			}
		}
		w := world(t, db, maja)
		if len(w.Workflows) != 1 || w.Workflows[0].Name != "Triage of calls" || w.Workflows[0].ID != newID(1)[len(newPrefix):] {
			t.Fatalf("%+v", w.Workflows)
		}
		if name := again.Posted("workflows." + w.Workflows[0].ID + ".name"); name != "workflows."+newID(1)+".name" {
			t.Fatalf("the page would not find its field under %q", name)
		}
		// Somebody else changed it in between: now the page of the one who added it asks.
		mustSave(t, db, tom, "audit", Query{Item: w.Workflows[0].Ref}, url.Values{"workflows." + w.Workflows[0].ID + ".name": {"Night calls"}}, false)
		late := workflow(1, "Day calls", models.Keep, o)
		if sheet := mustSave(t, db, maja, "audit", addPage, late, false); sheet.Clash == nil {
			t.Fatal("what Tom saved was written over")
		}
	})
}

func TestARowThatWasRemovedMeanwhileIsOfferedToBeAddedAgain(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		mustSave(t, db, maja, "audit", addPage, workflow(1, "Triage", models.Undecided), false)
		id := world(t, db, maja).Workflows[0].ID
		gone := mustSave(t, db, maja, "audit", Query{}, url.Values{"do": {"remove:workflows:" + newID(1)}, "workflows." + newID(1) + ".version": {"1"}}, false)
		if gone.Gone != id || len(world(t, db, maja).Workflows) != 0 {
			t.Fatalf("removed %q", gone.Gone)
		}
		sheet := mustSave(t, db, maja, "audit", addPage, workflow(1, "Triage, typed on", models.Undecided), false)
		if sheet.Saved || len(sheet.Form.Rows[0].Items) != 1 {
			t.Fatal("it was added again unasked")
		}
		row := sheet.Form.Rows[0].Items[0]
		if !strings.Contains(row.Problem, "removed meanwhile") || row.Field("name").Typed != "Triage, typed on" || row.ID == newID(1) {
			t.Fatalf("%+v", row)
		}
		again := url.Values{row.ElementID() + ".name": {row.Field("name").Typed}}
		if sheet := mustSave(t, db, maja, "audit", addPage, again, false); !sheet.Saved {
			t.Fatal(sheet.Form.Problems())
		}
		mustSave(t, db, maja, "audit", Query{}, url.Values{"do": {"restore:" + id}}, false)
		if w := world(t, db, maja); len(w.Workflows) != 2 {
			t.Fatalf("%d workflows", len(w.Workflows))
		}
	})
}

func TestASecondSaveOfANarrowedAuditFindsTheRowsThatNoLongerFit(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		for i, name := range []string{"Triage", "Reports"} {
			mustSave(t, db, maja, "audit", addPage, workflow(i+1, name, models.Undecided), false)
		}
		w := world(t, db, maja)
		q := Query{Only: models.Undecided, Count: 50}
		at, other := "workflows."+w.Workflows[0].ID+".", "workflows."+w.Workflows[1].ID+"."
		page := url.Values{at + "version": {"1"}, at + "verdict": {models.Keep}, at + "outcomes": {w.Outcomes[0].ID}, other + "version": {"1"}, other + "verdict": {models.Undecided}}
		if sheet := mustSave(t, db, maja, "audit", q, page, false); !sheet.Saved || len(sheet.Form.Rows[0].Items) != 2 {
			t.Fatal("first", sheet.Form.Problems())
		}
		page.Set(at+"version", "2")
		page.Set(other+"verdict", models.OutcomeMissing)
		page.Set(other+"reason", "Awareness is nowhere")
		if sheet := mustSave(t, db, maja, "audit", q, page, false); !sheet.Saved || !sheet.Form.Valid() {
			t.Fatal("second", sheet.Form.Problems())
		}
		w = world(t, db, maja)
		if len(w.Workflows) != 2 || w.Workflow(strings.Split(at, ".")[1]).Verdict != models.Keep || w.Workflow(strings.Split(other, ".")[1]).Verdict != models.OutcomeMissing {
			t.Fatalf("%+v", w.Workflows)
		}
	})
}

func TestTheAuditIsPagedAndNarrowed(t *testing.T) {
	w := sound()
	w.Workflows = nil
	for i := range 120 {
		f := soundWorkflow(string(rune('a'+i%26))+string(rune('0'+i/26)), "o1")
		if i%3 == 0 {
			f.Verdict, f.Outcomes = models.Undecided, nil
		}
		w.Workflows = append(w.Workflows, f)
	}
	for _, c := range []struct {
		q          Query
		from, rows int
		all        int
	}{
		{Query{Count: 50}, 0, 50, 120}, {Query{Count: 50, From: 100}, 100, 20, 120}, {Query{Count: 50, From: 500}, 100, 20, 120},
		{Query{Count: 50, Only: models.Undecided}, 0, 40, 40}, {Query{Count: 50, From: 100, Only: models.Undecided}, 0, 40, 40},
		{Query{Count: 50, Only: "unmapped"}, 0, 40, 40}, {Query{Count: 50, Team: "nobody"}, 0, 0, 0}, {Query{Count: 50, From: 50, Team: "desk"}, 50, 50, 120},
	} {
		if from, rows, all := w.AuditFrom(c.q), len(w.AuditRows(c.q)), len(w.AuditMatches(c.q)); from != c.from || rows != c.rows || all != c.all {
			t.Errorf("%+v: from %d, %d rows of %d", c.q, from, rows, all)
		}
	}
}
