package views

import (
	"slices"
	"strconv"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views/layout"
	"throughline/views/link"
	"throughline/views/parts"
)

// WizardHub is the task list of the alignment.
type WizardHub struct {
	Shell   layout.Shell
	World   *wizard.World
	Authors *form.Form // who works on the draft beside the executives; nil for those who may not choose
	Names   []string   // the authors' names
	Loc     form.Locale
}

// WizardStep is the page of one step, or of one thing in it.
type WizardStep struct {
	Shell    layout.Shell
	Sheet    *wizard.Sheet
	Item     string // the name of the one thing on the page; empty on the step's own page
	Action   string // where the form is sent
	Back     string // the review that the form was opened from; empty when it was opened from the alignment
	SavedAt  string // "12:04"
	First    bool   // nobody has saved this step yet
	Zone     func(rfc3339 string) string
	Drafts   Drafts
	Total    int // workflows that fit the filter
	From     int
	Dates    []*models.Review
	Versions []*models.ProcessVersion
	Moved    *parts.Undo // what was just moved on the board of step 5
	WasShut  bool        // the page that asks for a part of itself still shows the tools of a process as locked
}

// Drafts are things that no strategy has taken yet, to pick from, one page at a time.
type Drafts struct {
	Outcomes   []*models.Outcome
	Goals      []*models.Goal
	Objectives []*models.Objective
	Counts     [3]int64
	From       int
}

// PerPage is how many rows of a long list one page shows.
const PerPage = 50

var stateOf = map[wizard.State]parts.State{
	wizard.NotStarted: parts.NotStarted, wizard.InProgress: parts.InProgress, wizard.Problem: parts.HasProblem, wizard.Done: parts.Done, wizard.LookAgain: parts.Again,
}

// Tasks are the six steps as rows of the task list.
func Tasks(w *wizard.World) []parts.Task {
	var list []parts.Task
	for _, s := range wizard.Steps {
		state, wrong := w.State(s)
		t := parts.Task{No: s.Number(), Title: s.Title, Href: link.Step(s.Key), Fact: s.Fact(w), State: stateOf[state], Problems: wrong}
		if st := w.Steps[s.Key]; st != nil && st.LookAgain != "" {
			t.Fact = st.LookAgain
		}
		if !w.Open(s) {
			t.State = parts.Shut
		}
		list = append(list, t)
	}
	return list
}

// tasks are the steps on their own page, where the numbers in their facts explain themselves.
func (p WizardHub) tasks() []parts.Task {
	list := Tasks(p.World)
	for i, s := range wizard.Steps {
		if e, some := s.ExplainFact(p.World); some && list[i].Fact == s.Fact(p.World) {
			list[i].How = p.how(e)
		}
	}
	return list
}

func (p WizardHub) how(e models.Explanation) parts.How {
	return parts.How{Loc: p.Loc, List: []models.Explanation{e}}
}

func (p WizardStep) step() *wizard.Step { return p.Sheet.Step }

func (p WizardStep) world() *wizard.World { return p.Sheet.World }

func (p WizardStep) nav() parts.StepNav {
	return parts.StepNav{At: p.step().Number(), All: link.Alignment(), Steps: Tasks(p.world())}
}

// fewNames is how many names a page lists whole; of more it lists only the first firstNames, as the others come while one types.
const (
	fewNames   = 500
	firstNames = 50
)

// searched tells whether a list is too long to stand whole on a page, and can be asked for while one types.
func searched(d *form.Directory) bool {
	return !d.Whole(fewNames) && (d.List == "people" || d.List == "owners")
}

func listed(d *form.Directory) int {
	if searched(d) {
		return firstNames
	}
	return fewNames
}

// live tells whether the strategy is in force: then nothing saves by itself.
func (p WizardStep) live() bool { return p.world().Live() }

func (p WizardStep) lookAgain() string {
	if st := p.world().Steps[p.step().Key]; st != nil {
		return st.LookAgain
	}
	return ""
}

// proceed is what the main button says.
func (p WizardStep) proceed() string {
	switch next := p.step().Next(); {
	case p.Item != "":
		return "Save and go back to the list"
	case p.live():
		return "Save and mark as done"
	case next == nil:
		return "Mark as done and check the answers"
	default:
		return "Mark as done and continue to " + next.Title
	}
}

// rows finds a group of the form.
func (p WizardStep) rows(group string) *form.Rows {
	for _, r := range p.Sheet.Form.Rows {
		if r.Group == group {
			return r
		}
	}
	return &form.Rows{Group: group}
}

// rowTitle is what a card says while it is folded.
func rowTitle(row *form.Row, fallback string) string {
	for _, f := range row.Fields {
		if f.Key == "title" && f.Typed != "" {
			return f.Typed
		}
	}
	if row.New {
		return "New " + fallback
	}
	return "Without a name"
}

// rowOpen tells whether a card must stand open: it is new, has something to mend, or a choice to make.
func rowOpen(row *form.Row, lacks bool) bool {
	if lacks || row.New || row.Problem != "" || len(row.Clashes) > 0 {
		return true
	}
	for _, f := range row.Fields {
		if f.Problem != "" {
			return true
		}
	}
	return false
}

// lacking counts for each row what keeps it from being done.
func (p WizardStep) lacking() map[string]int {
	n := map[string]int{}
	for _, g := range p.Sheet.Gaps() {
		n[g.Row]++
	}
	return n
}

func lacks(n int) string {
	if n == 1 {
		return "1 thing to fill in"
	}
	return strconv.Itoa(n) + " things to fill in"
}

// field finds a row's field; a row without it gives an empty one, so that a page never breaks.
// held are the changes that do not count yet: on the page of one thing its own.
func (p WizardStep) held() (list []*models.PlannedChange) {
	for _, c := range p.world().Held {
		if p.Item == "" || slices.ContainsFunc(p.Sheet.Form.Rows, func(rows *form.Rows) bool { return rows.Row(c.SubjectID) != nil }) {
			list = append(list, c)
		}
	}
	return list
}

func field(row *form.Row, key string) *form.Field {
	if f := row.Field(key); f != nil {
		return f
	}
	return &form.Field{Kind: form.KindLine}
}

func textOf(id *string) string {
	if id == nil {
		return ""
	}
	return *id
}

func seen(row *form.Row) string { return strconv.Itoa(row.Seen) }

func adviceOf(f wizard.Flag) string { return models.EntityType(f.Entity) + ":" + f.Entity.Identity() }

func (p WizardStep) loc() form.Locale { return p.Sheet.Query.Locale }

func draftFacts(p WizardStep, o *models.Outcome) string {
	if len(o.Measures) == 0 {
		return ""
	}
	m := o.Measures[0]
	say := ""
	if m.TargetText != "" {
		say = "target " + m.TargetText
	} else if m.Target != nil {
		say = "target " + p.loc().Number(*m.Target) + " " + m.Unit
	}
	if o.Deadline != "" {
		if say != "" {
			say += ", "
		}
		say += "by " + o.Deadline.Long()
	}
	return say
}

func draftPaging(p WizardStep, all int) parts.Paging {
	from := p.Drafts.From
	page := parts.Paging{From: from + 1, To: min(from+PerPage, all), Total: all}
	at := func(n int) string { return link.Step(p.step().Key) + "?drafts=" + strconv.Itoa(n) + "#drafts" }
	if from > 0 {
		page.Prev = at(max(0, from-PerPage))
	}
	if page.To < all {
		page.Next = at(from + PerPage)
	}
	return page
}

// changeHref is where one of the answers is changed.
func changeHref(step *wizard.Step, b wizard.Block) string {
	if b.Item != "" {
		return link.StepItem(step.Key, b.Item)
	}
	return link.Step(step.Key) + "#" + b.Row
}

// rowRef is the short reference of a card's thing, or its place while it has none.
func rowRef(row *form.Row, i int) string {
	if t, ok := row.Of.(interface{ Ref() string }); ok && t.Ref() != "" {
		return t.Ref()
	}
	return strconv.Itoa(i + 1)
}
