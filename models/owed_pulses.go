package models

// owedPulses are the pulses of the next seven days (R20): the one line that this person is to bring, the meeting that runs now, the one that
// they call, and a missed one of theirs of which nobody has said why.
func (r *Read) owedPulses(o *Owed) ([]*Duty, int, error) {
	dates, err := r.nearDates(o.Today, ClockPulse)
	if err != nil {
		return nil, 0, err
	}
	strategy, _, err := r.InForce()
	if err != nil || strategy == nil {
		return nil, 0, err
	}
	of := r.DB().Model(&Review{}).Select("id").Where("strategy_id = ? AND removed_at IS NULL AND day >= ?", strategy.ID, string(o.Today.Add(-pulseBack)))
	pulses, err := found[*Pulse](r.DB().Where("(state = ? OR state = ? AND reason = '') AND review_id IN (?)", Scheduled, Missed, of).Order("created_at, id"))
	if err != nil || len(pulses) == 0 {
		return nil, 0, err
	}
	on, err := r.datesOf(pulses, dates)
	if err != nil {
		return nil, 0, err
	}
	var ids []string
	for _, p := range pulses {
		ids = append(ids, p.ID)
	}
	lines, err := found[*PulseLine](r.DB().Where("person_id = ? AND pulse_id IN ?", r.Who.PersonID, ids))
	mine := map[string]*PulseLine{}
	for _, l := range lines {
		mine[l.PulseID] = l
	}
	var list []*Duty
	for _, p := range pulses {
		if v := on[p.ReviewID]; v != nil {
			list = append(list, r.pulseDuties(p, v, mine[p.ID], o)...)
		}
	}
	return list, len(list), err
}

// datesOf gives the dates of pulses that are asked about today: those near, and those that were missed.
func (r *Read) datesOf(pulses []*Pulse, near []*Review) (map[string]*Review, error) {
	on := map[string]*Review{}
	for _, v := range near {
		on[v.ID] = v
	}
	var missed []string
	for _, p := range pulses {
		if p.State == Missed {
			missed = append(missed, p.ReviewID)
		}
	}
	if len(missed) == 0 {
		return on, nil
	}
	list, err := found[*Review](r.DB().Where("id IN ?", missed))
	for _, v := range list {
		on[v.ID] = v
	}
	return on, err
}

func (r *Read) pulseDuties(p *Pulse, v *Review, mine *PulseLine, o *Owed) (list []*Duty) {
	calls := v.OwnerPersonID != nil && *v.OwnerPersonID == r.Who.PersonID && r.Who.May(RunPulse)
	add := func(kind, title string) *Duty {
		d := &Duty{Title: title, Kind: kind, Ref: p.Ref, DueWord: "on", Due: v.Day, Late: v.Day.Before(o.Today)}
		if p.Title != "" {
			d.Said = append(d.Said, p.Title)
		}
		list = append(list, d)
		return d
	}
	switch {
	case p.State == Missed:
		if calls {
			add("pulse", "Say why the pulse was missed")
		}
		return list
	case p.Running():
		if mine != nil || calls {
			add("pulse room", "The pulse runs now")
		}
		return list
	case calls:
		add("pulse", "Hold the pulse")
	}
	if mine != nil && mine.ReportedAt == nil {
		add("pulse line", "Bring your one metric to the pulse").Part = mine.ID
	}
	return list
}
