package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
)

// showAnswers is the page of everything that was answered, before the strategy comes in force.
func (a *App) showAnswers(c echo.Context) error {
	p := views.AnswersPage{Shell: a.shell(c, "Check the answers", "alignment"), May: a.who(c).May(models.PutInForce)}
	if err := a.read(c, func(r *models.Read) error {
		s, err := wizard.Current(r)
		if err != nil {
			return err
		}
		if p.World, err = wizard.Load(r, s); err != nil {
			return err
		}
		if p.Missing, err = p.World.MissingOf(r); err != nil {
			return err
		}
		p.Leads = len(p.World.Teams)
		p.People, err = r.CountPeople()
		return err
	}); err != nil {
		return err
	}
	p.Sections = wizard.Answers(p.World, a.locale(c))
	return a.show(c, views.Check(p))
}

// putInForce finishes the alignment and issues edition 1 of each brief.
func (a *App) putInForce(c echo.Context) error {
	if _, err := wizard.PutInForce(c.Request().Context(), a.db, a.who(c)); err != nil {
		return err
	}
	return a.goToSaying(c, link.Home(), "The strategy is in force, and edition 1 of each brief is issued.")
}

func authorsForm(w *wizard.World, names []string) *form.Form {
	typed := strings.Join(names, "\n")
	return form.Of(form.Text("names", "People, one a line", &typed).Max(5000).Help("Department heads and team leads, as in the list of people."))
}

// saveAuthors names who works on the draft beside the executives.
func (a *App) saveAuthors(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	p := views.WizardHub{}
	if err := a.write(c, func(tx *models.Tx) error {
		s, err := wizard.Current(&tx.Read)
		if err != nil {
			return err
		}
		if p.World, err = wizard.Load(&tx.Read, s); err != nil {
			return err
		}
		p.Authors = authorsForm(p.World, nil)
		p.Authors.Fill(values, a.locale(c), form.Strict)
		var ids []string
		for _, name := range strings.Split(p.Authors.Fields[0].Typed, "\n") {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			id, known := p.World.People.Find(name)
			if !known {
				p.Authors.Blame("names", "Nobody here is called “"+name+"”. Use the names as in the list of people, one a line.")
				break
			}
			ids = append(ids, id)
		}
		if err := p.Authors.Invalid(); err != nil {
			return err
		}
		return tx.SetAuthors(s, ids)
	}); err != nil {
		if p.Authors != nil && !p.Authors.Valid() {
			p.Shell = a.shell(c, "Alignment", "alignment")
			p.Shell.Error = true
			return a.showAs(c, http.StatusUnprocessableEntity, views.Hub(p))
		}
		return err
	}
	return a.goToSaying(c, link.Alignment(), "Saved.")
}
