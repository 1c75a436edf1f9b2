package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// taskForms are the forms on a task's page that were sent and have to be mended; nil for a fresh one.
type taskForms struct{ settings, state, item, comment, tie, repeat *form.Form }

// showTask shows one task with its thread up to the intent.
func (a *App) showTask(c echo.Context) error { return a.taskPage(c, http.StatusOK, taskForms{}) }

// taskPage shows a task, and in place of fresh forms those that have to be mended.
func (a *App) taskPage(c echo.Context, status int, forms taskForms) error {
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	return a.read(c, func(r *models.Read) error {
		t, err := r.TaskDetail(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.TaskPage{TaskDetail: t, Settings: forms.settings, State: forms.state, Item: forms.item, Comment: forms.comment, Tie: forms.tie, Repeat: forms.repeat, People: people}
		if err := a.fillTaskForms(c, r, &v); err != nil {
			return err
		}
		p, err := a.pageOf(c, r, t.Task.Title, "", "task", t.Task.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Task(p, v))
	})
}

func (a *App) fillTaskForms(c echo.Context, r *models.Read, v *views.TaskPage) error {
	t := v.Task.Task
	if v.Comment == nil {
		v.Comment = form.Of((&models.CommentEntry{}).Fields()...)
		v.Comment.Show(a.locale(c))
	}
	if !r.Who.MayChangeTask(t) {
		return nil
	}
	if v.Settings == nil {
		teams, err := r.Teams()
		if err != nil {
			return err
		}
		v.Settings = form.Of(t.Settings().Fields(teams, v.People)...)
		v.Settings.Version = t.Version
		v.Settings.Show(a.locale(c))
	}
	if v.Repeat == nil {
		v.Repeat = form.Of(models.RepeatEntryFor(t, v.Series).Fields()...)
		v.Repeat.Show(a.locale(c))
	}
	if v.Item == nil {
		v.Item = itemForm(new(string))
		v.Item.Show(a.locale(c))
	}
	if v.Tie == nil {
		offered, err := r.TieChoices()
		if err != nil {
			return err
		}
		v.Tie = tieForm(new(string), models.TieOptions(offered))
		v.Tie.Show(a.locale(c))
	}
	return nil
}

func itemForm(words *string) *form.Form {
	return form.Of(form.Line("item", "A line for the checklist", words).Required("Write the line first.").Max(300))
}

func tieForm(to *string, offered []form.Option) *form.Form {
	return form.Of(form.Choice("serves", "Tie it to", to, offered...).Required("Choose what it serves."))
}

// onTask runs a change of the task in the address, in one transaction.
func (a *App) onTask(c echo.Context, f func(tx *models.Tx, t *models.Task) error) error {
	return a.write(c, func(tx *models.Tx) error {
		t, err := tx.TaskToChange(c.Param("ref"))
		if err != nil {
			return err
		}
		return f(tx, t)
	})
}

// saveTask writes what was changed about a task.
func (a *App) saveTask(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	people, err := a.picking(c, v, "owner")
	if err != nil {
		return err
	}
	var t *models.Task
	var f *form.Form
	var typed *models.TaskSettings
	err = a.read(c, func(r *models.Read) error {
		teams, err := r.Teams()
		if err != nil {
			return err
		}
		if t, err = r.TaskToChange(c.Param("ref")); err != nil {
			return err
		}
		if err := r.Who.Must(models.ChangeTask, r.Who.TaskScope(t)); err != nil {
			return err
		}
		typed = t.Settings()
		f = form.Of(typed.Fields(teams, people)...)
		f.Version = t.Version
		return nil
	})
	if err != nil {
		return err
	}
	if f.Fill(v, a.locale(c), form.Strict); f.Valid() {
		if asked, err := a.contested(c, contest{f: f, values: v, what: "this task", row: t, action: link.Task(t.Ref)}); asked || err != nil {
			return err
		}
		before, after := *t, *t
		typed.Take(&after)
		if err := blame(f, a.write(c, func(tx *models.Tx) error {
			defer tx.For(typed.Why)()
			if err := tx.ChangeTask(&before, &after); err != nil || typed.Coming != models.ComingAll || !typed.Repeats {
				return err
			}
			return tx.ChangeComing(&after)
		})); err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.taskPage(c, http.StatusUnprocessableEntity, taskForms{settings: f})
	}
	return a.goToSaying(c, link.Task(t.Ref), "The task is changed.")
}

// moveTask brings a task into a state, and offers the way back.
func (a *App) moveTask(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	state, reason := first(values, "state"), ""
	name := views.ReasonField(state)
	if undo := values.Get("reason"); undo != "" {
		values.Set(name, undo)
	}
	f := form.Of(form.Line(name, "Why", &reason).Max(500))
	var was models.Task
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err := a.onTask(c, func(tx *models.Tx, t *models.Task) error {
			was = *t
			return tx.MoveTask(t, state, reason)
		})
		if r, refused := models.AsRefusal(err); refused && r.About == "reason" {
			f.Blame(name, r.Say)
		} else if err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.taskPage(c, http.StatusUnprocessableEntity, taskForms{state: f})
	}
	address := back(values, link.Task(was.Ref))
	if was.State == state {
		return a.goTo(c, address)
	}
	return a.goToUndo(c, address, parts.Undo{Say: views.TaskMoved(was.Title, state), Action: link.TaskState(was.Ref),
		Fields: []parts.Hidden{{Name: "state", Value: was.State}, {Name: "reason", Value: was.StateReason}, {Name: "back", Value: shortBack(address)}}})
}

// closeTask marks a task done.
func (a *App) closeTask(c echo.Context) error { return a.tickTask(c, (*models.Tx).CloseTask) }

// reopenTask takes that back.
func (a *App) reopenTask(c echo.Context) error { return a.tickTask(c, (*models.Tx).ReopenTask) }

func (a *App) tickTask(c echo.Context, tick func(*models.Tx, *models.Task) error) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	if err := a.onTask(c, tick); err != nil {
		return err
	}
	return a.goTo(c, back(values, link.Task(c.Param("ref"))))
}

// tieTask ties a task to what it serves, or loosens it and offers the way back.
func (a *App) tieTask(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	address := link.Task(c.Param("ref")) + "#thread"
	if loose := first(values, "loosen"); loose != "" {
		err := a.onTask(c, func(tx *models.Tx, t *models.Task) error { return tie(tx, t, loose, false) })
		if err != nil {
			return err
		}
		return a.goToUndo(c, address, parts.Undo{Say: "It is loosened.", Action: link.TaskLinks(c.Param("ref")), Fields: []parts.Hidden{{Name: "serves", Value: loose}}})
	}
	var to string
	var f *form.Form
	err = a.onTask(c, func(tx *models.Tx, t *models.Task) error {
		offered, err := tx.TieChoices()
		if err != nil {
			return err
		}
		f = tieForm(&to, append(models.TieOptions(offered), form.Option{Value: first(values, "serves")}))
		if f.Fill(values, a.locale(c), form.Strict); !f.Valid() {
			return nil
		}
		return tie(tx, t, to, true)
	})
	if err := blame(f, err); err != nil {
		return err
	}
	if !f.Valid() {
		f.Fields[0].Options = f.Fields[0].Options[:len(f.Fields[0].Options)-1]
		return a.taskPage(c, http.StatusUnprocessableEntity, taskForms{tie: f})
	}
	return a.goTo(c, address)
}

func tie(tx *models.Tx, t *models.Task, what string, tied bool) error {
	kind, id := cut(what)
	return tx.TieTask(t, kind, id, tied)
}
