package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
)

// showRuleHealth is what keeps rules from doing their work.
func (a *App) showRuleHealth(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		h, err := r.RuleHealth()
		if err != nil {
			return err
		}
		return a.show(c, views.RuleHealth(a.page(c, r, "Health of rules", navRules), views.RuleHealthPage{RuleHealth: h}))
	})
}

// showRuleSaved is what rules did that people no longer do by hand.
func (a *App) showRuleSaved(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		s, err := r.Saved(askedIn(c).Get("month"))
		if err != nil {
			return err
		}
		v := views.RuleSavedPage{Saved: s, Months: lastMonths(r.Today(), monthsToAsk)}
		return a.show(c, views.RuleSaved(a.page(c, r, "Work that rules removed", navRules), v))
	})
}
