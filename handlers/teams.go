package handlers

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showTeams is the tree of teams with their leads.
func (a *App) showTeams(c echo.Context) error {
	var tree []*models.TeamNode
	err := a.read(c, func(r *models.Read) (err error) { tree, err = r.TeamTree(); return err })
	if err != nil {
		return err
	}
	return a.show(c, views.Teams(a.shell(c, "Teams", navTeams), tree, a.who(c).May(models.ManagePeople)))
}

// teamForm is the form about a team, with what there is to choose from. v is what was posted; nil when nothing was.
func (a *App) teamForm(c echo.Context, t *models.Team, v url.Values) (f *form.Form, typed *models.TeamSettings, err error) {
	var teams []*models.Team
	people, err := a.picking(c, v, "lead")
	if err != nil {
		return nil, nil, err
	}
	err = a.read(c, func(r *models.Read) (err error) { teams, err = r.Teams(); return err })
	typed = t.Settings()
	f = form.Of(typed.Fields(teams, people)...)
	f.Version = t.Version
	return f, typed, err
}

// showTeamNew asks for a new team.
func (a *App) showTeamNew(c echo.Context) error {
	t := &models.Team{}
	if under := c.QueryParam("under"); under != "" {
		err := a.read(c, func(r *models.Read) error {
			above, err := r.TeamByRef(under)
			if err == nil {
				t.ParentTeamID = &above.ID
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	f, _, err := a.teamForm(c, t, nil)
	if err != nil {
		return err
	}
	f.Show(a.locale(c))
	return a.newTeamPage(c, http.StatusOK, f)
}

func (a *App) newTeamPage(c echo.Context, status int, f *form.Form) error {
	s := a.shell(c, "Add a team", navTeams)
	s.Error = status != http.StatusOK
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	return a.showAs(c, status, views.TeamNew(s, f, people))
}

// addTeam adds a team to the tree.
func (a *App) addTeam(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	t := &models.Team{}
	f, typed, err := a.teamForm(c, t, v)
	if err != nil {
		return err
	}
	f.Fill(v, a.locale(c), form.Strict)
	if f.Valid() {
		typed.Take(t)
		if err := blame(f, a.write(c, func(tx *models.Tx) error { return tx.AddTeam(t) })); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.newTeamPage(c, http.StatusUnprocessableEntity, f)
	}
	return a.goToSaying(c, link.TeamEdit(t.Ref), t.Name+" is added. Now its people.")
}

func (a *App) teamOf(c echo.Context) (t *models.Team, err error) {
	err = a.read(c, func(r *models.Read) error {
		t, err = r.TeamByRef(c.Param("ref"))
		return err
	})
	return t, err
}

// showTeamEdit is what an administrator may change about a team, and its people.
func (a *App) showTeamEdit(c echo.Context) error {
	t, err := a.teamOf(c)
	if err != nil {
		return err
	}
	f, _, err := a.teamForm(c, t, nil)
	if err != nil {
		return err
	}
	f.Show(a.locale(c))
	return a.teamPage(c, http.StatusOK, t, f, nil)
}

// teamPage shows a team with its people; join is the form that puts somebody on it, nil for a fresh one.
func (a *App) teamPage(c echo.Context, status int, t *models.Team, f, join *form.Form) error {
	page := views.TeamEditPage{Team: t, Form: f, Join: join}
	var err error
	if page.People, err = a.picking(c, nil); err != nil {
		return err
	}
	if join == nil {
		page.Join = joinForm(new(string), page.People)
		page.Join.Show(a.locale(c))
	}
	if err := a.read(c, func(r *models.Read) error {
		waits, err := r.PlannedOf(models.ChangeTeam, t.ID)
		if err != nil {
			return err
		}
		page.Waits = waits[t.ID]
		page.Members, err = r.MembersOf(t)
		return err
	}); err != nil {
		return err
	}
	s := a.shell(c, t.Name, navTeams)
	s.Error = status != http.StatusOK
	return a.showAs(c, status, views.TeamEdit(s, page))
}

// saveTeam writes a team's name, place, lead and mission.
func (a *App) saveTeam(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	t, err := a.teamOf(c)
	if err != nil {
		return err
	}
	f, typed, err := a.teamForm(c, t, v)
	if err != nil {
		return err
	}
	var ch *models.PlannedChange
	f.Fill(v, a.locale(c), form.Strict)
	if f.Valid() {
		if asked, err := a.contested(c, contest{f: f, values: v, what: t.Name, row: t, action: link.TeamEdit(t.Ref)}); asked || err != nil {
			return err
		}
		before, after := *t, *t
		typed.Take(&after)
		if err := blame(f, a.write(c, func(tx *models.Tx) (err error) { ch, err = tx.ChangeTeam(&before, &after, typed.Why); return err })); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.teamPage(c, http.StatusUnprocessableEntity, t, f, nil)
	}
	if ch != nil {
		return a.toChange(c, ch, "")
	}
	return a.goToSaying(c, link.TeamEdit(t.Ref), "Saved. Rights that follow from leading count at once.")
}

// joinForm asks who joins a team.
func joinForm(person *string, people *form.Directory) *form.Form {
	return form.Of(form.Pick("person", "Put somebody on it", person, nil, people).Required("Choose who joins the team.").Help("A name, or a mail address."))
}

// putOnTeam puts a person on a team.
func (a *App) putOnTeam(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	t, err := a.teamOf(c)
	if err != nil {
		return err
	}
	people, err := a.picking(c, v, "person")
	if err != nil {
		return err
	}
	var id string
	join := joinForm(&id, people)
	if join.Fill(v, a.locale(c), form.Strict); !join.Valid() {
		f, _, err := a.teamForm(c, t, nil)
		if err != nil {
			return err
		}
		f.Show(a.locale(c))
		return a.teamPage(c, http.StatusUnprocessableEntity, t, f, join)
	}
	name := ""
	err = a.write(c, func(tx *models.Tx) error {
		p, err := tx.PersonByID(id)
		if err != nil {
			return err
		}
		name = p.Name
		return tx.PutOnTeam(p, t)
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.TeamEdit(t.Ref), name+" is on "+t.Name+" now.")
}

// takeOffTeam takes a person off a team, or leads to what stands in their name there.
func (a *App) takeOffTeam(c echo.Context) error {
	t, err := a.teamOf(c)
	if err != nil {
		return err
	}
	var p *models.Person
	var ch *models.PlannedChange
	err = a.write(c, func(tx *models.Tx) error {
		if p, err = tx.PersonByRef(c.Param("person")); err != nil {
			return err
		}
		ch, err = tx.LeaveTeam(p, t)
		return err
	})
	if err != nil {
		return err
	}
	if ch != nil {
		return a.toChange(c, ch, "")
	}
	return a.goToUndo(c, link.TeamEdit(t.Ref), parts.Undo{Say: p.Name + " is off " + t.Name + ".", Action: link.TeamMembers(t.Ref),
		Fields: []parts.Hidden{{Name: "person", Value: p.Ref}}})
}

// removeTeam leads to everything that a team has; one that has nothing goes at once, and can be put back.
func (a *App) removeTeam(c echo.Context) error {
	t, err := a.teamOf(c)
	if err != nil {
		return err
	}
	var ch *models.PlannedChange
	err = a.write(c, func(tx *models.Tx) error {
		rests, err := tx.RestsOnTeam(t)
		if err != nil {
			return err
		}
		if rests == 0 {
			return tx.RemoveTeam(t)
		}
		gone := *t
		gone.RemovedAt = &tx.Now
		ch, err = tx.PlanTeam(t, &gone, "")
		return err
	})
	if err != nil {
		return err
	}
	if ch != nil {
		return a.goTo(c, link.Change(ch.Ref))
	}
	return a.goToUndo(c, link.Teams(), parts.Undo{Say: t.Name + " is removed.", Action: link.TeamPutBack(t.Ref)})
}

// putBackTeam undoes removeTeam.
func (a *App) putBackTeam(c echo.Context) error {
	var t *models.Team
	err := a.write(c, func(tx *models.Tx) (err error) { t, err = tx.PutBackTeam(c.Param("ref")); return err })
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Teams(), t.Name+" is back.")
}
