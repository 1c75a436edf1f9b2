package models

// follow has the task of a handoff that stops end with it, and the handoff of a task that is cancelled.
func (a *applying) follow(k *changeKind, afters []Entity, items []*PlannedItem) error {
	var tasks, handoffs []string
	why := ""
	for i, e := range afters {
		if items[i].Choice != ChoiceStop {
			continue
		}
		why = items[i].Reason
		switch t := e.(type) {
		case *Handoff:
			tasks = append(tasks, t.TaskID)
		case *Task:
			handoffs = append(handoffs, t.ID)
		}
	}
	if len(handoffs) > 0 {
		open, err := found[*Handoff](a.tx.locked(a.tx.DB().Where("task_id IN ? AND state NOT IN ?", handoffs, handoffOver)))
		if err != nil {
			return err
		}
		return a.stopAlong(kindByKey("handoff"), entities(open), why)
	}
	if len(tasks) > 0 {
		open, err := loadTasks(&a.tx.Read, a.tx.locked(a.tx.DB().Where("id IN ? AND removed_at IS NULL AND state NOT IN ?", tasks, []string{TaskFinished, TaskCancelled})))
		if err != nil {
			return err
		}
		return a.stopAlong(kindByKey("task"), entities(open), why)
	}
	return nil
}

func (a *applying) stopAlong(k *changeKind, list []Entity, why string) error {
	var befores []Entity
	var items []*PlannedItem
	for _, e := range list {
		before, err := k.copyOf(e)
		if err != nil {
			return err
		}
		it := &PlannedItem{PlannedChangeID: a.c.ID, Kind: k.Key, ThingID: e.Identity(), Choice: ChoiceStop, Reason: why}
		(&effect{x: a.x, it: it, tx: a.tx}).stop(e)
		befores, items = append(befores, before), append(items, it)
	}
	return a.save(k, befores, list, items)
}

func entities[P Entity](list []P) []Entity {
	out := make([]Entity, len(list))
	for i, e := range list {
		out[i] = e
	}
	return out
}
