package models

import (
	"slices"
	"strings"

	"throughline/models/form"
)

// roleKinds are the things whose owner a handoff can be given to, with where the owner stands. A thing that a team owns stands for whoever
// leads it.
var roleKinds = map[string]struct{ table, columns string }{
	"outcome":   {"outcomes", "id, owner_person_id, owner_team_id AS team_id"},
	"goal":      {"goals", "id, owner_person_id, team_id"},
	"objective": {"objectives", "id, owner_person_id, team_id"},
	"workflow":  {"workflows", "id, owner_person_id, team_id"},
	"process":   {"processes", "id, owner_person_id, team_id"},
}

// RoleHolder is whoever holds a role at this moment: the owner of one of the things that a decision affects.
type RoleHolder struct {
	Of     *Affected
	Person *Person
}

// RoleHolders gives who owns what a decision affects, as far as somebody does: the person who owns it, else the lead of the team that does.
func (r *Read) RoleHolders(d *Decision) ([]RoleHolder, error) {
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	owner := map[string]*string{}
	for kind, rows := range roleKinds {
		ids := d.idsOf(kind)
		if len(ids) == 0 {
			continue
		}
		var owned []struct {
			ID            string
			OwnerPersonID *string
			TeamID        *string
		}
		if err := r.DB().Table(rows.table).Select(rows.columns).Where("id IN ?", ids).Limit(most).Scan(&owned).Error; err != nil {
			return nil, err
		}
		for _, o := range owned {
			if owner[o.ID] = o.OwnerPersonID; o.OwnerPersonID == nil && o.TeamID != nil && tree.ByID[*o.TeamID] != nil {
				owner[o.ID] = tree.ByID[*o.TeamID].LeadPersonID
			}
		}
	}
	named := make([]*string, 0, len(owner))
	for _, id := range owner {
		named = append(named, id)
	}
	people, err := r.peopleByID(named...)
	if err != nil {
		return nil, err
	}
	var list []RoleHolder
	for _, a := range d.Affects {
		if id := owner[a.ID]; id != nil && people[*id] != nil && people[*id].Active {
			list = append(list, RoleHolder{a, people[*id]})
		}
	}
	return list, nil
}

// Receivers are whom a decision can be handed to: those who own what it affects, teams for their leads, and people.
func (r *Read) Receivers(d *Decision) (*form.Directory, error) {
	owners, err := r.Owners()
	if err != nil {
		return nil, err
	}
	holders, err := r.RoleHolders(d)
	if err != nil || len(holders) == 0 {
		return owners.Both, err
	}
	var roles []form.Option
	for _, h := range holders {
		roles = append(roles, form.Option{Value: "owner:" + h.Of.Type + ":" + h.Of.ID, Label: "Owner of " + h.Of.Ref + " (" + h.Person.Name + ")", Group: "Who owns what it affects"})
	}
	return owners.Both.With(roles), nil
}

// holderOf finds who owns one of the things a decision affects, at this moment, and keeps with the handoff what it was given for. The duty
// stays that person's, whoever owns the thing later (R27).
func (tx *Tx) holderOf(d *Decision, named string, h *Handoff) (string, error) {
	kind, id, _ := strings.Cut(named, ":")
	holders, err := tx.RoleHolders(d)
	if err != nil {
		return "", err
	}
	at := slices.IndexFunc(holders, func(r RoleHolder) bool { return r.Of.Type == kind && r.Of.ID == id })
	if at < 0 {
		return "", AgainstRuleAt("receiver", "Nobody owns that now, or the decision does not affect it. Pick a person or a team.")
	}
	h.RoleType, h.RoleEntity = kind, id
	return holders[at].Person.ID, nil
}

// roleWords say for each handoff that was given to an owner what it was given for, in one query for each kind: "owner of O1 First contact".
func (r *Read) roleWords(list []*Handoff) (map[string]string, error) {
	want := map[string][]string{}
	for _, h := range list {
		if h.RoleType != "" {
			want[h.RoleType] = append(want[h.RoleType], h.RoleEntity)
		}
	}
	words := map[string]string{}
	for _, k := range affectables {
		if len(want[k.kind]) == 0 {
			continue
		}
		things, err := k.rows(r, "id IN ?", want[k.kind])
		if err != nil {
			return nil, err
		}
		for _, a := range things {
			words[k.kind+a.ID] = "owner of " + a.Ref
		}
	}
	for kind, ids := range want {
		for _, id := range ids {
			if words[kind+id] == "" {
				words[kind+id] = "owner of " + kindArticle(kind) // it was removed, or is a draft by now
			}
		}
	}
	return words, nil
}

func kindArticle(kind string) string {
	if kind == "outcome" || kind == "objective" {
		return "an " + kind
	}
	return "a " + kind
}
