package handlers

import (
	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
)

// showStrategy shows the strategy in force: the intent, its outcomes, goals and objectives.
func (a *App) showStrategy(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.StrategyPage()
		if err != nil {
			return err
		}
		return a.show(c, views.Strategy(a.page(c, r, "Strategy", "strategy"), v))
	})
}

// showGoal shows one goal with the outcomes above and the objectives below it.
func (a *App) showGoal(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.GoalPage(c.Param("ref"))
		if err != nil {
			return err
		}
		return a.showOf(c, r, v.Title, "strategy", "goal", v.Ref, func(p views.Page) templ.Component { return views.Goal(p, v) })
	})
}

// showObjective shows one objective with its thread and its tasks.
func (a *App) showObjective(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.ObjectivePage(c.Param("ref"))
		if err != nil {
			return err
		}
		return a.showOf(c, r, v.Title, "strategy", "objective", v.Ref, func(p views.Page) templ.Component { return views.Objective(p, v) })
	})
}
