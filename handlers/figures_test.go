package handlers

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// figurePages are the pages with figures, each with whether it has some in the example company.
func figurePages(c *demo.Company) map[string]bool {
	pages := map[string]bool{link.Operations("", 1): true, link.Step("audit"): true, link.Step("outcomes"): true, link.Home(): true, link.Strategy(): true, link.Alignment(): true, link.StepItem("audit", "W1"): true,
		link.Outcome("O1"): true, link.Outcome("O2"): true, link.Update(): true, link.PathLatency: true, link.Symptoms(nil): true, link.Symptom("SY1"): true, link.CompanyBrief(): true, link.Edition("E1"): true, link.PersonOutcomes(c.Lead.Ref): true}
	for _, t := range c.Teams {
		pages[link.TeamOutcomes(t.Ref)], pages[link.TeamBrief(t.Ref)] = true, true
	}
	return pages
}

// A figure that does not explain itself is the one that people stop trusting (R30).
func TestEveryFigureOpensToItsInputsFormulaAndTime(t *testing.T) {
	h, c := example(t)
	owner := h.as(models.Executive)
	for address, some := range figurePages(c) {
		page := owner.get(address).is(http.StatusOK).page()
		figures := page.Find("[data-figure]")
		page.Find("main :is(.now, .big, .meter, .spark, .from)").Each(func(_ int, s *goquery.Selection) {
			if s.Closest("[data-figure]").Length() == 0 && s.Closest("li, .out, .card").Find("details.explain").Length() == 0 {
				t.Errorf("%s: a figure is drawn that nothing explains: %s", address, s.Text())
			}
		})
		if some && figures.Length() == 0 {
			t.Errorf("%s has no figure", address)
		}
		figures.Each(func(_ int, s *goquery.Selection) {
			if say := unexplained(page, s); say != "" {
				t.Errorf("%s: the figure %q %s", address, strings.Join(strings.Fields(s.Text()), " "), say)
			}
		})
	}
}

// The facts of the task list, the flags of a department and the hours of a stop are figures as any other.
func TestCountsAndPromisesOpenAsFiguresDo(t *testing.T) {
	h, _ := example(t)
	owner := h.as(models.Executive)
	if n := owner.get(link.Alignment()).page().Find(".tasks summary[data-figure]").Length(); n < 2 {
		t.Errorf("%d facts of the task list open", n)
	}
	for address, figure := range map[string]string{link.Alignment(): "Steps done", link.Home(): "What needs a look", link.Operations("", 1): "Hours a week that stopping", link.StepItem("audit", "W1"): "Hours a week of"} {
		page := owner.get(address).is(http.StatusOK).page()
		if page.Find(`summary[data-figure^="`+figure+`"]`).Length() == 0 {
			t.Errorf("%s has no figure %q that opens", address, figure)
		}
	}
	part := owner.part("effort-how").get(link.StepItem("audit", "W1")).is(http.StatusOK)
	if part.page().Find("details.explain").Length() != 1 || part.page().Find("main, input").Length() != 0 {
		t.Errorf("the part alone is %s", part.Body)
	}
}

// Every page with a plain address is looked at, so that one that comes later cannot forget: what is counted in a table or a row of counts
// opens to its panel, or leads to what was counted.
func TestEveryCountOnEveryPageOpensOrLeadsToItsList(t *testing.T) {
	h, _ := example(t)
	owner := h.as(models.Executive)
	looked := 0
	for _, r := range h.app.routes() {
		if r.method != http.MethodGet || r.act == public || strings.Contains(r.path, ":") || strings.Contains(r.path, ".") {
			continue
		}
		got := owner.get(r.path)
		if got.Status != http.StatusOK {
			continue
		}
		looked++
		page := got.page()
		page.Find("[data-figure]").Each(func(_ int, s *goquery.Selection) {
			if say := unexplained(page, s); say != "" {
				t.Errorf("%s: the figure %q %s", r.path, squeezed(s), say)
			}
		})
		page.Find("main :is(td.n, .counts b)").Each(func(_ int, s *goquery.Selection) {
			opens := s.Is("[data-figure]") || s.Closest("[data-figure], a, details.explain").Length() > 0 || s.Find("[data-figure], a").Length() > 0
			if text := squeezed(s); strings.ContainsAny(text, "0123456789") && !opens {
				t.Errorf("%s: the number %q opens to nothing (%s)", r.path, text, s.AttrOr("data-label", ""))
			}
		})
	}
	if looked < 25 {
		t.Errorf("only %d pages were looked at", looked)
	}
}

// unexplained says what a figure's explanation lacks; empty when it is whole.
func unexplained(page *goquery.Document, figure *goquery.Selection) string {
	panel := figure.Closest("details.explain")
	if by := figure.AttrOr("data-explained-by", ""); by != "" {
		panel = page.Find(`[id="` + by + `"]`)
		if !panel.Is("details.explain") {
			panel = panel.Find("details.explain").First()
		}
	} else if goquery.NodeName(figure) != "summary" {
		return "names no panel"
	}
	how := panel.ChildrenFiltered(".how")
	switch {
	case how.Length() != 1:
		return "opens to nothing"
	case how.Find("div > p").Length() < 2 || strings.TrimSpace(how.Find("div > p").Eq(1).Text()) == "":
		return "has no formula"
	case how.Find("dl dd").Length() == 0:
		return "has no inputs"
	case !strings.Contains(how.ChildrenFiltered("p").Text(), "20"):
		return "does not say for when it was counted"
	}
	return ""
}
