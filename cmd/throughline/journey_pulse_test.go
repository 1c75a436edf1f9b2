package main

import (
	"testing"
	"time"
)

func TestJourneyTwoBrowsersSeeTheSameRoomOfAPulse(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	lead := h.enter("lead")
	lead.Phone()
	lead.Open("/pulses")
	lead.Follow("Report")
	lead.Fill("Its figure today", "76")
	lead.Fill("Where it stands, in one line", "Better each week.")
	lead.Fits()
	lead.Press("Report")
	lead.See("Reported. You can change it")

	head := h.enter("head")
	head.Follow("Pulse")
	head.Follow(ask[string](head, `document.querySelector("#h-coming ~ ul a.what").textContent`))
	head.Press("Start the pulse")
	head.See("Speaks now, 1 of 7", "Better each week.")
	lead.Open(head.Path())
	lead.See("Speaks now, 1 of 7")
	within := func(what, text string) {
		t.Helper()
		began := time.Now()
		lead.See(text)
		t.Logf("%s is on the other screen after %v", what, time.Since(began).Round(time.Millisecond))
	}
	head.Press("Next")
	within("whose turn it is", "Speaks now, 2 of 7")
	head.act(`document.querySelector("[data-now] details").open = true`)
	head.Within("[data-now]").Fill("What was said about it", "Bring the list.")
	head.Within("[data-now]").Press("Keep the notes")
	within("a note", "Bring the list.")
	lead.Fits()
}
