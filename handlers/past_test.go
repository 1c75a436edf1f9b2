package handlers

import (
	"net/http"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestEveryKindOfThingIsShownAsItWasAndComparedOnTwoDays(t *testing.T) {
	h, c := example(t)
	owner := h.as(models.Executive)
	for kind, ref := range map[string]string{"outcome": "O1", "goal": "G1", "objective": "B1", "workflow": "W1", "process": "P1", "initiative": "I1", "allocation": "A1", "decision": "D1", "handoff": "H1",
		"task": "T1", "issue": "IS1", "approval_chain": "C1", "pulse": "PU1", "review": c.Reviews[0].Ref, "strategy": c.Strategy.Ref, "rule": "R1", "team": c.Teams["Service Desk"].Ref} {
		history := owner.get(link.HistoryOfThing(kind, ref, nil)).is(http.StatusOK).page()
		if history.Find(`form[action="`+link.Past(kind, ref, "")+`"] input[name=on]`).Length() != 1 || history.Find(`a[href="`+link.PastCompared(kind, ref, "", "")+`"]`).Length() != 1 {
			t.Errorf("the history of %s %s leads to no day", kind, ref)
		}
		owner.get(link.Past(kind, ref, "")).is(http.StatusOK).says("As it is today")
		owner.get(link.Past(kind, ref, "2001-01-01")).is(http.StatusOK).says("It was not in Throughline yet")
		owner.get(link.PastCompared(kind, ref, "", "")).is(http.StatusOK).says("Everything between")
		if beside, there := history.Find(`.deeds a[href*="side=before"]`).First().Attr("href"); there {
			owner.get(beside).is(http.StatusOK).says("Right before the change of")
		}
	}
}

func TestADayThatIsNoneIsMendedBesideItsFieldAndThePastKeepsItsRights(t *testing.T) {
	h, c := example(t)
	member := h.as(models.Member)
	wrong := member.get(link.Past("task", "T1", "soon")).is(http.StatusUnprocessableEntity).page()
	if value, _ := wrong.Find("input[name=on]").Attr("value"); value != "soon" || wrong.Find(".problem").Length() != 1 || !strings.HasPrefix(wrong.Find("title").Text(), "Error: ") {
		t.Errorf("the field holds %q", value)
	}
	member.get(link.Past("task", "T1", "2199-01-01")).is(http.StatusUnprocessableEntity).says("That day has not come yet.")
	member.get(link.PastCompared("task", "T1", "x", "2199-01-01")).is(http.StatusUnprocessableEntity)
	for _, address := range []string{link.Past("person", c.Owner.Ref, ""), link.PastCompared("company", "settings", "", ""), link.Past("session", "S1", ""), link.Past("outcome", "O99", ""),
		link.PastBeside("task", "T1", "no-change", "after"), link.StrategyPast("S99", ""), link.StrategyCompared("S99", "", "")} {
		member.get(address).is(http.StatusNotFound)
	}
	member.get(link.StrategyPast(c.Strategy.Ref, "")).is(http.StatusOK).says("Outcomes", "Workflows")
	member.get(link.StrategyPast(c.Strategy.Ref, "2001-01-01")).is(http.StatusOK)
	member.get(link.StrategyPast(c.Strategy.Ref, "x")).is(http.StatusUnprocessableEntity)
	owner := h.as(models.Executive)
	owner.get(link.StrategyCompared(c.Strategy.Ref, "", "")).is(http.StatusOK).says("Since the strategy came in force")
	owner.get(link.PathStrategy).is(http.StatusOK).says("As it was on a day")
}
