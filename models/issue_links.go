package models

import "slices"

// holdables are the kinds of things that an issue can hold up: what a decision can affect, and the work itself.
var holdables = append(slices.Clone(affectables),
	affectable{"task", "T", "tasks", "id, ref, title", (*Read).seenTasks, false},
	affectable{"handoff", "H", "handoffs", "id, ref, work AS title", nil, true},
	affectable{"decision", "D", "decisions", "id, ref, title", nil, false},
	affectable{"initiative", "I", "initiatives", "id, ref, name AS title", nil, false},
)

// fillHolds puts into issues what they hold up, as far as this person may know of it, in one query for each kind.
func (r *Read) fillHolds(list []*Issue) error {
	at := map[string]*Issue{}
	for _, i := range list {
		at[i.ID], i.Holds = i, nil
	}
	if len(at) == 0 {
		return nil
	}
	var links []*IssueLink
	if err := r.DB().Where("issue_id IN ?", keys(at)).Order("created_at, id").Limit(10 * most).Find(&links).Error; err != nil {
		return err
	}
	ids := map[string][]string{}
	for _, l := range links {
		ids[l.EntityType] = append(ids[l.EntityType], l.EntityID)
	}
	things, err := r.thingsByID(holdables, ids)
	if err != nil {
		return err
	}
	for _, l := range links {
		if a := things[l.EntityType+l.EntityID]; a != nil {
			at[l.IssueID].Holds = append(at[l.IssueID].Holds, a)
		}
	}
	return nil
}

// linkIssue ties a new issue to what it holds up.
func (tx *Tx) linkIssue(i *Issue) error {
	var links []*IssueLink
	for _, a := range i.Holds {
		links = append(links, &IssueLink{IssueID: i.ID, EntityType: a.Type, EntityID: a.ID})
	}
	return InsertAll[IssueLink](tx, links)
}
