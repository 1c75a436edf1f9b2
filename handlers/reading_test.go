package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/views/link"
)

func TestTheWeeklyUpdateIsOneScreenThatKeepsWhatIsWrongAndRecordsWhatIsRight(t *testing.T) {
	h, _ := example(t)
	h.clock.Advance(7 * 24 * time.Hour)
	lead := h.as(models.TeamLead)
	lead.get(link.Home()).is(http.StatusOK).says("Readings due", "Record it", "All of them on one screen")
	page := lead.get(link.Update()).is(http.StatusOK).says("Weekly update", "Tickets fixed at first contact", "71.4% on 13 Nov 2026", "Due since 20 Nov 2026").page()
	var names []string
	page.Find("form[action='/readings'] input[name$='.value']").Each(func(_ int, s *goquery.Selection) { names = append(names, s.AttrOr("name", "")) })
	if len(names) != 2 {
		t.Fatalf("rows: %v", names)
	}
	line := strings.TrimSuffix(names[1], "value") + "note"
	got := lead.post(link.Update(), url.Values{"day": {"23/11/2026"}, names[0]: {"72.5"}, names[1]: {"12 days"}, line: {"Counted by hand"}}).
		is(http.StatusUnprocessableEntity).says("Recorded: Tickets fixed at first contact.", "This metric is counted in %, and this says days.", "72.5% on 23 Nov 2026")
	again := got.page()
	if v := again.Find("input[name='"+names[1]+"']").AttrOr("value", ""); v != "12 days" || again.Find("input[name='"+line+"']").AttrOr("value", "") != "Counted by hand" {
		t.Errorf("what was typed is shown back as %q", v)
	}
	if v := again.Find("input[name='"+names[0]+"']").AttrOr("value", "x"); v != "" {
		t.Errorf("what was recorded would be sent again: %q", v)
	}
	lead.post(link.Update(), url.Values{"day": {"23/11/2026"}, names[1]: {"12"}, line: {"Counted by hand"}}).leadsTo(link.Update())
	lead.get(link.Update()).is(http.StatusOK).says("Recorded: Tickets that come back within two weeks.", "All 2 metrics are up to date", "Next on 30 Nov 2026")
	lead.get(link.Home()).is(http.StatusOK).silent("Readings due", "Record it")
}

func TestWhatTheWeeklyUpdateRefuses(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	lead.post(link.Update(), url.Values{"day": {"16/11/2026"}}).is(http.StatusUnprocessableEntity).says("Nothing was filled in")
	for value, say := range map[string]string{"NaN": "This cannot be counted with.", "about seventy": "Give the value as a number", "71 k": "Give the value as a number", "1e400": "too large"} {
		lead.post(link.Update(), url.Values{"day": {"16/11/2026"}, "r.M1.value": {value}}).is(http.StatusUnprocessableEntity).says("Nothing is recorded yet.", say)
	}
	lead.post(link.Update(), url.Values{"day": {"17/11/2026"}, "r.M1.value": {"72"}}).is(http.StatusUnprocessableEntity).says("This day has not come yet.")
	lead.post(link.Update(), url.Values{"day": {"01/01/2026"}, "r.M1.value": {"72"}}).is(http.StatusUnprocessableEntity).says("The baseline of this metric is of")
	lead.post(link.Update(), url.Values{"day": {"16/11/2026"}, "r.M3.value": {"88"}}).is(http.StatusUnprocessableEntity).says("who answers for it. What was typed: 88.")
	h.as(models.Member).get(link.Update()).is(http.StatusOK).says("You answer for no metric")
	h.as(models.Member).post(link.Update(), url.Values{"day": {"16/11/2026"}, "r.M1.value": {"1"}}).is(http.StatusUnprocessableEntity).says("What was typed: 1.")
}

func TestAReadingIsCorrectedWithAReasonAndTheEarlierOneStays(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	page := lead.get(link.Outcome("O1")).is(http.StatusOK).page()
	to, found := page.Find("a:contains('Correct')").Attr("href")
	if !found {
		t.Fatal("no reading can be corrected")
	}
	to, _, _ = strings.Cut(to, "#")
	form := lead.get(to).is(http.StatusOK).says("Correct a reading", "stays in the list").page()
	action := form.Find("#record form").AttrOr("action", "")
	lead.post(action, url.Values{"value": {"70.4"}, "day": {"13/11/2026"}}).is(http.StatusUnprocessableEntity).says("Say why the earlier reading was wrong.", "Correct a reading")
	lead.post(action, url.Values{"value": {"70.4"}, "day": {"13/11/2026"}, "reason": {"One team was counted twice"}}).leadsTo(link.Outcome("O1"))
	lead.get(link.Outcome("O1")).is(http.StatusOK).says("The reading is corrected.", "70.4%", "71.4%", "Why: One team was counted twice")
	lead.get(to).is(http.StatusUnprocessableEntity).says("corrected already")
	h.as(models.Member).get(link.Outcome("O1")).is(http.StatusOK).silent("Correct<")
}
