package handlers

import (
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/link"
)

const theIntent = "By the end of 2027, mid-size clinics trust us to keep them running, because we answer first and fix for good."

// drafting is the company of five with an empty strategy, and Erik's browser.
func drafting(t *testing.T) (*house, *guest) {
	t.Helper()
	h := open(t)
	h.write(func(tx *models.Tx) error { _, err := tx.EnsureStrategy(); return err })
	return h, h.as(models.Executive)
}

// world is the alignment as it is stored.
func (h *house) world() (w *wizard.World) {
	h.t.Helper()
	h.read(func(r *models.Read) error {
		s, err := wizard.Current(r)
		if err != nil {
			return err
		}
		w, err = wizard.Load(r, s)
		return err
	})
	return w
}

// save stores a step's answers without its page; nothing may be wrong with them.
func (h *house) save(step string, q wizard.Query, v url.Values, mark bool) {
	h.t.Helper()
	sheet, err := wizard.Save(h.t.Context(), h.db, models.CommandLine, wizard.ByKey(step), q, v, mark)
	if err != nil || !sheet.Saved || !sheet.Form.Valid() {
		h.t.Fatalf("%s: %v %+v", step, err, sheet)
	}
}

func TestAllSixStepsAreWalkedWithoutScriptToAStrategyInForce(t *testing.T) {
	h, g := drafting(t)
	hub := g.get(link.Alignment()).is(200).says("0 of 6 done", "Start with step 1", "Not written yet")
	start, _ := hub.page().Find("a.btn.main").Attr("href")
	page := g.get(start).is(200).says("Where are we going, and why?")
	page = page.paper(g, "form#step").write(".statement", theIntent).press("Mark as done").onward(g)

	page.says("Which three to five results")
	for _, title := range []string{"Fixed at first contact", "Clinics that renew", "Faster delivery"} {
		page = page.paper(g, "form#step").press("Add an outcome").onward(g)
		f := page.paper(g, "form#step").write(".title", title).write(".metric", title+" by week").write(".direction", models.Increase)
		f.write(".baseline", "62").write(".target", "80 %").write(".unit", "%").write(".deadline", "31 December 2030").write(".owner", "Support")
		page = f.press("Save").onward(g)
	}
	page = page.paper(g, "form#step").press("Mark as done").onward(g)

	add, _ := page.says("No workflows yet").page().Find(`a[href*="add=workflows"]`).First().Attr("href")
	page = g.get(add).is(200)
	f := page.paper(g, "form#step").write(".name", "Triage of calls").write(".team", h.teams["Support"].ID).write(".owner", "Liv Lead").write(".hours", "40")
	page = f.tick(".outcomes", 3).write(".verdict", models.Redesign).press("Save and go back").onward(g)
	page.says("Triage of calls", "40 h", "1 of 1 workflows move an outcome")
	page = page.paper(g, "form#step").press("Mark as done").onward(g)

	page.says("How will the work be done instead?", "The audit says: redesign.")
	page = page.paper(g, "form#step").press("Write its process").onward(g)
	page.says("Locked until the process has inputs, outputs and documented steps")
	f = page.paper(g, "form#step").write(".inputs", "A call").write(".outputs", "A fix")
	page = f.press("Add the first step").onward(g)
	f = page.paper(g, "form#step").write(".title", "Desk answers").write(".who", "Duty engineer").write(".accountable", "Liv Lead")
	page = f.write(".people", "no change").write(".process", "one queue").write(".technology_change", "no change").press("Save and go back").onward(g)
	page = page.paper(g, "form#step").press("Mark as documented").onward(g)
	page.says("Documented").silent("Approve Triage")
	page = page.paper(g, "form#step").press("Mark as done").onward(g)

	page = page.paper(g, "form#step").press("Add a goal").onward(g)
	f = page.paper(g, "form#step").write(".title", "Reduce delivery cycle time by 30%").tick(".outcomes", 3).write(".owner", "Dana Head").write(".due", "31 Dec 2030")
	page = f.press("Save and go back").onward(g)
	page = page.paper(g, "form#step").press("Add an objective").onward(g)
	f = page.paper(g, "form#step").write(".title", "Cut handoff lag to under 24 hours").tick(".goals", 1).write(".team", h.teams["Support"].ID).write(".owner", "Liv Lead").write(".due", "30 Jun 2027")
	page = f.press("Save and go back").onward(g).says("Cut handoff lag to under 24 hours")
	page = page.paper(g, "form#step").press("Mark as done").onward(g)

	page = page.says("Handoff rules").paper(g, "form#step").press("Add a rule").onward(g)
	f = page.paper(g, "form#step").write(".trigger", "outcome.off_track").write(".do", "create_task").write(".receiver", "outcome_owner").write(".title", "Write a plan")
	f.write(".days", "2").write(".decision", "Every miss gets a plan").write(f.rule()+".owner", "Dana Head")
	for _, clock := range wizard.Clocks {
		f.write(clock.Key+".first", "7 Dec 2026").write(clock.Key+".owner", "Erik Owner")
	}
	page = f.press("Lock the cadence in").onward(g).says("Locked in")
	page = page.paper(g, "form#step").press("Mark as done").onward(g)

	page.page().Find("details.fold a").Each(func(_ int, a *goquery.Selection) {
		to, place, _ := strings.Cut(a.AttrOr("href", ""), "#")
		if changed := g.get(to).is(200).page(); place != "" && changed.Find(`[id="`+place+`"]`).Length() != 1 {
			t.Errorf("Change leads to %s, where there is no %s", to, place)
		}
	})
	page.says("Check the answers", "5 people will see the strategy", "edition 1 of 4 briefs")
	page = page.paper(g, `form[action="`+link.InForce()+`"]`).press("Put the strategy in force").onward(g)
	page.says("The strategy is in force")
	w := h.world()
	if !w.Live() || len(w.Outcomes) != 3 || len(w.Workflows) != 1 || len(w.Goals) != 1 || len(w.Objectives) != 1 || len(w.Rules) != 1 {
		t.Fatalf("%+v", w)
	}
	g.get(link.Alignment()).is(200).says("6 of 6 done", "The strategy is in force.")
	if g.get(link.Step("outcomes")).is(200).page().Find("[data-autosave]").Length() > 0 {
		t.Error("a strategy in force saves by itself")
	}
	g.post(link.InForce(), nil).is(303) // pressed twice
}

// rule is the beginning of the names of the one rule on the page.
func (p *paper) rule() string {
	return "." + strings.Split(p.name(".decision"), ".")[1]
}

func TestWhoMayOpenTheWizardAndItsPages(t *testing.T) {
	h, _ := drafting(t)
	h.save("intent", wizard.Query{}, url.Values{"intent.sentence.statement": {theIntent}}, true)
	pages := []string{link.Alignment(), link.Answers()}
	for _, s := range wizard.Steps {
		pages = append(pages, link.Step(s.Key))
	}
	for _, role := range models.Roles {
		status := 404
		if role == models.Executive {
			status = 200
		}
		g := h.as(role)
		for _, page := range pages {
			if got := g.get(page); got.Status != status {
				t.Errorf("%s gets %d on %s", role, got.Status, page)
			} else if status == 404 {
				got.silent(theIntent)
			}
			if strings.HasPrefix(page, link.Alignment()+"/") && page != link.Answers() && status == 404 {
				g.post(page, url.Values{"intent.sentence.statement": {"Mine now, because I can."}}).is(404)
			}
		}
	}
	for _, page := range pages {
		h.nobody().get(page).is(303)
	}
	if got := h.world().Intent.Statement; got != theIntent {
		t.Fatal(got)
	}
	for _, role := range []models.Role{models.Administrator, models.TeamLead, models.Member, models.DepartmentHead} {
		h.as(role).post(link.InForce(), nil).is(403)
		h.as(role).post(link.Authors(), url.Values{"names": {"Mo Member"}}).is(403)
		h.as(role).post(link.Advice(), url.Values{"reason": {"No"}}).is(404)
	}
}

func TestAnAuthorWorksOnADraftAndDoesNotPutItInForce(t *testing.T) {
	h, g := drafting(t)
	page := g.get(link.Alignment()).is(200)
	page.paper(g, `form[action="`+link.Authors()+`"]`).write("names", "Liv Lead\nNobody Known").press("Save who works on it").is(422).
		says("Nobody here is called “Nobody Known”").says("Liv Lead Nobody Known")
	g.get(link.Alignment()).paper(g, `form[action="`+link.Authors()+`"]`).write("names", "Liv Lead\n").press("Save who works on it").onward(g)
	liv := h.as(models.TeamLead)
	liv.get(link.Alignment()).is(200).says("Works on this draft: Liv Lead").silent("Who works on this draft")
	liv.get(link.Step("intent")).paper(liv, "form#step").write(".statement", theIntent).press("Mark as done").is(303)
	liv.get(link.Answers()).is(200).says("Not yet")
	liv.post(link.InForce(), nil).is(403)
	h.as(models.Member).get(link.Alignment()).is(404)
}

func TestTwoAuthorsOfOneNameAreToldApart(t *testing.T) {
	h, g := drafting(t)
	twin := &models.Person{Name: "Mo Member", Active: true}
	h.write(func(tx *models.Tx) error { return tx.Insert(twin) })
	form := `form[action="` + link.Authors() + `"]`
	g.get(link.Alignment()).paper(g, form).write("names", "Mo Member").press("Save who works on it").is(422)
	g.get(link.Alignment()).paper(g, form).write("names", "Mo Member ("+twin.Ref+")").press("Save who works on it").onward(g)
	again := g.get(link.Alignment()).paper(g, form)
	if typed := again.values.Get("names"); typed != "Mo Member ("+twin.Ref+")" {
		t.Fatalf("shows %q", typed)
	}
	again.press("Save who works on it").is(303)
	h.signedIn(twin).get(link.Alignment()).is(200)
	h.as(models.Member).get(link.Alignment()).is(404)
}
