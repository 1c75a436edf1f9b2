package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAnInitiativeIsProposedCommittedChangedAndEndedOnItsPages(t *testing.T) {
	h, c := example(t)
	lead, member := h.as(models.TeamLead), h.as(models.Member)
	administrator := h.as(models.Administrator)
	f := member.get(link.InitiativeNew("O1")).is(200).says("Propose an initiative").paper(member, "main form")
	if f.values.Get("owner") != c.Member.Name || len(f.values["outcomes"]) != 1 {
		t.Fatalf("the form begins with %v", f.values)
	}
	f.press("Propose it").is(422).says("Give it a name.")
	f.write("name", "Shorter greetings").write("objectives", "B3, X9")
	kept := f.press("Propose it").is(422).says("“X9” names nothing here").paper(member, "main form")
	if kept.values.Get("name") != "Shorter greetings" {
		t.Errorf("what was typed is gone: %v", kept.values)
	}
	f.write("objectives", "O2").press("Propose it").is(422).says("O2 is no objective")
	f.write("objectives", "").write("owner", c.Lead.Name).press("Propose it").is(422).says("Propose what you would own yourself")
	f.write("owner", c.Member.Name).write("objectives", "b3")
	page := f.press("Propose it").is(303).onward(member).says("It is a candidate", "Nobody can commit to it yet", "Give the day on which it is looked at again.", "What it is for").silent("Commit to it")
	ref := page.page().Find("h1 + .row .ref").Text()

	administrator.get(link.Initiative(ref)).is(200).silent("Change it", "Commit to it")
	administrator.get(link.InitiativeEdit(ref, "")).leadsTo(link.Initiative(ref))
	administrator.post(link.InitiativeState(ref), url.Values{"state": {models.Committed}}).is(403)
	member.post(link.InitiativeState(ref), url.Values{"state": {models.Committed}}).is(403)

	// The lead wants to commit to it, and is led to the fields that are missing.
	edit := lead.post(link.InitiativeState(ref), url.Values{"state": {models.Committed}}).is(422).says("There is a problem", "Give the day on which it is looked at again.", "Say in a sentence with a number").paper(lead, "main form")
	day := c.Company.Calendar().Today(h.db.Now()).Add(30).Long()
	edit.write("success", "Greetings last 8 seconds").write("review", "tomorrow or so").press("Save the changes").is(422)
	edit.write("review", day).press("Save the changes").leadsTo(link.Initiative(ref))
	done := lead.get(link.Initiative(ref)).paper(lead, "section[aria-label='Where it stands'] form").press("Commit to it").is(303).onward(lead).says("is committed.", "Start it")
	done.paper(lead, ".toast form").press("Undo").is(303).onward(lead).says("Commit to it")
	lead.post(link.InitiativeState(ref), url.Values{"state": {models.Committed}}).leadsTo(link.Initiative(ref))
	lead.post(link.InitiativeState(ref), url.Values{"state": {models.Active}}).leadsTo(link.Initiative(ref))

	// Moving the review asks why and leaves a trace.
	change := member.get(link.InitiativeEdit(ref, "/initiatives?whose=mine")).is(200).says("Why it changes").paper(member, "main form")
	change.write("review", c.Company.Calendar().Today(h.db.Now()).Add(40).Long()).press("Save the changes").is(422).says("Say in a sentence why the review moves.")
	change.write("moved", "The new greeting is recorded later.").press("Save the changes").leadsTo("/initiatives?whose=mine")
	member.get(link.Initiative(ref)).says("How its review moved", "because: The new greeting is recorded later.", "Moved the review from")

	// Tasks are tied by reference and loosened again.
	member.post(link.InitiativeTasks(ref), url.Values{"task": {"T999"}}).is(422).says("There is no task “T999”")
	mine := c.Tasks["Publish fix notes 10 to 12"].Ref
	member.post(link.InitiativeTasks(ref), url.Values{"task": {mine}}).is(422).says("belongs to another initiative")
	other := c.Tasks["Check with three clinics whether the printer note is clear"].Ref
	member.post(link.InitiativeTasks(ref), url.Values{"task": {strings.ToLower(other)}}).is(303)
	member.get(link.Task(other)).says("Initiative", "Shorter greetings")
	gone := member.post(link.InitiativeTasks(ref), url.Values{"loosen": {other}}).is(303).onward(member).says("is loosened")
	gone.paper(member, ".toast form").press("Undo").is(303)

	member.post(link.InitiativeState(ref), url.Values{"state": {models.Done}}).is(422).says("Say in a sentence what came of it.")
	member.post(link.InitiativeState(ref), url.Values{"state": {models.Done}, "why-done": {"They last 7 seconds."}}).is(303).onward(member).says("They last 7 seconds.", "Open it again").silent("Change it")
	member.post(link.InitiativeEdit(ref, ""), url.Values{"name": {"x"}}).is(422)
	lead.post(link.InitiativeRemoval(ref), nil).is(422).says("Only a candidate can be removed")
}

func TestAnInitiativeIsFoundFromWhatItServesAndListedInParts(t *testing.T) {
	h, c := example(t)
	member := h.as(models.Member)
	ref := c.Initiatives["notes"].Ref
	for _, address := range []string{link.Outcome(c.Outcomes["O1"].Ref), link.Initiatives("", 1), link.Calendar(""), link.InitiativesFound(url.Values{"serves": {"B3"}}, 1)} {
		if member.get(address).is(200).page().Find(`a[href="`+link.Initiative(ref)+`"]`).Length() == 0 {
			t.Errorf("%s does not lead to it", address)
		}
	}
	all := member.get(link.InitiativesFound(url.Values{"state": {"all"}}, 1)).is(200).says("Dropped", "Done", "Paused", "What is missing, by owner")
	if n := all.page().Find("#initiatives tbody tr").Length(); n != 9 {
		t.Errorf("%d initiatives", n)
	}
	part := member.part("initiatives").get(link.InitiativesFound(url.Values{"review": {"overdue"}}, 1)).is(200)
	if part.page().Find("main").Length() != 0 || !strings.Contains(part.text(), "Network kits") || strings.Contains(part.text(), "One contract") {
		t.Errorf("the part says %s", part.text())
	}
	member.get(link.InitiativesFound(url.Values{"team": {"TM999"}}, 1)).is(404)
	member.get(link.Initiative("I999")).is(404)
	member.get(link.InitiativesFound(url.Values{"missing": {"any"}}, 1)).says("Missing: A success metric, a review date")
	candidate := c.Initiatives["alarm"].Ref
	lead := h.signedIn(c.People["Samuel Brandt"])
	member.post(link.InitiativeRemoval(candidate), nil).is(403)
	back := lead.post(link.InitiativeRemoval(candidate), nil).is(303).onward(lead).says("The candidate is removed.")
	lead.get(link.Initiative(candidate)).is(404)
	back.paper(lead, ".toast form").press("Undo").leadsTo(link.Initiative(candidate))
	lead.get(link.DecisionNew(ref, "")).is(200).says(ref)
}

func TestTwoWhoChangeOneInitiativeAreBothHeard(t *testing.T) {
	h, c := example(t)
	ref := c.Initiatives["notes"].Ref
	lead, member := h.as(models.TeamLead), h.as(models.Member)
	first, second := lead.get(link.InitiativeEdit(ref, "")).paper(lead, "main form"), member.get(link.InitiativeEdit(ref, "")).paper(member, "main form")
	first.write("name", "Notes for what comes back").press("Save the changes").is(303)
	second.write("name", "Fix notes").press("Save the changes").is(409).says("Somebody else saved first")
}
