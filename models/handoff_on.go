package models

import "slices"

// SayHandOn is the line in the thread of a handoff that an administrator gave to another person with the rest of what one left.
const SayHandOn = "hand on"

// handOverHandoffs gives the open handoffs of one person to another. Those they received and have not taken on begin anew: the other was
// not asked yet, and has the company's days to answer. Work that is under way goes on under the new name. Those they gave are answered
// back by the other from now on; nobody stands on both sides of one.
func (tx *Tx) handOverHandoffs(from, to *Person) (int, error) {
	list, err := found[*Handoff](tx.DB().Where("(receiver_person_id = ? OR giver_person_id = ?) AND state NOT IN ?", from.ID, from.ID, handoffOver).Order("id"))
	return each(list, err, func(h *Handoff) error {
		before := *h
		if h.GiverPersonID != nil && *h.GiverPersonID == from.ID {
			h.GiverPersonID = &to.ID
		}
		if h.ReceiverPersonID == from.ID {
			h.ReceiverPersonID = to.ID
			if slices.Contains(unanswered, h.State) {
				h.State, h.DeliveredAt, h.ProposedDay = HandoffNew, nil, ""
				by, err := tx.answerBy()
				if err != nil {
					return err
				}
				h.AnswerDay = by
			}
		}
		if err := tx.otherGiver(h, to); err != nil {
			return err
		}
		line := &HandoffAnswer{HandoffID: h.ID, PersonID: tx.actor(), ByName: tx.Who.Name, Kind: SayHandOn, Words: from.Name + " → " + to.Name}
		if err := tx.Insert(line); err != nil {
			return err
		}
		if err := tx.keepHandoff(&before, h); err != nil {
			return err
		}
		return tx.Emit(HandoffHandedOn, h, &before, h)
	})
}

// otherGiver sees that nobody stands on both sides: who now receives what they gave is replaced as its giver by the decider, or by nobody.
func (tx *Tx) otherGiver(h *Handoff, to *Person) error {
	if h.GiverPersonID == nil || *h.GiverPersonID != h.ReceiverPersonID {
		return nil
	}
	h.GiverPersonID = nil
	d, err := tx.decisionByID(h.DecisionID)
	if err == nil && d.DeciderPersonID != nil && *d.DeciderPersonID != to.ID && *d.DeciderPersonID != h.ReceiverPersonID {
		h.GiverPersonID = d.DeciderPersonID
	}
	return err
}
