package main

import "testing"

func TestJourneyTheGuidedVisitWalksTheThreadOnAPhone(t *testing.T) {
	t.Parallel()
	p := harbour(t).enter("lead")
	p.Phone()
	p.Open("/")
	p.Axe()
	p.Press("Show me around")
	for stop := range 4 {
		p.See("Guided visit, stop " + string(rune('1'+stop)) + " of 5")
		p.Fits()
		p.Axe()
		p.Press("Next stop")
	}
	p.See("Guided visit, stop 5 of 5", "What to do on Monday")
	p.Axe()
	p.Press("Finish the visit")
	p.SeeNot("Guided visit, stop", "New here?")
}
