package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/wizard"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// reasonForm asks why a piece of advice does not fit.
func reasonForm(reason *string) *form.Form {
	return form.Of(form.Line("reason", "Why it does not fit here", reason).Required("Say in a few words why this advice does not fit here.").Max(500))
}

// alignment loads what the alignment rests on now.
func alignment(r *models.Read) (*wizard.World, error) {
	s, err := wizard.Current(r)
	if err != nil {
		return nil, err
	}
	return wizard.Load(r, s)
}

// showAdvice asks for the reason why one piece of advice does not fit.
func (a *App) showAdvice(c echo.Context) error {
	p := views.AdvicePage{Shell: a.shell(c, "Set this advice aside", "alignment"), Form: reasonForm(new(string)), About: c.QueryParam("about"), Code: c.QueryParam("code")}
	if err := a.read(c, func(r *models.Read) error {
		w, err := alignment(r)
		if err == nil {
			fillAdvice(&p, w)
		}
		return err
	}); err != nil {
		return err
	}
	p.Form.Show(a.locale(c))
	return a.show(c, views.Advice(p))
}

// fillAdvice finds what the advice says, and the step to go back to.
func fillAdvice(p *views.AdvicePage, w *wizard.World) {
	_, id, _ := strings.Cut(p.About, ":")
	step, flag := w.Given(id, p.Code)
	if flag == nil {
		return
	}
	p.Name, p.Say, p.Given = flag.Name, flag.Say, true
	if p.Back == "" {
		p.Back = link.Step(step.Key)
	}
}

// setAdviceAside keeps the reason why a piece of advice does not fit.
func (a *App) setAdviceAside(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	about, err := a.value(c, "about")
	if err != nil {
		return err
	}
	code, err := a.value(c, "code")
	if err != nil {
		return err
	}
	reason := ""
	f := reasonForm(&reason)
	f.Fill(values, a.locale(c), form.Strict)
	p := views.AdvicePage{Form: f, About: about, Code: code, Back: local(values.Get("back"), "")}
	if err := a.write(c, func(tx *models.Tx) error {
		w, err := alignment(&tx.Read)
		if err != nil {
			return err
		}
		if fillAdvice(&p, w); !f.Valid() {
			return nil
		}
		kind, id, _ := strings.Cut(about, ":")
		if step := wizard.ByKey(id); kind == "all" && step != nil {
			return wizard.DismissAll(tx, w, step, code, reason)
		}
		return wizard.Dismiss(tx, w, id, code, reason)
	}); err != nil {
		return err
	}
	if !f.Valid() {
		p.Shell = a.shell(c, "Set this advice aside", "alignment")
		p.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.Advice(p))
	}
	if p.Back == "" {
		p.Back = link.Alignment()
	}
	return a.goToSaying(c, p.Back, "The advice is set aside. It is listed beside the step, where it can be taken back.")
}

// takeAdviceBack lets a piece of advice that was set aside stand again.
func (a *App) takeAdviceBack(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	about, err := a.value(c, "about")
	if err != nil {
		return err
	}
	code, err := a.value(c, "code")
	if err != nil {
		return err
	}
	if err := a.write(c, func(tx *models.Tx) error {
		w, err := alignment(&tx.Read)
		if err != nil {
			return err
		}
		kind, id, _ := strings.Cut(about, ":")
		if step := wizard.ByKey(id); kind == "all" && step != nil {
			return wizard.TakeAllBack(tx, w, step, code)
		}
		return wizard.TakeBack(tx, w, id, code)
	}); err != nil {
		return err
	}
	return a.goToSaying(c, local(values.Get("back"), link.Alignment()), "The advice stands again.")
}

// showWording gives advice on the words of one field while somebody types. It writes nothing. The field is told by the part
// of the page that asks.
func (a *App) showWording(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	name, asked := strings.CutSuffix(fragmentOf(c.Request()), parts.WordingPlace)
	if !asked {
		return a.goTo(c, link.Alignment())
	}
	var f *form.Field
	if err := a.read(c, func(r *models.Read) error {
		w, err := alignment(r)
		if err == nil {
			f = w.Wording(name, values.Get(name), a.locale(c))
		}
		return err
	}); err != nil {
		return err
	}
	if f == nil {
		return models.NotFound("This field")
	}
	return a.show(c, parts.WordingOf(f))
}
