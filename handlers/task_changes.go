package handlers

import (
	"net/http"
	"net/url"
	"slices"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showTaskChanges asks what changes about the tasks that were ticked, or about all that fit. An address may say the state already: then
// what will happen is shown at once.
func (a *App) showTaskChanges(c echo.Context) error {
	values := c.QueryParams()
	v := views.TaskChangesPage{Back: local(values.Get("back"), link.Tasks())}
	bulk := &models.TaskBulk{}
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	v.People = people
	return a.read(c, func(r *models.Read) error {
		refs := refsOf(values)
		if values.Get("all") != "" {
			if refs, err = r.RefsFound(askedTasks(c)); err != nil {
				return err
			}
		}
		if len(refs) == 0 {
			return a.goToSaying(c, v.Back, "Tick the tasks to change first.")
		}
		offered, err := r.TieChoices()
		if err != nil {
			return err
		}
		v.Form = bulk.Form(people, offered)
		v.Form.Show(a.locale(c))
		if to := first(values, "to"); slices.Contains(models.TaskStates, to) {
			bulk.State = to
			v.Form.Show(a.locale(c))
			v.Shown = !models.NeedsReason(to)
		}
		if err := a.fillTaskFates(c, r, &v, bulk, refs); err != nil {
			return err
		}
		return a.show(c, views.TaskChanges(a.page(c, r, "One change for several tasks", "operations"), v))
	})
}

func refsOf(values url.Values) (refs []string) {
	rows := values["rows"]
	for _, ref := range rows[:min(len(rows), models.MostBulk)] {
		refs = append(refs, shortened(ref, 20))
	}
	return refs
}

func (a *App) fillTaskFates(c echo.Context, r *models.Read, v *views.TaskChangesPage, bulk *models.TaskBulk, refs []string) error {
	list, err := r.TasksByRef(refs)
	if err != nil {
		return err
	}
	v.Fates = bulk.Fates(r.Who, list)
	if v.Shown {
		v.Seen = bulk.Digest(v.Fates)
	}
	v.Tree, err = r.Tree()
	return err
}

// changeTasks shows what a change does to each task, and writes it once that was seen.
func (a *App) changeTasks(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	people, err := a.picking(c, values, "owner")
	if err != nil {
		return err
	}
	v := views.TaskChangesPage{Back: local(values.Get("back"), link.Tasks()), People: people}
	bulk, undo, done := &models.TaskBulk{}, "", 0
	err = a.write(c, func(tx *models.Tx) error {
		offered, err := tx.TieChoices()
		if err != nil {
			return err
		}
		v.Form = bulk.Form(people, offered)
		v.Form.Fill(values, a.locale(c), form.Strict)
		bulk.Ask(v.Form, people, offered)
		v.Shown = v.Form.Valid()
		if err := a.fillTaskFates(c, &tx.Read, &v, bulk, refsOf(values)); err != nil {
			return err
		}
		if len(v.Fates) == 0 {
			v.Form.Problem = "Tick at least one task."
		}
		if !v.Form.Valid() || values.Get("do") != "change" {
			return nil
		}
		if values.Get("seen") != v.Seen {
			v.Again = true
			return nil
		}
		undo, done, err = bulk.Give(tx, v.Fates)
		return err
	})
	switch {
	case err != nil:
		return err
	case done > 0:
		return a.goToUndo(c, v.Back, parts.Undo{Say: views.TasksChanged(done), Action: link.TaskChangesBack(), Fields: []parts.Hidden{{Name: "undo", Value: undo}, {Name: "back", Value: shortBack(v.Back)}}})
	}
	return a.read(c, func(r *models.Read) error {
		p, status := a.page(c, r, "One change for several tasks", "operations"), http.StatusOK
		if !v.Form.Valid() {
			p.Shell.Error, status = true, http.StatusUnprocessableEntity
		}
		return a.showAs(c, status, views.TaskChanges(p, v))
	})
}

// takeBackTasks undoes the last change of many tasks, except where somebody changed one since.
func (a *App) takeBackTasks(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	said := ""
	err = a.write(c, func(tx *models.Tx) error {
		n, alone, err := tx.TakeBackTasks(first(values, "undo"))
		said = models.TookBack(n, "One task", "tasks", alone)
		return err
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, local(values.Get("back"), link.Tasks()), said)
}
