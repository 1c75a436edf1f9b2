package handlers

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/wizard"
	"throughline/views/link"
)

// offered is the ending of the names of the metric that a page offers.
func offered(t *testing.T, f *paper) string {
	t.Helper()
	key := ""
	f.form.Find("fieldset.metric input").Each(func(_ int, e *goquery.Selection) {
		if _, id, found := strings.Cut(e.AttrOr("name", ""), ".metric-"); found && e.AttrOr("value", "") == "" {
			key = "-" + id
		}
	})
	if key == "" {
		t.Fatal("no metric is offered")
	}
	return key
}

// single is the example with its first outcome, as the strategy was drafted, measured by one metric alone.
func single(t *testing.T) (*house, *demo.Company) {
	t.Helper()
	h, c := example(t)
	h.write(func(tx *models.Tx) error {
		o, err := tx.OutcomeByRef("O1")
		if err != nil {
			return err
		}
		before := *o
		o.Measures = o.Measures[:1]
		return tx.SaveOutcome(models.OutcomeChanged, &before, o)
	})
	return h, c
}

// secondMetric measures the first outcome by a second metric, without script, and gives the page it leads to.
func secondMetric(t *testing.T, h *house, g *guest, name string) (key string) {
	t.Helper()
	o := h.world().Outcomes[0]
	f := g.get(link.Step("outcomes")).is(http.StatusOK).paper(g, "form#step").press("Add a metric to "+o.Title).onward(g).paper(g, "form#step")
	key = offered(t, f)
	f.write(".metric"+key, name).write(".direction"+key, models.Reduce).write(".baseline"+key, "6").write(".target"+key, "3").write(".unit"+key, "%")
	f.write(".weight"+key, "1").write(o.ID+".weight", "3").press("Save").leadsTo(link.Step("outcomes"))
	return key
}

func TestAnOutcomeIsMeasuredBySeveralMetricsAndTheyCountByTheirWeights(t *testing.T) {
	h, c := single(t)
	g := h.signedIn(c.Owner)
	first := h.world().Outcomes[0]
	key := secondMetric(t, h, g, "Tickets opened again")
	o := h.world().Outcome(first.ID)
	if len(o.Measures) != 2 || o.Measures[1].Metric.Name != "Tickets opened again" || *o.Measures[1].Weight != 1 || "-"+o.Measures[1].ID != key {
		t.Fatalf("%+v", o.Measures)
	}
	member := h.signedIn(c.Member)
	page := member.get(link.Outcome(o.Ref)).is(http.StatusOK)
	page.says("Tickets opened again: from 6% to 3% by", "A metric that counts has no progress yet")
	lead := h.signedIn(c.Lead)
	second := link.OutcomeReadings(o.Ref, o.Measures[1].Metric.Ref, 1)
	f := lead.get(second).is(http.StatusOK).says("Tickets opened again").paper(lead, "#record form")
	f.write("value", "4.5").press("Record the reading").leadsTo(second)
	// The first metric is 52.2% of its way, weight 3; the second half of it, weight 1.
	for _, address := range []string{link.Outcome(o.Ref), link.Strategy(), link.TeamOutcomes(c.Teams["Service Desk"].Ref)} {
		member.get(address).is(http.StatusOK).says("All metrics together: 52% of the way", "Tickets opened again")
	}
	member.get(link.CompanyBrief()).is(http.StatusOK).says("all metrics together 52% of the way", "Tickets opened again", "4.5%")

	// In another order, the fields keep their names.
	g.get(link.Step("outcomes")).paper(g, "form#step").press("Move up: Tickets opened again").leadsTo(link.Step("outcomes"))
	if o = h.world().Outcome(first.ID); o.Measures[0].Metric.Name != "Tickets opened again" {
		t.Fatal("it did not move")
	}
	// By the handle, the page sends them in their new order; an old page that did not move them moves nothing back.
	order, old := "metrics."+o.ID, g.get(link.Step("outcomes")).paper(g, "form#step")
	f = g.get(link.Step("outcomes")).paper(g, "form#step")
	slices.Reverse(f.values[order])
	f.press("Save").is(http.StatusSeeOther)
	if o = h.world().Outcome(first.ID); len(o.Measures) != 2 || o.Measures[1].Metric.Name != "Tickets opened again" {
		t.Fatal("it was not moved by the handle")
	}
	old.press("Save").is(http.StatusSeeOther)
	if o = h.world().Outcome(first.ID); o.Measures[1].Metric.Name != "Tickets opened again" {
		t.Fatal("an old page moved it back")
	}
	g.get(link.Step("outcomes")).paper(g, "form#step").press("Move up: Tickets opened again").leadsTo(link.Step("outcomes"))
	f = g.get(link.Step("outcomes")).paper(g, "form#step")
	if got := f.values.Get("outcomes." + o.ID + ".metric" + key); got != "Tickets opened again" {
		t.Errorf("the moved metric's field holds %q", got)
	}
	// Removed, it can be taken back; its readings stay.
	change := f.press("Remove the metric Tickets opened again").onward(g).says("does not count yet")
	if n := len(h.world().Outcome(o.ID).Measures); n != 2 {
		t.Fatalf("%d metrics before anybody looked at what rests on it", n)
	}
	applied := change.applied(g)
	if n := len(h.world().Outcome(o.ID).Measures); n != 1 {
		t.Fatalf("%d metrics", n)
	}
	applied.paper(g, `form[action$="/undone"]`).press("Undo the change").is(http.StatusSeeOther)
	if o = h.world().Outcome(first.ID); len(o.Measures) != 2 || o.Measures[0].Metric.Name != "Tickets opened again" {
		t.Fatalf("%+v", o.Measures)
	}
	member.get(link.Outcome(o.Ref)).says("4.5%")
}

func TestAMetricLeftBlankIsNotAddedAndOneThatIsThereIsShared(t *testing.T) {
	h, c := single(t)
	g := h.signedIn(c.Owner)
	o, other := h.world().Outcomes[0], h.world().Outcomes[1]
	f := g.get(link.StepMetric(o.ID)).is(http.StatusOK).paper(g, "form#step")
	key := offered(t, f)
	f.press("Save").leadsTo(link.Step("outcomes"))
	if n := len(h.world().Outcome(o.ID).Measures); n != 1 {
		t.Fatalf("%d metrics from a blank one", n)
	}
	f = g.get(link.StepMetric(o.ID)).paper(g, "form#step")
	key = offered(t, f)
	f.write(".metric"+key, strings.ToUpper(other.Measures[0].Metric.Name)).write(".direction"+key, models.Reduce).write(".baseline"+key, "20").write(".target"+key, "15").write(".unit"+key, "days")
	f.press("Save").leadsTo(link.Step("outcomes"))
	if got := h.world().Outcome(o.ID).Measures; len(got) != 2 || got[1].MetricID != other.Measures[0].MetricID {
		t.Fatalf("%+v", got)
	}
	g.get(link.Step("outcomes")).says("one reading counts for both")
	// Twice the same on one outcome is refused, with what was typed, and named by the outcome.
	f = g.get(link.StepMetric(o.ID)).paper(g, "form#step")
	key = offered(t, f)
	f.write(".metric"+key, o.Measures[0].Metric.Name).write(".direction"+key, models.Reduce).write(".baseline"+key, "20").write(".target"+key, "15")
	got := f.press("Save").is(http.StatusUnprocessableEntity).says(o.Title+":", "This outcome is measured by that already.").silent("row 1")
	if got.page().Find(`[data-field$=".metric`+key+`"] input`).AttrOr("value", "") != o.Measures[0].Metric.Name {
		t.Error("what was typed is lost")
	}
}

func TestATargetNotShownIsSeenInStepTwoAlone(t *testing.T) {
	h, c := single(t)
	g := h.signedIn(c.Owner)
	o := h.world().Outcomes[0]
	f := g.get(link.Step("outcomes")).paper(g, "form#step")
	f.write(o.ID+".target", "83.7").tick(o.ID+".withheld", 1).press("Save").onward(g).says("another target, not shown here").silent("83.7").applied(g).silent("83.7")
	g.get(link.Step("outcomes")).says("from 62% to a known target, not shown here, by ")
	if got := g.get(link.Step("outcomes")).page().Find(`input[name="outcomes.`+o.ID+`.target"]`).AttrOr("value", ""); got != "83.7" {
		t.Errorf("step 2 shows %q", got)
	}
	for _, guest := range []*guest{g, h.signedIn(c.Lead), h.signedIn(c.Member)} {
		for _, address := range []string{link.Home(), link.Strategy(), link.Outcome(o.Ref), link.Outcomes("", 1), link.CompanyBrief(), link.TeamBrief(c.Teams["Service Desk"].Ref),
			link.TeamOutcomes(c.Teams["Service Desk"].Ref), link.Goal("G1")} {
			guest.get(address).is(http.StatusOK).silent("83.7")
		}
	}
	h.signedIn(c.Member).get(link.Outcome(o.Ref)).says("On track", "Known, not shown here")
}

func TestTheSentenceOfAnOutcomeFollowsWhileItIsTyped(t *testing.T) {
	h, c := single(t)
	g := h.signedIn(c.Owner)
	o := h.world().Outcomes[0]
	f := g.get(link.Step("outcomes")).paper(g, "form#step")
	f.write(o.ID+".target", "85").write(o.ID+".deadline", "2027-09-30")
	before := h.versions()
	part := g.part("said-" + o.ID)
	part.post(link.Sentence(o.ID), f.values).is(http.StatusOK).says("from 62% to 85% by 30 September 2027.")
	f.write(o.ID+".direction", models.Band).write(o.ID+".low", "70").write(o.ID+".high", "90")
	part.post(link.Sentence(o.ID), f.values).says("keep between 70% and 90% until 30 September 2027.")
	f.write(o.ID+".high", "soon")
	part.post(link.Sentence(o.ID), f.values).says("keep at 70% or more until")
	if after := h.versions(); after != before {
		t.Error("asking for a sentence saved something")
	}
	part.post(link.Sentence("nothing"), f.values).is(http.StatusNoContent)
	g.post(link.Sentence(o.ID), f.values).leadsTo(link.Step("outcomes"))
	h.signedIn(c.Member).part("said-"+o.ID).post(link.Sentence(o.ID), f.values).is(http.StatusForbidden)
}

func TestStepTwoSaysWhatMovesAnOutcomeAndWhatMovesNone(t *testing.T) {
	h, c := example(t)
	page := h.signedIn(c.Owner).get(link.Step("outcomes")).is(http.StatusOK)
	moving := models.ExecutionGap(h.world().Workflows, h.world().Outcomes).ByOutcome[0].Count
	page.says(fmt.Sprintf("Moved by %d workflows", moving), "No workflow moves it", "Work that moves none of them", "The audit says that an outcome is missing", "Server and patch care", "Clinics must pass the health data audit", "Back to these in the audit")
	for _, href := range []string{link.AuditOf("O1"), link.AuditOf("unmapped"), link.AuditOf(models.OutcomeMissing)} {
		if page.page().Find(`main a[href="`+href+`"]`).Length() == 0 {
			t.Errorf("no way to %s", href)
		}
	}
	if n := len(h.world().AuditMatches(wizard.Query{Only: "O1"})); n != moving {
		t.Errorf("the audit of O1 shows %d workflows", n)
	}
}
