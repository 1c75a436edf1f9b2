package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showPulseRoom is the meeting while it runs. Before it starts and after it has ended, the page of the pulse is the place.
func (a *App) showPulseRoom(c echo.Context) error {
	return a.pulseRoom(c, http.StatusOK, views.RoomForms{})
}

func (a *App) pulseRoom(c echo.Context, status int, forms views.RoomForms) error {
	once(c) // its clock runs
	return a.read(c, func(r *models.Read) error {
		d, err := r.PulsePage(c.Param("ref"))
		if err != nil {
			return err
		}
		if !d.Running() {
			return a.goTo(c, link.Pulse(d.Ref))
		}
		v := views.RoomPage{PulseDetail: d, RoomForms: forms}
		if err := a.fillRoom(c, r, &v); err != nil {
			return err
		}
		p := a.page(c, r, views.PulseTitle(d.PulseNow), navPulse)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Room(p, v))
	})
}

// fillRoom makes the forms that were not sent.
func (a *App) fillRoom(c echo.Context, r *models.Read, v *views.RoomPage) error {
	v.Notes = map[string]*form.Form{}
	for _, l := range v.Lines {
		if !r.Who.MayRun(v.Lines) && !r.Who.MayReport(l) {
			continue
		}
		f := notesForm(l)
		f.Version = l.Version
		f.Show(a.locale(c))
		v.Notes[l.ID] = f
	}
	if v.End == nil {
		v.End = endPulseForm(new(string))
		v.End.Show(a.locale(c))
	}
	if !r.Who.MayMakeIn(v.Lines) {
		return nil
	}
	owners, err := r.Owners()
	if err != nil {
		return err
	}
	v.People, v.Receivers = owners.People, owners.Both
	if v.Issue == nil {
		e, err := r.NewIssueForm(shortened(c.QueryParam("about"), 20))
		if err != nil {
			return err
		}
		v.About = e.Holds != ""
		v.Issue = form.Of(e.Fields(owners.People)...)
		v.Issue.Show(a.locale(c))
	}
	if v.Decision == nil && r.Who.May(models.Decide) {
		e, choices, err := r.NewPulseDecision()
		if err != nil {
			return err
		}
		v.Decision = form.Of(e.Fields(choices, owners.Both)...)
		v.Decision.Show(a.locale(c))
	}
	return nil
}

func notesForm(l *models.PulseLine) *form.Form {
	return form.Of(form.Text("notes-"+l.ID, "What was said about it", &l.Notes).Max(4000))
}

// raiseInPulse raises an issue in the room.
func (a *App) raiseInPulse(c echo.Context) error {
	i, wrong, _, err := a.takeIssue(c, func(tx *models.Tx, i *models.Issue) error {
		p, lines, err := tx.PulseByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return tx.MadeIn(p, lines, i)
	})
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.pulseRoom(c, http.StatusUnprocessableEntity, views.RoomForms{Issue: wrong})
	}
	return a.goToSaying(c, link.PulseRoom(c.Param("ref")), "Raised as "+i.Ref+".")
}

// decideInPulse records a decision in the room, accepts it and hands it over, in one press.
func (a *App) decideInPulse(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	var d *models.Decision
	var h *models.Handoff
	err = a.onPulse(c, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
		owners, err := tx.Owners()
		if err != nil {
			return err
		}
		e, choices, err := tx.NewPulseDecision()
		if err != nil {
			return err
		}
		f = form.Of(e.Fields(choices, owners.Both)...)
		f.Fill(values, a.locale(c), form.Strict)
		if err := f.Invalid(); err != nil {
			return err
		}
		d, h, err = tx.DecideInPulse(p, lines, e)
		return err
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.pulseRoom(c, http.StatusUnprocessableEntity, views.RoomForms{Decision: wrong})
	}
	say := "Accepted as " + d.Ref + ". Hand it over, so that it becomes work."
	if h != nil {
		say = "Accepted as " + d.Ref + " and handed over as " + h.Ref + ", due on " + h.DueDay.Long() + "."
	}
	return a.goToSaying(c, link.PulseRoom(c.Param("ref")), say)
}

// notePulse keeps notes about one lead's line. Where two wrote at the same time, both texts stay and somebody chooses.
func (a *App) notePulse(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var l *models.PulseLine
	err = a.read(c, func(r *models.Read) error {
		_, l, err = pulseLine(c, r)
		return err
	})
	if err != nil {
		return err
	}
	f, room := notesForm(l), link.PulseRoom(c.Param("ref"))
	f.Version = l.Version
	if f.Fill(values, a.locale(c), form.Strict); !f.Valid() {
		return a.pulseRoom(c, http.StatusUnprocessableEntity, views.RoomForms{Bad: map[string]*form.Form{l.ID: f}})
	}
	if asked, err := a.contested(c, contest{f: f, values: values, what: "these notes", row: l, action: link.PulseNotes(c.Param("ref"), l.ID), back: room}); asked || err != nil {
		return err
	}
	notes := l.Notes
	err = a.write(c, func(tx *models.Tx) error {
		p, stored, err := pulseLine(c, &tx.Read)
		if err != nil {
			return err
		}
		stored.Version = l.Version // what was compared with; a save in between is refused
		return tx.NotePulseLine(p, stored, notes)
	})
	if err != nil {
		return err
	}
	return a.goTo(c, room+"#line-"+l.ID)
}
