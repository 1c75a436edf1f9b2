package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/say"
)

// showBriefs lists the briefs of the strategy in force with their newest editions.
func (a *App) showBriefs(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		p := a.page(c, r, "Strategy briefs", "briefs")
		v := views.BriefList{Zone: func(e *models.Edition) string { return say.Instant(e.IssuedAt, p.Zone) }}
		var err error
		if v.Strategy, _, err = r.InForce(); err != nil {
			return err
		}
		if v.Strategy != nil {
			if v.Newest, err = r.NewestEditions(v.Strategy.ID); err != nil {
				return err
			}
		}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		return a.show(c, views.Briefs(p, v))
	})
}

// showCompanyBrief shows the company's brief as it reads today.
func (a *App) showCompanyBrief(c echo.Context) error {
	return a.brief(c, func(*models.Read) (*models.Team, error) { return nil, nil }, link.CompanyBrief())
}

// showTeamBrief shows a team's brief as it reads today.
func (a *App) showTeamBrief(c echo.Context) error {
	ref := c.Param("ref")
	return a.brief(c, func(r *models.Read) (*models.Team, error) { return r.TeamByRef(ref) }, link.TeamBrief(ref))
}

func (a *App) brief(c echo.Context, find func(*models.Read) (*models.Team, error), address string) error {
	return a.read(c, func(r *models.Read) error {
		team, err := find(r)
		if err != nil {
			return err
		}
		strategy, _, err := r.InForce()
		if err != nil {
			return err
		}
		if strategy == nil {
			return models.NotFound("The brief")
		}
		b, err := models.LoadBrief(r, strategy, team)
		if err != nil {
			return err
		}
		p := a.page(c, r, b.Heading(), "briefs")
		p.Shell.Back, p.Shell.BackLabel = link.Briefs(), "All briefs"
		return a.show(c, views.Brief(p, views.BriefPage{Brief: b, Live: a.cfg.BaseURL + address}))
	})
}

// showEdition shows an issued brief as it was, and says so.
func (a *App) showEdition(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		e, err := r.EditionByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		b, err := e.Brief()
		if err != nil {
			return err
		}
		newest, err := r.NewestEdition(e.StrategyID, e.TeamID)
		if err != nil {
			return err
		}
		p := a.page(c, r, b.Heading()+", edition", "briefs")
		p.Shell.Back, p.Shell.BackLabel = link.Briefs(), "All briefs"
		v := views.BriefPage{Brief: b, Edition: e, Issued: say.Instant(e.IssuedAt, p.Zone), Live: link.CompanyBrief()}
		if b.TeamRef != "" {
			v.Live = link.TeamBrief(b.TeamRef)
		}
		v.Live = a.cfg.BaseURL + v.Live
		if newest != nil && newest.N > e.N {
			v.Newer = newest
		}
		return a.show(c, views.Brief(p, v))
	})
}
