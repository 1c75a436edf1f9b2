package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showRuns lists the runs of all rules, as the address narrows them.
func (a *App) showRuns(c echo.Context) error { return a.runs(c, "") }

// showRuleRuns lists the runs of one rule, and what of it was left out.
func (a *App) showRuleRuns(c echo.Context) error { return a.runs(c, c.Param("ref")) }

func (a *App) runs(c echo.Context, rule string) error {
	n, q := pageNumber(c), models.ReadRunQuery(askedIn(c))
	n = min(n, models.MostRunsCounted/perPage)
	if rule != "" {
		q.Rule = rule
	}
	return a.read(c, func(r *models.Read) (err error) {
		v := views.RunsPage{Query: q, Months: lastMonths(r.Today(), monthsToAsk), Now: r.Now}
		if rule != "" {
			if v.Rule, err = r.RuleByRef(rule); err != nil {
				return err
			}
		} else if v.Rules, err = r.RuleNames(); err != nil {
			return err
		}
		if q.State != models.RunSkipped {
			if v.Rows, v.All, v.More, err = r.RunsFound(q, (n-1)*perPage, perPage); err != nil {
				return err
			}
		}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		if err := leftOut(r, &v); err != nil {
			return err
		}
		if rule != "" && n == 1 && q == (models.RunQuery{Rule: rule}) {
			if v.Pace, err = r.Pace(models.ReadPaceQuery(url.Values{"rule": {rule}})); err != nil {
				return err
			}
		}
		v.Paging = paging(n, int64(v.All), func(page int) string {
			if rule != "" {
				values := q.Values()
				values.Del("rule")
				return link.RuleRunsPage(rule, values, page)
			}
			return link.RunsPage(q.Values(), page)
		})
		title := "Runs"
		if v.Rule != nil {
			title = "Runs of " + v.Rule.Name
		}
		return a.show(c, views.Runs(a.page(c, r, title, navRules), v))
	})
}

// leftOut adds what was left out where the page shows it, with the words of the rule that it belongs to.
func leftOut(r *models.Read, v *views.RunsPage) (err error) {
	id, q := "", v.Query
	if v.Rule != nil {
		id, q.Rule = v.Rule.ID, ""
	} else if q.Rule != "" && q.State == models.RunSkipped {
		rule, err := r.RuleByRef(q.Rule)
		if err != nil {
			return err
		}
		id = rule.ID
	}
	if q.State != models.RunSkipped && (v.Rule == nil || q != models.RunQuery{}) {
		return nil
	}
	if v.Skipped, err = r.Skipped(id); err != nil || v.Rule == nil || len(v.Skipped) == 0 {
		return err
	}
	world, err := automation.LoadWorld(r)
	if err != nil {
		return err
	}
	d, err := v.Rule.Definition()
	if err != nil {
		return nil // a draft that cannot be read has no words for its conditions; the reasons stand
	}
	v.Words = world.In(d)
	return nil
}

// showRun is one run: the rule as it was, and the way that was taken.
func (a *App) showRun(c echo.Context) error { return a.oneRun(c, http.StatusOK, nil) }

func (a *App) oneRun(c echo.Context, status int, why *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.RunPage(c.Param("ref"))
		if err != nil {
			return err
		}
		world, err := automation.LoadWorld(r)
		if err != nil {
			return err
		}
		v := views.RunPage{RunDetail: d, Words: world.In(d.Says), Now: r.Now}
		if why != nil {
			v.Problems = why.Problems()
		}
		if v.MayTend = automation.MayTend(r.Who, d.RuleNow); v.MayTend && d.Live() {
			if v.Why = why; why == nil {
				v.Why = cancelForm(new(string))
				v.Why.Show(a.locale(c))
			}
		}
		p := a.page(c, r, strings.TrimSpace("Run "+d.Ref+" of "+d.Rule), navRules)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Run(p, v))
	})
}
