package models

import (
	"slices"

	"gorm.io/gorm"
)

// Onward is what became of a thing when its strategy was superseded: it goes on as another, or was dropped for a reason.
type Onward struct {
	*StrategyChoice
	CopyRef     string
	StrategyRef string // of the strategy that took the place
	Title       string
}

// onward reads what became of a thing of a strategy that is over; nil while it is not.
func (r *Read) onward(kind, id string) (*Onward, error) {
	over := r.DB().Model(&Strategy{}).Select("id").Where("state <> ?", Draft)
	list, err := found[*StrategyChoice](r.DB().Where("entity_type = ? AND entity_id = ? AND strategy_id IN (?)", kind, id, over).Order("created_at DESC, id"))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	o := &Onward{StrategyChoice: list[0]}
	strategies, err := found[*Strategy](r.DB().Where("id = ?", o.StrategyID))
	if err != nil || len(strategies) == 0 {
		return nil, err
	}
	o.StrategyRef, o.Title = strategies[0].Ref, orWords(strategies[0].Title, strategies[0].Ref)
	k := kindByKey(kind)
	if o.Copied == "" || k == nil {
		return o, nil
	}
	var refs []string
	err = r.DB().Table(k.table).Where("id = ? AND removed_at IS NULL", o.Copied).Limit(1).Pluck("ref", &refs).Error
	if len(refs) > 0 {
		o.CopyRef = refs[0]
	}
	return o, err
}

// notOver leaves out what belongs to a strategy that is superseded: it stands on the page of that one.
func (r *Read) notOver(q *gorm.DB) *gorm.DB {
	over := r.DB().Model(&Strategy{}).Select("id").Where("state = ?", Superseded)
	return q.Where("strategy_id IS NULL OR strategy_id NOT IN (?)", over)
}

// LeftOver is a thing that was dropped with its strategy, with the open work that still hangs on it.
type LeftOver struct {
	*StrategyChoice
	Tasks, Initiatives, Allocations, Issues int
}

// Any tells whether open work is left on it.
func (l *LeftOver) Any() bool { return l.Tasks+l.Initiatives+l.Allocations+l.Issues > 0 }

// leftOf lists what was dropped with a strategy and still has open work, as far as this person may know of that.
func (r *Read) leftOf(chosen []*StrategyChoice) ([]*LeftOver, error) {
	at, ids := map[string]*LeftOver{}, []string{}
	var list []*LeftOver
	for _, c := range chosen {
		if c.Choice == LeftOut && slices.Contains([]string{"outcome", "goal", "objective"}, c.EntityType) {
			l := &LeftOver{StrategyChoice: c}
			at[c.EntityID], ids, list = l, append(ids, c.EntityID), append(list, l)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	tasks := r.seenTasks(r.DB().Model(&Task{}).Where("removed_at IS NULL AND state NOT IN ?", []string{TaskFinished, TaskCancelled})).Select("id")
	initiatives := r.DB().Model(&Initiative{}).Where("removed_at IS NULL AND state NOT IN ?", overGoal).Select("id")
	issues := r.DB().Model(&Issue{}).Where("state <> ?", IssueResolved).Select("id")
	for _, c := range []struct {
		q  *gorm.DB
		to func(*LeftOver) *int
	}{
		{r.DB().Model(&TaskOutcome{}).Select("outcome_id AS id, COUNT(*) AS n").Where("outcome_id IN ? AND task_id IN (?)", ids, tasks).Group("outcome_id"), func(l *LeftOver) *int { return &l.Tasks }},
		{r.DB().Model(&TaskGoal{}).Select("goal_id AS id, COUNT(*) AS n").Where("goal_id IN ? AND task_id IN (?)", ids, tasks).Group("goal_id"), func(l *LeftOver) *int { return &l.Tasks }},
		{r.DB().Model(&TaskObjective{}).Select("objective_id AS id, COUNT(*) AS n").Where("objective_id IN ? AND task_id IN (?)", ids, tasks).Group("objective_id"), func(l *LeftOver) *int { return &l.Tasks }},
		{r.DB().Model(&InitiativeOutcome{}).Select("outcome_id AS id, COUNT(*) AS n").Where("outcome_id IN ? AND initiative_id IN (?)", ids, initiatives).Group("outcome_id"), func(l *LeftOver) *int { return &l.Initiatives }},
		{r.DB().Model(&InitiativeObjective{}).Select("objective_id AS id, COUNT(*) AS n").Where("objective_id IN ? AND initiative_id IN (?)", ids, initiatives).Group("objective_id"), func(l *LeftOver) *int { return &l.Initiatives }},
		{r.DB().Model(&Allocation{}).Select("outcome_id AS id, COUNT(*) AS n").Where("outcome_id IN ? AND removed_at IS NULL AND (to_day = '' OR to_day >= ?)", ids, r.Today()).Group("outcome_id"), func(l *LeftOver) *int { return &l.Allocations }},
		{r.DB().Model(&IssueLink{}).Select("entity_id AS id, COUNT(*) AS n").Where("entity_id IN ? AND issue_id IN (?)", ids, issues).Group("entity_id"), func(l *LeftOver) *int { return &l.Issues }},
	} {
		var rows []struct {
			ID string
			N  int
		}
		if err := c.q.Limit(most).Scan(&rows).Error; err != nil {
			return nil, err
		}
		for _, row := range rows {
			*c.to(at[row.ID]) += row.N
		}
	}
	return slices.DeleteFunc(list, func(l *LeftOver) bool { return !l.Any() }), nil
}
