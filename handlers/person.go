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
	return a.personPage(c, http.StatusOK, p, f, "")
}

func (a *App) personOf(c echo.Context) (p *models.Person, err error) {
	err = a.read(c, func(r *models.Read) error {
		p, err = r.PersonByRef(c.Param("ref"))
		return err
	})
	return p, err
}

// personPage shows the person with their form; token is that of a link just made, shown
// this once.
func (a *App) personPage(c echo.Context, status int, p *models.Person, f *form.Form, token string) error {
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
		if page.Leaves, err = r.LeavingOn(p.ID); err != nil {
			return err
		}
		if page.Person, err = r.PersonLineOf(p); err != nil {
			return err
		}
		page.Owned, err = r.OwnedBy(p)
		return err
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
	var held []*models.PlannedChange
	f.Fill(v, a.locale(c), form.Strict)
	if f.Valid() {
		if asked, err := a.contested(c, contest{f: f, values: v, what: p.Name, row: p, action: link.Person(p.Ref)}); asked || err != nil {
			return err
		}
		before, after := *p, *p
		typed.Take(&after)
		err = a.write(c, func(tx *models.Tx) (err error) {
			if err := tx.SavePerson(&before, &after); err != nil {
				return err
			}
			held, err = tx.SetTeams(&after, picked(teams, typed.Teams))
			return err
		})
		if err = blame(f, err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.personPage(c, http.StatusUnprocessableEntity, p, f, "")
	}
	switch len(held) {
	case 0:
		return a.goToSaying(c, link.Person(p.Ref), "Saved. Changed roles count at once.")
	case 1:
		return a.toChange(c, held[0], "")
	}
	return a.goToSaying(c, link.Changes(1), views.HeldMany(len(held)))
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
	return a.personPage(c, http.StatusOK, p, f, token)
}

// switchOff leads to everything that stands in a person's name. Their access ends when that is applied.
func (a *App) switchOff(c echo.Context) error {
	p, err := a.personOf(c)
	if err != nil {
		return err
	}
	do, err := a.value(c, "do")
	if err != nil {
		return err
	}
	var ch *models.PlannedChange
	err = a.write(c, func(tx *models.Tx) error {
		rests, err := tx.RestsOnPerson(p)
		if err != nil {
			return err
		}
		if rests == 0 && p.Active && do != "later" {
			return tx.SwitchOff(p)
		}
		ch, err = tx.PlanLeaving(p)
		return err
	})
	if err != nil {
		return err
	}
	if ch == nil {
		return a.goToUndo(c, link.Person(p.Ref), parts.Undo{Say: p.Name + " is switched off and signed out everywhere.", Action: link.PersonReturn(p.Ref)})
	}
	return a.goTo(c, link.Change(ch.Ref))
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
