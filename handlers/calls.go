package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showCalls is what rules call other systems with, and what those call here.
func (a *App) showCalls(c echo.Context) error {
	return a.read(c, func(r *models.Read) (err error) {
		v := views.CallsPage{Now: r.Now}
		if v.Secrets, err = r.HookSecrets(); err != nil {
			return err
		}
		if v.Uses, err = r.SecretUses(v.Secrets); err != nil {
			return err
		}
		if v.Hooks, err = r.Webhooks(); err != nil {
			return err
		}
		if v.Hosts, err = r.HostsAllowed(); err != nil {
			return err
		}
		if v.NoKey = unsealed(r); v.NoKey == "" {
			if v.Lost, err = r.SecretsLost(); err != nil {
				return err
			}
		}
		once(c) // the key stands outside the database
		return a.show(c, views.Calls(a.page(c, r, "Calls in and out", navSettings), v))
	})
}

// secretOf is the secret of the address; a new one when the address names none.
func secretOf(c echo.Context, r *models.Read) (*models.HookSecret, error) {
	if c.Param("id") == "" {
		return &models.HookSecret{}, nil
	}
	return r.HookSecretByID(c.Param("id"))
}

func secretForm(s *models.HookSecret) (*form.Form, *models.HookSecretEntry) {
	e := &models.HookSecretEntry{Name: s.Name}
	f := form.Of(e.Fields(s.ID != "")...)
	f.Version = s.Version
	return f, e
}

// showSecret asks for a secret, or for what takes its place. What is set is not shown.
func (a *App) showSecret(c echo.Context) error { return a.secretPage(c, http.StatusOK, nil, "") }

func (a *App) secretPage(c echo.Context, status int, f *form.Form, say string) error {
	return a.read(c, func(r *models.Read) error {
		s, err := secretOf(c, r)
		if err != nil {
			return err
		}
		if f == nil {
			f, _ = secretForm(s)
			f.Show(a.locale(c))
		}
		v := views.SecretPage{Secret: s, Form: f, NoKey: unsealed(r), Say: say, Now: r.Now}
		if s.ID != "" {
			uses, err := r.SecretUses([]*models.HookSecret{s})
			if err != nil {
				return err
			}
			v.Uses = uses[s.ID]
			if v.By, err = r.PersonName(s.PersonID); err != nil {
				return err
			}
		}
		once(c)
		p := a.page(c, r, "Secret", navSettings)
		if p.Shell.Error = status != http.StatusOK; p.Shell.Error {
			v.NoKey = "" // it stands beside the field
		}
		return a.showAs(c, status, views.Secret(p, v))
	})
}

// saveSecret sets a secret, or renames or replaces one. One that was made here is shown this once.
func (a *App) saveSecret(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	var s *models.HookSecret
	made := ""
	err = a.write(c, func(tx *models.Tx) error {
		if s, err = secretOf(c, &tx.Read); err != nil {
			return err
		}
		var e *models.HookSecretEntry
		f, e = secretForm(s)
		f.Fill(values, a.locale(c), form.Strict)
		if f.Stale() {
			return models.AgainstRuleAt("", "Somebody else changed this secret while you were editing. Open it again.")
		}
		if err := f.Invalid(); err != nil {
			return err
		}
		made, err = tx.SaveHookSecret(s, e)
		return err
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.secretPage(c, http.StatusUnprocessableEntity, wrong, "")
	case made != "":
		return a.read(c, func(r *models.Read) error {
			once(c)
			return a.show(c, views.SecretMade(a.page(c, r, "Secret made", navSettings), s.Name, made))
		})
	}
	return a.goToSaying(c, link.Calls(), "The secret “"+s.Name+"” is kept.")
}

// removeSecret deletes a secret that nothing needs any more.
func (a *App) removeSecret(c echo.Context) error {
	name := ""
	err := a.write(c, func(tx *models.Tx) error {
		s, err := tx.HookSecretByID(c.Param("id"))
		if err != nil {
			return err
		}
		name = s.Name
		return tx.RemoveHookSecret(s)
	})
	if refused, ok := models.AsRefusal(err); ok && refused.Kind == models.KindRule {
		return a.secretPage(c, http.StatusUnprocessableEntity, nil, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Calls(), "The secret “"+name+"” is deleted.")
}
