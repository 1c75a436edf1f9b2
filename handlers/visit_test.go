package handlers

import (
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestTheGuidedVisitLeadsEachRoleAlongTheThreadAndEndsAtTheirPage(t *testing.T) {
	h, c := example(t)
	for role, p := range map[string]*models.Person{"administrator": c.Administrator, "owner": c.Owner, "head": c.Head, "lead": c.Lead, "member": c.Member} {
		g := h.signedIn(p)
		page := g.get(link.Home()).is(200).says("New here?", "Show me around")
		page = page.paper(g, `form[action="`+link.Visit()+`"]`).press("Show me around").onward(g)
		for stop, kind := range []string{link.PathStrategy, "/outcomes/", "/workflows/", "/objectives/", link.PathHome} {
			page.says("Guided visit, stop " + string(rune('1'+stop)) + " of 5")
			if page.page().Find("aside.visit").Length() != 1 || page.page().Find("aside.visit a").Length() != 0 {
				t.Errorf("%s: stop %d is not where it should be, %s", role, stop+1, kind)
			}
			if stop == 1 {
				// The visit can be turned back, and lost and found again.
				g.get(link.Teams()).is(200).says("This page is not on the way.", "Go back to the stop")
				page.paper(g, "aside.visit form").press("Back").onward(g).says("stop 1 of 5").paper(g, "aside.visit form").press("Next stop").onward(g)
			}
			press := "Next stop"
			if stop == 4 {
				press = "Finish the visit"
			}
			answer := page.paper(g, "aside.visit form").press(press)
			if to := answer.Header.Get("Location"); stop < 3 && !strings.HasPrefix(to, []string{"/outcomes/", "/workflows/", "/objectives/"}[stop]) {
				t.Errorf("%s: after stop %d comes %s", role, stop+1, to)
			}
			page = answer.onward(g)
		}
		page.silent("Guided visit, stop", "New here?")
		g.get(link.Visit()).is(200).says("The thread in five stops", "Begin the visit")
	}
}

func TestTheGuidedVisitIsLeftAtAnyTimeAndNotOfferedAgain(t *testing.T) {
	h, c := example(t)
	g := h.signedIn(c.Member)
	g.post(link.Visit(), url.Values{"do": {"leave"}}).is(303)
	g.get(link.Home()).is(200).silent("New here?")
	g.get(link.Me()).is(200).says("Take the guided visit")
	g.post(link.Visit(), url.Values{"do": {"begin"}}).leadsTo(link.Strategy())
	g.get(link.Strategy()).says("stop 1 of 5").paper(g, "aside.visit form").press("Leave the visit").is(303)
	g.get(link.Strategy()).is(200).silent("Guided visit, stop")
	g.post(link.Visit(), url.Values{"do": {"next"}}).leadsTo(link.Home())
	h.nobody().get(link.Visit()).leadsTo(link.SignInTo(link.Visit()))
	if got := h.nobody().post(link.Visit(), url.Values{"do": {"begin"}}); got.Status != 303 || !strings.HasPrefix(got.Header.Get("Location"), link.SignIn()) {
		t.Errorf("%d %s", got.Status, got.Header.Get("Location"))
	}
}

func TestWithoutAStrategyTheVisitIsNotOfferedAndSaysWhatWillBeThere(t *testing.T) {
	h, g := drafting(t)
	for _, role := range models.Roles {
		h.as(role).get(link.Home()).is(200).silent("New here?")
	}
	g.get(link.Visit()).is(200).says("No strategy is in force yet.", "Go to the alignment").silent("Begin the visit")
	h.as(models.Member).get(link.Visit()).is(200).silent("Go to the alignment")
	g.post(link.Visit(), url.Values{"do": {"begin"}}).leadsTo(link.Visit())
	g.get(link.Home()).silent("Guided visit, stop")
}
