package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/form"
	"throughline/views/link"
)

func cancelForm(why *string) *form.Form {
	return form.Of(form.Text("reason", "Why it is cancelled", why).Max(500).Required("Say in one sentence why it is cancelled."))
}

// cancelRun ends a run that is not over. What it did stays.
func (a *App) cancelRun(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var why string
	f := cancelForm(&why)
	f.Fill(values, a.locale(c), form.Strict)
	return a.tend(c, f, "Cancelled. What it had done by then stays.", func(e *automation.Engine, tx *models.Tx, run *models.Run) (string, error) {
		if err := e.Cancel(tx, run, why); err != nil {
			return "", err
		}
		return "", f.Invalid()
	})
}

// retryRun has a run that failed go on from the block at which it did.
func (a *App) retryRun(c echo.Context) error {
	return a.tend(c, form.Of(), "The block is tried again now.", func(e *automation.Engine, tx *models.Tx, run *models.Run) (string, error) {
		return "", e.Retry(tx, run)
	})
}

// resumeRun ends the wait of a run at once.
func (a *App) resumeRun(c echo.Context) error {
	return a.tend(c, form.Of(), "It does not wait any more and goes on now.", func(e *automation.Engine, tx *models.Tx, run *models.Run) (string, error) {
		return "", e.Resume(tx, run)
	})
}

// repeatRun does a run again, by the version of then or by the one in force now.
func (a *App) repeatRun(c echo.Context) error {
	do, err := a.value(c, "do")
	if err != nil {
		return err
	}
	return a.tend(c, form.Of(), "This is the new run. It works with what was known when the first one began.", func(e *automation.Engine, tx *models.Tx, run *models.Run) (string, error) {
		again, err := e.Rerun(tx, run, do == "current")
		if err != nil {
			return "", err
		}
		return link.Run(again.Ref), nil
	})
}

// undoRun takes back what a run changed, as far as nobody has touched it since.
func (a *App) undoRun(c echo.Context) error {
	return a.tend(c, form.Of(), "", func(e *automation.Engine, tx *models.Tx, run *models.Run) (string, error) {
		undone, alone, err := e.Undo(tx, run)
		if err != nil {
			return "", err
		}
		said := "Taken back: " + a.locale(c).Number(float64(undone)) + "."
		if len(alone) > 0 {
			said += " Left alone, because somebody has touched it since or it is not yours to change: " + models.AndMore(alone[:min(len(alone), 5)], len(alone)) + "."
		}
		c.Set("said", said)
		return "", nil
	})
}

// tend changes a run that is found by its reference, and leads to its page, or to the address that is given back. What speaks against it
// stands above the page.
func (a *App) tend(c echo.Context, f *form.Form, said string, do func(*automation.Engine, *models.Tx, *models.Run) (string, error)) error {
	to := link.Run(c.Param("ref"))
	err := a.write(c, func(tx *models.Tx) error {
		run, err := tx.SeenRun(c.Param("ref"))
		if err != nil {
			return err
		}
		address, err := do(automation.New(), tx, run)
		if address != "" {
			to = address
		}
		return err
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.oneRun(c, http.StatusUnprocessableEntity, wrong)
	}
	if own, is := c.Get("said").(string); is {
		said = own
	}
	return a.goToSaying(c, to, said)
}
