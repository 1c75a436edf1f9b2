package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestADecisionIsRecordedAcceptedAndSupersededOnItsPages(t *testing.T) {
	h, c := example(t)
	lead, member := h.as(models.TeamLead), h.as(models.Member)
	member.get(link.DecisionNew("", "")).is(404)
	member.post(link.Decisions(""), url.Values{"title": {"x"}}).is(403)
	f := lead.get(link.DecisionNew("B5", "")).is(200).says("Record a decision").paper(lead, "main form")
	if f.values.Get("also") != "B5" || f.values.Get("team") == "" || f.values.Get("decider") != c.Lead.Name {
		t.Fatalf("the form begins with %v", f.values)
	}
	f.press("Record and accept").is(422).says("Say in one line what is decided.", "Write what is decided")
	f.write("title", "One duty engineer looks first").write("statement", "Every ticket is looked at by one duty engineer.").tick("outcomes", 1)
	f.write("also", "B5 and\nnothing such")
	kept := f.press("Record and accept").is(422).says("“NOTHING” names nothing here").paper(lead, "main form")
	if kept.values.Get("title") != "One duty engineer looks first" || len(kept.values["outcomes"]) != 1 {
		t.Errorf("what was typed is gone: %v", kept.values)
	}
	f.write("also", "B5\nTM999").press("Record as proposed").is(422).says("“TM999” names nothing here")
	f.write("also", "B5").write("supersedes", "D999").press("Record as proposed").is(422).says("There is no decision “D999”")
	page := f.write("supersedes", "").press("Record as proposed").is(303).onward(lead).says("Recorded as proposed", "This is a proposal", "Accept it", "What it is for")
	ref := page.page().Find("h1 + .row .ref").Text()
	member.get(link.Decision(ref)).is(200).says("This is a proposal").silent("Accept it", "Withdraw")
	member.post(link.DecisionAccept(ref), nil).is(403)
	h.as(models.Administrator).post(link.DecisionAccept(ref), nil).is(403)

	edit := lead.get(link.DecisionEdit(ref)).is(200).paper(lead, "main form")
	edit.write("context", "Two people looked at the same ticket.")
	stale := lead.get(link.DecisionEdit(ref)).is(200).paper(lead, "main form")
	edit.press("Save the proposal").leadsTo(link.Decision(ref))
	stale.write("title", "Mine").press("Save the proposal").is(422).says("Somebody else changed this proposal")
	lead.get(link.Decision(ref)).paper(lead, ".note form").press("Accept it").is(303).onward(lead).says("Accepted", "When it no longer holds").silent("Accept it")
	lead.get(link.DecisionEdit(ref)).leadsTo(link.Decision(ref))
	edit.press("Save the proposal").is(422)
	lead.get(link.Objective("B5")).is(200).says("Decisions about it", "One duty engineer looks first")
	if lead.get(link.Decisions("")).is(200).page().Find(`[data-stage="none"] a[href="`+link.Decision(ref)+`"]`).Length() != 1 {
		t.Error("the board does not show it first, without a handoff")
	}

	lead.post(link.DecisionReverse(ref), url.Values{"reason": {" "}}).is(422).says("Say in a sentence why it is reversed.")
	next := lead.get(link.DecisionNew("", ref)).is(200).paper(lead, "main form")
	if next.values.Get("supersedes") != ref || !strings.Contains(next.values.Get("statement"), "duty engineer") {
		t.Fatalf("it begins with %v", next.values)
	}
	next.write("title", "Two duty engineers look first").press("Record and accept").is(303).onward(lead).says("Recorded and accepted", "Supersedes")
	member.get(link.Decision(ref)).is(200).says("It no longer counts", "Two duty engineers look first superseded it")
	member.get(link.DecisionList("", 1)).is(200).says("Superseded", "Two duty engineers look first")
}

func TestAProposalIsWithdrawnAndComesBack(t *testing.T) {
	h, c := example(t)
	lead := h.as(models.TeamLead)
	d := &models.Decision{Title: "Close at noon", Statement: "The desk closes at noon.", TeamID: &c.Teams["Service Desk"].ID, DeciderPersonID: &c.Lead.ID}
	h.write(func(tx *models.Tx) error { return tx.AddDecision(d) })
	h.as(models.Member).post(link.DecisionWithdraw(d.Ref), nil).is(403)
	gone := lead.post(link.DecisionWithdraw(d.Ref), nil).is(303).onward(lead).says("The proposal is withdrawn.")
	lead.get(link.Decision(d.Ref)).is(404)
	gone.paper(lead, ".toast form").press("Undo").leadsTo(link.Decision(d.Ref))
	lead.get(link.Decision(d.Ref)).is(200).says("Close at noon")
	lead.post(link.DecisionBack(d.Ref), nil).is(404)
}

func TestNarrowingTheListOfAllDecisionsToATeamStaysOnTheList(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	page := g.get(link.DecisionList("", 1)).is(200)
	if now := page.page().Find(`nav a[aria-current="page"].filter`).Text(); now != "All decisions" {
		t.Fatalf("the page says that it is %q", now)
	}
	if show, _ := page.page().Find(`form[role="search"] input[name="show"]`).Attr("value"); show != "all" {
		t.Fatalf("the filter asks for %q", show)
	}
	g.get(link.DecisionList(c.Teams["Service Desk"].Ref, 1)).is(200).says("Every decision, newest first")
}
