package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
)

// mostSuggested is how many names are offered while somebody types.
const mostSuggested = 12

// showNames gives the names that fit what was typed so far, each with its note, for the list under a field: of people, or of people and teams. A browser
// without script never asks for it; one that comes here by hand is led to the people.
func (a *App) showNames(c echo.Context) error {
	once(c) // the same address answers a script and a person
	words := shortened(c.QueryParam("q"), 200)
	if !strings.Contains(c.Request().Header.Get("Accept"), "application/json") {
		return a.goTo(c, link.PeopleFound(words, "", ""))
	}
	return a.read(c, func(r *models.Read) error {
		owners, err := r.Owners()
		if err != nil {
			return err
		}
		list := owners.People
		if c.QueryParam("of") == owners.Both.List {
			list = owners.Both
		}
		names := [][2]string{}
		for _, o := range list.Like(words, mostSuggested) {
			names = append(names, [2]string{o.Label, list.Note(o.Value)})
		}
		return c.JSON(http.StatusOK, names)
	})
}

// picking is the people to pick from. In what was posted under the keys, a mail address or a reference becomes the person it belongs to.
func (a *App) picking(c echo.Context, v url.Values, keys ...string) (people *form.Directory, err error) {
	err = a.read(c, func(r *models.Read) error {
		for _, key := range keys {
			if v.Get(key) == "" {
				continue
			}
			id, err := r.PickedPerson(v.Get(key))
			if err != nil {
				return err
			}
			v.Set(key, id)
		}
		owners, err := r.Owners()
		if err == nil {
			people = owners.People
		}
		return err
	})
	return people, err
}
