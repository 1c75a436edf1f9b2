package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// addHandoff hands an accepted decision over.
func (a *App) addHandoff(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	var h *models.Handoff
	err = a.onDecision(c, func(tx *models.Tx, d *models.Decision) error {
		receivers, err := tx.Receivers(d)
		if err != nil {
			return err
		}
		entry := &models.HandoffEntry{}
		f = form.Of(entry.Fields(receivers)...)
		f.Fill(values, a.locale(c), form.Strict)
		if err := f.Invalid(); err != nil {
			return err
		}
		h, err = tx.HandOff(d, entry)
		return err
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.decisionPage(c, http.StatusUnprocessableEntity, views.DecisionForms{HandOver: wrong})
	}
	return a.goToSaying(c, link.Decision(c.Param("ref")), "Handed over as "+h.Ref+". It is to be answered by "+h.AnswerDay.Long()+" and due on "+h.DueDay.Long()+".")
}

// showHandoff is one handoff: why it is asked for, what was said, and what this person can answer.
func (a *App) showHandoff(c echo.Context) error { return a.handoffPage(c, http.StatusOK, nil) }

func (a *App) handoffPage(c echo.Context, status int, f *form.Form) error {
	var shown *models.HandoffNow
	err := a.read(c, func(r *models.Read) error {
		h, err := r.HandoffPage(c.Param("ref"))
		if err != nil {
			return err
		}
		shown = h.HandoffNow
		if f == nil {
			f = replyForm(new(models.HandoffReply), h.Sides.Receives)
			f.Show(a.locale(c))
		}
		p, err := a.pageOf(c, r, h.Work, "decisions", "handoff", h.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Handoff(p, views.HandoffPage{HandoffDetail: h, Reply: f}))
	})
	if err != nil {
		return err
	}
	return a.delivered(c, []*models.HandoffNow{shown})
}

// delivered notes that the receiver, or who stands in for them, was shown handoffs that nobody had shown them before. It is the one thing that a page changes by being
// shown: being shown is what it records.
func (a *App) delivered(c echo.Context, shown []*models.HandoffNow) error {
	fresh := func(h *models.HandoffNow) bool {
		return h.State == models.HandoffNew && (h.For != nil || a.who(c).Receives(h.Handoff))
	}
	if c.Request().Method == http.MethodHead || !slices.ContainsFunc(shown, fresh) {
		return nil
	}
	return a.write(c, (*models.Tx).DeliverHandoffs)
}

// replyForm asks for words, and of the receiver for another day.
func replyForm(say *models.HandoffReply, receiver bool) *form.Form {
	f := form.Of(form.Text("words", "Your words", &say.Words).Max(2000))
	if receiver {
		f.Fields = append(f.Fields, form.Date("day", "Another day", &say.Day, nil))
	}
	return f
}

// answerHandoff keeps what the receiver or the giver says.
func (a *App) answerHandoff(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	do, err := a.value(c, "do")
	if err != nil {
		return err
	}
	var f *form.Form
	var now *models.Handoff
	err = a.write(c, func(tx *models.Tx) error {
		h, err := tx.HandoffPage(c.Param("ref"))
		if err != nil {
			return err
		}
		say := &models.HandoffReply{Do: do}
		f = replyForm(say, h.Sides.Receives)
		f.Fill(values, a.locale(c), form.Strict)
		if err := f.Invalid(); err != nil {
			return err
		}
		now = h.Handoff
		return tx.AnswerHandoff(h.Handoff, h.Decision, *say)
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.handoffPage(c, http.StatusUnprocessableEntity, wrong)
	}
	address := back(values, link.Handoff(c.Param("ref")))
	if do == models.SayAcknowledge {
		return a.goToUndo(c, address, parts.Undo{Say: views.Answered(do, now), Action: link.HandoffAnswers(c.Param("ref")),
			Fields: []parts.Hidden{{Name: "do", Value: models.SayTakeBack}, {Name: "back", Value: shortBack(address)}}})
	}
	return a.goToSaying(c, address, views.Answered(do, now))
}
