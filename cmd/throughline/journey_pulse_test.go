package main

import (
	"strconv"
	"testing"
	"time"
)

func TestJourneyTwoBrowsersSeeTheSameRoomOfAPulseWithinTwoSeconds(t *testing.T) {
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
		for began := time.Now(); time.Since(began) < 2*time.Second; time.Sleep(50 * time.Millisecond) {
			if ask[bool](lead, `document.querySelector("main").textContent.includes(`+strconv.Quote(text)+`)`) {
				return
			}
		}
		t.Errorf("%s is not on the other screen within two seconds", what)
	}
	head.Press("Next")
	within("whose turn it is", "Speaks now, 2 of 7")
	ask[string](head, `(document.querySelector("[data-now] details").open = true) + ""`)
	head.Within("[data-now]").Fill("What was said about it", "Bring the list.")
	head.Within("[data-now]").Press("Keep the notes")
	within("a note", "Bring the list.")
	lead.Fits()
}
