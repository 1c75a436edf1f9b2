package models

import (
	"gorm.io/gorm/clause"

	"throughline/models/day"
)

// RunByID finds one run.
func (r *Read) RunByID(id string) (*Run, error) {
	return one("This run", func() ([]*Run, error) { return found[*Run](r.DB().Where("id = ?", id)) })
}

// RunByRef finds one run.
func (r *Read) RunByRef(ref string) (*Run, error) {
	return one("This run", func() ([]*Run, error) { return found[*Run](r.DB().Where("ref = ?", ref)) })
}

// StepsOfRun gives the steps that a run has come to, in the order it came to them.
func (r *Read) StepsOfRun(runID string) (list []*RunStep, err error) {
	err = r.DB().Where("run_id = ?", runID).Order("created_at, id").Limit(2 * most).Find(&list).Error
	return list, err
}

// StepsOfRounds gives the steps that a run has come to in some rounds, in the order it came to them. The empty round is what stands outside all.
func (r *Read) StepsOfRounds(runID string, rounds []string) ([]*RunStep, error) {
	return found[*RunStep](r.DB().Where("run_id = ? AND iter IN ?", runID, rounds).Order("created_at, id"))
}

// EffectsOfRun gives what a run made or changed, in the order it did.
func (r *Read) EffectsOfRun(runID string) (list []*RunEffect, err error) {
	err = r.DB().Where("run_id = ?", runID).Order("created_at, id").Limit(2 * most).Find(&list).Error
	return list, err
}

// StepOfRun finds one step of a run; nil when the run has not come to it.
func (r *Read) StepOfRun(runID, key, iter string) (*RunStep, error) {
	list, err := found[*RunStep](r.DB().Where("run_id = ? AND step_key = ? AND iter = ?", runID, key, iter))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// KeepStep writes a step of a run, new or changed.
func (tx *Tx) KeepStep(s *RunStep) error {
	if s.ID == "" {
		return tx.Insert(s)
	}
	return tx.Save(s)
}

// KeepAttempt writes one try that failed.
func (tx *Tx) KeepAttempt(a *StepAttempt) error { return tx.Insert(a) }

// KeepEffect writes down what a step made or changed. Its key is taken once: a second time is ErrDuplicate, and rolls back what was made twice.
func (tx *Tx) KeepEffect(e *RunEffect) error { return tx.Insert(e) }

// RunSkip is how often a version of a rule was asked for on one day and did not run, for one reason, with the last time as a sample.
type RunSkip struct {
	Row
	RuleID        string
	RuleVersionID string
	Day           day.Day
	Reason        string
	N             int
	LastEventID   string
	Trace         string // each condition of the last time with the value it met, JSON
}

// CountSkips adds to what was left out, all in one statement, in one order, so that programs beside each other wait and do not lock.
func (tx *Tx) CountSkips(list []*RunSkip) error {
	if len(list) == 0 {
		return nil
	}
	for _, s := range list {
		s.N = 1
		if err := tx.prepare(s); err != nil {
			return err
		}
	}
	counted := clause.OnConflict{
		Columns: []clause.Column{{Name: "rule_version_id"}, {Name: "day"}, {Name: "reason"}},
		DoUpdates: append(clause.Assignments(map[string]any{"n": clause.Expr{SQL: "run_skips.n + 1"}}),
			clause.AssignmentColumns([]string{"last_event_id", "trace", "updated_at"})...),
	}
	return tx.DB().Clauses(counted).CreateInBatches(list, 250).Error
}

// SkipsOf gives what of a rule was left out since a day, the newest first.
func (r *Read) SkipsOf(ruleID string, since day.Day) (list []*RunSkip, err error) {
	err = r.DB().Where("rule_id = ? AND day >= ?", ruleID, string(since)).Order("day DESC, n DESC, id").Limit(most).Find(&list).Error
	return list, err
}

// RunsOf gives the newest runs of a rule.
func (r *Read) RunsOf(ruleID string, count int) (list []*Run, err error) {
	err = r.DB().Where("rule_id = ?", ruleID).Order("created_at DESC, id").Limit(count).Find(&list).Error
	return list, err
}
