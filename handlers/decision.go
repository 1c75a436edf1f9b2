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

// showDecisions is the board of decisions by the state of their handoffs, or the list of all.
func (a *App) showDecisions(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		team, teams, err := pickedTeam(c, r)
		if err != nil {
			return err
		}
		p := a.page(c, r, "Decisions", "decisions")
		if c.QueryParam("show") != "all" {
			b, err := r.DecisionBoard(teams)
			if err != nil {
				return err
			}
			return a.show(c, views.Decisions(p, views.DecisionsPage{DecisionBoard: b, Team: team}))
		}
		n := pageNumber(c)
		list, all, err := r.DecisionList(teams, (n-1)*perPage, perPage)
		if err != nil {
			return err
		}
		v := views.DecisionListPage{Rows: list, Team: team, Paging: paging(n, all, func(page int) string { return link.DecisionList(team, page) })}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		return a.show(c, views.DecisionList(p, v))
	})
}

// showDecision is one decision with what it affects and its handoffs.
func (a *App) showDecision(c echo.Context) error {
	return a.decisionPage(c, http.StatusOK, views.DecisionForms{})
}

// decisionPage shows a decision; forms that were filled and have to be mended are shown back.
func (a *App) decisionPage(c echo.Context, status int, forms views.DecisionForms) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.DecisionPage(c.Param("ref"))
		if err != nil {
			return err
		}
		if forms.Reverse == nil {
			forms.Reverse = reverseForm(new(models.Reversal))
			forms.Reverse.Show(a.locale(c))
		}
		if forms.Receivers, err = r.Receivers(d.Decision); err != nil {
			return err
		}
		if forms.HandOver == nil && d.State == models.DecisionAccepted && r.Who.MayHandOver(d.Decision) {
			entry, err := r.NewHandoffEntry()
			if err != nil {
				return err
			}
			forms.HandOver = form.Of(entry.Fields(forms.Receivers)...)
			forms.HandOver.Show(a.locale(c))
		}
		p, err := a.pageOf(c, r, d.Title, "decisions", "decision", d.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Decision(p, views.DecisionPage{DecisionDetail: d, DecisionForms: forms}))
	})
}

// reverseForm asks why an accepted decision is taken back, and whether its work ends too.
func reverseForm(why *models.Reversal) *form.Form {
	return form.Of(
		form.Text("reason", "Why it is reversed", &why.Reason).Max(2000).Required("Say in a sentence why it is reversed."),
		form.Tick("cancel", "Cancel its handoffs that are not done, and their tasks", &why.Cancel),
	)
}

// onDecision changes a decision found by its reference.
func (a *App) onDecision(c echo.Context, change func(*models.Tx, *models.Decision) error) error {
	return a.write(c, func(tx *models.Tx) error {
		d, err := tx.DecisionByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return change(tx, d)
	})
}

// acceptDecision accepts a proposed decision.
func (a *App) acceptDecision(c echo.Context) error {
	if err := a.onDecision(c, (*models.Tx).AcceptDecision); err != nil {
		return err
	}
	return a.goToSaying(c, link.Decision(c.Param("ref")), "Accepted. From now on its words stay. Hand it over, so that it becomes work.")
}

// reverseDecision takes an accepted decision back, with the reason.
func (a *App) reverseDecision(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var why models.Reversal
	f := reverseForm(&why)
	f.Fill(values, a.locale(c), form.Strict)
	if !f.Valid() {
		return a.decisionPage(c, http.StatusUnprocessableEntity, views.DecisionForms{Reverse: f})
	}
	if err := a.onDecision(c, func(tx *models.Tx, d *models.Decision) error { return tx.ReverseDecision(d, why) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Decision(c.Param("ref")), "Reversed. It stays readable, with the reason.")
}

// withdrawDecision takes a proposed decision out of sight and offers to bring it back.
func (a *App) withdrawDecision(c echo.Context) error {
	if err := a.onDecision(c, (*models.Tx).WithdrawDecision); err != nil {
		return err
	}
	return a.goToUndo(c, link.Decisions(""), parts.Undo{Say: "The proposal is withdrawn.", Action: link.DecisionBack(c.Param("ref"))})
}

// putBackDecision undoes that.
func (a *App) putBackDecision(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error {
		d, err := tx.WithdrawnDecision(c.Param("ref"))
		if err != nil {
			return err
		}
		return tx.PutBackDecision(d)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Decision(c.Param("ref")), "It is proposed again.")
}
