package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// showHome is where a person starts: a lead and a member on their role page, an executive before the whole company, an
// administrator before what setup still misses. Who holds several of these sees each.
func (a *App) showHome(c echo.Context) error {
	var owed []*models.HandoffNow
	if err := a.read(c, func(r *models.Read) error {
		p := a.page(c, r, "My outcomes", "home")
		var v views.HomePage
		var err error
		if v.ToAnswer, v.ToAnswerBack, err = r.OwedHandoffs(); err != nil {
			return err
		}
		owed = v.ToAnswer
		if v.Mentions, err = r.UnreadMentions(); err != nil {
			return err
		}
		if v.ToRead, err = r.ToRead(); err != nil {
			return err
		}
		if v.Approvals, err = r.WaitingApprovals(); err != nil {
			return err
		}
		readings, err := r.WeeklyUpdate()
		if err != nil {
			return err
		}
		if readings.Due > 0 {
			v.Readings = readings
		}
		if p.Who.Administrator {
			gaps, err := r.SetupGaps()
			if err != nil {
				return err
			}
			v.Gaps = &gaps
		}
		if p.Who.Executive {
			if v.Board, err = r.InForceBoard(); err != nil {
				return err
			}
			v.Departments = v.Board.FlagsByDepartment()
			if v.Findings, err = r.FindingCounts(); err != nil {
				return err
			}
			if v.Board.Strategy == nil {
				if v.Waiting, err = r.Waiting(); err != nil {
					return err
				}
				if v.Started, err = r.Started(); err != nil {
					return err
				}
			}
		}
		// One who only directs or administers has no work of a team to start from.
		if len(p.Who.Leads) > 0 || len(p.Who.MemberOf) > 0 || v.Gaps == nil && v.Board == nil {
			role, err := r.HomeOutcomes()
			if err != nil {
				return err
			}
			page, err := a.rolePage(c, r, role, link.Home())
			if err != nil {
				return err
			}
			page.Approvals = v.Approvals
			if page.Readings = readings; readings.Due > 0 {
				page.Readings = nil // it stands above
			}
			page.Short = v.Board != nil && v.Board.Strategy != nil
			v.Role = &page
		}
		if a.person(c).row.VisitOpen() {
			if s, _, err := r.InForce(); err != nil {
				return err
			} else {
				v.Visit = s != nil
			}
		}
		return a.show(c, views.Home(p, v))
	}); err != nil {
		return err
	}
	return a.delivered(c, owed)
}
