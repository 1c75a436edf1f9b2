package models

import (
	"reflect"
	"slices"

	"gorm.io/gorm"
)

// OperationsStrategyByRef finds one operations strategy that this person may know of, with all that is in it.
func (r *Read) OperationsStrategyByRef(ref string) (*OperationsStrategy, error) {
	s, err := one("This operations strategy", func() ([]*OperationsStrategy, error) {
		return r.operationsStrategies(r.DB().Where("ref = ? AND removed_at IS NULL", ref))
	})
	if err == nil && !r.Who.MaySeeOperations(s) {
		return nil, NotFound("This operations strategy")
	}
	return s, err
}

// RemovedOperationsStrategy finds a draft that was thrown away.
func (r *Read) RemovedOperationsStrategy(ref string) (*OperationsStrategy, error) {
	s, err := one("This operations strategy", func() ([]*OperationsStrategy, error) {
		return r.operationsStrategies(r.DB().Where("ref = ? AND removed_at IS NOT NULL", ref))
	})
	if err == nil && !r.Who.MaySeeOperations(s) {
		return nil, NotFound("This operations strategy")
	}
	return s, err
}

// OperationsInForce gives the operations strategies in force by name. Everybody reads them.
func (r *Read) OperationsInForce() ([]*OperationsStrategy, error) {
	return r.operationsStrategies(r.DB().Where("state = ? AND removed_at IS NULL", InForce))
}

// OperationsDrafts gives the drafts that this person may know of.
func (r *Read) OperationsDrafts() ([]*OperationsStrategy, error) {
	list, err := r.operationsStrategies(r.DB().Where("state = ? AND removed_at IS NULL", Draft))
	return slices.DeleteFunc(list, func(s *OperationsStrategy) bool { return !r.Who.MaySeeOperations(s) }), err
}

// OperationsVersions gives all versions of one operations strategy that this person may know of, the newest first.
func (r *Read) OperationsVersions(line string) ([]*OperationsStrategy, error) {
	list, err := found[*OperationsStrategy](r.DB().Where("line = ? AND removed_at IS NULL", line).Order("n DESC, id"))
	return slices.DeleteFunc(list, func(s *OperationsStrategy) bool { return !r.Who.MaySeeOperations(s) }), err
}

// OperationsOfTeams gives the operations strategies in force whose team is one of some, by name.
func (r *Read) OperationsOfTeams(teams []string) ([]*OperationsStrategy, error) {
	if len(teams) == 0 {
		return nil, nil
	}
	return found[*OperationsStrategy](r.DB().Where("state = ? AND removed_at IS NULL AND team_id IN ?", InForce, teams).Order("name, id"))
}

// fillGuides puts on a team's page what the team goes by: decisions that affect it, and its operations strategies.
func (r *Read) fillGuides(p *RoleOutcomes, team *Team) (err error) {
	if p.Decisions, err = r.DecisionsAbout("team", team.ID, fewDecisions); err != nil {
		return err
	}
	p.Operations, err = r.operationsOf(p.Tree, team)
	return err
}

// operationsOf gives the operations strategies in force that a team goes by: its own and of systems it owns; without one, those of the
// nearest team above that has some.
func (r *Read) operationsOf(tree *Tree, team *Team) ([]*OperationsStrategy, error) {
	var way []string
	for t := team; t != nil && !slices.Contains(way, t.ID); {
		if way = append(way, t.ID); t.ParentTeamID == nil {
			break
		}
		t = tree.ByID[*t.ParentTeamID]
	}
	list, err := r.OperationsOfTeams(way)
	for _, id := range way {
		near := slices.DeleteFunc(slices.Clone(list), func(s *OperationsStrategy) bool { return s.TeamID == nil || *s.TeamID != id })
		if len(near) > 0 {
			return near, err
		}
	}
	return nil, err
}

// OperationsServing gives the operations strategies in force that serve an outcome, by name.
func (r *Read) OperationsServing(outcomeID string) ([]*OperationsStrategy, error) {
	anchored := r.DB().Model(&OperationsAnchor{}).Select("operations_strategy_id").Where("outcome_id = ?", outcomeID)
	return found[*OperationsStrategy](r.DB().Where("state = ? AND removed_at IS NULL AND id IN (?)", InForce, anchored).Order("name, id"))
}

// visibleOperations keeps of the operations strategies what this person may know of.
func (r *Read) visibleOperations(q *gorm.DB) *gorm.DB {
	switch r.Who.Reach(RunOperations) {
	case All:
		return q
	case Teams:
		return q.Where("state <> ? OR author_person_id = ? OR owner_person_id = ? OR team_id IN ?", Draft, r.Who.PersonID, r.Who.PersonID, keys(r.Who.Below))
	}
	return q.Where("state <> ? OR author_person_id = ? OR owner_person_id = ?", Draft, r.Who.PersonID, r.Who.PersonID)
}

// draftingOperations adds to what is known of drafts the operations strategies among some ids.
func (r *Read) draftingOperations(d drafting, ids []string) error {
	list, err := found[*OperationsStrategy](r.DB().Where("id IN ?", ids))
	for _, s := range list {
		d.since[s.ID], d.may[s.ID] = s.InForceAt, r.Who.MayReadOperationsDraft(s)
	}
	return err
}

func (r *Read) operationsStrategies(q *gorm.DB) ([]*OperationsStrategy, error) {
	list, err := found[*OperationsStrategy](q.Order("name, id"))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	at := map[string]*OperationsStrategy{}
	for _, s := range list {
		at[s.ID] = s
	}
	ids := keys(at)
	var anchors []*OperationsAnchor
	var measures []*OperationsMeasure
	var priorities []*OperationsPriority
	of := func() *gorm.DB { return r.DB().Where("operations_strategy_id IN ?", ids).Limit(10 * most) }
	if err := of().Order("created_at, id").Find(&anchors).Error; err != nil {
		return nil, err
	}
	for _, a := range anchors {
		at[a.OperationsStrategyID].OutcomeIDs = append(at[a.OperationsStrategyID].OutcomeIDs, a.OutcomeID)
	}
	if err := of().Order("position, id").Find(&measures).Error; err != nil {
		return nil, err
	}
	for _, m := range measures {
		at[m.OperationsStrategyID].Measures = append(at[m.OperationsStrategyID].Measures, m)
	}
	err = of().Order("position, id").Find(&priorities).Error
	for _, p := range priorities {
		at[p.OperationsStrategyID].Priorities = append(at[p.OperationsStrategyID].Priorities, p)
	}
	return list, err
}

// saveOperations writes a strategy with all that is in it. Rows that stayed as they are keep their version.
func (tx *Tx) saveOperations(before, s *OperationsStrategy) error {
	if before == nil {
		if err := tx.Insert(s); err != nil {
			return err
		}
		before = &OperationsStrategy{}
	} else if err := tx.Save(s); err != nil {
		return err
	}
	err := replaceLinks(tx, plain(s.OutcomeIDs),
		func() ([]*OperationsAnchor, error) {
			return found[*OperationsAnchor](tx.DB().Where("operations_strategy_id = ?", s.ID))
		},
		func(a *OperationsAnchor) *string { return &a.OutcomeID }, nil, func() *OperationsAnchor { return &OperationsAnchor{OperationsStrategyID: s.ID} })
	if err != nil {
		return err
	}
	for n, m := range s.Measures {
		m.Position, m.OperationsStrategyID = n+1, s.ID
	}
	for n, p := range s.Priorities {
		p.Position, p.OperationsStrategyID = n+1, s.ID
	}
	if err := saveParts(tx, before.Measures, s.Measures); err != nil {
		return err
	}
	return saveParts(tx, before.Priorities, s.Priorities)
}

// saveParts writes the rows of a list inside a thing: new ones are added, changed ones saved under their version, those that are gone deleted.
func saveParts[E any, P interface {
	*E
	Entity
}](tx *Tx, before, now []P) error {
	stood, stay := map[string]P{}, map[string]bool{}
	for _, e := range before {
		stood[e.Identity()] = e
	}
	var fresh []P
	for _, e := range now {
		switch was := stood[e.Identity()]; {
		case e.Edition() == 0 || was == nil:
			fresh = append(fresh, e)
		case !reflect.DeepEqual(was, e):
			if err := tx.Save(e); err != nil {
				return err
			}
		}
		stay[e.Identity()] = true
	}
	for _, e := range before {
		if !stay[e.Identity()] {
			if err := tx.Delete(e); err != nil {
				return err
			}
		}
	}
	return InsertAll[E, P](tx, fresh)
}
