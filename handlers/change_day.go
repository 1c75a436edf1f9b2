package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// leavingForm asks on which day somebody leaves.
func leavingForm(ch *models.PlannedChange) *changeForm {
	f := &changeForm{key: "day"}
	f.choose.Day = ch.OnDay
	f.form = form.Of(form.Date("day.on", "Leaves on", &f.choose.Day, nil).Required("Give the day on which they leave.").
		Help("As that day begins, access ends and what is chosen here counts by itself. The last working day is the one before."))
	return f
}

// setChangeDay has a change count by itself on a day.
func (a *App) setChangeDay(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	f := leavingForm(&models.PlannedChange{})
	if f.form.Fill(values, a.locale(c), form.Strict); !f.form.Valid() {
		if err := a.onChange(c, func(*models.Tx, *models.PlannedChange) error { return nil }); err != nil {
			return err
		}
		return a.changePage(c, http.StatusUnprocessableEntity, f, "")
	}
	err = a.onChange(c, func(tx *models.Tx, ch *models.PlannedChange) error { return tx.SetChangeDay(ch, f.choose.Day) })
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule {
		if refused.About == "on" {
			f.form.Blame("day.on", refused.Say)
			return a.changePage(c, http.StatusUnprocessableEntity, f, "")
		}
		return a.changePage(c, http.StatusUnprocessableEntity, nil, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Change(c.Param("ref")), views.DaySet(f.choose.Day))
}

// takeChangeDayBack has it wait again.
func (a *App) takeChangeDayBack(c echo.Context) error {
	if err := a.onChange(c, (*models.Tx).TakeChangeDayBack); err != nil {
		return err
	}
	return a.goToSaying(c, link.Change(c.Param("ref")), "The day is taken back. The change waits until somebody applies it.")
}
