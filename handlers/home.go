package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
)

// showHome is where a person starts: what they owe as one list, and how the strategy stands: for an executive the whole company's, for
// everybody else that of their own work.
func (a *App) showHome(c echo.Context) error {
	var v views.HomePage
	if err := a.read(c, func(r *models.Read) error {
		p := a.page(c, r, "What I owe", "home")
		var err error
		if v.Owed, err = r.Owed(); err != nil {
			return err
		}
		if v.Owed.Update != nil && v.Owed.Update.Due > 0 {
			v.Readings = v.Owed.Update.Form(a.locale(c))
		}
		if fragmentOf(c.Request()) == views.OwedPlace {
			return a.render(c, 200, views.Owed(p, v))
		}
		if err := a.fillGlance(c, r, &v); err != nil {
			return err
		}
		return a.show(c, views.Home(p, v))
	}); err != nil {
		return err
	}
	return a.delivered(c, v.Owed.Handoffs())
}

// fillGlance reads how the strategy stands.
func (a *App) fillGlance(c echo.Context, r *models.Read, v *views.HomePage) (err error) {
	if !r.Who.Executive {
		if v.Glance, err = r.Glance(); err != nil {
			return err
		}
		v.Visit = v.Glance.Strategy != nil && a.person(c).row.VisitOpen()
		return nil
	}
	if v.Board, err = r.InForceBoard(); err != nil {
		return err
	}
	v.Departments = v.Board.FlagsByDepartment()
	if v.Findings, err = r.FindingCounts(); err != nil {
		return err
	}
	if v.Board.Strategy != nil {
		v.Visit = a.person(c).row.VisitOpen()
		return nil
	}
	if v.Waiting, err = r.Waiting(); err != nil {
		return err
	}
	v.Started, err = r.Started()
	return err
}
