package models

import (
	"slices"
	"strings"
)

// capable are the kinds of things that a competitive position can pay for.
var capable = slices.DeleteFunc(slices.Clone(affectables), func(k affectable) bool {
	return k.kind != "workflow" && k.kind != "process" && k.kind != "team"
})

// Foundation reads what a strategy stands on. Who may not know of the strategy asks for nothing here.
func (r *Read) Foundation(s *Strategy) (*Foundation, error) {
	f := &Foundation{Strategy: s, Goals: map[string]*Goal{}}
	var err error
	if f.Mine, err = r.worksOn(s); err != nil {
		return nil, err
	}
	people, err := r.peopleByID(s.OwnerPersonID)
	if err != nil {
		return nil, err
	}
	if s.OwnerPersonID != nil {
		f.Owner = people[*s.OwnerPersonID]
	}
	if f.Long, err = r.longGoals(s.ID); err != nil {
		return nil, err
	}
	goals, err := r.GoalsOf(s.ID)
	if err != nil {
		return nil, err
	}
	for _, g := range goals {
		f.Goals[g.ID] = g
	}
	return f, r.fillCapabilities(f)
}

// worksOn tells whether this person may write what a strategy stands on: nobody may once it is superseded.
func (r *Read) worksOn(s *Strategy) (bool, error) {
	err := r.mayWorkOn(s.ID)
	if _, refused := AsRefusal(err); refused {
		return false, nil
	}
	return err == nil && s.State != Superseded, err
}

func (r *Read) fillCapabilities(f *Foundation) error {
	links, err := found[*Capability](r.DB().Where("strategy_id = ?", f.Strategy.ID).Order("created_at, id"))
	if err != nil || len(links) == 0 {
		return err
	}
	ids := map[string][]string{}
	for _, l := range links {
		ids[l.EntityType] = append(ids[l.EntityType], l.EntityID)
	}
	things, err := r.thingsByID(capable, ids)
	for _, l := range links {
		if a := things[l.EntityType+l.EntityID]; a != nil {
			f.Capabilities = append(f.Capabilities, a)
		} else {
			f.Hidden = append(f.Hidden, l)
		}
	}
	return err
}

func (r *Read) longGoals(strategyID string) ([]*LongGoal, error) {
	list, err := found[*LongGoal](r.DB().Where("strategy_id = ?", strategyID).Order("position, id"))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	at := map[string]*LongGoal{}
	for _, l := range list {
		at[l.ID] = l
	}
	caps, err := found[*LongGoalCap](r.DB().Where("long_goal_id IN ?", keys(at)).Order("created_at, id"))
	for _, c := range caps {
		at[c.LongGoalID].GoalIDs = append(at[c.LongGoalID].GoalIDs, c.GoalID)
	}
	return list, err
}

// SaveFoundation writes what a strategy stands on. Who may work on the strategy may; the caller has asked that.
func (tx *Tx) SaveFoundation(before, after *Foundation) error {
	s := after.Strategy
	if s.FromDay.Valid() && s.ToDay.Valid() && !s.ToDay.After(s.FromDay) {
		return AgainstRuleAt("to", "It ends before it begins. Give a day after "+s.FromDay.Long()+".")
	}
	if s.State == Superseded {
		return AgainstRule("This strategy is superseded. It stays as it stood.")
	}
	after.Long = slices.DeleteFunc(after.Long, func(l *LongGoal) bool {
		return strings.TrimSpace(l.Title) == "" && l.DueDay == "" && len(l.GoalIDs) == 0
	})
	if !same(before.Strategy.OwnerPersonID, s.OwnerPersonID) {
		if s.OwnerDay = ""; s.OwnerPersonID != nil {
			s.OwnerDay = tx.Today()
		}
	}
	if err := tx.Save(s); err != nil {
		return err
	}
	if err := tx.saveCapabilities(before, after); err != nil {
		return err
	}
	for n, l := range after.Long {
		l.Position, l.StrategyID = n+1, s.ID
	}
	if err := tx.saveLongGoals(before, after); err != nil {
		return err
	}
	return tx.Emit(FoundationSaved, s, before.recorded(), after.recorded())
}

// recorded is the foundation as its event keeps it.
func (f *Foundation) recorded() any {
	return struct {
		*Strategy
		Capabilities []*Affected
		Long         []*LongGoal
	}{f.Strategy, f.Capabilities, f.Long}
}

func (tx *Tx) saveCapabilities(before, after *Foundation) error {
	want := map[[2]string]bool{}
	var fresh []*Capability
	for _, a := range after.Capabilities {
		key := [2]string{a.Type, a.ID}
		if !want[key] && !slices.ContainsFunc(before.Capabilities, func(b *Affected) bool { return b.Type == a.Type && b.ID == a.ID }) {
			fresh = append(fresh, &Capability{StrategyID: after.Strategy.ID, EntityType: a.Type, EntityID: a.ID})
		}
		want[key] = true
	}
	old, err := found[*Capability](tx.DB().Where("strategy_id = ?", after.Strategy.ID))
	if err != nil {
		return err
	}
	for _, c := range old {
		seen := slices.ContainsFunc(before.Capabilities, func(b *Affected) bool { return b.Type == c.EntityType && b.ID == c.EntityID })
		if seen && !want[[2]string{c.EntityType, c.EntityID}] {
			if err := tx.Delete(c); err != nil {
				return err
			}
		}
	}
	return InsertAll(tx, fresh)
}

// saveLongGoals writes the long-term goals with the goals under each. The links of one that goes are deleted before it.
func (tx *Tx) saveLongGoals(before, after *Foundation) error {
	stay := map[string]bool{}
	for _, l := range after.Long {
		stay[l.ID] = l.ID != ""
	}
	caps := func(l *LongGoal, goals []string) error {
		return replaceLinks(tx, plain(goals),
			func() ([]*LongGoalCap, error) {
				return found[*LongGoalCap](tx.DB().Where("long_goal_id = ?", l.ID))
			},
			func(c *LongGoalCap) *string { return &c.GoalID }, nil, func() *LongGoalCap { return &LongGoalCap{LongGoalID: l.ID} })
	}
	for _, l := range before.Long {
		if !stay[l.ID] {
			if err := caps(l, nil); err != nil {
				return err
			}
		}
	}
	if err := saveParts(tx, before.Long, after.Long); err != nil {
		return err
	}
	for _, l := range after.Long {
		if err := caps(l, l.GoalIDs); err != nil {
			return err
		}
	}
	return nil
}
