package handlers

import (
	"testing"

	"throughline/models"
	"throughline/models/demo"
	examples "throughline/models/modelstest/example"
)

// example is the pages on the example company, with its cast signed up for their roles.
func example(t *testing.T) (*house, *demo.Company) {
	t.Helper()
	return exampleIn(empty(t))
}

func exampleIn(h *house) (*house, *demo.Company) {
	h.t.Helper()
	var c *demo.Company
	h.write(func(tx *models.Tx) (err error) {
		c, err = examples.Load(tx)
		return err
	})
	h.cast = map[models.Role]*models.Person{models.Administrator: c.Administrator, models.Executive: c.Owner, models.DepartmentHead: c.Head,
		models.TeamLead: c.Lead, models.Member: c.Member}
	h.teams = c.Teams
	h.app.setUp.Store(true)
	return h, c
}
