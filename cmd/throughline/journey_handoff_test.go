package main

import "testing"

func TestJourneyADecisionReachesALeadWhoAcknowledgesItOnAPhoneAndDoesIt(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	head := h.enter("head")
	head.Follow("Decisions")
	head.Follow("Every ticket gets its first look from one duty engineer")
	head.Within("#handoffs details").Press("Hand it over")
	head.Fill("To whom", "Service Desk")
	head.Fill("Work to do", "Write the names of the duty engineers on the board")
	head.Fill("How one sees that it worked", "Nobody asks who is on duty")
	head.Within("#handoffs form").Press("Hand it over")
	head.See("Handed over as", "Priya Raman, lead of Service Desk")

	lead := h.enter("lead")
	lead.Phone()
	lead.See("Handed to you, to answer")
	lead.Follow("Write the names of the duty engineers on the board")
	lead.See("Why this is asked for", "because we answer first")
	lead.Fits()
	lead.Press("Acknowledge")
	lead.See("Acknowledged. It is due on")
	lead.Open(ask[string](lead, `document.querySelector("aside a[href^='/tasks/']").getAttribute("href")`))
	lead.Press("Mark it done")

	head.Reload()
	head.See("Done")
	head.Follow("Write the names of the duty engineers on the board")
	head.See("How long it took", "Decided until done")
	head.Follow("All handoffs of D")
	head.See("From decision to done", "Handed over until acknowledged")
}
