package main

import (
	"strings"
	"testing"
)

func TestALeadReadsWhatTheStrategyMeansForTheTeamAndTicksWhatIsDone(t *testing.T) {
	t.Parallel()
	for _, script := range []bool{true, false} {
		t.Run(map[bool]string{true: "with scripts", false: "without scripts"}[script], func(t *testing.T) {
			h := harbour(t)
			p := h.enter("lead")
			p.Script(script)
			p.Open("/my/outcomes")
			p.See("because we answer first and fix for good.", "Your outcomes, Service Desk", "Objectives this quarter", "What to do on Monday")
			if at := strings.Index(p.Text(), "because we answer first"); at < 0 || at > strings.Index(p.Text(), "Your outcomes") {
				t.Error("the intent does not come first")
			}
			p.Axe()

			const task = "Publish fix notes 10 to 12"
			p.Press("Mark done: " + task)
			p.at("/my/outcomes")
			if !p.Has("Open again: " + task) {
				t.Errorf("%q is not shown as done", task)
			}
			p.Press("Open again: " + task)
			if !p.Has("Mark done: " + task) {
				t.Errorf("%q is not open again", task)
			}

			p.Press("Add a task")
			p.Fill("What is to be done", "Ring the three clinics that wait longest")
			p.Fill("By when", "tomorrow or so")
			p.Press("Add the task")
			p.answers(422)
			if p.Value("What is to be done") != "Ring the three clinics that wait longest" {
				t.Errorf("what was typed is gone: %q", p.Value("What is to be done"))
			}
			p.Fill("By when", inMonths(0))
			p.Press("Add the task")
			p.See("Ring the three clinics that wait longest")
			p.Follow(task)
			p.See("Why this is asked for", "Problems are fixed at first contact", "because we answer first")
			p.Axe()
		})
	}
}

func TestAMemberSeesTheSameFiguresAndOnlyTheirOwnMonday(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	lead, member := h.enter("lead"), h.enter("member")
	lead.Follow("My outcomes")
	member.Follow("My outcomes")
	member.See("Your outcomes", "Publish fix notes 10 to 12")
	member.SeeNot("Put a second person on the phones from 08:00 to 10:00")
	figure := func(p *Page) string { return p.Within("#O1").Text() }
	mine, theirs := figure(member), figure(lead)
	if cut, _, _ := strings.Cut(mine, "Moved by"); !strings.HasPrefix(theirs, cut) {
		t.Errorf("the member reads %q and the lead %q", mine, theirs)
	}
	member.Axe()
	mapByKeys(t, member)
	if status := member.Open("/settings/company"); status != 403 && status != 404 {
		t.Errorf("the company's settings answer %d to a member", status)
	}
	member.Axe()
}

func TestAReadingIsRecordedOnAPhoneAndMovesTheFigureEverywhere(t *testing.T) {
	t.Parallel()
	h := harbour(t)
	p := h.enter("lead")
	p.Phone()
	p.Follow("Problems are fixed at first contact")
	p.at("/outcomes/O1")
	p.Fill("Value", "NaN")
	p.Press("Record the reading")
	p.answers(422)
	p.See("There is a problem")
	p.Phone()
	p.Fill("Value", "76.5")
	p.Press("Record the reading")
	p.answers(200)
	p.See("76.5%")
	p.Axe()
	p.Open("/")
	if figure := p.Within("#O1").Text(); !strings.Contains(figure, "76.5") {
		t.Errorf("the lead's page still reads %q", figure)
	}
	p.Open("/briefs/company")
	p.See("76.5")
	p.Axe()
}
