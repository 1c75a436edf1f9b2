package exchange

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// Fates of a row.
const (
	FateAdd     = "add"     // a new workflow
	FateChange  = "change"  // changes one that is here
	FateSame    = "same"    // here already, and the list says nothing new
	FateSkip    = "skip"    // left out: by choice, or because it reads like a sum
	FateRefused = "refused" // cannot be taken in
)

// Fates lists them in the order of a page.
var Fates = []string{FateAdd, FateChange, FateSame, FateSkip, FateRefused}

// Plan is what becomes of each row of a list. Nothing of it is written until TakeIn.
type Plan struct {
	Rows   []*ListRow
	Counts map[string]int // by fate
	Teams  []Unknown      // names of teams that nobody here has
	People []Unknown      // names of people that nobody here has
	Notes  []string       // what was noticed about the list as a whole
	Wrong  string         // why nothing of it can be taken in; empty when something can
	Sum    string         // changes whenever the fate of any row does

	Held []*models.PlannedChange // rows taken in that wait until somebody has looked at what rests on their workflow
}

// ListRow is one row and its fate.
type ListRow struct {
	Line    int
	Fate    string
	Choice  string   // what was chosen for this row; empty as for all
	Choices []string // what can be chosen
	Why     string   // why it is refused or left out
	Notes   []string // what else is to know about it
	Changes []ListChange

	Workflow *models.Workflow // as it would stand
	Team     string           // the team's name, as it is here or as the list has it
	before   *models.Workflow // the one that is here
	cells    map[string]string
}

// ListChange is one field of a workflow that a row changes, in words.
type ListChange struct{ Label, From, To string }

// Unknown is a name of a list that nobody here has, in how many rows it stands, and what was chosen for it.
type Unknown struct {
	Key, Name string // in small letters, and as written
	Rows      int
	Choice    string
}

// planner goes through the rows of a list.
type planner struct {
	*Here
	table   *Table
	m       *Mapping
	locale  form.Locale
	plan    *Plan
	byName  map[string][]*models.Workflow
	seen    map[string]int // name and team, the line it stood on first
	locales map[int]form.Locale
	spans   map[int]string // the span a column's heading names
	units   map[int]string // the unit a column's heading names
	names   map[string]*Unknown
	order   [2][]string
	days    int
	guarded int
}

// Judge says of each row of a list what would become of it.
func Judge(t *Table, m *Mapping, h *Here, l form.Locale) *Plan {
	p := &planner{Here: h, table: t, m: m, locale: l, plan: &Plan{Counts: map[string]int{}, Notes: slices.Clone(t.Notes), Wrong: t.Wrong},
		byName: map[string][]*models.Workflow{}, seen: map[string]int{}, locales: map[int]form.Locale{}, spans: map[int]string{}, units: map[int]string{}, names: map[string]*Unknown{}}
	for _, w := range h.Workflows {
		p.byName[fold(w.Name)] = append(p.byName[fold(w.Name)], w)
	}
	if p.plan.Wrong == "" && !slices.Contains(m.Columns, MeansName) {
		p.plan.Wrong = "Choose the column that names the workflow."
	}
	p.columns()
	if p.plan.Wrong == "" {
		p.rows()
	}
	for i, list := range []*[]Unknown{&p.plan.Teams, &p.plan.People} {
		for _, key := range p.order[i] {
			*list = append(*list, *p.names[key])
		}
	}
	p.settle()
	return p.plan
}

// columns notes how each column writes its numbers, and what stands twice.
func (p *planner) columns() {
	seen := map[string][]string{}
	var commas []string
	for i, means := range p.m.Columns {
		if means == Ignored {
			continue
		}
		head := p.table.Heading(p.m, i)
		name := p.ColumnName(i)
		seen[means] = append(seen[means], name)
		p.locales[i] = p.locale
		if counted[means] && p.table.commas(p.m.Head, i) {
			p.locales[i] = form.Locale{DecimalComma: true}
			commas = append(commas, name)
		}
		_, p.spans[i] = headMeaning(head)
		p.units[i] = "h"
		for _, w := range strings.Fields(plainWords(head)) {
			if means == MeansMinutes && hourWord.MatchString(w) {
				p.units[i] = "hours each"
			}
		}
	}
	note := func(say string, args ...any) { p.plan.Notes = append(p.plan.Notes, fmt.Sprintf(say, args...)) }
	if len(commas) > 0 {
		note("%s: a comma is read as the decimal mark.", strings.Join(commas, ", "))
	}
	for _, m := range Meanings {
		if columns := seen[m.Key]; len(columns) > 1 && several[m.Key] {
			note("%s stands in %s: their cells are put together.", m.Label, strings.Join(columns, " and "))
		} else if len(columns) > 1 {
			note("%s stands in %s: the first that has something counts.", m.Label, strings.Join(columns, " and "))
		}
	}
	if left := p.leftColumns(); len(left) > 0 {
		note("Not taken: %s.", strings.Join(left[:min(len(left), 20)], ", ")+andMore(len(left)-20))
	}
	if slices.Contains(p.m.Columns, MeansSeconds) {
		note("%s is read as seconds: 3,600 is an hour.", strings.Join(seen[MeansSeconds], " and "))
	}
}

// counted are the meanings whose cells are numbers.
var counted = map[string]bool{MeansHours: true, MeansMonth: true, MeansYear: true, MeansSeconds: true, MeansOften: true, MeansMinutes: true, MeansPeople: true}

func (p *planner) leftColumns() (left []string) {
	for i, means := range p.m.Columns {
		if means == Ignored && len(p.table.Samples(p.m, i, 1)) > 0 {
			left = append(left, p.ColumnName(i))
		}
	}
	return left
}

// ColumnName is how a page calls a column: its heading, or its letter.
func (p *planner) ColumnName(i int) string { return p.table.ColumnName(p.m, i) }

// ColumnName is how a page calls a column: its heading in quotation marks, or its letter.
func (t *Table) ColumnName(m *Mapping, i int) string {
	if head := t.Heading(m, i); head != "" {
		return "“" + short(head) + "”"
	}
	return "column " + Letter(i)
}

// Letter is how spreadsheets call a column: A, B, … Z, AA.
func Letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return Letter(i/26-1) + string(rune('A'+i%26))
}

// rows judges each row below the headings.
func (p *planner) rows() {
	blank, wide, short, again, above := 0, 0, 0, 0, 0
	head := p.table.row(p.m.Head)
	for _, row := range p.table.Rows {
		switch {
		case row.Line == p.m.Head:
		case row.Line < p.m.Head:
			above++
		case len(row.Cells) == 0:
			blank++
		case head != nil && sameCells(head.Cells, row.Cells):
			again++
		case len(p.plan.Rows) == MostListed:
			p.plan.Wrong = fmt.Sprintf("It has more than %s rows, the most that can be brought in at once. Bring it in parts.", thousands(MostListed))
			return
		default:
			if head != nil && len(row.Cells) > len(head.Cells) {
				wide++
			}
			if head != nil && row.Wide > 0 && row.Wide < head.Wide {
				short++
			}
			p.plan.Rows = append(p.plan.Rows, p.row(row))
		}
	}
	for _, n := range []struct {
		n        int
		one, all string
	}{
		{above, "line above the headings was passed over.", "lines above the headings were passed over."}, {blank, "empty row was passed over.", "empty rows were passed over."},
		{again, "row repeats the headings and was passed over.", "rows repeat the headings and were passed over."},
		{wide, "row is wider than the headings; what stands there is a column of its own.", "rows are wider than the headings; what stands there are columns of their own."},
		{short, "row is shorter than the headings; its last cells are empty.", "rows are shorter than the headings; their last cells are empty."},
		{p.guarded, "cell begins with an apostrophe that guards it in spreadsheets; it was taken without.", "cells begin with an apostrophe that guards them in spreadsheets; they were taken without."},
	} {
		if n.n > 0 {
			p.plan.Notes = append(p.plan.Notes, count(n.n, n.one, n.all))
		}
	}
	if p.days > 0 {
		p.plan.Notes = append(p.plan.Notes, fmt.Sprintf("A day of work counts as %d hours, a week as 5 days.", hoursOfDay))
	}
}

func sameCells(a, b []string) bool {
	return slices.EqualFunc(a, b, func(x, y string) bool { return fold(x) == fold(y) })
}

// settle counts the fates and sums the plan up, so that a confirmation can tell whether it is still the plan that was seen.
func (p *planner) settle() {
	sum := sha256.New()
	for _, r := range p.plan.Rows {
		p.plan.Counts[r.Fate]++
		version := 0
		if r.before != nil {
			version = r.before.Version
		}
		text, err := json.Marshal([]any{r.Line, r.Fate, r.Why, r.Changes, version, r.Workflow})
		if err == nil {
			sum.Write(text)
		}
	}
	if n := len(p.Workflows) + p.plan.Counts[FateAdd]; n > models.MostWorkflows && p.plan.Counts[FateAdd] > 0 {
		p.plan.Wrong = fmt.Sprintf("With these there would be %s workflows; the audit holds %s. Bring fewer.", thousands(n), thousands(models.MostWorkflows))
	}
	if writes := p.plan.Counts[FateAdd] + p.plan.Counts[FateChange]; writes == 0 && p.plan.Wrong == "" {
		p.plan.Wrong = "Nothing of this list would be written."
	}
	p.plan.Sum = hex.EncodeToString(sum.Sum(nil))[:32]
}
