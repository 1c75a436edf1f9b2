package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAnAllocationIsProposedDecidedAndSeenInTheMatrix(t *testing.T) {
	h, c := example(t)
	lead, member, owner := h.as(models.TeamLead), h.as(models.Member), h.as(models.Executive)
	desk := c.Teams["Service Desk"]
	member.get(link.AllocationNew("", "")).is(404)
	member.post(link.PathAllocations, url.Values{"name": {"x"}}).is(403)
	f := lead.get(link.AllocationNew("", "O1")).is(200).says("Propose an allocation").paper(lead, "main form")
	if f.values.Get("team") != desk.ID || f.values.Get("outcome") != "O1" || f.values.Get("from") == "" {
		t.Fatalf("the form begins with %v", f.values)
	}
	f.press("Propose it").is(422).says("Choose people, money or a tool.", "Say what it is for.")
	f.write("kind", models.Budget).write("name", "A bell for the desk")
	f.press("Propose it").is(422).says("Give the amount of money")
	f.write("amount", "1.234").press("Propose it").is(422).says("Give at most 2 places")
	kept := f.write("amount", "lots").press("Propose it").is(422).says("Give a number").paper(lead, "main form")
	if kept.values.Get("amount") != "lots" {
		t.Error("what was typed is gone")
	}
	page := f.write("amount", "1,250.50").press("Propose it").is(303).onward(lead).says("It is proposed", "EUR 1,250.50 over the whole period", "Decide it")
	ref := page.page().Find("h1 + .row .ref").Text()
	member.get(link.Allocation(ref)).is(200).says("Proposed").silent("Change it", "Decide it")
	edit := lead.get(link.AllocationEdit(ref)).is(200).paper(lead, "main form")
	if edit.values.Get("amount") != "1250.50" && edit.values.Get("amount") != "1250,50" {
		t.Errorf("it is typed as %q", edit.values.Get("amount"))
	}
	edit.write("name", "A bell").press("Save the proposal").leadsTo(link.Allocation(ref))
	edit.press("Save the proposal").is(422).says("Somebody else changed this proposal")
	lead.post(link.AllocationDecided(ref), url.Values{"decision": {"D999"}}).is(422).says("There is no decision “D999”")
	gone := lead.post(link.AllocationRemoval(ref), nil).is(303).onward(lead).says("The proposal is removed.")
	lead.get(link.Allocation(ref)).is(404)
	gone.paper(lead, ".toast form").press("Undo").leadsTo(link.Allocation(ref))

	decide := lead.get(link.DecisionNew(ref, "")).is(200).paper(lead, "main form")
	decide.write("title", "A bell").write("statement", "We buy one bell.").press("Record and accept").is(303)
	lead.get(link.Allocation(ref)).is(200).says("Decided by", "What is decided is not edited").silent("Change it")
	lead.get(link.AllocationEdit(ref)).leadsTo(link.Allocation(ref))
	lead.post(link.AllocationRemoval(ref), nil).is(422)

	matrix := member.get(link.Allocations(models.LookMoney, "quarter", "", "")).is(200).says("All teams", "A bell, decided", "EUR 120,000").silent("Set what a team may spend")
	if n := matrix.page().Find("#matrix details.explain").Length(); n < 12 {
		t.Errorf("%d figures open to their parts", n)
	}
	part := member.part("matrix").get(link.Allocations(models.LookPeople, "year", "", c.Teams["Client Services"].Ref)).is(200)
	if part.page().Find("main").Length() != 0 || part.page().Find("tbody tr").Length() != 4 {
		t.Errorf("the part says %s", part.text())
	}
	member.get(link.Allocations(models.LookTools, "quarter", "2019-01-01", "")).is(200).says("Nothing is allocated here")
	member.get(link.Allocations("", "", "not a day", "TM999")).is(404)
	member.get(link.Outcome("O1")).says("What is put into it", "A bell")

	member.post(link.Ceilings(), url.Values{"ceiling_team": {desk.Ref}, "ceiling": {"5"}}).is(403)
	lead.post(link.Ceilings(), url.Values{"ceiling_team": {desk.Ref}, "ceiling": {"5"}}).is(403)
	owner.post(link.Ceilings(), url.Values{"ceiling_team": {desk.Ref}, "ceiling": {"a lot"}}).is(422).says("Give a number")
	owner.post(link.Ceilings(), url.Values{"ceiling_team": {desk.Ref}, "ceiling": {"500"}}).is(303).onward(owner).says("Service Desk with the teams below", "Over")
	admin := h.as(models.Administrator)
	settings := admin.get(link.CompanySettings()).is(200).paper(admin, "main form")
	settings.write("currency", "USD").press("Save").is(422).says("Amounts are recorded in the currency until now")
}
