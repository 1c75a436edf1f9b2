package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func TestTheLedgerOfMovedDatesIsReadNarrowedAndTakenAsAFile(t *testing.T) {
	h, c := example(t)
	member := h.as(models.Member)
	page := member.get(link.Promises(nil, 1)).is(http.StatusOK).says("Complete the nine moves", "The carrier delivered the lines three weeks late.", "No reason given.", "3 times").page()
	if n := page.Find("tbody tr").Length(); n == 0 || page.Find("th[scope=col]").FilterFunction(func(_ int, s *goquery.Selection) bool {
		return strings.Contains(s.Text(), "By") || strings.Contains(s.Text(), "Person")
	}).Length() > 0 {
		t.Errorf("%d lines, or people are ranked", n)
	}
	q := models.LedgerQuery{Team: c.Teams["Delivery"].Ref, Kind: "objective"}
	member.get(link.Promises(q.Values(), 1)).is(http.StatusOK).says("Complete the nine moves").silent("Give every ticket its first look")
	member.get(link.Promises(models.LedgerQuery{Kind: "goal"}.Values(), 1)).is(http.StatusOK).says("No date was moved")
	member.get(link.PathPromises + "?quarter=soon&kind=people").is(http.StatusOK)
	member.get(link.Promises(models.LedgerQuery{Team: "TM999"}.Values(), 1)).is(http.StatusNotFound)
	file := member.get(link.PromisesFile(q.Values())).is(http.StatusOK)
	if !strings.HasPrefix(file.Header.Get("Content-Type"), "text/csv") || strings.Count(file.Body, "Complete the nine moves") != 3 {
		t.Errorf("the file is %s", file.Body)
	}
	member.get(link.TeamOutcomes(c.Teams["Delivery"].Ref)).is(http.StatusOK).says("this quarter")
}

func TestTheReasonForAnotherDayIsAskedBesideItAndKept(t *testing.T) {
	h, c := example(t)
	lead := h.as(models.TeamLead)
	task := c.Tasks["Publish fix notes 10 to 12"]
	paper := lead.get(link.Task(task.Ref)).is(http.StatusOK).paper(lead, `form[action="`+link.Task(task.Ref)+`"]`)
	values := url.Values{}
	for name, list := range paper.values {
		values[name] = list
	}
	values.Set("due", "2027-03-10")
	values.Set("why", "The desk is two people short.")
	lead.post(link.Task(task.Ref), values).leadsTo(link.Task(task.Ref))
	lead.get(link.Task(task.Ref)).is(http.StatusOK).says("Moved the due date from", "to 10 Mar 2027.", "Why: “The desk is two people short.”")
	lead.get(link.Promises(models.LedgerQuery{Kind: "task"}.Values(), 1)).is(http.StatusOK).says(task.Title, "The desk is two people short.")
}
