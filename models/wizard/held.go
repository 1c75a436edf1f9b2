package wizard

import (
	"encoding/json"

	"throughline/models"
	"throughline/models/form"
)

// holdBack keeps from counting what was changed of things in force that others rest on. It is planned as it was typed, and nothing of it is
// lost; what was typed back to how it stands gives the plan up. Where nothing rests on a thing below the outcomes, it counts at once.
func (s *Sheet) holdBack(tx *models.Tx, before map[*form.Row]thing) error {
	for _, rows := range s.Form.Rows {
		for _, row := range rows.Items {
			t, ok := row.Of.(plans)
			if !ok || before[row] == nil || !s.World.atWork(t.entity()) {
				continue
			}
			if err := s.World.holdThing(tx, t, before[row]); err != nil {
				return err
			}
		}
		kept := rows.Removed[:0:0]
		for _, row := range rows.Removed {
			held, err := s.World.holdGone(tx, row.Of)
			if err != nil {
				return err
			}
			if !held {
				kept = append(kept, row)
			}
		}
		rows.Removed = kept
	}
	return nil
}

// atWork tells whether work in force can rest on a thing: all of a strategy in force does, and of the next one the workflows, which are the
// same for both.
func (w *World) atWork(e models.Entity) bool {
	_, workflow := e.(*models.Workflow)
	return w.Live() || workflow && w.Follows()
}

func (w *World) holdThing(tx *models.Tx, t plans, before thing) error {
	before.settle()
	t.settle()
	if t.bears(before) {
		return w.holdEntity(tx, t, before)
	}
	return w.dropPlan(tx, before.entity())
}

// planAnew writes whose a process or a workflow shall be over the rest of it, which was saved a moment ago.
func (s *Sheet) planAnew(tx *models.Tx) error {
	for _, t := range s.things() {
		for _, c := range s.World.Held {
			if c.SubjectID != t.entity().Identity() || c.SubjectVersion == t.entity().Edition() {
				continue
			}
			var was, wanted models.Entity
			switch t := t.(type) {
			case *processThing:
				old, is := *t.Process, *t.Process
				old.Current, is.Current = nil, nil
				typed := typedOver(c, &models.Process{Row: models.Row{ID: t.ID, Version: c.SubjectVersion}})
				is.OwnerPersonID, is.TeamID = typed.OwnerPersonID, typed.TeamID
				was, wanted = &old, &is
			case *workflowThing:
				if s.World.Live() {
					continue
				}
				was, wanted = t.Workflow, t.Workflow.In(typedOver(c, &models.Workflow{Row: models.Row{ID: t.ID, Version: c.SubjectVersion}}))
			default:
				continue
			}
			if _, err := tx.PlanChange(c.Kind, c.Title, c.Reason, was, wanted); err != nil {
				return err
			}
		}
	}
	return nil
}

// holdEntity plans what was typed over a thing, which stays as it is. What nothing rests on is left to be saved.
func (w *World) holdEntity(tx *models.Tx, t plans, before thing) error {
	was, typed, title := t.planned(before)
	c, err := w.hold(tx, title, t.moved(), was, typed)
	if c != nil {
		t.revert(before)
	}
	return err
}

// hold plans a change of a thing in force, where anything rests on it. It gives nil where it can be saved at once.
func (w *World) hold(tx *models.Tx, title, reason string, was, wanted models.Entity) (c *models.PlannedChange, err error) {
	switch was.(type) {
	case *models.Intent, *models.Outcome:
		c, err = tx.PlanChange(models.EntityType(was), title, reason, was, wanted)
	default:
		c, err = tx.HoldBack(title, reason, was, wanted)
	}
	if c != nil {
		w.Held = append(w.Held, c)
	}
	return c, err
}

// dropPlan gives up what this person had planned for a thing: it was typed back to how it stands.
func (w *World) dropPlan(tx *models.Tx, e models.Entity) error {
	return tx.TypedBack(models.EntityType(e), e)
}

// holdGone plans that a thing goes that others rest on. It gives false where it can go at once.
func (w *World) holdGone(tx *models.Tx, of any) (bool, error) {
	var title string
	var was, gone models.Entity
	switch t := of.(type) {
	case *outcomeThing:
		if t.State != models.OutcomeActive {
			return false, nil
		}
		away := clone(t.Outcome)
		away.RemovedAt = &tx.Now
		return true, w.stop(tx, t.Outcome, away)
	case *goalThing:
		away := clone(t.Goal)
		away.RemovedAt = &tx.Now
		title, was, gone = away.Title, t.Goal, away
	case *objectiveThing:
		away := clone(t.Objective)
		away.RemovedAt = &tx.Now
		title, was, gone = away.Title, t.Objective, away
	case *workflowThing:
		away := clone(t.Workflow)
		away.RemovedAt = &tx.Now
		title, was, gone = away.Name, t.Workflow, away
	case *processThing:
		now, away := *t.Process, *t.Process
		now.Current, away.Current, away.RemovedAt = nil, nil, &tx.Now
		title, was, gone = away.Name, &now, &away
	default:
		return false, nil
	}
	return w.holdAside(tx, title, was, gone)
}

// holdAside plans that something in force goes or is set aside on which others rest. It gives false where it can go at once.
func (w *World) holdAside(tx *models.Tx, title string, was, aside models.Entity) (bool, error) {
	if !w.atWork(was) {
		return false, nil
	}
	c, err := w.hold(tx, title, "", was, aside)
	if c == nil || err != nil || !w.Live() {
		return c != nil, err
	}
	return true, w.mayGo(was)
}

// stop plans that an outcome goes. A strategy in force keeps its three.
func (w *World) stop(tx *models.Tx, was, gone *models.Outcome) error {
	if len(w.Outcomes) <= FewestOutcomes {
		return models.AgainstRule("A strategy in force keeps at least three outcomes. Add another one first.")
	}
	_, err := w.hold(tx, was.Title, "", was, gone)
	return err
}

// heldIn are the kinds of things of each step whose changes are held back in force.
var heldIn = map[string][]string{
	"intent": {models.ChangeIntent}, "outcomes": {models.ChangeOutcome}, "audit": {models.ChangeWorkflow}, "redesign": {models.ChangeProcess},
	"goals": {models.ChangeGoal, models.ChangeObjective},
}

// LoadFor reads what the page of one step needs beside the world: the metrics to pick from, and what was typed and does not count yet.
func (w *World) LoadFor(r *models.Read, step *Step) error {
	if step == &outcomesStep {
		if err := w.LoadMetrics(r); err != nil {
			return err
		}
	}
	if kinds := heldIn[step.Key]; kinds != nil {
		return w.LoadHeld(r, kinds...)
	}
	return nil
}

// LoadHeld puts what this person changed and what does not count yet into the world, so that a page shows it as it was typed.
func (w *World) LoadHeld(r *models.Read, kinds ...string) error {
	if !w.Live() && !w.Follows() {
		return nil
	}
	of, err := r.Planned(kinds...)
	if err != nil || len(of) == 0 {
		return err
	}
	if c := of[w.Intent.ID]; c != nil {
		w.Held = append(w.Held, c)
		w.Intent = typedOver(c, w.Intent)
	}
	for i, o := range w.Outcomes {
		w.Outcomes[i] = shownTyped(w, of, o)
	}
	for i, g := range w.Goals {
		w.Goals[i] = shownTyped(w, of, g)
	}
	for i, o := range w.Objectives {
		w.Objectives[i] = shownTyped(w, of, o)
	}
	for i, f := range w.Workflows {
		w.Workflows[i] = shownTyped(w, of, f)
	}
	for i, p := range w.Processes {
		now := shownTyped(w, of, p)
		now.Current = p.Current
		w.Processes[i] = now
	}
	return nil
}

// shownTyped is a thing as this person typed it, where that does not count yet.
func shownTyped[E any, P interface {
	*E
	models.Entity
}](w *World, of map[string]*models.PlannedChange, now P) P {
	c := of[now.Identity()]
	if c == nil {
		return now
	}
	if w.Held = append(w.Held, c); !c.Typed() {
		return now
	}
	return typedOver(c, now)
}

// typedOver is what was typed over a thing; the thing itself where somebody has changed it since.
func typedOver[E any, P interface {
	*E
	models.Entity
}](c *models.PlannedChange, now P) P {
	typed := P(new(E))
	if c.SubjectVersion != now.Edition() || json.Unmarshal([]byte(c.Wanted), typed) != nil || typed.Edition() != now.Edition() {
		return now
	}
	return typed
}
