package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// cut parts what a button sent into what to do and with what.
func cut(what string) (verb, id string) {
	verb, id, _ = strings.Cut(what, ":")
	return verb, id
}

// changeItems changes a task's checklist: by the button that was pressed, by the order its lines were dragged into, or with a new line.
func (a *App) changeItems(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	ref, do := c.Param("ref"), first(values, "do")
	address := link.Task(ref) + "#checklist"
	verb, id := cut(do)
	acts := map[string]func(*models.Tx, *models.Task) error{
		"tick":   func(tx *models.Tx, t *models.Task) error { return tx.TickTaskItem(t, id, true) },
		"untick": func(tx *models.Tx, t *models.Task) error { return tx.TickTaskItem(t, id, false) },
		"up":     func(tx *models.Tx, t *models.Task) error { return tx.MoveTaskItem(t, shownID(id), -1) },
		"down":   func(tx *models.Tx, t *models.Task) error { return tx.MoveTaskItem(t, shownID(id), 1) },
		"remove": func(tx *models.Tx, t *models.Task) error { return tx.RemoveTaskItem(t, id) },
		"back":   func(tx *models.Tx, t *models.Task) error { return tx.PutBackTaskItem(t, id) },
		"order":  func(tx *models.Tx, t *models.Task) error { return tx.OrderTaskItems(t, idsOf(values["order"])) },
	}
	if act := acts[verb]; act != nil {
		if err := a.onTask(c, act); err != nil {
			return err
		}
		switch {
		case verb == "remove":
			return a.goToUndo(c, address, parts.Undo{Say: "The line is off the checklist.", Action: link.TaskItems(ref), Fields: []parts.Hidden{{Name: "do", Value: "back:" + id}}})
		case fragmentOf(c.Request()) != "":
			return a.taskPage(c, http.StatusOK, taskForms{})
		}
		return a.goTo(c, address)
	}
	var words string
	f := itemForm(&words)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err := a.onTask(c, func(tx *models.Tx, t *models.Task) error { return tx.AddTaskItem(t, words) })
		if r, refused := models.AsRefusal(err); refused && r.About == "words" {
			f.Blame("item", r.Say)
		} else if err != nil {
			return err
		}
	}
	if !f.Valid() {
		return a.taskPage(c, http.StatusUnprocessableEntity, taskForms{item: f})
	}
	if fragmentOf(c.Request()) != "" {
		return a.taskPage(c, http.StatusOK, taskForms{})
	}
	return a.goTo(c, address)
}

// shownID is the id in what the buttons of a list that is put in order send: group and id.
func shownID(what string) string { return what[strings.LastIndex(what, ":")+1:] }

// idsOf keeps what may be an id, and no more of it than a checklist has lines.
func idsOf(list []string) (ids []string) {
	for _, id := range list[:min(len(list), 200)] {
		ids = append(ids, shortened(id, 100))
	}
	return ids
}

// sayOnTask adds a comment, or takes one away and puts it back.
func (a *App) sayOnTask(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	ref := c.Param("ref")
	address := link.Task(ref) + "#comments"
	switch verb, id := cut(first(values, "do")); verb {
	case "remove":
		if err := a.onTask(c, func(tx *models.Tx, t *models.Task) error { return tx.RemoveComment(t, id) }); err != nil {
			return err
		}
		return a.goToUndo(c, address, parts.Undo{Say: "The comment is taken away.", Action: link.TaskComments(ref), Fields: []parts.Hidden{{Name: "do", Value: "back:" + id}}})
	case "back":
		if err := a.onTask(c, func(tx *models.Tx, t *models.Task) error { return tx.PutBackComment(t, id) }); err != nil {
			return err
		}
		return a.goTo(c, address)
	}
	entry := &models.CommentEntry{}
	f := form.Of(entry.Fields()...)
	if f.Fill(values, a.locale(c), form.Strict); !f.Valid() {
		return a.taskPage(c, http.StatusUnprocessableEntity, taskForms{comment: f})
	}
	var said *models.TaskComment
	var unknown []string
	err = a.onTask(c, func(tx *models.Tx, t *models.Task) (err error) {
		said, unknown, err = tx.AddComment(t, entry.Words)
		return err
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.TaskComment(ref, said.ID), views.CommentSaid(unknown))
}

// readMention says that one has read a mention.
func (a *App) readMention(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	ref := ""
	err = a.write(c, func(tx *models.Tx) (err error) { ref, err = tx.ReadMention(c.Param("id")); return err })
	if err != nil {
		return err
	}
	address := back(values, link.Task(ref))
	return a.goToUndo(c, address, parts.Undo{Say: "The comment counts as read.", Action: link.MentionUnread(c.Param("id")), Fields: []parts.Hidden{{Name: "back", Value: shortBack(address)}}})
}

// unreadMention takes that back.
func (a *App) unreadMention(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	if err := a.write(c, func(tx *models.Tx) error { return tx.UnreadMention(c.Param("id")) }); err != nil {
		return err
	}
	return a.goTo(c, back(values, link.Home()))
}
