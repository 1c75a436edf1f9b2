package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestJourneyAnObjectiveMovesToAnotherTeamByKeysAndAReviewToAnotherDayWithItsTrace(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("owner")
	p.Open("/alignment/goals?view=teams")
	name := "Write fix notes for the 20 tickets that repeat most"
	team := func() string {
		return ask[string](p, `[...document.querySelectorAll('[data-card]')].find(li => li.dataset.name === '`+name+`').closest('[data-drop]').dataset.name`)
	}
	from := team()
	p.find("Move: "+name, pressable).js(`function() { this.focus(); return '' }`)
	p.Key(" " + kb.ArrowUp)
	p.Key(kb.Escape)
	p.See("Put back. " + name)
	p.Key(" " + kb.ArrowUp + " ")
	p.settle()
	p.See("Moved “" + name + "” to ")
	if to := team(); to == from {
		t.Fatalf("it is still in %s", from)
	}
	if at := ask[string](p, `document.activeElement.getAttribute('aria-label')`); !strings.Contains(at, name) {
		t.Errorf("the focus went to %q", at)
	}
	p.Press("Undo")
	p.settle()
	if back := team(); back != from {
		t.Errorf("undo left it in %s", back)
	}

	// Work rests on this one: all of it is looked at first, it counts together, and without a script it is undone.
	name = "Write a fix note for the 20 most repeated tickets"
	from = team()
	p.find("Move: "+name, pressable).js(`function() { this.focus(); return '' }`)
	p.Key(" " + kb.ArrowUp + " ")
	p.settle()
	p.See("A change of B3", "does not count yet", "open tasks", "What rests on it")
	p.Axe()
	change := p.Path()
	p.find("Apply the change", pressable).js(`function() { this.focus(); return '' }`)
	p.Key(kb.Enter)
	p.See("The change counts now.", "It can be undone until")
	p.Open("/alignment/goals?view=teams")
	if to := team(); to == from {
		t.Errorf("applied, it is still in %s", from)
	}
	p.Script(false)
	p.Open(change)
	p.Press("Undo the change")
	p.See("as it was")
	p.Script(true)
	p.Open("/alignment/goals?view=teams")
	if back := team(); back != from {
		t.Errorf("undone, it is in %s", back)
	}
	p.Open("/alignment/goals")
	p.Axe()

	p.Open("/calendar")
	p.See("Twelve months on")
	p.Axe()
	p.Open(ask[string](p, `document.querySelector('.counts a[href^="/reviews/"]').getAttribute('href')`))
	p.Fill("New day", "15 Jan 2100")
	p.Fill("Why it moves", "The hall is closed")
	p.Press("Move the date")
	p.answers(422)
	p.See("The calendar runs until")
	day := ask[string](p, `(() => { const d = new Date(Date.now() + 40 * 864e5); d.setUTCDate(d.getUTCDate() + (10 - d.getUTCDay()) % 7); return d.toISOString().slice(0, 10) })()`)
	p.Fill("New day", day)
	p.Press("Move the date")
	p.See("How it moved", "Because: The hall is closed")
	p.Axe()
	p.Open("/calendar")
	p.See("because: The hall is closed")
}
