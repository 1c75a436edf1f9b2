package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestTheLiveBriefShowsTheNewestValuesAndTheEditionStaysAsItWas(t *testing.T) {
	h, c := example(t)
	desk := c.Teams["Service Desk"]
	member := h.as(models.Member)
	live := member.get(link.TeamBrief(desk.Ref)).is(http.StatusOK).says("Strategy brief: Service Desk", c.Intent.Statement, "Edition 2 was issued on 16 November 2026", "What we stop", "Who decides", "71.4%")
	edition, _ := live.page().Find("a[href^='/editions/']").First().Attr("href")
	h.as(models.TeamLead).post(link.Readings("O1", ""), url.Values{"value": {"99"}, "day": {"16/11/2026"}}).is(http.StatusSeeOther)
	member.get(link.TeamBrief(desk.Ref)).is(http.StatusOK).says("99%")
	frozen := member.get(edition).is(http.StatusOK).says("Edition 2 of 16 Nov 2026, issued by Maja Holm.", "71.4%", "SHA-256", "Content matches its hash").silent("99%")
	if !strings.Contains(frozen.Body, link.TeamBrief(desk.Ref)) {
		t.Error("the edition does not lead to the live page")
	}
	h.write(func(tx *models.Tx) error {
		_, err := tx.IssueEditions(c.Strategy, "because")
		return err
	})
	member.get(edition).is(http.StatusOK).says("A newer one exists: edition 3", "what changed", "71.4%")
	member.get(link.TeamBrief(desk.Ref)).is(http.StatusOK).says("Edition 3 was issued")
}

func TestBriefsAreListedForEverybodyAndForNobodyOutside(t *testing.T) {
	h, c := example(t)
	got := h.as(models.Member).get(link.Briefs()).is(http.StatusOK).says("The company", "Edition 2")
	if n := got.page().Find("tbody tr").Length(); n != len(c.Teams)+1 && n != len(c.Teams)+2 {
		t.Errorf("%d briefs for %d teams", n, len(c.Teams))
	}
	h.as(models.Member).get(link.CompanyBrief()).is(http.StatusOK).says("Strategy brief: Harbour IT")
	h.as(models.Member).get(link.TeamBrief("TM999")).is(http.StatusNotFound)
	h.as(models.Member).get(link.Edition("E999")).is(http.StatusNotFound)
	h.nobody().get(link.CompanyBrief()).leadsTo(link.SignInTo(link.CompanyBrief()))
}
