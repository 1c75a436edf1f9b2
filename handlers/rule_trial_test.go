package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

func TestARuleIsTriedOnItsPageAndNothingComesOfIt(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Plan after a new target", asks(c))
	h.retarget(c, c.Owner, "O1", 1.5)
	owner := h.as(models.Executive)
	owner.get(link.Rule(rule.Ref, "")).is(200).says("Runs", "Try it")
	owner.get(link.RuleTrial(rule.Ref)).is(200).says("What happens", "A sample", "The draft would have run 1 time", "Would run", "The last 90 days")
	n := func() (n int64) {
		h.read(func(r *models.Read) error {
			return r.DB().Raw("SELECT (SELECT count(*) FROM tasks) + (SELECT count(*) FROM runs) + (SELECT count(*) FROM notices) + (SELECT count(*) FROM deliveries) + (SELECT count(*) FROM events)").Scan(&n).Error
		})
		return n
	}
	before := n()
	owner.post(link.RuleTrial(rule.Ref), url.Values{"event": {trySample}, "version": {tryPublished}, "answer": {models.ApprovalApproved}}).is(200).says("What it would do", "Only tried", "Would make", "It would ask")
	owner.post(link.RuleTrial(rule.Ref), url.Values{"event": {"nothing"}, "version": {tryDraft}, "answer": {models.ApprovalApproved}}).is(422).says("There is a problem")
	if after := n(); after != before {
		t.Errorf("there are %d rows, and were %d before the trial", after, before)
	}
	h.as(models.Member).get(link.RuleTrial(rule.Ref)).is(403)
	h.as(models.Member).post(link.RuleTrial(rule.Ref), url.Values{"event": {trySample}}).is(403)
	h.nobody().get(link.RuleTrial(rule.Ref)).is(303)
}
