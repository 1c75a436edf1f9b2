package handlers

import (
	"net/url"
	"strconv"
	"testing"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/views/link"
)

// wholeRule writes a rule that lacks nothing, and gives its reference.
func (h *house) wholeRule(c *models.Person, decision string) (ref string) {
	h.write(func(tx *models.Tx) error {
		d, err := tx.DecisionByRef(decision)
		if err != nil {
			return err
		}
		rule, err := tx.StartRule("Retargeted", nil, &blocks.Definition{SchemaVersion: 1, Trigger: blocks.Trigger{Type: "outcome.retargeted"}, DecisionID: d.ID, Decision: d.Title,
			Deadline: &blocks.Due{WorkingDays: 1}, Steps: []*blocks.Step{{Key: "tell", Do: blocks.Notify, Title: "{{outcome.title}} has a new target", To: []*blocks.Party{{Role: "working_on_outcome"}}, Via: []string{"app"}}}})
		if err != nil {
			return err
		}
		before := *rule
		rule.OwnerPersonID, ref = &c.ID, rule.Ref
		return tx.SaveRule(models.RuleChanged, &before, rule)
	})
	return ref
}

func acceptedRef(h *house) (ref string) {
	h.read(func(r *models.Read) error {
		list, err := r.AcceptedDecisions()
		if len(list) > 0 {
			ref = list[0].Ref
		}
		return err
	})
	return ref
}

func TestARuleIsPublishedPausedTakenBackAndRetired(t *testing.T) {
	h, c := example(t)
	owner, lead, member := h.as(models.Executive), h.as(models.TeamLead), h.as(models.Member)
	owner.get(link.RulePublication("R1")).is(200).says("to mend first", "Choose the recorded decision")
	rule, _ := h.ruleOf("R1")
	owner.post(link.RulePublication("R1"), url.Values{"rev": {strconv.Itoa(rule.DraftRev)}}).is(422).says("must be mended before it can be published")

	ref := h.wholeRule(c.Lead, acceptedRef(h))
	publish := func(values url.Values) *answer {
		rule, _ := h.ruleOf(ref)
		values.Set("rev", strconv.Itoa(rule.DraftRev))
		return owner.post(link.RulePublication(ref), values)
	}
	member.post(link.RulePublication(ref), url.Values{}).is(403)
	lead.post(link.RulePublication(ref), url.Values{}).is(403)
	owner.get(link.RulePublication(ref)).is(200).says("This is the first version", "Tell the leads of the teams that work on the outcome")
	owner.post(link.RulePublication(ref), url.Values{"rev": {"99"}}).is(422).says("edited meanwhile")

	// The audit is opened again: publishing then needs a written reason (R16).
	h.write(func(tx *models.Tx) error {
		return tx.DB().Exec("UPDATE alignment_steps SET done_at = NULL WHERE step = 'audit'").Error
	})
	publish(url.Values{}).is(422).says("Step 3, the audit, is not done.")
	publish(url.Values{"override": {"The board wants it now"}}).is(303).onward(owner).says("Version 1 is published", "Published", "The board wants it now")
	rule, _ = h.ruleOf(ref)
	if rule.State != models.RulePublished || rule.TriggerType != "outcome.retargeted" || rule.PublisherPersonID == nil || rule.VersionID == nil {
		t.Fatalf("published it is %+v", rule)
	}
	publish(url.Values{"override": {"Again"}}).is(422).says("Nothing differs from the version that is published.")

	// An edit leaves the version alone, and is shown against it in words.
	edit := func(do string) *answer {
		rule, _ := h.ruleOf(ref)
		return owner.post(link.RuleEdits(ref), url.Values{"do": {do}, "rev": {strconv.Itoa(rule.DraftRev)}})
	}
	edit("copy:tell").is(303)
	owner.get(link.Rule(ref, "")).says("Draft changed since version 1", "Discard the draft")
	owner.get(link.RulePublication(ref)).says("What changes against version 1", "Added:")
	publish(url.Values{"override": {"Again"}, "note": {"Tells them twice"}}).is(303).onward(owner).says("Version 2 is published", "Tells them twice")
	edit("version:1").is(303)
	if _, d := h.ruleOf(ref); len(d.Steps) != 1 {
		t.Errorf("version 1 as the draft holds %d blocks", len(d.Steps))
	}
	edit("discard").is(303)
	if _, d := h.ruleOf(ref); len(d.Steps) != 2 {
		t.Errorf("the discarded draft holds %d blocks", len(d.Steps))
	}
	edit("version:9").is(404)

	state := func(to, reason string) *answer {
		return owner.post(link.RuleState(ref), url.Values{"state": {to}, "reason": {reason}})
	}
	state(models.RulePaused, "").is(422).says("Say in a sentence why it is paused.")
	state(models.RulePaused, "Too many mails").is(303).onward(owner).says("Too many mails", "Let it go on")
	lead.post(link.RuleState(ref), url.Values{"state": {models.RulePublished}}).is(403)
	state(models.RulePublished, "").is(303)
	state(models.RuleRetired, "").is(303).onward(owner).says("Retired").silent("Undo", "Pause or retire it")
	edit("copy:tell").is(422).says("This rule is retired.")
	if rule, _ = h.ruleOf(ref); rule.TriggerType != "" {
		t.Error("a retired rule still starts")
	}
}

func TestARuleThatChangesAProcessIsTriedBeforeItIsPublished(t *testing.T) {
	h, c := example(t)
	owner, ref := h.as(models.Executive), h.wholeRule(c.Lead, acceptedRef(h))
	var process *models.Process
	h.read(func(r *models.Read) (err error) {
		process, err = r.ProcessByID(c.Processes["Escalating with the whole story"].ID)
		return err
	})
	change := func(said, title string) {
		h.write(func(tx *models.Tx) error {
			rule, err := tx.RuleByRef(ref)
			if err != nil {
				return err
			}
			return tx.EditDraft(rule, rule.DraftRev, models.Edit{Said: said, Do: func(_ *models.Rule, d *blocks.Definition) (*blocks.Definition, error) {
				return d.Change(func(d *blocks.Definition) {
					d.Trigger.Where = &blocks.Group{Join: blocks.All, Rows: []blocks.Row{{Condition: &blocks.Condition{Field: "change.pct", Op: "lt", Values: []string{"-90"}}}}}
					d.Steps = []*blocks.Step{{Key: "put", Do: blocks.AdjustProcess, Process: &blocks.Change{Process: process.ID, Do: "insert", Title: title}}}
				})
			}})
		})
	}
	publish := func() *answer {
		rule, _ := h.ruleOf(ref)
		return owner.post(link.RulePublication(ref), url.Values{"rev": {strconv.Itoa(rule.DraftRev)}})
	}
	try := func() *answer {
		return owner.post(link.RuleTrial(ref), url.Values{"event": {trySample}, "answer": {models.ApprovalApproved}})
	}
	change("A block was added", "Tell the clinic")
	const first = "Try this draft first"
	if owner.get(link.RulePublication(ref)).is(200).says(first).page().Find("a[href='"+link.RuleTrial(ref)+"']").Length() != 1 {
		t.Error("nothing leads to the trial")
	}
	owner.get(link.Rule(ref, "")).is(200).says(first)
	publish().is(422).says(first)
	try().is(200).says("It would not run on this sample", "Would change", "Check and publish")
	owner.get(link.RulePublication(ref)).is(200).silent(first)

	// Another draft is another trial.
	change("A block was changed", "Call the clinic")
	publish().is(422).says(first)
	try().is(200)
	publish().is(303).onward(owner).says("Version 1 is published")
}
