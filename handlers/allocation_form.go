package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showAllocationNew asks for a new allocation. The address may say of which team and for which outcome.
func (a *App) showAllocationNew(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		choices, err := r.AllocationChoices()
		if err != nil {
			return err
		}
		company := choices.Company
		e := &models.AllocationEntry{Outcome: shortened(c.QueryParam("outcome"), 20)}
		e.From, e.To, _ = company.Periods(r.Today(), "quarter")
		if ref := c.QueryParam("team"); ref != "" {
			team, err := r.TeamByRef(ref)
			if err != nil {
				return err
			}
			e.Team = team.ID
		} else if len(choices.Teams) == 1 {
			e.Team = choices.Teams[0].Value
		}
		f := form.Of(e.Fields(choices)...)
		f.Show(a.locale(c))
		return a.show(c, views.AllocationForm(a.page(c, r, "Propose an allocation", "initiatives"), views.AllocationFormPage{Form: f}))
	})
}

// addAllocation writes an allocation as proposed.
func (a *App) addAllocation(c echo.Context) error {
	one := &models.Allocation{}
	f, err := a.takeAllocation(c, one, func(tx *models.Tx) error { return tx.AddAllocation(one) })
	switch {
	case err != nil:
		return err
	case f != nil:
		return a.allocationFormPage(c, f, nil)
	}
	return a.goToSaying(c, link.Allocation(one.Ref), "It is proposed. A decision decides it.")
}

// showAllocationEdit changes an allocation while it is proposed.
func (a *App) showAllocationEdit(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		one, err := r.AllocationByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		if one.State != models.Proposed || !r.Who.MayAllocate(one.TeamID) {
			return a.goTo(c, link.Allocation(one.Ref))
		}
		e, err := r.AllocationEntry(one, a.locale(c))
		if err != nil {
			return err
		}
		choices, err := r.AllocationChoices()
		if err != nil {
			return err
		}
		f := form.Of(e.Fields(choices)...)
		f.Version = one.Version
		f.Show(a.locale(c))
		return a.show(c, views.AllocationForm(a.page(c, r, "Change "+one.Ref, "initiatives"), views.AllocationFormPage{Form: f, Of: one}))
	})
}

// saveAllocation writes a changed proposal.
func (a *App) saveAllocation(c echo.Context) error {
	var stored *models.Allocation
	if err := a.read(c, func(r *models.Read) (err error) {
		if stored, err = r.AllocationByRef(c.Param("ref")); err != nil {
			return err
		}
		return r.Who.Must(models.Decide, models.OfTeam(&stored.TeamID))
	}); err != nil {
		return err
	}
	after := *stored
	f, err := a.takeAllocation(c, &after, func(tx *models.Tx) error { return tx.SaveAllocation(stored, &after) })
	switch {
	case err != nil:
		return err
	case f != nil:
		return a.allocationFormPage(c, f, stored)
	}
	return a.goToSaying(c, link.Allocation(stored.Ref), "Saved.")
}

// takeAllocation fills an allocation from what was posted and writes it. A form with something to mend comes back.
func (a *App) takeAllocation(c echo.Context, one *models.Allocation, write func(*models.Tx) error) (wrong *form.Form, err error) {
	values, err := a.values(c)
	if err != nil {
		return nil, err
	}
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		e := &models.AllocationEntry{}
		if one.ID != "" {
			if e, err = tx.AllocationEntry(one, a.locale(c)); err != nil {
				return err
			}
		}
		choices, err := tx.AllocationChoices()
		if err != nil {
			return err
		}
		f = form.Of(e.Fields(choices)...)
		f.Version = one.Version
		f.Fill(values, a.locale(c), form.Strict)
		if f.Stale() {
			return models.AgainstRuleAt("", staleDecision)
		}
		if err := f.Invalid(); err != nil {
			return err
		}
		if err := tx.TakeAllocation(e, one, a.locale(c)); err != nil {
			return err
		}
		return write(tx)
	})
	return mended(f, err)
}

// allocationFormPage shows a form with something to mend; of is the proposal it changes, nil for a new one.
func (a *App) allocationFormPage(c echo.Context, f *form.Form, of *models.Allocation) error {
	return a.read(c, func(r *models.Read) error {
		title := "Propose an allocation"
		if of != nil {
			title = "Change " + of.Ref
		}
		p := a.page(c, r, title, "initiatives")
		p.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.AllocationForm(p, views.AllocationFormPage{Form: f, Of: of}))
	})
}
