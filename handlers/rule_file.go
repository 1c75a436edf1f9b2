package handlers

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/form"
	"throughline/models/rulefile"
	"throughline/views"
	"throughline/views/link"
)

// sendRule gives a rule's draft, or one of its published versions, as a file.
func (a *App) sendRule(c echo.Context) error {
	var f *rulefile.File
	err := a.read(c, func(r *models.Read) error {
		now, err := r.RulePage(c.Param("ref"))
		if err != nil {
			return err
		}
		if !r.Who.MayWriteRule(now.Rule) {
			return models.NoRuleWriter
		}
		d, n := now.Draft, 0
		if asked := c.QueryParam("version"); asked != "" {
			if n, err = strconv.Atoi(asked); err != nil {
				return models.NotFound("This version")
			}
			v, err := r.VersionOf(now.Rule, n)
			if err != nil {
				return err
			}
			if d, err = v.Says(); err != nil {
				return err
			}
		}
		w, err := automation.LoadWorld(r)
		if err != nil {
			return err
		}
		f, err = rulefile.Export(r, w, now.Rule, d, n)
		return err
	})
	if err != nil {
		return err
	}
	c.Response().Header().Set("Content-Disposition", `attachment; filename="`+f.FileName()+`"`)
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.Blob(http.StatusOK, "application/json; charset=utf-8", f.Write())
}

// mostPasted is how many characters a pasted rule may have.
const mostPasted = rulefile.MostBytes

// showRuleImport asks for the file of a rule.
func (a *App) showRuleImport(c echo.Context) error {
	return a.ruleImport(c, http.StatusOK, "", "", "")
}

// ruleImport asks for the file; say is what is wrong with the one that was given, at the field it came by.
func (a *App) ruleImport(c echo.Context, status int, text, field, say string) error {
	return a.read(c, func(r *models.Read) error {
		if !r.Who.MayStartRule() {
			return models.NoRuleWriter
		}
		v := views.RuleImportPage{Form: form.Of(form.Text("rule", "Paste the rule here", &text).Max(mostPasted).Help("Everything that stands in the file, from the first brace to the last."))}
		v.Form.Show(a.locale(c))
		if v.Wrong = say; field == "rule" {
			v.Form.Blame("rule", say)
			v.Wrong = ""
		}
		p := a.page(c, r, "Import a rule", navRules)
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.RuleImport(p, v))
	})
}

// readRuleFile reads the file, and shows what each of its names is here. Nothing is written.
func (a *App) readRuleFile(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	raw, err := uploaded(c.Request())
	if err != nil {
		return err
	}
	field, pasted := "file", strings.ToValidUTF8(values.Get("rule"), "�")
	if len(raw) == 0 {
		field, raw = "rule", []byte(pasted)
	}
	f, err := rulefile.Read(raw)
	if refused, is := models.AsRefusal(err); is {
		return a.ruleImport(c, http.StatusUnprocessableEntity, shortened(pasted, mostPasted), field, refused.Say)
	}
	if err != nil {
		return err
	}
	return a.read(c, func(r *models.Read) error {
		m, err := a.mapping(r, f, nil)
		if err != nil {
			return err
		}
		m.Form.Show(a.locale(c))
		return a.ruleMapping(c, r, http.StatusOK, m, raw)
	})
}

func (a *App) mapping(r *models.Read, f *rulefile.File, posted url.Values) (*rulefile.Mapping, error) {
	if !r.Who.MayStartRule() {
		return nil, models.NoRuleWriter
	}
	w, err := automation.LoadWorld(r)
	if err != nil {
		return nil, err
	}
	return rulefile.NewMapping(r, w, f, posted)
}

func (a *App) ruleMapping(c echo.Context, r *models.Read, status int, m *rulefile.Mapping, raw []byte) error {
	w, err := automation.LoadWorld(r)
	if err != nil {
		return err
	}
	var carried bytes.Buffer
	if err := json.Compact(&carried, raw); err != nil {
		return err
	}
	p := a.page(c, r, "Import a rule", navRules)
	p.Shell.Error = status != http.StatusOK
	return a.showAs(c, status, views.RuleMapping(p, views.RuleMappingPage{Mapping: m, World: w, Carried: carried.String()}))
}

// importRule writes the rule of a file as a draft.
func (a *App) importRule(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	raw := []byte(values.Get("rule"))
	f, err := rulefile.Read(raw)
	if refused, is := models.AsRefusal(err); is {
		return a.ruleImport(c, http.StatusUnprocessableEntity, "", "rule", refused.Say)
	}
	if err != nil {
		return err
	}
	var m *rulefile.Mapping
	var rule *models.Rule
	err = a.write(c, func(tx *models.Tx) error {
		if m, err = a.mapping(&tx.Read, f, values); err != nil {
			return err
		}
		m.Form.Fill(values, a.locale(c), form.Strict)
		if err := m.Form.Invalid(); err != nil || m.Again {
			return err
		}
		rule, err = m.Import(tx)
		return err
	})
	switch {
	case m != nil && !m.Form.Valid():
		return a.read(c, func(r *models.Read) error { return a.ruleMapping(c, r, http.StatusUnprocessableEntity, m, raw) })
	case err != nil:
		return err
	case m.Again:
		return a.read(c, func(r *models.Read) error { return a.ruleMapping(c, r, http.StatusOK, m, raw) })
	}
	said := "It is your draft now. Nothing of it runs before it is published."
	if m.Open() > 0 {
		said += " What was left open stands on its blocks."
	}
	return a.goToSaying(c, link.Rule(rule.Ref, ""), said)
}
