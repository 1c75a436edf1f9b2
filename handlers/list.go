package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// listOf is one of the long lists: what it is called, and how its rows are found.
type listOf struct {
	kind, title, lead, path, nav string
	find                         func(*models.Read, models.ListFilter) ([]*models.Listed, int64, error)
	empty                        parts.EmptyState
}

func (a *App) showOutcomes(c echo.Context) error {
	return a.list(c, listOf{"outcome", "Outcomes", "Every outcome, those of the strategy in force first. The others can be picked in step 2 of the alignment.", link.PathOutcomes, "strategy",
		(*models.Read).OutcomeList, parts.EmptyState{Icon: "outcome", Title: "No outcome here", Say: "Three to five outcomes belong to a strategy. Step 2 of the alignment writes them."}})
}

func (a *App) showGoals(c echo.Context) error {
	return a.list(c, listOf{"goal", "Goals", "A goal sets a level of result for a function or wider, beyond a quarter.", link.PathGoals, "strategy",
		(*models.Read).GoalList, parts.EmptyState{Icon: "target", Title: "No goal here", Say: "A few goals for each outcome are enough. Step 5 of the alignment writes them."}})
}

func (a *App) showObjectives(c echo.Context) error {
	return a.list(c, listOf{"objective", "Objectives", "An objective is a near, owned step of one team that delivers a goal.", link.PathObjectives, "strategy",
		(*models.Read).ObjectiveList, parts.EmptyState{Icon: "target", Title: "No objective here", Say: "One to three objectives for each goal are enough. Step 5 of the alignment writes them."}})
}

func (a *App) list(c echo.Context, l listOf) error {
	return a.read(c, func(r *models.Read) error {
		team, teams, err := pickedTeam(c, r)
		if err != nil {
			return err
		}
		n, finding := pageNumber(c), c.QueryParam("finding")
		rows, all, err := l.find(r, models.ListFilter{Teams: teams, Finding: finding, From: (n - 1) * perPage, Count: perPage})
		if err != nil {
			return err
		}
		v := views.ListPage{Title: l.title, Lead: l.lead, Address: l.path, Empty: l.empty, Kind: l.kind, Team: team, Rows: rows,
			Paging: paging(n, all, func(page int) string { return link.Listed(l.path, team, finding, page) })}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		return a.show(c, views.List(a.page(c, r, l.title, l.nav), v))
	})
}
