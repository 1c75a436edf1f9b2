package models

import (
	"slices"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// liveRuns are the states of a run that is not over.
var liveRuns = []string{RunQueued, RunRunning, RunWaiting}

// Live tells whether a run is not over.
func (r *Run) Live() bool { return slices.Contains(liveRuns, r.State) }

// runLane is the lane of a run's work: its steps come one after the other.
func runLane(runID string) string { return "run:" + runID }

// StepWork is the work of one step of a run. Each step of each round is enqueued once, ever; again tells one more passage by hand.
func StepWork(runID, key, iter, again string) *Work {
	id := "run:" + runID + ":" + key
	if iter != "" {
		id += ":" + iter
	}
	return &Work{Key: id + again, Kind: DoRunStep, Ref: runID + " " + key + " " + iter, Lane: runLane(runID)}
}

// dueWork ends a wait or an approval when its time has come.
func dueWork(runID, key, iter, of string, at time.Time) *Work {
	return &Work{Key: "due:" + of, Kind: RunDue, Ref: runID + " " + key + " " + iter, Lane: runLane(runID), RunAt: at}
}

// LockRule has whoever starts or ends runs of one rule do so one after the other.
func (tx *Tx) LockRule(ruleID string) error {
	if tx.g.Name() != "postgres" {
		return nil // there is one writer
	}
	var id string
	return tx.DB().Model(&Rule{}).Clauses(clause.Locking{Strength: "NO KEY UPDATE"}).Where("id = ?", ruleID).Pluck("id", &id).Error
}

// LiveRunsFor gives the runs of a rule about one thing that are not over, oldest first, without what they know of it.
func (r *Read) LiveRunsFor(ruleID, entityID string) ([]*Run, error) {
	return found[*Run](r.DB().Omit("facts", "trace").Where("rule_id = ? AND entity_id = ? AND state IN ?", ruleID, entityID, liveRuns).Order("created_at, id"))
}

// CountRuns counts how often a rule ran since an instant, up to a number; for one thing when it is given.
func (r *Read) CountRuns(ruleID, entityID string, since time.Time, upTo int) (int, error) {
	q := r.DB().Model(&Run{}).Select("id").Where("rule_id = ? AND created_at > ? AND state NOT IN ?", ruleID, since, []string{RunBlocked, RunSkipped})
	if entityID != "" {
		q = q.Where("entity_id = ?", entityID)
	}
	var n int64
	err := r.DB().Table("(?) AS counted", q.Limit(upTo)).Count(&n).Error
	return int(n), err
}

// RunCount is how often a rule ran: within a longer span, and within a shorter one for one thing.
type RunCount struct {
	RuleID      string
	Ran, ForOne int
}

// CountRunsOf counts how often each of some rules ran since an instant, and since another for one thing. A rule that did not run is not in it.
func (r *Read) CountRunsOf(ruleIDs []string, since time.Time, entityID string, sinceForOne time.Time) (map[string]RunCount, error) {
	var list []RunCount
	err := r.DB().Model(&Run{}).Select("rule_id, COUNT(*) AS ran, SUM(CASE WHEN entity_id = ? AND created_at > ? THEN 1 ELSE 0 END) AS for_one", entityID, sinceForOne).
		Where("rule_id IN ? AND created_at > ? AND state NOT IN ?", ruleIDs, since, []string{RunBlocked, RunSkipped}).Group("rule_id").Limit(len(ruleIDs)).Find(&list).Error
	of := map[string]RunCount{}
	for _, c := range list {
		of[c.RuleID] = c
	}
	return of, err
}

// BeginRun writes a run down. One that is not to wait for an earlier one is started at once; the others are started by whoever ends.
func (tx *Tx) BeginRun(run *Run) error {
	return tx.BeginRuns([]*Run{run}, func(*Run) *Work { return StepWork(run.ID, "", "", "") })
}

// BeginRuns is BeginRun for many in few statements, with the work that each starts with. One may be done as it begins, when it has nothing to do.
func (tx *Tx) BeginRuns(list []*Run, start func(*Run) *Work) error {
	for _, run := range list {
		if run.State == RunRunning || run.State == RunDone {
			run.StartedAt = &tx.Now
		}
		if !run.Live() {
			run.FinishedAt = &tx.Now
		}
	}
	if err := InsertAll(tx, list); err != nil {
		return err
	}
	var works []*Work
	for _, run := range list {
		if run.State == RunRunning {
			works = append(works, start(run))
		}
	}
	if len(works) == 0 {
		return nil
	}
	if err := tx.Follow(works[0]); err != nil {
		return err
	}
	return tx.EnqueueAll(works[1:])
}

// MoveRun takes a run that is not over from one state to another; moved is false when it was over meanwhile.
func (tx *Tx) MoveRun(run *Run, state string) (moved bool, err error) {
	return tx.setRun(run, map[string]any{"state": state})
}

func (tx *Tx) setRun(run *Run, to map[string]any) (bool, error) {
	to["version"], to["updated_at"] = gorm.Expr("version + 1"), tx.Now
	done := tx.DB().Model(&Run{}).Where("id = ? AND state IN ?", run.ID, liveRuns).Updates(to)
	if done.Error == nil && done.RowsAffected == 1 {
		run.Version++
		if s, ok := to["state"].(string); ok {
			run.State = s
		}
	}
	return done.RowsAffected == 1, done.Error
}

// EndRun ends a run that is not over: nothing of it is left to do, and the next one in its queue begins.
func (tx *Tx) EndRun(run *Run, state, reason string) (ended bool, err error) {
	alone := state == RunDone && run.State == RunRunning // its last step ends it: nothing waits, and nothing more was enqueued
	ended, err = tx.setRun(run, map[string]any{"state": state, "reason": reason, "finished_at": tx.Now})
	if err != nil || !ended {
		return ended, err
	}
	run.Reason, run.FinishedAt = reason, &tx.Now
	if alone {
		return true, tx.startNext(run)
	}
	if err := tx.forgetWork(runLane(run.ID)); err != nil {
		return true, err
	}
	if err := tx.DB().Model(&Wait{}).Where("run_id = ? AND over_at IS NULL", run.ID).Update("over_at", tx.Now).Error; err != nil {
		return true, err
	}
	err = tx.DB().Model(&Approval{}).Where("run_id = ? AND state = ?", run.ID, ApprovalPending).
		Updates(map[string]any{"state": ApprovalOver, "decided_at": tx.Now, "updated_at": tx.Now, "version": gorm.Expr("version + 1")}).Error
	if err != nil {
		return true, err
	}
	return true, tx.startNext(run)
}

// startNext starts the oldest run that waited for this one, when no other of the same rule and thing is under way.
func (tx *Tx) startNext(run *Run) error {
	if err := tx.LockRule(run.RuleID); err != nil {
		return err
	}
	of := func(states ...string) (list []*Run, err error) {
		err = tx.DB().Where("rule_id = ? AND entity_id = ? AND state IN ?", run.RuleID, run.EntityID, states).Order("created_at, id").Limit(1).Find(&list).Error
		return list, err
	}
	next, err := of(RunQueued)
	if err != nil || len(next) == 0 {
		return err
	}
	if before, err := of(RunRunning, RunWaiting); err != nil || len(before) > 0 {
		return err
	}
	return tx.StartQueued(next[0])
}

// StartQueued starts a run that waited for an earlier one.
func (tx *Tx) StartQueued(run *Run) error {
	moved, err := tx.setRun(run, map[string]any{"state": RunRunning, "started_at": tx.Now})
	if err != nil || !moved {
		return err
	}
	run.StartedAt = &tx.Now
	return tx.Enqueue(StepWork(run.ID, "", "", ""))
}

// RunFailure is what an event says of a run that failed.
type RunFailure struct {
	RunRef  string  `json:"run_ref"`
	RuleRef string  `json:"rule_ref"`
	Rule    string  `json:"rule"`
	OwnerID *string `json:"owner_id"`
	Why     string  `json:"why"`
}

// FailRun ends a run as failed, and tells the owner of its rule.
func (tx *Tx) FailRun(run *Run, why string) error {
	ended, err := tx.EndRun(run, RunFailed, why)
	if err != nil || !ended {
		return err
	}
	rule, err := tx.RuleByID(run.RuleID)
	if err != nil {
		return err
	}
	return tx.Tell(RuleFailed, rule, nil, &RunFailure{run.Ref, rule.Ref, rule.Name, rule.OwnerPersonID, why})
}

// CancelRun ends a run by hand.
func (tx *Tx) CancelRun(run *Run, reason string) error {
	before := *run
	ended, err := tx.EndRun(run, RunCancelled, reason)
	if err != nil {
		return err
	}
	if !ended {
		return AgainstRule("This run is over already.")
	}
	return tx.Emit(RunCancelledBy, run, &before, run)
}

// FirstHandoff keeps when a run first brought work to somebody.
func (tx *Tx) FirstHandoff(run *Run) error {
	if run.FirstHandoffAt != nil {
		return nil
	}
	run.FirstHandoffAt = &tx.Now
	return tx.DB().Model(&Run{}).Where("id = ? AND first_handoff_at IS NULL", run.ID).Update("first_handoff_at", tx.Now).Error
}

// stepGivenUp fails the run whose step took its program down with it for the last time.
func (tx *Tx) stepGivenUp(w *Work, why string) error {
	run, err := tx.RunByID(runOf(w.Ref))
	if err != nil {
		return gone(err)
	}
	return tx.FailRun(run, why)
}

// runOf is the run that a work is about.
func runOf(ref string) string {
	for i := range len(ref) {
		if ref[i] == ' ' {
			return ref[:i]
		}
	}
	return ref
}
