package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views"
)

// showStepsList asks for the steps of a process as text.
func (a *App) showStepsList(c echo.Context) error {
	f := wizard.PasteForm(new(wizard.Paste))
	f.Show(a.locale(c))
	return a.stepsListPage(c, http.StatusOK, f, nil)
}

// previewStepsList shows each line of the text with what becomes of it. Nothing is written.
func (a *App) previewStepsList(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var paste wizard.Paste
	f := wizard.PasteForm(&paste)
	f.Fill(values, a.locale(c), form.Strict)
	if !f.Valid() {
		return a.stepsListPage(c, http.StatusUnprocessableEntity, f, nil)
	}
	return a.stepsListPage(c, http.StatusOK, f, &paste)
}

func (a *App) stepsListPage(c echo.Context, status int, f *form.Form, paste *wizard.Paste) error {
	return a.read(c, func(r *models.Read) error {
		s, err := wizard.Current(r)
		if err != nil {
			return err
		}
		w, err := wizard.Load(r, s)
		if err != nil {
			return err
		}
		v := views.StepsListPage{Form: f}
		if v.Process, v.Rows, err = w.PastePreview(c.Param("item"), paste); err != nil {
			return err
		}
		if paste != nil {
			v.Paste, v.Who = *paste, w.Who
			v.Names = w.PartyName
		}
		v.Shell = a.shell(c, "Paste steps as text", "alignment")
		v.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.StepsList(v))
	})
}
