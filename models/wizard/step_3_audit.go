package wizard

import (
	"fmt"
	"slices"

	"throughline/models"
	"throughline/models/form"
)

var auditStep = Step{
	Key:      "audit",
	Title:    "Audit operations",
	Question: "Does it move us toward one of the outcomes, or not?",
	Lead:     "List what your teams do today. For each workflow ask this one question, and give a verdict.",
	Why:      "Hours that move nothing are where strategy quietly dies. Naming them frees time for the outcomes with no workflow.",
	Good:     "Onboarding moves cycle time: each day saved starts billing sooner.",
	Poor:     "Everything we do supports all five. If all are ticked, none is chosen.",
	Needs:    []string{"outcomes"},
	sheet:    auditSheet,
	gaps:     auditGaps,
	fact:     auditFact,
	flags:    auditFlags,
	acts:     map[string]act{"restore": restoreWorkflow},
	running:  true,
}

// Verdicts are the answers of the audit, as people read them (R12).
var Verdicts = []form.Option{
	{Value: models.Undecided, Label: "Undecided"}, {Value: models.Keep, Label: "Keep"}, {Value: models.Redesign, Label: "Redesign"},
	{Value: models.Stop, Label: "Stop"}, {Value: models.OutcomeMissing, Label: "Outcome missing"},
}

// Periods are what a frequency counts in.
var Periods = []form.Option{
	{Value: "day", Label: "a working day"}, {Value: "week", Label: "a week"}, {Value: "month", Label: "a month"},
	{Value: "quarter", Label: "a quarter"}, {Value: "year", Label: "a year"},
}

type workflowThing struct {
	*models.Workflow
	outcomes []string // of this alignment
	kept     []string // of none, or of another
	weights  map[string]**float64
	owner    string
	team     string
	carrier  string
	world    *World
	whole    bool // its own page: all fields, not only those of the matrix
}

func bindWorkflow(w *World, f *models.Workflow, whole bool) *workflowThing {
	t := &workflowThing{Workflow: f, world: w, weights: map[string]**float64{}, owner: text(f.OwnerPersonID), team: text(f.TeamID), carrier: text(f.VerdictPersonID), whole: whole}
	for _, l := range f.Outcomes {
		if w.Outcome(l.OutcomeID) != nil {
			t.outcomes = append(t.outcomes, l.OutcomeID)
		} else {
			t.kept = append(t.kept, l.OutcomeID)
		}
		t.weights[l.OutcomeID] = &l.Weight
	}
	return t
}

func (t *workflowThing) entity() models.Entity { return t.Workflow }
func (t *workflowThing) copy() thing {
	t.settle()
	return bindWorkflow(t.world, clone(t.Workflow), t.whole)
}

func (t *workflowThing) settle() {
	t.OwnerPersonID, t.TeamID, t.VerdictPersonID = pointer(t.owner), pointer(t.team), pointer(t.carrier)
	have := map[string]*models.WorkflowOutcome{}
	for _, l := range t.Outcomes {
		have[l.OutcomeID] = l
	}
	t.Outcomes = nil
	for _, id := range slices.Concat(t.outcomes, t.kept) {
		l := have[id]
		if l == nil {
			l = &models.WorkflowOutcome{OutcomeID: id}
		}
		if weight := t.weights[id]; weight != nil {
			l.Weight = *weight
		}
		t.Outcomes = append(t.Outcomes, l)
	}
}

func (t *workflowThing) fields(w *World) []*form.Field {
	fields := []*form.Field{
		form.Many("outcomes", "Moves which outcome", &t.outcomes, w.outcomeOptions()...).Drawn("chips"),
		form.Choice("verdict", "Verdict", &t.Verdict, Verdicts...).Wanted().Drawn("verdict"),
		form.Line("reason", "Why, in one sentence", &t.VerdictReason).Wanted().Max(500),
		form.Pick("carrier", "Who sees to it", &t.carrier, nil, w.People).Wanted(),
		form.Date("day", "By when", &t.VerdictDay, nil).Wanted(),
	}
	if !t.whole {
		return fields
	}
	fields = append([]*form.Field{
		form.Line("name", "Workflow", &t.Name).Wanted().Max(300),
		form.Choice("team", "Team", &t.team, w.teamOptions()...),
		form.Pick("owner", "Owner", &t.owner, &t.OwnerText, w.People),
		form.Text("description", "What happens", &t.Description).Max(4000),
		form.Quantity("hours", "Hours a week", &t.Hours, &t.EffortText).Between(0, mostEffort).Help("Leave it empty when you know how often and how long instead, or when nobody knows yet."),
		form.Number("times", "How often", &t.Times).Between(0, mostEffort),
		form.Choice("per", "in", &t.Per, Periods...),
		form.Number("minutes", "Minutes each time", &t.Minutes).Between(0, mostEffort),
		form.Number("attendees", "People each time", &t.Attendees).Between(0, mostEffort),
	}, fields...)
	if len(w.Outcomes) > 1 {
		for _, o := range w.Outcomes {
			at := t.weights[o.ID]
			if at == nil {
				at = new(*float64)
				t.weights[o.ID] = at
			}
			fields = append(fields, form.Number("weight-"+o.ID, "Weight of "+o.Ref+" "+o.Title, at).Between(0, mostWeight))
		}
	}
	return fields
}

func (t *workflowThing) add(tx *models.Tx, _ *World) error { return tx.AddWorkflow(t.Workflow) }

func (t *workflowThing) save(tx *models.Tx, before thing) error {
	return tx.SaveWorkflow(before.(*workflowThing).Workflow, t.Workflow)
}

// opens sends people back to the outcomes when a workflow shows that one is missing (R12).
func (t *workflowThing) opens(before thing) (*Step, string) {
	if was, ok := before.(*workflowThing); t.Verdict != models.OutcomeMissing || ok && was.Verdict == models.OutcomeMissing {
		return nil, ""
	}
	return &outcomesStep, "“" + t.Name + "” serves a result that the outcomes lack. Add it to them, still three to five, or change the verdict."
}

func (t *workflowThing) remove(tx *models.Tx) error { return tx.RemoveWorkflow(t.Workflow) }

func (t *workflowThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.Workflow{}
	found, err := r.AsOf("workflow", t.ID, version, was)
	return bindWorkflow(t.world, was, t.whole), found, err
}

func (t *workflowThing) join(w *World) { w.Workflows = append(w.Workflows, t.Workflow) }

func auditSheet(w *World, q Query) *form.Form {
	whole := q.Item != "" || q.Add == "workflows"
	rows := repeat(w, "workflows", "Workflows", func() *workflowThing {
		return bindWorkflow(w, &models.Workflow{Verdict: models.Undecided}, true)
	}).Adds("Add a workflow")
	var list []*workflowThing
	for _, f := range w.AuditRows(q) {
		list = append(list, bindWorkflow(w, f, whole))
	}
	return &form.Form{Rows: []*form.Rows{stored(rows, w, list)}}
}

// AuditRows is the part of the workflows that a page of the audit shows. A post keeps the rows it speaks of, also those that
// no longer fit what its page was narrowed to.
func (w *World) AuditRows(q Query) []*models.Workflow {
	if q.Rows != nil && q.Item == "" {
		return slices.DeleteFunc(slices.Clone(w.Workflows), func(f *models.Workflow) bool { return !slices.Contains(q.Rows, f.ID) })
	}
	if q.Add == "workflows" {
		return nil
	}
	list := w.AuditMatches(q)
	if q.Count > 0 {
		from := lastPage(q, len(list))
		list = list[from:min(from+q.Count, len(list))]
	}
	return list
}

// AuditFrom is the first row a page shows: the one asked for, or the last page when the list has become shorter.
func (w *World) AuditFrom(q Query) int { return lastPage(q, len(w.AuditMatches(q))) }

func lastPage(q Query, all int) int {
	if q.Count <= 0 || q.From < all {
		return q.From
	}
	return max(0, all-1) / q.Count * q.Count
}

// AuditMatches is all workflows that fit what a page of the audit is narrowed to.
func (w *World) AuditMatches(q Query) []*models.Workflow {
	var list []*models.Workflow
	for _, f := range w.Workflows {
		switch {
		case q.Item != "" && f.ID != q.Item && f.Ref != q.Item:
		case q.Team != "" && text(f.TeamID) != q.Team:
		case q.Only == "unmapped" && len(w.maps(f)) > 0:
		case q.Only != "" && q.Only != "unmapped" && f.Verdict != q.Only:
		default:
			list = append(list, f)
		}
	}
	return list
}

func auditGaps(w *World) (gaps []Gap) {
	if len(w.Workflows) == 0 {
		return []Gap{{Group: "workflows", Say: "List at least one workflow: something a team does today."}}
	}
	for _, f := range w.Workflows {
		miss := func(key, say string, wrong bool) {
			gaps = append(gaps, Gap{Group: "workflows", Row: f.ID, Key: key, Name: f.Name, Say: say, Wrong: wrong})
		}
		if f.Name == "" {
			miss("name", "Name the workflow.", false)
		}
		effortGaps(f, miss)
		mapped := len(w.maps(f)) > 0
		switch f.Verdict {
		case models.Undecided, "":
			miss("verdict", "Give a verdict.", false)
		case models.Keep, models.Redesign:
			if !mapped {
				miss("verdict", "It moves no outcome. Tick the outcome it moves, or choose stop or outcome missing.", true)
			}
		case models.Stop, models.OutcomeMissing:
			if mapped {
				miss("verdict", "It moves an outcome. Choose keep or redesign, or clear the outcome.", true)
			}
		}
		if f.Verdict == models.Stop {
			stopGaps(f, miss)
		}
		if f.Verdict == models.OutcomeMissing && f.VerdictReason == "" {
			miss("reason", "Say in one sentence which result is missing from the outcomes.", false)
		}
	}
	return gaps
}

// effortGaps names numbers that no effort can have. An effort that nobody knows is no gap.
func effortGaps(f *models.Workflow, miss func(key, say string, wrong bool)) {
	for _, n := range []struct {
		key, name string
		at        *float64
	}{{"hours", "Hours a week", f.Hours}, {"times", "How often", f.Times}, {"minutes", "Minutes each time", f.Minutes}, {"attendees", "People each time", f.Attendees}} {
		if n.at != nil && (*n.at < 0 || *n.at > mostEffort) {
			miss(n.key, n.name+": give a number from 0 to 100,000.", true)
		}
	}
	for _, l := range f.Outcomes {
		if l.Weight != nil && (*l.Weight < 0 || *l.Weight > mostWeight) {
			miss("weight-"+l.OutcomeID, "Give a weight from 0 to 100.", true)
		}
	}
}

// The most a number of an effort and a weight may be.
const (
	mostEffort = 100_000
	mostWeight = 100
)

func stopGaps(f *models.Workflow, miss func(key, say string, wrong bool)) {
	if f.VerdictReason == "" {
		miss("reason", "Say in one sentence why this can stop.", false)
	}
	if f.VerdictPersonID == nil {
		miss("carrier", "Name who winds it down.", false)
	}
	if f.VerdictDay == "" {
		miss("day", "Say by when it has stopped.", false)
	}
}

func auditFlags(w *World) (flags []Flag) {
	all := len(w.Outcomes)
	for _, f := range w.Workflows {
		flag := func(key, code, say string) {
			flags = append(flags, Flag{Group: "workflows", Row: f.ID, Key: key, Entity: f, Code: code, Say: say, Name: f.Name})
		}
		if f, left := w.leftFlag(Flag{Group: "workflows", Row: f.ID, Key: "outcomes", Entity: f, Name: f.Name}, f.OwnerPersonID); left {
			flags = append(flags, f)
		}
		mapped := len(w.maps(f))
		if mapped == 0 && (f.Verdict == models.Undecided || f.Verdict == "") && all > 0 {
			flag("outcomes", "workflow.unmapped", "Maps to no outcome. Can it stop, or is an outcome missing?")
		}
		if all > 2 && mapped == all {
			flag("outcomes", "workflow.all", "All outcomes are ticked. If it moves everything, which one would it move first?")
		}
		if f.OwnerPersonID == nil {
			flag("outcomes", "workflow.owner", "Nobody owns it yet. Open it to name an owner.")
		}
		if _, known := models.WeeklyHours(f); !known {
			flag("outcomes", "workflow.effort", "Its effort is not known, so it counts in no hours.")
		}
	}
	return flags
}

func auditFact(w *World) string {
	if len(w.Workflows) == 0 {
		return "No workflows listed yet"
	}
	n := 0
	for _, f := range w.Workflows {
		if f.Verdict != models.Undecided && f.Verdict != "" {
			n++
		}
	}
	return fmt.Sprintf("%d of %d workflows have a verdict", n, len(w.Workflows))
}

func restoreWorkflow(tx *models.Tx, _ *World, id string) error {
	f, err := tx.WorkflowByID(id)
	if err != nil || f.RemovedAt == nil {
		return err
	}
	return tx.PutBackWorkflow(f)
}
