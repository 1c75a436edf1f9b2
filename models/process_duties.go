package models

import (
	"slices"
	"strings"
)

// With lists those who have a duty in a step.
func (s *ProcessStep) With(duty string) (list []*StepDuty) {
	for _, d := range s.Duties {
		if d.Duty == duty {
			list = append(list, d)
		}
	}
	return list
}

// AccountableProblem says what is wrong with who answers for a step: exactly one person or team does. Empty when it is right.
func (s *ProcessStep) AccountableProblem() string {
	list := s.With(Accountable)
	switch {
	case len(list) == 0:
		return "Name the one person or team who is accountable."
	case len(list) > 1:
		return itoa(len(list)) + " are accountable. Keep exactly one; the others can be responsible or consulted."
	case list[0].Words != "":
		return "“" + list[0].Words + "” is no person and no team here. Choose who is accountable from the list."
	}
	return ""
}

// Party is a person, a team, or words that stand for either.
type Party struct{ PersonID, TeamID, Words string }

// Party is who has the duty.
func (d *StepDuty) Party() Party { return partyOf(d.PersonID, d.TeamID, d.Words) }

// Doer is who does the step.
func (s *ProcessStep) Doer() Party { return partyOf(s.WhoPersonID, s.WhoTeamID, s.Who) }

func partyOf(person, team *string, words string) Party {
	p := Party{Words: words}
	if person != nil {
		p.PersonID = *person
	}
	if team != nil {
		p.TeamID = *team
	}
	return p
}

// None tells whether nobody is meant.
func (p Party) None() bool { return p == Party{} }

// Names gives the name of a person or a team; empty when it is not known.
type Names func(Party) string

// RACI is who has which duty in each step of a version, as a table: a row for each step, a column for each party.
type RACI struct {
	Parties []Party
	Rows    []RACIRow
}

// RACIRow is one step with the duties of each party, in the order of the columns: "A R", or empty.
type RACIRow struct {
	Step  *ProcessStep
	Cells [][]string // the duties of each party
}

// RACI lays out the duties of a version. Whoever does a step is responsible for it unless somebody else is named.
func (v *ProcessVersion) RACI() RACI {
	var t RACI
	at := map[Party]int{}
	column := func(p Party) int {
		i, there := at[p]
		if !there {
			i = len(t.Parties)
			at[p], t.Parties = i, append(t.Parties, p)
		}
		return i
	}
	held := make([]map[int][]string, len(v.Steps))
	for i, s := range v.Steps {
		held[i] = map[int][]string{}
		for _, duty := range Duties {
			for _, p := range s.Holders(duty) {
				c := column(p)
				held[i][c] = append(held[i][c], duty)
			}
		}
	}
	for i, s := range v.Steps {
		row := RACIRow{Step: s, Cells: make([][]string, len(t.Parties))}
		for c, duties := range held[i] {
			row.Cells[c] = duties
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// ByName is the same table with its columns in the order of their names, so that they keep their places while duties change.
func (t RACI) ByName(names Names) RACI {
	order := make([]int, len(t.Parties))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(t.Parties[a].Name(names), t.Parties[b].Name(names)) })
	sorted := RACI{}
	for _, i := range order {
		sorted.Parties = append(sorted.Parties, t.Parties[i])
	}
	for _, row := range t.Rows {
		cells := make([][]string, len(order))
		for c, i := range order {
			cells[c] = row.Cells[i]
		}
		sorted.Rows = append(sorted.Rows, RACIRow{Step: row.Step, Cells: cells})
	}
	return sorted
}

// Holders lists who has a duty in a step; whoever does the step is responsible unless somebody else is named.
func (s *ProcessStep) Holders(duty string) (list []Party) {
	for _, d := range s.With(duty) {
		list = append(list, d.Party())
	}
	if doer := s.Doer(); duty == Responsible && len(list) == 0 && !doer.None() {
		list = append(list, doer)
	}
	return list
}

// HolderNames is Holders as one text: "Priya Raman, Service Desk".
func (s *ProcessStep) HolderNames(duty string, names Names) string {
	var list []string
	for _, p := range s.Holders(duty) {
		list = append(list, p.Name(names))
	}
	return strings.Join(list, ", ")
}

// Name is what the party is called.
func (p Party) Name(names Names) string {
	if p.PersonID == "" && p.TeamID == "" {
		return p.Words
	}
	if name := names(p); name != "" {
		return name
	}
	return "Somebody who is no longer here"
}
