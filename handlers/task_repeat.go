package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

// repeatTask lets a task come again by a rule, skips this one, or ends the series and takes that back.
func (a *App) repeatTask(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	ref := c.Param("ref")
	address := link.Task(ref) + "#repeat"
	switch first(values, "do") {
	case "skip":
		if err := a.onTask(c, (*models.Tx).SkipTask); err != nil {
			return err
		}
		return a.goToUndo(c, address, parts.Undo{Say: "Skipped this time. The next one comes.", Action: link.TaskState(ref), Fields: []parts.Hidden{{Name: "state", Value: models.TaskOpen}}})
	case "end":
		if err := a.onTask(c, (*models.Tx).EndSeries); err != nil {
			return err
		}
		return a.goToUndo(c, address, parts.Undo{Say: "It does not come again.", Action: link.TaskRepeat(ref), Fields: []parts.Hidden{{Name: "do", Value: "resume"}}})
	case "resume":
		if err := a.onTask(c, (*models.Tx).ResumeSeries); err != nil {
			return err
		}
		return a.goToSaying(c, address, "It comes again.")
	}
	e := &models.RepeatEntry{}
	f := form.Of(e.Fields()...)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err := blame(f, a.onTask(c, func(tx *models.Tx, t *models.Task) error { return tx.RepeatTask(t, e.Repeat()) }))
		if err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.taskPage(c, http.StatusUnprocessableEntity, taskForms{repeat: f})
	}
	return a.goToSaying(c, address, "It comes again, by this rule.")
}
