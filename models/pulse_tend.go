package models

import "slices"

// How far around today the monthly dates get their pulses: the next one always, further ones a few days before.
const (
	pulseAhead = 7
	pulseBack  = 45
)

// TendPulses keeps the pulses as the calendar has them: the next date gets its meeting with one line for each lead, lines follow who leads,
// and a date that passed without a meeting is missed. It may run as often as it likes.
func (tx *Tx) TendPulses() error {
	if _, err := tx.Company(); err != nil {
		if _, missing := AsRefusal(err); missing {
			return nil
		}
		return err
	}
	s, _, err := tx.InForce()
	if err != nil || s == nil {
		return err
	}
	pulses, err := tx.openPulses(s)
	if err != nil {
		return err
	}
	dates, err := tx.pulseDates(s, pulses)
	if err != nil {
		return err
	}
	if pulses, err = tx.rehang(pulses, dates); err != nil {
		return err
	}
	groups, err := tx.groupsNow()
	if err != nil {
		return err
	}
	for _, date := range dates {
		of := slices.DeleteFunc(slices.Clone(pulses), func(p *Pulse) bool { return p.ReviewID != date.ID })
		if len(of) == 0 && date.State == Scheduled {
			if of, err = tx.makePulses(date, groups); err != nil {
				return err
			}
		} else if err = tx.followLeads(of, groups); err != nil {
			return err
		}
		if date.Day.Before(tx.Today()) {
			if err := tx.closePassed(of, date); err != nil {
				return err
			}
		}
	}
	return nil
}

// pulseDates are the dates of the monthly clock that matter now: those that passed lately, the next one, those within a week, and those that
// have an open pulse.
func (tx *Tx) pulseDates(s *Strategy, open []*Pulse) ([]*Review, error) {
	taken := []string{}
	for _, p := range open {
		taken = append(taken, p.ReviewID)
	}
	var list []*Review
	err := tx.DB().Where("strategy_id = ? AND clock = ? AND removed_at IS NULL", s.ID, ClockPulse).
		Where("state = ? AND day >= ? OR id IN ?", Scheduled, string(tx.Today().Add(-pulseBack)), taken).Order("day, id").Limit(60).Find(&list).Error
	next := slices.IndexFunc(list, func(v *Review) bool { return !v.Day.Before(tx.Today()) })
	return slices.DeleteFunc(list, func(v *Review) bool {
		return next >= 0 && v.Day.After(list[next].Day) && v.Day.After(tx.Today().Add(pulseAhead)) && !slices.Contains(taken, v.ID)
	}), err
}

// openPulses are the pulses of a strategy that are neither held nor missed.
func (tx *Tx) openPulses(s *Strategy) ([]*Pulse, error) {
	of := tx.DB().Model(&Review{}).Select("id").Where("strategy_id = ?", s.ID)
	return found[*Pulse](tx.DB().Where("state = ? AND review_id IN (?)", Scheduled, of).Order("created_at, id"))
}

// rehang brings pulses whose date was taken off the calendar, because the rhythm was agreed anew, to the next date.
func (tx *Tx) rehang(pulses []*Pulse, dates []*Review) ([]*Pulse, error) {
	var ids []string
	for _, p := range pulses {
		ids = append(ids, p.ReviewID)
	}
	gone, err := found[*Review](tx.DB().Where("id IN ? AND removed_at IS NOT NULL", ids))
	if err != nil || len(gone) == 0 || len(dates) == 0 {
		return pulses, err
	}
	next := dates[len(dates)-1]
	for _, p := range pulses {
		if p.StartedAt != nil || !slices.ContainsFunc(gone, func(v *Review) bool { return v.ID == p.ReviewID }) {
			continue
		}
		before := *p
		p.ReviewID, p.Beat = next.ID, newBeat()
		if err := tx.Save(p); err != nil {
			return nil, err
		}
		if err := tx.Emit(PulseScheduled, p, &before, p); err != nil {
			return nil, err
		}
	}
	return pulses, nil
}

// groupsNow are the meetings that the company's leads of this moment need.
func (tx *Tx) groupsNow() ([]pulseGroup, error) {
	tree, err := tx.Tree()
	if err != nil {
		return nil, err
	}
	var leads []string
	for _, t := range tree.ByID {
		leads = append(leads, ids(t.LeadPersonID)...)
	}
	people, err := tx.peopleByID(pointers(leads)...)
	if err != nil {
		return nil, err
	}
	here := map[string]bool{}
	for id, p := range people {
		here[id] = p.Active
	}
	return pulseGroups(tree, here), nil
}

// makePulses makes the meetings of one date.
func (tx *Tx) makePulses(date *Review, groups []pulseGroup) (made []*Pulse, err error) {
	for _, g := range groups {
		p := &Pulse{ReviewID: date.ID, Title: g.title, State: Scheduled, Beat: newBeat()}
		if err := tx.Insert(p); err != nil {
			return nil, err
		}
		if err := tx.addLines(p, g.leads, 0); err != nil {
			return nil, err
		}
		if err := tx.Emit(PulseScheduled, p, nil, p); err != nil {
			return nil, err
		}
		made = append(made, p)
	}
	return made, nil
}

// addLines gives leads their lines, with the metric they reported last as a proposal.
func (tx *Tx) addLines(p *Pulse, leads []pulseLead, after int) error {
	var lines []*PulseLine
	for i, lead := range leads {
		l := &PulseLine{PulseID: p.ID, PersonID: lead.personID, TeamID: &lead.teamID, Place: after + i + 1}
		lines = append(lines, l)
	}
	if err := tx.proposeMetrics(lines); err != nil {
		return err
	}
	return InsertAll[PulseLine](tx, lines)
}

// followLeads adds lines for who has come to lead a team and takes away those that were not filled of who leads none any more. When the
// company needs another number of meetings than were made, the meetings stay as they are until the next date.
func (tx *Tx) followLeads(pulses []*Pulse, groups []pulseGroup) error {
	if len(pulses) == 0 || slices.ContainsFunc(pulses, func(p *Pulse) bool { return p.StartedAt != nil }) {
		return nil
	}
	byTitle := map[string]*Pulse{}
	for _, p := range pulses {
		byTitle[p.Title] = p
	}
	placed, want := map[string]bool{}, map[string]bool{}
	lines, err := tx.linesOf(pulses...)
	if err != nil {
		return err
	}
	for _, g := range groups {
		for _, lead := range g.leads {
			want[lead.personID] = true
		}
	}
	last, changed := map[string]int{}, map[string]bool{}
	for _, l := range lines {
		if !want[l.PersonID] && l.ReportedAt == nil && l.Words == "" && l.Notes == "" {
			changed[l.PulseID] = true
			if err := tx.Delete(l); err != nil {
				return err
			}
			continue
		}
		placed[l.PersonID], last[l.PulseID] = true, max(last[l.PulseID], l.Place)
	}
	for _, g := range groups {
		p := byTitle[g.title]
		if p == nil {
			p = pulses[0]
		}
		fresh := slices.DeleteFunc(slices.Clone(g.leads), func(l pulseLead) bool { return placed[l.personID] })
		if len(fresh) > 0 {
			changed[p.ID] = true
			if err := tx.addLines(p, fresh, last[p.ID]); err != nil {
				return err
			}
			last[p.ID] += len(fresh)
		}
	}
	for _, p := range pulses {
		if changed[p.ID] {
			if err := tx.rePlace(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// rePlace numbers the lines of a pulse from 1 on again.
func (tx *Tx) rePlace(p *Pulse) error {
	lines, err := tx.linesOf(p)
	if err != nil {
		return err
	}
	for i, l := range lines {
		if l.Place != i+1 {
			l.Place = i + 1
			if err := tx.Save(l); err != nil {
				return err
			}
		}
	}
	return tx.beat(p.ID)
}

// closePassed ends what a day left behind: a meeting that nobody ended is held, one that nobody started is missed.
func (tx *Tx) closePassed(pulses []*Pulse, date *Review) error {
	for _, p := range pulses {
		if p.Running() {
			if err := tx.closePulse(p, p.StartedAt.Add(PulseLasts), "Nobody ended the meeting. It was closed by itself on the next day."); err != nil {
				return err
			}
			continue
		}
		before := *p
		p.State, p.Beat = Missed, newBeat()
		if err := tx.Save(p); err != nil {
			return err
		}
		if err := tx.Emit(PulseMissed, p, &before, p); err != nil {
			return err
		}
	}
	return tx.settleDate(date)
}

// settleDate takes the date on the calendar along: held when all of its meetings were, missed when one was missed.
func (tx *Tx) settleDate(date *Review) error {
	list, err := found[*Pulse](tx.DB().Where("review_id = ?", date.ID))
	if err != nil || len(list) == 0 {
		return err
	}
	state := Held
	for _, p := range list {
		switch p.State {
		case Scheduled:
			return nil
		case Missed:
			state = Missed
		}
	}
	if date.State == state {
		return nil
	}
	before := *date
	date.State = state
	if err := tx.Save(date); err != nil {
		return err
	}
	event := ReviewHeld
	if state == Missed {
		event = ReviewMissed
	}
	return tx.Emit(event, date, &before, date)
}

// beat marks that the room of a pulse shows something else now.
func (tx *Tx) beat(id string) error {
	return tx.DB().Model(&Pulse{}).Where("id = ?", id).Update("beat", newBeat()).Error
}

// pulseDate is the date on the calendar that a pulse belongs to.
func (r *Read) pulseDate(p *Pulse) (*Review, error) {
	return one("This date", func() ([]*Review, error) { return found[*Review](r.DB().Where("id = ?", p.ReviewID)) })
}
