package models

import (
	"slices"
	"time"
)

// onlyDraft refuses a second draft beside one: one alignment is under way at a time.
func (tx *Tx) onlyDraft() error {
	var drafts int64
	err := tx.DB().Model(&Strategy{}).Where("kind = ? AND state = ? AND removed_at IS NULL", Organizational, Draft).Count(&drafts).Error
	if err == nil && drafts > 0 {
		return AgainstRule("A strategy is drafted already. Go on with that one.")
	}
	return err
}

// RemoveNext throws the draft of the next strategy away, with everything that was written in it. The strategy in force goes on as it stands.
func (tx *Tx) RemoveNext(s *Strategy) error {
	if err := tx.Who.Must(PutInForce); err != nil {
		return err
	}
	if err := tx.Hold(s); err != nil {
		return err
	}
	if s.State != Draft || s.FollowsStrategyID == nil {
		return AgainstRule("Only a draft that follows the strategy in force can be thrown away.")
	}
	list, err := tx.writtenIn(s)
	if err != nil {
		return err
	}
	for _, e := range list {
		if rule, is := e.(*Rule); is && rule.RemovedAt == nil && rule.State == RulePublished {
			return AgainstRule(rule.Ref + " “" + rule.Name + "” was written in this draft and runs already. Retire it first.")
		}
	}
	before := *s
	s.BeginsDay, s.BeginsPersonID = "", nil
	if err := tx.Remove(s); err != nil {
		return err
	}
	if err := tx.Emit(StrategyRemoved, s, &before, s); err != nil {
		return err
	}
	for _, e := range list {
		if removedAt(e) == nil {
			if err := tx.setGone(e, s.RemovedAt); err != nil {
				return err
			}
		}
	}
	return nil
}

// PutBackNext undoes RemoveNext, unless another strategy is drafted or in force by now. The day on which it was to come in force is set anew.
func (tx *Tx) PutBackNext(ref string) (*Strategy, error) {
	if err := tx.Who.Must(PutInForce); err != nil {
		return nil, err
	}
	s, err := one("This draft", func() ([]*Strategy, error) {
		return found[*Strategy](tx.DB().Where("ref = ? AND kind = ? AND removed_at IS NOT NULL", ref, Organizational))
	})
	if err != nil {
		return nil, err
	}
	if err := tx.onlyDraft(); err != nil {
		return nil, err
	}
	former, err := tx.former(s)
	if err != nil {
		return nil, err
	}
	if former == nil || former.State != InForce {
		return nil, AgainstRule("Another strategy is in force by now, so this draft follows none.")
	}
	list, err := tx.writtenIn(s)
	if err != nil {
		return nil, err
	}
	before := *s
	if err := tx.PutBack(s); err != nil {
		return nil, err
	}
	if err := tx.Emit(StrategyPutBack, s, &before, s); err != nil {
		return nil, err
	}
	for _, e := range list {
		// What was removed in the draft before stays removed.
		if at := removedAt(e); at != nil && at.Equal(*before.RemovedAt) {
			if err := tx.setGone(e, nil); err != nil {
				return nil, err
			}
		}
	}
	return s, nil
}

// writtenIn is everything that was written in a draft, with what was removed there.
func (tx *Tx) writtenIn(s *Strategy) ([]Entity, error) {
	outcomes, err := tx.outcomes(tx.DB().Where("strategy_id = ?", s.ID))
	if err != nil {
		return nil, err
	}
	goals, err := tx.goals(tx.DB().Where("strategy_id = ?", s.ID))
	if err != nil {
		return nil, err
	}
	objectives, err := tx.objectives(tx.DB().Where("strategy_id = ?", s.ID))
	if err != nil {
		return nil, err
	}
	processes, err := tx.processes(tx.DB().Where("strategy_id = ?", s.ID))
	if err != nil {
		return nil, err
	}
	rules, err := found[*Rule](tx.DB().Where("strategy_id = ?", s.ID))
	return slices.Concat(entities(outcomes), entities(goals), entities(objectives), entities(processes), entities(rules)), err
}

// removedAt is when a thing of a draft was removed; nil while it stands.
func removedAt(e Entity) *time.Time {
	switch t := e.(type) {
	case *Outcome:
		return t.RemovedAt
	case *Goal:
		return t.RemovedAt
	case *Objective:
		return t.RemovedAt
	case *Process:
		return t.RemovedAt
	case *Rule:
		return t.RemovedAt
	}
	return nil
}

// setGone removes a thing of a draft, or puts it back when at is nil.
func (tx *Tx) setGone(e Entity, at *time.Time) error {
	switch t := e.(type) {
	case *Outcome:
		if at == nil {
			return tx.PutBackOutcome(t)
		}
		return tx.RemoveOutcome(t)
	case *Goal:
		before := *t
		t.RemovedAt = at
		return tx.SaveGoal(orGone(GoalChanged, GoalRemoved, GoalPutBack, before.RemovedAt, at), &before, t)
	case *Objective:
		before := *t
		t.RemovedAt = at
		return tx.SaveObjective(orGone(ObjectiveChanged, ObjectiveRemoved, ObjectivePutBack, before.RemovedAt, at), &before, t)
	case *Process:
		before := *t
		t.RemovedAt = at
		return tx.saveAs(orGone(ProcessChanged, ProcessRemoved, ProcessPutBack, before.RemovedAt, at), &before, t)
	case *Rule:
		before := *t
		t.RemovedAt = at
		return tx.SaveRule(orGone(RuleChanged, RuleRemoved, RulePutBack, before.RemovedAt, at), &before, t)
	}
	return nil
}
