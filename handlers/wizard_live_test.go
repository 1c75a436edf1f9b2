package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/link"
)

func TestEveryPageOfAStrategyInForceSavesAsItStands(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	before := h.versions()
	pages := []string{link.StepItem("audit", h.world().Workflows[0].Ref), link.StepItem("redesign", h.world().Processes[0].Ref)}
	for _, s := range wizard.Steps {
		pages = append(pages, link.Step(s.Key))
	}
	for _, page := range pages {
		f := g.get(page).is(200).paper(g, "form#step")
		f.press("Save").is(303)
	}
	if after := h.versions(); after != before {
		t.Errorf("saving what nobody touched changed %d things", after-before)
	}
	if w := h.world(); !w.Live() {
		t.Fatal("it is no longer in force")
	}
}

func TestInForceAStepThatNeededAnotherLookIsMarkedAsDoneAgain(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	g.get(link.Step("outcomes")).is(200).says("Needs another look").paper(g, "form#step").press("Save and mark as done").leadsTo(link.Alignment())
	if state, _ := h.world().State(wizard.ByKey("outcomes")); state != wizard.Done {
		t.Fatal(state)
	}
	// Two workflows have no verdict yet, so the audit stays open, and says where.
	g.get(link.Step("audit")).paper(g, "form#step").press("Save and mark as done").is(422).says("There is a problem", "Give a verdict.")
	if state, _ := h.world().State(wizard.ByKey("audit")); state == wizard.Done {
		t.Fatal(state)
	}
	g.get(link.Alignment()).is(200).says("The strategy is in force.")
}

func TestInForceAWrongChangeIsRefusedAtItsFieldAndShownBack(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	o := h.world().Outcomes[0]
	f := g.get(link.Step("outcomes")).paper(g, "form#step")
	name := "outcomes." + o.ID + "."
	f.values.Set(name+"target", f.values.Get(name+"baseline"))
	got := f.press("Save").is(422).says("There is a problem")
	got.titled(t, "Error: ")
	if field := got.page().Find(`[data-field="` + name + `target"]`); field.Find(".msg.err").Length() != 1 || field.Find("input").AttrOr("value", "") != f.values.Get(name+"target") {
		t.Error("the sentence does not stand at the field with what was typed")
	}
	if *h.world().Outcome(o.ID).Measures[0].Target != *o.Measures[0].Target {
		t.Error("it was saved")
	}
}

func TestWhoeverMayNotChangeAStrategyInForceIsToldSo(t *testing.T) {
	h, c := example(t)
	for _, p := range []*models.Person{c.Administrator, c.Lead, c.Member} {
		for _, page := range []string{link.Alignment(), link.Step("outcomes"), link.Answers()} {
			h.signedIn(p).get(page).is(403).says("Executives may")
		}
		h.signedIn(p).post(link.Step("outcomes"), url.Values{"do": {"aside:x"}}).is(403)
	}
	h.signedIn(c.Head).get(link.Alignment()).is(200).says("Works on it beside the executives: " + c.Head.Name).silent("Works on this draft")
}

func TestADateOfTheCadenceMovesWithItsReason(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	var date *models.Review
	h.read(func(r *models.Read) error {
		list, err := r.ReviewsOf(h.world().Strategy.ID, h.world().Today.Add(5), 1)
		date = list[0]
		return err
	})
	f := g.get(link.Review(date.Ref)).is(200).says(date.Day.Long()).paper(g, `form[action="`+link.Review(date.Ref)+`"]`)
	f.write("to", "31 Feb 2027").write("reason", "Holidays").press("Move the date").is(422).says("There is a problem").titled(t, "Error: ")
	if typed := f.press("Move the date").page().Find(`input[name="reason"]`).AttrOr("value", ""); typed != "Holidays" {
		t.Errorf("the reason became %q", typed)
	}
	f.write("to", "1 January 2020").press("Move the date").is(422).says("Give a day from")
	f.write("to", "2 March 2027").write("reason", "").press("Move the date").is(422).says("Say in a sentence why it moves.")
	f.write("reason", "The hall is closed").press("Move the date").onward(g).says("2 March 2027", "From "+date.Day.Long()+" to 2 March 2027", "The hall is closed")
	member := h.signedIn(c.Member)
	if member.get(link.Review(date.Ref)).is(200).page().Find(`form[action="`+link.Review(date.Ref)+`"]`).Length() > 0 {
		t.Error("a member is offered to move it")
	}
	member.post(link.Review(date.Ref), f.values).is(403)
	g.get(link.Review("V999")).is(404)
}

func TestAThingThatWasRemovedWhileItsPageWasOpenKeepsWhatWasTyped(t *testing.T) {
	h, g, _ := wholeDraft(t)
	f := h.world().Workflows[0]
	page := g.get(link.StepItem("audit", f.Ref)).paper(g, "form#step").write(".name", "Triage, with all I know")
	h.save("audit", wizard.Query{}, url.Values{"do": {"remove:workflows:" + f.ID}}, false)
	again := page.press("Save and go back").is(422).says("removed meanwhile").paper(g, "form#step")
	again.press("Save and go back").is(303)
	if got := h.world().Workflows; len(got) != 1 || got[0].Name != "Triage, with all I know" || got[0].ID == f.ID {
		t.Fatalf("%+v", got)
	}
	g.get(link.StepItem("audit", f.Ref)).is(404)
}

func TestAPartOfAStepIsItsPageWhenItHasNoSuchPart(t *testing.T) {
	_, g := threeOutcomes(t)
	for _, s := range wizard.Steps {
		got := g.part("nothing").get(link.Step(s.Key)).is(200)
		if got.Header.Get("HX-Retarget") != "body" || got.page().Find("form#step").Length() != 1 {
			t.Errorf("%s: %v", s.Key, got.Header)
		}
	}
	saved := g.part("step").post(link.Step("outcomes"), url.Values{"do": {"save"}}).is(200)
	if saved.Header.Get("HX-Redirect") != link.Step("outcomes") {
		t.Errorf("%v", saved.Header)
	}
}
