package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// decisionForm is the form about a decision, with what there is to choose from.
func (a *App) decisionForm(r *models.Read, e *models.DecisionEntry) (*form.Form, models.DecisionChoices, error) {
	choices, err := r.DecisionChoices()
	if err != nil {
		return nil, choices, err
	}
	return form.Of(e.Fields(choices)...), choices, nil
}

// showDecisionNew asks for a new decision. The address may say what it is about, or what it supersedes.
func (a *App) showDecisionNew(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		e := &models.DecisionEntry{Day: r.Today(), Decider: r.Who.PersonID}
		if ref := c.QueryParam("supersedes"); ref != "" {
			before, err := r.DecisionByRef(ref)
			if err != nil {
				return err
			}
			if e, err = r.DecisionEntry(before); err != nil {
				return err
			}
			e.Day, e.Decider, e.Supersedes = r.Today(), r.Who.PersonID, before.Ref
		}
		if about := shortened(c.QueryParam("about"), 20); about != "" {
			e.Add(about)
		}
		f, choices, err := a.decisionForm(r, e)
		if err != nil {
			return err
		}
		if len(choices.Teams) == 1 && e.Team == "" {
			e.Team = choices.Teams[0].Value
		}
		f.Show(a.locale(c))
		return a.show(c, views.DecisionForm(a.page(c, r, "Record a decision", "decisions"), views.DecisionFormPage{Form: f, People: choices.People, MayAccept: true}))
	})
}

// addDecision records a decision as proposed, or accepts it at once when that button was pressed.
func (a *App) addDecision(c echo.Context) error {
	d := &models.Decision{}
	accept := false
	wrong, err := a.takeDecision(c, d, func(tx *models.Tx, do string) error {
		if err := tx.AddDecision(d); err != nil {
			return err
		}
		if accept = do == "accept"; accept {
			return tx.AcceptDecision(d)
		}
		return nil
	})
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.decisionFormPage(c, wrong, nil)
	case accept:
		return a.goToSaying(c, link.Decision(d.Ref), "Recorded and accepted. Hand it over, so that it becomes work.")
	}
	return a.goToSaying(c, link.Decision(d.Ref), "Recorded as proposed. Its decider or an executive accepts it.")
}

// showDecisionEdit changes a decision while it is proposed.
func (a *App) showDecisionEdit(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.DecisionByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		if d.State != models.DecisionProposed || !r.Who.MayRecord(d) {
			return a.goTo(c, link.Decision(d.Ref))
		}
		e, err := r.DecisionEntry(d)
		if err != nil {
			return err
		}
		f, choices, err := a.decisionForm(r, e)
		if err != nil {
			return err
		}
		f.Version = d.Version
		f.Show(a.locale(c))
		return a.show(c, views.DecisionForm(a.page(c, r, "Change "+d.Ref, "decisions"), views.DecisionFormPage{Form: f, Of: d, People: choices.People}))
	})
}

// saveDecision writes a changed proposal.
func (a *App) saveDecision(c echo.Context) error {
	ref := c.Param("ref")
	var stored *models.Decision
	if err := a.read(c, func(r *models.Read) (err error) { stored, err = r.DecisionByRef(ref); return err }); err != nil {
		return err
	}
	after := *stored
	wrong, err := a.takeDecision(c, &after, func(tx *models.Tx, _ string) error { return tx.SaveDecision(stored, &after) })
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.decisionFormPage(c, wrong, stored)
	}
	return a.goToSaying(c, link.Decision(ref), "Saved.")
}

// takeDecision fills a decision from what was posted and does what the button says. A form with something to mend comes back.
func (a *App) takeDecision(c echo.Context, d *models.Decision, do func(tx *models.Tx, button string) error) (wrong *form.Form, err error) {
	values, err := a.values(c)
	if err != nil {
		return nil, err
	}
	button, err := a.value(c, "do")
	if err != nil {
		return nil, err
	}
	if _, err := a.picking(c, values, "decider"); err != nil {
		return nil, err
	}
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		e := &models.DecisionEntry{}
		if d.ID != "" {
			if e, err = tx.DecisionEntry(d); err != nil {
				return err
			}
		}
		if f, _, err = a.decisionForm(&tx.Read, e); err != nil {
			return err
		}
		f.Version = d.Version
		f.Fill(values, a.locale(c), form.Strict)
		if f.Stale() {
			return models.AgainstRuleAt("", staleDecision)
		}
		if err := f.Invalid(); err != nil {
			return err
		}
		if err := tx.TakeDecision(e, d); err != nil {
			return err
		}
		return do(tx, button)
	})
	return mended(f, err)
}

// staleDecision is said to one who changed an older wording of a proposal.
const staleDecision = "Somebody else changed this proposal while you were editing. Nothing of yours was saved. Open it again to see what stands there now."

// mended gives a form back with what speaks against it at its fields; any other error goes on.
func mended(f *form.Form, err error) (wrong *form.Form, rest error) {
	if err == nil {
		return nil, nil
	}
	if f == nil {
		return nil, err
	}
	if !f.Valid() {
		return f, nil
	}
	refused, ok := models.AsRefusal(err)
	if !ok || refused.Kind != models.KindRule {
		return nil, err
	}
	f.Blame(refused.About, refused.Say)
	return f, nil
}

// decisionFormPage shows a form with something to mend; of is the proposal it changes, nil for a new one.
func (a *App) decisionFormPage(c echo.Context, f *form.Form, of *models.Decision) error {
	return a.read(c, func(r *models.Read) error {
		choices, err := r.DecisionChoices()
		if err != nil {
			return err
		}
		p := a.page(c, r, "Record a decision", "decisions")
		p.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.DecisionForm(p, views.DecisionFormPage{Form: f, Of: of, People: choices.People, MayAccept: of == nil}))
	})
}
