package models

import "slices"

// AddToPeople adds somebody who was not here, and puts them on their teams. An address that somebody else has is refused.
func (tx *Tx) AddToPeople(p *Person, teams ...*Team) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	if err := tx.freeEmail(p); err != nil {
		return err
	}
	p.Active = true
	if err := taken(tx.Insert(p)); err != nil {
		return err
	}
	if err := tx.Emit(PersonAdded, p, nil, p); err != nil {
		return err
	}
	for _, t := range teams {
		if err := tx.PutOnTeam(p, t); err != nil {
			return err
		}
	}
	return nil
}

// freeEmail keeps the address in its one spelling, and refuses one that belongs to somebody else.
func (tx *Tx) freeEmail(p *Person) error {
	if p.Email == nil {
		return nil
	}
	key := EmailKey(*p.Email)
	if p.Email = &key; key == "" {
		p.Email = nil
		return nil
	}
	if !SoundEmail(key) {
		return AgainstRuleAt("email", "Write the e-mail address as in ada@example.org.")
	}
	other, err := found[*Person](tx.DB().Where("email = ? AND id <> ?", key, p.ID))
	if err != nil || len(other) == 0 {
		return err
	}
	return AgainstRuleAt("email", "This address belongs to "+other[0].Name+" ("+other[0].Ref+").")
}

// taken says in words that somebody else got the same address a moment ago.
func taken(err error) error {
	if ErrDuplicate(err) {
		return AgainstRuleAt("email", "This address was just given to somebody else. Choose another.")
	}
	return err
}

// SavePerson writes what an administrator changed about a person. Changed roles count at that person's next request.
func (tx *Tx) SavePerson(before, p *Person) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	if err := tx.freeEmail(p); err != nil {
		return err
	}
	if err := taken(tx.Save(p)); err != nil {
		return err
	}
	kind := PersonChanged
	if before.Administrator != p.Administrator || before.Executive != p.Executive {
		kind = PersonRolesChanged
		if err := tx.renewSessions(p.ID); err != nil {
			return err
		}
		if err := tx.endFeed(p.ID); err != nil {
			return err
		}
	}
	if err := tx.Emit(kind, p, before, p); err != nil {
		return err
	}
	return tx.keepAdministrator()
}

// SaveSelf writes what a person changed about themselves: how they write numbers and dates, zone, theme, the name shown.
func (tx *Tx) SaveSelf(before, p *Person) error {
	if err := tx.Who.Must(ManageSelf, OfPerson(&p.ID)); err != nil {
		return err
	}
	p.Administrator, p.Executive, p.Active, p.Email = before.Administrator, before.Executive, before.Active, before.Email
	if err := tx.Save(p); err != nil {
		return err
	}
	return tx.Emit(PersonChanged, p, before, p)
}

// SetTeams puts a person on just these teams. A team they lead stays theirs, and a team of which something stands in their name they leave
// only once somebody has looked at that: it gives these changes.
func (tx *Tx) SetTeams(p *Person, teams []*Team) (held []*PlannedChange, err error) {
	on, err := found[*Team](tx.DB().Where("id IN (SELECT team_id FROM memberships WHERE person_id = ?)", p.ID).Order("name, id"))
	if err != nil {
		return nil, err
	}
	for _, t := range on {
		if !slices.ContainsFunc(teams, func(w *Team) bool { return w.ID == t.ID }) && t.RemovedAt == nil {
			c, err := tx.LeaveTeam(p, t)
			if err != nil {
				return nil, err
			}
			if c != nil {
				held = append(held, c)
			}
		}
	}
	for _, t := range teams {
		if err := tx.PutOnTeam(p, t); err != nil {
			return nil, err
		}
	}
	return held, nil
}

// SwitchOff ends a person's access at once: their sessions, their links. What they own stays theirs until it is handed over.
func (tx *Tx) SwitchOff(p *Person) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	if p.ID == tx.Who.PersonID {
		return AgainstRule("You cannot switch yourself off. Another administrator can.")
	}
	before := *p
	p.Active = false
	if err := tx.Save(p); err != nil {
		return err
	}
	if err := tx.EndSessions(p.ID, ""); err != nil {
		return err
	}
	if err := tx.endLinks(p.ID); err != nil {
		return err
	}
	if err := tx.endFeed(p.ID); err != nil {
		return err
	}
	if err := tx.Emit(PersonLeft, p, &before, p); err != nil {
		return err
	}
	if err := tx.askInstead(p); err != nil {
		return err
	}
	return tx.keepAdministrator()
}

// SwitchOn lets a person in again, with the password they had.
func (tx *Tx) SwitchOn(p *Person) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	before := *p
	p.Active = true
	if err := tx.Save(p); err != nil {
		return err
	}
	if err := tx.EndSessions(p.ID, ""); err != nil { // one that began while they were being switched off
		return err
	}
	return tx.Emit(PersonReturned, p, &before, p)
}

// keepAdministrator refuses the change after which nobody could manage people any more.
func (tx *Tx) keepAdministrator() error {
	if tx.Who.System {
		return nil
	}
	var left int64
	if err := tx.DB().Model(&Person{}).Where("administrator = ? AND active = ?", true, true).Count(&left).Error; err != nil || left > 0 {
		return err
	}
	return AgainstRuleAt("administrator", "Somebody has to be administrator. Make another person administrator first.")
}
