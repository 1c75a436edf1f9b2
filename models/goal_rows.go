package models

import (
	"slices"

	"gorm.io/gorm"
)

// GoalsOf gives a strategy's goals with the outcomes they serve, in order of priority.
func (r *Read) GoalsOf(strategyID string) ([]*Goal, error) {
	return heldRows(r, "goals of "+strategyID, partGoals, func() ([]*Goal, error) {
		return r.goals(r.DB().Where("strategy_id = ? AND removed_at IS NULL", strategyID))
	})
}

func (g *Goal) unshare() { g.OutcomeIDs = slices.Clone(g.OutcomeIDs) }

// GoalsToPick gives goals that no strategy has taken yet, one page at a time, and how many there are.
func (r *Read) GoalsToPick(from, count int) (list []*Goal, all int64, err error) {
	if err = r.DB().Model(&Goal{}).Where("strategy_id IS NULL AND removed_at IS NULL").Count(&all).Error; err != nil {
		return nil, 0, err
	}
	var goals []*Goal
	err = r.DB().Where("strategy_id IS NULL AND removed_at IS NULL").Order("created_at, id").Offset(from).Limit(count).Find(&goals).Error
	if err != nil {
		return nil, 0, err
	}
	return goals, all, r.fillGoals(goals)
}

// GoalByRef finds one goal.
func (r *Read) GoalByRef(ref string) (*Goal, error) {
	return one("This goal", func() ([]*Goal, error) { return r.goals(r.DB().Where("ref = ? AND removed_at IS NULL", ref)) })
}

// GoalByID finds one goal, removed ones too.
func (r *Read) GoalByID(id string) (*Goal, error) {
	return one("This goal", func() ([]*Goal, error) { return r.goals(r.DB().Where("id = ?", id)) })
}

func (r *Read) goals(q *gorm.DB) ([]*Goal, error) {
	list, err := found[*Goal](q.Order("CASE WHEN priority = 0 THEN 1 ELSE 0 END, priority, created_at, id"))
	if err != nil {
		return nil, err
	}
	return list, r.fillGoals(list)
}

func (r *Read) fillGoals(list []*Goal) error {
	at := map[string]*Goal{}
	for _, g := range list {
		at[g.ID] = g
	}
	if len(at) == 0 {
		return nil
	}
	links, err := found[*GoalOutcome](r.DB().Where("goal_id IN ?", keys(at)).Order("created_at, id"))
	for _, l := range links {
		at[l.GoalID].OutcomeIDs = append(at[l.GoalID].OutcomeIDs, l.OutcomeID)
	}
	return err
}

// AddGoal writes a new goal with the outcomes it serves and its event.
func (tx *Tx) AddGoal(g *Goal) error {
	if err := tx.Insert(g); err != nil {
		return err
	}
	if err := tx.saveGoalLinks(g); err != nil {
		return err
	}
	return tx.Emit(GoalCreated, g, nil, g)
}

// SaveGoal writes a changed goal under its version.
func (tx *Tx) SaveGoal(kind EventType, before, g *Goal) error {
	if err := tx.Save(g); err != nil {
		return err
	}
	if err := tx.saveGoalLinks(g); err != nil {
		return err
	}
	return tx.Emit(kind, g, before, g)
}

func (tx *Tx) saveGoalLinks(g *Goal) error {
	return replaceLinks(tx, plain(g.OutcomeIDs), func() ([]*GoalOutcome, error) {
		return found[*GoalOutcome](tx.DB().Where("goal_id = ?", g.ID))
	}, func(l *GoalOutcome) *string { return &l.OutcomeID }, nil, func() *GoalOutcome { return &GoalOutcome{GoalID: g.ID} })
}
