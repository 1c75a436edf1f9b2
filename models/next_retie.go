package models

import "gorm.io/gorm"

// retieBatch is how many tasks are tied anew at once.
const retieBatch = 500

// retieNext ties the open work of what is carried to what goes on with it: tasks, initiatives, allocations, issues and operations strategies.
// Work that is done stays with the strategy that it was done for.
func (tx *Tx) retieNext(n *Next) error {
	to := map[string]string{}
	for _, kind := range []string{"outcome", "goal", "objective"} {
		for _, t := range n.Group(kind).Things {
			if copied := n.copyOf(kind, t.ID); copied != "" {
				to[t.ID] = copied
			}
		}
	}
	if len(to) == 0 {
		return nil
	}
	if err := tx.retieTasks(to); err != nil {
		return err
	}
	old := keys(to)
	for kind, q := range map[string]*gorm.DB{
		"initiative": tx.DB().Model(&Initiative{}).Where("removed_at IS NULL AND state NOT IN ?", overGoal).Where(`goal_id IN ? OR objective_id IN ?
			OR EXISTS (SELECT 1 FROM initiative_outcomes l WHERE l.initiative_id = initiatives.id AND l.outcome_id IN ?)
			OR EXISTS (SELECT 1 FROM initiative_objectives l WHERE l.initiative_id = initiatives.id AND l.objective_id IN ?)`, old, old, old, old),
		"allocation": tx.DB().Model(&Allocation{}).Where("removed_at IS NULL AND outcome_id IN ? AND (to_day = '' OR to_day >= ?)", old, tx.Today()),
	} {
		if err := tx.retieKind(kindByKey(kind), q, to); err != nil {
			return err
		}
	}
	if err := tx.retieOperations(old, to); err != nil {
		return err
	}
	var links []*IssueLink
	open := tx.DB().Model(&Issue{}).Select("id").Where("state <> ?", IssueResolved)
	if err := tx.DB().Where("entity_id IN ? AND issue_id IN (?)", old, open).Limit(10 * most).Find(&links).Error; err != nil {
		return err
	}
	for _, l := range links {
		l.EntityID = to[l.EntityID]
		if err := tx.Save(l); err != nil {
			return err
		}
	}
	return nil
}

// retieTasks goes through the open tasks in batches: those of one batch are not found again.
func (tx *Tx) retieTasks(to map[string]string) error {
	old := keys(to)
	for {
		tied := tx.DB().Raw("SELECT task_id FROM task_outcomes WHERE outcome_id IN ? UNION SELECT task_id FROM task_goals WHERE goal_id IN ? UNION SELECT task_id FROM task_objectives WHERE objective_id IN ?", old, old, old)
		list, err := loadTasks(&tx.Read, tx.locked(tx.DB().Where("removed_at IS NULL AND state NOT IN ? AND id IN (?)", []string{TaskFinished, TaskCancelled}, tied).Order("id").Limit(retieBatch)))
		if err != nil || len(list) == 0 {
			return err
		}
		var befores []Entity
		for _, t := range list {
			before, err := kindByKey("task").copyOf(t)
			if err != nil {
				return err
			}
			befores = append(befores, before)
			t.OutcomeIDs, t.GoalIDs, t.ObjectiveIDs = swappedIn(t.OutcomeIDs, to), swappedIn(t.GoalIDs, to), swappedIn(t.ObjectiveIDs, to)
		}
		if err := tx.saveTasksAsIs(befores, entities(list), nil); err != nil {
			return err
		}
	}
}

func (tx *Tx) retieKind(k *changeKind, q *gorm.DB, to map[string]string) error {
	var ids []string
	if err := q.Order("id").Limit(most).Pluck("id", &ids).Error; err != nil || len(ids) == 0 {
		return err
	}
	list, err := k.load(&tx.Read, ids)
	if err != nil {
		return err
	}
	for _, e := range list {
		before, err := k.copyOf(e)
		if err != nil {
			return err
		}
		switch t := e.(type) {
		case *Initiative:
			t.GoalID, t.ObjectiveID = swappedID(t.GoalID, to), swappedID(t.ObjectiveID, to)
			t.OutcomeIDs, t.ObjectiveIDs = swappedIn(t.OutcomeIDs, to), swappedIn(t.ObjectiveIDs, to)
		case *Allocation:
			t.OutcomeID = swappedID(t.OutcomeID, to)
		}
		if err := k.save(tx, before, e); err != nil {
			return err
		}
	}
	return nil
}

// retieOperations has the operations strategies serve what goes on with their outcomes.
func (tx *Tx) retieOperations(old []string, to map[string]string) error {
	anchored := tx.DB().Model(&OperationsAnchor{}).Select("operations_strategy_id").Where("outcome_id IN ?", old)
	planned := tx.DB().Model(&OperationsPriority{}).Select("operations_strategy_id").Where("objective_id IN ?", old)
	list, err := tx.operationsStrategies(tx.DB().Where("removed_at IS NULL AND state <> ? AND (id IN (?) OR id IN (?))", Superseded, anchored, planned))
	if err != nil {
		return err
	}
	for _, s := range list {
		was := *s
		was.Priorities = copies(s.Priorities)
		s.OutcomeIDs = swappedIn(s.OutcomeIDs, to)
		for _, p := range s.Priorities {
			p.ObjectiveID = swappedID(p.ObjectiveID, to)
		}
		if err := tx.saveOperations(&was, s); err != nil {
			return err
		}
		if err := tx.Emit(OperationsChanged, s, &was, s); err != nil {
			return err
		}
	}
	return nil
}

// swappedIn puts into a list of ids what goes on with some of them, each once.
func swappedIn(list []string, to map[string]string) (out []string) {
	for _, id := range list {
		if next := to[id]; next != "" {
			id = next
		}
		out = append(without(out, []string{id}), id)
	}
	return out
}

func swappedID(id *string, to map[string]string) *string {
	if next := to[idOf(id)]; next != "" {
		return &next
	}
	return id
}
