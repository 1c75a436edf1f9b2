package handlers

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
)

// showChanges lists the changes of what is in force.
func (a *App) showChanges(c echo.Context) error {
	n := pageNumber(c)
	return a.read(c, func(r *models.Read) error {
		list, all, err := r.Changes((n-1)*perPage, perPage)
		if err != nil {
			return err
		}
		p := a.page(c, r, "Changes of what is in force", "strategy")
		return a.show(c, views.ChangeList(p, views.ChangeListPage{List: list, Now: r.Now, Paging: paging(n, all, link.Changes)}))
	})
}

// showChange is one change with everything that rests on it, or what it has changed.
func (a *App) showChange(c echo.Context) error { return a.changePage(c, http.StatusOK, nil, "") }

// changePage shows a change; wrong is a form that has to be mended, say what was refused.
func (a *App) changePage(c echo.Context, status int, wrong *changeForm, say string) error {
	opened := c.QueryParam("open")
	if wrong != nil {
		opened = wrong.key
	}
	return a.changePageAt(c, status, wrong, say, opened)
}

// changePageAt is changePage with one group open.
func (a *App) changePageAt(c echo.Context, status int, wrong *changeForm, say, opened string) error {
	from, err := strconv.Atoi(c.QueryParam("from"))
	if err != nil || from < 0 || from > 1_000_000 {
		from = 0
	}
	group, find := shortened(c.QueryParam("group"), 30), shortened(c.QueryParam("find"), 200)
	if wrong != nil && wrong.choose.Find != "" {
		group, find = wrong.key, wrong.choose.Find
	}
	return a.read(c, func(r *models.Read) error {
		d, err := r.ChangePageOf(c.Param("ref"), models.RadiusQuery{Only: group, Find: find, From: from})
		if err != nil {
			return err
		}
		v := views.ChangePage{ChangeDetail: d, Now: r.Now, Refused: say, From: from, Only: group, Opened: opened, Back: reviewBehind(c), Forms: map[string]*form.Form{}}
		owners, err := r.Owners()
		if err != nil {
			return err
		}
		v.Owners = owners.Both
		if d.Open() {
			a.fillChange(c, &v, wrong)
		}
		p := a.page(c, r, v.Heading(), navOfChange[d.Kind])
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Change(p, v))
	})
}

// navOfChange is the item of the menu that a change belongs to.
var navOfChange = map[string]string{models.ChangeIntent: "strategy", models.ChangeOutcome: "strategy", models.ChangeGoal: "strategy", models.ChangeObjective: "strategy", models.ChangeWorkflow: "operations",
	models.ChangeProcess: "operations", models.ChangeInitiative: "initiatives", models.ChangeTeam: navTeams, models.ChangePerson: navPeople, models.ChangeMembership: navTeams}

// fillChange makes the forms of an open change: one for each group, one for all of them, and the one that applies it.
func (a *App) fillChange(c echo.Context, v *views.ChangePage, wrong *changeForm) {
	for _, g := range v.Radius.Groups {
		if len(g.Choices) < 2 || v.Joins() {
			continue
		}
		f := newChangeForm(v.ChangeDetail, g, v.Owners)
		if wrong != nil && wrong.key == g.Key {
			f = wrong
		} else {
			f.form.Show(a.locale(c))
		}
		v.Forms[g.Key] = f.form
	}
	for key, f := range map[string]*changeForm{"all": handAllForm(v.Owners), "apply": applyForm(v.PlannedChange), "day": leavingForm(v.PlannedChange)} {
		if wrong != nil && wrong.key == key {
			f = wrong
		} else {
			f.form.Show(a.locale(c))
		}
		v.Forms[key] = f.form
	}
}

// changeForm is one form on the page of a change, with what it asks for.
type changeForm struct {
	key    string
	form   *form.Form
	choose models.Choose
	to     string // person or team
	target string // outcome, goal or objective
	reason string
}

// newChangeForm asks what becomes of the things of a group.
func newChangeForm(d *models.ChangeDetail, g *models.RadiusGroup, owners *form.Directory) *changeForm {
	f := &changeForm{key: g.Key}
	name := func(field string) string { return g.Key + "." + field }
	var options []form.Option
	for _, choice := range g.Choices {
		options = append(options, form.Option{Value: choice, Label: views.ChoiceWords(g, choice)})
	}
	f.choose.Choice = models.ChoiceKeep
	fields := []*form.Field{form.Choice(name("choice"), "What becomes of them", &f.choose.Choice, options...).Required()}
	if g.May(models.ChoiceRetarget) {
		if list := d.Targets[g.Key]; len(list) > 0 {
			fields = append(fields, form.Choice(name("target"), "For what instead", &f.target, models.TieOptions(list)...))
		}
		if views.Dated(g.Key) {
			fields = append(fields, form.Date(name("day"), "Or on another day", &f.choose.Day, nil))
		}
	}
	if g.May(models.ChoiceHand) {
		fields = append(fields, form.Pick(name("to"), "Hand to", &f.to, nil, owners))
	}
	if g.May(models.ChoiceStop) {
		fields = append(fields, form.Line(name("reason"), "Why it stops", &f.choose.Reason).Max(500))
	}
	f.form = form.Of(fields...)
	return f
}

// handAllForm asks to whom everything goes.
func handAllForm(owners *form.Directory) *changeForm {
	f := &changeForm{key: "all"}
	f.form = form.Of(form.Pick("all.to", "Hand everything that you choose nothing else for to", &f.to, nil, owners).Required("Name who takes over.").Help("Each group below shows it. What you choose otherwise there counts first. Drafts and personal tasks that you may not read go along."))
	return f
}

// applyForm asks why.
func applyForm(ch *models.PlannedChange) *changeForm {
	f := &changeForm{key: "apply", reason: ch.Reason}
	f.form = form.Of(form.Line("apply.reason", "Why it changes", &f.reason).Max(500).Help("Told to everybody whom it concerns, and kept with the change."))
	return f
}

// onChange does something with a change that this person may make.
func (a *App) onChange(c echo.Context, do func(*models.Tx, *models.PlannedChange) error) error {
	return a.write(c, func(tx *models.Tx) error {
		ch, err := tx.ChangeByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return do(tx, ch)
	})
}

// chooseForChange keeps what is chosen for some things of a group, for all others of it, or for everything.
func (a *App) chooseForChange(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	kind := shortened(values.Get("kind"), 30)
	var f *changeForm
	find := ""
	err = a.onChange(c, func(tx *models.Tx, ch *models.PlannedChange) error {
		d, err := tx.ChangePage(ch.Ref, kind, 0)
		if err != nil {
			return err
		}
		owners, err := tx.Owners()
		if err != nil {
			return err
		}
		if kind == "all" {
			f = handAllForm(owners.Both)
			if f.form.Fill(values, a.locale(c), form.Strict); !f.form.Valid() {
				return f.form.Invalid()
			}
			return tx.HandAll(ch, f.to)
		}
		if d.Radius == nil || len(d.Radius.Groups) == 0 {
			return models.NotFound("This group")
		}
		f = newChangeForm(d, d.Radius.Groups[0], owners.Both)
		for field, choice := range map[string]string{"to": models.ChoiceHand, "target": models.ChoiceRetarget, "day": models.ChoiceRetarget, "reason": models.ChoiceStop} {
			if values.Get(kind+".choice") != choice { // left over from another choice, it is neither asked for nor wrong
				values.Del(kind + "." + field)
			}
		}
		if f.form.Fill(values, a.locale(c), form.Draft); !f.form.Valid() {
			return f.form.Invalid()
		}
		f.choose.Kind, f.choose.IDs, f.choose.All = kind, values["rows"], values.Get("do") == "all"
		if find = shortened(strings.TrimSpace(values.Get("find")), 200); values.Get("do") == "found" {
			f.choose.Find = find
		}
		if f.choose.To = f.to; f.choose.Choice == models.ChoiceRetarget {
			f.choose.To = f.target
		}
		f.choose.Seen = map[string]string{}
		for _, seen := range values["seen"] {
			id, version, _ := strings.Cut(seen, " ")
			f.choose.Seen[id] = version
		}
		err = tx.Choose(ch, f.choose)
		if refused, is := models.AsRefusal(err); is && refused.About != "" && refused.About != "pick" {
			refused.About = kind + "." + refused.About
		}
		return err
	})
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule && (refused.About == "" || strings.HasSuffix(refused.About, "pick")) {
		return a.changePage(c, http.StatusUnprocessableEntity, f, refused.Say)
	}
	var under *form.Form
	if f != nil {
		under = f.form
	}
	wrong, err := mended(under, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.changePage(c, http.StatusUnprocessableEntity, f, "")
	}
	at := link.ChangeOpen(c.Param("ref"), kind)
	if find != "" {
		at = link.ChangeFound(c.Param("ref"), kind, find, 0) + "#g-" + kind
	} else if fragmentOf(c.Request()) != "" {
		return a.changePageAt(c, http.StatusOK, nil, "", kind)
	}
	if kind == "all" {
		at = link.Change(c.Param("ref")) + "#t-rests"
	}
	return a.goToSaying(c, at, "Chosen. Nothing of it counts before you apply the change.")
}

// applyChange makes a change count.
func (a *App) applyChange(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	f := applyForm(&models.PlannedChange{})
	if f.form.Fill(values, a.locale(c), form.Strict); !f.form.Valid() {
		return a.changePage(c, http.StatusUnprocessableEntity, f, "")
	}
	err = a.onChange(c, func(tx *models.Tx, ch *models.PlannedChange) error {
		if ch.Open() && f.reason != "" {
			ch.Reason = f.reason
		}
		return wizard.ApplyChange(tx, ch)
	})
	if refused, is := models.AsRefusal(err); is {
		switch refused.Kind {
		case models.KindStale:
			return a.changePage(c, http.StatusConflict, f, refused.Say)
		case models.KindRule:
			return a.changePage(c, http.StatusUnprocessableEntity, f, refused.Say)
		}
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Change(c.Param("ref")), "The change counts now. You can undo all of it for 30 minutes.")
}

// undoChange takes a change back.
func (a *App) undoChange(c echo.Context) error {
	back, stand := 0, 0
	err := a.onChange(c, func(tx *models.Tx, ch *models.PlannedChange) (err error) {
		back, stand, err = tx.UndoChange(ch)
		return err
	})
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule {
		return a.changePage(c, http.StatusUnprocessableEntity, nil, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Change(c.Param("ref")), views.UndoneWords(back, stand))
}

// giveUpChange drops a change that was not applied.
func (a *App) giveUpChange(c echo.Context) error {
	if err := a.onChange(c, (*models.Tx).GiveUpChange); err != nil {
		return err
	}
	return a.goToSaying(c, link.Changes(1), "The change is given up. Everything stands as it did.")
}
