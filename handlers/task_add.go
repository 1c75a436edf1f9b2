package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// addTask adds a task on the page of a team or a person.
func (a *App) addTask(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	whose, err := a.value(c, "for")
	if err != nil {
		return err
	}
	kind, ref, _ := strings.Cut(whose, ":")
	find, address := (*models.Read).TeamOutcomesOf, link.TeamOutcomes(ref)
	if kind == "person" {
		find, address = (*models.Read).PersonOutcomesOf, link.PersonOutcomes(ref)
	}
	var wrong *form.Form
	entry := &models.TaskEntry{}
	err = a.write(c, func(tx *models.Tx) error {
		role, err := find(&tx.Read, ref)
		if err != nil {
			return err
		}
		choices, err := tx.TaskChoices(role)
		if err != nil {
			return err
		}
		f := form.Of(entry.Fields(choices)...)
		if f.Fill(values, a.locale(c), form.Strict); !f.Valid() {
			wrong = f
			return nil
		}
		task, err := tx.TaskFrom(entry, role)
		if err != nil {
			return err
		}
		return tx.AddTask(task)
	})
	if err != nil {
		return err
	}
	if wrong == nil {
		return a.goToSaying(c, address, "The task is added.")
	}
	return a.read(c, func(r *models.Read) error {
		role, err := find(r, ref)
		if err != nil {
			return err
		}
		p := a.page(c, r, "Add a task", navMine)
		p.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.RoleOutcomes(p, views.RolePage{RoleOutcomes: role, Back: address, Task: wrong}))
	})
}
