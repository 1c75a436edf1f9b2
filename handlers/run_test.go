package handlers

import (
	"net/url"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/automation"
	"throughline/models/blocks"
	"throughline/models/demo"
	"throughline/views/link"
)

// published puts a rule in force in the name of the owner of the company.
func (h *house) published(c *demo.Company, name, definition string) *models.Rule {
	h.t.Helper()
	rule := &models.Rule{Name: name, OwnerPersonID: &c.Head.ID, PublisherPersonID: &c.Owner.ID, StrategyID: &c.Strategy.ID}
	h.write(func(tx *models.Tx) error {
		d, err := blocks.Read([]byte(definition))
		if err != nil {
			return err
		}
		rule.Draft = d.Write()
		if err := tx.AddRule(rule); err != nil {
			return err
		}
		v := &models.RuleVersion{RuleID: rule.ID, N: 1, Definition: d.Write(), OwnerPersonID: rule.OwnerPersonID, PublisherPersonID: rule.PublisherPersonID}
		if err := tx.Insert(v); err != nil {
			return err
		}
		before := *rule
		rule.State, rule.VersionID, rule.TriggerType = models.RulePublished, &v.ID, d.Trigger.Type
		return tx.SaveRule(models.RuleChanged, &before, rule)
	})
	return rule
}

// runRules does all that rules have to do by now.
func (h *house) runRules() {
	h.t.Helper()
	kinds := automation.New().Work()
	var names []models.WorkKind
	for _, k := range kinds {
		names = append(names, k.Name)
	}
	for range 200 {
		var claimed []*models.Work
		h.write(func(tx *models.Tx) (err error) {
			claimed, err = tx.ClaimWork("test", names, 1, time.Minute)
			return err
		})
		if len(claimed) == 0 {
			return
		}
		w := claimed[0]
		for _, k := range kinds {
			if k.Name != w.Kind {
				continue
			}
			var failed error
			err := h.db.Write(h.t.Context(), models.Background, func(tx *models.Tx) error {
				if failed = k.Do(tx, w); failed != nil {
					return failed
				}
				return tx.FinishWork(w)
			})
			if failed != nil {
				h.write(func(tx *models.Tx) error {
					if settled, err := k.Failed(tx, w, failed, failed.Error()); err != nil || !settled {
						return err
					}
					return tx.FinishWork(w)
				})
			} else if err != nil {
				h.t.Fatal(err)
			}
		}
	}
	h.t.Fatal("the work of rules does not come to an end")
}

// retarget gives an outcome another target, as somebody.
func (h *house) retarget(c *demo.Company, by *models.Person, ref string, times float64) {
	h.t.Helper()
	var who models.Who
	h.read(func(r *models.Read) (err error) { who, err = r.WhoIs(by); return err })
	err := h.db.Write(h.t.Context(), who, func(tx *models.Tx) error {
		o, err := tx.OutcomeByID(c.Outcomes[ref].ID)
		if err != nil {
			return err
		}
		before, m := *o, *o.Measures[0]
		target := *m.Target * times
		m.Target, o.Measures = &target, []*models.OutcomeMetric{&m}
		return tx.SaveOutcome(models.OutcomeChanged, &before, o)
	})
	if err != nil {
		h.t.Fatal(err)
	}
	h.runRules()
}

func (h *house) runOf(rule *models.Rule) (run *models.Run) {
	h.t.Helper()
	h.read(func(r *models.Read) error {
		var list []*models.Run
		err := r.DB().Where("rule_id = ?", rule.ID).Order("created_at DESC, id DESC").Limit(1).Find(&list).Error
		if err == nil && len(list) > 0 {
			run = list[0]
		}
		return err
	})
	if run == nil {
		h.t.Fatal("the rule has no run")
	}
	return run
}

// asks is a rule that makes a task where the change is large and asks the lead.
func asks(c *demo.Company) string {
	return `{"schema_version":1,"decision":"Every new target gets a plan","minutes_saved":30,"expected_days":7,"mode":"parallel",
		"trigger":{"type":"outcome.retargeted","where":{"all":[{"f":"change.pct","op":"filled","v":[]}]}},
		"steps":[
		{"k":"a","do":"create_task","title":"Plan anew {{outcome.title}}","owner":{"person":"` + c.Lead.ID + `"},"due":{"working_days":2}},
		{"k":"b","do":"if","if":{"all":[{"f":"change.pct","op":"gt","v":["1000"]}]},"then":[{"k":"c","do":"stop","text":"Too large"}],"else":[]},
		{"k":"d","do":"approval","title":"Put the new target in the plan?","to":[{"person":"` + c.Lead.ID + `"}],"need":"any","due":{"working_days":2},
			"then":[{"k":"e","do":"notify","title":"It is agreed","to":[{"person":"` + c.Member.ID + `"}],"via":["app"]}],"else":[],"late":[]}]}`
}

func TestARunShowsTheRuleAsItWasTheWayItTookAndWhatCameOfIt(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Plan after a new target", asks(c))
	h.retarget(c, c.Owner, "O1", 1.5)
	run := h.runOf(rule)
	owner, member := h.as(models.Executive), h.as(models.Member)

	list := owner.get(link.Runs(url.Values{"rule": {rule.Ref}})).is(200).says("Plan after a new target", run.Ref, "Waits for approval", "Waiting", "1 run")
	if list.page().Find(`td[data-label="State"] .tag .i`).Length() == 0 {
		t.Error("the state has no shape")
	}
	owner.get(link.RuleRuns(rule.Ref)).is(200).says(run.Ref, "Nothing was left out")
	page := owner.get(link.Run(run.Ref)).is(200).says("Create the task", "It happened", "Conditions, with the values they met", "Did not hold", "Not taken", "Plan anew", "Asked", "Every new target gets a plan", "Cancel the run")
	if lit := page.page().Find(".path > li.lit").Length(); lit != 4 {
		t.Errorf("%d pieces of the rule are lit, and four were done", lit)
	}
	if page.page().Find(`a[href^="/tasks/"]`).Length() == 0 {
		t.Error("nothing leads to the task that was made")
	}
	member.get(link.Run(run.Ref)).is(200).says("Plan after a new target", "Waiting").silent("Cancel the run", "What went in and came out", "Conditions, with the values")
	h.nobody().get(link.Run(run.Ref)).is(303)
	owner.get(link.Run("N9999")).is(404)
	member.get("/rules/R9999/runs").is(404)

	for query, found := range map[string]bool{"state=waiting": true, "state=done": false, "q=zzzz": false, "q=" + strings.ToLower(run.Ref): true, "rule=" + rule.Ref: true, "month=1999-01": false,
		"month=2026-11": true, "did=created": true, "did=rerouted": false, "state=live": true} {
		got := owner.get(link.PathRuns + "?" + query).is(200)
		if strings.Contains(got.Body, link.Run(run.Ref)+`"`) != found {
			t.Errorf("%s: found is %v", query, !found)
		}
	}
	owner.get(link.PathRuns + "?team=TM999").is(404)

	file := owner.get(link.RunsFile(url.Values{"rule": {rule.Ref}})).is(200)
	if !strings.HasPrefix(file.Body, "Run,Rule,") || !strings.Contains(file.Body, run.Ref+","+rule.Ref) || !strings.HasPrefix(file.Header.Get("Content-Type"), "text/csv") {
		t.Errorf("the file is %.200q", file.Body)
	}

	member.post(link.RunEnd(run.Ref), url.Values{"reason": {"x"}}).is(403)
	owner.post(link.RunEnd(run.Ref), url.Values{"reason": {""}}).is(422).says("Say in one sentence why it is cancelled.")
	owner.post(link.RunEnd(run.Ref), url.Values{"reason": {"The target is withdrawn."}}).is(303).onward(owner).says("Cancelled", "The target is withdrawn.").silent("Cancel the run")
	owner.post(link.RunEnd(run.Ref), url.Values{"reason": {"Once more"}}).is(422).says("over already")
}

func TestWhatWasLeftOutIsCountedByReasonWithTheValuesOfTheLastTime(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Only large ones", `{"schema_version":1,"decision":"x","trigger":{"type":"outcome.retargeted","where":{"all":[{"f":"change.pct","op":"gt","v":["900"]}]}},
		"steps":[{"k":"a","do":"stop","text":"x"}]}`)
	h.retarget(c, c.Owner, "O1", 1.5)
	h.retarget(c, c.Owner, "O1", 1.2)
	owner := h.as(models.Executive)
	owner.get(link.RuleRuns(rule.Ref)).is(200).says("No run here", "Left out in the last 90 days", "2 times", "The conditions of the last time", "it was:")
	owner.get(link.PathRuns+"?state=skipped").is(200).says("Only large ones", "2 times")
	h.as(models.Member).get(link.RuleRuns(rule.Ref)).is(200).says("2 times").silent("The conditions of the last time")
}

func TestAnApprovalIsDecidedByAPressOnlyAndNotByWhoBeganIt(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Plan after a new target", asks(c))
	h.retarget(c, c.Owner, "O1", 1.5)
	run := h.runOf(rule)
	lead, owner, member := h.as(models.TeamLead), h.as(models.Executive), h.as(models.Member)
	ref := ""
	h.read(func(r *models.Read) error {
		return r.DB().Model(&models.Approval{}).Where("run_id = ?", run.ID).Pluck("ref", &ref).Error
	})
	lead.get(link.Home()).is(200).says("Waits for your approval", "Put the new target in the plan?")
	lead.get(link.Questions()).is(200).says("Put the new target in the plan?", ref)
	member.get(link.Questions()).is(200).silent("Put the new target in the plan?")
	lead.get(link.Question(ref)).is(200).says("Yes, approve", "Why it is asked", run.Ref, "Who is asked", "No answer yet")
	owner.get(link.Question(ref)).is(200).silent("Yes, approve")
	for range 3 { // as scanners of mail do
		lead.get(link.Question(ref)).is(200)
		lead.get(link.QuestionVotes(ref)).is(405)
	}
	lead.get(link.Question(ref)).is(200).says("Waits for an answer")

	owner.post(link.QuestionVotes(ref), url.Values{"do": {"yes"}}).is(403)
	member.post(link.QuestionVotes(ref), url.Values{"do": {"yes"}}).is(403)
	lead.post(link.QuestionVotes(ref), url.Values{"do": {"perhaps"}}).is(422)
	lead.post(link.QuestionVotes(ref), url.Values{"do": {"no"}}).is(422).says("Say in one sentence why not.")
	lead.post(link.QuestionVotes("Q999"), url.Values{"do": {"yes"}}).is(404)
	lead.post(link.QuestionVotes(ref), url.Values{"do": {"yes"}, "reason": {"It is time."}}).is(303).onward(lead).says("The rule goes on", "Approved", "It is time.").silent("Yes, approve")
	lead.post(link.QuestionVotes(ref), url.Values{"do": {"yes"}}).is(422).says("decided meanwhile")
	h.runRules()
	owner.get(link.Run(run.Ref)).is(200).says("Done", "Taken")
	lead.get(link.Home()).is(200).silent("Put the new target in the plan?")

	saved := owner.get(link.RuleSaved("")).is(200).says("Steps that nobody did by hand", "Plan after a new target", "0.5 h", "Runs done")
	if saved.page().Find(`a[href*="did=created"]`).Length() == 0 {
		t.Error("the figure does not open to its runs")
	}
	owner.get(link.RuleSaved("1999-01")).is(200).says("No rule ran in this time")
}

func TestADeputyAnswersForWhoIsAway(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Plan after a new target", asks(c))
	h.retarget(c, c.Owner, "O1", 1.5)
	run, ref := h.runOf(rule), ""
	h.read(func(r *models.Read) error {
		return r.DB().Model(&models.Approval{}).Where("run_id = ?", run.ID).Pluck("ref", &ref).Error
	})
	h.write(func(tx *models.Tx) error {
		return tx.Insert(&models.Absence{PersonID: c.Lead.ID, DeputyPersonID: c.Member.ID, FromDay: tx.Today(), ToDay: tx.Today().Add(3)})
	})
	deputy := h.as(models.Member)
	deputy.get(link.Question(ref)).is(200).says("You answer for", c.Lead.Name, "Yes, approve")
	deputy.get(link.Home()).is(200).says("Put the new target in the plan?", "while they are away")
	deputy.post(link.QuestionVotes(ref), url.Values{"do": {"no"}, "reason": {"Not before May."}}).is(303).onward(deputy).says("Refused", "Not before May.", "said by")
}

func TestTheHealthPageShowsWhatFailedWhatIsPausedAndWhatIsQuiet(t *testing.T) {
	h, c := example(t)
	owner := h.as(models.Executive)
	bad := h.published(c, "Sets what is not there", `{"schema_version":1,"decision":"x","trigger":{"type":"outcome.retargeted"},"steps":[{"k":"a","do":"set_field","field":"outcome.nothing","value":"1"}]}`)
	quiet := h.published(c, "Never asked for", `{"schema_version":1,"decision":"x","expected_days":7,"trigger":{"type":"objective.missed"},"steps":[{"k":"a","do":"stop","text":"x"}]}`)
	h.retarget(c, c.Owner, "O1", 1.5)
	run := h.runOf(bad)
	owner.get(link.Run(run.Ref)).is(200).says("It failed.", "Failed")
	owner.get(link.RuleHealth()).is(200).says("Runs that failed in the last 30 days", "Sets what is not there").silent("Never asked for")
	h.clock.Advance(8 * 24 * time.Hour)
	h.write(func(tx *models.Tx) error { return tx.PauseRule(bad.ID, "It ran too often.") })
	owner = h.as(models.Executive)
	owner.get(link.RuleHealth()).is(200).says("Never asked for", "Expected every 7 days", "it never ran", "Rules that are paused", "It ran too often.", quiet.Ref)
	h.as(models.Member).get(link.RuleHealth()).is(200)
	h.nobody().get(link.RuleHealth()).is(303)
}
