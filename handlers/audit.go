package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// showAudit is the five-element audit of a strategy, from live data.
func (a *App) showAudit(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		audit, choice, choices, err := r.AuditNow(c.QueryParam("of"))
		if err != nil {
			return err
		}
		v := views.AuditPage{StrategyAudit: audit, Choice: choice, Choices: choices}
		if audit != nil {
			runs, err := r.AuditRuns(choice, 1)
			if err != nil {
				return err
			}
			if len(runs) > 0 {
				v.Last = runs[0]
			}
		}
		return a.show(c, views.Audit(a.page(c, r, "Strategy audit", navAudit), v))
	})
}

// runAudit keeps the audit as it stands now.
func (a *App) runAudit(c echo.Context) error {
	of := c.QueryParam("of")
	said := ""
	if err := a.write(c, func(tx *models.Tx) error {
		run, kept, err := tx.RunAudit(of)
		if err != nil {
			return err
		}
		said = run.Ref + " is kept. What changed stands below."
		if !kept {
			said = "Nothing has changed since " + run.Ref + ", which was run today."
		}
		return nil
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.AuditRuns(of), said)
}

// mostAuditRuns is how many runs the history lists.
const mostAuditRuns = 60

// showAuditRuns is the history of the audit: its runs, and what changed from each to the next, or between any two.
func (a *App) showAuditRuns(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		choice, choices, err := r.AuditChoiceOf(c.QueryParam("of"))
		if err != nil {
			return err
		}
		v := views.AuditHistory{Choice: choice, Choices: choices}
		if choice.Key != "" {
			runs, err := r.AuditRuns(choice, mostAuditRuns)
			if err != nil {
				return err
			}
			if v.Runs, err = models.AuditHistory(runs); err != nil {
				return err
			}
		}
		if err := v.Compare(c.QueryParam("from"), c.QueryParam("to")); err != nil {
			return err
		}
		return a.show(c, views.AuditRuns(a.page(c, r, "History of the strategy audit", navAudit), v))
	})
}

// showAuditRun is one run as it was kept.
func (a *App) showAuditRun(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		run, choice, err := r.AuditRunByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.AuditPage{Run: run, Choice: choice}
		if v.StrategyAudit, err = run.Audit(); err != nil {
			return err
		}
		return a.show(c, views.Audit(a.page(c, r, "Strategy audit, "+run.Day.Long(), navAudit), v))
	})
}

// showAuditList is everything that one check looks at: first what lacks it, then what it holds for.
func (a *App) showAuditList(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		audit, choice, _, err := r.AuditNow(c.QueryParam("of"))
		if err != nil {
			return err
		}
		if audit == nil {
			return models.NotFound("This check")
		}
		check, lacking, found := audit.Check(c.Param("check"))
		if check == nil {
			return models.NotFound("This check")
		}
		n := pageNumber(c)
		v := views.AuditList{AuditCheck: check, Choice: choice, Title: audit.Title,
			Paging: paging(n, int64(check.Of), func(page int) string { return link.AuditList(choice.Key, check.Key, page) })}
		from := (n - 1) * perPage
		v.Lacking = part(lacking, from, from+perPage)
		v.Found = part(found, from-len(lacking), from-len(lacking)+perPage)
		return a.show(c, views.AuditCheckList(a.page(c, r, check.Title, navAudit), v))
	})
}

// part is what of a list stands between two places.
func part(list []models.AuditItem, from, to int) []models.AuditItem {
	from, to = max(from, 0), min(max(to, 0), len(list))
	return list[min(from, to):to]
}
