package models

import (
	"encoding/json"
	"slices"

	"gorm.io/gorm"
)

// Merge is the record of two things of a kind that were made one: what the kept one took over. It undoes the same.
type Merge struct {
	Row
	Kind, Kept, Dropped string
	Links               []string // goals, or outcomes, that the kept one took over; of tasks and initiatives objectives, of a process its workflow
	Goals, Outcomes     []string // of tasks, initiatives and workflows
	Tasks               []string
	Initiatives         []string // brought in under the dropped one
	Serving             []string // initiatives that serve an objective beside that
	Decisions           []string // that affect it
	Below               []string // objectives that deliver the kept goal now, or stand under the kept objective; tasks under a task, processes of a workflow
	State, Reason       string   // in which the dropped one stood; empty where it went out of sight
	HoursWas, Hours     *float64 // stated of the kept workflow, before and since
}

// MergeObjectives makes two objectives one: the kept one takes over the goals, tasks, initiatives, decisions and objectives below of the other,
// which goes out of sight.
func (tx *Tx) MergeObjectives(keep, drop *Objective) error {
	m := &Merge{Row: Row{ID: drop.ID}, Kind: "objective", Kept: keep.ID, Dropped: drop.ID}
	before := *keep
	before.GoalIDs = slices.Clone(keep.GoalIDs)
	m.Links = without(drop.GoalIDs, keep.GoalIDs)
	if keep.GoalIDs = append(slices.Clone(keep.GoalIDs), m.Links...); len(m.Links) > 0 {
		if err := tx.SaveObjective(ObjectiveChanged, &before, keep); err != nil {
			return err
		}
	}
	links, err := found[*TaskObjective](tx.DB().Where("objective_id IN ?", []string{keep.ID, drop.ID}).Order("task_id"))
	if err != nil {
		return err
	}
	has := map[string]bool{}
	for _, l := range links {
		has[l.TaskID] = has[l.TaskID] || l.ObjectiveID == keep.ID
	}
	for _, l := range links {
		if !has[l.TaskID] {
			has[l.TaskID] = true
			m.Tasks = append(m.Tasks, l.TaskID)
			if err := tx.Insert(&TaskObjective{TaskID: l.TaskID, ObjectiveID: keep.ID}); err != nil {
				return err
			}
		}
	}
	if m.Initiatives, err = tx.retie(tx.DB().Where("objective_id = ?", drop.ID), func(i *Initiative) { i.ObjectiveID = &keep.ID }); err != nil {
		return err
	}
	below, err := tx.objectives(tx.DB().Where("parent_objective_id = ? AND removed_at IS NULL", drop.ID))
	if err != nil {
		return err
	}
	for _, o := range below {
		was := *o
		o.ParentObjectiveID = &keep.ID
		m.Below = append(m.Below, o.ID)
		if err := tx.SaveObjective(ObjectiveChanged, &was, o); err != nil {
			return err
		}
	}
	if err := tx.takeOverLinks(m); err != nil {
		return err
	}
	gone := *drop
	drop.RemovedAt = &tx.Now
	if err := tx.SaveObjective(ObjectiveRemoved, &gone, drop); err != nil {
		return err
	}
	return tx.Emit(ThingsMerged, m, nil, m)
}

// MergeGoals makes two goals one: the kept one takes over the outcomes, objectives, tasks, initiatives and decisions of the other, which goes
// out of sight.
func (tx *Tx) MergeGoals(keep, drop *Goal) error {
	m := &Merge{Row: Row{ID: drop.ID}, Kind: "goal", Kept: keep.ID, Dropped: drop.ID}
	before := *keep
	before.OutcomeIDs = slices.Clone(keep.OutcomeIDs)
	m.Links = without(drop.OutcomeIDs, keep.OutcomeIDs)
	if keep.OutcomeIDs = append(slices.Clone(keep.OutcomeIDs), m.Links...); len(m.Links) > 0 {
		if err := tx.SaveGoal(GoalChanged, &before, keep); err != nil {
			return err
		}
	}
	delivering, err := tx.objectives(tx.DB().Where("id IN (?)", tx.DB().Model(&ObjectiveGoal{}).Select("objective_id").Where("goal_id = ?", drop.ID)))
	if err != nil {
		return err
	}
	for _, o := range delivering {
		if slices.Contains(o.GoalIDs, keep.ID) {
			continue
		}
		was := *o
		o.GoalIDs = append(slices.Clone(o.GoalIDs), keep.ID)
		m.Below = append(m.Below, o.ID)
		if err := tx.SaveObjective(ObjectiveChanged, &was, o); err != nil {
			return err
		}
	}
	links, err := found[*TaskGoal](tx.DB().Where("goal_id IN ?", []string{keep.ID, drop.ID}).Order("task_id"))
	if err != nil {
		return err
	}
	has := map[string]bool{}
	for _, l := range links {
		has[l.TaskID] = has[l.TaskID] || l.GoalID == keep.ID
	}
	for _, l := range links {
		if !has[l.TaskID] {
			has[l.TaskID] = true
			m.Tasks = append(m.Tasks, l.TaskID)
			if err := tx.Insert(&TaskGoal{TaskID: l.TaskID, GoalID: keep.ID}); err != nil {
				return err
			}
		}
	}
	if m.Initiatives, err = tx.retie(tx.DB().Where("goal_id = ?", drop.ID), func(i *Initiative) { i.GoalID = &keep.ID }); err != nil {
		return err
	}
	if err := tx.takeOverLinks(m); err != nil {
		return err
	}
	gone := *drop
	drop.RemovedAt = &tx.Now
	if err := tx.SaveGoal(GoalRemoved, &gone, drop); err != nil {
		return err
	}
	return tx.Emit(ThingsMerged, m, nil, m)
}

// LastMerge is how a goal or objective was merged into another; nil when it never was.
func (r *Read) LastMerge(droppedID string) (*Merge, error) {
	var e Event
	q := r.DB().Where("entity_type = ? AND entity_id = ?", EntityType(&Merge{}), droppedID).Order("occurred_at DESC, id DESC").Limit(1).Find(&e)
	if q.Error != nil || q.RowsAffected == 0 || e.Type != string(ThingsMerged) {
		return nil, q.Error
	}
	var c struct{ After *Merge }
	err := json.Unmarshal([]byte(e.Payload), &c)
	return c.After, err
}

// without gives those of list that have does not hold.
func without(list, have []string) (out []string) {
	for _, id := range list {
		if !slices.Contains(have, id) {
			out = append(out, id)
		}
	}
	return out
}

// retie changes what the initiatives found are tied to.
func (tx *Tx) retie(q *gorm.DB, change func(*Initiative)) (changed []string, err error) {
	list, err := found[*Initiative](q.Where("removed_at IS NULL").Order("id"))
	if err != nil {
		return nil, err
	}
	for _, i := range list {
		was := *i
		change(i)
		changed = append(changed, i.ID)
		if err := tx.Save(i); err != nil {
			return nil, err
		}
		if err := tx.Emit(InitiativeChanged, i, &was, i); err != nil {
			return nil, err
		}
	}
	return changed, nil
}
