package models

import (
	"gorm.io/gorm/clause"
)

// What becomes of the runs that are under way when a rule is published, paused or retired.
const (
	FlightFinish = "finish" // they go on by the version they began with
	FlightCancel = "cancel"
	FlightMove   = "move" // those that wait at a block which is still there go on by the new version
)

// MostInFlight is how many runs of one rule are cancelled or moved at once.
const MostInFlight = 1000

// InFlight is a run that is not over, with the block that it waits at.
type InFlight struct {
	*Run
	StepKey, Iter string // empty: it does not wait
	EventType     string // that a wait waits for
}

// RunsUnderWay counts the runs of a rule that are not over, and those of them that wait.
func (r *Read) RunsUnderWay(ruleID string) (all, waiting int, err error) {
	var by []struct {
		State string
		N     int
	}
	err = r.DB().Model(&Run{}).Select("state", "count(*) AS n").Where("rule_id = ? AND state IN ?", ruleID, liveRuns).Group("state").Limit(len(liveRuns)).Scan(&by).Error
	for _, one := range by {
		if all += one.N; one.State == RunWaiting {
			waiting = one.N
		}
	}
	return all, waiting, err
}

// RunsInFlight gives the runs of a rule that are not over, those first that wait for another run to end, no more than MostInFlight and one.
func (r *Read) RunsInFlight(ruleID string) ([]*InFlight, error) {
	return r.inFlight(ruleID, nil)
}

func (r *Read) inFlight(ruleID string, lock []clause.Expression) ([]*InFlight, error) {
	var runs []*Run
	err := r.DB().Clauses(lock...).Omit("facts", "trace").Where("rule_id = ? AND state IN ?", ruleID, liveRuns).
		Order("CASE state WHEN 'queued' THEN 0 ELSE 1 END, created_at, id").Limit(MostInFlight + 1).Find(&runs).Error
	if err != nil {
		return nil, err
	}
	list, at, ids := make([]*InFlight, len(runs)), map[string]*InFlight{}, make([]string, len(runs))
	for i, run := range runs {
		list[i] = &InFlight{Run: run}
		at[run.ID], ids[i] = list[i], run.ID
	}
	var steps []*RunStep
	if err := r.DB().Select("run_id", "step_key", "iter").Where("run_id IN ? AND state = ?", ids, RunStepWaiting).Limit(len(ids) + 1).Find(&steps).Error; err != nil {
		return nil, err
	}
	for _, s := range steps {
		at[s.RunID].StepKey, at[s.RunID].Iter = s.StepKey, s.Iter
	}
	var waits []*Wait
	if err := r.DB().Select("run_id", "event_type").Where("run_id IN ? AND over_at IS NULL", ids).Limit(len(ids) + 1).Find(&waits).Error; err != nil {
		return nil, err
	}
	for _, w := range waits {
		at[w.RunID].EventType = w.EventType
	}
	return list, nil
}

// HoldInFlight is RunsInFlight, with nobody else taking those runs further until this transaction ends. It comes before the rule is written.
func (tx *Tx) HoldInFlight(ruleID string) ([]*InFlight, error) {
	return tx.holdInFlight(ruleID, "")
}

// HeldInFlight is the same once the rule is written. A run that began in between and is taken further at this moment is left out and
// finishes: to wait for it, with the rule in hand, would be to wait for each other.
func (tx *Tx) HeldInFlight(ruleID string) ([]*InFlight, error) {
	return tx.holdInFlight(ruleID, "SKIP LOCKED")
}

func (tx *Tx) holdInFlight(ruleID, locked string) ([]*InFlight, error) {
	if tx.g.Name() != "postgres" {
		return tx.inFlight(ruleID, nil) // there is one writer
	}
	return tx.inFlight(ruleID, []clause.Expression{clause.Locking{Strength: "NO KEY UPDATE", Options: locked}})
}

// HoldRun finds a run, and has nobody else move it to another version until this transaction ends.
func (tx *Tx) HoldRun(id string) (*Run, error) {
	if tx.g.Name() != "postgres" {
		return tx.RunByID(id)
	}
	return one("This run", func() ([]*Run, error) {
		return found[*Run](tx.DB().Clauses(clause.Locking{Strength: "NO KEY UPDATE"}).Where("id = ?", id))
	})
}

// MoveRunTo has a run that waits go on by another version of its rule.
func (tx *Tx) MoveRunTo(run *Run, versionID string) error {
	before := *run
	began := run.BeganVersionID
	if began == nil {
		began = &before.RuleVersionID
	}
	moved, err := tx.setRun(run, map[string]any{"rule_version_id": versionID, "began_version_id": began})
	if err != nil || !moved {
		return err
	}
	run.RuleVersionID, run.BeganVersionID = versionID, began
	return tx.Emit(RunMovedOn, run, &before, run)
}
