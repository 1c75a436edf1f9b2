package handlers

import (
	"fmt"
	"net/http"
	"path"
	"runtime"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest/ratio"
	"throughline/views/link"
)

// What a change of the largest outcome reaches in a company with 100,000 tasks that serve it, against one with 1,000: as the first page after
// a change of a task, when they are counted anew, and unchanged since the last page.
func TestBenchTheReachOfAChangeOfTheLargestOutcome(t *testing.T) {
	ratio.Wanted(t)
	small, middle, large := reaching(t, 1000), reaching(t, 10_000), reaching(t, 100_000)
	took := ratio.Work(ratio.Thing{First: small.change, Do: small.page}, ratio.Thing{First: large.change, Do: large.page}, ratio.Thing{Do: small.page}, ratio.Thing{Do: large.page},
		ratio.Thing{First: middle.change, Do: middle.page}, ratio.Thing{Do: middle.page})
	t.Logf("after a change 1,000 tasks %v, 10,000 tasks %v, 100,000 tasks %v; unchanged %v, %v and %v", took[0], took[4], took[1], took[2], took[5], took[3])
	ratio.AtMost(t, "what a change of the largest outcome reaches, at 100,000 tasks, after a change of one", "at 1,000 tasks", took[1].Seconds()/took[0].Seconds(), 10, "")
	ratio.AtMost(t, "the same, unchanged", "at 1,000 tasks", took[3].Seconds()/took[2].Seconds(), 2, "")
}

// What it takes to make a change count for 1,000 and for 10,000 tasks that are handed on with it, in one transaction, and to undo it.
func TestBenchAChangeIsAppliedToTenThousandThings(t *testing.T) {
	ratio.Wanted(t)
	few, many := handing(t, 1000), handing(t, 10_000)
	t.Logf("applied to 1,000 things in %v and undone in %v, to 10,000 in %v and %v, with %d MB more in use at its end", few.apply, few.undo, many.apply, many.undo, many.more>>20)
	ratio.AtMost(t, "a change applied to 10,000 things and undone", "to 1,000", (many.apply+many.undo).Seconds()/(few.apply+few.undo).Seconds(), 15, "")
}

type handed struct {
	apply, undo time.Duration
	more        int64 // bytes in use when it was applied
}

// handing applies a change of the first outcome with so many tasks handed on, and undoes it.
func handing(t *testing.T, tasks int) (took handed) {
	t.Helper()
	h, c := example(t)
	ref := path.Base(h.changeAtSize(c, tasks))
	var before, after runtime.MemStats
	act := func(do func(tx *models.Tx, p *models.PlannedChange) error) time.Duration {
		began := time.Now()
		h.writeAs(c.Owner, func(tx *models.Tx) error {
			p, err := tx.ChangeByRef(ref)
			if err != nil {
				return err
			}
			err = do(tx, p)
			runtime.ReadMemStats(&after)
			return err
		})
		return time.Since(began)
	}
	act(func(tx *models.Tx, p *models.PlannedChange) error {
		return tx.Choose(p, models.Choose{Kind: "task", All: true, Choice: models.ChoiceHand, To: "person:" + c.Lead.ID})
	})
	runtime.GC()
	runtime.ReadMemStats(&before)
	took.apply = act(func(tx *models.Tx, p *models.PlannedChange) error { return tx.ApplyChange(p, nil) })
	took.more = int64(after.HeapAlloc) - int64(before.HeapAlloc)
	took.undo = act(func(tx *models.Tx, p *models.PlannedChange) error {
		back, stand, err := tx.UndoChange(p)
		if back <= tasks || stand != 0 {
			t.Errorf("%d things are as they were, %d stand", back, stand)
		}
		return err
	})
	return took
}

// reaching is the example company with so many more open tasks under its first outcome: half tied to it, half to a goal for it.
func reaching(t *testing.T, tasks int) crowd {
	t.Helper()
	h, c := example(t)
	page := h.changeAtSize(c, tasks)
	change, _ := h.changes(c)
	g := h.signedIn(c.Owner)
	return crowd{page: func() { g.get(page).is(http.StatusOK) }, change: change}
}

// changeAtSize adds tasks under the first outcome and plans a change of it; it gives the page of that.
func (h *house) changeAtSize(c *demo.Company, tasks int) string {
	h.t.Helper()
	var ref string
	h.write(func(tx *models.Tx) error {
		o, err := tx.OutcomeByRef("O1")
		if err != nil {
			return err
		}
		goal, err := tx.GoalByRef("G1")
		if err != nil {
			return err
		}
		var list []*models.Task
		var outcomes []*models.TaskOutcome
		var goals []*models.TaskGoal
		for i := range tasks {
			one := &models.Task{Row: models.Row{ID: models.NewID()}, Title: fmt.Sprintf("Ticket %d", i), State: models.TaskOpen, TeamID: &c.Root.ID, DueDay: tx.Today().Add(i % 90)}
			list = append(list, one)
			if i%2 == 0 {
				outcomes = append(outcomes, &models.TaskOutcome{TaskID: one.ID, OutcomeID: o.ID})
			} else {
				goals = append(goals, &models.TaskGoal{TaskID: one.ID, GoalID: goal.ID})
			}
		}
		for _, insert := range []func() error{func() error { return models.InsertAll(tx, list) }, func() error { return models.InsertAll(tx, outcomes) }, func() error { return models.InsertAll(tx, goals) }} {
			if err := insert(); err != nil {
				return err
			}
		}
		return nil
	})
	h.writeAs(c.Owner, func(tx *models.Tx) error {
		o, err := tx.OutcomeByRef("O1")
		if err != nil {
			return err
		}
		wanted, err := tx.OutcomeByRef("O1")
		if err != nil {
			return err
		}
		wanted.Deadline = tx.Today().AddMonths(20)
		p, err := tx.PlanChange(models.ChangeOutcome, o.Title, "", o, wanted)
		if err == nil {
			ref = p.Ref
		}
		return err
	})
	return link.Change(ref)
}
