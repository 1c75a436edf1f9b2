package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
)

// showSentence says in one sentence what the fields of an outcome hold, while they are typed. Nothing is saved. A browser without script
// never asks for it; one that comes here by hand is led to the step.
func (a *App) showSentence(c echo.Context) error {
	if fragmentOf(c.Request()) == "" {
		return a.goTo(c, link.Step("outcomes"))
	}
	values, err := a.values(c)
	if err != nil {
		return err
	}
	return a.read(c, func(r *models.Read) error {
		s, err := wizard.Current(r)
		if err != nil {
			return err
		}
		w, err := wizard.Load(r, s)
		if err != nil {
			return err
		}
		sheet, row, err := wizard.Preview(r, w, wizard.Query{Locale: a.locale(c)}, values, c.QueryParam("row"))
		if err != nil {
			return err
		}
		if row == nil {
			return c.NoContent(http.StatusNoContent)
		}
		return a.show(c, views.OutcomeSentences(views.WizardStep{Sheet: sheet}, row))
	})
}
