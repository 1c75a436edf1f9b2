package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// dayForm asks for the day on which a draft takes the place of the strategy in force.
func dayForm(on *day.Day) *form.Form {
	return form.Of(form.Date("day", "It comes in force on", on, nil).Required("Give the day on which it comes in force.").Help("At the beginning of that day, by the company’s clock. You can move it or take it back before."))
}

// showStrategyRecord shows one strategy as it stands or stood, with how its outcomes ended; of a draft also what keeps it from coming in force.
func (a *App) showStrategyRecord(c echo.Context) error { return a.recordPage(c, http.StatusOK, nil) }

func (a *App) recordPage(c echo.Context, status int, wrong *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.StrategyByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		record := views.StrategyPage{StrategyRecord: v, Day: wrong}
		if v.Next != nil {
			w, err := wizard.Load(r, v.Strategy)
			if err != nil {
				return err
			}
			if record.Missing, err = w.MissingOf(r); err != nil {
				return err
			}
			if wrong == nil {
				on := v.BeginsDay
				record.Day = dayForm(&on)
				record.Day.Show(a.locale(c))
			}
		}
		p := a.page(c, r, v.Title, "strategy")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.StrategyRecord(p, record))
	})
}

// setStrategyDay sets the day on which a draft comes in force, moves it, or takes it back.
func (a *App) setStrategyDay(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	ref := c.Param("ref")
	if values.Get("do") == "take-back" {
		if err := wizard.SetDay(c.Request().Context(), a.db, a.who(c), ref, ""); err != nil {
			return err
		}
		return a.goToSaying(c, link.StrategyRecord(ref), "The day is taken back. The draft waits.")
	}
	var on day.Day
	f := dayForm(&on)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err = wizard.SetDay(c.Request().Context(), a.db, a.who(c), ref, on)
	}
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil || !f.Valid():
		return a.recordPage(c, http.StatusUnprocessableEntity, f)
	}
	return a.goToSaying(c, link.StrategyRecord(ref), "It comes in force on "+on.Long()+". Until then you can move the day or take it back.")
}

// removeNext throws the draft of the next strategy away and offers to bring it back.
func (a *App) removeNext(c echo.Context) error {
	ref := c.Param("ref")
	if err := a.write(c, func(tx *models.Tx) error {
		s, err := tx.OrganizationalByRef(ref)
		if err != nil {
			return err
		}
		return tx.RemoveNext(s)
	}); err != nil {
		return err
	}
	return a.goToUndo(c, link.Strategies(), parts.Undo{Say: "The draft is thrown away. The strategy in force goes on as it stands.", Action: link.StrategyBack(ref)})
}

// putBackNext undoes that.
func (a *App) putBackNext(c echo.Context) error {
	ref := c.Param("ref")
	if err := a.write(c, func(tx *models.Tx) error { _, err := tx.PutBackNext(ref); return err }); err != nil {
		return err
	}
	return a.goToSaying(c, link.StrategyRecord(ref), "The draft is back. If a day was set for it, set it anew.")
}
