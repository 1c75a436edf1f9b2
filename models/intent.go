package models

import "time"

// Intent is the one sentence: where we are going, and why (R10). It stays 12 to 24 months (R24).
type Intent struct {
	Row
	StrategyID   string
	Statement    string
	State        string
	ChangeReason string // R24: why it changed before 12 months
	InForceAt    *time.Time
	SupersededAt *time.Time
}

// IntentOf gives the wording that counts in a strategy: the one in force, else the draft. Without one it is an empty draft.
func (r *Read) IntentOf(strategyID string) (*Intent, error) {
	list, err := heldRows(r, "intent "+strategyID, partStrategy, func() (list []*Intent, err error) {
		err = r.DB().Where("strategy_id = ? AND state IN ?", strategyID, []string{Draft, InForce}).
			Order("CASE WHEN state = 'in force' THEN 0 ELSE 1 END, created_at DESC").Limit(1).Find(&list).Error
		return list, err
	})
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return &Intent{StrategyID: strategyID, State: Draft}, nil
	}
	return list[0], nil
}

// SaveIntent writes the sentence. A draft is overwritten; a changed sentence in force is kept as superseded, and the new one takes its place with its reason.
// The reason belongs to the change that brought a sentence: it stays when the sentence in force is saved again without another one.
func (tx *Tx) SaveIntent(before, i *Intent) error {
	if before != nil && before.State == InForce {
		kept := *before
		if err := tx.DB().Model(&Intent{}).Where("id = ?", before.ID).Limit(1).Pluck("change_reason", &kept.ChangeReason).Error; err != nil {
			return err
		}
		if before = &kept; i.Statement == kept.Statement && i.ChangeReason == "" {
			i.ChangeReason = kept.ChangeReason
		}
	}
	if i.State != InForce || before == nil || before.Statement == i.Statement {
		if i.Version == 0 {
			if err := tx.Insert(i); err != nil {
				return err
			}
			return tx.Emit(IntentSaved, i, nil, i)
		}
		if err := tx.Save(i); err != nil {
			return err
		}
		return tx.Emit(IntentSaved, i, before, i)
	}
	old := *before
	old.State, old.SupersededAt = Superseded, &tx.Now
	if err := tx.Save(&old); err != nil {
		return err
	}
	i.Row, i.InForceAt, i.SupersededAt = Row{}, &tx.Now, nil
	if err := tx.Insert(i); err != nil {
		return err
	}
	return tx.Emit(IntentChanged, i, before, i)
}
