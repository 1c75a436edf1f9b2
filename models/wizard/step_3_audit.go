package wizard

import (
	"slices"
	"strings"

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
	behind:   auditBehind,
	flags:    auditFlags,
	acts:     map[string]act{"restore": restoreWorkflow},
	running:  true,
	crowd:    8,
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
	why      string
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

func (t *workflowThing) called() string        { return t.Name }
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
	// In the order they are stored in, so that the same ticks are no change.
	slices.SortFunc(t.Outcomes, func(a, b *models.WorkflowOutcome) int { return strings.Compare(a.OutcomeID, b.OutcomeID) })
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
		form.Quantity("hours", "Hours a week", &t.Hours, &t.EffortText).Between(0, mostEffort).Help("Leave it empty when you know how often and how long instead. Write “unknown” when nobody knows."),
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
	return append(fields, w.whyChanged(&t.why, t.Workflow)...)
}

func (t *workflowThing) moved() string {
	if t.why == "" {
		return t.world.why // the matrix asks once for all its rows
	}
	return t.why
}

func (t *workflowThing) add(tx *models.Tx, _ *World) error { return tx.AddWorkflow(t.Workflow) }

func (t *workflowThing) save(tx *models.Tx, before thing) error {
	if !t.world.Live() {
		t.PromisedHours = nil // the promise follows the hours until the strategy is in force
	}
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

func restoreWorkflow(tx *models.Tx, _ *World, id string) error {
	f, err := tx.WorkflowByID(id)
	if err != nil || f.RemovedAt == nil {
		return err
	}
	return tx.PutBackWorkflow(f)
}
