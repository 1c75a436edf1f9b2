package handlers

import (
	"fmt"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/modelstest/ratio"
	"throughline/models/wizard"
	"throughline/views/link"
)

func (h *house) objective(ref string) (o *models.Objective) {
	h.t.Helper()
	h.read(func(r *models.Read) (err error) { o, err = r.ObjectiveByRef(ref); return err })
	return o
}

func TestTheBoardOfGoalsShowsThemUnderTheirOutcomesWithWhatIsToMend(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	page := g.get(link.Step("goals")).is(200).says("Problems are fixed at first contact", "Grow the share of problems fixed at first contact by 30%", "Write a fix note for the 20 most repeated tickets",
		"No objective delivers it", "Objectives that deliver no goal", "Reads like a goal", "Due after its goal", "Also served by G6", "Delivers no goal")
	d := page.page()
	if way, _ := d.Find(`[id="objectives.` + h.objective("B17").ID + `.goals"]`).Attr("href"); !strings.HasPrefix(way, link.StepItem("goals", "B17")+"#objectives.") {
		t.Errorf("the gap leads to %q", way)
	}
	ids := map[string]bool{}
	d.Find("[id]").Each(func(_ int, e *goquery.Selection) {
		if id := e.AttrOr("id", ""); ids[id] {
			t.Errorf("two elements are %q", id)
		} else {
			ids[id] = true
		}
	})
	lanes := func(address string) string { return g.get(address).is(200).page().Find(".lanes").Text() }
	if mend := lanes(link.GoalBoard("", "", "", "mend", "")); !strings.Contains(mend, "Reduce repeat visits") || strings.Contains(mend, "Write a fix note for the 20") {
		t.Error(mend)
	}
	g.get(link.GoalBoard("teams", "", "", "", "")).is(200).says("Service Desk", "a week kept", "a week freed")
	tom := h.world().LoadOf(c.People["Tom Okafor"].ID)
	carried := fmt.Sprintf("carries %d of ", len(tom.Items))
	g.get(link.GoalBoard("owners", "", "", "", "")).is(200).says("Tom Okafor", fmt.Sprintf("%d of 5", len(tom.Items)), "Over the limit", tom.Words(), "open tasks")
	if tom := lanes(link.GoalBoard("", "", c.People["Tom Okafor"].ID, "", "")); !strings.Contains(tom, "Train four engineers") || strings.Contains(tom, "Call every clinic that had two") {
		t.Error(tom)
	}
	g.get(link.StepItem("goals", "B1")).is(200).says(carried+"5", "More than 5 is more than one person can drive")
	h.write(func(tx *models.Tx) error { return tx.DB().Exec("UPDATE companies SET owner_limit = 99").Error })
	g.get(link.StepItem("goals", "B1")).is(200).says("Tom Okafor " + carried + "99").silent("more than one person can drive")
}

func TestAnObjectiveMovesBetweenTeamsAndGoalsAndBack(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	o := h.objective("B3")
	was, to := *o.TeamID, c.Teams["Field"].ID
	move := wizard.Move{Objective: o.ID, Kind: "team", From: was, To: to}
	here := link.GoalMoves() + "?view=teams"
	// Work rests on it, so that is looked at first: nothing moves yet, and the board shows where it will stand.
	rests := g.post(here, url.Values{"move": {move.Code()}}).is(303).onward(g).says("A change of B3", "does not count yet", "open tasks")
	if got := h.objective("B3"); got.Version != o.Version {
		t.Fatal("it counts already")
	}
	rests.applied(g)
	g.post(link.ChangeUndone(rests.changeRef()), nil).is(303)
	h.write(func(tx *models.Tx) error { // nothing rests on it: it moves at once
		for _, table := range []string{"task_objectives", "initiative_objectives", "decision_links", "issue_links"} {
			if err := tx.DB().Exec("DELETE FROM " + table).Error; err != nil {
				return err
			}
		}
		return tx.DB().Exec("UPDATE initiatives SET objective_id = NULL").Error
	})
	o = h.objective("B3")
	page := g.post(here, url.Values{"move": {move.Code()}}).is(303).onward(g).says("Moved “" + o.Title + "” to Field.")
	if got := h.objective("B3"); *got.TeamID != to || got.Version != o.Version+1 {
		t.Fatalf("%+v", got)
	}
	// The same again, from a page that is older, moves nothing.
	g.post(here, url.Values{"move": {move.Code()}}).is(422).says("was moved meanwhile")
	page.paper(g, `form[action="`+here+`"].plain, .toast form`).press("Undo").is(303)
	if got := h.objective("B3"); *got.TeamID != was {
		t.Fatal("undo did not bring it back")
	}
	// As a script asks: the board alone, with what was done.
	goal := wizard.Move{Objective: o.ID, Kind: "goal", From: o.GoalIDs[0], To: c.Goals["G5"].ID}
	part := g.part("board").post(link.GoalMoves(), url.Values{"move": {goal.Code()}}).is(200).says("to G5 Expand revenue", "Undo")
	if strings.Contains(part.Body, "<html") || part.page().Find("#board").Length() != 1 {
		t.Error("more than the board came back")
	}
	if got := h.objective("B3").GoalIDs; len(got) != 1 || got[0] != goal.To {
		t.Fatal(got)
	}
	// By choosing: a team and a goal at once.
	g.post(link.GoalMoves(), url.Values{"objective": {o.ID}, "team": {to}, "goal": {c.Goals["G1"].ID}}).is(303)
	if got := h.objective("B3"); *got.TeamID != to || got.GoalIDs[0] != c.Goals["G1"].ID {
		t.Fatalf("%+v", got)
	}
	g.post(link.GoalMoves(), url.Values{"objective": {o.ID}, "team": {to}}).is(422).says("Nothing was moved")
	for _, bad := range []string{"", "x", o.ID + ".team.." + to, o.ID + ".team." + to + ".nothing", o.ID + ".goal..nothing", "nothing.goal..x", o.ID + ".owner..x", strings.Repeat("a.", 900), "a\x00.team.."} {
		if got := g.post(link.GoalMoves(), url.Values{"move": {bad}}); got.Status != 404 && got.Status != 422 {
			t.Errorf("%.40q: %d", bad, got.Status)
		}
	}
	for _, p := range []*models.Person{c.Administrator, c.Lead, c.Member} {
		h.signedIn(p).post(link.GoalMoves(), url.Values{"move": {move.Code()}}).is(403)
		h.signedIn(p).post(link.GoalMerges(), url.Values{"merge": {"x"}}).is(403)
	}
}

func TestTwoObjectivesThatSayTheSameAreMadeOneAndTwoAgainOrKeptWithAReason(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	twin := h.objective("B9")
	h.write(func(tx *models.Tx) error {
		told, err := tx.ObjectiveByRef("B19") // the pair that the example has
		if err != nil {
			return err
		}
		was := *told
		told.Title = "Draw the rooms of all clinics on the new plans"
		if err := tx.SaveObjective(models.ObjectiveChanged, &was, told); err != nil {
			return err
		}
		o, err := tx.ObjectiveByRef("B9")
		if err != nil {
			return err
		}
		before := *o
		o.Title = "Cut the lag of handoffs from sales to delivery to 24 hours"
		return tx.SaveObjective(models.ObjectiveChanged, &before, o)
	})
	keep := h.objective("B1")
	g.get(link.Step("goals")).is(200).says("Said twice?", "Keep this one")
	var tasks int64
	count := func(id string) (n int64) {
		h.read(func(r *models.Read) error {
			return r.DB().Model(&models.TaskObjective{}).Where("objective_id = ?", id).Count(&n).Error
		})
		return n
	}
	had := count(keep.ID)
	h.write(func(tx *models.Tx) error {
		o, err := tx.ObjectiveByRef("B9")
		if err != nil {
			return err
		}
		before := *o
		o.GoalIDs = append([]string{c.Goals["G6"].ID}, o.GoalIDs...)
		if err := tx.SaveObjective(models.ObjectiveChanged, &before, o); err != nil {
			return err
		}
		if err := tx.Insert(&models.TaskObjective{TaskID: c.Tasks[firstKey(c.Tasks)].ID, ObjectiveID: twin.ID}); err != nil {
			return err
		}
		idea := &models.Initiative{Name: "Serves the twin", State: models.Candidate}
		if err := tx.Insert(idea); err != nil {
			return err
		}
		if err := tx.Insert(&models.InitiativeObjective{InitiativeID: idea.ID, ObjectiveID: twin.ID}); err != nil {
			return err
		}
		d := &models.Decision{Title: "About the twin", Statement: "We do it.", State: models.DecisionAccepted, DeciderPersonID: &c.Owner.ID, DecidedDay: tx.Today()}
		if err := tx.Insert(d); err != nil {
			return err
		}
		return tx.Insert(&models.DecisionLink{DecisionID: d.ID, EntityType: "objective", EntityID: twin.ID})
	})
	tied := func(want bool) {
		t.Helper()
		is := strings.Contains(g.get(link.Objective(keep.Ref)).is(200).page().Find("aside").Text(), "About the twin")
		serves := h.count("initiative_objectives", "objective_id = ? AND initiative_id IN (SELECT id FROM initiatives WHERE name = 'Serves the twin')", keep.ID) == 1
		if is != want || serves != want {
			t.Errorf("the decision is about the kept one: %v, the initiative serves it: %v", is, serves)
		}
	}
	tied(false)
	rests := g.post(link.GoalMerges(), url.Values{"merge": {"objective." + keep.ID + "." + twin.ID}}).is(303).onward(g).says("B9", "becomes part of another", "open task").silent("For those ticked")
	tied(false)
	rests.applied(g)
	if got := h.objective("B1"); len(got.GoalIDs) != 2 {
		t.Fatalf("%v", got.GoalIDs)
	}
	if tasks = count(keep.ID); tasks <= had {
		t.Fatalf("%d tasks, had %d", tasks, had)
	}
	tied(true)
	g.get(link.StepItem("goals", "B9")).is(404)
	g.post(link.ChangeUndone(rests.changeRef()), nil).is(303)
	if got := h.objective("B1"); len(got.GoalIDs) != 1 || count(keep.ID) != had {
		t.Fatalf("%v, %d tasks", got.GoalIDs, count(keep.ID))
	}
	if back := h.objective("B9"); len(back.GoalIDs) != 2 {
		t.Fatalf("%+v", back)
	}
	tied(false)
	g.post(link.GoalMerges(), url.Values{"undo": {twin.ID}}).is(303) // pressed twice
	f := g.get(link.Step("goals")).says("Said twice?").paper(g, `form[action="`+link.Advice()+`"]`)
	f.write("reason", "One is sales, one is delivery").press("Keep both").is(303)
	g.get(link.Step("goals")).is(200).silent("Keep this one")
	g.get(link.StepItem("goals", "B9")).is(200).says("because: One is sales, one is delivery")
	for _, bad := range []string{"", "objective.x.y", "objective." + keep.ID + "." + keep.ID, "goal." + keep.ID + "." + twin.ID} {
		g.post(link.GoalMerges(), url.Values{"merge": {bad}}).is(404)
	}
}

func firstKey[V any](m map[string]V) string {
	least := ""
	for k := range m {
		if least == "" || k < least {
			least = k
		}
	}
	return least
}

func TestTheWorkForTheBoardGrowsNoFasterThanTheObjectivesOnIt(t *testing.T) {
	verbs, things := []string{"Cut", "Write", "Train", "Move", "Publish", "Test", "Replace"}, []string{"handoff lag", "fix notes", "engineers", "shelves", "price lists", "kits", "forms", "visits", "calls"}
	board := func(objectives int) *guest {
		h, c := example(t)
		h.write(func(tx *models.Tx) error {
			for n := range objectives {
				o := &models.Objective{StrategyID: &c.Strategy.ID, State: models.Active, Title: fmt.Sprintf("%s %s of clinic %d in ward %d", verbs[n%7], things[n%9], n*37, n*91),
					TeamID: &c.Teams["Field"].ID, OwnerPersonID: &c.Lead.ID, DueDay: tx.Today().Add(100 + n), GoalIDs: []string{c.Goals[fmt.Sprintf("G%d", n%7+1)].ID}}
				if err := tx.AddObjective(o); err != nil {
					return err
				}
			}
			return nil
		})
		return h.signedIn(c.Owner)
	}
	some, many := board(30), board(300)
	shown := func(address, what string) int { return many.get(address).is(200).page().Find(what).Length() }
	folded := many.get(link.Step("goals")).says("Show 39 more objectives")
	way, _, _ := strings.Cut(folded.page().Find(`.obs a:contains("more objectives")`).First().AttrOr("href", ""), "#")
	if n, was := shown(way, "[data-card]"), shown(link.Step("goals"), "[data-card]"); n < was+30 {
		t.Errorf("%q shows %d objectives, folded %d", way, n, was)
	}
	if n := shown(link.StepAdvice("goals"), "#advice li"); n < 250 {
		t.Errorf("%d pieces of advice where all are asked for", n)
	}
	for _, address := range []string{link.Step("goals"), link.GoalBoard("teams", "", "", "", ""), link.GoalBoard("owners", "", "", "", ""), link.StepItem("goals", "B1")} {
		size := len(many.get(address).is(200).Body)
		grows := ratio.Growth(func() { some.get(address) }, func() { many.get(address) })
		t.Logf("%s: %.1f times the work, %d bytes", address, grows, size)
		if grows > 15 { // ten times the objectives
			t.Errorf("%s takes %.1f times the work with ten times the objectives", address, grows)
		}
		if size > 125_000 {
			t.Errorf("%s is %d bytes long: long lists must be folded", address, size)
		}
	}
}
