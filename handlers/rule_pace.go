package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
)

// showRulePace is how soon rules bring work to people.
func (a *App) showRulePace(c echo.Context) error {
	q := models.ReadPaceQuery(askedIn(c))
	return a.read(c, func(r *models.Read) error {
		pace, err := r.Pace(q)
		if err != nil {
			return err
		}
		return a.show(c, views.RulePace(a.page(c, r, "How soon rules bring work", navRules), views.PacePage{Pace: pace}))
	})
}
