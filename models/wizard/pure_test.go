package wizard

import (
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/models/modelstest"
)

const today = day.Day("2026-11-16")

func ptr[T any](v T) *T { return &v }

// sound is an alignment with nothing to mend, held in memory: the rules are pure functions over it.
func sound() *World {
	w := &World{
		Strategy: &models.Strategy{Row: models.Row{ID: "s"}, State: models.Draft}, Company: models.NewCompany("Acme"), Today: today,
		Intent: &models.Intent{Row: models.Row{ID: "i"}, Statement: goodIntent, State: models.Draft}, Standing: goodIntent,
		Steps: map[string]*models.AlignmentStep{}, Dismissed: map[string]string{}, Left: map[string]bool{},
		People: form.NewDirectory("people", []form.Option{{Value: "tom", Label: "Tom"}}), Owners: form.NewDirectory("owners", nil),
		Teams: []*models.Team{{Row: models.Row{ID: "desk"}, Name: "Desk"}},
	}
	for _, id := range []string{"o1", "o2", "o3"} {
		w.Outcomes = append(w.Outcomes, soundOutcome(id))
	}
	w.Workflows = []*models.Workflow{soundWorkflow("w1", "o1", "o2"), soundWorkflow("w2", "o3")}
	w.Goals = []*models.Goal{{Row: models.Row{ID: "g1"}, Ref: "G1", Title: "Reduce delivery cycle time by 30%", OutcomeIDs: []string{"o1", "o2", "o3"},
		OwnerPersonID: ptr("tom"), DueDay: "2028-12-31"}}
	w.Objectives = []*models.Objective{{Row: models.Row{ID: "b1"}, Ref: "B1", Title: "Cut handoff lag between sales and delivery to under 24 hours",
		GoalIDs: []string{"g1"}, TeamID: ptr("desk"), OwnerPersonID: ptr("tom"), StartDay: today, DueDay: "2027-06-30"}}
	return w
}

func soundOutcome(id string) *models.Outcome {
	return &models.Outcome{Row: models.Row{ID: id}, Ref: id, Title: "Fixed at first contact " + id, Deadline: "2027-12-31", OwnerTeamID: ptr("desk"),
		Measures: []*models.OutcomeMetric{{Metric: &models.Metric{Name: "First contact"}, Direction: models.Increase, Baseline: ptr(62.0),
			BaselineDay: "2026-11-01", Target: ptr(80.0), Unit: "%"}}}
}

func soundWorkflow(id string, outcomes ...string) *models.Workflow {
	f := &models.Workflow{Row: models.Row{ID: id}, Ref: id, Name: "Triage " + id, Verdict: models.Keep, OwnerPersonID: ptr("tom"), TeamID: ptr("desk"), Hours: ptr(10.0)}
	for _, o := range outcomes {
		f.Outcomes = append(f.Outcomes, &models.WorkflowOutcome{OutcomeID: o})
	}
	return f
}

func (w *World) inForce() *World {
	w.Strategy.State = models.InForce
	w.Intent.State = models.InForce
	w.Intent.InForceAt = ptr(modelstest.Monday)
	return w
}

// gapAt is what a step says at one field of one row; empty when it says nothing there.
func gapAt(w *World, step, row, key string) Gap {
	for _, g := range ByKey(step).gaps(w) {
		if g.Row == row && g.Key == key {
			return g
		}
	}
	return Gap{}
}

// flagsOn are the codes of a step's advice on one row.
func flagsOn(w *World, step, row string) map[string]bool {
	codes := map[string]bool{}
	for _, f := range ByKey(step).Flags(w) {
		if f.Row == row || f.Entity != nil && f.Entity.Identity() == row {
			codes[f.Code] = true
		}
	}
	return codes
}

func TestASoundAlignmentHasNothingToMend(t *testing.T) {
	for _, w := range []*World{sound(), sound().inForce()} {
		for _, step := range []string{"intent", "outcomes", "audit", "redesign", "goals"} {
			if gaps := ByKey(step).gaps(w); len(gaps) > 0 {
				t.Errorf("%s: %+v", step, gaps)
			}
			if flags := ByKey(step).Flags(w); len(flags) > 0 && step != "intent" {
				t.Errorf("%s: %+v", step, flags)
			}
		}
	}
}

func TestTheStepsStandInOrderAndEachHasItsWords(t *testing.T) {
	want := []string{"intent", "outcomes", "audit", "redesign", "goals", "handoff"}
	for i, s := range Steps {
		if s.Key != want[i] || s.Number() != i+1 || s.Question == "" || s.Lead == "" || s.Why == "" || s.Good == "" || s.Poor == "" {
			t.Errorf("step %d: %+v", i+1, s)
		}
		if i > 0 && (s.Previous() != Steps[i-1] || Steps[i-1].Next() != s) {
			t.Errorf("step %d is not between its neighbours", i+1)
		}
	}
	if Steps[0].Previous() != nil || Steps[5].Next() != nil || ByKey("nothing") != nil {
		t.Error("there is a step outside the six")
	}
}

func TestAnIntentIsDueForAnotherLookAfter24Months(t *testing.T) {
	w := sound().inForce()
	if flagsOn(w, "intent", theSentence)["intent.old"] {
		t.Fatal("asked on its first day")
	}
	w.Intent.InForceAt = ptr(modelstest.Monday.AddDate(-2, 0, -1))
	if !flagsOn(w, "intent", theSentence)["intent.old"] {
		t.Fatal("not asked after 24 months")
	}
	w.Intent.InForceAt = ptr(modelstest.Monday.Add(-24 * time.Hour))
	w.Intent.Statement = "By 2030 clinics in the south trust us, because we fix for good."
	if g := gapAt(w, "intent", theSentence, "change_reason"); !g.Wrong {
		t.Fatal("a change after a day asks for no reason")
	}
	w.Intent.ChangeReason = "We bought a firm there."
	if g := gapAt(w, "intent", theSentence, "change_reason"); g.Say != "" {
		t.Fatal(g.Say)
	}
	w.Intent.ChangeReason, w.Intent.InForceAt = "", ptr(modelstest.Monday.AddDate(-1, 0, 0))
	if g := gapAt(w, "intent", theSentence, "change_reason"); g.Say != "" {
		t.Fatal("a reason is asked after 12 months: " + g.Say)
	}
}
