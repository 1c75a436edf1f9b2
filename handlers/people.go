package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showPeople lists everybody: names, role titles, teams. Addresses are for those who manage people.
func (a *App) showPeople(c echo.Context) error {
	p := views.PeoplePage{Words: c.QueryParam("q"), Manages: a.who(c).May(models.ManagePeople), Who: a.who(c)}
	p.Off = p.Manages && c.QueryParam("show") == "off"
	at := pageNumber(c)
	err := a.read(c, func(r *models.Read) error {
		var err error
		if p.Away, err = r.StandIns(); err != nil {
			return err
		}
		list, all, err := r.PeopleFound(p.Words, p.Off, (at-1)*perPage, perPage)
		p.People, p.Paging = list, paging(at, all, func(page int) string {
			return link.PeopleFound(p.Words, c.QueryParam("show"), strconv.Itoa(page))
		})
		return err
	})
	if err != nil {
		return err
	}
	return a.show(c, views.People(a.shell(c, "People", navPeople), p))
}

// showPersonNew asks for one new person.
func (a *App) showPersonNew(c echo.Context) error {
	f, _, _, err := a.personForm(c, &models.Person{})
	if err != nil {
		return err
	}
	f.Show(a.locale(c))
	return a.newPersonPage(c, http.StatusOK, f)
}

func (a *App) newPersonPage(c echo.Context, status int, f *form.Form) error {
	s := a.shell(c, "Add a person", navPeople)
	s.Error = status != http.StatusOK
	return a.showAs(c, status, views.PersonNew(s, f))
}

// addPerson adds one person; the link to invite them is made on their page.
func (a *App) addPerson(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	p := &models.Person{DateOrder: "dmy"}
	f, typed, teams, err := a.personForm(c, p)
	if err != nil {
		return err
	}
	f.Fill(v, a.locale(c), form.Strict)
	if f.Valid() {
		typed.Take(p)
		err = a.write(c, func(tx *models.Tx) error { return tx.AddToPeople(p, picked(teams, typed.Teams)...) })
		if err = blame(f, err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.newPersonPage(c, http.StatusUnprocessableEntity, f)
	}
	return a.goToSaying(c, link.Person(p.Ref), p.Name+" is added. Make a link to invite them.")
}

// personForm is the form about a person, with the teams to choose from.
func (a *App) personForm(c echo.Context, p *models.Person) (f *form.Form, typed *models.PersonSettings, teams []*models.Team, err error) {
	var on []string
	err = a.read(c, func(r *models.Read) (err error) {
		if teams, err = r.Teams(); err != nil || p.ID == "" {
			return err
		}
		on, err = r.TeamsOf(p.ID)
		return err
	})
	typed = p.Settings(on)
	f = form.Of(typed.Fields(teams)...)
	f.Version = p.Version
	return f, typed, teams, err
}

// picked are the teams whose ids were ticked.
func picked(teams []*models.Team, ids []string) (list []*models.Team) {
	ticked := map[string]bool{}
	for _, id := range ids {
		ticked[id] = true
	}
	for _, t := range teams {
		if ticked[t.ID] {
			list = append(list, t)
		}
	}
	return list
}

// blame puts the sentence of a broken rule on the form: at the field it is about, else on top. Any other error is given back.
func blame(f *form.Form, err error) error {
	r, refused := models.AsRefusal(err)
	if !refused || r.Kind != models.KindRule {
		return err
	}
	f.Blame(r.About, r.Say)
	return nil
}
