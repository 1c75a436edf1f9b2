package models

import "slices"

// anOperationsStrategy reads an operations strategy that came in force: from then on everybody reads it.
func (s *story) anOperationsStrategy() error {
	if err := s.after(&s.operations); err != nil {
		return err
	}
	s.is("operations_strategy", s.operations.Ref, s.operations.Name)
	return nil
}

// runsIt are those whom an operations strategy concerns: its owner, the leads of its team and of those below, who own the objectives that deliver
// its priorities, and who answer for the outcomes that it serves.
func (s *story) runsIt() (list []addressee, err error) {
	add := func(id *string, because string) {
		if id != nil && *id != "" {
			list = append(list, addressee{id: *id, because: because})
		}
	}
	o := &s.operations
	add(o.OwnerPersonID, "you answer for it")
	tree, err := s.tx.Tree()
	if err != nil {
		return nil, err
	}
	lead := func(teamID *string, because string) {
		if teamID != nil && tree.ByID[*teamID] != nil {
			add(tree.ByID[*teamID].LeadPersonID, because)
		}
	}
	if o.TeamID != nil && tree.ByID[*o.TeamID] != nil {
		under := slices.Clone(tree.Under(*o.TeamID))
		slices.Sort(under)
		lead(o.TeamID, "you lead "+tree.ByID[*o.TeamID].Name+", whose operations it is about")
		for _, id := range under {
			if t := tree.ByID[id]; t != nil && id != *o.TeamID {
				lead(&id, "you lead "+t.Name+", whose operations it is about")
			}
		}
	}
	var objectives []string
	for _, p := range o.Priorities {
		objectives = append(objectives, ids(p.ObjectiveID)...)
	}
	aims, err := found[*Objective](s.tx.DB().Where("id IN ? AND removed_at IS NULL", objectives).Order("ref"))
	if err != nil {
		return nil, err
	}
	for _, aim := range aims {
		add(aim.OwnerPersonID, "you own "+aim.Ref+", which is to deliver one of its priorities")
	}
	outcomes, err := found[*Outcome](s.tx.DB().Where("id IN ? AND removed_at IS NULL", o.OutcomeIDs).Order("ref"))
	for _, out := range outcomes {
		add(out.OwnerPersonID, "you own "+out.Ref+", which it serves")
		lead(out.OwnerTeamID, "you lead the team that answers for "+out.Ref+", which it serves")
	}
	return list, err
}

func (s *story) operationsHold() string {
	say := s.by() + " put it in force."
	if s.operations.FromDay.Valid() && s.operations.ToDay.Valid() {
		say += " It holds from " + s.operations.FromDay.Long() + " to " + s.operations.ToDay.Long() + "."
	}
	return say
}
