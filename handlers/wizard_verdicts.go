package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// mostVerdicts is how many workflows one change may speak of.
const mostVerdicts = 2000

// toVerdicts leads from the matrix to one verdict for many: for the ticked rows, or for all that the matrix is narrowed to.
func (a *App) toVerdicts(c echo.Context, sheet *wizard.Sheet, which string) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	refs, back := values["choose"], c.Request().URL.RequestURI()
	if which == "all" {
		refs = nil
		q := sheet.Query
		q.Rows = nil
		for _, f := range sheet.World.AuditMatches(q) {
			refs = append(refs, f.Ref)
		}
	}
	if len(refs) == 0 {
		return a.goToSaying(c, back, "Tick the workflows to change first.")
	}
	return a.goTo(c, link.Verdicts(refs[:min(len(refs), mostVerdicts)], back))
}

// showVerdicts asks for the verdict of the workflows that were chosen.
func (a *App) showVerdicts(c echo.Context) error {
	v := views.VerdictsPage{Back: local(c.QueryParam("back"), link.Step("audit")), Bulk: &wizard.Bulk{}}
	refs := strings.Split(shortened(c.QueryParam("rows"), 8*mostVerdicts), ",")
	if err := a.read(c, func(r *models.Read) error { return a.fillVerdicts(c, r, &v, refs) }); err != nil {
		return err
	}
	v.Form.Show(a.locale(c))
	return a.show(c, views.Verdicts(v))
}

func (a *App) fillVerdicts(c echo.Context, r *models.Read, v *views.VerdictsPage, refs []string) error {
	s, err := wizard.Current(r)
	if err != nil {
		return err
	}
	if v.World, err = wizard.Load(r, s); err != nil {
		return err
	}
	v.Shell, v.Loc = a.shell(c, "One verdict for several workflows", "alignment"), a.locale(c)
	v.Form = v.Bulk.Form(v.World)
	v.Fates = v.Bulk.Fates(v.World, refs)
	return nil
}

// giveVerdicts shows what a verdict does to each row, and writes it once that was seen.
func (a *App) giveVerdicts(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	v := views.VerdictsPage{Back: local(values.Get("back"), link.Step("audit")), Bulk: &wizard.Bulk{}}
	undo, done := "", 0
	err = a.write(c, func(tx *models.Tx) error {
		if err := a.fillVerdicts(c, &tx.Read, &v, nil); err != nil {
			return err
		}
		v.Form.Fill(values, a.locale(c), form.Strict)
		v.Bulk.Ask(v.Form)
		refs := values["choose"]
		v.Fates = v.Bulk.Fates(v.World, refs[:min(len(refs), mostVerdicts)])
		if len(v.Fates) == 0 {
			v.Form.Problem = "Tick at least one workflow."
		}
		if !v.Form.Valid() {
			return nil
		}
		v.Shown, v.Seen = true, wizard.Digest(v.Bulk, v.Fates)
		if values.Get("do") != "change" {
			return nil
		}
		if values.Get("seen") != v.Seen {
			v.Again = true
			return nil
		}
		var err error
		undo, done, err = v.Bulk.Give(tx, v.World, v.Fates)
		return err
	})
	switch {
	case err != nil:
		return err
	case !v.Form.Valid():
		v.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.Verdicts(v))
	case len(v.World.Held) > 0:
		if done > 0 {
			return a.goToSaying(c, link.Changes(1), views.VerdictsGiven(done)+" "+views.HeldMany(len(v.World.Held)))
		}
		return a.toHeld(c, &wizard.Sheet{Held: v.World.Held})
	case done > 0:
		return a.goToUndo(c, v.Back, parts.Undo{Say: views.VerdictsGiven(done), Action: link.TakeBack(), Fields: []parts.Hidden{{Name: "undo", Value: undo}, {Name: "back", Value: shortBack(v.Back)}}})
	}
	return a.show(c, views.Verdicts(v))
}

// shortBack leaves out an address that is too long for the offer to undo.
func shortBack(back string) string {
	if len(back) > 1000 {
		return link.Step("audit")
	}
	return back
}

// takeBackVerdicts undoes the last change of many verdicts, except where somebody changed one since.
func (a *App) takeBackVerdicts(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	said := ""
	if err := a.write(c, func(tx *models.Tx) error {
		s, err := wizard.Current(&tx.Read)
		if err != nil {
			return err
		}
		w, err := wizard.Load(&tx.Read, s)
		if err != nil {
			return err
		}
		n, alone, err := wizard.TakeBackVerdicts(tx, w, first(values, "undo"))
		said = models.TookBack(n, "One verdict", "verdicts", alone)
		return err
	}); err != nil {
		return err
	}
	return a.goToSaying(c, local(values.Get("back"), link.Step("audit")), said)
}

// first is one value of a post, as a text a database can be asked for.
func first(values url.Values, name string) string { return shortened(values.Get(name), 100) }
