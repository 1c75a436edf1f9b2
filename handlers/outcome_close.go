package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showWhy shows what the data says of an outcome's whole period.
func (a *App) showWhy(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.OutcomeClosing(c.Param("ref"))
		if err != nil {
			return err
		}
		return a.show(c, views.OutcomeWhy(a.page(c, r, "Why: "+v.Title, "strategy"), v))
	})
}

// showClosure asks how an outcome ended, with the score that the figures propose.
func (a *App) showClosure(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := r.OutcomeClosing(c.Param("ref"))
		if err != nil {
			return err
		}
		if err := r.Who.Must(models.CloseOutcome, models.Owned(v.OwnerTeamID, v.OwnerPersonID)); err != nil {
			return err
		}
		if v.State != models.OutcomeActive {
			return a.goTo(c, link.Outcome(v.Ref))
		}
		e := &models.CloseEntry{Verdict: v.Proposes(), ValueDay: r.Today()}
		next, said, err := r.AheadOf(v.Outcome)
		if err != nil {
			return err
		}
		if said != nil {
			e.Verdict, e.Reason, e.Learnt = said.Verdict, said.Reason, said.Learnt
			if said.Overridden() {
				e.Score = said.Score
			}
		}
		f := form.Of(e.Fields(v.OutcomeNow)...)
		f.Show(a.locale(c))
		return a.show(c, views.Closing(a.page(c, r, "Close "+v.Title, "strategy"), views.ClosingPage{OutcomeClosing: v, Form: f, Next: next}))
	})
}

// closeOutcome closes an outcome with its score and what was learnt.
func (a *App) closeOutcome(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var wrong *form.Form
	var next *models.Strategy
	var ch *models.PlannedChange
	if err := a.write(c, func(tx *models.Tx) error {
		p, err := tx.OutcomePage(c.Param("ref"), "")
		if err != nil {
			return err
		}
		e := &models.CloseEntry{}
		f := form.Of(e.Fields(p.OutcomeNow)...)
		f.Fill(values, a.locale(c), form.Strict)
		now, err := tx.WithFinal(p, e)
		if err != nil {
			return err
		}
		if e.Check(f, now, tx.Today()); p.State == models.OutcomeActive && tx.Who.MayClose(p.Outcome) && !f.Valid() {
			wrong = f
			return nil
		}
		if values.Get("do") == "ahead" {
			if next, _, err = tx.AheadOf(p.Outcome); err != nil {
				return err
			}
			return tx.CloseAhead(p, e)
		}
		ch, err = tx.EndOutcome(p, e)
		return err
	}); err != nil {
		return err
	}
	if ch != nil {
		return a.toChange(c, ch, "")
	}
	if wrong == nil && next != nil {
		return a.goToSaying(c, link.StrategyRecord(next.Ref), "Said. It is closed so when the next strategy comes in force.")
	}
	if wrong == nil {
		return a.goToSaying(c, link.Why(c.Param("ref")), "The outcome is closed. What the data says is kept with it.")
	}
	return a.read(c, func(r *models.Read) error {
		v, err := r.OutcomeClosing(c.Param("ref"))
		if err != nil {
			return err
		}
		if next, _, err = r.AheadOf(v.Outcome); err != nil {
			return err
		}
		p := a.page(c, r, "Close "+v.Title, "strategy")
		p.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.Closing(p, views.ClosingPage{OutcomeClosing: v, Form: wrong, Next: next}))
	})
}

// reopenForm asks why an outcome goes on.
func reopenForm(reason *string) *form.Form {
	return form.Of(form.Line("reason", "Why it goes on", reason).Required("Say why it goes on.").Max(500))
}

// reopenOutcome takes the close of an outcome back, with a reason.
func (a *App) reopenOutcome(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	reason := ""
	f := reopenForm(&reason)
	f.Fill(values, a.locale(c), form.Strict)
	err = a.write(c, func(tx *models.Tx) error {
		p, err := tx.OutcomeClosing(c.Param("ref"))
		if err != nil {
			return err
		}
		return tx.ReopenOutcome(p, reason)
	})
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule && refused.About == "reason" {
		return a.read(c, func(r *models.Read) error {
			v, err := a.outcomePage(c, r, nil, nil)
			if err != nil {
				return err
			}
			p, err := a.pageOf(c, r, v.Title, "strategy", "outcome", v.Ref)
			if err != nil {
				return err
			}
			v.Reopen, p.Shell.Error = f, true
			return a.showAs(c, http.StatusUnprocessableEntity, views.Outcome(p, v))
		})
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Outcome(c.Param("ref")), "The outcome is active again. Its close stays in the history.")
}
