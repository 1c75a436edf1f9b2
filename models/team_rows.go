package models

import (
	"slices"
	"strings"
)

// TeamNode is a team in the tree, with its lead, how many people are on it, and the teams below it.
type TeamNode struct {
	*Team
	Lead   *Person // nil without a lead
	People int
	Depth  int // 0 at the top
	Below  []*TeamNode
}

// Teams gives all teams by name.
func (r *Read) Teams() ([]*Team, error) {
	return heldRows(r, "teams", partCompany, func() ([]*Team, error) {
		return found[*Team](r.DB().Where("removed_at IS NULL").Order("name, id"))
	})
}

// TeamByRef finds one team.
func (r *Read) TeamByRef(ref string) (*Team, error) {
	return one("This team", func() ([]*Team, error) { return found[*Team](r.DB().Where("ref = ? AND removed_at IS NULL", ref)) })
}

// TeamNamed finds one team by its ref or its exact name. A name that several teams have is refused with their refs.
func (r *Read) TeamNamed(name string) (*Team, error) {
	list, err := found[*Team](r.DB().Where("(ref = ? OR name = ?) AND removed_at IS NULL", name, name).Order("id"))
	if err != nil {
		return nil, err
	}
	switch len(list) {
	case 0:
		return nil, AgainstRule("There is no team “" + name + "”. Give a team's ref, as TM3, or its exact name.")
	case 1:
		return list[0], nil
	}
	var refs []string
	for _, t := range list {
		if t.Ref == name {
			return t, nil
		}
		refs = append(refs, t.Ref)
	}
	return nil, AgainstRule("Several teams are named “" + name + "”: " + strings.Join(refs, ", ") + ". Give one of these refs.")
}

// TeamTree gives all teams, each right after the one it is under, with lead and number of people, in three queries.
func (r *Read) TeamTree() ([]*TeamNode, error) {
	teams, err := r.Teams()
	if err != nil {
		return nil, err
	}
	at := make(map[string]*TeamNode, len(teams))
	leads := map[string]bool{}
	for _, t := range teams {
		at[t.ID] = &TeamNode{Team: t}
		if t.LeadPersonID != nil {
			leads[*t.LeadPersonID] = true
		}
	}
	var people []*Person
	if len(leads) > 0 {
		if err := r.DB().Where("id IN ?", keys(leads)).Limit(most).Find(&people).Error; err != nil {
			return nil, err
		}
	}
	byID := map[string]*Person{}
	for _, p := range people {
		byID[p.ID] = p
	}
	var counts []struct {
		TeamID string
		N      int
	}
	err = r.DB().Raw(`SELECT m.team_id AS team_id, COUNT(*) AS n FROM memberships m JOIN people p ON p.id = m.person_id
		WHERE p.active = ? GROUP BY m.team_id LIMIT ?`, true, most).Scan(&counts).Error
	if err != nil {
		return nil, err
	}
	for _, c := range counts {
		if n := at[c.TeamID]; n != nil {
			n.People = c.N
		}
	}
	var roots []*TeamNode
	for _, t := range teams {
		n := at[t.ID]
		if t.LeadPersonID != nil {
			n.Lead = byID[*t.LeadPersonID]
		}
		if t.ParentTeamID != nil && at[*t.ParentTeamID] != nil {
			above := at[*t.ParentTeamID]
			above.Below = append(above.Below, n)
		} else {
			roots = append(roots, n)
		}
	}
	return flat(roots, 0, nil), nil
}

func flat(list []*TeamNode, depth int, into []*TeamNode) []*TeamNode {
	for _, n := range list {
		n.Depth = depth
		into = flat(n.Below, depth+1, append(into, n))
	}
	return into
}

// MembersOf gives the people on a team, its lead first, then by name.
func (r *Read) MembersOf(t *Team) ([]*Person, error) {
	list, err := found[*Person](r.DB().Where("active = ? AND id IN (SELECT person_id FROM memberships WHERE team_id = ?)", true, t.ID).Order("name, id"))
	slices.SortStableFunc(list, func(a, b *Person) int { return leadsFirst(t, a) - leadsFirst(t, b) })
	return list, err
}

func leadsFirst(t *Team, p *Person) int {
	if t.LeadPersonID != nil && *t.LeadPersonID == p.ID {
		return 0
	}
	return 1
}
