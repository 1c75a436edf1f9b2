package models

import (
	"time"

	"gorm.io/gorm"
)

// OpenWaitOf finds what a run waits for now; nil when that is no wait.
func (r *Read) OpenWaitOf(runID string) (*Wait, error) {
	list, err := found[*Wait](r.DB().Where("run_id = ? AND over_at IS NULL", runID).Order("id"))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// ReviveRun has a run that failed go on with the work of one of its steps.
func (tx *Tx) ReviveRun(run *Run, w *Work) error {
	before := *run
	done := tx.DB().Model(&Run{}).Where("id = ? AND state = ?", run.ID, RunFailed).
		Updates(map[string]any{"state": RunRunning, "reason": "", "finished_at": nil, "updated_at": tx.Now, "version": gorm.Expr("version + 1")})
	if done.Error != nil {
		return done.Error
	}
	if done.RowsAffected != 1 {
		return AgainstRule("This run goes on already.")
	}
	run.State, run.Reason, run.FinishedAt = RunRunning, "", nil
	run.Version++
	if err := tx.Enqueue(w); err != nil {
		return err
	}
	return tx.Emit(RunGoneOn, run, &before, run)
}

// EffectUndone keeps that something a run did was taken back.
func (tx *Tx) EffectUndone(e *RunEffect) error {
	e.UndoneAt = &tx.Now
	return tx.Save(e)
}

// RunUndone keeps that what a run did was taken back.
func (tx *Tx) RunUndone(run *Run) error {
	before := *run
	run.UndoneAt = &tx.Now
	if err := tx.Save(run); err != nil {
		return err
	}
	return tx.Emit(RunUndone, run, &before, run)
}

// SkippedStep finds a removed step of a version by its key, the one removed last; empty when there is none.
func (r *Read) SkippedStep(versionID, key string) (string, error) {
	list, err := found[*ProcessStep](r.DB().Where("process_version_id = ? AND step_key = ? AND removed_at IS NOT NULL", versionID, key).Order("removed_at DESC"))
	if err != nil || len(list) == 0 {
		return "", err
	}
	return list[0].ID, nil
}

// stuck is said of a run that nothing would ever take further.
const stuck = "It was stuck: nothing was left that would have taken it further. This is a fault of the program; try the step again."

// mostSwept is how many runs one look mends.
const mostSwept = 500

// lostRuns are those that nothing takes further: a step of a running one is work, and what a waiting one waits for has work for its time.
const lostRuns = `(state = 'running' AND NOT EXISTS (SELECT 1 FROM work w WHERE w.lane = 'run:' || runs.id AND w.state IN ('ready', 'leased') AND w.lane <> ''))
	OR (state = 'waiting' AND NOT (EXISTS (SELECT 1 FROM work w WHERE w.lane = 'run:' || runs.id AND w.state IN ('ready', 'leased') AND w.lane <> '') AND (
	EXISTS (SELECT 1 FROM waits t WHERE t.run_id = runs.id) OR EXISTS (SELECT 1 FROM approvals a WHERE a.run_id = runs.id))))`

// SweepRuns sees that each run that is not over has something that takes it further: work, a wait or an approval with its time. One that has
// nothing fails, and its rule's owner is told; one that waits for an earlier run which is over is started.
func (tx *Tx) SweepRuns() error {
	lost, err := found[*Run](tx.DB().Where(lostRuns).Order("id").Limit(mostSwept))
	if err != nil {
		return err
	}
	for _, run := range lost {
		if err := tx.FailRun(run, stuck); err != nil {
			return err
		}
	}
	queued, err := found[*Run](tx.DB().Where(`state = 'queued' AND NOT EXISTS (SELECT 1 FROM runs o WHERE o.rule_id = runs.rule_id AND o.entity_id = runs.entity_id
		AND (o.state IN ('running', 'waiting') OR o.state = 'queued' AND o.id < runs.id))`).Order("id").Limit(mostSwept))
	if err != nil {
		return err
	}
	for _, run := range queued {
		if err := tx.StartQueued(run); err != nil {
			return err
		}
	}
	return nil
}

// LastRuns gives when each of some rules ran last.
func (r *Read) LastRuns(ruleIDs []string) (map[string]time.Time, error) {
	var list []*Run
	newest := r.DB().Table("runs AS newer").Select("newer.id").Where("newer.rule_id = rules.id AND newer.state <> ?", RunBlocked).Order("newer.created_at DESC, newer.id DESC").Limit(1)
	err := r.DB().Select("id, rule_id, created_at").Where("id IN (?)", r.DB().Table("rules").Select("(?)", newest).Where("id IN ?", ruleIDs)).Limit(most).Find(&list).Error
	out := map[string]time.Time{}
	for _, run := range list {
		out[run.RuleID] = run.CreatedAt
	}
	return out, err
}
