package handlers

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func TestTheAuditNamesWhereExecutionBreaksWithEvidenceForEveryRole(t *testing.T) {
	h, _ := example(t)
	first := ""
	for _, role := range []models.Role{models.Executive, models.DepartmentHead, models.TeamLead, models.Member, models.Administrator} {
		page := h.as(role).get(link.Audit("")).is(http.StatusOK).says("Nothing is missing. The first that is only partial: Prioritized goals", "Metrics read every week").page()
		figures := strings.Join(strings.Fields(page.Find(".checkhead").Text()), " ")
		if first == "" {
			first = figures
		}
		if figures != first || page.Find(".five li").Length() != 5 || page.Find(".checks a[href='"+link.Outcome("O5")+"']").Length() == 0 {
			t.Errorf("%s reads %s", role, figures)
		}
	}
	owner := h.as(models.Executive)
	owner.get(link.Audit("S99")).is(http.StatusNotFound)
	owner.get(link.AuditRun("AU999")).is(http.StatusNotFound)
	owner.get(link.AuditCompared("", "AU1", "AU999")).is(http.StatusNotFound)
	h.nobody().get(link.Audit("")).is(http.StatusSeeOther)
	owner.get(link.AuditList("", "nothing", 1)).is(http.StatusNotFound)
	// Each figure opens to precisely the things that it counts.
	lists := 0
	owner.get(link.Audit("")).page().Find(".checkhead").Each(func(_ int, head *goquery.Selection) {
		to, is := head.Find(`a:contains("The whole list")`).Attr("href")
		if !is {
			return
		}
		var n, of int
		if _, err := fmt.Sscanf(strings.TrimSpace(head.Find(".num").First().Text()), "%d of %d", &n, &of); err != nil {
			t.Fatal(err)
		}
		list := owner.get(to).is(http.StatusOK).page()
		found, lacking := list.Find(`section[aria-labelledby="h-found"] li`).Length(), list.Find(`section[aria-labelledby="h-lacking"] li`).Length()
		if lists++; found != n || found+lacking != of {
			t.Errorf("%s: %d of %d, and the list has %d of %d", head.Find("b").First().Text(), n, of, found, found+lacking)
		}
	})
	if lists < 15 {
		t.Errorf("only %d figures open to a list", lists)
	}
	for _, address := range []string{link.Home(), link.Strategy()} {
		if owner.get(address).page().Find("main a[href='"+link.Audit("")+"']").Length() == 0 {
			t.Errorf("%s does not lead to the audit", address)
		}
	}
}

func TestARunOfTheAuditIsKeptByAPlainFormAndComparedInWords(t *testing.T) {
	h, c := example(t)
	lead := h.as(models.TeamLead)
	lead.get(link.Audit("")).paper(lead, "main form[method=post]").press("Run again today").is(http.StatusSeeOther).onward(lead).says("is kept. What changed stands below.", c.Lead.Name)
	lead.get(link.Audit("")).paper(lead, "main form[method=post]").press("Run again today").is(http.StatusSeeOther).onward(lead).says("Nothing has changed since AU6")
	h.write(func(tx *models.Tx) error {
		before := *c.Outcomes["O1"]
		o := before
		o.OwnerTeamID, o.OwnerPersonID = nil, nil
		return tx.SaveOutcome(models.OutcomeChanged, &before, &o)
	})
	lead.post(link.AuditRuns(""), nil).is(http.StatusSeeOther).onward(lead).says("Role clarity and ownership", "partial, before present", "nobody is named")
	lead.get(link.AuditCompared("", "AU7", "AU1")).is(http.StatusOK).says("From 24 August 2026 to 16 November 2026", "Resource allocation")
	lead.get(link.AuditRun("AU1")).is(http.StatusOK).says("as it stood on 24 August 2026").silent("Run again today")
	lead.post(link.AuditRuns("S77"), nil).is(http.StatusNotFound)
	h.nobody().post(link.AuditRuns(""), nil).is(http.StatusSeeOther)
}

func TestTheAuditOfADraftIsNotThereForOthers(t *testing.T) {
	h, c := example(t)
	d := h.draft(c.Teams["Service Desk"], c.Lead, c.Workflows["Ticket triage"])
	for _, role := range []models.Role{models.TeamLead, models.Member, models.Administrator} {
		g := h.as(role)
		g.get(link.Audit(d.strategy.Ref)).is(http.StatusNotFound)
		g.get(link.AuditList(d.strategy.Ref, "goal-order", 1)).is(http.StatusNotFound)
		g.get(link.AuditRuns(d.strategy.Ref)).is(http.StatusNotFound)
		g.post(link.AuditRuns(d.strategy.Ref), nil).is(http.StatusNotFound)
		g.get(link.Audit("")).is(http.StatusOK).silent(secretWord)
	}
	owner := h.as(models.Executive)
	run := owner.post(link.AuditRuns(d.strategy.Ref), nil).is(http.StatusSeeOther).onward(owner).says(secretWord + " strategy")
	h.as(models.Member).get(run.page().Find("main h2 a").First().AttrOr("href", "")).is(http.StatusNotFound)
}

func TestAnEmptyInstallationHasNothingToAuditAndSaysSo(t *testing.T) {
	h := open(t)
	h.as(models.Executive).get(link.Audit("")).is(http.StatusOK).says("There is nothing to audit yet")
	h.as(models.Executive).get(link.AuditRuns("")).is(http.StatusOK).says("No run is kept yet")
	h.as(models.Member).post(link.AuditRuns(""), nil).is(http.StatusUnprocessableEntity)
}
