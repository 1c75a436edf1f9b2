package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// hookOf is the hook of the address; a new one when the address names none.
func hookOf(c echo.Context, r *models.Read) (*models.Webhook, error) {
	if c.Param("id") == "" {
		return &models.Webhook{}, nil
	}
	return r.WebhookByID(c.Param("id"))
}

func hookForm(r *models.Read, w *models.Webhook) (*form.Form, *models.WebhookEntry, error) {
	secrets, err := r.HookSecrets()
	if err != nil {
		return nil, nil, err
	}
	e := w.Entry()
	f := form.Of(e.FormFields(secrets, w.ID != "")...)
	f.Version = w.Version
	return f, e, nil
}

// showHook asks for a hook, or shows one with its last calls.
func (a *App) showHook(c echo.Context) error { return a.hookPage(c, http.StatusOK, nil, "") }

func (a *App) hookPage(c echo.Context, status int, f *form.Form, say string) error {
	return a.read(c, func(r *models.Read) error {
		w, err := hookOf(c, r)
		if err != nil {
			return err
		}
		if f == nil {
			if f, _, err = hookForm(r, w); err != nil {
				return err
			}
			f.Show(a.locale(c))
		}
		v := views.HookPage{Hook: w, Form: f, Say: say, Now: r.Now}
		if w.ID != "" {
			if v.Calls, err = r.CallsAt(w); err != nil {
				return err
			}
			if v.Rules, err = r.RulesOfWebhook(w.ID); err != nil {
				return err
			}
			if v.By, err = r.PersonName(w.PersonID); err != nil {
				return err
			}
		}
		once(c)
		p := a.page(c, r, "Hook", navSettings)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Hook(p, v))
	})
}

// hookAddress shows the address of a hook, this once.
func (a *App) hookAddress(c echo.Context, w *models.Webhook, token string) error {
	return a.read(c, func(r *models.Read) error {
		once(c)
		return a.show(c, views.HookAddress(a.page(c, r, "Address of a hook", navSettings), w, a.cfg.BaseURL+link.Called(token)))
	})
}

// saveHook makes a hook, or changes one. The address of a new one is shown this once.
func (a *App) saveHook(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	var w *models.Webhook
	token := ""
	err = a.write(c, func(tx *models.Tx) error {
		if w, err = hookOf(c, &tx.Read); err != nil {
			return err
		}
		var e *models.WebhookEntry
		if f, e, err = hookForm(&tx.Read, w); err != nil {
			return err
		}
		f.Fill(values, a.locale(c), form.Strict)
		if f.Stale() {
			return models.AgainstRuleAt("", "Somebody else changed this hook while you were editing. Open it again.")
		}
		if err := f.Invalid(); err != nil {
			return err
		}
		token, err = tx.SaveWebhook(w, e)
		return err
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.hookPage(c, http.StatusUnprocessableEntity, wrong, "")
	case token != "":
		return a.hookAddress(c, w, token)
	}
	return a.goToSaying(c, link.Hook(w.ID), "The hook “"+w.Name+"” is saved.")
}

// renewHook gives a hook another address and shows it this once.
func (a *App) renewHook(c echo.Context) error {
	var w *models.Webhook
	token := ""
	err := a.write(c, func(tx *models.Tx) (err error) {
		if w, err = tx.WebhookByID(c.Param("id")); err != nil {
			return err
		}
		token, err = tx.RenewWebhook(w)
		return err
	})
	if err != nil {
		return err
	}
	return a.hookAddress(c, w, token)
}

// removeHook takes a hook out that no published rule starts at.
func (a *App) removeHook(c echo.Context) error {
	name := ""
	err := a.write(c, func(tx *models.Tx) error {
		w, err := tx.WebhookByID(c.Param("id"))
		if err != nil {
			return err
		}
		name = w.Name
		return tx.RemoveWebhook(w)
	})
	if refused, ok := models.AsRefusal(err); ok && refused.Kind == models.KindRule {
		return a.hookPage(c, http.StatusUnprocessableEntity, nil, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Calls(), "The hook “"+name+"” is taken out. Calls at its address are not taken any more.")
}
