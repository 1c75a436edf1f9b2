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

// PlanTeam holds back another lead of a team, another place of it, or that it goes, until somebody has looked at what the team has.
func (tx *Tx) PlanTeam(t, wanted *Team, why string) (*PlannedChange, error) {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return nil, err
	}
	return tx.PlanChange(ChangeTeam, t.Name, why, t, wanted)
}

// ChangeTeam writes what was changed about a team. Another lead and another place in the tree are held back where the team has anything: it
// gives the change.
func (tx *Tx) ChangeTeam(before, after *Team, why string) (*PlannedChange, error) {
	defer tx.For(why)()
	moved := !sameID(before.LeadPersonID, after.LeadPersonID) || !sameID(before.ParentTeamID, after.ParentTeamID)
	if !moved {
		return nil, tx.SaveTeam(before, after)
	}
	rests, err := tx.RestsOnTeam(before)
	if err != nil {
		return nil, err
	}
	s, _, err := tx.InForce()
	if err != nil {
		return nil, err
	}
	if rests == 0 || s == nil && before.LeadPersonID == nil { // a company that is just being set up names its leads one after the other
		return nil, tx.SaveTeam(before, after)
	}
	if err := tx.soundTeam(after); err != nil {
		return nil, err
	}
	wanted := *after
	after.LeadPersonID, after.ParentTeamID = before.LeadPersonID, before.ParentTeamID
	if *after != *before {
		if err := tx.SaveTeam(before, after); err != nil {
			return nil, err
		}
	}
	wanted.Row = after.Row
	return tx.PlanTeam(after, &wanted, why)
}

// RestsOnTeam is how many things a team has.
func (r *Read) RestsOnTeam(t *Team) (int64, error) {
	return r.RadiusSize(&PlannedChange{Kind: ChangeTeam, SubjectID: t.ID})
}

// RestsOnPerson is how many things stand in a person's name.
func (r *Read) RestsOnPerson(p *Person) (int64, error) {
	return r.RadiusSize(&PlannedChange{Kind: ChangePerson, SubjectID: p.ID})
}
