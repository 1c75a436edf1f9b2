package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAReadingIsRecordedAndChangesTheFigure(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	lead.get(link.Outcome("O1")).is(http.StatusOK).says("Record a reading", "how this is counted", "Points behind", "from 62%", "80% by Jun 2027")
	lead.post(link.Readings("O1", ""), url.Values{"value": {"72,5 %"}, "day": {"16/11/2026"}, "note": {"After the new notes"}}).leadsTo(link.Outcome("O1"))
	lead.get(link.Outcome("O1")).is(http.StatusOK).says("The reading is recorded.", "72.5%", "After the new notes")
	h.as(models.Member).get(link.Outcome("O1")).is(http.StatusOK).says("72.5%").silent("Record a reading")
	h.as(models.Member).post(link.Readings("O1", ""), url.Values{"value": {"1"}, "day": {"16/11/2026"}}).is(http.StatusForbidden)
	h.nobody().get(link.Outcome("O1")).leadsTo(link.SignInTo(link.Outcome("O1")))
	lead.get(link.Outcome("O999")).is(http.StatusNotFound)
}

func TestABadReadingIsSaidAtItsFieldAndNothingIsKept(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	for _, bad := range []struct{ value, day, say string }{
		{"NaN", "16/11/2026", "This cannot be counted with."},
		{"1e400", "16/11/2026", "This number is too large to keep."},
		{"many", "16/11/2026", "Give"},
		{"72", "17/11/2026", "This day has not come yet."},
		{"72", "30/02/2026", "day"},
		{"", "16/11/2026", "Give the value as a number"},
		{"7\x002", "16/11/2026", "control character"},
	} {
		got := lead.post(link.Readings("O1", ""), url.Values{"value": {bad.value}, "day": {bad.day}}).is(http.StatusUnprocessableEntity).says("There is a problem", bad.say)
		if !strings.HasPrefix(got.page().Find("title").Text(), "Error: ") {
			t.Errorf("%q: the title does not say so first", bad.value)
		}
		if typed, _ := got.page().Find("input[name=value]").Attr("value"); bad.value != "7\x002" && typed != bad.value {
			t.Errorf("%q is shown back as %q", bad.value, typed)
		}
	}
	h.read(func(r *models.Read) error {
		p, err := r.OutcomePage("O1", "")
		if err != nil {
			return err
		}
		if *p.Track.Now != 71.4 {
			t.Errorf("a refused reading counts: %v", *p.Track.Now)
		}
		return nil
	})
}

func TestAnOwnersStatusIsShownWithItsReason(t *testing.T) {
	h, _ := example(t)
	lead := h.as(models.TeamLead)
	lead.post(link.OutcomeStatus("O1"), url.Values{"status": {"off"}}).is(http.StatusUnprocessableEntity).says("Say why the status differs from the figures.")
	lead.post(link.OutcomeStatus("O1"), url.Values{"status": {"off"}, "reason": {"The phone system fails in December"}}).leadsTo(link.Outcome("O1"))
	h.as(models.Member).get(link.Outcome("O1")).is(http.StatusOK).says("Off track", "The phone system fails in December", "By the figures it is on track")
	lead.post(link.OutcomeStatus("O1"), url.Values{"status": {""}, "reason": {""}}).leadsTo(link.Outcome("O1"))
	h.as(models.Member).get(link.Outcome("O1")).is(http.StatusOK).silent("By the figures it is on track")
}

func TestSilenceIsSaidAndNeverShownAsZero(t *testing.T) {
	h, c := example(t)
	h.write(func(tx *models.Tx) error {
		o := &models.Outcome{StrategyID: &c.Strategy.ID, Title: "Nobody looked yet", State: models.OutcomeActive}
		return tx.AddOutcome(o)
	})
	var ref string
	h.read(func(r *models.Read) error {
		return r.DB().Model(&models.Outcome{}).Select("ref").Where("title = ?", "Nobody looked yet").Scan(&ref).Error
	})
	got := h.as(models.Executive).get(link.Outcome(ref)).is(http.StatusOK).says("Not measured", "No workflow serves it", "Nobody yet")
	if got.page().Find(".meter").Length() > 0 {
		t.Error("a bar of nothing")
	}
	h.as(models.Member).get(link.Outcome("O5")).is(http.StatusOK).says("No recent reading")
}

func TestEveryThingOfTheExampleCanBeRead(t *testing.T) {
	h, c := example(t)
	member := h.as(models.Member)
	for _, o := range c.Outcomes {
		member.get(link.Outcome(o.Ref)).is(http.StatusOK).says(o.Title)
	}
	for _, g := range c.Goals {
		member.get(link.Goal(g.Ref)).is(http.StatusOK).says(g.Title)
	}
	for _, o := range c.Objectives {
		member.get(link.Objective(o.Ref)).is(http.StatusOK).says(o.Title)
	}
	for _, w := range c.Workflows {
		if w.RemovedAt != nil {
			member.get(link.Workflow(w.Ref)).is(http.StatusNotFound)
			continue
		}
		member.get(link.Workflow(w.Ref)).is(http.StatusOK).says(w.Name)
	}
	for _, p := range c.Processes {
		member.get(link.Process(p.Ref)).is(http.StatusOK).says(p.Name)
	}
	for _, task := range c.Tasks {
		member.get(link.Task(task.Ref)).is(http.StatusOK).says(task.Title)
	}
	for _, team := range c.Teams {
		member.get(link.TeamOutcomes(team.Ref)).is(http.StatusOK).says(team.Name)
		member.get(link.TeamBrief(team.Ref)).is(http.StatusOK).says(team.Name)
	}
}
