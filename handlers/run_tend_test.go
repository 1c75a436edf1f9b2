package handlers

import (
	"net/url"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// makes is a rule that makes a task, waits a day, and makes nothing more.
func makes(c *demo.Company) string {
	return `{"schema_version":1,"decision":"Every new target gets a plan","trigger":{"type":"outcome.retargeted"},
		"steps":[{"k":"a","do":"create_task","title":"Plan anew {{outcome.title}}","owner":{"person":"` + c.Lead.ID + `"},"due":{"working_days":2}},
		{"k":"b","do":"wait","wait":{"for":{"working_days":1}}}]}`
}

func TestAWaitIsEndedByThoseWhoMayAndOnce(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Plan and wait", makes(c))
	h.retarget(c, c.Owner, "O1", 1.5)
	run := h.runOf(rule)
	owner, member := h.as(models.Executive), h.as(models.Member)
	owner.get(link.Run(run.Ref)).is(200).says("Go on now").silent("Try the block again", "Do it again", "Undo this run")
	member.get(link.Run(run.Ref)).is(200).silent("Go on now")
	h.nobody().post(link.RunResume(run.Ref), nil).is(303)
	member.post(link.RunResume(run.Ref), nil).is(403)
	owner.post(link.RunResume("N9999"), nil).is(404)
	owner.post(link.RunTries(run.Ref), nil).is(422).says("Only a run that has failed can go on")
	owner.post(link.RunUndo(run.Ref), nil).is(422).says("This run is not over. Cancel it first.")
	owner.post(link.RunResume(run.Ref), nil).is(303).onward(owner).says("It does not wait any more and goes on now.")
	h.runRules()
	owner.get(link.Run(run.Ref)).is(200).says("Done").silent("Go on now")
	owner.post(link.RunResume(run.Ref), nil).is(422).says("waits for nothing")
	owner.get(link.RunResume(run.Ref)).is(405)
}

func TestABlockThatFailedIsTriedAgainByThoseWhoMay(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Sets what is not there", `{"schema_version":1,"decision":"x","trigger":{"type":"outcome.retargeted"},"steps":[{"k":"a","do":"set_field","field":"outcome.nothing","value":"1"}]}`)
	h.retarget(c, c.Owner, "O1", 1.5)
	run := h.runOf(rule)
	owner, member := h.as(models.Executive), h.as(models.Member)
	owner.get(link.Run(run.Ref)).is(200).says("It failed.", "Try the block again")
	member.get(link.Run(run.Ref)).is(200).silent("Try the block again")
	member.post(link.RunTries(run.Ref), nil).is(403)
	owner.post(link.RunTries("N9999"), nil).is(404)
	owner.post(link.RunTries(run.Ref), nil).is(303).onward(owner).says("The block is tried again now.")
	h.runRules()
	owner.get(link.Run(run.Ref)).is(200).says("It failed.", "Try the block again")
}

func TestARunIsDoneAgainAndItsChangeTakenBackOnce(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Plan at once", `{"schema_version":1,"decision":"x","trigger":{"type":"outcome.retargeted"},
		"steps":[{"k":"a","do":"create_task","title":"Plan anew {{outcome.title}}","owner":{"person":"`+c.Lead.ID+`"},"due":{"working_days":2}}]}`)
	h.retarget(c, c.Owner, "O1", 1.5)
	run := h.runOf(rule)
	owner, member := h.as(models.Executive), h.as(models.Member)
	owner.get(link.Run(run.Ref)).is(200).says("Done", "Do it again", "Undo this run").silent("Cancel the run", "Try the block again")
	for _, address := range []string{link.RunAgain(run.Ref), link.RunUndo(run.Ref)} {
		member.post(address, nil).is(403)
		h.nobody().post(address, nil).is(303)
		owner.get(address).is(405)
	}
	owner.post(link.RunAgain("N9999"), url.Values{"do": {"original"}}).is(404)
	owner.post(link.RunUndo("N9999"), nil).is(404)

	again := owner.post(link.RunAgain(run.Ref), url.Values{"do": {"original"}}).is(303)
	if again.Header.Get("Location") == link.Run(run.Ref) {
		t.Error("doing it again does not lead to the new run")
	}
	again.onward(owner).says("This is the new run.", run.Ref)
	h.runRules()
	if second := h.runOf(rule); second.ID == run.ID || second.State != models.RunDone {
		t.Errorf("the run done again is %s, %s", second.Ref, second.State)
	}

	owner.post(link.RunUndo(run.Ref), nil).is(303).onward(owner).says("Taken back: 1.")
	owner.post(link.RunUndo(run.Ref), nil).is(422).says("What this run did was taken back already.")
	owner.get(link.Run(run.Ref)).is(200).silent("Undo this run’s change")
	tasks := int64(0)
	h.read(func(r *models.Read) error {
		return r.DB().Model(&models.Task{}).Where("title LIKE ? AND state = ?", "Plan anew%", models.TaskOpen).Count(&tasks).Error
	})
	if tasks != 1 {
		t.Errorf("%d tasks to plan anew are open, and the second run made one", tasks)
	}

	h.write(func(tx *models.Tx) error { return tx.PauseRule(rule.ID, "Not now") })
	owner.post(link.RunAgain(run.Ref), url.Values{"do": {"current"}}).is(422).says("so it does not run")
}

func TestWhatBelongsToADraftedStrategyIsHiddenWithItsRuns(t *testing.T) {
	h, c := example(t)
	rule := h.published(c, "Not to be known yet", makes(c))
	h.retarget(c, c.Owner, "O1", 1.5)
	run := h.runOf(rule)
	owner, member := h.as(models.Executive), h.as(models.Member)
	addresses := []string{link.Rule(rule.Ref, ""), link.RuleRuns(rule.Ref), link.Run(run.Ref)}
	for _, address := range addresses {
		member.get(address).is(200)
	}
	h.write(func(tx *models.Tx) error {
		draft := &models.Strategy{Kind: models.Organizational, Title: "The next one", State: models.Draft, AuthorPersonID: &c.Owner.ID}
		if err := tx.Insert(draft); err != nil {
			return err
		}
		before, now := *rule, *rule
		now.StrategyID = &draft.ID
		return tx.SaveRule(models.RuleChanged, &before, &now)
	})
	for _, address := range addresses {
		member.get(address).is(404)
		owner.get(address).is(200).says("Not to be known yet")
	}
	for _, list := range []string{link.Rules(nil, 1), link.Runs(nil)} {
		member.get(list).is(200).silent("Not to be known yet")
	}
	member.post(link.RunResume(run.Ref), nil).is(404)
}
