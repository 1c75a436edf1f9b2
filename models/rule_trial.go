package models

import (
	"time"

	"throughline/models/blocks"
)

// PastEvents gives the stored events of some kinds since an instant, the newest first, no more than so many.
func (r *Read) PastEvents(kinds []string, since time.Time, count int) (list []*Event, err error) {
	err = r.DB().Where("type IN ? AND occurred_at >= ?", kinds, since).Order("occurred_at DESC, id DESC").Limit(count).Find(&list).Error
	return list, err
}

// EventOf is the event by which a trigger is met: itself, or the one that a moment is part of.
func EventOf(trigger string) string { return eventOf(trigger) }

// TrialVersion writes a version of a rule that only a trial goes by; whoever calls it rolls everything back.
func (tx *Tx) TrialVersion(rule *Rule, definition string, publisher *string) (*RuleVersion, error) {
	var last int
	if err := tx.DB().Model(&RuleVersion{}).Where("rule_id = ?", rule.ID).Select("COALESCE(MAX(n), 0)").Scan(&last).Error; err != nil {
		return nil, err
	}
	v := &RuleVersion{RuleID: rule.ID, N: last + 1, Definition: definition, OwnerPersonID: rule.OwnerPersonID, PublisherPersonID: publisher}
	return v, tx.Insert(v)
}

// TrialWork gives the work that a run has before it, whatever its time, the first to come first.
func (r *Read) TrialWork(runID string) (list []*Work, err error) {
	err = r.DB().Where("lane = ? AND state = ?", runLane(runID), WorkReady).Order("run_at, id").Limit(mostShown).Find(&list).Error
	return list, err
}

// DueWork is the next piece of work of some kinds whose time has come, whoever it is for; nil when there is none.
func (r *Read) DueWork(kinds []WorkKind) (*Work, error) {
	list, err := found[*Work](r.DB().Where("kind IN ? AND state = ? AND run_at <= ?", kinds, WorkReady, r.Now).Order("run_at, id").Limit(1))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// TrialDone marks work as done that was done outside of the loop.
func (tx *Tx) TrialDone(w *Work) error {
	return tx.DB().Model(&Work{}).Where("id = ?", w.ID).Updates(map[string]any{"state": WorkDone, "updated_at": tx.Now}).Error
}

// Untried tells whether a rule has to be tried before this draft of it is published: it changes processes or approval chains, and what
// was tried last, if anything, is not what it says now.
func (rule *Rule) Untried(d *blocks.Definition) bool {
	return d.ChangesHowWorkGoes() && rule.Tried != d.Mark()
}

// KeepTrial notes that a draft was tried, where that is asked for before it is published. Who may write the rule may try it.
func (tx *Tx) KeepTrial(ref string, d *blocks.Definition) error {
	rule, err := tx.RuleByRef(ref)
	if err != nil {
		return err
	}
	if !rule.Untried(d) {
		return nil
	}
	if err := tx.mustWriteRule(rule); err != nil {
		return err
	}
	before := *rule
	rule.Tried, rule.TriedAt = d.Mark(), &tx.Now
	return tx.SaveRule(RuleTried, &before, rule)
}

// Attempt does something that can be taken back by itself within the transaction: where it fails, nothing of it stays.
func (tx *Tx) Attempt(do func() error) error {
	const here = "attempt"
	if err := tx.DB().SavePoint(here).Error; err != nil {
		return err
	}
	failed := do()
	if failed == nil {
		return nil
	}
	if err := tx.DB().RollbackTo(here).Error; err != nil {
		return err
	}
	return failed
}
