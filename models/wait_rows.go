package models

// AddWait has a step wait, with the work that ends it when its time has come.
func (tx *Tx) AddWait(w *Wait) error {
	if err := tx.Insert(w); err != nil || w.DueAt == nil {
		return err
	}
	return tx.Enqueue(dueWork(w.RunID, w.StepKey, w.Iter, w.ID, *w.DueAt))
}

// OpenWaits gives the waits that an event may end: of the thing that their run is about, or of something that the run itself made.
func (r *Read) OpenWaits(triggers []string, entityID string) (list []*Wait, err error) {
	err = r.DB().Where(`event_type IN ? AND over_at IS NULL AND (entity_id = ? OR EXISTS (SELECT 1 FROM run_effects e WHERE e.run_id = waits.run_id AND e.entity_id = ?))`,
		triggers, entityID, entityID).Order("id").Limit(most).Find(&list).Error
	return list, err
}

// WaitOf finds the wait of a step; nil when it has none.
func (r *Read) WaitOf(runID, key, iter string) (*Wait, error) {
	list, err := found[*Wait](r.DB().Where("run_id = ? AND step_key = ? AND iter = ?", runID, key, iter))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// EndWait ends a wait. Of its event and its time, whichever comes first ends it; ended is false for the other.
func (tx *Tx) EndWait(w *Wait) (ended bool, err error) {
	done := tx.DB().Model(&Wait{}).Where("id = ? AND over_at IS NULL", w.ID).Updates(map[string]any{"over_at": tx.Now, "updated_at": tx.Now})
	return done.RowsAffected == 1, done.Error
}

// WakeRun goes on with a run that waited: the work that would have ended the wait is forgotten.
func (tx *Tx) WakeRun(runID, key, iter, by string) error {
	if err := tx.forgetWork(runLane(runID)); err != nil {
		return err
	}
	return tx.Enqueue(&Work{Key: "on:" + by, Kind: RunGoesOn, Ref: runID + " " + key + " " + iter, Lane: runLane(runID)})
}
