package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestWhatIsRemovedFromAStepComesBackAtOnceByUndo(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("owner")
	p.Open("/alignment/goals/B19")
	name := strings.TrimSpace(p.Within("main h1").Text())
	p.Press("Remove")
	p.See("Removed.")
	p.SeeNot(name)
	p.Press("Undo")
	p.See(name)
	p.Axe()
}

func TestTheOutcomesArePutInOrderByTheKeyboardAndTheOrderStays(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("owner")
	p.Open("/alignment/outcomes")
	titles := func() string {
		return ask[string](p, `[...document.querySelectorAll('#outcomes > ol > li')].map(li => li.dataset.name).join(' / ')`)
	}
	before := strings.Split(titles(), " / ")
	p.find("Move: "+before[0], pressable).js(`function() { this.focus(); return '' }`)
	p.Key(" " + kb.ArrowDown)
	p.See(before[0] + ": place 2 of 5")
	p.Key(kb.Escape)
	p.See("Put back. " + before[0] + ": place 1 of 5")
	p.Key(" " + kb.ArrowDown + " ")
	p.See("Dropped. " + before[0] + ": place 2 of 5")
	p.Press("Save")
	p.See("Saved.")
	want := strings.Join(append([]string{before[1], before[0]}, before[2:]...), " / ")
	if got := titles(); got != want {
		t.Errorf("the order is %s", got)
	}
	p.Axe()
}
