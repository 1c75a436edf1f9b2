package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"throughline/models/day"
	"throughline/models/form"
)

// The three ways to look at allocations: people, money (tools with their money too), and the number of tools.
const (
	LookPeople = "people"
	LookMoney  = "money"
	LookTools  = "tools"
)

// AllocationPart is one allocation with the share of it that falls into the period looked at.
type AllocationPart struct {
	*Allocation
	Share int64 // hundredths of people, money in its smallest unit, or tools
}

// AllocationCell is what a team puts into an outcome in a period. Its figures are the sums of its parts, and nothing else.
type AllocationCell struct {
	Team              *Team    // nil in a sum over teams
	Outcome           *Outcome // nil in a sum over outcomes, and where no outcome is named
	Decided, Proposed int64
	Parts             []AllocationPart
}

func (c *AllocationCell) add(p AllocationPart) {
	if p.State == Decided {
		c.Decided += p.Share
	} else {
		c.Proposed += p.Share
	}
	c.Parts = append(c.Parts, p)
}

// AllocationRow is one team's line of the matrix.
type AllocationRow struct {
	Team  *Team
	Cells []*AllocationCell // in the order of the columns
	Sum   *AllocationCell
	Room  Room
}

// AllocationMatrix is who puts what into which outcome in a period (R08). Rows, columns and the whole add up to the same parts.
type AllocationMatrix struct {
	Look     string
	From, To day.Day
	Label    string
	Company  *Company
	Tree     *Tree
	Outcomes []*Outcome // the columns; one more column follows for what names no outcome in force
	Rows     []*AllocationRow
	Sums     []*AllocationCell
	All      *AllocationCell
	Flags    []AllocationFlag
}

// share is how much of an allocation counts in a look; ok is false where it does not belong to that look.
func (a *Allocation) share(look string, from, to day.Day) (n int64, ok bool) {
	switch {
	case look == LookPeople && a.Kind == Headcount:
		return a.PeopleIn(from, to), true
	case look == LookMoney && (a.Kind == Budget || a.Kind == Tooling && a.Amount > 0):
		return a.MoneyIn(from, to), true
	case look == LookTools && a.Kind == Tooling:
		return 1, true
	}
	return 0, false
}

// AllocationMatrix reads the matrix of a period, of some teams, or all when nil.
func (r *Read) AllocationMatrix(look string, from, to day.Day, teams []string) (*AllocationMatrix, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	list, err := r.allocationsIn(from, to, teams)
	if err != nil {
		return nil, err
	}
	m := &AllocationMatrix{Look: look, From: from, To: to, Company: b.Company, Tree: b.Tree}
	for _, o := range b.Outcomes {
		m.Outcomes = append(m.Outcomes, o.Outcome)
	}
	m.fill(list)
	return m, r.judgeMatrix(m, list)
}

// fill puts every allocation into just one cell, and each cell into its row, its column and the whole.
func (m *AllocationMatrix) fill(list []*Allocation) {
	m.All = &AllocationCell{}
	column := map[string]int{}
	for n, o := range m.Outcomes {
		column[o.ID] = n
		m.Sums = append(m.Sums, &AllocationCell{Outcome: o})
	}
	m.Sums = append(m.Sums, &AllocationCell{})
	rows := map[string]*AllocationRow{}
	for _, a := range list {
		share, counts := a.share(m.Look, m.From, m.To)
		team := m.Tree.ByID[a.TeamID]
		if !counts || team == nil {
			continue
		}
		row := rows[a.TeamID]
		if row == nil {
			row = m.row(team)
			rows[a.TeamID] = row
		}
		at := len(m.Outcomes)
		if a.OutcomeID != nil {
			if n, inForce := column[*a.OutcomeID]; inForce {
				at = n
			}
		}
		part := AllocationPart{a, share}
		for _, c := range []*AllocationCell{row.Cells[at], row.Sum, m.Sums[at], m.All} {
			c.add(part)
		}
	}
	for _, t := range m.Tree.All() {
		switch {
		case rows[t.ID] != nil:
			m.Rows = append(m.Rows, rows[t.ID])
		case m.Look == LookMoney && t.BudgetCeiling != nil && len(rows) > 0: // its ceiling holds for the teams below too
			m.Rows = append(m.Rows, m.row(t))
		}
	}
}

func (m *AllocationMatrix) row(t *Team) *AllocationRow {
	row := &AllocationRow{Team: t, Sum: &AllocationCell{Team: t}}
	for _, c := range m.Sums {
		row.Cells = append(row.Cells, &AllocationCell{Team: t, Outcome: c.Outcome})
	}
	return row
}

// Says is an amount of the look in words.
func (m *AllocationMatrix) Says(loc form.Locale, n int64) string {
	switch m.Look {
	case LookMoney:
		return m.Company.Money(loc, n)
	case LookPeople:
		return HeadsWords(loc, n)
	}
	return loc.Number(float64(n))
}

// HeadsWords says hundredths of full-time people: "4.5".
func HeadsWords(loc form.Locale, n int64) string {
	text := form.Decimals(loc, n, 2)
	if n%hundred == 0 {
		return text
	}
	return strings.TrimRight(text, "0")
}

// Explain says what a cell is made of (R30). The words of amounts are exact; no figure is computed a second time.
func (m *AllocationMatrix) Explain(loc form.Locale, figure string, c *AllocationCell) Explanation {
	rule := map[string]string{
		LookPeople: "Each part is its number of people times its share of the calendar days of the period, rounded to hundredths. The figure is the sum of the decided parts.",
		LookMoney:  "Each amount is spread evenly over the calendar days it lasts; what falls into the period counts. The figure is the sum of the decided parts.",
		LookTools:  "Each tool in use on any day of the period counts once. The figure is the number of decided ones.",
	}[m.Look]
	e := Explanation{Figure: figure, Result: Input{Text: m.Says(loc, c.Decided)}, Formula: rule, Day: m.To}
	var list []Input
	for _, p := range c.Parts {
		list = append(list, Input{Name: p.Ref + " " + p.Name + ", " + p.State, Text: m.Says(loc, p.Share), Kind: "allocation", Ref: p.Ref})
	}
	e = e.of(list...)
	if c.Proposed != 0 {
		e.Inputs = append(e.Inputs, said("Proposed beside it", m.Says(loc, c.Proposed)))
	}
	return e
}

// AllocationsOn gives what is put into an outcome, or by a team, on a day or later, at most count.
func (r *Read) AllocationsOn(outcomeID, teamID string, d day.Day, count int) ([]*Allocation, error) {
	q := r.DB().Where("removed_at IS NULL AND to_day >= ?", string(d))
	if outcomeID != "" {
		q = q.Where("outcome_id = ?", outcomeID)
	}
	if teamID != "" {
		q = q.Where("team_id = ?", teamID)
	}
	var list []*Allocation
	err := q.Order("from_day, created_at, id").Limit(count).Find(&list).Error
	return list, err
}

// headcounts counts the people on teams, those who are switched off left out.
func (r *Read) headcounts() (map[string]int64, error) {
	return held(r, "headcounts", partPeople|partCompany, func() (map[string]int64, error) {
		var rows []struct {
			TeamID string
			N      int64
		}
		active := func(q *gorm.DB) *gorm.DB { return q.Where("people.active = ?", true) }
		err := active(r.DB().Model(&Membership{}).Joins("JOIN people ON people.id = memberships.person_id")).Select("memberships.team_id AS team_id, COUNT(*) AS n").
			Group("memberships.team_id").Limit(5 * most).Scan(&rows).Error
		by := map[string]int64{}
		for _, row := range rows {
			by[row.TeamID] = row.N
		}
		return by, err
	})
}

// Periods are the spans that the matrix can show around a day: the quarter and the fiscal year of the company.
func (c *Company) Periods(d day.Day, span string) (from, to day.Day, label string) {
	if span == "year" {
		return c.Calendar().Year(d)
	}
	return c.Calendar().Quarter(d)
}

// Looks lists the ways to look at allocations.
var Looks = []string{LookPeople, LookMoney, LookTools}

// KnownLook is a look that an address asks for; the first when it asks for none of them.
func KnownLook(asked string) string {
	if slices.Contains(Looks, asked) {
		return asked
	}
	return LookPeople
}
