package wizard

import (
	"slices"

	"throughline/models"
	"throughline/models/day"
)

// plans is a thing whose change, once it is in force, is looked at with all that rests on it before it counts (R28).
type plans interface {
	thing
	bears(before thing) bool                                        // what changed is something that others rest on
	planned(before thing) (was, wanted models.Entity, title string) // how it stands, how it shall be, and what it is called
	moved() string                                                  // why
	revert(to thing)                                                // makes it as it was
}

func (t *intentThing) bears(before thing) bool {
	old := before.(*intentThing).Intent
	return old.State == models.InForce && old.Statement != t.Statement
}

func (t *intentThing) planned(before thing) (was, wanted models.Entity, title string) {
	return before.entity(), t.Intent, "The intent"
}

func (t *intentThing) moved() string   { return t.ChangeReason }
func (t *intentThing) revert(to thing) { t.Intent = to.copy().(*intentThing).Intent }

func (t *outcomeThing) bears(before thing) bool {
	old := before.(*outcomeThing).Outcome
	return old.State == models.OutcomeActive && rests(old, t.Outcome)
}

func (t *outcomeThing) planned(before thing) (was, wanted models.Entity, title string) {
	old := before.(*outcomeThing).Outcome
	return old, t.Outcome, old.Title
}

func (t *outcomeThing) revert(to thing) { *t = *to.copy().(*outcomeThing) }

func (t *goalThing) bears(before thing) bool {
	was, is := before.(*goalThing).Goal, t.Goal
	return was.State == models.Active && (otherID(was.OwnerPersonID, is.OwnerPersonID) || otherID(was.TeamID, is.TeamID) || otherDay(was.DueDay, is.DueDay) ||
		otherNumber(was.Target, is.Target) || loses(was.OutcomeIDs, is.OutcomeIDs))
}

func (t *goalThing) planned(before thing) (was, wanted models.Entity, title string) {
	old := before.(*goalThing).Goal
	return old, t.Goal, old.Title
}

func (t *goalThing) revert(to thing) { why := t.why; *t = *to.copy().(*goalThing); t.why = why }

func (t *objectiveThing) bears(before thing) bool {
	was, is := before.(*objectiveThing).Objective, t.Objective
	return was.State == models.Active && (otherID(was.OwnerPersonID, is.OwnerPersonID) || otherID(was.TeamID, is.TeamID) || otherDay(was.DueDay, is.DueDay) ||
		otherNumber(was.Target, is.Target) || loses(was.GoalIDs, is.GoalIDs))
}

func (t *objectiveThing) planned(before thing) (was, wanted models.Entity, title string) {
	old := before.(*objectiveThing).Objective
	return old, t.Objective, old.Title
}

func (t *objectiveThing) revert(to thing) {
	why := t.why
	*t = *to.copy().(*objectiveThing)
	t.why = why
}

// bears asks in the next strategy only whose the workflow is, which is so at once. What is to become of it, and what it will move, is said there
// of a time that has not come yet.
func (t *workflowThing) bears(before thing) bool {
	was, is := before.(*workflowThing).Workflow, t.Workflow
	if t.world.Live() {
		return was.Bears(is)
	}
	return was.Passes(is)
}

func (t *workflowThing) planned(before thing) (was, wanted models.Entity, title string) {
	old := before.(*workflowThing).Workflow
	if t.world.Live() {
		return old, t.Workflow, old.Name
	}
	return old, old.In(t.Workflow), old.Name
}

func (t *workflowThing) revert(to thing) {
	if was := to.(*workflowThing); !t.world.Live() {
		t.owner, t.OwnerText, t.team = was.owner, was.OwnerText, was.team
		t.settle()
		return
	}
	why := t.why
	*t = *to.copy().(*workflowThing)
	t.why = why
}

func (t *processThing) bears(before thing) bool {
	was, is := before.(*processThing).Process, t.Process
	return otherID(was.OwnerPersonID, is.OwnerPersonID) || otherID(was.TeamID, is.TeamID)
}

// planned is whose the process is. Its words are not held back: they are a draft until somebody approves them.
func (t *processThing) planned(before thing) (was, wanted models.Entity, title string) {
	old, is := *before.(*processThing).Process, *before.(*processThing).Process
	old.Current, is.Current = nil, nil
	is.OwnerPersonID, is.TeamID = t.OwnerPersonID, t.TeamID
	return &old, &is, old.Name
}

func (t *processThing) revert(to thing) {
	was := to.(*processThing)
	t.owner, t.team = was.owner, was.team
	t.settle()
}

// What was empty and is filled in changes nothing for anybody.
func otherID(was, is *string) bool      { return text(was) != "" && text(was) != text(is) }
func otherDay(was, is day.Day) bool     { return was != "" && was != is }
func otherNumber(was, is *float64) bool { return was != nil && (is == nil || *was != *is) }
func loses(had, has []string) bool {
	return slices.ContainsFunc(had, func(id string) bool { return !slices.Contains(has, id) })
}

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
