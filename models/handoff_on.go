package models

// SayHandOn is the line in the thread of a handoff that was given to another person with a change that it rests on.
const SayHandOn = "hand on"

// otherGiver sees that nobody stands on both sides: who now receives what they gave is replaced as its giver by the decider, or by nobody.
func (tx *Tx) otherGiver(h *Handoff, to string) error {
	if h.GiverPersonID == nil || *h.GiverPersonID != h.ReceiverPersonID {
		return nil
	}
	h.GiverPersonID = nil
	d, err := tx.decisionByID(h.DecisionID)
	if err == nil && d.DeciderPersonID != nil && *d.DeciderPersonID != to && *d.DeciderPersonID != h.ReceiverPersonID {
		h.GiverPersonID = d.DeciderPersonID
	}
	return err
}
