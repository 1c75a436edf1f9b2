package main

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"
)

func TestJourneyAProcessIsDesignedApprovedByAnotherAndCompared(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	writer := h.enter("head")
	writer.Open("/alignment/redesign/P6")
	writer.See("Locked until the process has inputs, outputs and documented steps")
	fill(writer, "Inputs", "The last three invoices", "Outputs", "A signed contract", "What changes for people", "Accounts calls, and no longer waits", "What changes in the process", "One offer for each clinic",
		"What changes in technology", "The price list is enough")
	writer.Tick("No change in technology. The sentence says why.")
	writer.Press("Save and go back to the list")

	writer.Open("/alignment/redesign/P6/steps")
	fill(writer, "Paste the steps here", "How we do it:\n1. Read the invoices\n   Who: Accounts\n2. Write the offer\n3) Call the clinic (who: Élodie Marchais)\n4. Sign")
	writer.Press("Show what would happen")
	writer.See("4 steps", "It leads into the list.")
	writer.Axe()
	writer.Press("Keep 4 steps")
	writer.Press("Make Élodie Marchais accountable where nobody is")

	order := func() string {
		return ask[string](writer, `[...document.querySelectorAll('.designed > li')].map(li => li.dataset.name.replace(/^Step \d+: /, '')).join(' / ')`)
	}
	writer.find("Move: Step 3: Call the clinic", pressable).js(`function() { this.focus(); return '' }`)
	writer.Key(" " + kb.ArrowUp + " ")
	writer.See("Dropped. Call the clinic: place 2 of 4")
	writer.Press("Mark as documented")
	writer.See("It waits for approval.", "You may not approve a process here. Executives may")

	maja := h.enter("owner")
	maja.Open("/")
	maja.Follow("Offering a contract to an hourly clinic")
	maja.Press("Approve version 1")
	maja.See("Approved. It is in use from now on.")

	writer.Open("/alignment/redesign/P6")
	writer.Press("Start a new version")
	if got := order(); got != "Read the invoices / Call the clinic / Write the offer / Sign" {
		t.Errorf("the order is %s", got)
	}
	writer.Shot("designer")
	writer.Press("Add a step below: Step 1: Read the invoices")
	step := writer.Within(".designed > li:nth-child(2)")
	fill(step, "What is done", "Agree on the price", "Accountable, exactly one", "Élodie Marchais")
	fill(writer, "Tools it uses", "Price list")
	writer.Press("Mark as documented")
	writer.Phone()
	writer.Axe()

	maja.Open("/processes/P6")
	maja.Press("Approve version 2")
	maja.Open("/processes/P6/comparison")
	maja.See("Step 2 “Agree on the price” is new after “Read the invoices”.", "Tools: new is “Price list”.")
	if strings.Contains(maja.Text(), "moved") {
		t.Errorf("a step moved, though others only made room:\n%s", maja.Text())
	}
	maja.Axe()
	maja.Open("/processes/P6")
	maja.Axe()
	maja.Open("/processes/P6/sheet")
	maja.See("version 2, approved", "Approved", "by Maja Holm", "Agree on the price")
	if n, _ := maja.Sheets("A4"); n != 1 {
		t.Errorf("the sheet takes %d pages", n)
	}
	maja.Axe()
}
