package handlers

import (
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func TestEveryKindOfThingEndsWithItsHistoryAndLeadsToAllOfIt(t *testing.T) {
	h, c := example(t)
	owner := h.as(models.Executive)
	for kind, ref := range map[string]string{"outcome": "O1", "goal": "G1", "objective": "B1", "workflow": "W1", "process": "P1", "initiative": "I1", "allocation": "A1", "decision": "D1", "handoff": "H1",
		"task": "T1", "issue": "IS1", "approval_chain": "C1", "pulse": "PU1", "review": c.Reviews[0].Ref} {
		page := owner.get(link.Thing(kind, ref)).is(http.StatusOK).page()
		if page.Find(`#h-history`).Length() != 1 || page.Find(`a[href="`+link.HistoryOfThing(kind, ref, nil)+`"]`).Length() == 0 {
			t.Errorf("%s %s has no history", kind, ref)
		}
		owner.get(link.HistoryOfThing(kind, ref, nil)).is(http.StatusOK)
	}
	owner.get(link.HistoryOfThing("strategy", c.Strategy.Ref, nil)).is(http.StatusOK).says("Put it in force", "Wrote the intent")
	owner.get(link.HistoryOfThing("rule", "R1", nil)).is(http.StatusOK)
	owner.get(link.HistoryOfThing("team", c.Teams["Service Desk"].Ref, nil)).is(http.StatusOK)
}

func TestTheHistoryIsNarrowedAndWhatDoesNotFitIsSaid(t *testing.T) {
	h, c := example(t)
	g := h.as(models.Member)
	g.get(link.History(nil)).is(http.StatusOK).says("23 ", "Accepted it.")
	one := models.HistoryQuery{Kind: "decision", Who: c.Owner.Name}
	page := g.get(link.History(one.Values())).is(http.StatusOK).page()
	n := page.Find(".deeds li").Length()
	if by := strings.Count(page.Find(".deeds").Text(), c.Owner.Name); n == 0 || by != n || page.Find(".deeds li > div > p:first-child > span").FilterFunction(func(_ int, s *goquery.Selection) bool { return s.Text() != "Decision" }).Length() > 0 {
		t.Errorf("%d changes are shown, %d by her", n, by)
	}
	g.get(link.History(models.HistoryQuery{Team: c.Teams["Field"].Ref, Kind: "handoff"}.Values())).is(http.StatusOK).says("Field").silent("No change here")
	g.get(link.History(models.HistoryQuery{Rule: "R7"}.Values())).is(http.StatusOK)
	g.get(link.History(models.HistoryQuery{Who: "Nobody at all"}.Values())).is(http.StatusOK).says("No change here")
	g.get(link.PathHistory + "?since=yesterday&until=2026-13-99&kind=what&before=x.y").is(http.StatusOK)
	g.get(link.History(models.HistoryQuery{Team: "TM999"}.Values())).is(http.StatusNotFound)
}

func TestTheHistoryOfWhatOneMayNotOpenIsNotFound(t *testing.T) {
	h, c := example(t)
	member := h.as(models.Member)
	for _, address := range []string{link.HistoryOfThing("company", "settings", nil), link.HistoryOfThing("person", c.Owner.Ref, nil), link.HistoryOfThing("outcome", "O99", nil), "/history/session/S1", "/history/password/1"} {
		member.get(address).is(http.StatusNotFound)
	}
	member.get(link.HistoryOfThing("person", c.Member.Ref, nil)).is(http.StatusOK)
	h.as(models.Administrator).get(link.HistoryOfThing("company", "settings", nil)).is(http.StatusOK)
}
