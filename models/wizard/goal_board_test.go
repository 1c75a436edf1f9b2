package wizard

import (
	"strings"
	"testing"

	"throughline/models"
)

// The threshold stands between the two lists: the same thing said in other words, in another order or with another number; and things of
// one organisation that only sound alike.
func TestTwinsAreTitlesThatSayTheSameAndNotThoseThatSoundAlike(t *testing.T) {
	for _, pair := range [][2]string{
		{"Cut handoff lag from sales to delivery to under 24 hours", "Cut the lag of handoffs from sales to delivery to 24 hours"},
		{"Answer 90% of calls within 60 seconds", "Answer 85% of all calls within 60 seconds"},
		{"Write a fix note for the 20 most repeated tickets", "Write fix notes for the 20 most repeated tickets"},
		{"Reduce delivery cycle time by 30%", "Reduce cycle time of delivery by 25%"},
		{"Train four engineers to lead a move on their own", "Training four engineers to lead moves on their own"},
		{"Publish one price page for all clinics", "PUBLISH one price page, for all the clinics."},
		{"Zufriedenheit der Kliniken auf 9 von 10 heben", "Die Zufriedenheit der Kliniken auf 9 von 10 heben"},
	} {
		if got := Twins(pair[:]); len(got) != 1 || got[0].A != 0 || got[0].B != 1 {
			t.Errorf("%q is not taken for %q", pair[0], pair[1])
		}
	}
	for _, pair := range [][2]string{
		{"Reduce delivery cycle time by 30%", "Reduce repeat visits by 30%"},
		{"Call every clinic that had two escalations in a month", "Schedule every renewal call 120 days before the contract ends"},
		{"Cut handoff lag from sales to delivery to under 24 hours", "Cut handoff lag from support to field to under 4 hours"},
		{"Build and test network kits for the five usual clinic sizes", "Build and test the parts list for each clinic"},
		{"Grow customer satisfaction with site visits to 9 of 10", "Grow the share of problems fixed at first contact by 30%"},
		{"Onboarding", "Onboarding"},
		{"", ""},
	} {
		if got := Twins(pair[:]); len(got) != 0 {
			t.Errorf("%q is taken for %q (%.2f)", pair[0], pair[1], got[0].Likeness)
		}
	}
}

func TestTheIndexOfRareLettersFindsTheSameTwinsAsComparingAllPairs(t *testing.T) {
	verbs, things, ends := []string{"Cut", "Write", "Train", "Move", "Publish"}, []string{"handoff lag", "fix notes", "engineers", "price lists", "forms", "visits"},
		[]string{"by a third", "until spring", "for each clinic", "in the first quarter"}
	var titles []string
	for n := range 240 {
		titles = append(titles, verbs[n%5]+" "+things[n%6]+" of clinic "+strings.Repeat(string(rune('a'+n%23)), n%4)+" "+ends[n%4])
	}
	found := map[[2]int]bool{}
	for _, twin := range Twins(titles) {
		found[[2]int{twin.A, twin.B}] = true
	}
	sets, all := raresFirst(titles), 0
	for b := range sets {
		for a := range b {
			like := 2*common(sets[a], sets[b])*100 >= 62*(len(sets[a])+len(sets[b]))
			if like {
				all++
			}
			if like != found[[2]int{a, b}] {
				t.Errorf("%q and %q: alike %v, found %v", titles[a], titles[b], like, !like)
			}
		}
	}
	if all == 0 || all == 240*239/2 {
		t.Errorf("%d pairs are alike: they show nothing", all)
	}
}

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
