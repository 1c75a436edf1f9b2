package models

// DeliverHandoffs notes that the person who asks was shown what is handed to them, or to those they stand in for, and was not shown before.
func (tx *Tx) DeliverHandoffs() error {
	if !tx.Who.SignedIn() {
		return nil
	}
	standing, err := tx.StandIns()
	if err != nil {
		return err
	}
	me := tx.Who.PersonID
	list, err := found[*Handoff](tx.DB().Where("receiver_person_id IN ? AND state = ? AND (receiver_person_id = ? OR giver_person_id IS NULL OR giver_person_id <> ?)",
		standing.Names(me), HandoffNew, me, me).Order("id"))
	if err != nil {
		return err
	}
	for _, h := range list {
		before := *h
		h.State, h.DeliveredAt = HandoffShown, &tx.Now
		if err := tx.Save(h); err != nil {
			return err
		}
		if err := tx.Emit(HandoffDelivered, h, &before, h); err != nil {
			return err
		}
	}
	return nil
}

// handoffFollows takes the handoff that a task came with along when the task is started, done, opened again or cancelled.
func (tx *Tx) handoffFollows(t *Task) error {
	list, err := found[*Handoff](tx.DB().Where("task_id = ?", t.ID))
	if err != nil || len(list) == 0 {
		return err
	}
	h := list[0]
	before := *h
	kind := HandoffStarted
	switch t.State {
	case TaskFinished:
		kind, h.State, h.DoneAt = HandoffDone, HandoffFinished, &tx.Now
	case TaskInProgress, TaskBlocked:
		if h.State = HandoffInWork; h.StartedAt == nil {
			h.StartedAt = &tx.Now
		}
		h.DoneAt = nil
	case TaskCancelled:
		kind, h.State, h.CancelledAt = HandoffCancelled, HandoffStopped, &tx.Now
	default:
		if before.State == HandoffStopped {
			return AgainstRule("This work came with the handoff " + h.Ref + ", which was cancelled. Hand it over again from the decision.")
		}
		kind, h.DoneAt = HandoffReopened, nil
		if h.State = HandoffShown; h.AcknowledgedAt != nil {
			h.State = HandoffAcknowledged
		}
	}
	// Who begins the work they were given has taken it on.
	if (h.State == HandoffInWork || h.State == HandoffFinished) && h.AcknowledgedAt == nil && tx.Who.Receives(h) {
		h.AcknowledgedAt = &tx.Now
	}
	if h.State == before.State {
		return nil
	}
	h.ProposedDay = ""
	if h.Unanswered() {
		by, err := tx.answerBy()
		if err != nil {
			return err
		}
		h.AnswerDay = by
	}
	if err := tx.keepHandoff(&before, h); err != nil {
		return err
	}
	return tx.Emit(kind, h, &before, h)
}
