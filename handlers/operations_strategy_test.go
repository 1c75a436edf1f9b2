package handlers

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func TestALeadWritesAnOperationsStrategyStepByStepAndPutsItInForce(t *testing.T) {
	h, c := example(t)
	head, member := h.as(models.DepartmentHead), h.as(models.Member)
	head.get(link.Layers()).is(200).says("Where are we going, and why?", "How do we run well enough to get there?", "Operations of Field").silent("Operations of Client Services")
	h.as(models.Executive).get(link.Layers()).page().Find(`section[aria-labelledby="h-flags"] li`).Each(func(_ int, flag *goquery.Selection) {
		if flag.Find("a").Length() == 0 {
			t.Errorf("a flag leads nowhere to be mended: %s", flag.Text())
		}
	})
	member.get(link.OperationsNew("")).is(404)
	member.post(link.OperationsStrategies(), nil).is(403)

	f := head.get(link.OperationsNew(c.Teams["Client Services"].Ref)).is(200).paper(head, "main form")
	f.write("scope", "system").press("Begin it").is(422).says("Give the delivery system a name.")
	f.write("scope", "team").write("team", "").press("Begin it").is(422).says("Choose the team.")
	f.write("team", c.Teams["Client Services"].ID)
	step := f.press("Begin it").is(303).onward(head).says("What do we run, until when, and who answers for it?")
	ref := step.page().Find("form").AttrOr("action", "")
	one := step.paper(head, "main form.stack")
	kept := one.write("runs", "").write("from", "whenever").press("Save and continue").is(422).says("There is a problem").paper(head, "main form.stack")
	one.press("Save and continue").is(422).says("Say in a sentence or two what is run.", "Give a day, for example")
	if kept.values.Get("from") != "whenever" {
		t.Errorf("what was typed is gone: %v (%s)", kept.values, ref)
	}
	today := c.Company.Calendar().Today(h.db.Now())
	kept.write("runs", "We help whoever calls.").write("from", today.Long()).write("to", today.Add(-4).Long()).press("Save and continue").is(422).says("It ends before it begins.")
	kept.write("to", today.Add(60).Long())
	two := kept.press("Save and continue").is(303).onward(head).says("Which outcomes of the strategy does it serve?")
	// It can be left here and taken up again.
	drafts := head.get(link.Layers()).says("Drafts that you may see", "Operations of Client Services")
	page := drafts.page().Find(`a.what:contains("Operations of Client Services")`).AttrOr("href", "")
	head.get(page).is(200).says("This is a draft.", "Continue where you left off")
	member.get(page).is(404)
	three := two.paper(head, "main form.stack").press("Save and continue").is(303).onward(head).says("How do we tell that it runs well?")
	three.paper(head, "main form.stack").press("Save and continue").is(422).says("Give at least one measure with a number to reach.")
	if n := three.paper(head, "main form.stack").press("Save and continue").is(422).page().Find(`[name="measures.new1.name"]`).Length(); n != 1 {
		t.Errorf("after it was refused %d rows are there to write in", n)
	}
	rows := three.paper(head, "main form.stack").write("measures.new1.name", "Time to answer").write("measures.new1.direction", models.Reduce).write("measures.new1.target", "many")
	rows.press("Save and continue").is(422).says("Give a number")
	rows.write("measures.new1.target", "1")
	rows.press("Add a measure").is(200).says("Measures, row 2")
	rows.press("Save and continue").is(422).says("It has no baseline to count from.")
	four := rows.write("measures.new1.baseline", "4").press("Save and continue").is(303).onward(head).says("What comes first in the next 90 days?")
	five := four.paper(head, "main form.stack").write("priorities.new1.title", "Answer in the first minute").press("Save and continue").is(303).onward(head).says("How much can be done, and what is taken already?", "are taken")
	five.paper(head, "main form.stack").write("capacity", "-4").press("Save and continue").is(422).says("Give a capacity of 0 or more")
	six := five.paper(head, "main form.stack").write("capacity", "600").press("Save and continue").is(303).onward(head).says("Does it hold?", "We help whoever calls.", "Time to answer", "Answer in the first minute", "shorter than 90 days", "It serves no outcome of the strategy.")
	six.paper(head, "section form").press("Put it in force").is(303).onward(head).says("is in force from now on", "A team without an anchor optimizes for itself", "Begin its next version")
	member.get(page).is(200).says("In force", "We help whoever calls.").silent("Begin its next version")
	member.get(link.Layers()).says("Client Services").silent("Operations of Field")
	member.get(link.TeamOutcomes(c.Teams["Client Services"].Ref)).says("Operations of Client Services")
	head.get(page + "/steps/runs").leadsTo(page)
}

func TestAnOperationsStrategyInForceIsSucceededEndedAndItsDraftRemoved(t *testing.T) {
	h, c := example(t)
	lead, member, other := h.as(models.TeamLead), h.as(models.Member), h.signedIn(c.People["Samuel Brandt"])
	ref := c.Operations["desk 2"].Ref
	member.get(link.OperationsStrategy(ref)).is(200).says("History", "Put it in force", "All of its history", "Problems are fixed at first contact", "Calls answered within 60 seconds", "What comes first in 90 days", "Review, every 90 days", "Version 1").silent("End it")
	for _, address := range []string{link.OperationsNext(ref), link.OperationsForce(ref), link.OperationsEnd(ref), link.OperationsRemoval(ref)} {
		other.post(address, url.Values{"reason": {"Mine now."}}).is(403)
	}
	lead.post(link.OperationsEnd(ref), nil).is(422).says("Say in a sentence why it ends.")
	lead.post(link.OperationsRemoval(ref), nil).is(422)
	next := lead.post(link.OperationsNext(ref), nil).is(303).onward(lead).says("This is a draft.", "Version 3")
	draft := next.page().Find(".ref").First().Text()
	other.get(link.OperationsStrategy(draft)).is(404)
	lead.get(link.OperationsStrategies()).is(200).says(draft+", version 3", ref+", version 2", "Superseded")
	other.get(link.OperationsStrategies()).is(200).says(ref+", version 2", "Superseded").silent(draft + ", version 3")
	other.get(link.OperationsStep(draft, "runs")).is(404)
	gone := lead.post(link.OperationsRemoval(draft), nil).is(303).onward(lead).says("is removed.")
	lead.get(link.OperationsStrategy(draft)).is(404)
	gone.paper(lead, ".toast form").press("Undo").is(303).onward(lead).says("The draft is back.")
	lead.post(link.OperationsForce(draft), nil).leadsTo(link.OperationsStrategy(draft))
	member.get(link.OperationsStrategy(ref)).says("It no longer counts.", "Version 3")
	lead.post(link.OperationsEnd(draft), url.Values{"reason": {"The desk joins Field."}}).leadsTo(link.OperationsStrategy(draft))
	member.get(link.OperationsStrategy(draft)).says("The desk joins Field.")
}

func TestTwoWhoWriteOneOperationsStrategyAreBothHeard(t *testing.T) {
	h, c := example(t)
	head, lead := h.as(models.DepartmentHead), h.signedIn(c.People["Łukasz Nowak"])
	address := link.OperationsStep(c.Operations["field"].Ref, "runs")
	first, second, third := head.get(address).paper(head, "main form.stack"), lead.get(address).paper(lead, "main form.stack"), lead.get(address).paper(lead, "main form.stack")
	first.write("runs", "We drive out once.").press("Save").is(303)
	second.write("runs", "We visit.").press("Save").is(409).says("Somebody else saved first", "We drive out once.")
	third.write("name", "Field, on the road").press("Save").is(303)
	lead.get(link.OperationsStrategy(c.Operations["field"].Ref)).says("We drive out once.", "Field, on the road")

	// The same for a row: both add one, and then both reword the same.
	measures := link.OperationsStep(c.Operations["field"].Ref, "measures")
	mine, theirs := head.get(measures).paper(head, "main form.stack"), lead.get(measures).paper(lead, "main form.stack")
	mine.write("measures.new1.name", "Visits a day").press("Save").is(303)
	theirs.write("measures.new1.name", "Visits that are repeated").press("Save").is(303)
	name := strings.TrimPrefix(lead.get(measures).page().Find(`input[value="Visits a day"][type="hidden"]`).AttrOr("name", ""), "was.")
	mine, theirs = head.get(measures).paper(head, "main form.stack"), lead.get(measures).paper(lead, "main form.stack")
	mine.write(name, "Visits a week").press("Save").is(303)
	theirs.write(name, "Visits a month").press("Save").is(409).says("Somebody else saved first", "Visits a week", "Visits a month")
}

func TestWhatTheStrategyStandsOnIsWrittenByThoseWhoAlignAndReadByAll(t *testing.T) {
	h, c := example(t)
	owner, member := h.as(models.Executive), h.as(models.Member)
	member.get(link.Foundation("")).is(403)
	member.post(link.Foundation(""), nil).is(403)
	member.get(link.Strategy()).says("We take no hospital", "Large providers are cheaper", "Operations strategies under it").silent("Write it down")
	member.get("/briefs/company").is(200).says("What we do not do", "We take no hospital")
	member.get("/briefs/" + c.Teams["Service Desk"].Ref).is(200).silent("What we do not do")
	f := owner.get(link.Foundation("")).is(200).paper(owner, "main form.stack")
	f.write("capabilities", "W1 O1").press("Save").is(422).says("“O1” names no workflow, process or team here.")
	f.write("capabilities", "W1").write("name", " ").press("Save").is(422).says("Say what the strategy is called.")
	f.write("name", "One desk for the north").write("to", c.Company.Calendar().Today(h.db.Now()).Add(-900).Long()).press("Save").is(422).says("It ends before it begins.")
	f.write("to", c.Company.Calendar().Today(h.db.Now()).Add(200).Long()).write("mission", "Clinics work.").press("Save").leadsTo(link.Foundation("S1"))
	member.get(link.Layers()).says("One desk for the north", "Clinics work.", "shorter than three years").silent("Writing fix notes")
	rival := owner.get(link.Foundation("")).paper(owner, "main form.stack")
	owner.get(link.Foundation("")).paper(owner, "main form.stack").write("markets", "The north.").press("Save").is(303)
	rival.write("markets", "The south.").press("Save").is(409)
	row := owner.get(link.Foundation("")).paper(owner, "main form.stack")
	if added := row.press("Add a long-term goal").is(200).says("Long-term goals, row 4").page(); added.Find(`li[autofocus][data-name="Long-term goals, row 4"]`).Length() != 1 || added.Find("[autofocus]").Length() != 1 {
		t.Error("reading does not go on at the row that was added")
	}
}

func TestAnEmptyCompanySaysWhatIsMissingInBothLayers(t *testing.T) {
	h := open(t)
	h.as(models.Member).get(link.Layers()).is(200).says("No organizational strategy is in force yet.", "No operations strategy yet", "A team lead, a department head or an executive begins one.")
	lead := h.as(models.TeamLead)
	lead.get(link.Layers()).says("Begin an operations strategy")
	f := lead.get(link.OperationsNew("")).paper(lead, "main form")
	two := f.write("team", h.teams["Support"].ID).press("Begin it").is(303).onward(lead)
	at := two.page().Find(`nav.steps a[href*="steps/outcomes"]`).AttrOr("href", "")
	lead.get(at).is(200).says("There is no outcome to serve yet.")
}

func TestAMeasureOfOperationsGetsReadingsOfItsOwn(t *testing.T) {
	h, c := example(t)
	lead, member, other := h.as(models.TeamLead), h.as(models.Member), h.signedIn(c.People["Samuel Brandt"])
	ref := c.Operations["desk 2"].Ref
	at := lead.get(link.OperationsStrategy(ref)).page().Find(`a:contains("of Tickets opened again")`).AttrOr("href", "")
	member.get(link.OperationsStrategy(ref)).says("Not measured", "On track").silent("Record a reading")
	member.get(at).is(403)
	other.post(at, url.Values{"value": {"7"}}).is(403)
	f := lead.get(at).is(200).says("None yet. This one is the first.", "From 9% to 5%").paper(lead, "main form")
	f.write("value", "less").press("Record it").is(422).says("There is a problem")
	f.write("value", "8.5").write("day", c.Company.Calendar().Today(h.db.Now()).Add(3).Long()).press("Record it").is(422).says("This day has not come yet.")
	f.write("day", c.Company.Calendar().Today(h.db.Now()).Long()).press("Record it").is(303)
	lead.get(at).says("8.5%")
	member.get(link.OperationsStrategy(ref)).says("8.5%").silent("Not measured")
	lead.get(link.OperationsReading(ref, "M1")).is(404) // it is read with the outcome that it belongs to
	old := c.Operations["desk 1"].Ref
	lead.get(link.OperationsStrategy(old)).is(200).silent("Record a reading")
}
