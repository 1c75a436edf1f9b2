package handlers

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestLatencyOpensEachFigureToItsHandoffs(t *testing.T) {
	h, c := example(t)
	h.nobody().get(link.PathLatency).leadsTo(link.SignInTo(link.PathLatency))
	for _, role := range models.Roles {
		h.as(role).get(link.PathLatency).is(200).says("From decision to done", "Handed over until acknowledged", "By month", "By team", "By decision", "Still waiting", "nearest rank")
	}
	member := h.as(models.Member)
	page := member.get(link.PathLatency).is(200).page()
	if page.Find("svg.chart").Length() != 1 || page.Find(`table caption:contains("by the month")`).Length() != 1 {
		t.Error("there is no trend with a table behind it")
	}
	opened := 0
	for _, a := range page.Find("td.n a").EachIter() {
		if opened++; opened%7 == 0 {
			member.get(a.AttrOr("href", "")).is(200).silent("No handoff here")
		}
	}
	if opened < 40 {
		t.Errorf("%d figures open", opened)
	}
	promised := 0
	for _, a := range page.Find(`a[href*="promise="]`).EachIter() {
		if promised++; promised%4 != 1 {
			continue
		}
		says := a.Text() + " handoffs"
		if a.Text() == "1" {
			says = "1 handoff"
		}
		if got := member.get(a.AttrOr("href", "")).is(200).page().Find("p.quiet:contains(handoff)").First().Text(); !strings.HasPrefix(got, says) {
			t.Errorf("%s opens to %q", a.AttrOr("href", ""), got)
		}
	}
	if promised < 10 {
		t.Errorf("%d counts of kept days open", promised)
	}
	field := c.Teams["Field"].Ref
	member.get(link.PathLatency+"?team="+field+"&stage=all&months=12").is(200).says("Decided until done", "Field").silent("Service Desk and")
	member.get(link.PathLatency + "?months=7&stage=nothing").is(200).says("Handed over until acknowledged")
	member.get(link.PathLatency + "?team=TM999").is(404)
	member.get(link.PathLatency + "?decision=D999").is(404)
	decided := member.get(link.Handoff("H1")).is(200).page().Find(`a[href^="/decisions/"]`).First().AttrOr("href", "")
	ref := strings.TrimPrefix(decided, "/decisions/")
	member.get(decided).is(200).says("How long they take")
	member.get(link.PathLatency + "?decision=" + ref).is(200).says("Only " + ref).silent("By decision")
	member.get(link.TeamOutcomes(field)).is(200).says("Handed to this team")
}

func TestTheListOfHandoffsIsNarrowedByItsAddress(t *testing.T) {
	h, c := example(t)
	lead := h.as(models.TeamLead)
	lead.get(link.PathHandoffList).is(200).says("Handoffs", "Unanswered", "Overdue", "To me")
	lead.get(link.PathHandoffList + "?is=unanswered").is(200).silent("Done Done")
	lead.get(link.PathHandoffList + "?whose=to").is(200).says(c.Lead.Name)
	lead.get(link.PathHandoffList + "?state=declined").is(200).says("Tell the five open tenders that we withdraw").silent("Write the letter")
	lead.get(link.PathHandoffList + "?month=1999-01").is(200).says("No handoff here")
	lead.get(link.PathHandoffList + "?month=someday&stage=odd&is=odd&whose=odd&state=odd").is(200)
	lead.get(link.PathHandoffList+"?stage=answer&still=1").is(200).says("what still waits", "so far")
	lead.get(link.PathHandoffList + "?team=TM999").is(404)
	lead.get(link.PathHandoffList + "?decision=" + strings.Repeat("D", 400)).is(404)
	lead.get(link.PathHandoffList + "?page=99").is(200)
}
