package models

// MyOutcomes gives the role page that is one's own: that of the highest team one leads, else the personal one.
func (r *Read) MyOutcomes() (*RoleOutcomes, error) {
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	if first := r.firstLed(tree); first != nil {
		return r.TeamOutcomes(first)
	}
	me, err := r.me()
	if err != nil {
		return nil, err
	}
	return r.PersonOutcomes(me)
}

// Glance is the state of the strategy as the first page shows it under what one owes: how one's own work connects to it and what needs
// a look, without tasks, dates and people.
func (r *Read) Glance() (*RoleOutcomes, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	if first := r.firstLed(b.Tree); first != nil {
		p, _, err := r.teamRole(b, first)
		return p, err
	}
	me, err := r.me()
	if err != nil {
		return nil, err
	}
	return r.personRole(b, me)
}

// firstLed is the team with the most below it among those that this person leads; nil for who leads none.
func (r *Read) firstLed(tree *Tree) (first *Team) {
	for _, id := range r.Who.Leads {
		if t := tree.ByID[id]; t != nil && (first == nil || len(tree.Under(t.ID)) > len(tree.Under(first.ID))) {
			first = t
		}
	}
	return first
}

func (r *Read) me() (*Person, error) {
	var me Person
	return &me, r.DB().Where("id = ?", r.Who.PersonID).First(&me).Error
}
