package models

import "cmp"

// moneyFacts reads what is put into outcomes in the next twelve months, and how much of the teams' hours moves one.
func (r *Read) moneyFacts(f *SymptomFacts, inForce string) error {
	if inForce == "" {
		return nil // what nothing could serve yet is no symptom
	}
	m, err := r.AllocationMatrix(LookMoney, f.Today, f.Today.AddMonths(12), nil)
	if err != nil {
		return err
	}
	f.Flags = m.Flags
	workflows, err := r.Workflows()
	if err != nil {
		return err
	}
	f.Gap = ExecutionGap(workflows, m.Outcomes)
	return nil
}

// idleSigns are allocations of people to no outcome, and teams none of whose hours move one.
func idleSigns(f *SymptomFacts) (list []*Sign) {
	for _, flag := range f.Flags {
		if a := flag.Part; a != nil && a.Kind == Headcount {
			list = append(list, f.partSign(a, HeadsWords(f.loc(), a.People)+" people"))
		}
	}
	for _, t := range f.Gap.ByTeam {
		team := f.Tree.ByID[t.TeamID]
		if team == nil || t.All.Hours <= 0 || t.Mapped.Hours > 0 {
			continue
		}
		s := &Sign{Key: []string{"hours of " + team.ID}, Title: team.Name, TeamID: &team.ID, Weight: 1 + t.All.Hours}
		s.Value, s.Unit = ptr(t.All.Hours), UnitHours
		s.Wrong = "None of the hours of " + team.Name + " move an outcome."
		s.Do = "Say in the audit which outcome its workflows move, or give each the verdict stop or outcome missing."
		s.Facts = []SymptomFact{{"Team", team.Name}, {"Workflows", itoa(t.All.Count)}}
		s.About = []SymptomThing{{Kind: "team", ID: team.ID, Ref: team.Ref, Title: team.Name, Owner: f.personName(team.LeadPersonID)}}
		for _, p := range t.All.Parts {
			s.Evidence = append(s.Evidence, SymptomThing{Kind: "workflow", ID: p.WorkflowID, Ref: p.Ref, Title: p.Name, Team: team.Name, Say: "moves no outcome"})
		}
		list = append(list, s)
	}
	return list
}

// adriftSigns are money and tools for no outcome.
func adriftSigns(f *SymptomFacts) (list []*Sign) {
	for _, flag := range f.Flags {
		if a := flag.Part; a != nil && a.Kind != Headcount {
			list = append(list, f.partSign(a, f.Company.Money(f.loc(), a.Amount)))
		}
	}
	return list
}

func (f *SymptomFacts) partSign(a *Allocation, much string) *Sign {
	s := &Sign{Key: []string{a.ID}, Title: a.Name, TeamID: &a.TeamID, Weight: float64(cmp.Or(a.People, a.Amount)), SymptomSays: SymptomSays{Amount: much}}
	s.Wrong = a.Ref + " " + a.Name + " of " + f.teamName(&a.TeamID) + " names no outcome: " + much + ", " + a.State + "."
	s.Do = "Name the outcome that it moves, or take it back and put it where one is."
	s.Facts = []SymptomFact{{"How much", much}, {"State", a.State}, {"From", a.FromDay.Long()}, {"To", a.ToDay.Long()}}
	s.About = []SymptomThing{{Kind: "allocation", ID: a.ID, Ref: a.Ref, Title: a.Name, Team: f.teamName(&a.TeamID), Say: much}}
	return s
}

// unfundedSigns are outcomes of priority 1 without money.
func unfundedSigns(f *SymptomFacts) (list []*Sign) {
	for _, flag := range f.Flags {
		o := flag.Outcome
		if o == nil {
			continue
		}
		s := &Sign{Key: []string{o.ID}, Title: o.Title, TeamID: o.OwnerTeamID, Owner: f.owned(o.OwnerPersonID), SymptomSays: SymptomSays{Amount: "no money"}}
		s.Wrong = o.Ref + " has priority 1, and no money is decided for it in the next twelve months."
		s.Do = "Decide money for it, or give it another priority, or say why it needs none."
		s.Facts = []SymptomFact{{"Priority", itoa(o.Priority)}, {"Money decided", "none"}}
		s.About = []SymptomThing{{Kind: "outcome", ID: o.ID, Ref: o.Ref, Title: o.Title, Team: f.teamName(o.OwnerTeamID), Owner: f.personName(o.OwnerPersonID)}}
		list = append(list, s)
	}
	return list
}
