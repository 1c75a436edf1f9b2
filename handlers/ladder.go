package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showLadder is the ladder that an unanswered handoff climbs.
func (a *App) showLadder(c echo.Context) error {
	company, err := a.companyNow(c)
	if err != nil {
		return err
	}
	f, rows := models.LadderForm(company.Rungs(), company.Version, a.locale(c))
	f.Seen = f.Version
	return a.ladderPage(c, http.StatusOK, company, views.LadderPage{Form: f, Rows: rows})
}

func (a *App) companyNow(c echo.Context) (company *models.Company, err error) {
	err = a.read(c, func(r *models.Read) (err error) { company, err = r.Company(); return err })
	return company, err
}

func (a *App) ladderPage(c echo.Context, status int, company *models.Company, v views.LadderPage) error {
	s := a.shell(c, "When a handoff is not answered", navSettings)
	s.Error = status != http.StatusOK
	v.Answer = company.AnswerDays
	return a.showAs(c, status, views.Ladder(s, v))
}

// saveLadder writes the ladder; the buttons that add, remove and move a rung show the page again, with nothing saved.
func (a *App) saveLadder(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	company, err := a.companyNow(c)
	if err != nil {
		return err
	}
	f, rows := models.LadderForm(nil, company.Version, a.locale(c))
	verb, group, id := form.Action(values)
	mode := form.Strict
	if group != "" {
		mode = form.Draft
	}
	f.Fill(values, a.locale(c), mode)
	if group != "" && f.Apply(verb, group, id, a.locale(c)) {
		return a.ladderPage(c, http.StatusOK, company, views.LadderPage{Form: f, Rows: rows, Open: true})
	}
	models.JudgeLadder(rows)
	if !f.Valid() {
		return a.ladderPage(c, http.StatusUnprocessableEntity, company, views.LadderPage{Form: f, Rows: rows, Open: true})
	}
	if f.Stale() {
		f.Problem = "Somebody else changed the company’s settings meanwhile. The ladder in force is “" + views.LadderWords(company.Rungs()) + "”. Save again if yours should hold."
		f.Seen = f.Version
		return a.ladderPage(c, http.StatusConflict, company, views.LadderPage{Form: f, Rows: rows, Open: true})
	}
	var list []models.Rung
	for _, r := range form.ItemsOf[models.Rung](rows) {
		list = append(list, *r)
	}
	if err := a.write(c, func(tx *models.Tx) error { return tx.SetLadder(list, company.Version) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Ladder(), "The ladder is saved. Handoffs that wait for an answer climb it from where they are.")
}
