package automation

import (
	"strings"

	"throughline/models"
	"throughline/models/blocks"
)

// MayTend tells whether somebody may cancel, repeat and undo the runs of a rule: its owner, whoever published it, and executives.
func MayTend(w models.Who, rule *models.Rule) bool {
	own := w.SignedIn() && (pointed(rule.OwnerPersonID) == w.PersonID || pointed(rule.PublisherPersonID) == w.PersonID)
	return own || w.Reach(models.PutInForce) == models.All
}

// wasCleared is said of a run that is too old to be done again.
const wasCleared = "What went into this run was cleared after 90 days, so it cannot be done again."

func mustTend(tx *models.Tx, run *models.Run) (*models.Rule, error) {
	rule, err := tx.RuleByID(run.RuleID)
	if err == nil && !MayTend(tx.Who, rule) {
		err = models.NotAllowed("The runs of this rule are tended by its owner, by whoever published it, and by executives.")
	}
	return rule, err
}

// Cancel ends a run by hand. What it has made stays.
func (e *Engine) Cancel(tx *models.Tx, run *models.Run, reason string) error {
	if _, err := mustTend(tx, run); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); reason == "" {
		return models.AgainstRuleAt("reason", "Say in one sentence why it is cancelled.")
	}
	return tx.CancelRun(run, reason)
}

// Retry tries the step again at which a run has failed. The run goes on from there, by its own version.
func (e *Engine) Retry(tx *models.Tx, run *models.Run) error {
	if _, err := mustTend(tx, run); err != nil {
		return err
	}
	if run.State != models.RunFailed {
		return models.AgainstRule("Only a run that has failed can go on from the step at which it did.")
	}
	if run.ClearedAt != nil {
		return models.AgainstRule(wasCleared)
	}
	steps, err := tx.StepsOfRun(run.ID)
	if err != nil {
		return err
	}
	key, iter, again := "", "", ""
	for _, s := range steps {
		if s.State == models.RunStepFailed || s.State == models.RunStepReady {
			key, iter, again = s.StepKey, s.Iter, "#"+itoa(s.Version)
			s.State, s.Error = models.RunStepReady, ""
			if err := tx.KeepStep(s); err != nil {
				return err
			}
		}
	}
	if key == "" {
		again = "#" + itoa(run.Version)
	}
	def, err := e.definition(&tx.Read, run.RuleVersionID)
	if err != nil {
		return err
	}
	return tx.ReviveRun(run, stepWork(def, run.ID, key, iter, again))
}

// Resume ends the wait of a run at once, as if its time had come. What waits for an approval is decided by those who are asked.
func (e *Engine) Resume(tx *models.Tx, run *models.Run) error {
	if _, err := mustTend(tx, run); err != nil {
		return err
	}
	w, err := tx.OpenWaitOf(run.ID)
	if err != nil {
		return err
	}
	if run.State != models.RunWaiting || w == nil {
		return models.AgainstRule("This run waits for nothing that can be passed over.")
	}
	if ended, err := tx.EndWait(w); err != nil || !ended {
		return err
	}
	return tx.WakeRun(run.ID, w.StepKey, w.Iter, w.ID)
}

// Rerun runs a rule once more for the same event: by the version of then, or by the one in force now. The facts are those of then. It is a
// run of its own, which names the first.
func (e *Engine) Rerun(tx *models.Tx, run *models.Run, current bool) (*models.Run, error) {
	rule, err := mustTend(tx, run)
	if err != nil {
		return nil, err
	}
	if rule.State != models.RulePublished {
		return nil, models.AgainstRule("The rule is " + rule.State + ", so it does not run. Publish it first.")
	}
	if run.ClearedAt != nil {
		return nil, models.AgainstRule(wasCleared)
	}
	again := &models.Run{RuleID: run.RuleID, RuleVersionID: run.RuleVersionID, EventID: run.EventID, RerunOf: &run.ID, EntityType: run.EntityType, EntityID: run.EntityID, EntityRef: run.EntityRef,
		EntityTitle: run.EntityTitle, TeamID: run.TeamID, Facts: run.Facts, Trace: run.Trace, Chain: run.Chain, Depth: run.Depth, RootID: run.RootID, State: models.RunRunning, OccurredAt: &tx.Now}
	if current && rule.VersionID != nil {
		again.RuleVersionID = *rule.VersionID
	}
	if again.RerunNo, err = tx.NextRerun(run.RuleID, run.EventID); err != nil {
		return nil, err
	}
	def, err := e.definition(&tx.Read, again.RuleVersionID)
	if err != nil {
		return nil, err
	}
	if def.Mode != blocks.Parallel {
		if err := tx.LockRule(run.RuleID); err != nil {
			return nil, err
		}
		before, err := tx.LiveRunsFor(run.RuleID, run.EntityID)
		if err != nil {
			return nil, err
		}
		if len(before) > 0 {
			again.State = models.RunQueued
		}
	}
	return again, tx.BeginRun(again)
}
