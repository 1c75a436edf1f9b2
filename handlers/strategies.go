package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
)

// showStrategies lists the organizational strategies: the one in force, those before it, and the draft for those who may read it.
func (a *App) showStrategies(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		list, err := r.Strategies()
		if err != nil {
			return err
		}
		return a.show(c, views.Strategies(a.page(c, r, "Strategies", "strategy"), list))
	})
}

// showStrategyBeside lays a strategy beside the one before it.
func (a *App) showStrategyBeside(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.CompareStrategies(c.Param("ref"))
		if err != nil {
			return err
		}
		return a.show(c, views.StrategyComparison(a.page(c, r, "What changes with "+v.New.Title, "strategy"), v))
	})
}
