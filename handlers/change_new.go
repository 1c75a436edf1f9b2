package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
)

// changed is what a new change is about: the step of the alignment that holds it, and its row there.
type changed struct {
	step    *wizard.Step
	row     string // id of the row
	title   string
	back    string
	outcome *models.Outcome
}

// findChanged finds what the address names: an outcome in force, or the intent.
func findChanged(c echo.Context, r *models.Read) (ch changed, err error) {
	if c.QueryParam("intent") != "" {
		return changed{step: wizard.ByKey("intent"), row: wizard.SentenceRow, title: "the intent", back: link.Strategy()}, nil
	}
	o, err := r.OutcomeByRef(shortened(c.QueryParam("outcome"), 20))
	if _, refused := models.AsRefusal(err); refused { // in the same words whether it is not there or a draft
		return ch, models.NotFound("This outcome in force")
	}
	if err != nil {
		return ch, err
	}
	s, _, err := r.InForce()
	if err != nil {
		return ch, err
	}
	if s == nil || o.StrategyID == nil || *o.StrategyID != s.ID || o.State != models.OutcomeActive {
		return ch, models.NotFound("This outcome in force")
	}
	return changed{step: wizard.ByKey("outcomes"), row: o.ID, title: o.Ref + " " + o.Title, back: link.Outcome(o.Ref), outcome: o}, nil
}

// showChangeNew asks what changes about an outcome or the intent in force.
func (a *App) showChangeNew(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		ch, err := findChanged(c, r)
		if err != nil {
			return err
		}
		sheet, err := wizard.InForceSheet(r, ch.step, a.locale(c))
		if err != nil {
			return err
		}
		return a.changeNewPage(c, r, http.StatusOK, ch, sheet)
	})
}

func (a *App) changeNewPage(c echo.Context, r *models.Read, status int, ch changed, sheet *wizard.Sheet) error {
	row := sheet.Row(ch.row)
	if row == nil {
		return models.NotFound("What should change")
	}
	p := a.page(c, r, "Change "+ch.title, "strategy")
	p.Shell.Error = status != http.StatusOK
	v := views.ChangeNewPage{Title: ch.title, Back: ch.back, Row: row, Action: c.Request().URL.RequestURI(), Problems: sheet.Form.Problems(), Owners: sheet.World.Owners, Metrics: sheet.World.MetricNames(), Gone: ch.outcome != nil}
	return a.showAs(c, status, views.ChangeNew(p, v))
}

// addChange holds back what was typed, and leads to everything that rests on it.
func (a *App) addChange(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var ch changed
	if err := a.read(c, func(r *models.Read) (err error) { ch, err = findChanged(c, r); return err }); err != nil {
		return err
	}
	if values.Get("do") == "aside" && ch.outcome != nil {
		values.Set("do", "aside:"+ch.row)
	}
	sheet, err := wizard.Save(c.Request().Context(), a.db, a.who(c), ch.step, wizard.Query{InForce: true, Locale: a.locale(c)}, values, false)
	if err != nil {
		return err
	}
	if sheet.Clash != nil || !sheet.Form.Valid() {
		status := http.StatusUnprocessableEntity
		if sheet.Clash != nil {
			status = http.StatusConflict
		}
		return a.read(c, func(r *models.Read) error { return a.changeNewPage(c, r, status, ch, sheet) })
	}
	if len(sheet.Held) == 0 {
		return a.goToSaying(c, ch.back, "Saved. Nothing that others rest on has changed.")
	}
	return a.toHeld(c, sheet)
}

// toHeld leads to what rests on a change that was held back; to the list where there are several.
func (a *App) toHeld(c echo.Context, sheet *wizard.Sheet) error {
	if len(sheet.Held) > 1 {
		return a.goToSaying(c, link.Changes(1), views.HeldMany(len(sheet.Held)))
	}
	return a.toChange(c, sheet.Held[0], reviewBehind(c))
}

// toChange leads to a change that was held back, with everything that rests on it.
func (a *App) toChange(c echo.Context, ch *models.PlannedChange, back string) error {
	n, err := a.restingOn(c, ch)
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.BackTo(link.Change(ch.Ref), back), views.HeldWords(n))
}

// restingOn is how many things rest on what a save has held back.
func (a *App) restingOn(c echo.Context, list ...*models.PlannedChange) (n int64, err error) {
	err = a.read(c, func(r *models.Read) error {
		for _, held := range list {
			more, err := r.RadiusSize(held)
			if err != nil {
				return err
			}
			n += more
		}
		return nil
	})
	return n, err
}
