package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

// reach goes to a control with the Tab key alone, and presses keys there.
func (p *Page) reach(control, keys string) {
	p.t.Helper()
	p.TabTo(control)
	p.Key(keys)
	p.settle()
}

func TestJourneyARuleIsBuiltAndPublishedByKeysAlone(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("owner")
	p.Open("/rules/new")
	p.reach("link A new target reaches everybody who works on it", kb.Enter)
	p.See("large change is approved first")
	p.reach("button Take this recipe", kb.Enter)
	p.See("outcome gets another target")

	p.reach("button Adjust a process", kb.Enter)
	if at := p.Focused(); at != "combobox Which process" {
		t.Errorf("after a block was added the focus is on %q", at)
	}
	p.Key(kb.ArrowDown)
	p.settle()
	p.reach("combobox What is changed", kb.ArrowDown)
	p.reach("textbox The new step", "Tell the clinic about the new target")
	p.reach("combobox Who does it", kb.ArrowDown)
	p.reach("button Save", kb.Enter)
	p.See("insert the step “Tell the clinic about the new target”")

	order := func() string {
		return ask[string](p, `[...document.querySelectorAll('#steps ~ .blks > .blk')].map(li => li.dataset.name.split(' ')[0]).join(' / ')`)
	}
	const built = "Give / Tell / If / In"
	if got := order(); got != built {
		t.Fatalf("the blocks are %s", got)
	}
	p.reach("button Move: Tell the leads", kb.ArrowUp)
	if got := order(); got != "Tell / Give / If / In" {
		t.Errorf("a block moved up leaves %s", got)
	}
	if at := p.Focused(); !strings.HasPrefix(at, "button Move: Tell the leads") {
		t.Errorf("after it moved the focus is on %q", at)
	}
	p.Key(kb.ArrowDown)
	p.settle()
	if got := order(); got != built {
		t.Errorf("moved back they are %s", got)
	}

	p.reach("link Change: owner, decision and deadline", kb.Enter)
	p.reach("combobox The decision it carries out", kb.ArrowDown)
	p.reach("button Save", kb.Enter)
	p.Axe()
	p.reach("link Check and publish", kb.Enter)
	p.reach("link Try this draft first: it changes how work goes.", kb.Enter)
	p.reach("button Try it", kb.Enter)
	p.See("What it would do")
	p.reach("link Check and publish", kb.Enter)
	p.See("This is the first version")
	p.reach("button Publish it", kb.Enter)
	p.See("Version 1 is published. New runs follow it.")
}
