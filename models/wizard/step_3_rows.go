package wizard

import (
	"cmp"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// auditSheet binds the rows a page shows. The matrix shows few of a workflow's answers, and a post may speak of all of them.
func auditSheet(w *World, q Query) *form.Form {
	whole := q.Item != "" || q.Add == "workflows" || q.Rows != nil
	rows := repeat(w, "workflows", "Workflows", func() *workflowThing {
		return bindWorkflow(w, &models.Workflow{Verdict: models.Undecided}, true)
	}).Adds("Add a workflow")
	var list []*workflowThing
	for _, f := range w.AuditRows(q) {
		list = append(list, bindWorkflow(w, f, whole))
	}
	stored(rows, w, list)
	if q.Item == "" && q.Add == "" {
		nickname(rows, q)
	}
	f := &form.Form{Rows: []*form.Rows{rows}}
	if w.Live() && q.Item == "" && q.Add == "" {
		w.why = ""
		f.Fields = []*form.Field{form.Line("why", models.WhyChanged, &w.why).Max(300).Help("For all that you change here. It is kept with each.")}
	}
	return f
}

// nickname names the elements of the matrix by the short references: each of its many rows has a dozen. A post that names its rows
// by their ids is answered under these.
func nickname(rows *form.Rows, q Query) {
	posted := set(q.Rows)
	for _, row := range rows.Items {
		if t, ok := row.Of.(*workflowThing); ok && (q.Rows == nil || posted[t.Workflow.Ref]) {
			rows.Nickname(row, t.Workflow.Ref)
		}
	}
}

// BlankWorkflow is the row of no workflow yet, with the id ROW: the fields that a page opens at a row by script.
func BlankWorkflow(w *World, loc form.Locale) *form.Row {
	return auditSheet(w, Query{Add: "workflows"}).Rows[0].BlankAs("ROW", loc)
}

// AuditRows is the part of the workflows that a page of the audit shows. A post keeps the rows it speaks of, also those that
// no longer fit what its page was narrowed to.
func (w *World) AuditRows(q Query) []*models.Workflow {
	if q.Rows != nil && q.Item == "" {
		named := set(q.Rows)
		return slices.DeleteFunc(w.inOrder(q), func(f *models.Workflow) bool { return !named[f.ID] && !named[f.Ref] })
	}
	if q.Add == "workflows" {
		return nil
	}
	list := w.auditOpen(q)
	if q.Count > 0 {
		from := lastPage(q, len(list))
		list = list[from:min(from+q.Count, len(list))]
	}
	return list
}

// AuditFrom is the first row a page shows: the one asked for, or the last page when the list has become shorter.
func (w *World) AuditFrom(q Query) int { return lastPage(q, len(w.auditOpen(q))) }

// AuditTotal is how many rows the pages of the audit hold together: those that fit, without the folded teams.
func (w *World) AuditTotal(q Query) int { return len(w.auditOpen(q)) }

func lastPage(q Query, all int) int {
	if q.Count <= 0 || q.From < all {
		return q.From
	}
	return max(0, all-1) / q.Count * q.Count
}

// auditOpen is the matches that are in sight: those of a folded team are not.
func (w *World) auditOpen(q Query) []*models.Workflow {
	list := w.AuditMatches(q)
	if !q.ByTeam || len(q.Fold) == 0 {
		return list
	}
	folded := set(q.Fold)
	return slices.DeleteFunc(list, func(f *models.Workflow) bool { return folded[w.teamRef(f.TeamID)] })
}

// AuditMatches is all workflows that fit what a page of the audit is narrowed to.
func (w *World) AuditMatches(q Query) []*models.Workflow {
	words := strings.Fields(strings.ToLower(q.Find))
	var advised map[string]bool
	if strings.Contains(q.Only, ".") {
		advised = w.advised(q.Only)
	}
	moved := w.OutcomeByRef(q.Only)
	fits := func(f *models.Workflow) bool {
		switch {
		case q.Item != "" && f.ID != q.Item && f.Ref != q.Item, q.Team != "" && text(f.TeamID) != q.Team && w.teamRef(f.TeamID) != q.Team:
			return false
		case advised != nil:
			return advised[f.ID] && w.named(f, words)
		case moved != nil:
			return slices.Contains(w.maps(f), moved) && w.named(f, words)
		case q.Only == Unmapped && len(w.maps(f)) > 0:
			return false
		case q.Only != "" && q.Only != Unmapped && f.Verdict != q.Only && (q.Only != models.Undecided || f.Verdict != ""):
			return false
		}
		return w.named(f, words)
	}
	return slices.DeleteFunc(w.inOrder(q), func(f *models.Workflow) bool { return !fits(f) })
}

// Unmapped narrows the audit to workflows that move no outcome.
const Unmapped = "unmapped"

// named tells whether a workflow, its team or its owner carries all of the words. Its reference counts as a whole word.
func (w *World) named(f *models.Workflow, words []string) bool {
	if len(words) == 0 {
		return true
	}
	in := strings.ToLower(f.Name + " " + w.Team(f.TeamID) + " " + w.Person(f.OwnerPersonID) + " " + f.OwnerText)
	for _, word := range words {
		if !strings.Contains(in, word) && !strings.EqualFold(f.Ref, word) {
			return false
		}
	}
	return true
}

// advised are the workflows that a kind of advice is about.
func (w *World) advised(code string) map[string]bool {
	at := map[string]bool{}
	for _, f := range w.notAside(auditFlags(w)) {
		if f.Code == code {
			at[f.Row] = true
		}
	}
	return at
}

// inOrder is all workflows as stored, or team after team by name, with those of no team at the end.
func (w *World) inOrder(q Query) []*models.Workflow {
	list := slices.Clone(w.Workflows)
	if !q.ByTeam {
		return list
	}
	name := map[string]string{}
	for _, t := range w.Teams {
		name[t.ID] = strings.ToLower(t.Name)
	}
	slices.SortStableFunc(list, func(a, b *models.Workflow) int {
		x, y := name[text(a.TeamID)], name[text(b.TeamID)]
		return cmp.Or(cmp.Compare(btoi(x == ""), btoi(y == "")), cmp.Compare(x, y), cmp.Compare(text(a.TeamID), text(b.TeamID)))
	})
	return list
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// NoTeam stands for the workflows of no team, in addresses.
const NoTeam = "none"

func (w *World) teamRef(id *string) string {
	for _, t := range w.Teams {
		if id != nil && t.ID == *id {
			return t.Ref
		}
	}
	return NoTeam
}

// AuditGroup is one team's part of the matches: its hours a week, and how many workflows still wait for a verdict.
type AuditGroup struct {
	Ref, Name string // NoTeam and "No team" for those without one
	Hours     float64
	Unknown   int // workflows whose hours nobody has stated
	Undecided int
	All       int
	Folded    bool
}

// AuditGroups are the teams of the matches, in the order of the page.
func (w *World) AuditGroups(q Query) []*AuditGroup {
	var list []*AuditGroup
	folded := set(q.Fold)
	q.ByTeam = true
	for _, f := range w.AuditMatches(q) {
		ref := w.teamRef(f.TeamID)
		if len(list) == 0 || list[len(list)-1].Ref != ref {
			g := &AuditGroup{Ref: ref, Name: w.Team(f.TeamID), Folded: folded[ref]}
			if ref == NoTeam {
				g.Name = "No team"
			}
			list = append(list, g)
		}
		list[len(list)-1].count(f)
	}
	return list
}

func (g *AuditGroup) count(f *models.Workflow) {
	g.All++
	if h, known := models.WeeklyHours(f); known {
		g.Hours += h
	} else {
		g.Unknown++
	}
	if undecided(f) {
		g.Undecided++
	}
}

func undecided(f *models.Workflow) bool { return f.Verdict == models.Undecided || f.Verdict == "" }

// GroupOf names the group that a workflow stands in.
func (w *World) GroupOf(f *models.Workflow) string { return w.teamRef(f.TeamID) }

func set(list []string) map[string]bool {
	in := make(map[string]bool, len(list))
	for _, one := range list {
		in[one] = true
	}
	return in
}
