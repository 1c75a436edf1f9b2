package handlers

import (
	"net/url"
	"strconv"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/views/link"
)

// ruleOf reads a rule's draft as it is stored.
func (h *house) ruleOf(ref string) (rule *models.Rule, d *blocks.Definition) {
	h.write(func(tx *models.Tx) (err error) {
		if rule, err = tx.RuleByRef(ref); err == nil {
			d, err = rule.Definition()
		}
		return err
	})
	return rule, d
}

func TestARuleIsBegunBuiltAndUndoneOnItsPagesWithoutScript(t *testing.T) {
	h, c := example(t)
	owner, member := h.as(models.Executive), h.as(models.Member)
	owner.get(link.Rules(nil, 1)).is(200).says("Handoff rules", "Name a project manager and call accounts", "When a decision is accepted, create the task")
	owner.get(link.Rules(url.Values{"q": {"proposal to the pulse"}}, 1)).says("Find the reason").silent("Name a project manager")
	member.get(link.Rules(nil, 1)).is(200).silent("New rule")
	member.get(link.RuleNew("")).is(403)

	f := owner.get(link.RuleNew("")).is(200).paper(owner, "main form")
	f.press("Begin the rule").is(422).says("Give the rule a name.")
	page := f.write("name", "Retargeted").press("Begin the rule").is(303).onward(owner).says("Retargeted", "It starts when")
	ref := page.page().Find("h1 + .row .ref").Text()
	edits := link.RuleEdits(ref)
	send := func(g *guest, values url.Values) *answer {
		rule, _ := h.ruleOf(ref)
		values.Set("rev", strconv.Itoa(rule.DraftRev))
		return g.post(edits, values)
	}

	// The moment, and a condition of it.
	page.paper(owner, "#f-when").write("trigger", "outcome.retargeted").press("Save").is(303)
	send(owner, url.Values{"do": {"row::where:"}, "trigger": {"outcome.retargeted"}, "where.join": {"all"}}).is(303)
	send(owner, url.Values{"do": {"when"}, "trigger": {"outcome.retargeted"}, "where.join": {"all"}, "where.0.f": {"change.pct"}}).is(303)
	send(owner, url.Values{"do": {"when"}, "trigger": {"outcome.retargeted"}, "where.join": {"all"}, "where.0.f": {"change.pct"}, "where.0.op": {"abs_gte"}, "where.0.v": {"ten"}}).is(422).says("There is a problem")
	send(owner, url.Values{"do": {"when"}, "trigger": {"outcome.retargeted"}, "where.join": {"all"}, "where.0.f": {"change.pct"}, "where.0.op": {"abs_gte"}, "where.0.v": {"10"}}).
		is(303).onward(owner).says("When any outcome gets another target and the change of its figure, in percent is at least, up or down, 10")

	// Blocks: added, filled in, moved by a button.
	for _, kind := range []blocks.Kind{blocks.RerouteTasks, blocks.Approval, blocks.If} {
		send(owner, url.Values{"do": {"add::"}, "kind::": {string(kind)}}).is(303)
	}
	send(owner, url.Values{"do": {"add::"}, "kind::": {"dance"}}).is(422).says("Choose what the block does.")
	_, d := h.ruleOf(ref)
	if len(d.Steps) != 3 || len(d.Steps[1].Late) != 1 {
		t.Fatalf("the rule holds %s", d.Write())
	}
	ask := d.Steps[1].Key
	form := owner.get(link.Rule(ref, ask)).is(200).says("Who is asked", "Write what they approve.", "{{outcome.title}}").paper(owner, "#f-"+ask)
	form.write("to_names", "Nobody Here").press("Save").is(422).says("Nobody here is called “Nobody Here”.")
	form.write("to_names", c.Lead.Name).write("title", "The new way to {{outcome.title}}").write("due", "3").press("Save").is(303).
		onward(owner).says("Ask " + c.Lead.Name + " to approve “The new way to [the outcome's title]”, within 3 working days")
	send(owner, url.Values{"do": {"up:" + ask}}).is(303)
	if _, d = h.ruleOf(ref); d.Steps[0].Key != ask {
		t.Error("it did not move up")
	}
	send(owner, url.Values{"do": {"up:" + ask}}).is(422).says("It is the first block already.")
	owner.get(link.Rule(ref, "")).says("Undo")
	send(owner, url.Values{"do": {"undo"}}).is(303)
	if _, d = h.ruleOf(ref); d.Steps[1].Key != ask {
		t.Error("the move was not undone")
	}

	// Owner and decision.
	about := owner.get(link.Rule(ref, "about")).is(200).paper(owner, "#f-about")
	about.write("rule_owner", c.Lead.Name).write("deadline", "1").press("Save").is(303).onward(owner).says(c.Lead.Name + " answers for it.")

	// Two who edit at once, and those who may not.
	owner.post(edits, url.Values{"do": {"remove:" + ask}, "rev": {"1"}}).is(409).says("edited this rule meanwhile")
	send(member, url.Values{"do": {"remove:" + ask}}).is(403)
	member.get(link.Rule(ref, ask)).is(200).says("Ask "+c.Lead.Name).silent("Undo", "Save")
	part := send(owner.part("builder"), url.Values{"do": {"remove:" + ask}})
	if part.is(200).says("Undo"); strings.Contains(part.Body, "<html") {
		t.Error("an edit in script answers with the whole page")
	}
	owner.get(link.Rule("R999", "")).is(404)
}

func TestARecipeIsReadAsSentencesBeforeItIsTaken(t *testing.T) {
	h, _ := example(t)
	owner := h.as(models.Executive)
	owner.get(link.RuleNew("")).is(200).says("A new target reaches everybody who works on it", "The leads look at their figures every Monday")
	page := owner.get(link.RuleNew("retargeted")).is(200).says("When any outcome gets another target", "Tell the leads of the teams that work on the outcome", "Then: ask", "If nobody decides in time: stop: Nobody decided in time")
	taken := page.paper(owner, "main form").press("Take this recipe").is(303).onward(owner).says("It is your draft now", "1 thing to mend before it can be published")
	ref := taken.page().Find("h1 + .row .ref").Text()
	if rule, d := h.ruleOf(ref); rule.State != models.RuleDraft || len(d.Steps) != 3 {
		t.Errorf("the taken recipe is %s with %d blocks", rule.State, len(d.Steps))
	}
	owner.get(link.RuleNew("no such recipe")).is(200).says("Begin the rule")
}
