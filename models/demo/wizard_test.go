package demo

import (
	"context"
	"slices"
	"testing"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
)

func checkSteps(t *testing.T, db *models.DB, c *Company) {
	states := map[string]wizard.State{"intent": wizard.Done, "outcomes": wizard.Done, "audit": wizard.InProgress, "redesign": wizard.LookAgain,
		"goals": wizard.InProgress, "handoff": wizard.Done}
	flags := map[string]string{"O5": "outcome.unserved", "B16": "objective.reads_like_goal", "G7": "goal.no_objective", "B1": "owner.many",
		"W23": "workflow.unmapped", "W24": "workflow.unmapped", "B19": "twin." + c.Objectives["B3"].ID}
	w := world(t, db, c)
	found := map[string][]string{}
	for _, s := range wizard.Steps {
		if state, wrong := w.State(s); state != states[s.Key] || wrong > 0 {
			t.Errorf("%s is %s with %d problems", s.Title, state, wrong)
		}
		for _, f := range s.Flags(w) {
			switch e := f.Entity.(type) {
			case *models.Outcome:
				found[e.Ref] = append(found[e.Ref], f.Code)
			case *models.Objective:
				found[e.Ref] = append(found[e.Ref], f.Code)
			case *models.Goal:
				found[e.Ref] = append(found[e.Ref], f.Code)
			case *models.Workflow:
				found[e.Ref] = append(found[e.Ref], f.Code)
			default:
				t.Errorf("%s: %s", f.Name, f.Say)
			}
		}
	}
	for ref, code := range flags {
		if !slices.Contains(found[ref], code) {
			t.Errorf("%s is not flagged as %s but as %v", ref, code, found[ref])
		}
	}
	delete(found, "B1")
	for ref, codes := range found {
		if _, meant := flags[ref]; !meant && !slices.Equal(codes, []string{"owner.many"}) {
			t.Errorf("%s is flagged as %v, which nobody meant", ref, codes)
		}
	}
}

func TestTheRulesOfTheExampleReadAsTheWizardWritesThem(t *testing.T) {
	db, c := monday(t)
	w := world(t, db, c)
	var names []string
	for _, section := range wizard.Answers(w, form.Locale{}) {
		for _, b := range section.Blocks {
			names = append(names, b.Title)
		}
	}
	for _, r := range w.Rules {
		if reads := wizard.Sentence(w.RuleSentence(r)); !slices.Contains(names, reads) || slices.ContainsFunc(w.RuleSentence(r), func(p wizard.SentencePart) bool { return p.Missing }) {
			t.Errorf("the wizard does not write %q", reads)
		}
	}
	if len(w.Rules) != 7 || !w.CadenceLocked() {
		t.Errorf("%d rules, cadence agreed: %v", len(w.Rules), w.CadenceLocked())
	}
}

func world(t *testing.T, db *models.DB, c *Company) (w *wizard.World) {
	t.Helper()
	if err := db.Read(context.Background(), models.CommandLine, func(r *models.Read) (err error) {
		w, err = wizard.Load(r, c.Strategy)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return w
}
