package handlers

import (
	"net/url"
	"strconv"
	"testing"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/views/link"
)

func TestWhatIsUnderWayIsAskedForWhenARuleIsPublishedOrPaused(t *testing.T) {
	h, c := example(t)
	owner := h.as(models.Executive)
	ref := h.wholeRule(c.Lead, acceptedRef(h))
	edit := func(do func(d *blocks.Definition) (*blocks.Definition, error)) {
		h.write(func(tx *models.Tx) error {
			rule, err := tx.RuleByRef(ref)
			if err != nil {
				return err
			}
			d, err := rule.Definition()
			if err != nil {
				return err
			}
			if d, err = do(d); err != nil {
				return err
			}
			before := *rule
			rule.Draft = d.Write()
			return tx.SaveRule(models.RuleChanged, &before, rule)
		})
	}
	publish := func(values url.Values) *answer {
		rule, _ := h.ruleOf(ref)
		values.Set("rev", strconv.Itoa(rule.DraftRev))
		return owner.post(link.RulePublication(ref), values)
	}
	ask := &blocks.Step{Key: "ask", Do: blocks.Approval, Title: "Go on?", To: []*blocks.Party{{Person: c.Lead.ID}}, Need: "any", Due: &blocks.Due{WorkingDays: 2}, Late: []*blocks.Step{{Key: "late", Do: blocks.Stop, Text: "Late"}}}
	edit(func(d *blocks.Definition) (*blocks.Definition, error) { return d.Insert(ask, blocks.Spot{At: 9}) })
	owner.get(link.RulePublication(ref)).is(200).silent("under way")
	publish(url.Values{}).is(303)
	h.retarget(c, c.Owner, "O1", 1.5)
	rule, _ := h.ruleOf(ref)
	run := h.runOf(rule)

	edit(func(d *blocks.Definition) (*blocks.Definition, error) { return d.Remove("tell") })
	page := owner.get(link.RulePublication(ref)).is(200).says("1 run is under way, 1 waiting", "They finish by the version they began with", "They are cancelled", "The one run that can be moved goes on by the new version")
	if page.page().Find("#flight input:checked, input[name=flight]:checked").AttrOr("value", "") != models.FlightFinish {
		t.Error("it is not chosen beforehand that they finish")
	}
	publish(url.Values{"flight": {"fly"}}).is(422).says("Choose from the list")
	page.paper(owner, "main form").write("flight", models.FlightMove).press("Publish it").is(303).onward(owner).says("Version 2 is published", "Those that could be moved go on by it")
	owner.get(link.Run(run.Ref)).is(200).says("2, begun by 1", "It began by version 1 and was moved while it waited", "Done by version 1, and no block any more", "has a new target")

	edit(func(d *blocks.Definition) (*blocks.Definition, error) {
		d, err := d.Remove("ask")
		if err != nil {
			return nil, err
		}
		return d.Insert(&blocks.Step{Key: "tell", Do: blocks.Notify, Title: "Told", To: []*blocks.Party{{Role: "working_on_outcome"}}, Via: []string{"app"}}, blocks.Spot{})
	})
	owner.get(link.RulePublication(ref)).is(200).says("1 run cannot be moved to the new version", run.Ref, "the block it waits at is gone").silent("that can be moved")
	publish(url.Values{"flight": {models.FlightMove}}).is(422)
	publish(url.Values{"flight": {models.FlightFinish}}).is(303)

	owner.get(link.Rule(ref, "")).says("1 run is under way, 1 waiting", "They go on")
	owner.post(link.RuleState(ref), url.Values{"state": {models.RulePaused}, "reason": {"Holidays"}, "flight": {"fly"}}).is(422).says("Choose what becomes of the runs that are under way.")
	owner.post(link.RuleState(ref), url.Values{"state": {models.RulePaused}, "reason": {"Holidays"}, "flight": {models.FlightCancel}}).is(303)
	owner.get(link.Run(run.Ref)).says("The rule was paused.", "It was cancelled")
}
