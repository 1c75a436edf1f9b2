package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestHowSoonRulesBringWorkOpensFromEachFigureToItsRuns(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Plan after a new target", asks(c))
	owner := h.as(models.Executive)
	h.nobody().get(link.RulePace(nil)).is(303)
	owner.get(link.RulePace(url.Values{"team": {"TM999"}})).is(404)
	owner.get(link.RulePace(url.Values{"rule": {"R9999"}})).is(404)
	owner.get(link.RulePace(url.Values{"rule": {rule.Ref}})).is(200).says("No rule brought work to anybody in this time")

	h.retarget(c, c.Owner, "O1", 1.5)
	run := h.runOf(rule)
	of := url.Values{"rule": {rule.Ref}}
	page := h.as(models.Member).get(link.RulePace(of)).is(200).says("Until the first owned, dated task", "Until its owner takes it on", "By team", "By month")
	seen := 0
	for _, a := range page.page().Find(`main td a[href^="/runs?"]`).EachIter() {
		href, _ := a.Attr("href")
		owner.get(href).is(200).says(run.Ref)
		seen++
	}
	if seen < 5 {
		t.Errorf("%d figures lead to their runs", seen)
	}
	owner.get(link.RuleRuns(rule.Ref)).is(200).says("How soon it brings work", "By team and by month")
	owner.get(link.RulePace(nil)).is(200).says("By rule", rule.Ref)
	owner.get(link.Latency(nil)).is(200).says("How soon rules bring work to people")
}
