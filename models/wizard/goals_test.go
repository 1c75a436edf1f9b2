package wizard

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
)

func TestWhatGoalsAndObjectivesNeed(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(g *models.Goal, o *models.Objective)
		row    string
		key    string
		say    string
		wrong  bool
	}{
		{"a goal without words", func(g *models.Goal, _ *models.Objective) { g.Title = "" }, "g1", "title", "Say the goal", false},
		{"a goal that serves nothing", func(g *models.Goal, _ *models.Objective) { g.OutcomeIDs = nil }, "g1", "outcomes", "Tick the outcome", false},
		{"a goal that serves what was set aside", func(g *models.Goal, _ *models.Objective) { g.OutcomeIDs = []string{"gone"} }, "g1", "outcomes", "Tick the outcome", false},
		{"a goal of nobody", func(g *models.Goal, _ *models.Objective) { g.OwnerPersonID = nil }, "g1", "owner", "Name one owner", false},
		{"a goal of somebody unknown", func(g *models.Goal, _ *models.Objective) { g.OwnerPersonID, g.OwnerText = nil, "VP Sales" }, "g1", "owner", "called “VP Sales”", false},
		{"a goal for some day", func(g *models.Goal, _ *models.Objective) { g.DueDay, g.DueText = "", "Q3" }, "g1", "due", "Give a day for “Q3”", false},
		{"a goal of yesterday", func(g *models.Goal, _ *models.Objective) { g.DueDay = today.Add(-1) }, "g1", "due", "has passed", true},
		{"a goal from 5 to 5", func(g *models.Goal, _ *models.Objective) { g.Baseline, g.Target = ptr(5.0), ptr(5.0) }, "g1", "target", "are the same", true},
		{"an objective without words", func(_ *models.Goal, o *models.Objective) { o.Title = "" }, "b1", "title", "Say the objective", false},
		{"an objective that delivers nothing", func(_ *models.Goal, o *models.Objective) { o.GoalIDs = nil }, "b1", "goals", "Tick the goal", false},
		{"an objective of no team", func(_ *models.Goal, o *models.Objective) { o.TeamID = nil }, "b1", "team", "one team", false},
		{"an objective without a day", func(_ *models.Goal, o *models.Objective) { o.DueDay = "" }, "b1", "due", "Say by when", false},
		{"an objective that starts when it ends", func(_ *models.Goal, o *models.Objective) { o.StartDay = o.DueDay }, "b1", "start", "before it is due", true},
	} {
		w := sound()
		c.change(w.Goals[0], w.Objectives[0])
		if g := gapAt(w, "goals", c.row, c.key); !strings.Contains(g.Say, c.say) || g.Say == "" || g.Wrong != c.wrong {
			t.Errorf("%s: %+v", c.what, g)
		}
	}
	w := sound()
	if w.Goals, w.Objectives = nil, nil; len(goalsGaps(w)) != 2 {
		t.Error("no goals and no objectives is done")
	}
}

func TestAdviceOnGoalsAndObjectives(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(w *World)
		row    string
		code   string
		given  bool
	}{
		{"a goal no objective delivers", func(w *World) { w.Objectives = nil }, "g1", "goal.no_objective", true},
		{"a goal in the words of an objective", func(w *World) { w.Goals[0].Title = w.Objectives[0].Title }, "g1", "goal.reads_like_objective", true},
		{"a goal within the quarter", func(w *World) { w.Goals[0].DueDay = today.AddMonths(2) }, "g1", "goal.near", true},
		{"a goal of years ago", func(w *World) { w.Goals[0].DueDay = today.AddMonths(-30) }, "g1", "goal.near", false},
		{"an outcome no goal serves", func(w *World) { w.Goals[0].OutcomeIDs = []string{"o1"} }, "o2", "outcome.no_goal", true},
		{"an objective in the words of a goal", func(w *World) { w.Objectives[0].Title = "Reduce delivery cycle time by 30%" }, "b1", "objective.reads_like_goal", true},
		{"an objective that can be read both ways", func(w *World) { w.Objectives[0].Title = "Better handoffs" }, "b1", "objective.unsure", true},
		{"one that is kept with a reason", func(w *World) {
			w.Objectives[0].Title, w.Objectives[0].KindKeptReason = "Reduce delivery cycle time by 30%", "The desk's own step"
		}, "b1", "objective.reads_like_goal", false},
		{"89 days", func(w *World) { w.Objectives[0].DueDay = today.Add(89) }, "b1", "objective.horizon", true},
		{"90 days", func(w *World) { w.Objectives[0].DueDay = today.Add(90) }, "b1", "objective.horizon", false},
		{"12 months", func(w *World) { w.Objectives[0].DueDay = today.AddMonths(12) }, "b1", "objective.horizon", false},
		{"12 months and a day", func(w *World) { w.Objectives[0].DueDay = today.AddMonths(12).Add(1) }, "b1", "objective.horizon", true},
		{"no start counts from today", func(w *World) { w.Objectives[0].StartDay, w.Objectives[0].DueDay = "", today.Add(30) }, "b1", "objective.horizon", true},
		{"an owner who left", func(w *World) { w.Left["tom"] = true }, "b1", "owner.left", true},
		{"an owner of six", func(w *World) {
			for range 5 {
				w.Objectives = append(w.Objectives, w.Objectives[0])
			}
		}, "b1", "owner.many", true},
	} {
		w := sound()
		c.change(w)
		if got := flagsOn(w, "goals", c.row); got[c.code] != c.given {
			t.Errorf("%s: %v", c.what, got)
		}
	}
}

func TestAGoalAndAnObjectiveAddedAtOnceAreBothThere(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		g, b := "goals."+newID(1)+".", "objectives."+newID(2)+"."
		v := url.Values{g + "title": {"Reduce cycle time by 30%"}, b + "title": {"Cut handoff lag to a day"}}
		mustSave(t, db, maja, "goals", Query{}, v, false)
		w := world(t, db, maja)
		if len(w.Goals) != 1 || len(w.Objectives) != 1 {
			t.Fatalf("%d goals, %d objectives", len(w.Goals), len(w.Objectives))
		}
		// The page that follows offers the new goal to the new objective, also while the page still has their first names.
		v.Set(b+"goals", w.Goals[0].ID)
		if sheet := mustSave(t, db, maja, "goals", Query{}, v, false); !sheet.Saved || !sheet.Form.Valid() {
			t.Fatal(sheet.Form.Problems())
		}
		if got := world(t, db, maja).Objectives; len(got) != 1 || len(got[0].GoalIDs) != 1 || got[0].GoalIDs[0] != w.Goals[0].ID {
			t.Fatalf("%+v", got)
		}
	})
}

func TestAGoalBecomesAnObjectiveAndBack(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		g := "goals." + newID(1) + "."
		mustSave(t, db, maja, "goals", Query{}, url.Values{g + "title": {"Cut handoff lag to a day"}, g + "owner": {"Tom"}, g + "due": {"30 Jun 2027"}}, false)
		id := world(t, db, maja).Goals[0].ID
		for range 2 { // pressed twice
			mustSave(t, db, maja, "goals", Query{}, url.Values{"do": {"to-objective:" + id}}, false)
		}
		w := world(t, db, maja)
		if len(w.Goals) != 0 || len(w.Objectives) != 1 || w.Objectives[0].Title != "Cut handoff lag to a day" || w.Objectives[0].DueDay != "2027-06-30" || w.Objectives[0].OwnerPersonID == nil {
			t.Fatalf("%+v %+v", w.Goals, w.Objectives)
		}
		mustSave(t, db, maja, "goals", Query{}, url.Values{"do": {"to-goal:" + w.Objectives[0].ID}}, false)
		if w := world(t, db, maja); len(w.Goals) != 1 || len(w.Objectives) != 0 {
			t.Fatalf("%+v %+v", w.Goals, w.Objectives)
		}
	})
}

func TestAnOutcomeTakenAwayLeavesItsLinksForItsReturn(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _ := ready(t, db)
		o := world(t, db, maja).Outcomes
		mustSave(t, db, maja, "audit", addPage, workflow(1, "Triage", models.Keep, o[0].ID, o[1].ID), true)
		g := "goals." + newID(2) + "."
		mustSave(t, db, maja, "goals", Query{}, url.Values{g + "title": {"Reduce cycle time by 30%"}, g + "outcomes": {o[0].ID}}, false)
		for back, take := range map[string]string{"restore:" + o[0].ID: "remove:outcomes:" + o[0].ID, "pick:" + o[0].ID: "aside:" + o[0].ID} {
			mustSave(t, db, maja, "outcomes", Query{}, url.Values{"do": {take}}, false)
			w := world(t, db, maja)
			if len(w.Outcomes) != 2 || gapAt(w, "goals", w.Goals[0].ID, "outcomes").Say == "" {
				t.Fatalf("after %s the goal still serves it", take)
			}
			for _, key := range []string{"audit", "goals"} {
				for _, rows := range Show(w, ByKey(key), Query{}).Form.Rows {
					for _, row := range rows.Items {
						if f := row.Field("outcomes"); f != nil && (f.Has(o[0].ID) || len(f.Options) != 2) {
							t.Fatalf("%s still offers it: %+v", key, f.Options)
						}
					}
				}
			}
			// Saving the pages meanwhile does not cut the link.
			f, goal := w.Workflows[0], w.Goals[0]
			mustSave(t, db, maja, "audit", Query{}, url.Values{"workflows." + f.ID + ".verdict": {models.Keep}, "workflows." + f.ID + ".outcomes": {o[1].ID}}, false)
			mustSave(t, db, maja, "goals", Query{}, url.Values{"goals." + goal.ID + ".title": {"Reduce cycle time by 30% " + take}}, false)
			mustSave(t, db, maja, "outcomes", Query{}, url.Values{"do": {back}}, false)
			w = world(t, db, maja)
			if len(w.Outcomes) != 3 || len(w.maps(w.Workflows[0])) != 2 || len(w.Goals[0].OutcomeIDs) != 1 {
				t.Fatalf("after %s: %d outcomes, moves %d, serves %v", back, len(w.Outcomes), len(w.maps(w.Workflows[0])), w.Goals[0].OutcomeIDs)
			}
		}
	})
}
