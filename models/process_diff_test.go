package models

import (
	"slices"
	"strings"
	"testing"
)

func TestTheDifferenceOfTwoVersionsIsSaidInWords(t *testing.T) {
	steps := func(list ...string) (out []*ProcessStep) {
		for _, one := range list { // "key: Title / tool @ accountable"
			key, rest, _ := strings.Cut(one, ": ")
			rest, accountable, _ := strings.Cut(rest, " @")
			title, tool, _ := strings.Cut(rest, " / ")
			s := &ProcessStep{StepKey: key, Title: title, Tool: tool}
			if accountable != "" {
				s.Duties = []*StepDuty{{Duty: Accountable, PersonID: &accountable}}
			}
			out = append(out, s)
		}
		return out
	}
	four := steps("a: Receive", "b: Check", "c: Pay", "d: File")
	for name, c := range map[string]struct {
		from, to ProcessVersion
		want     []string
	}{
		"the same":  {ProcessVersion{Steps: four}, ProcessVersion{Steps: steps("a: Receive", "b: Check", "c: Pay", "d: File")}, nil},
		"new":       {ProcessVersion{Steps: four}, ProcessVersion{Steps: steps("a: Receive", "x: Call", "b: Check", "c: Pay", "d: File")}, []string{"Step 2 “Call” is new after “Receive”."}},
		"new first": {ProcessVersion{Steps: four[:1]}, ProcessVersion{Steps: steps("x: Call", "a: Receive")}, []string{"Step 1 “Call” is new at the start."}},
		"gone":      {ProcessVersion{N: 1, Steps: four}, ProcessVersion{Steps: steps("a: Receive", "c: Pay", "d: File")}, []string{"Step 2 of version 1, “Check”, is gone."}},
		"moved up":  {ProcessVersion{Steps: four}, ProcessVersion{Steps: steps("a: Receive", "d: File", "b: Check", "c: Pay")}, []string{"Step 2 “File” moved from 4th to 2nd."}},
		"moved and edited": {ProcessVersion{Steps: four}, ProcessVersion{Steps: steps("a: Receive", "c: Pay / SAP", "b: Check all", "d: File")},
			[]string{"moved from", "Step 3 “Check” is now called “Check all”.", "Tool of step 2 “Pay”: new is “SAP”."}},
		"tool":       {ProcessVersion{Steps: steps("a: Pay / Excel")}, ProcessVersion{Steps: steps("a: Pay / SAP")}, []string{"Tool of step 1 “Pay” changed from “Excel” to “SAP”."}},
		"words only": {ProcessVersion{Steps: steps("a: Pay", "b: File")}, ProcessVersion{Steps: steps("x: file", "y: Call")}, []string{"Step 2 “Call” is new", "“Pay”, is gone", "is now called “file”"}},
		"answering":  {ProcessVersion{Steps: steps("a: Pay @tom")}, ProcessVersion{Steps: steps("a: Pay @maja")}, []string{"Accountable for step 1 “Pay” changed from “TOM” to “MAJA”."}},
		"words": {ProcessVersion{Inputs: "A call.", PeopleChange: "None", PeopleSame: true}, ProcessVersion{Inputs: "A mail", Outputs: "A fix", PeopleChange: "Two at the desk"},
			[]string{"Inputs changed from “A call” to “A mail”.", "Outputs: new is “A fix”.", "The redesign for people changed from “No change. None” to “Two at the desk”."}},
	} {
		var got []string
		for _, part := range Compare(&c.from, &c.to, func(p Party) string { return strings.ToUpper(p.PersonID) }) {
			got = append(got, part.Says...)
		}
		for i, want := range c.want {
			if i >= len(got) || !slices.ContainsFunc(got, func(g string) bool { return strings.Contains(g, want) }) {
				t.Errorf("%s: no %q in %q", name, want, got)
			}
		}
		if len(got) != len(c.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestExactlyOneAnswersForAStep(t *testing.T) {
	tom, maja := "tom", "maja"
	s := &ProcessStep{}
	for _, c := range []struct {
		duties []*StepDuty
		want   string
	}{
		{nil, "Name the one"}, {[]*StepDuty{{Duty: Consulted, PersonID: &tom}}, "Name the one"}, {[]*StepDuty{{Duty: Accountable, PersonID: &tom}}, ""},
		{[]*StepDuty{{Duty: Accountable, PersonID: &tom}, {Duty: Accountable, TeamID: &maja}}, "2 are accountable"}, {[]*StepDuty{{Duty: Accountable, Words: "Bob"}}, "no person and no team"},
	} {
		if s.Duties = c.duties; (c.want == "") != (s.AccountableProblem() == "") || !strings.Contains(s.AccountableProblem(), c.want) {
			t.Errorf("%+v: %q", c.duties, s.AccountableProblem())
		}
	}
}

func TestWhoDoesAStepIsResponsibleUnlessSomebodyElseIsNamed(t *testing.T) {
	tom, desk := "tom", "desk"
	v := &ProcessVersion{Steps: []*ProcessStep{
		{WhoPersonID: &tom, Duties: []*StepDuty{{Duty: Accountable, PersonID: &tom}}},
		{Who: "Duty engineer", Duties: []*StepDuty{{Duty: Responsible, TeamID: &desk}, {Duty: Informed, PersonID: &tom}}},
	}}
	table := v.RACI()
	if len(table.Parties) != 2 || !slices.Equal(table.Rows[0].Cells[0], []string{Responsible, Accountable}) || !slices.Equal(table.Rows[1].Cells[0], []string{Informed}) ||
		!slices.Equal(table.Rows[1].Cells[1], []string{Responsible}) || table.Rows[0].Cells[1] != nil {
		t.Fatalf("%+v", table)
	}
}
