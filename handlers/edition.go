package handlers

import (
	"cmp"
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/say"
)

// showEdition shows an issued brief as it was, and says so.
func (a *App) showEdition(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		p, v, err := a.edition(c, r, c.Param("ref"))
		if err != nil {
			return err
		}
		return a.show(c, views.Brief(p, v))
	})
}

// edition is an issued brief with its place among the others, and how it stands to the person who asks.
func (a *App) edition(c echo.Context, r *models.Read, ref string) (p views.Page, v views.BriefPage, err error) {
	e, err := r.EditionByRef(ref)
	if err != nil {
		return p, v, err
	}
	v = views.BriefPage{Edition: e, Genuine: e.Genuine()}
	if v.Brief, err = e.Brief(); err != nil {
		v.Unreadable = true // somebody changed it; the page says so
		v.Brief = &models.Brief{}
	}
	if v.Editions, err = r.EditionsOf(e.StrategyID, e.TeamID); err != nil {
		return p, v, err
	}
	if v.Editions[0].N > e.N {
		v.Newer = v.Editions[0]
	}
	strategy, _, err := r.InForce()
	if err != nil {
		return p, v, err
	}
	v.Ended = strategy == nil || strategy.ID != e.StrategyID
	if v.Own, err = r.OwnReadingOf(e, v.Editions[0]); err != nil {
		return p, v, err
	}
	p = a.page(c, r, v.Heading()+", edition "+strconv.Itoa(e.N), "briefs")
	if before := v.Before(); before != nil {
		was, err := r.EditionByRef(before.Ref)
		if err != nil {
			return p, v, err
		}
		if earlier, err := was.Brief(); err == nil && !v.Unreadable {
			v.Changes = models.BriefChanges(earlier, v.Brief, p.Loc)
		}
	}
	v.Issued = say.Instant(e.IssuedAt, p.Zone)
	v.Live = a.cfg.BaseURL + link.Brief(v.TeamRef)
	p.Shell.Back, p.Shell.BackLabel, p.Shell.Aside, p.Shell.Download = link.Briefs(), "All briefs", v.Own.Asked, link.EditionPDF(e.Ref)
	return p, v, nil
}

// showBriefChanges says what changed in a brief between two editions, or since one of them.
func (a *App) showBriefChanges(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		if c.QueryParam("of") != "" {
			return a.showEarlierChanges(c, r)
		}
		strategy, team, err := briefOf(r, c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.ChangesPage{Team: team}
		var teamID *string
		if team != nil {
			teamID, v.Ref = &team.ID, team.Ref
		}
		if v.Editions, err = r.EditionsOf(strategy.ID, teamID); err != nil {
			return err
		}
		if len(v.Editions) == 0 {
			return models.NotFound("An edition of this brief")
		}
		live, err := models.LoadBrief(r, strategy, team)
		if err != nil {
			return err
		}
		version := func(n int) (*models.Edition, *models.Brief, error) {
			if n == 0 {
				return nil, live, nil
			}
			return versionOf(r, strategy.ID, teamID, n)
		}
		asked, err := versionsAsked(c)
		if err != nil {
			return err
		}
		if asked["from"] == 0 && asked["to"] == 0 {
			asked["from"] = v.Editions[0].N
		}
		from, before, err := version(asked["from"])
		if err != nil {
			return err
		}
		to, after, err := version(asked["to"])
		if err != nil {
			return err
		}
		if from == nil || to != nil && to.N < from.N { // the older one first
			from, to, before, after = to, from, after, before
		}
		p := a.page(c, r, "What changed in "+models.BriefName(team), "briefs")
		v.From, v.To, v.Changes = from, to, models.BriefChanges(before, after, p.Loc)
		return a.show(c, views.BriefChanges(p, v))
	})
}

// versionOf is one edition of a brief with what it says, to be compared.
func versionOf(r *models.Read, strategyID string, teamID *string, n int) (*models.Edition, *models.Brief, error) {
	e, err := r.EditionNumbered(strategyID, teamID, n)
	if err != nil {
		return nil, nil, err
	}
	b, err := e.Brief()
	if err != nil || !e.Genuine() {
		err = models.AgainstRule("The content of edition " + strconv.Itoa(n) + " does not match its hash: it was changed after it was issued, so it is not compared.")
	}
	return e, b, err
}

// versionsAsked are the numbers of the two editions that an address asks for; 0 where it names none.
func versionsAsked(c echo.Context) (asked map[string]int, err error) {
	asked = map[string]int{}
	for _, name := range []string{"from", "to"} {
		if typed := c.QueryParam(name); typed != "" {
			if asked[name], err = strconv.Atoi(typed); err != nil || asked[name] < 1 || asked[name] > 1_000_000 {
				return nil, models.NotFound("This edition")
			}
		}
	}
	return asked, nil
}

// showEarlierChanges compares two editions of a brief whose strategy is no longer in force. There is no live page to compare with.
func (a *App) showEarlierChanges(c echo.Context, r *models.Read) error {
	e, err := r.EditionByRef(c.QueryParam("of"))
	if err != nil {
		return err
	}
	v := views.ChangesPage{Of: e.Ref}
	if v.Editions, err = r.EditionsOf(e.StrategyID, e.TeamID); err != nil {
		return err
	}
	if e.TeamID != nil {
		if v.Team, err = r.TeamByRef(c.Param("ref")); err != nil || v.Team.ID != *e.TeamID {
			return models.NotFound("This edition")
		}
		v.Ref = v.Team.Ref
	}
	asked, err := versionsAsked(c)
	if err != nil {
		return err
	}
	newest := v.Editions[0].N
	first, last := cmp.Or(asked["from"], max(newest-1, v.Editions[len(v.Editions)-1].N)), cmp.Or(asked["to"], newest)
	from, before, err := versionOf(r, e.StrategyID, e.TeamID, min(first, last))
	if err != nil {
		return err
	}
	to, after, err := versionOf(r, e.StrategyID, e.TeamID, max(first, last))
	if err != nil {
		return err
	}
	p := a.page(c, r, "What changed in "+models.BriefName(v.Team), "briefs")
	v.From, v.To, v.Changes = from, to, models.BriefChanges(before, after, p.Loc)
	return a.show(c, views.BriefChanges(p, v))
}

// showEditionNew shows what would be issued now, and how many people will be asked to read.
func (a *App) showEditionNew(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		strategy, team, err := briefOf(r, c.QueryParam("brief"))
		if err != nil {
			return err
		}
		plan, err := r.PlanEditions(strategy, a.locale(c))
		if err != nil {
			return err
		}
		entry := &models.IssueEntry{}
		f := form.Of(entry.Fields()...)
		f.Show(a.locale(c))
		return a.issuePage(c, r, http.StatusOK, views.IssuePage{Plan: plan, Team: team, Form: f})
	})
}

func (a *App) issuePage(c echo.Context, r *models.Read, status int, v views.IssuePage) error {
	p := a.page(c, r, "Issue new editions", "briefs")
	p.Shell.Error = !v.Form.Valid()
	return a.showAs(c, status, views.Issue(p, v))
}

// issueEditions issues what was shown. What changed meanwhile is shown first.
func (a *App) issueEditions(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	brief, err := a.value(c, "brief")
	if err != nil {
		return err
	}
	entry := &models.IssueEntry{}
	if entry.Seal, err = a.value(c, "seal"); err != nil {
		return err
	}
	v := views.IssuePage{Form: form.Of(entry.Fields()...)}
	v.Form.Fill(values, a.locale(c), form.Strict)
	var issued []*models.Edition
	var strategy *models.Strategy
	people := 0
	if err := a.write(c, func(tx *models.Tx) (err error) {
		if strategy, v.Team, err = briefOf(&tx.Read, brief); err != nil {
			return err
		}
		if !v.Form.Valid() {
			v.Plan, err = tx.PlanEditions(strategy, a.locale(c))
			return err
		}
		issued, people, v.Plan, err = tx.IssueAsShown(strategy, entry, a.locale(c))
		return err
	}); err != nil {
		return err
	}
	ref := ""
	if v.Team != nil {
		ref = v.Team.Ref
	}
	if v.Plan == nil {
		loc := a.locale(c)
		text := say.Upper(say.Count(loc, len(issued), "edition is", "editions are")) + " issued. "
		if people == 0 {
			return a.goToSaying(c, link.Brief(ref), text+"Only figures, tasks and dates are new, so nobody is asked to read again.")
		}
		return a.goToSaying(c, link.Brief(ref), text+say.Upper(say.Count(loc, people, "person is", "people are"))+" asked to read.")
	}
	return a.read(c, func(r *models.Read) error {
		if !v.Form.Valid() {
			return a.issuePage(c, r, http.StatusUnprocessableEntity, v)
		}
		v.Moved = true
		return a.issuePage(c, r, http.StatusConflict, v)
	})
}
