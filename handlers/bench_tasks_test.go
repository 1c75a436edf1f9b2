package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"throughline/models"
	"throughline/models/modelstest/ratio"
	"throughline/views/link"
)

// The first page of a department head in a company with 10,000 open tasks, against the same with 100: as it stands, and as the first page
// after a change of everything.
func TestBenchTheFirstPageWithManyOpenTasks(t *testing.T) {
	ratio.Wanted(t)
	few, many := laden(t, 100), laden(t, 10_000)
	took := ratio.Work(ratio.Thing{Do: few.page}, ratio.Thing{Do: many.page}, ratio.Thing{First: few.everything, Do: few.page}, ratio.Thing{First: many.everything, Do: many.page})
	t.Logf("100 open tasks %v, 10,000 open tasks %v; with nothing held %v and %v", took[0], took[1], took[2], took[3])
	ratio.AtMost(t, "the first page at 10,000 open tasks", "at 100 open tasks", took[1].Seconds()/took[0].Seconds(), 1.3, "")
	ratio.AtMost(t, "the same, nothing held: after a start or an import", "at 100 open tasks", took[3].Seconds()/took[2].Seconds(), 1.3, "")
}

// laden is the example company with more open tasks, shared out among its teams, due over half a year.
func laden(t *testing.T, tasks int) crowd {
	t.Helper()
	h, c := example(t)
	h.write(func(tx *models.Tx) error {
		var list []*models.Task
		for len(list) < tasks {
			for _, team := range c.Teams {
				n := len(list)
				list = append(list, &models.Task{Title: fmt.Sprint("Ticket ", n), State: models.TaskOpen, TeamID: &team.ID, OwnerPersonID: &c.Member.ID, DueDay: tx.Today().Add(n%200 - 3)})
			}
		}
		return models.InsertAll(tx, list)
	})
	g := h.as(models.DepartmentHead)
	change, everything := h.changes(c)
	return crowd{func() { g.get(link.Home()).is(http.StatusOK) }, change, everything}
}
