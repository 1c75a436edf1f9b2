package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/say"
)

// showReviews is the list of reviews: overdue, coming, held and skipped.
func (a *App) showReviews(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		list, err := r.ReviewList()
		if err != nil {
			return err
		}
		clock, err := r.IntentClock()
		if err != nil {
			return err
		}
		return a.show(c, views.Reviews(a.page(c, r, "Reviews", "reviews"), views.ReviewsPage{Lines: list, Intent: clock}))
	})
}

// openSheet prepares the review of a date, of one department where it is about operations.
func (a *App) openSheet(c echo.Context) error {
	team, err := a.value(c, "team")
	if err != nil {
		return err
	}
	var s *models.ReviewSheet
	if err := a.write(c, func(tx *models.Tx) error {
		v, err := tx.ReviewByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		s, err = tx.OpenSheet(v, team)
		return err
	}); err != nil {
		return err
	}
	return a.goTo(c, link.Sheet(s.Ref))
}

// openInitiativeSheet prepares the review of an initiative.
func (a *App) openInitiativeSheet(c echo.Context) error {
	var s *models.ReviewSheet
	if err := a.onInitiative(c, func(tx *models.Tx, i *models.Initiative) (err error) { s, err = tx.OpenInitiativeSheet(i); return err }); err != nil {
		return err
	}
	return a.goTo(c, link.Sheet(s.Ref))
}

// sheetAnswers are what is typed into a review besides its items.
type sheetAnswers struct {
	holding models.Holding
	keep    map[string]*string // why the rest of a part is kept, by its key
	form    *form.Form
}

// sheetForm asks for a verdict and a line on each item, and for what belongs to the layer.
func sheetForm(d *models.SheetDetail) *sheetAnswers {
	s := &sheetAnswers{form: &form.Form{Version: d.Version}, keep: map[string]*string{}}
	add := func(f ...*form.Field) { s.form.Fields = append(s.form.Fields, f...) }
	for _, i := range d.Items {
		add(form.Choice("verdict-"+i.EntityRef, "Verdict on "+i.EntityRef, &i.Verdict, form.Option{Value: models.VerdictKeep, Label: "Keep"},
			form.Option{Value: models.VerdictChange, Label: "Change"}, form.Option{Value: models.VerdictDrop, Label: "Drop"}).Wanted(),
			form.Line("words-"+i.EntityRef, "Why, in a line", &i.Words).Wanted().Max(500))
	}
	for _, part := range d.Parts() {
		s.keep[part.Key] = new(string)
		add(form.Line("keep-"+part.Key, "Why all that are left here are kept", s.keep[part.Key]).Max(500))
	}
	if d.Clock == models.ClockStrategy {
		add(form.Text("market", "What has changed in our markets since the last review?", &d.Market).Wanted().Max(4000).Help("Customers, prices, law, demand. “Nothing” is an answer when it is true."),
			form.Text("competition", "What do competitors do now that they did not do before?", &d.Competition).Wanted().Max(4000))
	}
	add(form.Text("notes", "Minutes", &d.Notes).Max(20_000))
	if d.Initiative != nil {
		add(form.Date("next", "Next review date", &s.holding.Next, nil).Wanted().Help("Not needed when it is dropped."))
	}
	return s
}

// sheetForms are forms on a review's page that have to be mended; nil for fresh ones.
type sheetForms struct{ answers, item, skip *form.Form }

// showSheet is one review with its agenda.
func (a *App) showSheet(c echo.Context) error { return a.sheetPage(c, http.StatusOK, sheetForms{}) }

func (a *App) sheetPage(c echo.Context, status int, forms sheetForms) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.SheetByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.SheetPage{SheetDetail: d, Answers: forms.answers, Item: forms.item, Skip: forms.skip}
		if v.Answers == nil {
			v.Answers = sheetForm(d).form
			v.Answers.Show(a.locale(c))
		}
		if v.Item == nil {
			v.Item = itemToAddForm(new(string))
			v.Item.Show(a.locale(c))
		}
		if v.Skip == nil {
			v.Skip = skipForm(new(string))
			v.Skip.Show(a.locale(c))
		}
		p := a.page(c, r, d.Name(), "reviews")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Sheet(p, v))
	})
}

func itemToAddForm(ref *string) *form.Form {
	return form.Of(form.Line("item", "One more thing for the agenda", ref).Required("Give a reference, such as O2, B3 or W12.").Max(20).Help("Its reference, such as O2, B3 or W12. What belongs to the other layer is refused."))
}

func skipForm(reason *string) *form.Form {
	return form.Of(form.Line("reason", "Why it is skipped", reason).Required("Say in a sentence why it is skipped.").Max(500))
}

// saveSheet keeps what was written into a review, or ends it when that button was pressed.
func (a *App) saveSheet(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	button, err := a.value(c, "do")
	if err != nil {
		return err
	}
	part, keeps := strings.CutPrefix(button, views.KeepButton)
	kept, next := 0, ""
	var held []*models.PlannedChange
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		d, err := tx.SheetByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		s := sheetForm(d)
		f = s.form
		f.Fill(values, a.locale(c), form.Strict)
		if f.Stale() {
			return models.AgainstRuleAt("", "Somebody else wrote into this review meanwhile. Nothing of yours was saved. Open it again to see what stands there now.")
		}
		if err := f.Invalid(); err != nil {
			return err
		}
		switch {
		case button == "hold":
			err := tx.HoldSheet(d, s.holding)
			held = d.Held
			return err
		case keeps:
			why := ""
			if s.keep[part] != nil {
				why = *s.keep[part]
			}
			kept, err = tx.KeepRest(d, part, why)
			next = views.NextPart(d)
			return err
		}
		return tx.SaveSheet(d)
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.sheetPage(c, http.StatusUnprocessableEntity, sheetForms{answers: wrong})
	case keeps:
		return a.goToSaying(c, link.Sheet(c.Param("ref"))+next, say.Upper(say.Count(a.locale(c), kept, "thing is", "things are"))+" kept. Answer again to say otherwise.")
	case len(held) == 1:
		n, err := a.restingOn(c, held...)
		if err != nil {
			return err
		}
		return a.goToSaying(c, link.BackTo(link.Change(held[0].Ref), link.Sheet(c.Param("ref"))), "The review is held. "+views.HeldWords(n))
	case len(held) > 1:
		return a.goToSaying(c, link.Changes(1), "The review is held. "+views.HeldMany(len(held)))
	case button == "hold":
		return a.goToSaying(c, link.Sheet(c.Param("ref")), "The review is held. What was changed or dropped is decided, and can be handed over.")
	}
	return a.goToSaying(c, link.Sheet(c.Param("ref")), "Saved. The review is still open.")
}

// addToAgenda puts one more thing on the agenda.
func (a *App) addToAgenda(c echo.Context) error {
	var ref string
	f := itemToAddForm(&ref)
	wrong, err := a.onSheet(c, f, func(tx *models.Tx, d *models.SheetDetail) error { return tx.AddToAgenda(d, ref) })
	switch {
	case err != nil:
		return err
	case wrong:
		return a.sheetPage(c, http.StatusUnprocessableEntity, sheetForms{item: f})
	}
	return a.goTo(c, link.Sheet(c.Param("ref"))+"#agenda")
}

// skipSheet says that a review is not held, and why.
func (a *App) skipSheet(c echo.Context) error {
	var reason string
	f := skipForm(&reason)
	wrong, err := a.onSheet(c, f, func(tx *models.Tx, d *models.SheetDetail) error { return tx.SkipSheet(d, reason) })
	switch {
	case err != nil:
		return err
	case wrong:
		return a.sheetPage(c, http.StatusUnprocessableEntity, sheetForms{skip: f})
	}
	return a.goToSaying(c, link.Sheet(c.Param("ref")), "The review is skipped, with its reason.")
}

// onSheet fills a small form of a review's page and does what it is for.
func (a *App) onSheet(c echo.Context, f *form.Form, do func(*models.Tx, *models.SheetDetail) error) (wrong bool, err error) {
	values, err := a.values(c)
	if err != nil {
		return false, err
	}
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		if err := blame(f, a.write(c, func(tx *models.Tx) error {
			d, err := tx.SheetByRef(c.Param("ref"))
			if err != nil {
				return err
			}
			return do(tx, d)
		})); err != nil {
			return false, err
		}
	}
	return !f.Valid(), nil
}

// showMinutes is a review on paper.
func (a *App) showMinutes(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		d, err := r.SheetByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		p := a.page(c, r, "Minutes: "+d.Name(), "reviews")
		p.Shell.Back, p.Shell.BackLabel = link.Sheet(d.Ref), "Back to the review"
		return a.show(c, views.Minutes(p, views.SheetPage{SheetDetail: d}))
	})
}

// reviewBehind is the review that a step was opened from; empty when it was opened elsewhere.
func reviewBehind(c echo.Context) string {
	if to := local(c.QueryParam("back"), ""); strings.HasPrefix(to, link.Reviews()+"/") {
		return to
	}
	return ""
}
