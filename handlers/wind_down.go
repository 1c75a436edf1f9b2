package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// endingForm asks those who may say so when a stopped workflow ended, and what that freed; nil for the others.
func (a *App) endingForm(c echo.Context, r *models.Read, w *models.Workflow) (*form.Form, *models.Ending) {
	if !w.Ends() || !a.who(c).May(models.EndWork, models.Owned(w.TeamID, w.VerdictPersonID)) {
		return nil, nil
	}
	e := &models.Ending{Day: r.Today()}
	if h, known := w.Promised(); known {
		e.Freed = &h
	}
	return form.Of(e.Fields()...), e
}

// endWorkflow records that a stopped workflow has ended.
func (a *App) endWorkflow(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	ref := c.Param("ref")
	var wrong *form.Form
	if err := a.write(c, func(tx *models.Tx) error {
		w, err := tx.WorkflowPage(ref)
		if err != nil {
			return err
		}
		f, e := a.endingForm(c, &tx.Read, w.Workflow)
		if f == nil {
			e = &models.Ending{}
			return tx.EndWorkflow(w.Workflow, e) // says why it cannot
		}
		if f.Fill(values, a.locale(c), form.Strict); !f.Valid() {
			wrong = f
			return nil
		}
		if tx.Today().Before(e.Day) {
			f.Blame("ended", "Give a day up to today.")
			wrong = f
			return nil
		}
		return tx.EndWorkflow(w.Workflow, e)
	}); err != nil {
		return err
	}
	if wrong != nil {
		return a.read(c, func(r *models.Read) error {
			v, err := r.WorkflowPage(ref)
			if err != nil {
				return err
			}
			p, err := a.pageOf(c, r, v.Name, "operations", "workflow", v.Ref)
			if err != nil {
				return err
			}
			p.Shell.Error = true
			return a.showAs(c, http.StatusUnprocessableEntity, views.Workflow(p, v, wrong))
		})
	}
	return a.goToUndo(c, link.Workflow(ref), parts.Undo{Say: "It has ended.", Action: link.EndingGone(ref)})
}

// goOnWorkflow takes back that a workflow has ended.
func (a *App) goOnWorkflow(c echo.Context) error {
	ref := c.Param("ref")
	if err := a.write(c, func(tx *models.Tx) error {
		w, err := tx.WorkflowPage(ref)
		if err != nil {
			return err
		}
		return tx.GoOnWorkflow(w.Workflow)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Workflow(ref), "It still runs.")
}
