package handlers

import (
	"fmt"
	"net/http"
	"testing"

	"throughline/models"
	"throughline/models/modelstest/ratio"
	"throughline/views/link"
)

// A team's page in a company of 10,000 people with 100,000 tasks, against the same team in one of 100 with 1,000: unchanged since the
// last page, and as the first page after a change, when what all pages share is read anew.
func TestBenchATeamsPageInALargeCompany(t *testing.T) {
	ratio.Wanted(t)
	small, large := crowded(t, 100), crowded(t, 10_000)
	took := ratio.Work(ratio.Thing{Do: small.page}, ratio.Thing{Do: large.page}, ratio.Thing{First: small.change, Do: small.page}, ratio.Thing{First: large.change, Do: large.page},
		ratio.Thing{First: small.everything, Do: small.page}, ratio.Thing{First: large.everything, Do: large.page})
	t.Logf("100 people %v, 10,000 people %v; after a change %v and %v; with nothing held %v and %v", took[0], took[1], took[2], took[3], took[4], took[5])
	ratio.AtMost(t, "a team's page at 10,000 people and 100,000 tasks", "at 100 people and 1,000 tasks", took[1].Seconds()/took[0].Seconds(), 1.3, "")
	ratio.AtMost(t, "the same, first page after a change of it or of people", "at 100 people and 1,000 tasks", took[3].Seconds()/took[2].Seconds(), 1.3, "")
	ratio.AtMost(t, "the same, nothing held: after a start or an import", "at 100 people and 1,000 tasks", took[5].Seconds()/took[4].Seconds(), 1.3, "")
}

type crowd struct{ page, change, everything func() }

// crowded is the example company with more people, in teams of ten, with ten tasks each; one such team is asked for.
func crowded(t *testing.T, people int) crowd {
	t.Helper()
	h, c := example(t)
	var first *models.Team
	h.write(func(tx *models.Tx) error {
		for n := range people / 10 {
			team := &models.Team{Name: fmt.Sprintf("Squad %04d", n), ParentTeamID: &c.Root.ID}
			if err := tx.Insert(team); err != nil {
				return err
			}
			if first == nil {
				first = team
			}
			var crew []*models.Person
			var on []*models.Membership
			var tasks []*models.Task
			for i := range 10 {
				p := &models.Person{Row: models.Row{ID: models.NewID()}, Name: fmt.Sprintf("Person %d of squad %d", i, n), Active: true}
				crew = append(crew, p)
				on = append(on, &models.Membership{PersonID: p.ID, TeamID: team.ID})
				for k := range 10 {
					tasks = append(tasks, &models.Task{Title: fmt.Sprintf("Ticket %d", k), State: models.TaskOpen, TeamID: &team.ID, OwnerPersonID: &p.ID, DueDay: tx.Today().Add(k - 3)})
				}
			}
			for _, insert := range []func() error{func() error { return models.InsertAll(tx, crew) }, func() error { return models.InsertAll(tx, on) }, func() error { return models.InsertAll(tx, tasks) }} {
				if err := insert(); err != nil {
					return err
				}
			}
		}
		return nil
	})
	g := h.as(models.Executive)
	page := func() { g.get(link.TeamOutcomes(first.Ref)).is(http.StatusOK) }
	change, everything := h.changes(c)
	return crowd{page, change, everything}
}
