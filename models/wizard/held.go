package wizard

import (
	"encoding/json"
	"slices"

	"throughline/models"
	"throughline/models/form"
)

// plans is a thing whose change, once it is in force, is looked at with all that rests on it before it counts (R28).
type plans interface {
	plan(before thing) (kind, title, reason string, was, wanted models.Entity) // wanted is nil where it counts at once
	revert(to thing)                                                           // makes it as it was
}

func (t *intentThing) plan(before thing) (kind, title, reason string, was, wanted models.Entity) {
	old := before.(*intentThing).Intent
	if old.State != models.InForce || old.Statement == t.Statement {
		return "", "", "", nil, nil
	}
	return models.ChangeIntent, "The intent", t.ChangeReason, old, t.Intent
}

func (t *intentThing) revert(to thing) { t.Intent = to.copy().(*intentThing).Intent }

func (t *outcomeThing) plan(before thing) (kind, title, reason string, was, wanted models.Entity) {
	t.settle()
	old := before.(*outcomeThing)
	old.settle()
	if old.State != models.OutcomeActive || !rests(old.Outcome, t.Outcome) {
		return "", "", "", nil, nil
	}
	return models.ChangeOutcome, old.Title, t.why, old.Outcome, t.Outcome
}

func (t *outcomeThing) revert(to thing) { *t = *to.copy().(*outcomeThing) }

// rests tells whether a change of an outcome changes something that others rest on: its title, a metric with its baseline and target, its
// deadline, its owner. What was empty and is filled in changes nothing for anybody.
func rests(was, is *models.Outcome) bool {
	words := func(a, b string) bool { return a != "" && a != b }
	number := func(a, b *float64) bool { return a != nil && (b == nil || *a != *b) }
	if words(was.Title, is.Title) || words(string(was.Deadline), string(is.Deadline)) ||
		words(text(was.OwnerTeamID)+text(was.OwnerPersonID), text(is.OwnerTeamID)+text(is.OwnerPersonID)) {
		return true
	}
	for _, m := range was.Measures {
		at := slices.IndexFunc(is.Measures, func(o *models.OutcomeMetric) bool { return o.ID == m.ID })
		if at < 0 {
			return true
		}
		now := is.Measures[at]
		if words(m.Direction, now.Direction) || words(m.Unit, now.Unit) || number(m.Baseline, now.Baseline) || number(m.Target, now.Target) ||
			number(m.Low, now.Low) || number(m.High, now.High) {
			return true
		}
		if m.Metric != nil && now.Metric != nil && words(m.Metric.Name, now.Metric.Name) {
			return true
		}
	}
	return false
}

// holdBack keeps from counting what was changed of things in force that others rest on. It is planned as it was typed, and nothing of it is
// lost; what was typed back to how it stands gives the plan up.
func (s *Sheet) holdBack(tx *models.Tx, before map[*form.Row]thing) error {
	if !s.World.Live() {
		return nil
	}
	for _, rows := range s.Form.Rows {
		for _, row := range rows.Items {
			t, ok := row.Of.(plans)
			if !ok || before[row] == nil {
				continue
			}
			if err := s.World.holdThing(tx, t, before[row]); err != nil {
				return err
			}
		}
		kept := rows.Removed[:0:0]
		for _, row := range rows.Removed {
			o, ok := row.Of.(*outcomeThing)
			if !ok || o.State != models.OutcomeActive {
				kept = append(kept, row)
				continue
			}
			gone := clone(o.Outcome)
			gone.RemovedAt = &tx.Now
			if err := s.World.stop(tx, o.Outcome, gone); err != nil {
				return err
			}
		}
		rows.Removed = kept
	}
	return nil
}

func (w *World) holdThing(tx *models.Tx, t plans, before thing) error {
	kind, title, reason, was, wanted := t.plan(before)
	if wanted != nil {
		c, err := tx.PlanChange(kind, title, reason, was, wanted)
		if err != nil {
			return err
		}
		w.Held = append(w.Held, c)
		t.revert(before)
		return nil
	}
	kind = models.EntityType(before.entity())
	open, err := tx.PlannedOf(kind, before.entity().Identity())
	if err != nil {
		return err
	}
	if c := open[before.entity().Identity()]; c != nil && !c.Gone() && c.SubjectVersion == before.entity().Edition() {
		return tx.GiveUpChange(c)
	}
	return nil
}

// stop plans that an outcome goes. A strategy in force keeps its three.
func (w *World) stop(tx *models.Tx, was, gone *models.Outcome) error {
	if len(w.Outcomes) <= FewestOutcomes {
		return models.AgainstRule("A strategy in force keeps at least three outcomes. Add another one first.")
	}
	c, err := tx.PlanChange(models.ChangeOutcome, was.Title, "", was, gone)
	if err == nil {
		w.Held = append(w.Held, c)
	}
	return err
}

// LoadHeld puts what this person changed and what does not count yet into the world, so that a page shows it as it was typed.
func (w *World) LoadHeld(r *models.Read) error {
	if !w.Live() {
		return nil
	}
	intents, err := r.PlannedOf(models.ChangeIntent, w.Intent.ID)
	if err != nil {
		return err
	}
	var ids []string
	for _, o := range w.Outcomes {
		ids = append(ids, o.ID)
	}
	outcomes, err := r.PlannedOf(models.ChangeOutcome, ids...)
	if err != nil {
		return err
	}
	if c := intents[w.Intent.ID]; c != nil {
		typed := clone(w.Intent)
		if w.Held = append(w.Held, c); typedOver(c, w.Intent, typed) {
			w.Intent = typed
		}
	}
	for i, o := range w.Outcomes {
		c := outcomes[o.ID]
		if c == nil {
			continue
		}
		typed := &models.Outcome{}
		if w.Held = append(w.Held, c); !c.Gone() && typedOver(c, o, typed) {
			w.Outcomes[i] = typed
		}
	}
	return nil
}

// LoadFor reads what the page of one step needs beside the world: the metrics to pick from, and what was typed and does not count yet.
func (w *World) LoadFor(r *models.Read, step *Step) error {
	if step == &outcomesStep {
		if err := w.LoadMetrics(r); err != nil {
			return err
		}
	}
	if step != &outcomesStep && step != &intentStep {
		return nil
	}
	return w.LoadHeld(r)
}

// typedOver fills in what was typed over a thing that nobody has changed since.
func typedOver(c *models.PlannedChange, now, typed models.Entity) bool {
	if c.SubjectVersion != now.Edition() {
		return false
	}
	return json.Unmarshal([]byte(c.Wanted), typed) == nil && typed.Edition() == now.Edition()
}

// ApplyChange makes a change count with everything that was chosen for what rests on it. The later steps of the alignment are looked at again
// (R18). Nothing is changed when it may not be.
func ApplyChange(tx *models.Tx, c *models.PlannedChange) error {
	if c.Kind != models.ChangeIntent && c.Kind != models.ChangeOutcome {
		return tx.ApplyChange(c, nil)
	}
	s, _, err := tx.InForce()
	if err != nil {
		return err
	}
	if s == nil {
		return models.AgainstRule("No strategy is in force, so there is nothing to change.")
	}
	if err := tx.Hold(s); err != nil {
		return err
	}
	w, err := Load(&tx.Read, s)
	if err != nil {
		return err
	}
	if c.Kind == models.ChangeOutcome && c.Gone() && len(w.Outcomes) <= FewestOutcomes {
		return models.AgainstRule("A strategy in force keeps at least three outcomes. Add another one first.")
	}
	changed := &intentStep
	if c.Kind == models.ChangeOutcome {
		changed = &outcomesStep
	}
	return tx.ApplyChange(c, func(keep func(string, models.Entity, models.Entity) error) error {
		before := map[string]models.AlignmentStep{}
		for key, st := range w.Steps {
			before[key] = *st
		}
		if err := markLater(tx, w, changed, changed.Title+" changed with "+c.Ref+" after this step was done."); err != nil {
			return err
		}
		for key, st := range w.Steps {
			if was := before[key]; was.Version != st.Version {
				if err := keep("alignment_step", &was, st); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// typed fills in what this person changed about an outcome in force and what does not count yet.
func (w *World) typed(tx *models.Tx, o *models.Outcome) error {
	if !w.Live() {
		return nil
	}
	open, err := tx.PlannedOf(models.ChangeOutcome, o.ID)
	if c := open[o.ID]; c != nil && !c.Gone() && c.SubjectVersion == o.Version {
		*o = models.Outcome{}
		err = json.Unmarshal([]byte(c.Wanted), o)
	}
	return err
}

// SentenceRow is the row of the intent in its step.
const SentenceRow = theSentence

// InForceSheet is a step over the strategy in force, with what this person has typed and what does not count yet.
func InForceSheet(r *models.Read, step *Step, loc form.Locale) (*Sheet, error) {
	q := Query{InForce: true, Locale: loc}
	s, err := q.strategy(r)
	if err != nil {
		return nil, err
	}
	w, err := Load(r, s)
	if err != nil {
		return nil, err
	}
	if err := w.LoadFor(r, step); err != nil {
		return nil, err
	}
	return Show(w, step, q), nil
}

// Row finds one row of the sheet by its id; nil when it is not there.
func (s *Sheet) Row(id string) *form.Row {
	for _, rows := range s.Form.Rows {
		if row := rows.Row(id); row != nil {
			return row
		}
	}
	return nil
}
