package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// nextForm asks what the next strategy is called.
func nextForm(title *string) *form.Form {
	return form.Of(form.Line("title", "What the next strategy is called", title).Required("Give the next strategy a name, such as the years that it is for.").Max(200).Help("For example the years that it is for."))
}

// showStrategyNext asks for the name of the strategy after the one in force; while one is drafted, it leads there.
func (a *App) showStrategyNext(c echo.Context) error {
	var title string
	f := nextForm(&title)
	f.Show(a.locale(c))
	return a.nextPage(c, http.StatusOK, f)
}

func (a *App) nextPage(c echo.Context, status int, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		now, intent, err := r.InForce()
		if err != nil {
			return err
		}
		if now == nil {
			return a.goTo(c, link.Alignment())
		}
		draft, err := r.NextDraft()
		if err != nil {
			return err
		}
		if draft != nil && status == http.StatusOK {
			return a.goTo(c, link.StrategyChoices(draft.Ref))
		}
		p := a.page(c, r, "Begin the next strategy", "strategy")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.StrategyNext(p, now, intent, f))
	})
}

// beginNext makes the draft that follows the strategy in force.
func (a *App) beginNext(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var title string
	var s *models.Strategy
	f := nextForm(&title)
	if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
		err = a.write(c, func(tx *models.Tx) (err error) {
			s, err = tx.BeginNext(title)
			return err
		})
	}
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule && refused.About == "" {
		f.Blame("title", refused.Say)
		err = nil
	}
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil || !f.Valid():
		return a.nextPage(c, http.StatusUnprocessableEntity, f)
	}
	return a.goToSaying(c, link.StrategyChoices(s.Ref), "The draft is begun. Nothing of the strategy in force changes before the day it takes its place.")
}

// chooseForm asks what becomes of things of one kind.
type chooseForm struct {
	form   *form.Form
	choose models.NextChoice
}

func newChooseForm(kind string) *chooseForm {
	f := &chooseForm{choose: models.NextChoice{Kind: kind}}
	f.form = form.Of(form.Line(kind+".reason", "Why it is dropped", &f.choose.Reason).Wanted().Max(500).Help("Needed to drop, told to its owner and kept."))
	return f
}

// showStrategyChoices is everything of the strategy in force with what becomes of it.
func (a *App) showStrategyChoices(c echo.Context) error {
	return a.nextChoicesPage(c, http.StatusOK, nil, "")
}

// nextChoicesPage shows the choices; wrong is a form that has to be mended, say what was refused.
func (a *App) nextChoicesPage(c echo.Context, status int, wrong *chooseForm, say string) error {
	return a.read(c, func(r *models.Read) error {
		n, err := r.NextByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.NextPage{Next: n, Refused: say, Forms: map[string]*form.Form{}, Only: shortened(c.QueryParam("only"), 20), Focus: strings.TrimPrefix(fragmentOf(c.Request()), "g-")}
		for _, g := range n.Groups {
			f := newChooseForm(g.Key)
			if wrong != nil && wrong.choose.Kind == g.Key {
				f, v.Ticked = wrong, wrong.choose.IDs
			} else {
				f.form.Show(a.locale(c))
			}
			v.Forms[g.Key] = f.form
		}
		p := a.page(c, r, "What becomes of it: "+n.Strategy.Title, "strategy")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.StrategyChoices(p, v))
	})
}

// chooseForNext carries or drops some things of the strategy in force, or all of a kind that are left.
func (a *App) chooseForNext(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	kind := shortened(values.Get("kind"), 30)
	f := newChooseForm(kind)
	f.form.Fill(values, a.locale(c), form.Draft)
	f.choose.IDs = values["rows"]
	switch values.Get("do") {
	case "carry":
		f.choose.Choice = models.Carried
	case "carry-all":
		f.choose.Choice, f.choose.All = models.Carried, true
	case "drop":
		f.choose.Choice = models.LeftOut
	case "drop-all":
		f.choose.Choice, f.choose.All = models.LeftOut, true
	}
	if f.form.Valid() {
		err = a.write(c, func(tx *models.Tx) error {
			n, err := tx.NextByRef(c.Param("ref"))
			if err != nil {
				return err
			}
			return tx.ChooseNext(n, f.choose)
		})
	}
	refused, is := models.AsRefusal(err)
	switch {
	case !f.form.Valid():
		return a.nextChoicesPage(c, http.StatusUnprocessableEntity, f, "")
	case is && refused.Kind == models.KindRule && refused.About == "reason":
		f.form.Blame(kind+".reason", refused.Say)
		return a.nextChoicesPage(c, http.StatusUnprocessableEntity, f, "")
	case is && refused.Kind == models.KindRule:
		return a.nextChoicesPage(c, http.StatusUnprocessableEntity, f, refused.Say)
	case err != nil:
		return err
	}
	if fragmentOf(c.Request()) != "" {
		return a.nextChoicesPage(c, http.StatusOK, nil, "")
	}
	return a.goToSaying(c, link.StrategyChoices(c.Param("ref"))+"#g-"+kind, "Chosen. It counts from the day on which the next strategy comes in force.")
}
