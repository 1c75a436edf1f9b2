package handlers

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/modelstest/ratio"
	"throughline/models/wizard"
	"throughline/views/link"
)

// large is a draft with three outcomes, n workflows of which a third is undecided, 60 goals and objectives, and 120 drafts to pick from.
func large(t *testing.T, n int) (*house, *guest) {
	t.Helper()
	h, g := threeOutcomes(t)
	o := h.world().Outcomes
	s := h.world().Strategy
	h.write(func(tx *models.Tx) error {
		for i := range n {
			f := &models.Workflow{Name: fmt.Sprintf("Workflow %03d", i), Verdict: models.Keep, TeamID: &h.teams["Support"].ID}
			if i%3 == 0 {
				f.Verdict = models.Undecided
			} else {
				f.Outcomes = []*models.WorkflowOutcome{{OutcomeID: o[i%3].ID}}
			}
			if err := tx.AddWorkflow(f); err != nil {
				return err
			}
		}
		for i := range 60 {
			goal := &models.Goal{StrategyID: &s.ID, Title: fmt.Sprintf("Reduce cycle time %d by 30%%", i), OutcomeIDs: []string{o[0].ID}}
			if i >= 10 {
				goal.StrategyID = nil
			}
			if err := tx.AddGoal(goal); err != nil {
				return err
			}
			objective := &models.Objective{StrategyID: &s.ID, Title: fmt.Sprintf("Cut handoff lag %d to a day", i), GoalIDs: []string{goal.ID}}
			if err := tx.AddObjective(objective); err != nil {
				return err
			}
		}
		for i := range 120 {
			if err := tx.AddOutcome(&models.Outcome{Title: fmt.Sprintf("Draft outcome %03d", i), State: models.OutcomeDraft}); err != nil {
				return err
			}
		}
		return nil
	})
	return h, g
}

func TestALongAuditIsReadAndSavedAsOneMatrix(t *testing.T) {
	h, g := large(t, 300)
	page := g.get(link.Step("audit")).is(200).says("300 workflows, 100 undecided", "Workflow 000", "Workflow 299")
	if n := page.page().Find(`#workflows select`).Length(); n != 300 {
		t.Fatalf("%d verdicts on the page", n)
	}
	narrowed := link.Step("audit") + "?find=workflow+03&only=undecided"
	f := g.get(narrowed).is(200).says("5 of 300 workflows, 5 undecided", "Workflow 039").paper(g, "form#step")
	if n := len(f.values); n > 30 {
		t.Fatalf("a matrix of five rows sends %d answers", n)
	}
	for name := range f.values {
		if strings.HasSuffix(name, ".verdict") {
			f.values.Set(name, models.OutcomeMissing)
		}
	}
	next := f.press("Save")
	if to := next.Header.Get("Location"); next.Status != 303 || !strings.Contains(to, "only=undecided") || !strings.Contains(to, "find=workflow") {
		t.Fatalf("%d %s", next.Status, to)
	}
	next.onward(g).says("No workflow fits", "Show all workflows")
	g.get(link.Step("audit") + "?only=undecided").says("95 of 300 workflows, 95 undecided")
	g.get(link.Step("audit")).paper(g, "form#step").press("Mark as done").is(422).says("There is a problem")
	g.get(link.Alignment()).is(200).says("205 of 300 workflows have a verdict")
	g.get(link.Answers()).is(200).says("And 240 more; see them on the step's page.")
	for _, f := range h.world().Workflows[:1] {
		g.get(link.Step("audit")+"?find="+strings.ToLower(f.Ref)+"&team="+h.teams["Support"].Ref).is(200).says(f.Name, "1 of 300 workflows")
	}
}

func TestTheMatrixStandsUnderItsTeamsAndATeamIsFolded(t *testing.T) {
	h, g := large(t, 30)
	h.write(func(tx *models.Tx) error {
		hours := 2.5
		return tx.AddWorkflow(&models.Workflow{Name: "Nobody's rounds", Hours: &hours})
	})
	ref := h.teams["Support"].Ref
	page := g.get(link.Step("audit")+"?group=team").is(200).says("30 workflows, 0 h a week (30 not known), 10 undecided", "No team", "1 workflow, 2.5 h a week, 1 undecided")
	fold := page.page().Find("#team-" + ref + " a.fold-team")
	if open := fold.AttrOr("aria-expanded", ""); open != "true" {
		t.Fatal("an open team is said to be folded")
	}
	folded := g.get(fold.AttrOr("href", "")).is(200).says("Support", "31 workflows, 11 undecided; 30 in folded teams", "Nobody's rounds")
	if n := folded.page().Find("#workflows tr.w").Length(); n != 1 {
		t.Fatalf("%d rows are in sight", n)
	}
	if to := folded.page().Find("#team-"+ref+" a.fold-team").AttrOr("href", ""); to != link.Step("audit")+"?group=team" {
		t.Fatalf("the way to open it again is %s", to)
	}
	// The part that the script asks for, and the figures it puts in after a save.
	part := g.with("HX-Request", "true").with("HX-Target", "div#workflows").get(link.Step("audit") + "?group=team").is(200)
	if part.page().Find("nav").Length() > 0 || part.page().Find("#workflows tr.w").Length() != 31 {
		t.Fatal("the part is not the matrix alone")
	}
	var f *models.Workflow
	for _, one := range h.world().Workflows {
		if one.Name == "Workflow 000" {
			f = one
		}
	}
	at := "workflows." + f.Ref + "."
	got := g.with("X-Autosave", "1").post(link.Step("audit")+"?group=team", url.Values{at + "version": {"1"}, at + "verdict": {models.Undecided}, at + "hours": {"unknown"}, at + "times": {"3"}, at + "per": {"week"}, at + "minutes": {"40"}}).is(200).saved()
	if got.Show["h-"+f.Ref] != models.Hours(form.Locale{}, 2) || got.Show["sum-"+ref] != "30 workflows, "+models.Hours(form.Locale{}, 2)+" a week (29 not known), 10 undecided" || got.Versions[at+"version"] != "2" {
		t.Fatalf("%+v", got)
	}
}

func TestDraftsToPickFromComeOnePageAtATime(t *testing.T) {
	_, g := large(t, 1)
	page := g.get(link.Step("outcomes")).is(200).says("120", "Draft outcome 000").silent("Draft outcome 050")
	if page.page().Find(`button[value^="pick:"]`).Length() != 50 {
		t.Fatal("not one page of drafts")
	}
	page = g.get(link.Step("outcomes") + "?drafts=100").is(200).says("Draft outcome 119")
	page.paper(g, "form#step").press("Pick Draft outcome 110").leadsTo(link.StepDrafts("outcomes", "100"))
	g.get(link.Step("outcomes") + "?drafts=100").is(200).says("119 of 119")
	g.get(link.Step("goals")).is(200).says("Pick from the goals that belong to no strategy (50)").paper(g, "form#step").press("Pick Reduce cycle time 10 by").is(303)
}

func TestPagesOfTheWizardAreAnsweredInTimeThatDoesNotGrowWithEveryRow(t *testing.T) {
	_, gs := large(t, 30)
	big, gb := large(t, 300)
	for _, address := range []string{link.Alignment(), link.Answers(), link.Step("outcomes"), link.Step("audit"), link.Step("redesign"), link.Step("goals"), link.Step("handoff"),
		link.StepItem("audit", big.world().Workflows[7].Ref)} {
		a, b := gs.get(address), gb.get(address).is(200)
		if a.Status == 200 && len(b.Body) > 4*len(a.Body) && len(b.Body) > 300*2_500 {
			t.Errorf("%s has %d bytes with 30 workflows and %d with 300", address, len(a.Body), len(b.Body))
		}
		if a.Status != 200 {
			continue
		}
		grows := ratio.Growth(func() { gs.get(address) }, func() { gb.get(address) })
		t.Logf("%s: %.1f times the work, %d bytes", address, grows, len(b.Body))
		if grows > 15 { // ten times the rows
			t.Errorf("%s takes %.1f times the work with ten times the workflows", address, grows)
		}
	}
}

func TestTheWizardOfACompanyWithNothingYetShowsWhatToDo(t *testing.T) {
	h, g := drafting(t)
	g.get(link.Alignment()).is(200).says("0 of 6 done", "Not written yet", "None of 3 to 5 yet", "No workflows listed yet", "No rules yet")
	g.get(link.Answers()).is(200).says("Not yet:", "Intent is not done.")
	for _, s := range wizard.Steps[1:] {
		g.get(link.Step(s.Key)).is(200).says("This step opens once the intent holds.")
		g.post(link.Step(s.Key), url.Values{"do": {"done"}}).is(422)
	}
	h.save("intent", wizard.Query{}, url.Values{"intent.sentence.statement": {theIntent}}, true)
	for _, s := range wizard.Steps[1:] {
		g.get(link.Step(s.Key)).is(200).silent("This step opens once the intent holds.")
		if s.Key == "redesign" {
			continue // nothing waits there, so nothing is missing
		}
		g.post(link.Step(s.Key), url.Values{"do": {"done"}}).is(422).says("There is a problem")
	}
}
