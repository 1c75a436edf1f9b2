package models

import (
	"encoding/json"
	"errors"
	"slices"
)

// peopleKinds are the changes that administrators make.
var peopleKinds = []string{ChangeTeam, ChangePerson, ChangeMembership}

// OfPeople tells whether a change is of a team, of who is on it, or of a person who leaves.
func (c *PlannedChange) OfPeople() bool { return slices.Contains(peopleKinds, c.Kind) }

// LeaveTeam takes a person off a team. Where something of that team stands in their name, it waits until somebody has said who has it then: it
// gives the change.
func (tx *Tx) LeaveTeam(p *Person, t *Team) (*PlannedChange, error) {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return nil, err
	}
	has, err := found[*Membership](tx.DB().Where("person_id = ? AND team_id = ?", p.ID, t.ID))
	if err != nil || len(has) == 0 {
		return nil, err
	}
	off := *has[0]
	off.TeamID = ""
	c := &PlannedChange{Kind: ChangeMembership, SubjectID: off.ID}
	if err := c.writes(has[0], &off); err != nil {
		return nil, err
	}
	n, err := tx.RadiusSize(c)
	if err != nil {
		return nil, err
	}
	if n == 0 || t.LeadPersonID != nil && *t.LeadPersonID == p.ID {
		return nil, tx.TakeOffTeam(p, t)
	}
	return tx.PlanChange(ChangeMembership, p.Name+" goes off "+t.Name, "", has[0], &off)
}

// saveMembershipAsIs takes somebody off a team, or puts them on it again.
func (tx *Tx) saveMembershipAsIs(was, is *Membership) error {
	team := was.TeamID
	if team == "" {
		team = is.TeamID
	}
	p, err := tx.PersonByID(is.PersonID)
	if err != nil {
		return err
	}
	t, err := one("This team", func() ([]*Team, error) { return found[*Team](tx.DB().Where("id = ?", team)) })
	if err != nil {
		return err
	}
	if is.TeamID == "" {
		return tx.TakeOffTeam(p, t)
	}
	return tx.PutOnTeam(p, t)
}

// backOnTeam undoes that somebody went off a team. Who is on it again by now stays so.
func (u *undoing) backOnTeam() error {
	var items []*PlannedItem
	if err := u.tx.DB().Where("planned_change_id = ? AND kind = ? AND result = ?", u.c.ID, ChangeMembership, ItemApplied).Limit(1).Find(&items).Error; err != nil || len(items) == 0 {
		return err
	}
	var off, on Membership
	if err := errors.Join(json.Unmarshal([]byte(items[0].Became), &off), json.Unmarshal([]byte(items[0].Was), &on)); err != nil {
		return err
	}
	u.back++
	items[0].Result = ItemUndone
	if err := u.tx.saveMembershipAsIs(&off, &on); err != nil {
		return err
	}
	return u.tx.putItems(items)
}

// tellOff tells whoever goes off a team, and its lead.
func (a *applying) tellOff(was Entity) error {
	m, ok := was.(*Membership)
	if !ok {
		return nil
	}
	a.tell(&m.PersonID, "You are not on this team any more.")
	tree, err := a.tree()
	if err == nil && tree.ByID[m.TeamID] != nil {
		a.tell(tree.ByID[m.TeamID].LeadPersonID, "They are not on your team any more.")
	}
	return err
}
