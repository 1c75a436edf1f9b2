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
	pages := map[string]bool{link.Operations("", 1): true, link.Step("audit"): true, link.Step("outcomes"): true, link.Home(): true, link.Strategy(): true,
		link.Outcome("O1"): true, link.Outcome("O2"): true, link.CompanyBrief(): true, link.Edition("E1"): true, link.PersonOutcomes(c.Lead.Ref): true}
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
