package handlers

import (
	"cmp"
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// aimTitle heads the page of one goal or objective; empty when there is none of that reference.
func aimTitle(w *wizard.World, ref string) string {
	for _, g := range w.Goals {
		if g.Ref == ref {
			return cmp.Or(g.Title, g.Ref)
		}
	}
	for _, o := range w.Objectives {
		if o.Ref == ref {
			return cmp.Or(o.Title, o.Ref)
		}
	}
	return ""
}

// moveObjective moves an objective to another goal or team and offers to take it back. The board is sent again, or the page that shows it.
func (a *App) moveObjective(c echo.Context) error {
	moves, err := a.readMoves(c)
	if err != nil {
		return err
	}
	step := wizard.ByKey("goals")
	q := a.query(c, step)
	var sheet *wizard.Sheet
	for _, m := range moves {
		if sheet, err = wizard.Save(c.Request().Context(), a.db, a.who(c), step, wizard.Query{Locale: q.Locale}, url.Values{"do": {"move:" + m.Code()}}, false); err != nil {
			return err
		}
		if !sheet.Form.Valid() {
			return models.AgainstRule("The strategy is in force, and this move would leave something without what it needs.")
		}
	}
	if len(sheet.Held) > 0 {
		return a.toHeld(c, sheet)
	}
	last := moves[len(moves)-1]
	q.Open = sheet.World.RefOfMove(last)
	here := link.GoalBoard(q.View, q.Team, q.Owner, q.Only, q.Open)
	undo := parts.Undo{Say: "Moved “" + objectiveTitle(sheet.World, last.Objective) + "” to " + sheet.World.MovedTo(last) + ".", Action: c.Request().URL.RequestURI()}
	for i := len(moves) - 1; i >= 0; i-- {
		undo.Fields = append(undo.Fields, parts.Hidden{Name: "move", Value: moves[i].Back().Code()})
	}
	if fragmentOf(c.Request()) == "" {
		return a.goToUndo(c, here+"#objectives."+last.Objective, undo)
	}
	p := views.WizardStep{Sheet: wizard.Show(sheet.World, step, q), Moved: &undo}
	if err := a.read(c, func(r *models.Read) error { return a.fillStep(c, r, &p) }); err != nil {
		return err
	}
	p.Action = here
	return a.show(c, views.GoalBoard(p))
}

func objectiveTitle(w *wizard.World, id string) string {
	if o := w.Objective(id); o != nil {
		return cmp.Or(o.Title, o.Ref)
	}
	return "It"
}

// readMoves reads what a button of the board sent, or what was chosen: an objective, and a team or a goal or both.
func (a *App) readMoves(c echo.Context) (moves []wizard.Move, err error) {
	values, err := a.values(c)
	if err != nil {
		return nil, err
	}
	for _, code := range values["move"] {
		m, ok := wizard.ReadMove(code)
		if !ok || !plain(code) || len(code) > 300 || len(moves) == 2 {
			return nil, models.NotFound("What was picked")
		}
		moves = append(moves, m)
	}
	if len(moves) > 0 {
		return moves, nil
	}
	var chosen [3]string
	for i, name := range []string{"objective", "team", "goal"} {
		if chosen[i], err = a.value(c, name); err != nil {
			return nil, err
		}
	}
	err = a.read(c, func(r *models.Read) error {
		s, err := wizard.Current(r)
		if err != nil {
			return err
		}
		w, err := wizard.Load(r, s)
		if err != nil {
			return err
		}
		if err := w.LoadFor(r, wizard.ByKey("goals")); err != nil {
			return err
		}
		moves = w.MovesTo(chosen[0], chosen[1], chosen[2])
		return nil
	})
	if err == nil && len(moves) == 0 {
		err = trouble{http.StatusUnprocessableEntity, "Nothing was moved", "Choose an objective, and a team or a goal where it does not stand yet."}
	}
	return moves, err
}

// mergeAims makes two goals or objectives one and offers to take it back, or takes it back.
func (a *App) mergeAims(c echo.Context) error {
	merge, err := a.value(c, "merge")
	if err != nil {
		return err
	}
	undo, err := a.value(c, "undo")
	if err != nil {
		return err
	}
	do := "merge:" + merge
	if undo != "" {
		do = "unmerge:" + undo
	}
	step := wizard.ByKey("goals")
	sheet, err := wizard.Save(c.Request().Context(), a.db, a.who(c), step, wizard.Query{Locale: a.locale(c)}, url.Values{"do": {do}}, false)
	if err != nil {
		return err
	}
	if !sheet.Form.Valid() {
		return models.AgainstRule("The strategy is in force, and this would leave something without what it needs.")
	}
	switch {
	case undo != "":
		return a.goToSaying(c, link.Step("goals"), "They are two again.")
	case len(sheet.Held) > 0:
		return a.toHeld(c, sheet)
	}
	dropped := merge[strings.LastIndex(merge, ".")+1:]
	return a.goToUndo(c, link.Step("goals"), parts.Undo{Say: "Made one. The links of both are on the one that stays.", Action: link.GoalMerges(), Fields: []parts.Hidden{{Name: "undo", Value: dropped}}})
}
