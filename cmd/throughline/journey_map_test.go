package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"
)

// mapByKeys goes along the thread on the map without a mouse: one press of Tab, arrows, Space, Enter and Escape.
func mapByKeys(t *testing.T, p *Page) {
	t.Helper()
	p.Open("/map")
	tabTo(p, "#map [data-card]")
	at := func() string { return ask[string](p, `document.activeElement?.dataset?.card ?? ''`) }
	comes := func(what string, so func() bool) {
		t.Helper()
		if !eventually(5*time.Second, so) {
			t.Fatalf("%s: the focus is on %q at %s", what, at(), p.address())
		}
	}
	column := func() int {
		return ask[int](p, `Number(document.activeElement.dataset.col)`)
	}
	if first := at(); first != "O1" {
		t.Errorf("the first card is %s", first)
	}
	if width := ask[string](p, `getComputedStyle(document.activeElement.querySelector('rect')).strokeWidth`); width != "3px" {
		t.Errorf("the focused card has an edge of %s", width)
	}
	p.Key(kb.ArrowDown)
	comes("an arrow down", func() bool { return at() == "O2" })
	p.Key(kb.ArrowUp)
	comes("an arrow up", func() bool { return at() == "O1" })
	p.Key(kb.ArrowRight)
	comes("an arrow to the right", func() bool { return column() == 2 })
	p.Key(kb.ArrowLeft)
	comes("an arrow to the left", func() bool { return at() == "O1" })
	p.Key(kb.ArrowRight)
	p.Key(kb.ArrowRight)
	comes("two arrows to the right", func() bool { return column() == 3 })
	objective := at()
	under := func() int {
		return ask[int](p, `document.querySelectorAll('#map [data-card^="T"][data-up~="`+objective+`"]').length`)
	}
	p.Key(" ")
	comes("Space opens", func() bool { return under() > 0 && at() == objective })
	p.Key(" ")
	comes("Space folds", func() bool { return under() == 0 && at() == objective })
	p.Key(kb.ArrowLeft)
	p.Key(kb.ArrowLeft)
	comes("two arrows to the left", func() bool { return at() == "O1" })
	p.Key(kb.Enter)
	comes("Enter follows", func() bool { return strings.Contains(p.address(), "at=O1") && at() == "O1" })
	if !ask[bool](p, `document.activeElement.matches('[aria-current="true"]') && document.querySelectorAll('#map [data-card]').length > 3`) {
		t.Error("the thread of O1 is not shown")
	}
	p.Axe()
	tabTo(p, "#map [data-card]")
	p.Key(kb.Escape)
	comes("Escape", func() bool { return !strings.Contains(p.address(), "at=") && at() == "O1" })
}
