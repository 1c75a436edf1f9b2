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

// askedTasks is how the address narrows the tasks.
func askedTasks(c echo.Context) models.TaskQuery {
	v := url.Values{}
	for name, values := range c.QueryParams() {
		v.Set(name, shortened(strings.TrimSpace(values[0]), 200))
	}
	return models.ReadTaskQuery(v)
}

// showTasks lists the tasks, or shows them on the board by state.
func (a *App) showTasks(c echo.Context) error {
	return a.taskList(c, http.StatusOK, views.TaskListPage{})
}

func (a *App) taskList(c echo.Context, status int, v views.TaskListPage) error {
	var err error
	if v.People, err = a.picking(c, nil); err != nil {
		return err
	}
	v.Query = askedTasks(c)
	return a.read(c, func(r *models.Read) error {
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		if v.Offered, err = r.TieChoices(); err != nil {
			return err
		}
		if v.Query.OnBoard() {
			v.Lanes, err = r.TaskBoard(v.Query)
		} else {
			err = a.fillTaskRows(c, r, &v)
		}
		if err != nil {
			return err
		}
		p := a.page(c, r, "Tasks", "operations")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.TaskList(p, v))
	})
}

func (a *App) fillTaskRows(c echo.Context, r *models.Read, v *views.TaskListPage) (err error) {
	n := pageNumber(c)
	if v.Rows, v.All, err = r.TasksFound(v.Query, (n-1)*perPage, perPage); err != nil {
		return err
	}
	v.Paging = paging(n, v.All, func(page int) string { return link.TaskListPage(v.Query.Values(), page) })
	var ids []string
	for _, t := range v.Rows {
		ids = append(ids, t.ID)
	}
	v.Findings, err = r.FindingsOfTasks(ids)
	return err
}

// moveOnBoard moves a task to another state, and offers to take it back. Where a reason is needed it is asked for first. The board is sent
// again, or the page that shows it.
func (a *App) moveOnBoard(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	move := strings.SplitN(first(values, "move"), ".", 4)
	if len(move) != 4 {
		return models.NotFound("What was picked")
	}
	ref, to, reason := move[0], move[3], ""
	why := form.Line("reason", models.AskReason(to), &reason).Max(500)
	f := form.Of(why)
	f.Fill(values, a.locale(c), form.Strict)
	var was models.Task
	err = a.write(c, func(tx *models.Tx) error {
		t, err := tx.TaskToChange(ref)
		if err != nil {
			return err
		}
		if was = *t; !f.Valid() {
			return models.AgainstRuleAt("reason", why.Problem)
		}
		return tx.MoveTask(t, to, reason)
	})
	if r, refused := models.AsRefusal(err); refused && r.About == "reason" {
		ask := &views.TaskAsk{Move: views.TaskMove(ref, was.State, to), Title: was.Title, State: to, Why: why}
		status := http.StatusOK
		if _, answered := values["reason"]; answered {
			why.Problem, status = r.Say, http.StatusUnprocessableEntity
		}
		return a.taskBoard(c, status, views.TaskListPage{Ask: ask})
	}
	if err != nil {
		return err
	}
	undo := parts.Undo{Say: views.TaskMoved(was.Title, to), Action: c.Request().URL.RequestURI(),
		Fields: []parts.Hidden{{Name: "move", Value: views.TaskMove(ref, to, was.State)}, {Name: "reason", Value: was.StateReason}}}
	if fragmentOf(c.Request()) == "" {
		return a.goToUndo(c, link.TaskList(boardOf(c).Values()), undo)
	}
	return a.taskBoard(c, http.StatusOK, views.TaskListPage{Moved: &undo})
}

// boardOf is the board that a move was made on.
func boardOf(c echo.Context) models.TaskQuery {
	q := askedTasks(c)
	q.View = "board"
	return q
}

func (a *App) taskBoard(c echo.Context, status int, v views.TaskListPage) error {
	q := c.QueryParams()
	q.Set("view", "board")
	return a.taskList(c, status, v)
}
