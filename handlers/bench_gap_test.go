package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"throughline/models"
	"throughline/models/modelstest/ratio"
)

// The pages that speak of all work at once, with 1,000, 10,000 and 100,000 tasks, half of them open, a third of these late and one in ten without
// a thread: as they stand, and after a change of a task. What they show is of the same size, so their cost is to stay.
func TestBenchWhatSpeaksOfAllWork(t *testing.T) {
	ratio.Wanted(t)
	var things []ratio.Thing
	sizes := []int{1_000, 10_000, 100_000}
	for _, n := range sizes {
		g, ask := tasked(t, n)
		for _, p := range allWork {
			things = append(things, ratio.Thing{Do: ask(p.address)}, ratio.Thing{First: g.change, Do: ask(p.address)}, ratio.Thing{First: g.everything, Do: ask(p.address)})
		}
	}
	took := ratio.Work(things...)
	for i, n := range sizes {
		for k, p := range allWork {
			at := 3 * (i*len(allWork) + k)
			t.Logf("%s at %d tasks %v; after a change %v; after a change of a task %v", p.name, n, took[at], took[at+1], took[at+2])
			if i == 0 {
				continue
			}
			for turn, when := range []string{"", ", after a change of something else", ", after a change of a task"} {
				ratio.AtMost(t, fmt.Sprintf("%s at %d tasks%s", p.name, n, when), "at 1,000 tasks", took[at+turn].Seconds()/took[3*k+turn].Seconds(), 1.5, "")
			}
		}
	}
}

// allWork are those pages.
var allWork = []struct{ name, address string }{
	{"the execution gap", "/gap"}, {"its list of tasks", "/gap/tasks"}, {"the map", "/map"}, {"the map of one outcome", "/map?at=O2"}, {"the strategy audit", "/audit"}, {"the two layers", "/layers"}, {"the history", "/history"},
}

// batch is how many tasks one write makes.
const batch = 5_000

// tasked is the example company with more tasks; everything changes a task.
func tasked(t *testing.T, tasks int) (g crowd, ask func(address string) func()) {
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
					if task.DueDay = tx.Today().Add(n%90 - 30); n%2 == 0 {
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
	browser := h.as(models.Executive)
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
	return crowd{change: change, everything: aTask}, func(address string) func() { return func() { browser.get(address).is(http.StatusOK) } }
}
