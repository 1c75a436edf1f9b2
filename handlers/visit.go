package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/layout"
	"throughline/views/link"
)

// showVisit says what the guided visit shows, and begins it; while no strategy is in force it says what will be there.
func (a *App) showVisit(c echo.Context) error {
	p := views.VisitPage{}
	err := a.read(c, func(r *models.Read) (err error) {
		p.Page = a.page(c, r, "Guided visit", "")
		p.Thread, p.There, err = r.Thread()
		return err
	})
	if err != nil {
		return err
	}
	return a.show(c, views.Visit(p))
}

// takeVisit begins the guided visit, goes to its next or last stop, or leaves it, and leads to where that is.
func (a *App) takeVisit(c echo.Context) error {
	do, err := a.value(c, "do")
	if err != nil {
		return err
	}
	me := a.person(c).row
	to := link.Visit()
	err = a.write(c, func(tx *models.Tx) error {
		v, on := me.OnVisit()
		switch {
		case do == "begin":
			there := false
			if v, there, err = tx.Thread(); err != nil || !there {
				return err
			}
		case !on, do == "leave":
			v.Stop, to = 0, a.cameFrom(c)
		case do == "back":
			v.Stop = max(1, v.Stop-1)
		case do == "next":
			v.Stop++
		}
		if v.Stop > models.VisitStops {
			v.Stop, to = 0, link.Home()
		}
		if v.Stop > 0 {
			to = views.VisitAt(v)
		}
		return tx.KeepVisit(me, v)
	})
	if err != nil {
		return err
	}
	return a.goTo(c, to)
}

// visit is the panel of the guided visit on a page; nil for who is not on it.
func (a *App) visit(c echo.Context) *layout.Visit {
	me := a.person(c).row
	if me == nil || c.Request().Method != "GET" {
		return nil
	}
	v, on := me.OnVisit()
	if !on {
		return nil
	}
	return views.VisitPanel(v, a.who(c), c.Request().URL.Path)
}
