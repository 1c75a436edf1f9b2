package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showAbsences is who is away now and soon, and first what concerns the person who asks.
func (a *App) showAbsences(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		team, teams, err := pickedTeam(c, r)
		if err != nil {
			return err
		}
		v := views.AbsencesPage{Team: team}
		if v.Absences, err = r.Absences(teams); err != nil {
			return err
		}
		if v.Own, v.StandsIn, err = r.AbsencesOf(r.Who.PersonID); err != nil {
			return err
		}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		return a.show(c, views.Absences(a.page(c, r, "Who is away", navPeople), v))
	})
}

// showAbsenceNew asks for an absence: one's own, or that of the person the address names.
func (a *App) showAbsenceNew(c echo.Context) error {
	e := &models.AbsenceEntry{Person: a.who(c).PersonID}
	if ref := c.QueryParam("person"); ref != "" {
		if err := a.read(c, func(r *models.Read) error {
			p, err := r.PersonByRef(ref)
			if err != nil {
				return err
			}
			e.Person = p.ID
			may, err := r.MayEnterAbsence(p.ID)
			if err == nil && !may {
				err = models.NotFound("This page")
			}
			return err
		}); err != nil {
			return err
		}
	}
	return a.absencePage(c, http.StatusOK, nil, e, nil)
}

// absencePage shows the form of an absence; of is the one that is changed, nil for a new one. A form to mend is shown back.
func (a *App) absencePage(c echo.Context, status int, of *models.Absence, e *models.AbsenceEntry, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		v := views.AbsencePage{Of: of, Form: f}
		owners, err := r.Owners()
		if err != nil {
			return err
		}
		v.People = owners.People
		if f == nil {
			v.Form = a.absenceForm(c, e, of, v.People, false)
			v.Form.Show(a.locale(c))
		}
		title := "Enter an absence"
		if of != nil {
			if v.Name, err = r.PersonName(&of.PersonID); err != nil {
				return err
			}
			title = "Absence of " + v.Name
		}
		p := a.page(c, r, title, navPeople)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Absence(p, v))
	})
}

// absenceForm asks whose absence it is only where that is open.
func (a *App) absenceForm(c echo.Context, e *models.AbsenceEntry, of *models.Absence, people *form.Directory, ask bool) *form.Form {
	whom := of == nil && a.who(c).Reach(models.EnterAbsence) > models.Own
	f := form.Of(e.Fields(people, whom, ask)...)
	if of != nil {
		f.Version = of.Version
	}
	return f
}

// addAbsence enters an absence.
func (a *App) addAbsence(c echo.Context) error {
	return a.takeAbsence(c, nil)
}

// showAbsence is the form that changes an absence, for those who may; for others it is not there.
func (a *App) showAbsence(c echo.Context) error {
	of, err := a.absenceOf(c)
	if err != nil {
		return err
	}
	return a.absencePage(c, http.StatusOK, of, of.Entry(), nil)
}

// absenceOf finds the absence of the address, for those who may change it.
func (a *App) absenceOf(c echo.Context) (of *models.Absence, err error) {
	err = a.read(c, func(r *models.Read) error {
		if of, err = r.AbsenceByID(c.Param("id")); err != nil {
			return err
		}
		may, err := r.MayEnterAbsence(of.PersonID)
		if err == nil && !may {
			err = models.NotFound("This absence")
		}
		return err
	})
	return of, err
}

// saveAbsence changes an absence.
func (a *App) saveAbsence(c echo.Context) error {
	of, err := a.absenceOf(c)
	if err != nil {
		return err
	}
	return a.takeAbsence(c, of)
}

func (a *App) takeAbsence(c echo.Context, of *models.Absence) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	people, err := a.picking(c, values, "person", "deputy")
	if err != nil {
		return err
	}
	e := &models.AbsenceEntry{Person: a.who(c).PersonID}
	if of != nil {
		e = of.Entry()
	}
	f := a.absenceForm(c, e, of, people, true) // a tick that was not offered is not there
	f.Fill(values, a.locale(c), form.Strict)
	if f.Stale() {
		f.Problem = "Somebody else changed this absence while you were editing. Open it again to see what stands there now."
	}
	said := "Entered. "
	if f.Valid() {
		err = a.write(c, func(tx *models.Tx) error {
			if of == nil {
				of, err = tx.EnterAbsence(e)
				return err
			}
			said = "Saved. "
			return tx.ChangeAbsence(of, e)
		})
	}
	if !f.Valid() || err != nil {
		if f.Valid() {
			refused, ok := models.AsRefusal(err)
			if !ok || refused.Kind != models.KindRule {
				return err
			}
			f.Blame(refused.About, refused.Say)
			if !refused.Ask {
				dropTick(f)
			}
		} else {
			dropTick(f)
		}
		return a.absencePage(c, http.StatusUnprocessableEntity, of, e, f)
	}
	return a.goToSaying(c, link.Absences(""), said+people.Label(e.Deputy)+" stands in from "+e.From.Long()+" to "+e.To.Long()+", and is told.")
}

// endAbsence says that somebody is back, or stays after all.
func (a *App) endAbsence(c echo.Context) error {
	of, err := a.absenceOf(c)
	if err != nil {
		return err
	}
	until := of.ToDay
	if err := a.write(c, func(tx *models.Tx) error { return tx.EndAbsence(of) }); err != nil {
		return err
	}
	say := "The absence is taken out."
	if of.RemovedAt == nil {
		say = "Welcome back. Nobody stands in any more."
	}
	return a.goToUndo(c, link.Absences(""), parts.Undo{Say: say, Action: link.AbsenceBack(of.ID), Fields: []parts.Hidden{{Name: "until", Value: string(until)}}})
}

// putBackAbsence undoes endAbsence.
func (a *App) putBackAbsence(c echo.Context) error {
	of, err := a.absenceOf(c)
	if err != nil {
		return err
	}
	until, err := a.value(c, "until")
	if err != nil {
		return err
	}
	if !day.Day(until).Valid() {
		until = string(of.ToDay)
	}
	if err := a.write(c, func(tx *models.Tx) error { return tx.PutBackAbsence(of, day.Day(until)) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Absences(""), "The absence stands again.")
}
