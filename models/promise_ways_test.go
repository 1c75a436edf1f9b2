package models_test

import (
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// way is one way on which a promised date moves, and what the ledger has to say of it.
type way struct {
	name, kind, promise, reason string
	moves                       int
	do                          func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error)
}

// ways are all of them but planned changes, which promise_undo_test.go follows, and rules, which automation follows.
func ways(c *demo.Company) []way {
	const why = "The carrier is late."
	said := func(tx *models.Tx, do func() error) error { defer tx.For(why)(); return do() }
	return []way{
		{"a task's own form", "task", "due", why, 1, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			t, err := tx.TaskToChange(c.Tasks["Publish fix notes 10 to 12"].Ref)
			if err != nil {
				return nil, err
			}
			was := *t
			t.DueDay = later(t.DueDay)
			return t, said(tx, func() error { return tx.ChangeTask(&was, t) })
		}},
		{"many tasks at once", "task", "due", why, 1, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			t, err := tx.TaskToChange("T1")
			if err != nil {
				return nil, err
			}
			bulk := &models.TaskBulk{Due: later(t.DueDay), Reason: why}
			_, _, err = bulk.Give(tx, bulk.Fates(tx.Who, []*models.TaskNow{{Task: t}}))
			return t, err
		}},
		{"an objective in the alignment", "objective", "due", why, 1, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			o, err := tx.ObjectiveByRef("B1")
			if err != nil {
				return nil, err
			}
			was := *o
			o.DueDay = later(o.DueDay)
			return o, said(tx, func() error { return tx.SaveObjective(models.ObjectiveChanged, &was, o) })
		}},
		{"a goal without a reason", "goal", "due", "", 1, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			g, err := tx.GoalByRef("G1")
			if err != nil {
				return nil, err
			}
			was := *g
			g.DueDay = later(g.DueDay)
			return g, tx.SaveGoal(models.GoalChanged, &was, g)
		}},
		{"an outcome's deadline", "outcome", "deadline", why, 1, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			o, err := tx.OutcomeByRef("O1")
			if err != nil {
				return nil, err
			}
			was, err := tx.OutcomeByRef("O1")
			if err != nil {
				return nil, err
			}
			o.Deadline = later(o.Deadline)
			return o, said(tx, func() error { return tx.SaveOutcome(models.OutcomeChanged, was, o) })
		}},
		{"a review on the calendar", "review", "date", why, 1, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			list, err := tx.ReviewsOf(c.Strategy.ID, tx.Today().Add(1), 20)
			for _, one := range list {
				if one.State == models.Scheduled && one.Clock == models.ClockStrategy {
					return one, tx.MoveReview(one, models.ReviewChange{To: one.Day.Add(1), Reason: why, Anyway: true, Version: one.Version})
				}
			}
			return nil, err
		}},
		{"the day of the next action of an issue", "issue", "next", why, 1, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			i, err := tx.IssueByRef("IS1")
			if err != nil {
				return nil, err
			}
			return i, tx.MoveIssue(i, models.IssueMove{Words: why, Owner: *i.OwnerPersonID, Next: i.NextAction, Day: later(tx.Today())})
		}},
		{"another next action of an issue, which is another promise", "issue", "next", "", 0, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			i, err := tx.IssueByRef("IS2")
			if err != nil {
				return nil, err
			}
			return i, tx.MoveIssue(i, models.IssueMove{Words: "That is done.", Owner: *i.OwnerPersonID, Next: "Ring the carrier", Day: later(tx.Today())})
		}},
		{"the review of an initiative", "initiative", "review", why, 1, func(tx *models.Tx, later func(day.Day) day.Day) (models.Entity, error) {
			i, err := tx.InitiativeByRef(c.Initiatives["evening"].Ref)
			if err != nil {
				return nil, err
			}
			was := *i
			i.ReviewDay = later(tx.Today())
			return i, tx.ChangeInitiative(&was, i, why)
		}},
	}
}

func TestADateThatMovesOnAnyWayStandsInTheLedgerOnceWithItsReason(t *testing.T) {
	t.Parallel()
	clock := modelstest.At(modelstest.Monday)
	db := modelstest.Open(t, clock)
	c := loaded(t, db)
	owner := as(t, db, c.Owner)
	for _, w := range ways(c) {
		clock.Advance(2 * time.Hour)
		before := ledgerOf(t, db, owner, models.LedgerQuery{})
		var of models.Entity
		write(t, db, owner, func(tx *models.Tx) (err error) {
			of, err = w.do(tx, func(d day.Day) day.Day { return d.Add(37) })
			return err
		})
		if of == nil {
			t.Errorf("%s: nothing to move", w.name)
			continue
		}
		after := ledgerOf(t, db, owner, models.LedgerQuery{})
		if after.Moves-before.Moves != w.moves {
			t.Errorf("%s: %d moves more, want %d", w.name, after.Moves-before.Moves, w.moves)
			continue
		}
		if w.moves == 0 {
			continue
		}
		found := false
		for _, p := range after.Rows {
			if p.Kind.Key == w.kind && p.EntityID == of.Identity() && p.Promise == w.promise {
				last := p.Trail[len(p.Trail)-1]
				found = last.Reason == w.reason && last.FromDay != last.ToDay && last.ByName == c.Owner.Name
			}
		}
		if !found {
			t.Errorf("%s is not in the ledger with the reason %q", w.name, w.reason)
		}
	}
}
