package handlers

import (
	"net/http"
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestAnOutcomeIsClosedOnItsPageAndSaysWhatFailed(t *testing.T) {
	h, _ := example(t)
	owner, member := h.as(models.Executive), h.as(models.Member)
	member.get(link.Closure("O2")).is(http.StatusForbidden)
	member.post(link.Closure("O2"), url.Values{"verdict": {"missed"}, "learnt": {"x"}}).is(http.StatusForbidden)
	owner.get(link.Outcome("O2")).is(http.StatusOK).says("Close it with its score")
	member.get(link.Outcome("O2")).is(http.StatusOK).silent("Close it with its score")
	owner.get(link.Closure("O2")).is(http.StatusOK).says("How did it end?", "Score by the figures: 33.3%", "What the data says")
	owner.post(link.Closure("O2"), url.Values{"verdict": {"achieved"}, "learnt": {"Kits first"}, "value_day": {"16/11/2026"}}).is(http.StatusUnprocessableEntity).
		says("There is a problem", "By the figures it was missed. Say why you see it otherwise.", "Kits first")
	owner.post(link.Closure("O2"), url.Values{"verdict": {"missed"}, "value": {"14"}, "value_day": {"17/11/2026"}}).is(http.StatusUnprocessableEntity).says("This day has not come yet.")
	owner.post(link.Closure("O2"), url.Values{"verdict": {"missed"}, "learnt": {"Kits first"}, "value_day": {"16/11/2026"}}).onward(owner).says("O2", "is closed: missed", "does not count yet").applied(owner)
	why := member.get(link.Why("O2")).is(http.StatusOK).says("Why did it miss?", "Score 33.3%", "Decisions without a handoff", "How it is judged", "never at who did it").page()
	for _, s := range why.Find("[data-figure]").EachIter() {
		if say := unexplained(why, s); say != "" {
			t.Errorf("the figure %q %s", s.Text(), say)
		}
	}
	member.get(link.Outcome("O2")).is(http.StatusOK).says("How it ended", "Kits first", "Missed").silent("Take the close back")
	owner.get(link.Closure("O2")).leadsTo(link.Outcome("O2"))
	owner.post(link.ClosureGone("O2"), url.Values{"reason": {""}}).is(http.StatusUnprocessableEntity).says("There is a problem", "Say why it goes on.", "How it ended")
	member.post(link.ClosureGone("O2"), url.Values{"reason": {"x"}}).is(http.StatusForbidden)
	owner.post(link.ClosureGone("O2"), url.Values{"reason": {"Two clinics still come"}}).leadsTo(link.Outcome("O2"))
	owner.get(link.Outcome("O2")).is(http.StatusOK).says("Close it with its score").silent("How it ended")
}

func TestTheExampleSaysWhyAnOutcomeOfTheStrategyBeforeWasMissed(t *testing.T) {
	h, _ := example(t)
	member := h.as(models.Member)
	member.get(link.Why("O8")).is(http.StatusOK).says("Why did it miss?", "Outcome, handoff and cadence failed; ownership was weak.", "3 of 7", "Fix notes again, with a list")
	member.get(link.Outcome("O8")).is(http.StatusOK).says("It goes on in", "Problems are fixed at first contact", "Not in the strategy in force").silent("Take the close back")
	h.as(models.Executive).post(link.ClosureGone("O8"), url.Values{"reason": {"x"}}).is(http.StatusUnprocessableEntity).says("stay closed")
	h.nobody().get(link.Why("O8")).leadsTo(link.SignInTo(link.Why("O8")))
	member.get(link.Why("O6")).is(http.StatusOK).says("How it is carried so far")
}
