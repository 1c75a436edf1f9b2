package models

import (
	"slices"

	"gorm.io/gorm"
)

// ObjectivesOf gives a strategy's objectives with the goals they deliver.
func (r *Read) ObjectivesOf(strategyID string) ([]*Objective, error) {
	return heldRows(r, "objectives of "+strategyID, partGoals, func() ([]*Objective, error) {
		return r.objectives(r.DB().Where("strategy_id = ? AND removed_at IS NULL", strategyID))
	})
}

func (o *Objective) unshare() { o.GoalIDs = slices.Clone(o.GoalIDs) }

// ObjectivesToPick gives objectives that no strategy has taken yet, one page at a time, and how many there are.
func (r *Read) ObjectivesToPick(from, count int) (list []*Objective, all int64, err error) {
	if err = r.DB().Model(&Objective{}).Where("strategy_id IS NULL AND removed_at IS NULL").Count(&all).Error; err != nil {
		return nil, 0, err
	}
	var picked []*Objective
	err = r.DB().Where("strategy_id IS NULL AND removed_at IS NULL").Order("created_at, id").Offset(from).Limit(count).Find(&picked).Error
	if err != nil {
		return nil, 0, err
	}
	return picked, all, r.fillObjectives(picked)
}

// ObjectiveByRef finds one objective.
func (r *Read) ObjectiveByRef(ref string) (*Objective, error) {
	return one("This objective", func() ([]*Objective, error) { return r.objectives(r.DB().Where("ref = ? AND removed_at IS NULL", ref)) })
}

// ObjectiveByID finds one objective, removed ones too.
func (r *Read) ObjectiveByID(id string) (*Objective, error) {
	return one("This objective", func() ([]*Objective, error) { return r.objectives(r.DB().Where("id = ?", id)) })
}

func (r *Read) objectives(q *gorm.DB) ([]*Objective, error) {
	list, err := found[*Objective](q.Order("CASE WHEN due_day = '' THEN 1 ELSE 0 END, due_day, created_at, id"))
	if err != nil {
		return nil, err
	}
	return list, r.fillObjectives(list)
}

func (r *Read) fillObjectives(list []*Objective) error {
	at := map[string]*Objective{}
	for _, o := range list {
		at[o.ID] = o
	}
	if len(at) == 0 {
		return nil
	}
	links, err := found[*ObjectiveGoal](r.DB().Where("objective_id IN ?", keys(at)).Order("created_at, id"))
	for _, l := range links {
		at[l.ObjectiveID].GoalIDs = append(at[l.ObjectiveID].GoalIDs, l.GoalID)
	}
	return err
}

// AddObjective writes a new objective with the goals it delivers and its event.
func (tx *Tx) AddObjective(o *Objective) error {
	if err := tx.Insert(o); err != nil {
		return err
	}
	if err := tx.saveObjectiveLinks(o); err != nil {
		return err
	}
	return tx.Emit(ObjectiveCreated, o, nil, o)
}

// SaveObjective writes a changed objective under its version.
func (tx *Tx) SaveObjective(kind EventType, before, o *Objective) error {
	if err := tx.Save(o); err != nil {
		return err
	}
	if err := tx.saveObjectiveLinks(o); err != nil {
		return err
	}
	return tx.Emit(kind, o, before, o)
}

func (tx *Tx) saveObjectiveLinks(o *Objective) error {
	return replaceLinks(tx, plain(o.GoalIDs), func() ([]*ObjectiveGoal, error) {
		return found[*ObjectiveGoal](tx.DB().Where("objective_id = ?", o.ID))
	}, func(l *ObjectiveGoal) *string { return &l.GoalID }, nil, func() *ObjectiveGoal { return &ObjectiveGoal{ObjectiveID: o.ID} })
}
