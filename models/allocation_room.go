package models

import (
	"cmp"
	"slices"

	"throughline/models/form"
)

// Room is how much a team has to give, and where more is given than there is.
type Room struct {
	People int64    // on the team, in hundredths
	Over   *Stretch // decided beyond it; nil when not
	Would  *Stretch // with what is proposed beyond it; nil when not, or when decided is beyond it already

	Ceiling *int64 // of money in the fiscal year, with the teams below; nil when none is set
	Spent   int64  // decided in that year
	Asked   int64  // proposed in that year
}

// AllocationFlag is something about allocations that needs a look, with its reason (R29).
type AllocationFlag struct {
	Off      bool // it is beyond what there is; else only worth a look
	Team     *Team
	Outcome  *Outcome
	Stretch  *Stretch
	Capacity int64
	Money    bool
	Spent    int64
	Part     *Allocation // names no outcome
	Would    bool        // only with what is proposed
}

// Says is the flag as a sentence with its reason.
func (f AllocationFlag) Says(m *AllocationMatrix, loc form.Locale) string {
	would := " is decided"
	if f.Would {
		would = " would be bound with what is proposed"
	}
	switch {
	case f.Stretch != nil:
		return f.Team.Name + ": from " + f.Stretch.From.Short() + " to " + f.Stretch.To.Short() + " the work of " + HeadsWords(loc, f.Stretch.Bound) + would +
			", and " + HeadsWords(loc, f.Capacity) + " are on the team (" + allocationRefs(f.Stretch.Parts) + ")."
	case f.Money:
		return f.Team.Name + " with the teams below: " + m.Company.Money(loc, f.Spent) + would + " in the fiscal year, and " + m.Company.Money(loc, f.Capacity) + " is the ceiling."
	case f.Part != nil:
		return f.Part.Ref + " " + f.Part.Name + " names no outcome: " + map[string]string{Headcount: "people", Budget: "money", Tooling: "a tool"}[f.Part.Kind] + " that moves nothing agreed."
	}
	return f.Outcome.Ref + " " + f.Outcome.Title + " has priority 1, and no money is decided for it in this period."
}

func allocationRefs(list []*Allocation) (text string) {
	for i, a := range list {
		if i > 0 {
			text += ", "
		}
		text += a.Ref
	}
	return text
}

// judgeMatrix holds the sums against what there is, and says what needs a look. People are counted day by day over the period, money over
// the whole fiscal year in which the period begins.
func (r *Read) judgeMatrix(m *AllocationMatrix, list []*Allocation) error {
	heads, err := r.headcounts()
	if err != nil {
		return err
	}
	of := map[string][]*Allocation{}
	for _, a := range list {
		if a.Kind == Headcount {
			of[a.TeamID] = append(of[a.TeamID], a)
		}
		if a.OutcomeID == nil && m.Tree.ByID[a.TeamID] != nil {
			m.Flags = append(m.Flags, AllocationFlag{Part: a, Team: m.Tree.ByID[a.TeamID]})
		}
	}
	for _, row := range m.Rows {
		row.Room.People = heads[row.Team.ID] * hundred
	}
	for _, t := range m.Tree.All() {
		capacity := heads[t.ID] * hundred
		firm := slices.DeleteFunc(slices.Clone(of[t.ID]), func(a *Allocation) bool { return a.State != Decided })
		over, would := overbound(firm, capacity, m.From, m.To), overbound(of[t.ID], capacity, m.From, m.To)
		switch {
		case over != nil:
			m.Flags = append(m.Flags, AllocationFlag{Off: true, Team: t, Stretch: over, Capacity: capacity})
		case would != nil:
			m.Flags = append(m.Flags, AllocationFlag{Team: t, Stretch: would, Capacity: capacity, Would: true})
		}
		if over != nil {
			would = nil
		}
		for _, row := range m.Rows {
			if row.Team.ID == t.ID {
				row.Room.Over, row.Room.Would = over, would
			}
		}
	}
	if err := r.judgeMoney(m); err != nil {
		return err
	}
	if m.Look == LookMoney {
		for n, o := range m.Outcomes {
			if o.Priority == 1 && m.Sums[n].Decided == 0 {
				m.Flags = append(m.Flags, AllocationFlag{Outcome: o})
			}
		}
	}
	slices.SortStableFunc(m.Flags, func(a, b AllocationFlag) int { return cmp.Compare(rankOf(a), rankOf(b)) })
	return nil
}

func rankOf(f AllocationFlag) int {
	switch {
	case f.Off:
		return 0
	case f.Would:
		return 1
	}
	return 2
}

// judgeMoney holds the money of each team that has a ceiling, with the teams below, against it.
func (r *Read) judgeMoney(m *AllocationMatrix) error {
	var capped []*Team
	for _, t := range m.Tree.All() {
		if t.BudgetCeiling != nil {
			capped = append(capped, t)
		}
	}
	if len(capped) == 0 {
		return nil
	}
	from, to, _ := m.Company.Calendar().Year(m.From)
	list, err := r.allocationsIn(from, to, nil)
	if err != nil {
		return err
	}
	for _, t := range capped {
		var spent, asked int64
		under := m.Tree.Under(t.ID)
		for _, a := range list {
			switch {
			case a.Kind == Headcount || !slices.Contains(under, a.TeamID):
			case a.State == Decided:
				spent += a.MoneyIn(from, to)
			default:
				asked += a.MoneyIn(from, to)
			}
		}
		for _, row := range m.Rows {
			if row.Team.ID == t.ID {
				row.Room.Ceiling, row.Room.Spent, row.Room.Asked = t.BudgetCeiling, spent, asked
			}
		}
		if spent+asked > *t.BudgetCeiling {
			f := AllocationFlag{Off: spent > *t.BudgetCeiling, Team: t, Money: true, Spent: spent, Capacity: *t.BudgetCeiling}
			if !f.Off {
				f.Would, f.Spent = true, spent+asked
			}
			m.Flags = append(m.Flags, f)
		}
	}
	return nil
}

// ExplainPeople says how many people a team has (R30).
func (row *AllocationRow) ExplainPeople(loc form.Locale, m *AllocationMatrix) Explanation {
	people := Input{Name: "People on the team", Value: ptr(float64(row.Room.People / hundred)), Kind: "team", Ref: row.Team.Ref}
	e := Explanation{Figure: "People of " + row.Team.Name, Result: Input{Value: people.Value}, Day: m.To,
		Formula: "Everybody who is on the team and active counts as one full-time person. Day by day, what is allocated must not be more."}
	return e.of(people, said("Allocated in the period, decided", m.Says(loc, row.Sum.Decided)), said("Proposed beside it", m.Says(loc, row.Sum.Proposed)))
}

// ExplainMoney says what a team may spend in the fiscal year, and what is spent (R30).
func (room Room) ExplainMoney(loc form.Locale, t *Team, m *AllocationMatrix) Explanation {
	from, to, label := m.Company.Calendar().Year(m.From)
	e := Explanation{Figure: "Ceiling of " + t.Name + ", " + label, Result: Input{Text: m.Company.Money(loc, *room.Ceiling)}, Day: m.To,
		Formula: "An executive set it for the team and those below, for a fiscal year: " + from.Short() + " to " + to.Short() + ". All money of that year counts, whichever period is shown."}
	return e.of(said("Decided in the year", m.Company.Money(loc, room.Spent)), said("Proposed in the year", m.Company.Money(loc, room.Asked)))
}
