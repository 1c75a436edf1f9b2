package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"throughline/models"
	"throughline/models/modelstest/ratio"
	"throughline/views/link"
)

// The page of the execution gap with 1,000, 10,000 and 100,000 tasks, half of them open and one in ten without a thread: as it stands, after a
// change of something else, and after a change of a task, when open tasks are counted anew.
func TestBenchTheExecutionGapWithManyTasks(t *testing.T) {
	ratio.Wanted(t)
	var things []ratio.Thing
	sizes := []int{1_000, 10_000, 100_000}
	for _, n := range sizes {
		g := tasked(t, n)
		things = append(things, ratio.Thing{Do: g.page}, ratio.Thing{First: g.change, Do: g.page}, ratio.Thing{First: g.everything, Do: g.page})
	}
	took := ratio.Work(things...)
	for i, n := range sizes {
		t.Logf("%d tasks %v; after a change %v; with tasks counted anew %v", n, took[3*i], took[3*i+1], took[3*i+2])
	}
	for i, n := range sizes[1:] {
		at := fmt.Sprintf("the execution gap at %d tasks", n)
		ratio.AtMost(t, at, "at 1,000 tasks", took[3*i+3].Seconds()/took[0].Seconds(), 1.3, "")
		ratio.AtMost(t, at+", after a change of something else", "at 1,000 tasks", took[3*i+4].Seconds()/took[1].Seconds(), 1.3, "")
		ratio.AtMost(t, at+", after a change of a task", "at 1,000 tasks, tasks being as many times more", took[3*i+5].Seconds()/took[2].Seconds(), float64(n)/1000/2, "")
	}
}

// batch is how many tasks one write makes.
const batch = 5_000

// tasked is the example company with more tasks; everything changes a task.
func tasked(t *testing.T, tasks int) crowd {
	t.Helper()
	h, c := example(t)
	outcome := c.Outcomes["O1"].ID
	for made := 0; made < tasks; made += batch {
		h.write(func(tx *models.Tx) error {
			var list []*models.Task
			var serves []*models.TaskOutcome
			for len(list) < min(batch, tasks) {
				for _, team := range c.Teams {
					n := len(list)
					task := &models.Task{Row: models.Row{ID: models.NewID()}, Title: fmt.Sprint("Ticket ", n), State: models.TaskOpen, TeamID: &team.ID, OwnerPersonID: &c.Member.ID}
					if n%2 == 0 {
						task.State, task.DoneDay = models.TaskFinished, tx.Today()
					}
					list = append(list, task)
					if n%10 != 1 {
						serves = append(serves, &models.TaskOutcome{TaskID: task.ID, OutcomeID: outcome})
					}
				}
			}
			if err := models.InsertAll(tx, list); err != nil {
				return err
			}
			return models.InsertAll(tx, serves)
		})
	}
	g := h.as(models.Executive)
	n := 0
	change := func() {
		n++
		h.write(func(tx *models.Tx) error {
			o, err := tx.OutcomeByRef(c.Outcomes["O1"].Ref)
			if err != nil {
				return err
			}
			before := *o
			o.StatusText = fmt.Sprint("Look ", n)
			return tx.SaveOutcome(models.OutcomeChanged, &before, o)
		})
	}
	aTask := func() {
		n++
		h.write(func(tx *models.Tx) error {
			return tx.Insert(&models.Task{Title: fmt.Sprint("One more ", n), State: models.TaskOpen, TeamID: &c.Teams["Field"].ID})
		})
	}
	return crowd{func() { g.get(link.Gap("")).is(http.StatusOK) }, change, aTask}
}
