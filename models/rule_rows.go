package models

// RulesOf gives a strategy's handoff rules, oldest first.
func (r *Read) RulesOf(strategyID string) ([]*Rule, error) {
	return heldRows(r, "rules of "+strategyID, partRhythm, func() ([]*Rule, error) {
		return found[*Rule](r.DB().Where("strategy_id = ? AND removed_at IS NULL", strategyID).Order("created_at, id"))
	})
}

// RuleByID finds one rule, removed ones too.
func (r *Read) RuleByID(id string) (*Rule, error) {
	return one("This rule", func() ([]*Rule, error) { return found[*Rule](r.DB().Where("id = ?", id)) })
}

// RuleAtWork is RuleByID for whoever carries the rule out and does not change it: it is read anew only after some rule was changed.
func (r *Read) RuleAtWork(id string) (*Rule, error) {
	return one("This rule", func() ([]*Rule, error) {
		return heldRows(r, "rule "+id, partRhythm, func() ([]*Rule, error) { return found[*Rule](r.DB().Where("id = ?", id)) })
	})
}

// AddRule writes a new rule as a draft with its event.
func (tx *Tx) AddRule(rule *Rule) error {
	rule.State = Draft
	if err := tx.Insert(rule); err != nil {
		return err
	}
	return tx.Emit(RuleCreated, rule, nil, rule)
}

// SaveRule writes a changed rule under its version.
func (tx *Tx) SaveRule(kind EventType, before, rule *Rule) error {
	if before.Draft != rule.Draft && before.DraftRev == rule.DraftRev {
		rule.DraftRev++ // whoever has the draft open in the builder has to notice
	}
	if err := tx.Save(rule); err != nil {
		return err
	}
	return tx.Emit(kind, rule, before, rule)
}
