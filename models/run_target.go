package models

import "time"

// TargetWork looks, at the moment by which the work of a run is to have reached its owner, whether it has.
func TargetWork(runID string, at time.Time) *Work {
	return &Work{Key: "target:" + runID, Kind: RunTarget, Ref: runID, RunAt: at}
}

// LookAtTarget tells the owner of a rule, once, that the work of a run has not reached its owner in time: nothing was made yet, or what was
// handed over is not acknowledged. A task has reached its owner when it is made. A run that ended without making work is not late.
func (tx *Tx) LookAtTarget(w *Work) error {
	run, err := tx.RunByID(w.Ref)
	if err != nil {
		return gone(err)
	}
	if run.BreachedAt != nil || run.UndoneAt != nil || run.State == RunCancelled || run.State == RunBlocked || run.State == RunSkipped {
		return nil
	}
	about, why := Entity(run), ""
	switch {
	case run.FirstHandoffAt == nil && run.State == RunDone:
		return nil
	case run.FirstHandoffAt == nil:
		why = "No work was made by then; the run is " + run.State + "."
	case run.AcknowledgedAt == nil:
		made := tx.DB().Model(&RunEffect{}).Select("entity_id").Where("run_id = ? AND did = 'created' AND entity_type = 'handoff'", run.ID)
		handed, err := found[*Handoff](tx.DB().Where("id IN (?)", made).Order("created_at, id"))
		if err != nil || len(handed) == 0 {
			return err
		}
		about, why = handed[0], "What was handed over is not acknowledged."
	default:
		return nil
	}
	marked := tx.DB().Model(&Run{}).Where("id = ? AND breached_at IS NULL", run.ID).Update("breached_at", tx.Now)
	if marked.Error != nil || marked.RowsAffected == 0 {
		return marked.Error
	}
	rule, err := tx.RuleByID(run.RuleID)
	if err != nil {
		return gone(err)
	}
	defer tx.Because(Cause{RunID: run.ID, RootID: run.RootID, Depth: run.Depth, Chain: run.Chain, Name: "Rule " + rule.Ref + " " + rule.Name})()
	return tx.Tell(HandoffBreached, about, nil, &RunFailure{run.Ref, rule.Ref, rule.Name, rule.OwnerPersonID, why})
}

// runTaken keeps when the owner of what a run made took it on: a handoff is acknowledged, a task is started or done. One that is taken back
// counts no more.
func (tx *Tx) runTaken(kind, id string, was, is *time.Time) error {
	runs := tx.DB().Model(&RunEffect{}).Select("run_id").Where("entity_type = ? AND entity_id = ? AND did = 'created'", kind, id)
	switch {
	case was == nil && is != nil:
		return tx.DB().Model(&Run{}).Where("id IN (?) AND acknowledged_at IS NULL", runs).Update("acknowledged_at", is).Error
	case was != nil && is == nil:
		return tx.DB().Model(&Run{}).Where("id IN (?) AND acknowledged_at = ?", runs, was).Update("acknowledged_at", nil).Error
	}
	return nil
}
