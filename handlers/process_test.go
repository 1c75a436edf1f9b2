package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestWhoMayApprovesAProcessOrSendsItBackAndNobodyElse(t *testing.T) {
	h, c := example(t)
	var waiting []*models.Process
	for _, p := range c.Processes {
		if p.Current.State == models.ProcessWritten {
			waiting = append(waiting, p)
		}
	}
	if len(waiting) < 2 {
		t.Fatal("too few processes of the example wait for approval")
	}
	one, other := waiting[0], waiting[1]
	member, owner := h.signedIn(c.Member), h.signedIn(c.Owner)
	member.get(link.Process(one.Ref)).is(200).says("waits for approval").silent("Send it back")
	for _, address := range []string{link.Approval(one.Ref), link.ProcessReturn(one.Ref)} {
		member.post(address, url.Values{"reason": {"mine"}}).is(403).says("Executives may")
	}
	owner.get(link.Home()).is(200).says("Waits for your approval", one.Name)
	got := owner.post(link.ProcessReturn(one.Ref), url.Values{"reason": {" "}}).is(422).says("There is a problem", "Say in a sentence what has to change first.")
	got.titled(t, "Error: ")
	owner.post(link.ProcessReturn(one.Ref), url.Values{"reason": {"Who calls the clinic?"}}).is(303)
	owner.post(link.Approval(one.Ref), nil).is(422)
	owner.get(link.Process(one.Ref)).is(200).says("Who calls the clinic?")
	member.get(link.Process(one.Ref)).is(200).says("Its first version is being written").silent("Who calls the clinic?")
	owner.get(link.Process(other.Ref)).paper(owner, `form[action="`+link.Approval(other.Ref)+`"]`).press("Approve version").onward(owner).says("Approved. It is in use from now on.")
}

func TestAProcessIsReadComparedAndPrintedAndOtherVersionsAreNotThere(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Member)
	p := c.Processes["Handing a sale to delivery"]
	g.get(link.Process(p.Ref)).is(200).says("Before and after", "Who answers for what", "Retired")
	g.get(link.ProcessVersion(p.Ref, "1")).is(200).says("This version is retired.")
	g.get(link.Comparison(p.Ref, "", "")).is(200).says("Inputs changed from")
	g.get(link.Comparison(p.Ref, "2", "2")).is(200).says("The two versions say the same.")
	g.get(link.ProcessSheet(p.Ref, "2")).is(200).says("version 2, approved", "by Maja Holm")
	for _, gone := range []string{link.ProcessVersion(p.Ref, "9"), link.ProcessVersion(p.Ref, "x"), link.Comparison(p.Ref, "1", "-3"), link.ProcessSheet(p.Ref, "99"), link.Process("P999"), link.StepsList(p.Ref)} {
		if got := g.get(gone); got.Status != 404 && got.Status != 403 {
			t.Errorf("%s: %d", gone, got.Status)
		}
	}
}

func TestStepsArePastedWithAPreviewThatWritesNothing(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	p := c.Processes["Offering a contract to an hourly clinic"]
	f := g.get(link.StepsList(p.Ref)).is(200).says("Nothing is written until you keep it.").paper(g, `form[action="`+link.StepsList(p.Ref)+`"]`)
	f.press("Show what would happen").is(422).says("Paste the text with the steps first.")
	got := f.write("text", "1. Read the invoices\n2. <b>Write</b> the offer").press("Show what would happen").is(200).says("2 steps", "Keep 2 steps").silent("<b>Write")
	if n := len(h.world().Processes[len(h.world().Processes)-1].Current.Steps); n != 0 {
		t.Fatalf("the preview wrote %d steps", n)
	}
	page := got.paper(g, `form:has(button[value="paste"])`).press("Keep 2 steps").onward(g).says("The steps are kept.", "Read the invoices")
	page.paper(g, `form:has(input[value^="unpaste:"])`).press("Undo").onward(g).silent("Read the invoices")
}

func TestDutiesAreChangedWhereTheyAreRead(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Owner)
	p := c.Processes["Offering a contract to an hourly clinic"]
	designer := link.StepItem("redesign", p.Ref)
	text := g.get(link.StepsList(p.Ref)).paper(g, `form[action="`+link.StepsList(p.Ref)+`"]`).write("text", "1. Read the invoices (who: Accounts)\n2. Sign")
	text.press("Show what would happen").paper(g, `form:has(button[value="paste"])`).press("Keep 2 steps")

	page := g.get(link.Process(p.Ref)).is(200).says("Name the one person or team who is accountable.")
	cells := page.page().Find(".raci select")
	if cells.Length() != 2 {
		t.Fatalf("the table has %d cells", cells.Length())
	}
	name, _ := cells.First().Attr("name")
	saved := page.paper(g, `form:has(button[value="raci"])`).write(name, "RA").press("Save who answers")
	saved.leadsTo(link.Process(p.Ref) + "#h-raci")
	now := g.get(link.Process(p.Ref)).is(200)
	if held := now.page().Find(`select[name="`+name+`"] option[selected]`).AttrOr("value", ""); held != "RA" {
		t.Errorf("the cell holds %q", held)
	}

	step := g.get(designer).is(200).says("Put somebody else in")
	step.paper(g, "#step").write("join", "Maja Holm").press("Put them in").is(422).says("There is a problem", "Choose what they are in the step.", "Maja Holm")
	step.paper(g, "#step").write("join", "Maja Holm").write("join_duty", "A").write("join_step", "every").press("Put them in").is(303)
	g.get(designer).is(200).says("2 are accountable. Keep exactly one")
	part := g.part("raci").get(designer + "?shut=on").is(200).says("2 are accountable").silent("<html")
	for _, target := range []string{`hx-target="#versus"`, `hx-target="#tooling"`, `hx-target="#tool-lock"`, "Locked until"} {
		if !strings.Contains(part.Body, target) {
			t.Errorf("the part brings no %s", target)
		}
	}
	h.signedIn(c.Member).get(link.Process(p.Ref)).is(200).silent("Save who answers")
	g.get(link.Process(c.Processes["Handing a sale to delivery"].Ref)).is(200).silent("Save who answers")
	g.get(link.StepItem("redesign", c.Processes["Handing a sale to delivery"].Ref)).is(200).says("Before and after", "As audited:")
}
