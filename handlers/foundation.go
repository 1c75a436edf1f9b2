package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
)

// showFoundation asks for what an organizational strategy stands on: the one that the address names, else the one being drafted or in force.
func (a *App) showFoundation(c echo.Context) error {
	return a.foundationPage(c, http.StatusOK, nil)
}

// foundationToEdit reads what a strategy stands on, for those who work on it.
func foundationToEdit(c echo.Context, r *models.Read) (*models.Foundation, error) {
	s, err := wizard.Of(r, c.QueryParam("of"))
	if err != nil {
		return nil, err
	}
	if s.State == models.Superseded {
		return nil, models.AgainstRule("This strategy is superseded. It stays as it stood.")
	}
	return r.Foundation(s)
}

func (a *App) foundationPage(c echo.Context, status int, e *models.FoundationEntry) error {
	return a.read(c, func(r *models.Read) error {
		f, err := foundationToEdit(c, r)
		if err != nil {
			return err
		}
		owners, err := r.Owners()
		if err != nil {
			return err
		}
		if e == nil {
			e = f.Entry(owners.People)
			e.Form.Show(a.locale(c))
		}
		p := a.page(c, r, "What the strategy stands on", "alignment")
		p.Shell.Error = status != http.StatusOK
		beside, err := wizard.Beside(r, f.Strategy)
		if err != nil {
			return err
		}
		return a.showAs(c, status, views.FoundationEdit(p, views.FoundationPage{Foundation: f, Form: e.Form, People: owners.People, Beside: beside}))
	})
}

// saveFoundation writes it over the version that the person saw. The buttons of rows change the form alone.
func (a *App) saveFoundation(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	people, err := a.picking(c, values, "owner")
	if err != nil {
		return err
	}
	verb, group, id := form.Action(values)
	var e *models.FoundationEntry
	var stored *models.Foundation
	if err := a.read(c, func(r *models.Read) (err error) {
		if stored, err = foundationToEdit(c, r); err != nil {
			return err
		}
		e = stored.Entry(people)
		e.Form.Fill(values, a.locale(c), form.Strict)
		return nil
	}); err != nil {
		return err
	}
	if verb != "" && group != "" && e.Form.Apply(verb, group, id, a.locale(c)) {
		return a.foundationPage(c, http.StatusOK, e)
	}
	if e.Check(); !e.Form.Valid() {
		return a.foundationPage(c, http.StatusUnprocessableEntity, e)
	}
	if asked, err := a.contested(c, contest{f: e.Form, values: values, what: "what the strategy stands on", row: stored.Strategy, action: link.Foundation(stored.Strategy.Ref)}); asked || err != nil {
		return err
	}
	err = a.write(c, func(tx *models.Tx) error {
		before, err := foundationToEdit(c, &tx.Read)
		if err != nil {
			return err
		}
		after, err := tx.TakeFoundation(e)
		if err != nil {
			return err
		}
		return tx.SaveFoundation(before, after)
	})
	if err := blame(e.Form, err); err != nil {
		return err
	}
	if !e.Form.Valid() {
		return a.foundationPage(c, http.StatusUnprocessableEntity, e)
	}
	return a.goToSaying(c, link.Foundation(stored.Strategy.Ref), "Saved.")
}
