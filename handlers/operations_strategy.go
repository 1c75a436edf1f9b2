package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showLayers shows both layers beside each other, with what does not fit.
func (a *App) showLayers(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.LayersPage()
		if err != nil {
			return err
		}
		return a.show(c, views.Layers(a.page(c, r, "Two layers", "strategy"), v))
	})
}

// showOperationsAll lists every operations strategy that this person may know of, those that are over too.
func (a *App) showOperationsAll(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		list, err := r.OperationsKnown()
		if err != nil {
			return err
		}
		return a.show(c, views.OperationsAll(a.page(c, r, "Operations strategies", "strategy"), list))
	})
}

// showOperationsStrategy is one operations strategy.
func (a *App) showOperationsStrategy(c echo.Context) error {
	return a.operationsPage(c, http.StatusOK, nil)
}

func (a *App) operationsPage(c echo.Context, status int, ending *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.OperationsPage(c.Param("ref"))
		if err != nil {
			return err
		}
		if ending == nil {
			ending = endingOperations(new(string))
			ending.Show(a.locale(c))
		}
		p, err := a.pageOf(c, r, d.Name, "operations", "operations_strategy", d.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.OperationsStrategy(p, views.OperationsStrategyPage{OperationsDetail: d, Ending: ending}))
	})
}

func endingOperations(reason *string) *form.Form {
	return form.Of(form.Line("reason", "Why it ends", reason).Required("Say in a sentence why it ends.").Max(500))
}

// showOperationsNew asks what a new operations strategy is about.
func (a *App) showOperationsNew(c echo.Context) error {
	return a.operationsNewPage(c, http.StatusOK, nil)
}

func (a *App) operationsNewPage(c echo.Context, status int, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		choices, err := r.OperationsChoices(nil)
		if err != nil {
			return err
		}
		if f == nil {
			e := &models.OperationsStart{Scope: models.ScopeTeam}
			if len(r.Who.Leads) > 0 {
				e.Owner = r.Who.PersonID
			}
			if team, err := r.TeamByRef(shortened(c.QueryParam("team"), 20)); err == nil && r.Who.May(models.RunOperations, models.OfTeam(&team.ID)) {
				e.Team = team.ID
				if team.LeadPersonID != nil {
					e.Owner = *team.LeadPersonID
				}
			}
			f = form.Of(e.Fields(choices)...)
			f.Show(a.locale(c))
		}
		p := a.page(c, r, "New operations strategy", "operations")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.OperationsNew(p, f, choices.People))
	})
}

// startOperations writes the draft and leads to its first step.
func (a *App) startOperations(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	if _, err := a.picking(c, values, "owner"); err != nil {
		return err
	}
	var f *form.Form
	var s *models.OperationsStrategy
	err = a.write(c, func(tx *models.Tx) error {
		choices, err := tx.OperationsChoices(nil)
		if err != nil {
			return err
		}
		e := &models.OperationsStart{}
		f = form.Of(e.Fields(choices)...)
		f.Fill(values, a.locale(c), form.Strict)
		e.Check(f)
		if err := f.Invalid(); err != nil {
			return err
		}
		s = e.Strategy(&tx.Read)
		return tx.StartOperations(s)
	})
	switch wrong, err := mended(f, err); {
	case err != nil:
		return err
	case wrong != nil:
		return a.operationsNewPage(c, http.StatusUnprocessableEntity, wrong)
	}
	return a.goTo(c, link.OperationsStep(s.Ref, "runs"))
}

// onOperations changes an operations strategy found by its reference.
func (a *App) onOperations(c echo.Context, change func(*models.Tx, *models.OperationsStrategy) error) (s *models.OperationsStrategy, err error) {
	err = a.write(c, func(tx *models.Tx) error {
		if s, err = tx.OperationsStrategyByRef(c.Param("ref")); err != nil {
			return err
		}
		return change(tx, s)
	})
	return s, err
}

// putOperationsInForce makes a draft what counts. What is missing is said on its last step.
func (a *App) putOperationsInForce(c echo.Context) error {
	s, err := a.onOperations(c, (*models.Tx).PutOperationsInForce)
	if r, refused := models.AsRefusal(err); refused && r.Kind == models.KindRule && s != nil && s.State == models.Draft {
		return a.operationsStepPage(c, http.StatusUnprocessableEntity, s.Ref, "check", nil, r.Say)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.OperationsStrategy(s.Ref), "“"+s.Name+"” is in force from now on.")
}

// nextOperations begins the next version.
func (a *App) nextOperations(c echo.Context) error {
	var next *models.OperationsStrategy
	_, err := a.onOperations(c, func(tx *models.Tx, s *models.OperationsStrategy) (err error) {
		next, err = tx.NextOperations(s)
		return err
	})
	if err != nil {
		return err
	}
	return a.goTo(c, link.OperationsStrategy(next.Ref))
}

// endOperations ends one without a next version.
func (a *App) endOperations(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var reason string
	f := endingOperations(&reason)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		_, err := a.onOperations(c, func(tx *models.Tx, s *models.OperationsStrategy) error { return tx.EndOperations(s, reason) })
		if err := blame(f, err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.operationsPage(c, http.StatusUnprocessableEntity, f)
	}
	return a.goToSaying(c, link.OperationsStrategy(c.Param("ref")), "It has ended.")
}

// removeOperations throws a draft away and offers to bring it back.
func (a *App) removeOperations(c echo.Context) error {
	s, err := a.onOperations(c, (*models.Tx).RemoveOperations)
	if err != nil {
		return err
	}
	return a.goToUndo(c, link.Layers(), parts.Undo{Say: "The draft of “" + s.Name + "” is removed.", Action: link.OperationsBack(s.Ref)})
}

// putBackOperations undoes that.
func (a *App) putBackOperations(c echo.Context) error {
	ref := c.Param("ref")
	if err := a.write(c, func(tx *models.Tx) error {
		s, err := tx.RemovedOperationsStrategy(ref)
		if err != nil {
			return err
		}
		return tx.PutBackOperations(s)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.OperationsStrategy(ref), "The draft is back.")
}
