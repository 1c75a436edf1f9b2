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

// showPulses lists the pulses: those to come, those missed, those held.
func (a *App) showPulses(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		list, err := r.PulseList()
		if err != nil {
			return err
		}
		return a.show(c, views.Pulses(a.page(c, r, "Pulse", navPulse), views.PulsesPage{PulseList: list}))
	})
}

// showPulse is one pulse with its agenda, as it stands now or as it was held.
func (a *App) showPulse(c echo.Context) error { return a.pulsePage(c, http.StatusOK, nil) }

func (a *App) pulsePage(c echo.Context, status int, reason *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.PulsePage(c.Param("ref"))
		if err != nil {
			return err
		}
		if reason == nil {
			reason = missedForm(new(string))
			reason.Show(a.locale(c))
		}
		p, err := a.pageOf(c, r, views.PulseTitle(d.PulseNow), navPulse, "pulse", d.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Pulse(p, views.PulsePage{PulseDetail: d, Reason: reason}))
	})
}

func missedForm(why *string) *form.Form {
	return form.Of(form.Text("reason", "Why it was missed", why).Max(1000).Required("Say in a sentence why it was missed."))
}

// showPulseMinutes is the sheet of a pulse that was held.
func (a *App) showPulseMinutes(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.PulsePage(c.Param("ref"))
		if err != nil {
			return err
		}
		if d.State != models.Held {
			return a.goTo(c, link.Pulse(d.Ref))
		}
		p := a.page(c, r, views.PulseTitle(d.PulseNow)+", minutes", navPulse)
		p.Shell.Back, p.Shell.BackLabel = link.Pulse(d.Ref), "Back to the pulse"
		return a.show(c, views.PulseMinutes(p, views.PulsePage{PulseDetail: d}))
	})
}

// onPulse changes a pulse found by its reference.
func (a *App) onPulse(c echo.Context, change func(*models.Tx, *models.Pulse, []*models.PulseLine) error) error {
	return a.write(c, func(tx *models.Tx) error {
		p, lines, err := tx.PulseByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return change(tx, p, lines)
	})
}

// startPulse starts the clock.
func (a *App) startPulse(c echo.Context) error {
	if err := a.onPulse(c, (*models.Tx).StartPulse); err != nil {
		return err
	}
	return a.goTo(c, link.PulseRoom(c.Param("ref")))
}

// giveWord gives the word to another lead.
func (a *App) giveWord(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	from, _ := strconv.Atoi(first(values, "from"))
	to, _ := strconv.Atoi(first(values, "to"))
	err = a.onPulse(c, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
		return tx.GiveWord(p, lines, from, to)
	})
	if err != nil {
		return err
	}
	return a.goTo(c, link.PulseRoom(c.Param("ref")))
}

// endPulse ends the meeting: it is held, and its minutes stay.
func (a *App) endPulse(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var words string
	f := endPulseForm(&words)
	if f.Fill(values, a.locale(c), form.Strict); !f.Valid() {
		return a.pulseRoom(c, http.StatusUnprocessableEntity, views.RoomForms{End: f})
	}
	if err := a.onPulse(c, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
		return tx.EndPulse(p, lines, words)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Pulse(c.Param("ref")), "The pulse is held, and its minutes stay. Everybody signed in can read them.")
}

func endPulseForm(words *string) *form.Form {
	return form.Of(form.Text("words", "What stays from this meeting, in a few words", words).Max(2000))
}

// explainPulse keeps why a pulse was missed.
func (a *App) explainPulse(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var why string
	f := missedForm(&why)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err := a.onPulse(c, func(tx *models.Tx, p *models.Pulse, lines []*models.PulseLine) error {
			return tx.ExplainMissed(p, lines, why)
		})
		if r, refused := models.AsRefusal(err); refused && r.About == "" {
			return err
		}
		if err := blame(f, err); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.pulsePage(c, http.StatusUnprocessableEntity, f)
	}
	return a.goToSaying(c, link.Pulse(c.Param("ref")), "The reason is kept with the pulse.")
}
