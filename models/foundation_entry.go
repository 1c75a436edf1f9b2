package models

import (
	"slices"
	"strings"

	"throughline/models/form"
)

// FoundationEntry is what a strategy stands on as its form asks for it.
type FoundationEntry struct {
	f            *Foundation
	owner        string
	capabilities string // references, apart by blanks or commas
	Form         *form.Form
}

// mostCapabilities is how many capabilities a position can pay for: one that pays for everything pays for nothing in particular.
const mostCapabilities = 12

type longGoalRow struct{ *LongGoal }

// Entry is the form. Goals are those of the strategy.
func (f *Foundation) Entry(people *form.Directory) *FoundationEntry {
	s := f.Strategy
	e := &FoundationEntry{f: f, owner: text(s.OwnerPersonID)}
	var refs []string
	for _, a := range f.Capabilities {
		refs = append(refs, a.Ref)
	}
	e.capabilities = strings.Join(refs, " ")
	e.Form = form.Of(
		form.Line("name", "What the strategy is called", &s.Title).Wanted().Max(120).Help("A name that people say, such as “Strategy 2026” or “One platform”."),
		form.Text("mission", "Mission: why we exist", &s.Mission).Max(2000),
		form.Text("position", "Competitive position: where we stand against others, and why we are chosen", &s.Position).Max(2000),
		form.Line("capabilities", "What the position pays for", &e.capabilities).Max(300).Help("Workflows, processes and teams by their references, such as W12 P3 TM2. They are the capabilities that make the position true."),
		form.Text("markets", "Markets: for whom, and where", &s.Markets).Max(2000),
		form.Text("tradeoffs", "Trade-offs: what we do not do, so that we can do the rest", &s.TradeOffs).Max(2000).Help("One on each line."),
		form.Text("ambition", "How the ambition ties to the budget", &s.Ambition).Max(2000).Help("What it costs, where the money comes from, and what waits if it does not come."),
		form.Date("from", "Holds from", &s.FromDay, nil),
		form.Date("to", "Holds until", &s.ToDay, nil).Help("Three to five years later."),
		form.Pick("owner", "Who answers for it", &e.owner, nil, people).Help("An executive, by name."),
	)
	e.Form.Version = s.Version
	e.Form.Rows = []*form.Rows{e.long()}
	return e
}

func (e *FoundationEntry) long() *form.Rows {
	var goals []form.Option
	for _, g := range e.f.Goals {
		goals = append(goals, form.Option{Value: g.ID, Label: g.Ref + " " + g.Title})
	}
	slices.SortFunc(goals, func(a, b form.Option) int { return compareRefs(a.Label, b.Label) })
	fields := func(l *LongGoal) []*form.Field {
		list := []*form.Field{
			form.Line("title", "What will be true by then", &l.Title).Wanted().Max(200),
			form.Date("due", "By", &l.DueDay, nil).Wanted(),
		}
		if len(goals) > 0 {
			list = append(list, form.Many("goals", "Goals under it", &l.GoalIDs, goals...))
		}
		return list
	}
	rows := form.Repeat("long", "Long-term goals", func(string) *form.Row {
		l := &LongGoal{}
		return &form.Row{Of: &longGoalRow{l}, Fields: fields(l)}
	}).Adds("Add a long-term goal").AtMost(MostLongGoals)
	rows.Hint = "They cap the goals and objectives under them: a goal ends before its long-term goal does."
	for _, l := range e.f.Long {
		rows.Stored(l.ID, l.Version, &longGoalRow{l}, fields(l))
	}
	return rows
}

// compareRefs puts labels that begin with a reference in the order of their numbers.
func compareRefs(a, b string) int {
	a, b = refPart(a), refPart(b)
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

func refPart(label string) string { ref, _, _ := strings.Cut(label, " "); return ref }

// Check says at each field what a whole row still lacks.
func (e *FoundationEntry) Check() {
	s := e.f.Strategy
	if strings.TrimSpace(s.Title) == "" {
		e.Form.Blame("name", "Say what the strategy is called.")
	}
	if s.FromDay.Valid() && s.ToDay.Valid() && !s.ToDay.After(s.FromDay) {
		e.Form.Blame("to", "It ends before it begins. Give a day after "+s.FromDay.Long()+".")
	}
	for _, row := range e.Form.Rows[0].Items {
		l := row.Of.(*longGoalRow).LongGoal
		switch {
		case strings.TrimSpace(l.Title) == "":
			row.Blame("title", "Say what will be true by then.")
		case !l.DueDay.Valid():
			row.Blame("due", "Give the day by which it is reached.")
		}
	}
}

// TakeFoundation puts what was typed into the foundation. References that name nothing are said at their field.
func (r *Read) TakeFoundation(e *FoundationEntry) (*Foundation, error) {
	f := e.f
	f.Strategy.OwnerPersonID = asID(e.owner)
	f.Long = nil
	for _, row := range form.ItemsOf[longGoalRow](e.Form.Rows[0]) {
		f.Long = append(f.Long, row.LongGoal)
	}
	refs := strings.FieldsFunc(strings.ToUpper(e.capabilities), func(c rune) bool { return strings.ContainsRune(" ,;\n\t", c) })
	if len(refs) > mostCapabilities {
		return nil, AgainstRuleAt("capabilities", "Name at most "+itoa(mostCapabilities)+": a position that pays for everything pays for nothing in particular.")
	}
	things, missing, err := r.thingsByRef(capable, refs)
	if err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		return nil, AgainstRuleAt("capabilities", "“"+missing[0]+"” names no workflow, process or team here. Give references, such as W12 P3 TM2.")
	}
	f.Capabilities = things
	return f, nil
}
