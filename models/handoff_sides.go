package models

// Sides is on which side of a handoff the person who asks speaks, and in whose name.
type Sides struct {
	Receives bool
	Gives    bool
	For      *Away // whom they stand in for; nil when they speak for themselves
}

// SidesOf tells who the person who asks is to a handoff: its receiver or giver, or the deputy of one of them who is away. Whoever gave it is
// never its receiver too, not even as a deputy: nobody acknowledges their own work (R27).
func (r *Read) SidesOf(h *Handoff, d *Decision) (Sides, error) {
	standing, err := r.StandIns()
	if err != nil || !r.Who.SignedIn() {
		return Sides{}, err
	}
	gave := h.GiverPersonID != nil && *h.GiverPersonID == r.Who.PersonID
	if r.Who.Receives(h) {
		return Sides{Receives: true}, nil
	}
	if away := standing.Acts(r.Who.PersonID, h.ReceiverPersonID); away != nil && !gave {
		return Sides{Receives: true, For: away}, nil
	}
	if r.Who.Gives(h, d) {
		return Sides{Gives: true}, nil
	}
	if h.GiverPersonID != nil {
		if away := standing.Acts(r.Who.PersonID, *h.GiverPersonID); away != nil {
			return Sides{Gives: true, For: away}, nil
		}
	}
	return Sides{}, nil
}

// forName is in whose name the side speaks; empty for one's own.
func (s Sides) forName() string {
	if s.For == nil {
		return ""
	}
	return s.For.Person
}

// fillStanding adds to handoffs who of their people is away, and in whose name the person who asks owes an answer.
func (r *Read) fillStanding(list []*HandoffNow) error {
	standing, err := r.StandIns()
	if err != nil {
		return err
	}
	for _, h := range list {
		h.Away = standing.Of(h.ReceiverPersonID)
		if h.GiverPersonID != nil {
			h.GiverAway = standing.Of(*h.GiverPersonID)
		}
		gave := h.GiverPersonID != nil && *h.GiverPersonID == r.Who.PersonID
		switch {
		case gave || r.Who.Receives(h.Handoff):
		case h.WaitsForReceiver():
			h.For = standing.Acts(r.Who.PersonID, h.ReceiverPersonID)
		case h.WaitsForGiver() && h.GiverPersonID != nil:
			h.For = standing.Acts(r.Who.PersonID, *h.GiverPersonID)
		}
	}
	return nil
}
