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
	p.Follow("Edition 1")
	p.See("Edition 1 of", "Content matches its hash")
	p.SeeNot("79.5%")
	if n, _ := p.Sheets("Letter"); n != 1 {
		t.Errorf("an edition prints on %d sheets", n)
	}
	p.Axe()
	p.Follow("The live page")
	p.See("79.5%")
}
