package wizard

import (
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/statement"
)

var outcomesStep = Step{
	Key:      "outcomes",
	Title:    "Outcomes",
	Question: "Which three to five results show that the intent comes true?",
	Lead:     "Each has a metric, where it stands today, where it has to be, by when, and an owner. One metric is enough; several can be weighed.",
	Why:      "A direction without a number is a wish: nobody can tell when it is reached. Three to five is what a company can really watch each week.",
	Good:     "Fixed at first contact: from 62% to 80% by 30 June 2027, owned by Service Desk.",
	Poor:     "Improve customer satisfaction. No number, no day, no owner: it can neither be reached nor missed.",
	Needs:    []string{"intent"},
	sheet:    outcomesSheet,
	gaps:     outcomesGaps,
	fact:     outcomesFact,
	behind:   outcomesBehind,
	flags:    outcomesFlags,
	reword:   reorderMetrics,
	acts: map[string]act{"pick": pickOutcome, "aside": setOutcomeAside, "restore": restoreOutcome,
		MetricUp: moveMetric(-1), MetricDown: moveMetric(1), MetricDrop: onMetrics(dropMetric), MetricBack: onMetrics(bringMetricBack)},
}

// The fewest and most outcomes of a strategy (R11).
const (
	FewestOutcomes = 3
	MostOutcomes   = 5
)

// Directions are the ways a metric can go, as people read them.
var Directions = []form.Option{
	{Value: models.Increase, Label: "Increase"}, {Value: models.Reduce, Label: "Reduce"}, {Value: models.Band, Label: "Keep in a band"},
}

type outcomeThing struct {
	*models.Outcome
	ms    []*measureThing // its metrics in order
	m     *measureThing   // the oldest, whose fields carry plain names
	owner string
	why   string // why it changes
	world *World
}

func bindOutcome(o *models.Outcome) *outcomeThing { return bindOutcomeWith(nil, o, nil) }

func bindOutcomeWith(w *World, o *models.Outcome, fresh []string) *outcomeThing {
	t := &outcomeThing{Outcome: o, ms: bindMeasures(o, fresh), world: w}
	for _, m := range t.ms {
		if m.Key == "" {
			t.m = m
		}
	}
	switch {
	case o.OwnerTeamID != nil:
		t.owner = "team:" + *o.OwnerTeamID
	case o.OwnerPersonID != nil:
		t.owner = "person:" + *o.OwnerPersonID
	}
	return t
}

func (t *outcomeThing) entity() models.Entity { return t.Outcome }
func (t *outcomeThing) copy() thing {
	t.settle()
	return bindOutcomeWith(t.world, clone(t.Outcome), nil)
}
func (t *outcomeThing) place(n int) { t.Priority = n }

func (t *outcomeThing) settle() {
	t.Outcome.Measures = nil
	for _, m := range t.ms {
		if m.settle(t.world, t.ms); !m.fresh || !m.blank() {
			t.Outcome.Measures = append(t.Outcome.Measures, m.OutcomeMetric)
		}
	}
	t.OwnerTeamID, t.OwnerPersonID = nil, nil
	if id, team := strings.CutPrefix(t.owner, "team:"); team {
		t.OwnerTeamID = pointer(id)
	}
	if id, person := strings.CutPrefix(t.owner, "person:"); person {
		t.OwnerPersonID = pointer(id)
	}
}

func (t *outcomeThing) fields(w *World) []*form.Field {
	fields := []*form.Field{
		form.Line("title", "What will be true", &t.Title).Wanted().Max(300).Worded(),
	}
	for _, m := range t.ms {
		fields = append(fields, m.fields(w)...)
	}
	fields = append(fields,
		form.Date("deadline", "By when", &t.Deadline, &t.DeadlineText).Wanted(),
		form.Pick("owner", "Owner, a team or a person", &t.owner, &t.OwnerText, w.Owners).Wanted(),
	)
	return append(fields, w.whyChanged(&t.why, t.Outcome)...)
}

func (t *outcomeThing) moved() string { return t.why }

func (t *outcomeThing) add(tx *models.Tx, w *World) error {
	t.StrategyID, t.State = &w.Strategy.ID, models.OutcomeDraft
	if w.Live() {
		t.State = models.OutcomeActive
	}
	return tx.AddOutcome(t.Outcome)
}

func (t *outcomeThing) save(tx *models.Tx, before thing) error {
	return tx.SaveOutcome(models.OutcomeChanged, before.(*outcomeThing).Outcome, t.Outcome)
}

func (t *outcomeThing) remove(tx *models.Tx) error { return tx.RemoveOutcome(t.Outcome) }

func (t *outcomeThing) asOf(r *models.Read, version int) (thing, bool, error) {
	was := &models.Outcome{}
	found, err := r.AsOf("outcome", t.ID, version, was)
	return bindOutcomeWith(t.world, was, nil), found, err
}

func (t *outcomeThing) join(w *World) {
	w.Outcomes = append(w.Outcomes, t.Outcome)
}

func outcomesSheet(w *World, q Query) *form.Form {
	rows := repeat(w, "outcomes", "Outcomes", func() *outcomeThing { return bindOutcomeWith(w, &models.Outcome{}, nil) }).Adds("Add an outcome")
	var list []*outcomeThing
	for _, o := range w.Outcomes {
		list = append(list, bindOutcomeWith(w, o, q.Metrics[o.ID]))
	}
	return &form.Form{Rows: []*form.Rows{stored(rows, w, list)}}
}

func outcomesGaps(w *World) []Gap {
	var gaps []Gap
	if n := len(w.Outcomes); n < FewestOutcomes || n > MostOutcomes {
		gaps = append(gaps, Gap{Group: "outcomes", Wrong: n > MostOutcomes, Say: fmt.Sprintf("Choose three to five outcomes; there %s now.", are(n))})
	}
	for _, o := range w.Outcomes {
		gaps = append(gaps, outcomeGaps(w, o)...)
	}
	return gaps
}

// outcomeGaps is what one outcome still lacks (R11).
func outcomeGaps(w *World, o *models.Outcome) (gaps []Gap) {
	miss := func(key, say string, wrong bool) {
		gaps = append(gaps, Gap{Group: "outcomes", Row: o.ID, Key: key, Name: o.Title, Say: say, Wrong: wrong})
	}
	if o.Title == "" {
		miss("title", "Say what will be true when this outcome is reached.", false)
	}
	for _, m := range bindOutcome(o).ms {
		m.gaps(o, miss)
	}
	switch {
	case o.Deadline == "" && o.DeadlineText != "":
		miss("deadline", "Give a day for “"+o.DeadlineText+"”, for example 31 December 2026.", false)
	case o.Deadline == "":
		miss("deadline", "Say by when, for example 31 December 2026.", false)
	case o.Deadline.Before(w.Today) && !w.Live():
		miss("deadline", "This day has passed. Set a deadline from "+w.Today.Long()+" on.", true)
	}
	if o.OwnerTeamID == nil && o.OwnerPersonID == nil {
		miss("owner", nameOwner(o.OwnerText, "Name one owner: a team or a person."), false)
	}
	return gaps
}

// nameOwner asks for an owner; a name that was typed or imported and that nobody here has is said again.
func nameOwner(typed, say string) string {
	if typed != "" {
		return "Nobody here is called “" + typed + "”. Choose a name from the list."
	}
	return say
}

func outcomesFlags(w *World) []Flag {
	var flags []Flag
	serving := w.serving()
	for _, o := range w.Outcomes {
		m := bindOutcome(o).m
		flag := func(key, code, say, to string) {
			flags = append(flags, Flag{Group: "outcomes", Row: o.ID, Key: key, Entity: o, Code: code, Say: say, Name: o.Title, To: to})
		}
		if f, left := w.leftFlag(Flag{Group: "outcomes", Row: o.ID, Key: "owner", Entity: o, Name: o.Title}, o.OwnerPersonID); left {
			flags = append(flags, f)
		}
		if serving[o.ID] == 0 {
			flag("title", "outcome.unserved", "No workflow moves this outcome yet. Map one in step 3, or design a process for it in step 4.", "audit")
		}
		if m.Target == nil && m.Low == nil && !m.TargetWithheld {
			for _, f := range statement.CheckOutcome(o.Title, m.Metric.Name, m.TargetText) {
				if f.Code == statement.NoMetric || f.Code == statement.OpenTarget {
					flag("title", f.Code, f.Say, "")
				}
			}
		}
		flags = append(flags, w.outcomeWording(o).flags(o.Title)...)
		metricFlags(w, o, flag)
	}
	return flags
}

func outcomesFact(w *World) string {
	if len(w.Outcomes) == 0 {
		return "None of 3 to 5 yet"
	}
	if none := w.unowned(); none > 0 {
		return fmt.Sprintf("%d of 3 to 5, %d without an owner", len(w.Outcomes), none)
	}
	return fmt.Sprintf("%d of 3 to 5, all with owners", len(w.Outcomes))
}

// pickOutcome takes a draft that no strategy has into this one (R11, imported outcomes).
func pickOutcome(tx *models.Tx, w *World, id string) error {
	o, err := tx.OutcomeByID(id)
	if err != nil {
		return err
	}
	if o.RemovedAt != nil || o.StrategyID != nil && (*o.StrategyID != w.Strategy.ID || o.State != models.OutcomeAside) {
		return nil // already taken: a second press changes nothing
	}
	if w.Live() {
		return models.AgainstRule("The strategy is in force. Add the outcome with all it needs instead.")
	}
	before := clone(o)
	o.StrategyID, o.State, o.Priority = &w.Strategy.ID, models.OutcomeDraft, len(w.Outcomes)+1
	return tx.SaveOutcome(models.OutcomePicked, before, o)
}

// setOutcomeAside gives an outcome back to the drafts to pick from. What a draft sets aside stays in the draft's circle.
func setOutcomeAside(tx *models.Tx, w *World, id string) error {
	o := w.Outcome(id)
	if o == nil {
		return nil
	}
	before := clone(o)
	if w.Live() {
		gone := clone(o)
		gone.StrategyID, gone.State = nil, models.OutcomeDraft
		return w.stop(tx, before, gone)
	}
	o.State = models.OutcomeAside
	return tx.SaveOutcome(models.OutcomeSetAside, before, o)
}

func restoreOutcome(tx *models.Tx, w *World, id string) error {
	o, err := tx.OutcomeByID(id)
	if err != nil || o.RemovedAt == nil || text(o.StrategyID) != w.Strategy.ID {
		return err
	}
	return tx.PutBackOutcome(o)
}

func are(n int) string {
	switch n {
	case 0:
		return "are none"
	case 1:
		return "is one"
	}
	return fmt.Sprintf("are %d", n)
}
