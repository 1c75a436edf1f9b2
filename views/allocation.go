package views

import (
	"slices"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// AllocationsPage is who puts what into which outcome in a period.
type AllocationsPage struct {
	*models.AllocationMatrix
	Look, Span, Team string // Team is a reference
	Row, Column      string // of the figure whose allocations are listed: references, or all and none; empty for no list
	At               day.Day
	Label            string
	Ceiling          *form.Form // nil for those who may not set one
}

// AllocationPage is one allocation.
type AllocationPage struct {
	*models.AllocationDetail
	Decide *form.Form
}

// AllocationFormPage asks for an allocation; Of is the proposal that is changed.
type AllocationFormPage struct {
	Form *form.Form
	Of   *models.Allocation
}

func (v AllocationFormPage) action() string {
	if v.Of != nil {
		return link.AllocationEdit(v.Of.Ref)
	}
	return link.PathAllocations
}

var lookWords = map[string]string{models.LookPeople: "People", models.LookMoney: "Money", models.LookTools: "Tools"}

// to is the same page with another look, span or day.
func (v AllocationsPage) to(look, span string, at day.Day) string {
	return link.Allocations(look, span, string(at), v.Team)
}

// columns are the heads of the matrix: the outcomes in force, and one for what names none of them when there is anything in it.
func (v AllocationsPage) columns() (heads []string) {
	for _, o := range v.Outcomes {
		heads = append(heads, o.Ref)
	}
	if v.loose() {
		heads = append(heads, "No outcome")
	}
	return heads
}

func (v AllocationsPage) loose() bool { return len(v.Sums[len(v.Outcomes)].Parts) > 0 }

// cells are those of the columns that are shown.
func (v AllocationsPage) cells(list []*models.AllocationCell) []*models.AllocationCell {
	if v.loose() {
		return list
	}
	return list[:len(v.Outcomes)]
}

// Which figures of the matrix are asked for beside references.
const (
	everyCell = "all"
	noOutcome = "none"
)

// list is the address of the allocations behind one figure.
func (v AllocationsPage) list(c *models.AllocationCell) string {
	row, column := everyCell, everyCell
	if c.Team != nil {
		row = c.Team.Ref
	}
	switch {
	case c.Outcome != nil:
		column = c.Outcome.Ref
	case v.isLoose(c):
		column = noOutcome
	}
	return link.AllocationList(v.Look, v.Span, string(v.At), v.Team, row, column)
}

// opening is the panel of a figure of the matrix with the way to its list.
func (v AllocationsPage) opening(how parts.How, c *models.AllocationCell) parts.How {
	how.To = v.list(c)
	return how
}

// isLoose tells whether a figure is of what names no outcome in force.
func (v AllocationsPage) isLoose(c *models.AllocationCell) bool {
	last := len(v.Outcomes)
	return c == v.Sums[last] || slices.ContainsFunc(v.Rows, func(r *models.AllocationRow) bool { return r.Cells[last] == c })
}

// asked is the figure whose list is asked for; nil where none is.
func (v AllocationsPage) asked() *models.AllocationCell {
	if v.Row == "" {
		return nil
	}
	cells, sum := v.Sums, v.All
	if v.Row != everyCell {
		at := slices.IndexFunc(v.Rows, func(r *models.AllocationRow) bool { return r.Team.Ref == v.Row })
		if at < 0 {
			return nil
		}
		cells, sum = v.Rows[at].Cells, v.Rows[at].Sum
	}
	for n, c := range cells {
		if c.Outcome != nil && c.Outcome.Ref == v.Column || n == len(v.Outcomes) && v.Column == noOutcome {
			return c
		}
	}
	return sum
}

// figure names a cell: "People of Field for O2, Oct to Dec 2026".
func (v AllocationsPage) figure(c *models.AllocationCell) string {
	name := lookWords[v.Look]
	if c.Team != nil {
		name += " of " + c.Team.Name
	}
	switch {
	case c.Outcome != nil:
		name += " for " + c.Outcome.Ref
	case v.isLoose(c):
		name += " for no outcome"
	}
	return name + ", " + v.Label
}

func (v AllocationPage) facts(p Page) []Fact {
	list := []Fact{{Label: "What", Text: models.AllocationKindWords(v.Kind)}}
	if v.Kind == models.Headcount {
		list = append(list, Fact{Label: "People", Text: models.HeadsWords(p.Loc, v.People) + " full-time"})
	}
	if v.Amount > 0 {
		list = append(list, Fact{Label: "Amount", Text: v.Company.Money(p.Loc, v.Amount) + " over the whole period"},
			Fact{Label: "Of it in " + v.Label, Text: v.Company.Money(p.Loc, v.Quarter.Share)})
	}
	list = append(list, Fact{Label: "From", Text: v.FromDay.Short()}, Fact{Label: "To", Text: v.ToDay.Short()})
	if v.Team != nil {
		list = append(list, Fact{Label: "Team", Text: v.Team.Name, Href: link.TeamOutcomes(v.Team.Ref)})
	}
	outcome := Fact{Label: "Outcome", Missing: "None is named"}
	if v.Outcome != nil {
		outcome.Text, outcome.Href = v.Outcome.Ref+" "+v.Outcome.Title, link.Outcome(v.Outcome.Ref)
	}
	list = append(list, outcome)
	if v.Decision != nil {
		list = append(list, Fact{Label: "Decided by", Text: v.Decision.Ref + " " + v.Decision.Title, Href: link.Decision(v.Decision.Ref)})
	}
	return append(list, Fact{Label: "Proposed", Text: say.Instant(v.CreatedAt, p.Zone) + by(v.Proposer)})
}

func by(name string) string {
	if name == "" {
		return ""
	}
	return " by " + name
}

// AllocationWords says an allocation in one line: "1.5 people, 1 Oct to 31 Dec 2026".
func (p Page) AllocationWords(c *models.Company, a *models.Allocation) string {
	text := ""
	switch {
	case a.Kind == models.Headcount:
		text = models.HeadsWords(p.Loc, a.People) + " people"
	case a.Amount > 0:
		text = c.Money(p.Loc, a.Amount)
	default:
		text = "a tool"
	}
	return text + ", " + a.FromDay.Short() + " to " + a.ToDay.Short()
}
