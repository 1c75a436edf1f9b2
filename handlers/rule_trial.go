package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/form"
	"throughline/views"
)

// trialEntry is what a person chooses to try.
type trialEntry struct{ event, version, answer string }

const (
	trySample    = "sample"
	tryDraft     = "draft"
	tryPublished = "published"
)

// trialForm offers what happened, the versions and the answers.
func trialForm(p views.Page, e *trialEntry, picks []*automation.Past, published bool) *form.Form {
	events := []form.Option{{Value: trySample, Label: "A sample, made up from the catalogue"}}
	for _, past := range picks {
		events = append(events, form.Option{Value: past.Event.ID, Label: p.Happened(past.Event, past.Ref, past.Title)})
	}
	fields := []*form.Field{form.Choice("event", "What happens", &e.event, events...).Required("Choose something that happened, from the list.")}
	if published {
		fields = append(fields, form.Choice("version", "Which version", &e.version, form.Option{Value: tryDraft, Label: "The draft"}, form.Option{Value: tryPublished, Label: "The one in force"}).Required())
	}
	return form.Of(append(fields, form.Choice("answer", "When it asks for approval", &e.answer, form.Option{Value: models.ApprovalApproved, Label: "They say yes"},
		form.Option{Value: models.ApprovalRefused, Label: "They say no"}, form.Option{Value: models.ApprovalLate, Label: "Nobody decides in time"}).Required())...)
}

// trialOf is a rule with what of it can be tried.
type trialOf struct {
	rule             *models.Rule
	draft, published *blocks.Definition
	picks            []*automation.Past
}

func findTrial(r *models.Read, ref string) (t *trialOf, err error) {
	t = &trialOf{}
	now, err := r.RulePage(ref)
	if err != nil {
		return nil, err
	}
	if t.rule = now.Rule; !r.Who.MayWriteRule(t.rule) {
		return nil, models.NotAllowed("You may not try this rule. Who may write it may: executives and authors; heads and leads for their teams.")
	}
	if t.draft = now.Draft; now.N > 0 {
		t.published = now.Says
	}
	t.picks, err = automation.Picks(r, t.draft.Trigger)
	return t, err
}

// showRuleTrial offers to try a rule, and looks back over the last 90 days.
func (a *App) showRuleTrial(c echo.Context) error {
	return a.ruleTrial(c, http.StatusOK, nil, nil, nil)
}

func (a *App) ruleTrial(c echo.Context, status int, f *form.Form, tried *automation.Trial, with *blocks.Definition) error {
	return a.read(c, func(r *models.Read) error {
		t, err := findTrial(r, c.Param("ref"))
		if err != nil {
			return err
		}
		p := a.page(c, r, "Try "+t.rule.Name, navRules)
		p.Shell.Error = status != http.StatusOK
		v := views.RuleTrialPage{Rule: t.rule, Form: f, Trial: tried, Now: r.Now, Differing: c.QueryParam("show") == "differing"}
		if f == nil {
			v.Form = trialForm(p, &trialEntry{event: firstPick(t), version: tryDraft, answer: models.ApprovalApproved}, t.picks, t.published != nil)
			v.Form.Show(a.locale(c))
		}
		list := []*blocks.Definition{t.draft}
		if v.Versions = []string{"The draft"}; t.published != nil {
			list, v.Versions = append(list, t.published), append(v.Versions, "The version in force")
		}
		if v.Back, err = automation.LookBack(r, list...); err != nil {
			return err
		}
		world, err := automation.LoadWorld(r)
		if err != nil {
			return err
		}
		if with == nil {
			with = t.draft
		}
		v.Words = world.In(with)
		return a.showAs(c, status, views.RuleTrial(p, v))
	})
}

func firstPick(t *trialOf) string {
	if len(t.picks) > 0 {
		return t.picks[0].Event.ID
	}
	return trySample
}

// tryRule shows what a rule would do. It changes nothing.
func (a *App) tryRule(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var t *trialOf
	var f *form.Form
	e := &trialEntry{event: trySample, version: tryDraft, answer: models.ApprovalApproved}
	if err := a.read(c, func(r *models.Read) error {
		if t, err = findTrial(r, c.Param("ref")); err != nil {
			return err
		}
		f = trialForm(a.page(c, r, "", navRules), e, t.picks, t.published != nil)
		f.Fill(values, a.locale(c), form.Strict)
		return nil
	}); err != nil {
		return err
	}
	if !f.Valid() {
		return a.ruleTrial(c, http.StatusUnprocessableEntity, f, nil, nil)
	}
	ask := automation.TrialAsk{Rule: t.rule, Definition: t.draft, EventID: e.event, Answer: e.answer}
	if e.version == tryPublished && t.published != nil {
		ask.Definition = t.published
	}
	if e.event == trySample {
		ask.EventID = ""
	}
	tried, err := automation.New().Try(c.Request().Context(), a.db, a.who(c), ask)
	if err == nil && tried.Run != nil && ask.Definition == t.draft && t.rule.State != models.RuleRetired && t.rule.Untried(t.draft) {
		err = a.write(c, func(tx *models.Tx) error { return tx.KeepTrial(t.rule.Ref, t.draft) })
	}
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.ruleTrial(c, http.StatusUnprocessableEntity, wrong, nil, nil)
	}
	return a.ruleTrial(c, http.StatusOK, f, tried, ask.Definition)
}
