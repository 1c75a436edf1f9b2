package handlers

import (
	"net/http"
	"strconv"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/builder"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// flightForm asks what becomes of the runs that are under way; nothing where there are none.
func flightForm(how *string, f *automation.Flight) (fields []*form.Field) {
	if f.All == 0 {
		return nil
	}
	*how = models.FlightFinish
	options := []form.Option{{Value: models.FlightFinish, Label: "They finish by the version they began with"}, {Value: models.FlightCancel, Label: "They are cancelled"}}
	if n := len(f.Movable); n > 0 {
		options = append(options, form.Option{Value: models.FlightMove, Label: blocks.Count(n, "run") + " that can be moved go on by the new version; the others finish by theirs"})
		if n == 1 {
			options[2].Label = "The one run that can be moved goes on by the new version; the others finish by theirs"
		}
	}
	return []*form.Field{form.Choice("flight", "What becomes of the runs under way", how, options...).Required().Drawn(parts.AsRadios)}
}

func publicationForm(p *models.Publication, audited bool, flight *automation.Flight) *form.Form {
	f := form.Of(append([]*form.Field{form.Text("note", "What changed, in your words", &p.Note).Max(1000)}, flightForm(&p.Flight, flight)...)...)
	if !audited {
		f.Fields = append(f.Fields, form.Text("override", "Why it goes ahead of the audit", &p.Override).Max(1000).Wanted().Help("Step 3 of the alignment is not done. What it would stop may still be carried on by this rule."))
	}
	return f
}

// showPublication shows what publishing a rule's draft would change.
func (a *App) showPublication(c echo.Context) error {
	return a.publicationPage(c, http.StatusOK, nil)
}

func (a *App) publicationPage(c echo.Context, status int, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		rule, err := r.RulePage(c.Param("ref"))
		if err != nil {
			return err
		}
		if !r.Who.MayPublishRule(rule.Rule) || rule.State == models.RuleRetired {
			return a.goTo(c, link.Rule(rule.Ref, ""))
		}
		v := views.PublicationPage{RuleNow: rule, Form: f}
		if v.World, err = automation.LoadWorld(r); err != nil {
			return err
		}
		if v.Problems, err = automation.CheckRule(r, rule.Rule, rule.Draft, v.World); err != nil {
			return err
		}
		if v.Published, err = r.PublishedOf(rule.Rule); err != nil {
			return err
		}
		if v.Published != nil {
			v.Diff = blocks.Diff(rule.Says, rule.Draft, v.World.In(rule.Draft))
		}
		if v.Flight, err = automation.FlightOf(r, rule.Rule, rule.Draft); err != nil {
			return err
		}
		if f == nil {
			v.Form = publicationForm(&models.Publication{}, v.World.AuditDone, v.Flight)
			v.Form.Show(a.locale(c))
		}
		p := a.page(c, r, "Publish "+rule.Ref, navRules)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.Publication(p, v))
	})
}

// publishRule writes the draft as the version that runs follow.
func (a *App) publishRule(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	rev, err := strconv.Atoi(values.Get("rev"))
	if err != nil {
		rev = -1
	}
	var f *form.Form
	var v *models.RuleVersion
	err = a.write(c, func(tx *models.Tx) error {
		rule, err := tx.RuleByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		w, err := automation.LoadWorld(&tx.Read)
		if err != nil {
			return err
		}
		d, err := rule.Definition()
		if err != nil {
			return err
		}
		flight, err := automation.FlightOf(&tx.Read, rule, d)
		if err != nil {
			return err
		}
		p := models.Publication{}
		f = publicationForm(&p, w.AuditDone, flight)
		f.Fill(values, a.locale(c), form.Draft)
		if err := f.Invalid(); err != nil {
			return err
		}
		v, err = builder.Publish(tx, rule, rev, p)
		return blame(f, err)
	})
	if f != nil && !f.Valid() {
		return a.publicationPage(c, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Rule(c.Param("ref"), ""), "Version "+strconv.Itoa(v.N)+" is published. New runs follow it."+flightSaid(values.Get("flight")))
}

// flightSaid tells what became of the runs under way.
func flightSaid(how string) string {
	return map[string]string{models.FlightCancel: " Those under way were cancelled.", models.FlightMove: " Those that could be moved go on by it."}[how]
}

// moveRule pauses a rule, lets it go on or retires it.
func (a *App) moveRule(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	state := first(values, "state")
	err = a.write(c, func(tx *models.Tx) error {
		rule, err := tx.RuleByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return builder.Move(tx, rule, state, shortened(values.Get("reason"), 500), first(values, "flight"))
	})
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule {
		return a.rulePage(c, http.StatusUnprocessableEntity, "", nil, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.Rule(c.Param("ref"), ""), map[string]string{models.RulePaused: "Paused. It starts no runs until you let it go on.",
		models.RulePublished: "It goes on.", models.RuleRetired: "Retired. Its history stays."}[state])
}
