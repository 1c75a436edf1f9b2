package main

import (
	"testing"
	"time"
)

const intent = "By the end of 2029, mid-size clinics in the north trust us to keep them running, because we answer first and fix for good."

// after is a day some months from now, as a person types it.
func after(months int) string { return time.Now().AddDate(0, months, 0).Format("2 January 2006") }

// addTeam adds a team led by the first administrator.
func addTeam(t *testing.T, p *Page, name string) {
	t.Helper()
	p.Open("/teams/new")
	p.Fill("Name", name)
	p.Fill("Lead", adaName)
	p.Press("Add the team")
	p.See(name + " is added")
}

// fill types one value after the other into the fields with these labels.
func fill(p *Page, pairs ...string) {
	p.t.Helper()
	for i := 0; i < len(pairs); i += 2 {
		p.Fill(pairs[i], pairs[i+1])
	}
}

// writeIntent does step 1.
func writeIntent(t *testing.T, p *Page) {
	t.Helper()
	p.Open("/alignment/intent")
	p.Fill("Our intent", intent)
	p.Press("Mark as done")
	if p.Path() != "/alignment/outcomes" {
		t.Fatalf("a sound intent leads on to %s:\n%s", p.Path(), p.Text())
	}
}

// setOutcomes does step 2 with three outcomes.
func setOutcomes(t *testing.T, p *Page) {
	t.Helper()
	p.Open("/alignment/outcomes")
	for _, title := range []string{"Problems are fixed at first contact", "New clinics go live in time", "Clinics stay with us for years"} {
		p.Press("Add an outcome")
		fill(p, "What will be true", title, "Metric", "Share of "+title, "Unit", "%", "Direction", "Increase",
			"Stands at today", "62", "Has to be", "80", "By when", after(18), "Owner, a team or a person", "Delivery")
		p.Press("Save")
		p.See(title)
	}
	p.Press("Mark as done")
	if p.Path() != "/alignment/audit" {
		t.Fatalf("three sound outcomes lead on to %s:\n%s", p.Path(), p.Text())
	}
}

// auditWorkflows does step 3: one workflow is kept, one redesigned, one stopped.
func auditWorkflows(t *testing.T, p *Page) {
	t.Helper()
	for _, w := range []struct{ name, hours, outcome, verdict string }{
		{"Night calls at the desk", "40", "O1", "Keep"},
		{"On-site visits", "25", "O2", "Redesign"},
		{"Weekly status slides", "6", "", "Stop"},
	} {
		p.Open("/alignment/audit?add=workflows")
		fill(p, "Workflow", w.name, "Team", "Delivery", "Owner", adaName, "Hours a week", w.hours, "Verdict", w.verdict)
		if w.outcome != "" {
			p.Tick(w.outcome)
		} else {
			fill(p, "Why, in one sentence", "Nobody reads the slides any more.", "Who sees to it", adaName, "By when", after(2))
		}
		p.Press("Save and go back to the list")
		p.See(w.name)
	}
	p.See("65 h of 71 h")
	p.Press("Mark as done")
	if p.Path() != "/alignment/redesign" {
		t.Fatalf("three verdicts lead on to %s:\n%s", p.Path(), p.Text())
	}
}

// redesign does step 4: a process for the workflow to redesign, and one for the outcome without a workflow.
func redesign(t *testing.T, p *Page) {
	t.Helper()
	for range 2 {
		p.Open("/alignment/redesign")
		p.Press("Write its process")
		p.See("Locked until the process has")
		fill(p, "Owner", adaName, "Inputs", "A request with a clinic and a day", "Outputs", "A confirmed visit",
			"What changes for people", "The desk books on its own", "What changes in the process", "One form instead of three", "What changes in technology", "The planner shows free hours")
		p.Press("Add the first step")
		fill(p, "What is done", "The desk takes the request", "Who does it", "Duty engineer")
		p.Press("Save and go back to the list")
	}
	p.Press("Mark as done")
	if p.Path() != "/alignment/goals" {
		t.Fatalf("two processes lead on to %s:\n%s", p.Path(), p.Text())
	}
}

// setGoals does step 5: a goal and the objective that delivers it.
func setGoals(t *testing.T, p *Page) {
	t.Helper()
	p.Open("/alignment/goals")
	p.Press("Add a goal")
	fill(p, "Goal", "Reduce delivery cycle time by 30% across the company", "Owner", adaName, "By when", after(12))
	for _, outcome := range []string{"O1", "O2", "O3"} {
		p.Tick(outcome)
	}
	p.Press("Save and go back to the list")
	p.Press("Add an objective")
	fill(p, "Objective", "Cut handoff lag between sales and delivery to under 24 hours", "Team", "Delivery", "Owner", adaName, "By when", after(5))
	p.Tick("G1")
	p.Press("Save and go back to the list")
	p.See("Cut handoff lag between sales and delivery to under 24 hours")
	p.Press("Mark as done")
	if p.Path() != "/alignment/handoff" {
		t.Fatalf("a goal and its objective lead on to %s:\n%s", p.Path(), p.Text())
	}
}

// setHandoff does step 6: one rule and the four clocks.
func setHandoff(t *testing.T, p *Page) {
	t.Helper()
	p.Press("Add a rule")
	fill(p, "When", "an outcome turns off track", "Then", "create a task", "For", "the outcome's owner", "What is to be done", "Write what brings it back",
		"Due in working days", "2", "Owner, who answers for it", adaName, "The decision it carries out", "Every miss gets a plan")
	for _, clock := range []string{"readings", "pulse", "operations", "strategy"} {
		c := p.Within(`[id="cadence.` + clock + `"]`)
		fill(c, "First day", after(1), "Who calls it", adaName)
	}
	p.Press("Lock the cadence in")
	p.See("Locked in")
	p.Press("Mark as done")
	if p.Path() != "/alignment/answers" {
		t.Fatalf("a rule and the cadence lead on to %s:\n%s", p.Path(), p.Text())
	}
}

func TestJourneyTheWholeWizardPutsAStrategyInForce(t *testing.T) {
	t.Parallel()
	for _, script := range []bool{true, false} {
		t.Run(map[bool]string{true: "with scripts", false: "without scripts"}[script], func(t *testing.T) {
			t.Parallel()
			p := visit(t, start(t).URL)
			p.Script(script)
			setUp(t, p)
			addTeam(t, p, "Delivery")
			p.Open("/alignment")
			p.See("0 of 6 done", "Not open yet")
			p.Axe()
			for _, step := range []func(*testing.T, *Page){writeIntent, setOutcomes, auditWorkflows, redesign, setGoals, setHandoff} {
				step(t, p)
				p.Axe()
			}
			p.Press("Put the strategy in force")
			p.See("in force")
			p.Axe()
			p.Open("/briefs/company")
			p.See(intent, "Problems are fixed at first contact", "Edition 1")
			p.Open("/my/outcomes")
			p.See(intent, "Cut handoff lag between sales and delivery to under 24 hours")
			p.Axe()
		})
	}
}
