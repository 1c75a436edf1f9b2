package models

import "slices"

// owedAllocations are proposed allocations that begin within seven days or have begun, and wait for a decision of this person: the nearest
// lead above who proposed it, else executives. One that a proposed decision is about waits with that decision.
func (r *Read) owedAllocations(o *Owed) ([]*Duty, int, error) {
	if r.Who.Reach(Decide) == None {
		return nil, 0, nil
	}
	q := r.DB().Where("state = ? AND removed_at IS NULL AND from_day <= ? AND to_day >= ?", Proposed, string(o.Today.Add(owedAhead)), string(o.Today)).
		Where("NOT EXISTS (SELECT 1 FROM decision_links l JOIN decisions d ON d.id = l.decision_id WHERE l.entity_id = allocations.id AND l.entity_type = 'allocation' AND d.state = ? AND d.removed_at IS NULL)",
			DecisionProposed)
	if !r.Who.Executive {
		q = q.Where("team_id IN ?", keys(r.Who.Below))
	}
	rows, err := found[*Allocation](q.Order("from_day, created_at, id"))
	if err != nil || len(rows) == 0 {
		return nil, 0, err
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, 0, err
	}
	rows = slices.DeleteFunc(rows, func(a *Allocation) bool { return !r.Who.decidesOn(a, tree) })
	var by []*string
	for _, a := range rows {
		by = append(by, a.ProposedPersonID)
	}
	people, err := r.peopleByID(by...)
	var list []*Duty
	for _, a := range rows[:min(len(rows), mostDuties)] {
		d := &Duty{Title: a.Name, Kind: "allocation", Ref: a.Ref, DueWord: "begins", Due: a.FromDay, Late: a.FromDay.Before(o.Today)}
		if t := tree.ByID[a.TeamID]; t != nil {
			d.Said = append(d.Said, "for "+t.Name)
		}
		if name := nameIn(people, a.ProposedPersonID); name != "" {
			d.Said = append(d.Said, "proposed by "+name)
		}
		list = append(list, d)
	}
	return list, len(rows), err
}

// decidesOn tells whether a proposed allocation waits for this person: for the lead of its team or the nearest above, past the one who
// proposed it, and for executives where there is no such lead or an executive proposed it.
func (w Who) decidesOn(a *Allocation, tree *Tree) bool {
	var leads []string // from the team up
	seen := map[string]bool{}
	for t := tree.ByID[a.TeamID]; t != nil && !seen[t.ID]; {
		seen[t.ID] = true
		if t.LeadPersonID != nil {
			leads = append(leads, *t.LeadPersonID)
		}
		if t.ParentTeamID == nil {
			break
		}
		t = tree.ByID[*t.ParentTeamID]
	}
	if by := a.ProposedPersonID; by != nil {
		above := len(leads)
		for n, lead := range leads {
			if lead == *by {
				above = n + 1
			}
		}
		leads = leads[above:]
	}
	if len(leads) == 0 {
		return w.Executive
	}
	return leads[0] == w.PersonID
}
