package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showPerson is what an administrator may see and change about a person.
func (a *App) showPerson(c echo.Context) error {
	p, err := a.personOf(c)
	if err != nil {
		return err
	}
	f, _, _, err := a.personForm(c, p)
	if err != nil {
		return err
	}
	f.Show(a.locale(c))
	return a.personPage(c, http.StatusOK, p, f, nil, "")
}

func (a *App) personOf(c echo.Context) (p *models.Person, err error) {
	err = a.read(c, func(r *models.Read) error {
		p, err = r.PersonByRef(c.Param("ref"))
		return err
	})
	return p, err
}

// personPage shows the person with their form; give hands over what they own, nil for a fresh one; token is that of a link just made, shown
// this once.
func (a *App) personPage(c echo.Context, status int, p *models.Person, f, give *form.Form, token string) error {
	page := views.PersonPage{Form: f, Myself: p.ID == a.who(c).PersonID, Zone: a.zone(c)}
	if token != "" {
		page.Link = a.cfg.BaseURL + link.Welcome(token)
	}
	err := a.read(c, func(r *models.Read) (err error) {
		page.Now = r.Now
		standIns, err := r.StandIns()
		if err != nil {
			return err
		}
		page.Away = standIns.Of(p.ID)
		if page.Person, err = r.PersonLineOf(p); err != nil {
			return err
		}
		if page.Owned, err = r.OwnedBy(p); err != nil || p.Active || len(page.Owned) == 0 {
			return err
		}
		owners, err := r.Owners()
		if err != nil {
			return err
		}
		if page.People, page.HandOver = owners.People, give; give == nil {
			page.HandOver = handOverForm(new(string), owners.People)
			page.HandOver.Show(a.locale(c))
		}
		return nil
	})
	if err != nil {
		return err
	}
	s := a.shell(c, p.Name, navPeople)
	s.Error = status != http.StatusOK
	return a.showAs(c, status, views.Person(s, page))
}

// savePerson writes what an administrator changed about a person.
func (a *App) savePerson(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	p, err := a.personOf(c)
	if err != nil {
		return err
	}
	f, typed, teams, err := a.personForm(c, p)
	if err != nil {
		return err
	}
	f.Fill(v, a.locale(c), form.Strict)
	if f.Valid() {
		if asked, err := a.contested(c, contest{f: f, values: v, what: p.Name, row: p, action: link.Person(p.Ref)}); asked || err != nil {
			return err
		}
		before, after := *p, *p
		typed.Take(&after)
		err = a.write(c, func(tx *models.Tx) error {
			if err := tx.SavePerson(&before, &after); err != nil {
				return err
			}
			return tx.SetTeams(&after, picked(teams, typed.Teams))
		})
		if err = blame(f, err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.personPage(c, http.StatusUnprocessableEntity, p, f, nil, "")
	}
	return a.goToSaying(c, link.Person(p.Ref), "Saved. Changed roles count at once.")
}

// makeLink makes the link that invites a person, or lets them choose a new password, and shows it this once.
func (a *App) makeLink(c echo.Context) error {
	p, err := a.personOf(c)
	if err != nil {
		return err
	}
	token := ""
	err = a.write(c, func(tx *models.Tx) error {
		hash, err := tx.PasswordOf(p.ID)
		if err != nil {
			return err
		}
		purpose := models.LinkInvitation
		if hash != "" {
			purpose = models.LinkReset
		}
		token, err = tx.MakeLink(p, purpose)
		return err
	})
	if err != nil {
		return err
	}
	f, _, _, err := a.personForm(c, p)
	if err != nil {
		return err
	}
	f.Show(a.locale(c))
	return a.personPage(c, http.StatusOK, p, f, nil, token)
}

// switchOff ends a person's access at once; what they own is listed to hand over.
func (a *App) switchOff(c echo.Context) error {
	p, err := a.personOf(c)
	if err != nil {
		return err
	}
	if err := a.write(c, func(tx *models.Tx) error { return tx.SwitchOff(p) }); err != nil {
		return err
	}
	return a.goToUndo(c, link.Person(p.Ref), parts.Undo{Say: p.Name + " is switched off and signed out everywhere.", Action: link.PersonReturn(p.Ref)})
}

// switchOn lets a person in again.
func (a *App) switchOn(c echo.Context) error {
	p, err := a.personOf(c)
	if err != nil {
		return err
	}
	if err := a.write(c, func(tx *models.Tx) error { return tx.SwitchOn(p) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Person(p.Ref), p.Name+" can sign in again.")
}

// handOverForm asks who takes over.
func handOverForm(to *string, people *form.Directory) *form.Form {
	return form.Of(form.Pick("to", "All of it goes to", to, nil, people).Required("Choose who takes over.").Help("A name, or a mail address."))
}

// handOver gives what stands in a person's name to somebody else.
func (a *App) handOver(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	p, err := a.personOf(c)
	if err != nil {
		return err
	}
	people, err := a.picking(c, v, "to")
	if err != nil {
		return err
	}
	var to string
	give := handOverForm(&to, people)
	if give.Fill(v, a.locale(c), form.Strict); !give.Valid() {
		f, _, _, err := a.personForm(c, p)
		if err != nil {
			return err
		}
		f.Show(a.locale(c))
		return a.personPage(c, http.StatusUnprocessableEntity, p, f, give, "")
	}
	n, name := 0, ""
	err = a.write(c, func(tx *models.Tx) error {
		other, err := tx.PersonByID(to)
		if err != nil {
			return err
		}
		name = other.Name
		n, err = tx.HandOver(p, other)
		return err
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Person(p.Ref), views.Things(n)+" handed over to "+name+".")
}
