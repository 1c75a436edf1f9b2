package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest/ratio"
	"throughline/views/link"
)

// What a change of the largest outcome reaches in a company with 100,000 tasks that serve it, against one with 1,000: as the first page after
// a change of a task, when they are counted anew, and unchanged since the last page.
func TestBenchTheReachOfAChangeOfTheLargestOutcome(t *testing.T) {
	ratio.Wanted(t)
	small, large := reaching(t, 1000), reaching(t, 100_000)
	took := ratio.Work(ratio.Thing{First: small.change, Do: small.page}, ratio.Thing{First: large.change, Do: large.page}, ratio.Thing{Do: small.page}, ratio.Thing{Do: large.page})
	t.Logf("after a change 1,000 tasks %v, 100,000 tasks %v; unchanged %v and %v", took[0], took[1], took[2], took[3])
	ratio.AtMost(t, "what a change of the largest outcome reaches, at 100,000 tasks, after a change of one", "at 1,000 tasks", took[1].Seconds()/took[0].Seconds(), 10, "")
	ratio.AtMost(t, "the same, unchanged", "at 1,000 tasks", took[3].Seconds()/took[2].Seconds(), 2, "")
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
