package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/builder"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showRules is the list of handoff rules, narrowed as the address says.
func (a *App) showRules(c echo.Context) error {
	asked := url.Values{}
	for name, values := range c.QueryParams() {
		asked.Set(name, shortened(strings.TrimSpace(values[0]), 200))
	}
	v := views.RuleListPage{Query: models.ReadRuleQuery(asked)}
	return a.read(c, func(r *models.Read) (err error) {
		n := pageNumber(c)
		rows, all, err := r.RulesFound(v.Query, (n-1)*perPage, perPage)
		if err != nil {
			return err
		}
		v.Rows, v.Paging = rows, paging(n, all, func(page int) string { return link.Rules(v.Query.Values(), page) })
		if v.World, err = automation.LoadWorld(r); err != nil {
			return err
		}
		return a.show(c, views.RuleList(a.page(c, r, "Handoff rules", navRules), v))
	})
}

// newRule is a rule that is begun.
type newRule struct {
	name, team string
	recipe     builder.Recipe
}

func (n *newRule) form(r *models.Read) (*form.Form, error) {
	if !r.Who.MayStartRule() {
		return nil, models.NoRuleWriter
	}
	w, err := automation.LoadWorld(r)
	if err != nil {
		return nil, err
	}
	teams := builder.TeamsToWrite(r.Who, w)
	if n.team == "" && len(teams) > 0 {
		n.team = teams[0].Value
	}
	return form.Of(form.Line("name", "Name", &n.name).Required("Give the rule a name.").Max(160).Help("What it does in a few words."),
		form.Choice("team", "For whom it is", &n.team, teams...).Required("Choose for whom it is.")), nil
}

// showRuleNew asks how a rule begins.
func (a *App) showRuleNew(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		n := &newRule{}
		n.recipe, _ = builder.RecipeOf(c.QueryParam("recipe"))
		n.name = n.recipe.Name
		f, err := n.form(r)
		if err != nil {
			return err
		}
		f.Show(a.locale(c))
		return a.ruleNewPage(c, r, http.StatusOK, f, n.recipe)
	})
}

func (a *App) ruleNewPage(c echo.Context, r *models.Read, status int, f *form.Form, recipe builder.Recipe) error {
	v := views.RuleNewPage{Form: f, Recipe: recipe}
	if recipe.Key != "" {
		w, err := automation.LoadWorld(r)
		if err != nil {
			return err
		}
		v.World, v.Draft = w, recipe.Made(r.Who.PersonID)
	}
	p := a.page(c, r, "New rule", navRules)
	p.Shell.Error = status != http.StatusOK
	return a.showAs(c, status, views.RuleNew(p, v))
}

// addRule writes a new rule as a draft.
func (a *App) addRule(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	var rule *models.Rule
	n := &newRule{}
	n.recipe, _ = builder.RecipeOf(values.Get("recipe"))
	err = a.write(c, func(tx *models.Tx) error {
		if f, err = n.form(&tx.Read); err != nil {
			return err
		}
		f.Fill(values, a.locale(c), form.Strict)
		if err := f.Invalid(); err != nil {
			return err
		}
		var team *string
		if n.team != builder.WholeCompany.Value {
			team = &n.team
		}
		d := &blocks.Definition{SchemaVersion: blocks.SchemaVersion}
		if n.recipe.Key != "" {
			d = n.recipe.Made(tx.Who.PersonID)
		}
		rule, err = tx.StartRule(n.name, team, d)
		return err
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.read(c, func(r *models.Read) error {
			return a.ruleNewPage(c, r, http.StatusUnprocessableEntity, wrong, n.recipe)
		})
	}
	if n.recipe.Key != "" {
		return a.goToSaying(c, link.Rule(rule.Ref, ""), "It is your draft now. You own it, and you stand in wherever nobody holds a role, until you say otherwise.")
	}
	return a.goTo(c, link.Rule(rule.Ref, builder.OpenWhen))
}

// showRule is one rule, where it is built.
func (a *App) showRule(c echo.Context) error {
	return a.rulePage(c, http.StatusOK, shortened(c.QueryParam("open"), 80), nil, "")
}

// rulePage shows a rule with one of its forms open. Made are forms that were filled and have to be mended, say what went wrong.
func (a *App) rulePage(c echo.Context, status int, open string, made *builder.Made, say string) error {
	return a.read(c, func(r *models.Read) error {
		rule, err := r.RulePage(c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.RulePage{RuleNow: rule, Open: open, Say: say, MayWrite: r.Who.MayWriteRule(rule.Rule) && rule.State != models.RuleRetired, MayPublish: r.Who.MayPublishRule(rule.Rule)}
		if v.World, err = automation.LoadWorld(r); err != nil {
			return err
		}
		if v.Problems, err = automation.CheckRule(r, rule.Rule, rule.Draft, v.World); err != nil {
			return err
		}
		if v.Undo, v.Redo, err = r.EditsOf(rule.Rule); err != nil {
			return err
		}
		if v.Versions, err = r.VersionsOf(rule.Rule); err != nil {
			return err
		}
		if v.MayPublish && rule.N > 0 {
			if v.UnderWay, v.Waiting, err = r.RunsUnderWay(rule.ID); err != nil {
				return err
			}
		}
		if id := rule.Draft.DecisionID; id != "" {
			if v.Decision, err = r.DecisionByID(id); err != nil {
				if _, refused := models.AsRefusal(err); !refused {
					return err
				}
			}
		}
		if v.MayWrite {
			if err := a.openRule(c, r, &v, made); err != nil {
				return err
			}
		}
		p := a.page(c, r, rule.Name, navRules)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.RuleBuilder(p, v))
	})
}

// openRule makes the form that is open, or shows the one that was filled.
func (a *App) openRule(c echo.Context, r *models.Read, v *views.RulePage, made *builder.Made) (err error) {
	if made != nil && made.Form() != nil {
		v.Entry, v.When, v.About = made.Entry, made.When, made.About
		return nil
	}
	switch v.Open {
	case "":
	case builder.OpenWhen:
		v.When = builder.WhenOf(v.Draft, v.World)
		v.When.Form.Show(a.locale(c))
	case builder.OpenAbout:
		if v.About, err = builder.LoadAbout(r, v.Rule, v.Draft, v.World); err != nil {
			return err
		}
		v.About.Form.Show(a.locale(c))
	default:
		if v.Entry = builder.EntryOf(v.Draft, v.Open, v.World); v.Entry == nil {
			v.Open = ""
			return nil
		}
		v.Entry.Form.Show(a.locale(c))
	}
	return nil
}

// editRule makes one edit of a rule's draft.
func (a *App) editRule(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	act := builder.ReadAct(values, a.locale(c))
	var made *builder.Made
	err = a.write(c, func(tx *models.Tx) error {
		rule, err := tx.RuleByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		made, err = builder.Make(tx, rule, act)
		return err
	})
	open := values.Get("after")
	if made != nil && made.Open != "" {
		open = made.Open
	}
	refused, isRefused := models.AsRefusal(err)
	switch {
	case isRefused && refused.Kind == models.KindStale:
		return a.rulePage(c, http.StatusConflict, "", nil, refused.Say)
	case isRefused && refused.Kind == models.KindRule:
		return a.rulePage(c, http.StatusUnprocessableEntity, open, nil, refused.Say)
	case made != nil && made.Form() != nil && !made.Form().Valid():
		return a.rulePage(c, http.StatusUnprocessableEntity, open, made, "")
	case err != nil:
		return err
	}
	if fragmentOf(c.Request()) == "builder" {
		return a.rulePage(c, http.StatusOK, open, nil, "")
	}
	address := link.Rule(c.Param("ref"), open)
	if open != "" {
		address += "#b-" + open
	}
	return a.goTo(c, address)
}
