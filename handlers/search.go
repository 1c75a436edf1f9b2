package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// foundPerPage is how many results a page shows, and foundInBox how many the box above a page.
const (
	foundPerPage = 20
	foundInBox   = 8
)

// askedSearch is how the address says what is searched for.
func askedSearch(c echo.Context) models.SearchQuery {
	q := models.SearchQuery{Words: strings.TrimSpace(shortened(c.QueryParam("q"), models.MostSearchRunes)), Team: shortened(strings.TrimSpace(c.QueryParam("team")), 40)}
	if k, known := models.SearchKindOf(c.QueryParam("kind")); known {
		q.Kind = k.Key
	}
	return q
}

// showSearch finds what the person may know of: as a page, or as the list of the box that opens above every page. Before anything is typed it gives
// what the person has pinned, opened and searched for.
func (a *App) showSearch(c echo.Context) error {
	once(c) // what was opened last stands in it
	v := views.SearchPage{Query: askedSearch(c), InBox: fragmentOf(c.Request()) == views.FoundInBox}
	n := min(pageNumber(c), models.MostFound/foundPerPage)
	return a.read(c, func(r *models.Read) (err error) {
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		if v.Result, err = r.Search(v.Query); err != nil {
			return err
		}
		if len(v.Result.Words) == 0 {
			if v.AtHand, err = r.AtHand(); err != nil {
				return err
			}
		}
		all := v.Result.All
		v.Paging = pagingBy(foundPerPage, n, int64(len(all)), func(page int) string { return link.Search(v.Query.Words, v.Query.Kind, v.Query.Team, page) })
		from, to := (n-1)*foundPerPage, n*foundPerPage
		if v.InBox {
			from, to = 0, foundInBox
		}
		v.Rows = all[min(from, len(all)):min(to, len(all))]
		if err := r.FillFound(v.Result.Words, append(append([]*models.FoundThing{}, v.Rows...), v.Result.Nearest...)); err != nil {
			return err
		}
		p := a.page(c, r, "Search", "")
		return a.showPart(c, views.Search(p, v), views.SearchParts(p, v))
	})
}

// pinThing pins a thing for the person who asks, or unpins it.
func (a *App) pinThing(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	kind, ref, say := first(values, "kind"), first(values, "ref"), " is pinned. It stands first where you search."
	err = a.write(c, func(tx *models.Tx) error {
		change := tx.Pin
		if first(values, "do") == "unpin" {
			change, say = tx.Unpin, " is no longer pinned."
		}
		f, err := change(kind, ref)
		if err == nil {
			say = f.Head + say
		}
		return err
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, back(values, a.cameFrom(c)), say)
}

// noteOpened remembers what somebody searched for and what of it they opened. The browser tells it beside going there.
func (a *App) noteOpened(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	words, kind, ref := shortened(values.Get("q"), models.MostSearchRunes), first(values, "kind"), first(values, "ref")
	err = a.db.Note(c.Request().Context(), a.who(c), func(tx *models.Tx) error {
		if err := tx.NoteSearched(words); err != nil || ref == "" {
			return err
		}
		return tx.NoteOpened(kind, ref)
	})
	if err != nil {
		return err
	}
	return c.NoContent(http.StatusNoContent)
}

// pinnable are the kinds of things whose pages offer to pin them, by the path of the page.
var pinnable = map[string]string{
	link.PathOutcome: "outcome", link.PathGoal: "goal", link.PathObjective: "objective", link.PathWorkflow: "workflow", link.PathProcess: "process",
	link.PathInitiative: "initiative", link.PathDecision: "decision", link.PathHandoff: "handoff", link.PathTask: "task", link.PathIssue: "issue",
	link.PathRule: "rule", link.PathPulse: "pulse", link.PathSheet: "sheet", link.PathChain: "approval_chain", link.PathAllocation: "allocation",
	link.PathTeamOutcomes: "team", link.PathOperationsOne: "operations_strategy", link.PathStrategyRecord: "strategy",
}
