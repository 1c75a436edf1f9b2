package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showOperationsStep is one step of the way to an operations strategy. What is in force already has its page.
func (a *App) showOperationsStep(c echo.Context) error {
	return a.operationsStepPage(c, http.StatusOK, c.Param("ref"), c.Param("step"), nil, "")
}

// operationsStepPage shows a step; e is its form when it was sent and has to be mended, refused what the check did not let pass.
func (a *App) operationsStepPage(c echo.Context, status int, ref, key string, e *models.OperationsEntry, refused string) error {
	step, _ := models.OperationsStepAt(key)
	if step == nil {
		return models.NotFound("This step")
	}
	return a.read(c, func(r *models.Read) error {
		d, err := r.OperationsPage(ref)
		if err != nil {
			return err
		}
		if d.State != models.Draft || !d.MayChange {
			return a.goTo(c, link.OperationsStrategy(ref))
		}
		choices, err := r.OperationsChoices(d.OperationsStrategy)
		if err != nil {
			return err
		}
		if e == nil {
			e = d.OperationsStrategy.Entry(key, choices)
			e.Form.Show(a.locale(c))
		}
		for _, rows := range e.Form.Rows {
			if len(rows.Items) == 0 {
				rows.Blank(a.locale(c))
			}
		}
		p := a.page(c, r, step.Title+": "+d.Name, "operations")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.OperationsStepPage(p, views.OperationsStepView{OperationsDetail: d, Step: step, Form: e.Form, People: choices.People, Refused: refused,
			Outcomes: len(choices.Outcomes)}))
	})
}

// saveOperationsStep writes what was typed at a step, over the version that the person saw. “Save” takes what is there; to go on, the step
// has to be whole. The buttons of rows change the form alone.
func (a *App) saveOperationsStep(c echo.Context) error {
	ref, key := c.Param("ref"), c.Param("step")
	values, err := a.values(c)
	if err != nil {
		return err
	}
	step, no := models.OperationsStepAt(key)
	if step == nil || key == "check" {
		return models.NotFound("This step")
	}
	if _, err := a.picking(c, values, "owner"); err != nil {
		return err
	}
	verb, group, id := form.Action(values)
	var e *models.OperationsEntry
	var stored *models.OperationsStrategy
	if err := a.read(c, func(r *models.Read) (err error) {
		if stored, err = r.OperationsStrategyByRef(ref); err != nil {
			return err
		}
		if err := r.Who.Must(models.RunOperations, models.Owned(stored.TeamID, stored.OwnerPersonID)); err != nil {
			return err
		}
		if stored.State != models.Draft {
			return models.AgainstRule("It is " + stored.State + " and is not edited any more. Begin its next version.")
		}
		choices, err := r.OperationsChoices(stored)
		if err != nil {
			return err
		}
		e = stored.Entry(key, choices)
		e.Form.Fill(values, a.locale(c), form.Draft)
		return nil
	}); err != nil {
		return err
	}
	if verb != "" && group != "" && e.Form.Apply(verb, group, id, a.locale(c)) {
		return a.operationsStepPage(c, http.StatusOK, ref, key, e, "")
	}
	if verb == "next" {
		e.Check()
	}
	if !e.Form.Valid() {
		return a.operationsStepPage(c, http.StatusUnprocessableEntity, ref, key, e, "")
	}
	if asked, err := a.contested(c, contest{f: e.Form, values: values, what: "this operations strategy", row: stored, action: link.OperationsStep(ref, key)}); asked || err != nil {
		return err
	}
	after := e.Take()
	err = a.write(c, func(tx *models.Tx) error {
		before, err := tx.OperationsStrategyByRef(ref)
		if err != nil {
			return err
		}
		return tx.SaveOperations(before, after)
	})
	if err := blame(e.Form, err); err != nil {
		return err
	}
	if !e.Form.Valid() {
		return a.operationsStepPage(c, http.StatusUnprocessableEntity, ref, key, e, "")
	}
	if verb == "next" {
		return a.goTo(c, link.OperationsStep(ref, models.OperationsSteps[no].Key))
	}
	return a.goToSaying(c, link.OperationsStep(ref, key), "Saved. You can leave and come back.")
}
