package handlers

import (
	"net/url"
	"strings"
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

func TestTheTrialPageComparesTheDraftWithTheVersionInForce(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Plan after a new target", asks(c))
	h.retarget(c, c.Owner, "O1", 1.5)
	h.retarget(c, c.Owner, "O1", 1.1)
	owner := h.as(models.Executive)
	owner.get(link.RuleTrialBack(rule.Ref, true)).is(200).says("Both would have run for the same events.")
	h.write(func(tx *models.Tx) error {
		rule, err := tx.RuleByRef(rule.Ref)
		if err != nil {
			return err
		}
		before := *rule
		rule.Draft = strings.Replace(rule.Draft, `"op":"filled","v":[]`, `"op":"abs_gte","v":["30"]`, 1)
		return tx.SaveRule(models.RuleChanged, &before, rule)
	})
	page := owner.get(link.RuleTrial(rule.Ref)).is(200).says("The draft would have run 1 time.", "The version in force would have run 2 times, 1 time where the draft would not", "2 in all", "1 where only one of them would have run")
	if n := page.page().Find("#h-back ~ * tbody tr").Length(); n != 2 {
		t.Errorf("%d events are listed in all", n)
	}
	if n := owner.get(link.RuleTrialBack(rule.Ref, true)).is(200).page().Find("#h-back ~ * tbody tr").Length(); n != 1 {
		t.Errorf("%d events are listed where they differ", n)
	}
}

// Whoever may write the rule sees what it would do, but nothing that is not theirs to see, though it acts with more rights than theirs.
func TestATrialNamesNothingThatItsReaderMayNotSee(t *testing.T) {
	h, c := example(t)
	alone := &models.Task{Title: "Learn to sing", OwnerPersonID: &c.Head.ID, DueDay: "2026-11-20"}
	h.write(func(tx *models.Tx) error { return tx.AddTask(alone) })
	lead := h.as(models.TeamLead)
	if got := lead.get(link.Task(alone.Ref)); got.Status != 404 {
		t.Fatalf("the lead may see that task: %d", got.Status)
	}
	var who models.Who
	h.read(func(r *models.Read) (err error) { who, err = r.WhoIs(h.cast[models.TeamLead]); return err })
	about := func(trigger string) *models.Rule {
		rule := h.published(c, "Talk about tasks", `{"schema_version":1,"decision":"x","trigger":{"type":"`+trigger+`"},"steps":[
			{"k":"a","do":"each","over":"tasks","then":[{"k":"b","do":"create_task","title":"Speak of {{item.title}}","owner":{"person":"`+c.Lead.ID+`"},"due":{"working_days":2}}]}]}`)
		h.write(func(tx *models.Tx) error {
			rule, err := tx.RuleByRef(rule.Ref)
			if err != nil {
				return err
			}
			before := *rule
			rule.TeamID = &who.Leads[0]
			return tx.SaveRule(models.RuleChanged, &before, rule)
		})
		return rule
	}
	happened := func(kind, id string) (event string) {
		h.read(func(r *models.Read) error {
			return r.DB().Raw("SELECT id FROM events WHERE type = ? AND entity_id = ?", kind, id).Scan(&event).Error
		})
		return event
	}
	rule, event := about("task.created"), happened("task.created", alone.ID)
	lead.get(link.RuleTrial(rule.Ref)).is(200).says("Something that you may not see").silent("Learn to sing")
	lead.post(link.RuleTrial(rule.Ref), url.Values{"event": {event}, "version": {tryPublished}, "answer": {models.ApprovalApproved}}).is(422).silent("Learn to sing")
	h.as(models.Executive).post(link.RuleTrial(rule.Ref), url.Values{"event": {event}, "version": {tryPublished}, "answer": {models.ApprovalApproved}}).is(200).says("Speak of Learn to sing")

	// What is around a thing that everybody may see can be hidden all the same.
	h.write(func(tx *models.Tx) error { return tx.Emit("person.teams_changed", c.Head, nil, c.Head) })
	rule, event = about("person.teams_changed"), happened("person.teams_changed", c.Head.ID)
	try := url.Values{"event": {event}, "version": {tryPublished}, "answer": {models.ApprovalApproved}}
	h.as(models.Executive).post(link.RuleTrial(rule.Ref), try).is(200).says("Speak of Learn to sing")
	lead.post(link.RuleTrial(rule.Ref), try).is(200).says("Speak of something that you may not see").silent("Learn to sing")
}
