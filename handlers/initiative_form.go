package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showInitiativeNew asks for a new initiative. The address may say what it serves.
func (a *App) showInitiativeNew(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		e := &models.InitiativeEntry{Owner: r.Who.PersonID}
		if mine := append(slices.Clone(r.Who.Leads), r.Who.MemberOf...); len(mine) > 0 {
			e.Team = mine[0]
		}
		if serves := strings.ToUpper(shortened(c.QueryParam("serves"), 20)); strings.HasPrefix(serves, "O") {
			e.Outcomes = []string{serves}
		} else {
			e.Objectives = serves
		}
		f, people, err := initiativeForm(r, e, &models.Initiative{})
		if err != nil {
			return err
		}
		f.Show(a.locale(c))
		return a.show(c, views.InitiativeForm(a.page(c, r, "Propose an initiative", "initiatives"), views.InitiativeFormPage{Form: f, People: people}))
	})
}

func initiativeForm(r *models.Read, e *models.InitiativeEntry, i *models.Initiative) (*form.Form, *form.Directory, error) {
	choices, err := r.InitiativeChoices()
	if err != nil {
		return nil, nil, err
	}
	f := form.Of(e.Fields(i, choices)...)
	f.Version = i.Version
	return f, choices.People, nil
}

// addInitiative writes a candidate.
func (a *App) addInitiative(c echo.Context) error {
	i := &models.Initiative{}
	f, err := a.takeInitiative(c, i, func(tx *models.Tx, _ *models.InitiativeEntry) error { return tx.AddInitiative(i) })
	switch {
	case err != nil:
		return err
	case f != nil:
		return a.initiativeFormPage(c, f, nil)
	}
	return a.goToSaying(c, link.Initiative(i.Ref), "It is a candidate. What it still lacks stands on its page.")
}

// showInitiativeEdit changes an initiative.
func (a *App) showInitiativeEdit(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		i, err := r.InitiativeByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		if i.Over() || !r.Who.MayChangeInitiative(i) {
			return a.goTo(c, link.Initiative(i.Ref))
		}
		typed, waits, err := r.TypedInitiative(i)
		if err != nil {
			return err
		}
		e, err := r.InitiativeEntry(typed)
		if err != nil {
			return err
		}
		f, people, err := initiativeForm(r, e, typed)
		if err != nil {
			return err
		}
		f.Show(a.locale(c))
		return a.show(c, views.InitiativeForm(a.page(c, r, "Change "+i.Ref, "initiatives"), views.InitiativeFormPage{Form: f, Of: i, People: people, Waits: waits, Back: local(c.QueryParam("back"), "")}))
	})
}

// saveInitiative writes a changed initiative over the version the person saw.
func (a *App) saveInitiative(c echo.Context) error {
	ref := c.Param("ref")
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var stored *models.Initiative
	if err := a.read(c, func(r *models.Read) (err error) {
		if stored, err = r.InitiativeByRef(ref); err != nil {
			return err
		}
		return r.Who.Must(models.RunInitiative, models.Owned(stored.TeamID, stored.OwnerPersonID))
	}); err != nil {
		return err
	}
	if asked, err := a.initiativeContested(c, values, stored); asked || err != nil {
		return err
	}
	after := *stored
	var ch *models.PlannedChange
	f, err := a.takeInitiative(c, &after, func(tx *models.Tx, e *models.InitiativeEntry) (err error) {
		ch, err = tx.EditInitiative(stored, &after, e.Moved)
		return err
	})
	switch {
	case err != nil:
		return err
	case f != nil:
		return a.initiativeFormPage(c, f, stored)
	case ch != nil:
		return a.toChange(c, ch, back(values, ""))
	}
	return a.goToSaying(c, back(values, link.Initiative(ref)), "Saved.")
}

// initiativeContested joins a form with what somebody else saved meanwhile, and asks where both changed the same.
func (a *App) initiativeContested(c echo.Context, values url.Values, stored *models.Initiative) (asked bool, err error) {
	if _, err := a.picking(c, values, "owner"); err != nil {
		return false, err
	}
	var f *form.Form
	if err := a.read(c, func(r *models.Read) error {
		e, err := r.InitiativeEntry(stored)
		if err != nil {
			return err
		}
		f, _, err = initiativeForm(r, e, stored)
		return err
	}); err != nil {
		return false, err
	}
	if f.Fill(values, a.locale(c), form.Strict); !f.Valid() {
		return false, nil
	}
	return a.contested(c, contest{f: f, values: values, what: "this initiative", row: stored, action: link.InitiativeEdit(stored.Ref, "")})
}

// takeInitiative fills an initiative from what was posted and writes it. A form with something to mend comes back.
func (a *App) takeInitiative(c echo.Context, i *models.Initiative, write func(*models.Tx, *models.InitiativeEntry) error) (wrong *form.Form, err error) {
	values, err := a.values(c)
	if err != nil {
		return nil, err
	}
	if _, err := a.picking(c, values, "owner"); err != nil {
		return nil, err
	}
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		e := &models.InitiativeEntry{}
		if i.ID != "" {
			if e, err = tx.InitiativeEntry(i); err != nil {
				return err
			}
		}
		if f, _, err = initiativeForm(&tx.Read, e, i); err != nil {
			return err
		}
		f.Fill(values, a.locale(c), form.Strict)
		if err := f.Invalid(); err != nil {
			return err
		}
		if err := tx.TakeInitiative(e, i); err != nil {
			return err
		}
		return write(tx, e)
	})
	return mended(f, err)
}

// initiativeFormPage shows a form with something to mend; of is the initiative it changes, nil for a new one.
func (a *App) initiativeFormPage(c echo.Context, f *form.Form, of *models.Initiative) error {
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	values, err := a.values(c)
	if err != nil {
		return err
	}
	return a.read(c, func(r *models.Read) error {
		title := "Propose an initiative"
		if of != nil {
			title = "Change " + of.Ref
		}
		p := a.page(c, r, title, "initiatives")
		p.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.InitiativeForm(p, views.InitiativeFormPage{Form: f, Of: of, People: people, Back: back(values, "")}))
	})
}

// initiativeLacking shows the form with what is missing said at its field, to one who wanted to commit without it (R21).
func (a *App) initiativeLacking(c echo.Context, refused *models.Refusal) error {
	var i *models.Initiative
	var f *form.Form
	if err := a.read(c, func(r *models.Read) (err error) {
		if i, err = r.InitiativeByRef(c.Param("ref")); err != nil {
			return err
		}
		e, err := r.InitiativeEntry(i)
		if err != nil {
			return err
		}
		f, _, err = initiativeForm(r, e, i)
		return err
	}); err != nil {
		return err
	}
	f.Show(a.locale(c))
	for _, l := range i.Lacks() {
		f.Blame(l.Field, l.Say)
	}
	f.Blame(refused.About, refused.Say)
	return a.initiativeFormPage(c, f, i)
}
