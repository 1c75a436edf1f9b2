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
		if v.Earlier, err = r.EarlierEditions(); err != nil {
			return err
		}
		return a.show(c, views.Briefs(p, v))
	})
}

// briefOf finds whose brief an address names: a team's, or the company's, which is nil, with the strategy in force.
func briefOf(r *models.Read, ref string) (*models.Strategy, *models.Team, error) {
	var team *models.Team
	if ref != "" && ref != link.Company {
		var err error
		if team, err = r.TeamByRef(ref); err != nil {
			return nil, nil, err
		}
	}
	strategy, _, err := r.InForce()
	if err == nil && strategy == nil {
		err = models.NotFound("The brief")
	}
	return strategy, team, err
}

// showCompanyBrief shows the company's brief as it reads today.
func (a *App) showCompanyBrief(c echo.Context) error { return a.brief(c, link.Company) }

// showTeamBrief shows a team's brief as it reads today.
func (a *App) showTeamBrief(c echo.Context) error { return a.brief(c, c.Param("ref")) }

func (a *App) brief(c echo.Context, ref string) error {
	return a.read(c, func(r *models.Read) error {
		p, v, err := a.liveBrief(c, r, ref)
		if err != nil {
			return err
		}
		return a.show(c, views.Brief(p, v))
	})
}

// liveBrief is a brief as it reads today, with what differs from the edition issued last.
func (a *App) liveBrief(c echo.Context, r *models.Read, ref string) (p views.Page, v views.BriefPage, err error) {
	strategy, team, err := briefOf(r, ref)
	if err != nil {
		return p, v, err
	}
	v.Brief, err = models.LoadBrief(r, strategy, team)
	if err != nil {
		return p, v, err
	}
	var teamID *string
	if team != nil {
		teamID = &team.ID
	}
	if v.Editions, err = r.EditionsOf(strategy.ID, teamID); err != nil {
		return p, v, err
	}
	v.Live = a.cfg.BaseURL + link.Brief(v.TeamRef)
	v.Changes = v.Since(a.locale(c))
	p = a.page(c, r, v.Heading(), "briefs")
	p.Shell.Back, p.Shell.BackLabel, p.Shell.Download = link.Briefs(), "All briefs", link.BriefPDF(v.TeamRef)
	return p, v, nil
}
