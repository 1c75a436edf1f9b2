package models

import "gorm.io/gorm/clause"

// ScheduleOf gives when a rule comes next; nil when it has no time.
func (r *Read) ScheduleOf(ruleID string) (*Schedule, error) {
	list, err := found[*Schedule](r.DB().Where("rule_id = ?", ruleID))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// KeepSchedule keeps when a rule comes next, in place of what was, with the work that starts it then.
func (tx *Tx) KeepSchedule(old, next *Schedule) error {
	if old != nil {
		next.Row = old.Row
		if err := tx.Save(next); err != nil {
			return err
		}
	} else if err := tx.Insert(next); err != nil {
		return err
	}
	return tx.Enqueue(&Work{Key: "schedule:" + next.RuleVersionID + ":" + next.Slot, Kind: FireSchedule, Ref: next.RuleID, RunAt: next.NextAt})
}

// EndSchedule takes out a schedule that does not come any more.
func (tx *Tx) EndSchedule(s *Schedule) error { return tx.Delete(s) }

// TellOnce is Tell for what happens once under a key: a second time with the same key is left out.
func (tx *Tx) TellOnce(kind EventType, key string, subject Entity, what any) error {
	e, err := tx.event(kind, subject, nil, what)
	if err != nil {
		return err
	}
	e.EntityVersion, e.DedupeKey = 0, &key
	added := tx.DB().Clauses(clause.OnConflict{DoNothing: true}).Create(e)
	if added.Error != nil || added.RowsAffected == 0 {
		return added.Error
	}
	if err := tx.tellLater(e); err != nil {
		return err
	}
	return tx.dispatchLater(e)
}

// NextRerun is the number under which a rule runs once more for an event.
func (r *Read) NextRerun(ruleID, eventID string) (n int, err error) {
	err = r.DB().Model(&Run{}).Select("COALESCE(MAX(rerun_no), -1) + 1").Where("rule_id = ? AND event_id = ?", ruleID, eventID).Scan(&n).Error
	return n, err
}
