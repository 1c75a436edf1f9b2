package wizard

import (
	"testing"

	"throughline/models"
)

func TestWhatAnOwnerCarriesCountsAgainstTheCompanysLimit(t *testing.T) {
	w := sound()
	w.Processes = []*models.Process{{Ref: "P1", Name: "Triage", OwnerPersonID: ptr("tom"), Current: &models.ProcessVersion{State: models.ProcessDraft}},
		{Ref: "P2", Name: "In use", OwnerPersonID: ptr("tom"), Current: &models.ProcessVersion{State: models.ProcessInUse}}}
	w.Workflows[0].Verdict, w.Workflows[0].VerdictPersonID, w.Workflows[0].VerdictDay = models.Stop, ptr("tom"), today.Add(10)
	w.Objectives = append(w.Objectives, &models.Objective{Row: models.Row{ID: "b2"}, State: models.Done, OwnerPersonID: ptr("tom")},
		&models.Objective{Row: models.Row{ID: "b3"}, Title: "Late one", OwnerPersonID: ptr("tom"), DueDay: today.Add(-1)})
	l := w.LoadOf("tom")
	if l == nil || l.Words() != "1 goal, 2 objectives, 1 process and 1 verdict" || l.Over() || !l.Items[0].Late || l.Items[0].Title != "Late one" {
		t.Fatalf("%+v", l)
	}
	if flagsOn(w, "goals", "b1")["owner.many"] {
		t.Error("five of five is too many")
	}
	w.Company.OwnerLimit, w.carried = 4, nil
	if !flagsOn(w, "goals", "b1")["owner.many"] || !flagsOn(w, "goals", "g1")["owner.many"] {
		t.Error("five of four is not too many")
	}
	var desk *TeamLoad
	for _, team := range w.TeamLoads() {
		if team.Team != nil && team.Team.ID == "desk" {
			desk = team
		}
	}
	if desk == nil || desk.Kept != 10 || desk.Freed != 10 || len(desk.Objectives) != 1 {
		t.Errorf("%+v", desk)
	}
}

func TestTheBoardPutsEachGoalUnderOneOutcomeAndEachObjectiveBesideItsGoals(t *testing.T) {
	w := sound()
	w.Goals = append(w.Goals, &models.Goal{Row: models.Row{ID: "g2"}, Ref: "G2", Title: "Serves nothing"})
	w.Objectives = append(w.Objectives, &models.Objective{Row: models.Row{ID: "b2"}, Title: "Delivers nothing", GoalIDs: []string{"gone"}})
	b := Show(w, &goalsStep, Query{}).Board()
	if len(b.Outcomes) != 3 || len(b.Outcomes[0].Goals) != 1 || len(b.Outcomes[1].Goals) != 0 || len(b.Outcomes[1].Elsewhere) != 1 || len(b.Unserved) != 1 || len(b.Loose) != 1 {
		t.Fatalf("%+v", b)
	}
	if first := b.Outcomes[0].Goals[0]; first.Below != "g2" || b.Unserved[0].Above != "g1" || len(first.Objectives) != 1 {
		t.Errorf("%+v", first)
	}
	if mend := Show(w, &goalsStep, Query{Only: "mend"}).Board(); mend.Shown != 1 || len(mend.Loose) != 1 {
		t.Errorf("%+v", mend)
	}
	if team := Show(w, &goalsStep, Query{Team: "desk"}).Board(); team.Shown != 1 || len(team.Loose) != 0 {
		t.Errorf("%+v", team)
	}
}

func TestATargetThatLiesTheWrongWayAndADayAfterTheGoalsAreTold(t *testing.T) {
	for direction, wrong := range map[string][2]float64{models.Increase: {5, 3}, models.Reduce: {3, 5}, models.Band: {5, 3}} {
		w := sound()
		o := w.Objectives[0]
		o.Direction, o.Baseline, o.Target = direction, ptr(wrong[0]), ptr(wrong[1])
		if g := gapAt(w, "goals", "b1", "direction"); !g.Wrong {
			t.Errorf("%s from %v to %v passes", direction, wrong[0], wrong[1])
		}
		o.Baseline, o.Target = o.Target, o.Baseline
		if g := gapAt(w, "goals", "b1", "direction"); g.Say != "" {
			t.Errorf("%s: %s", direction, g.Say)
		}
	}
	w := sound()
	w.Goals[0].DueDay = "2027-06-29"
	if !flagsOn(w, "goals", "b1")["objective.after_goal"] {
		t.Error("an objective may end after its goal")
	}
}
