package main

import "testing"

func TestAnIssuedBriefStaysAsItWasWhileTheLivePageGoesOn(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("lead")
	p.Open("/outcomes/O1")
	p.Fill("Value", "79.5")
	p.Press("Record the reading")
	p.Open("/briefs/TM3")
	p.See("79.5%")
	p.Dark() // paper is white whatever the screen is
	if n, _ := p.Sheets("A4"); n != 1 {
		t.Errorf("the live brief prints on %d sheets", n)
	}
	p.Follow("Edition 2")
	p.See("Edition 2 of", "Content matches its hash")
	p.SeeNot("79.5%")
	if n, _ := p.Sheets("Letter"); n != 1 {
		t.Errorf("an edition prints on %d sheets", n)
	}
	p.Axe()
	p.Follow("The live page")
	p.See("79.5%")
}

func TestJourneyAnEditionIsIssuedReadChangedAndAskedForAgain(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	lead := h.enter("lead")
	lead.See("Read edition 2 of the company brief")
	lead.Follow("Read edition 2 of the Service Desk brief")
	lead.See("You are asked to read this edition")
	first := lead.Path()
	lead.Press("I have read it")
	lead.See("That you have read this edition is on record.", "You read this edition")
	lead.Open("/")
	lead.SeeNot("Read edition 2 of the Service Desk brief")

	admin := h.enter("administrator")
	admin.Open("/settings/company")
	admin.Fill("Time to answer a handoff", "3")
	admin.Press("Save")

	owner := h.enter("owner")
	owner.Open("/briefs/TM3")
	owner.See("the wording differs by now", "Handoffs are answered within 3 working days. Before it was within 2.")
	owner.Follow("Issue a new edition")
	owner.See("people will be asked to read")
	owner.Press("Issue")
	owner.See("There is a problem", "Say in one sentence why the briefs are issued anew.")
	owner.Axe()
	owner.Fill("Why a new edition", "Clinics wait for answers from two teams.")
	owner.Press("Issue")
	owner.at("/briefs/TM3")
	owner.See("editions are issued", "Edition 3", "nothing has changed since")

	lead.Script(false) // reading and saying so works without script
	lead.Open("/")
	lead.See("Clinics wait for answers from two teams.", "The wording is new since edition 2")
	lead.Follow("Read edition 3 of the Service Desk brief")
	lead.See("You have read edition 2. The wording is new since.")
	if n, _ := lead.Sheets("A4"); n != 1 {
		t.Errorf("edition 3 prints on %d sheets", n)
	}
	second := lead.Path()
	lead.Press("I have read it")
	lead.See("You read this edition")
	lead.Open(first)
	lead.See("A newer one exists: edition 3")
	lead.Follow("what changed")
	lead.See("From edition 2", "to edition 3", "Handoffs are answered within 3 working days.")
	lead.Axe()

	owner.Open(second + "/receipts")
	owner.See("Not yet (", "Read (1)")
	owner.Follow("Read (1)")
	owner.See("Priya Raman")
	owner.Axe()
	owner.Open(second)
	owner.Axe()
}
