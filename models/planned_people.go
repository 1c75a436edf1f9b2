package models

// PlanLeaving holds back that a person leaves, until somebody has said what becomes of what stands in their name. Who was switched off before
// only hands over. Where somebody has set the day on which they leave, it is that change.
func (tx *Tx) PlanLeaving(p *Person) (*PlannedChange, error) {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return nil, err
	}
	if p.ID == tx.Who.PersonID {
		return nil, AgainstRule("You cannot switch yourself off. Another administrator can.")
	}
	if waits, err := tx.LeavingOn(p.ID); err != nil || waits != nil {
		return waits, err
	}
	gone := *p
	gone.Active = false
	return tx.PlanChange(ChangePerson, p.Name, "", p, &gone)
}

// PlanTeam holds back another lead of a team, or that it goes, until somebody has looked at what the team has.
func (tx *Tx) PlanTeam(t, wanted *Team) (*PlannedChange, error) {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return nil, err
	}
	return tx.PlanChange(ChangeTeam, t.Name, "", t, wanted)
}

// RestsOnTeam is how many things a team has.
func (r *Read) RestsOnTeam(t *Team) (int64, error) {
	return r.RadiusSize(&PlannedChange{Kind: ChangeTeam, SubjectID: t.ID})
}

// RestsOnPerson is how many things stand in a person's name.
func (r *Read) RestsOnPerson(p *Person) (int64, error) {
	return r.RadiusSize(&PlannedChange{Kind: ChangePerson, SubjectID: p.ID})
}
