package main

import (
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// unfold opens an outcome's card; a card with something to fill in is open already.
func unfold(p *Page, name string) {
	p.t.Helper()
	if !p.Has("What will be true") {
		p.Press(name)
	}
}

func TestJourneyTwoPeopleOnOneStepLoseNothing(t *testing.T) {
	t.Parallel()
	program := start(t)
	mine := visit(t, program.URL)
	mine.Script(false)
	setUp(t, mine)
	writeIntent(t, mine)
	mine.Press("Add an outcome")
	fill(mine, "What will be true", "Problems are fixed at first contact", "Unit", "%")
	mine.Press("Save")

	theirs := visit(t, program.URL)
	theirs.Script(false)
	signIn(t, theirs, adaEmail, adaPassword)
	for _, p := range []*Page{mine, theirs} {
		p.Open("/alignment/outcomes")
		unfold(p, "Problems are fixed at first contact")
	}
	fill(theirs, "What will be true", "Problems are solved on the first call", "Metric", "First-call share")
	theirs.Press("Save")
	theirs.See("Problems are solved on the first call")

	fill(mine, "What will be true", "Problems end with the first contact", "Stands at today", "62")
	mine.Press("Save")
	if mine.Status() != 409 {
		t.Errorf("a save over somebody else's is answered %d", mine.Status())
	}
	mine.See("Problems are solved on the first call", "Problems end with the first contact", adaName)
	mine.Axe()
	mine.Tick("Keep mine")
	mine.Press("Save")
	mine.Open("/alignment/outcomes")
	unfold(mine, "Problems end with the first contact")
	for label, want := range map[string]string{"Metric": "First-call share", "Stands at today": "62", "Unit": "%"} {
		if got := mine.Value(label); got != want {
			t.Errorf("after both saves %s is %q, not %q", label, got, want)
		}
	}
}

func TestJourneyAutosaveKeepsWhatIsTypedAndSaysWhenItCannot(t *testing.T) {
	t.Parallel()
	program := start(t)
	p := visit(t, program.URL)
	setUp(t, p)
	writeIntent(t, p)
	p.Press("Add an outcome")
	p.Fill("What will be true", "Problems are fixed at first contact")
	p.See("Saved at")
	// The Enter key saves at once, whatever is still under way.
	p.Fill("Unit", "percent of tickets")
	p.find("Metric", writable).js(`function() { this.focus(); return '' }`)
	p.do("type", insert("First-call share"))
	p.Key(kb.Enter)
	p.settle()
	p.Open("/alignment/outcomes")
	unfold(p, "Problems are fixed at first contact")
	if metric, unit := p.Value("Metric"), p.Value("Unit"); metric != "First-call share" || unit != "percent of tickets" {
		t.Errorf("autosave and the Enter key kept %q and %q", metric, unit)
	}

	other := visit(t, program.URL)
	signIn(t, other, adaEmail, adaPassword)
	other.Open("/alignment/outcomes")
	unfold(other, "Problems are fixed at first contact")
	other.Fill("Metric", "Share on the first call")
	other.See("Saved at")
	p.Fill("Metric", "Share at first contact")
	p.See("Not saved: somebody else changed this.")
	p.Axe()
	p.Press("Compare and choose")
	p.See("Share on the first call", "Share at first contact")
	p.Tick("Take theirs")
	p.Press("Save")
	p.Open("/alignment/outcomes")
	unfold(p, "Problems are fixed at first contact")
	if got := p.Value("Metric"); got != "Share on the first call" {
		t.Errorf("taking theirs leaves %q", got)
	}
}

func TestJourneyAStepIsFilledWithTheKeyboardAlone(t *testing.T) {
	t.Parallel()
	p := visit(t, start(t).URL)
	setUp(t, p)
	p.Open("/alignment")
	p.TabTo("link Intent")
	p.Key(kb.Enter)
	p.settle()
	p.TabTo("textbox Our intent")
	p.do("type", insert(intent))
	p.TabTo("button Mark as done")
	p.Key(kb.Enter)
	p.settle()
	if p.Path() != "/alignment/outcomes" {
		t.Fatalf("the keyboard leads to %s", p.Path())
	}
	p.TabTo("button Add an outcome")
	p.Key(kb.Enter)
	p.settle()
	p.TabTo("textbox What will be true")
	p.do("type", insert("Clinics stay with us"))
	p.TabTo("button Save")
	p.Key(kb.Enter)
	p.settle()
	p.See("Clinics stay with us")
}
