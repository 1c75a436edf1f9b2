package models

import "slices"

// standNext has a draft begin with what the strategy in force stands on beside its words: the long-term goals, and what the position pays for.
// Goals and processes come under them when they are carried.
func (tx *Tx) standNext(former, s *Strategy) error {
	was, err := tx.longGoals(former.ID)
	if err != nil {
		return err
	}
	var long []*LongGoal
	for _, l := range was {
		long = append(long, &LongGoal{StrategyID: s.ID, Position: l.Position, Title: l.Title, DueDay: l.DueDay})
	}
	if err := InsertAll(tx, long); err != nil {
		return err
	}
	paid, err := found[*Capability](tx.DB().Where("strategy_id = ? AND entity_type <> ?", former.ID, "process").Order("created_at, id"))
	if err != nil {
		return err
	}
	for i, c := range paid {
		paid[i] = &Capability{StrategyID: s.ID, EntityType: c.EntityType, EntityID: c.EntityID}
	}
	return InsertAll(tx, paid)
}

// standUnder puts what goes on with a goal under the long-term goals that it stood under, and what goes on with a process among what the
// position pays for. A long-term goal that was written anew in the draft is left alone.
func (tx *Tx) standUnder(n *Next, t *NextThing, to string) error {
	switch t.Kind {
	case "goal":
		was, err := tx.longGoals(n.Former.ID)
		if err != nil {
			return err
		}
		is, err := tx.longGoals(n.Strategy.ID)
		if err != nil {
			return err
		}
		for _, l := range was {
			at := slices.IndexFunc(is, func(d *LongGoal) bool { return d.Title == l.Title })
			if at < 0 || !slices.Contains(l.GoalIDs, t.ID) || slices.Contains(is[at].GoalIDs, to) {
				continue
			}
			if err := tx.Insert(&LongGoalCap{LongGoalID: is[at].ID, GoalID: to}); err != nil {
				return err
			}
		}
	case "process":
		var paid int64
		if err := tx.DB().Model(&Capability{}).Where("strategy_id = ? AND entity_type = ? AND entity_id = ?", n.Former.ID, "process", t.ID).Count(&paid).Error; err != nil || paid == 0 {
			return err
		}
		return tx.Insert(&Capability{StrategyID: n.Strategy.ID, EntityType: "process", EntityID: to})
	}
	return nil
}
