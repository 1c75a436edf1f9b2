package wizard

import (
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// ApplyChange makes a change count with everything that was chosen for what rests on it. The later steps of the alignment are looked at again
// (R18). Nothing is changed when it may not be.
func ApplyChange(tx *models.Tx, c *models.PlannedChange) error {
	changed := stepOf(c)
	if changed == nil {
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
	had := gapSet(changed.gaps(w))
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
		return stillSound(tx, c, changed, had)
	})
}

// stillSound refuses a change of something below the outcomes after which the strategy in force would lack what it had.
func stillSound(tx *models.Tx, c *models.PlannedChange, changed *Step, had map[Gap]bool) error {
	if c.Kind == models.ChangeIntent || c.Kind == models.ChangeOutcome {
		return nil
	}
	s, _, err := tx.InForce()
	if err != nil {
		return err
	}
	w, err := Load(&tx.Read, s)
	if err != nil {
		return err
	}
	for _, g := range changed.gaps(w) {
		if !had[place(g)] && (g.Wrong || !changed.running) {
			return models.AgainstRule("Nothing was changed: the strategy is in force, and something would be missing then. " + strings.TrimSpace(g.Name+": ") + " " + g.Say + " Choose another aim for it first.")
		}
	}
	return nil
}

// mayGo refuses to plan that the last goal, objective or workflow of a strategy in force goes.
func (w *World) mayGo(e models.Entity) error {
	less := *w
	less.Goals = without(w.Goals, e)
	less.Objectives = without(w.Objectives, e)
	less.Workflows = without(w.Workflows, e)
	for _, gaps := range []func(*World) []Gap{goalsGaps, auditGaps} {
		had := gapSet(gaps(w))
		for _, g := range gaps(&less) {
			if g.Row == "" && !had[place(g)] {
				return models.AgainstRule("The strategy is in force and needs it. " + g.Say)
			}
		}
	}
	return nil
}

func without[P models.Entity](list []P, e models.Entity) []P {
	return slices.DeleteFunc(slices.Clone(list), func(one P) bool { return one.Identity() == e.Identity() })
}

// stepOf is the step that a change is about; nil for what stands in none, and for the close of an outcome, which changes no answer.
func stepOf(c *models.PlannedChange) *Step {
	if c.Ends() != "" {
		return nil
	}
	for key, kinds := range heldIn {
		if slices.Contains(kinds, c.Kind) {
			return ByKey(key)
		}
	}
	return nil
}

// typed fills in what this person changed about an outcome in force and what does not count yet.
func (w *World) typed(tx *models.Tx, o *models.Outcome) error {
	if !w.Live() {
		return nil
	}
	open, err := tx.PlannedOf(models.ChangeOutcome, o.ID)
	if c := open[o.ID]; c != nil && c.Typed() {
		*o = *typedOver(c, o)
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
