package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestJourneyARuleIsBuiltByMouseAndCarriesANewTargetToItsTasksLeadsAndProcess(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	maja := h.enter("owner")
	maja.do("a tall screen", chromedp.EmulateViewport(1440, 2600))
	maja.Open("/rules/new")
	maja.Follow("A new target reaches everybody who works on it")
	maja.Press("Take this recipe")

	// From the palette to behind the yes of the approval.
	maja.Drag(`[data-kind="adjust_process"]`, `[data-branch="then"] [data-branch="then"] .blknone`, onto)
	step := maja.Within(".blkform")
	fill(step, "Which process", "P1 Handing a sale to delivery")
	step.settle()
	fill(step, "What is changed", "a step is put in")
	step.settle()
	fill(step, "The new step", "Tell the clinic about the new target")
	step.Press("Save")
	maja.See("insert the step “Tell the clinic about the new target”")
	order := func() string {
		return ask[string](maja, `[...document.querySelectorAll('#steps ~ .blks > .blk')].map(li => li.dataset.name.split(' ')[0]).join(' / ')`)
	}
	maja.Drag(`#steps ~ .blks > .blk:nth-child(2) > .blkhead .grip`, `#steps ~ .blks > .blk:nth-child(1)`, over)
	if got := order(); got != "Tell / Give / If" {
		t.Errorf("after one was dragged up the blocks are %s", got)
	}
	maja.Drag(`#steps ~ .blks > .blk:nth-child(1) > .blkhead .grip`, `#steps ~ .blks > .blk:nth-child(2)`, under)
	if got := order(); got != "Give / Tell / If" {
		t.Errorf("dragged back they are %s", got)
	}
	maja.Shot("built")
	maja.Follow("Change: owner, decision and deadline")
	about := maja.Within("#b-about")
	decision := ask[string](maja, `[...document.querySelectorAll('#b-about select')].find(s => s.labels[0].innerText.startsWith('The decision')).options[1].label`)
	fill(about, "The decision it carries out", decision)
	about.Press("Save")
	maja.Follow("Check and publish")
	maja.Follow("Try this draft first: it changes how work goes.")
	maja.Press("Try it")
	maja.See("What it would do")
	maja.Follow("Check and publish")
	maja.Press("Publish it")
	maja.See("Version 1 is published. New runs follow it.")
	rule := strings.TrimSuffix(maja.Path(), "/publication")

	// An outcome gets a target a quarter higher.
	maja.Open("/alignment/outcomes")
	unfold(maja, "Problems are fixed at first contact")
	maja.Within("#outcomes > ol > li:first-child").Fill("Has to be", "99")
	maja.Press("Save")
	maja.See("does not count yet")
	maja.Press("Apply the change")
	maja.See("The change counts now.")

	// Who did not make the change says whether the plans follow.
	head := h.enter("head")
	if !eventually(patience, func() bool {
		head.Open("/approvals")
		return strings.Contains(head.Text(), "Problems are fixed at first contact changes by")
	}) {
		maja.Open(rule + "/runs")
		t.Fatalf("the head is not asked; the runs are:\n%s\n%s", maja.Text(), head.Text())
	}
	head.Follow("Problems are fixed at first contact changes by")
	head.See("Why it is asked")
	head.Press("Yes, approve")
	head.See("The rule goes on")

	maja.Open(rule + "/runs")
	run := ask[string](maja, `document.querySelector('a[href^="/runs/N"]').getAttribute('href')`)
	if !eventually(patience, func() bool { maja.Open(run); return strings.Contains(maja.Text(), "Ended") }) {
		t.Fatalf("the run does not come to its end:\n%s", maja.Text())
	}
	maja.Shot("ran")
	maja.See("Done", "Taken", "Routed anew", "Told", "Approval Q", "1 yes and 0 no of 2")
	if lit := ask[int](maja, `document.querySelectorAll('.path li.lit').length`); lit < 5 {
		t.Errorf("%d pieces of the way are lit", lit)
	}
	task := ask[string](maja, `document.querySelector('main a[href^="/tasks/T"]').getAttribute('href')`)
	process := ask[string](maja, `document.querySelector('main a[href^="/processes/P"]')?.getAttribute('href') ?? ''`)
	if process == "" {
		t.Fatalf("nothing leads to the process:\n%s", maja.Text())
	}
	maja.Open(task)
	maja.See("Priya Raman")
	maja.Open(process)
	maja.See("Tell the clinic about the new target", "version 2")
}
