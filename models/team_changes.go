package models

import (
	"strings"

	"gorm.io/gorm"
)

// AddTeam adds a team to the tree.
func (tx *Tx) AddTeam(t *Team) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	if err := tx.soundTeam(t); err != nil {
		return err
	}
	if err := tx.Insert(t); err != nil {
		return err
	}
	if err := tx.renewLeads(); err != nil {
		return err
	}
	return tx.Emit(TeamAdded, t, nil, t)
}

// SaveTeam writes a changed team: its name, its place in the tree, its lead. Whoever leads has the rights of it from then on.
func (tx *Tx) SaveTeam(before, t *Team) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	if err := tx.soundTeam(t); err != nil {
		return err
	}
	if err := tx.Save(t); err != nil {
		return err
	}
	if err := tx.renewLeads(); err != nil {
		return err
	}
	if led := before.LeadPersonID; led != nil && !sameID(led, t.LeadPersonID) {
		if err := tx.renewSessions(*led); err != nil {
			return err
		}
	}
	return tx.Emit(TeamChanged, t, before, t)
}

// soundTeam refuses a second team of the same name in the same place, and a team under itself.
func (tx *Tx) soundTeam(t *Team) error {
	if strings.TrimSpace(t.Name) == "" {
		return AgainstRuleAt("name", "Give the team a name.")
	}
	all, err := tx.Teams()
	if err != nil {
		return err
	}
	under := map[string]*Team{}
	for _, other := range all {
		under[other.ID] = other
		if other.ID != t.ID && strings.EqualFold(other.Name, t.Name) && sameID(other.ParentTeamID, t.ParentTeamID) {
			return AgainstRuleAt("name", "There is already a team “"+other.Name+"” here. Give this one another name.")
		}
	}
	if t.ParentTeamID == nil {
		return nil
	}
	if under[*t.ParentTeamID] == nil {
		return NotFound("The team above")
	}
	for at, steps := t.ParentTeamID, 0; at != nil && steps <= len(all); steps++ {
		if *at == t.ID {
			return AgainstRuleAt("parent", "“"+t.Name+"” cannot be under “"+under[*t.ParentTeamID].Name+"”, because that team is below it. Choose a team that is not below this one.")
		}
		if under[*at] == nil {
			break
		}
		at = under[*at].ParentTeamID
	}
	return nil
}

// RemoveTeam takes a team out of the tree. One with teams below or with work of its own is refused. Drafts that whoever does it may not read
// stand in no way and in no number; the step that holds them asks for another team.
func (tx *Tx) RemoveTeam(t *Team) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	var below, work int64
	if err := tx.DB().Model(&Team{}).Where("parent_team_id = ? AND removed_at IS NULL", t.ID).Count(&below).Error; err != nil {
		return err
	}
	if below > 0 {
		return AgainstRule("There are teams below “" + t.Name + "”. Move them under another team first.")
	}
	for _, has := range []*gorm.DB{
		tx.visibleOutcomes(tx.DB().Model(&Outcome{})).Where("owner_team_id = ? AND removed_at IS NULL", t.ID),
		tx.DB().Model(&Workflow{}).Where("team_id = ? AND removed_at IS NULL", t.ID),
		tx.visible(tx.DB().Model(&Goal{})).Where("team_id = ? AND removed_at IS NULL AND state NOT IN ?", t.ID, overGoal),
		tx.visible(tx.DB().Model(&Objective{})).Where("team_id = ? AND removed_at IS NULL AND state NOT IN ?", t.ID, overGoal),
		tx.visible(tx.DB().Model(&Process{})).Where("team_id = ? AND removed_at IS NULL", t.ID),
	} {
		var n int64
		if err := has.Count(&n).Error; err != nil {
			return err
		}
		work += n
	}
	if work > 0 {
		return AgainstRule("“" + t.Name + "” still owns outcomes, workflows, goals, objectives or processes: " + itoa(int(work)) + " in all. Give them to another team first.")
	}
	before := *t
	if err := tx.Remove(t); err != nil {
		return err
	}
	if err := tx.renewLeads(); err != nil {
		return err
	}
	return tx.Emit(TeamRemoved, t, &before, t)
}

// PutBackTeam undoes RemoveTeam.
func (tx *Tx) PutBackTeam(ref string) (*Team, error) {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return nil, err
	}
	t, err := one("This team", func() ([]*Team, error) { return found[*Team](tx.DB().Where("ref = ?", ref)) })
	if err != nil || t.RemovedAt == nil {
		return t, err
	}
	before := *t
	if err := tx.PutBack(t); err != nil {
		return nil, err
	}
	if err := tx.renewLeads(); err != nil {
		return nil, err
	}
	return t, tx.Emit(TeamPutBack, t, &before, t)
}

// PutOnTeam puts a person on a team; on it already, nothing changes.
func (tx *Tx) PutOnTeam(p *Person, t *Team) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	has, err := found[*Membership](tx.DB().Where("person_id = ? AND team_id = ?", p.ID, t.ID))
	if err != nil || len(has) > 0 {
		return err
	}
	if err := tx.Insert(&Membership{PersonID: p.ID, TeamID: t.ID}); err != nil {
		return err
	}
	return tx.Emit(PersonTeamsChanged, p, nil, map[string]string{"joined": t.ID})
}

// TakeOffTeam takes a person off a team; whoever leads it must be replaced first.
func (tx *Tx) TakeOffTeam(p *Person, t *Team) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	if t.LeadPersonID != nil && *t.LeadPersonID == p.ID {
		return AgainstRule(p.Name + " leads “" + t.Name + "”. Choose another lead first.")
	}
	has, err := found[*Membership](tx.DB().Where("person_id = ? AND team_id = ?", p.ID, t.ID))
	if err != nil || len(has) == 0 {
		return err
	}
	if err := tx.Delete(has[0]); err != nil {
		return err
	}
	return tx.Emit(PersonTeamsChanged, p, map[string]string{"left": t.ID}, nil)
}

// renewLeads makes the sessions of everybody who leads take a new token, because the tree of rights changed.
func (tx *Tx) renewLeads() error {
	return tx.DB().Model(&Session{}).Where("person_id IN (SELECT lead_person_id FROM teams WHERE lead_person_id IS NOT NULL)").Update("renew", true).Error
}

func sameID(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }
