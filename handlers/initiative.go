package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// showInitiatives is the list of initiatives, narrowed as the address says.
func (a *App) showInitiatives(c echo.Context) error {
	asked := url.Values{}
	for name, values := range c.QueryParams() {
		asked.Set(name, shortened(strings.TrimSpace(values[0]), 200))
	}
	v := views.InitiativeListPage{Query: models.ReadInitiativeQuery(asked)}
	return a.read(c, func(r *models.Read) (err error) {
		n := pageNumber(c)
		rows, all, err := r.InitiativesFound(v.Query, (n-1)*perPage, perPage)
		if err != nil {
			return err
		}
		v.Rows, v.Paging = rows, paging(n, all, func(page int) string { return link.InitiativesFound(v.Query.Values(), page) })
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		choices, err := r.InitiativeChoices()
		if err != nil {
			return err
		}
		v.Outcomes = choices.Outcomes
		if n == 1 {
			if v.Owners, err = r.InitiativeGaps(); err != nil {
				return err
			}
		}
		return a.show(c, views.InitiativeList(a.page(c, r, "Initiatives", "initiatives"), v))
	})
}

// initiativeForms are the small forms on an initiative's page that were sent and have to be mended; nil for fresh ones.
type initiativeForms struct{ state, task *form.Form }

// showInitiative is one initiative with its thread up to the intent.
func (a *App) showInitiative(c echo.Context) error {
	return a.initiativePage(c, http.StatusOK, initiativeForms{})
}

func (a *App) initiativePage(c echo.Context, status int, forms initiativeForms) error {
	return a.read(c, func(r *models.Read) error {
		i, err := r.InitiativePage(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.InitiativePage{InitiativeDetail: i, State: forms.state, Task: forms.task}
		if _, v.Waits, err = r.TypedInitiative(i.Initiative); err != nil {
			return err
		}
		if v.Task == nil {
			v.Task = initiativeTaskForm(new(string))
			v.Task.Show(a.locale(c))
		}
		p, err := a.pageOf(c, r, i.Name, "initiatives", "initiative", i.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Initiative(p, v))
	})
}

func initiativeTaskForm(ref *string) *form.Form {
	return form.Of(form.Line("task", "A task of it", ref).Required("Give the reference of a task, such as T17.").Max(20).Help("Its reference, such as T17."))
}

// onInitiative changes an initiative found by its reference.
func (a *App) onInitiative(c echo.Context, change func(*models.Tx, *models.Initiative) error) error {
	return a.write(c, func(tx *models.Tx) error {
		i, err := tx.InitiativeByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return change(tx, i)
	})
}

// moveInitiative brings an initiative into another state, and offers the way back. What it lacks is said with the way to its field.
func (a *App) moveInitiative(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	state, reason := first(values, "state"), ""
	name := views.ReasonField(state)
	if undo := values.Get("reason"); undo != "" {
		values.Set(name, undo)
	}
	f := form.Of(form.Line(name, models.AskInitiativeReason(state), &reason).Max(500))
	var was models.Initiative
	var ch *models.PlannedChange
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err := a.onInitiative(c, func(tx *models.Tx, i *models.Initiative) (err error) {
			was = *i
			if state == models.Dropped {
				ch, err = tx.DropInitiative(i, reason)
				return err
			}
			return tx.MoveInitiative(i, state, reason)
		})
		r, refused := models.AsRefusal(err)
		switch {
		case refused && r.About == "reason":
			f.Blame(name, r.Say)
		case refused && r.Kind == models.KindRule && r.About != "":
			return a.initiativeLacking(c, r)
		case err != nil:
			return err
		}
	}
	if !f.Valid() {
		return a.initiativePage(c, http.StatusUnprocessableEntity, initiativeForms{state: f})
	}
	if ch != nil {
		return a.toChange(c, ch, "")
	}
	if was.State == state {
		return a.goTo(c, link.Initiative(was.Ref))
	}
	return a.goToUndo(c, link.Initiative(was.Ref), parts.Undo{Say: views.InitiativeMoved(was.Name, state), Action: link.InitiativeState(was.Ref),
		Fields: []parts.Hidden{{Name: "state", Value: was.State}, {Name: "reason", Value: was.StateReason}}})
}

// tieInitiativeTask ties a task to an initiative by its reference, or loosens it and offers the way back.
func (a *App) tieInitiativeTask(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	address := link.Initiative(c.Param("ref")) + "#h-tasks"
	if loose := first(values, "loosen"); loose != "" {
		if err := a.onInitiative(c, func(tx *models.Tx, i *models.Initiative) error { return tx.TieTasks(i, loose, false) }); err != nil {
			return err
		}
		return a.goToUndo(c, address, parts.Undo{Say: loose + " is loosened.", Action: link.InitiativeTasks(c.Param("ref")), Fields: []parts.Hidden{{Name: "task", Value: loose}}})
	}
	var ref string
	f := initiativeTaskForm(&ref)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		ref = strings.ToUpper(ref)
		if err := blame(f, a.onInitiative(c, func(tx *models.Tx, i *models.Initiative) error { return tx.TieTasks(i, ref, true) })); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.initiativePage(c, http.StatusUnprocessableEntity, initiativeForms{task: f})
	}
	return a.goTo(c, address)
}

// removeInitiative takes a candidate out of sight and offers to bring it back.
func (a *App) removeInitiative(c echo.Context) error {
	if err := a.onInitiative(c, (*models.Tx).RemoveInitiative); err != nil {
		return err
	}
	return a.goToUndo(c, link.Initiatives("", 1), parts.Undo{Say: "The candidate is removed.", Action: link.InitiativeBack(c.Param("ref"))})
}

// putBackInitiative undoes that.
func (a *App) putBackInitiative(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error {
		i, err := tx.RemovedInitiative(c.Param("ref"))
		if err != nil {
			return err
		}
		return tx.PutBackInitiative(i)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, link.Initiative(c.Param("ref")), "It is a candidate again.")
}
