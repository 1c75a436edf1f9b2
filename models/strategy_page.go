package models

import (
	"slices"

	"gorm.io/gorm"
)

// StrategyDetail is the strategy in force with all its goals and objectives.
type StrategyDetail struct {
	*Board
	All        []*ObjectiveNow    // every objective of the strategy, done ones too
	Loose      []*ObjectiveNow    // those of them that deliver no goal
	Findings   []FindingCount     // for those who may read every draft
	Waiting    Waiting            // what belongs to no strategy yet
	Foundation *Foundation        // nil while none is in force
	Operations []*OperationsLayer // operations strategies in force
	Clock      *IntentClock       // how long the intent stands; nil while none is in force
	Ask        *PageToRead        // the intent, while the person who asks has not read its wording; nil otherwise
}

// Waiting counts what was brought in and belongs to no strategy yet; initiatives belong to none.
type Waiting struct{ Outcomes, Goals, Objectives, Initiatives int64 }

// StrategyPage reads the strategy in force for its page.
func (r *Read) StrategyPage() (*StrategyDetail, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	p := &StrategyDetail{Board: b}
	if b.Strategy != nil {
		objectives, err := r.ObjectivesOf(b.Strategy.ID)
		if err != nil {
			return nil, err
		}
		var ids []*string
		for _, o := range objectives {
			ids = append(ids, o.OwnerPersonID)
		}
		for _, g := range b.Goals {
			ids = append(ids, g.OwnerPersonID)
		}
		if b.People, err = r.peopleByID(ids...); err != nil {
			return nil, err
		}
		for _, o := range objectives {
			now := b.objectiveNow(o)
			p.All = append(p.All, now)
			if len(now.Goals) == 0 {
				p.Loose = append(p.Loose, now)
			}
		}
		b.Objectives = p.All
	}
	if _, p.Foundation, err = r.organizationLayer(b); err != nil {
		return nil, err
	}
	operations, err := r.OperationsInForce()
	if err != nil {
		return nil, err
	}
	if p.Operations, err = r.operationsLayers(b, operations); err != nil {
		return nil, err
	}
	if p.Findings, err = r.FindingCounts(); err != nil {
		return nil, err
	}
	if p.Clock, err = r.IntentClock(); err != nil {
		return nil, err
	}
	if p.Ask, err = r.OwnPage(nil); err != nil {
		return nil, err
	}
	p.Waiting, err = r.Waiting()
	return p, err
}

// Waiting counts what belongs to no strategy yet.
func (r *Read) Waiting() (w Waiting, err error) {
	for table, n := range map[any]*int64{&Outcome{}: &w.Outcomes, &Goal{}: &w.Goals, &Objective{}: &w.Objectives} {
		if err := r.DB().Model(table).Where("strategy_id IS NULL AND removed_at IS NULL").Count(n).Error; err != nil {
			return w, err
		}
	}
	return w, r.DB().Model(&Initiative{}).Where(`removed_at IS NULL AND NOT EXISTS (SELECT 1 FROM initiative_outcomes l WHERE l.initiative_id = initiatives.id)
		AND NOT EXISTS (SELECT 1 FROM initiative_objectives l WHERE l.initiative_id = initiatives.id)`).Count(&w.Initiatives).Error
}

// Started tells whether somebody has begun the alignment: a sentence of intent stands written.
func (r *Read) Started() (bool, error) {
	var n int64
	err := r.DB().Model(&Intent{}).Where("statement <> '' AND state <> ?", Superseded).Limit(1).Count(&n).Error
	return n > 0, err
}

// OwnerOf names who answers for a goal on the board.
func (b *Board) OwnerOf(g *Goal) Owner {
	return ownerOf(g.TeamID, g.OwnerPersonID, g.OwnerText, b.Tree.ByID, b.People)
}

// Unaimed gives the goals on the board that serve no outcome.
func (b *Board) Unaimed() []*Goal {
	return slices.DeleteFunc(slices.Clone(b.Goals), func(g *Goal) bool { return len(b.Serves(g)) > 0 })
}

// GoalDetail is one goal with what is below and above it.
type GoalDetail struct {
	*Goal
	Tree       *Tree
	OwnedBy    Owner
	InForce    bool
	Parent     *Goal
	Served     []*OutcomeNow // outcomes it serves that this person may know of
	Objectives []*ObjectiveNow
	Tasks      []*TaskNow // tied straight to it; the first 50
	MoreTasks  int
	Onward     *Onward // what became of it when its strategy was superseded; nil while it is not
	Findings   []*Finding
	Decisions  []*DecisionNow // that affect it; the first few
}

// GoalPage reads one goal. One of a draft is there for its authors and executives only.
func (r *Read) GoalPage(ref string) (*GoalDetail, error) {
	g, err := r.GoalByRef(ref)
	if err != nil {
		return nil, err
	}
	if err := r.seen("This goal", g.StrategyID); err != nil {
		return nil, err
	}
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	p := &GoalDetail{Goal: g, Tree: b.Tree, InForce: b.Strategy != nil && g.StrategyID != nil && *g.StrategyID == b.Strategy.ID}
	if p.Onward, err = r.onward("goal", g.ID); err != nil {
		return nil, err
	}
	if g.ParentGoalID != nil {
		above, err := r.goals(r.visible(r.DB().Where("id = ? AND removed_at IS NULL", *g.ParentGoalID)))
		if err != nil {
			return nil, err
		}
		if len(above) > 0 {
			p.Parent = above[0]
		}
	}
	outcomes, err := r.outcomes(r.visibleOutcomes(r.DB().Where("removed_at IS NULL AND (id IN ? OR goal_id = ?)", g.OutcomeIDs, g.ID)).Limit(200))
	if err != nil {
		return nil, err
	}
	if p.Served, err = r.OutcomesNow(outcomes, b.Tree); err != nil {
		return nil, err
	}
	under := r.DB().Model(&ObjectiveGoal{}).Select("objective_id").Where("goal_id = ?", g.ID)
	objectives, err := r.objectives(r.visible(r.DB().Where("removed_at IS NULL AND id IN (?)", under)))
	if err != nil {
		return nil, err
	}
	ids := []*string{g.OwnerPersonID}
	for _, o := range objectives {
		ids = append(ids, o.OwnerPersonID)
	}
	if b.People, err = r.peopleByID(ids...); err != nil {
		return nil, err
	}
	p.OwnedBy = b.OwnerOf(g)
	for _, o := range objectives {
		p.Objectives = append(p.Objectives, b.objectiveNow(o))
	}
	tied := r.DB().Model(&TaskGoal{}).Select("task_id").Where("goal_id = ?", g.ID)
	if p.Tasks, p.MoreTasks, err = r.tiedTasks(b, tied); err != nil {
		return nil, err
	}
	if p.Decisions, err = r.DecisionsAbout("goal", g.ID, fewDecisions); err != nil {
		return nil, err
	}
	p.Findings, err = r.FindingsOf("goal", g.ID)
	return p, err
}

// tiedTasks gives the first 50 of the tasks whose ids a query gives, open ones first, and how many more there are: of those that this person may
// see. What is tied to an initiative that serves nothing may stand on a personal page alone.
func (r *Read) tiedTasks(b *Board, ids *gorm.DB) ([]*TaskNow, int, error) {
	tied := func() *gorm.DB {
		return r.seenTasks(r.DB().Model(&Task{}).Where("removed_at IS NULL AND id IN (?)", ids))
	}
	var all int64
	if err := tied().Count(&all).Error; err != nil {
		return nil, 0, err
	}
	var list []*Task
	err := tied().
		Order("CASE WHEN done_day = '' THEN 0 ELSE 1 END, CASE WHEN due_day = '' THEN 1 ELSE 0 END, due_day, created_at, id").Limit(50).Find(&list).Error
	if err != nil {
		return nil, 0, err
	}
	named, err := r.tasksNow(b, list)
	return named, int(all) - len(list), err
}

// ObjectiveDetail is one objective with its thread upwards and its tasks.
type ObjectiveDetail struct {
	*ObjectiveNow
	Tree      *Tree
	InForce   bool
	Intent    *Intent
	Above     []*Goal       // goals it delivers that this person may know of
	Own       []*OutcomeNow // outcomes brought in under it
	Parent    *Objective
	Tasks     []*TaskNow
	MoreTasks int
	Onward    *Onward // what became of it when its strategy was superseded; nil while it is not
	Findings  []*Finding
	Decisions []*DecisionNow // that affect it; the first few
}

// ObjectivePage reads one objective. One of a draft is there for its authors and executives only.
func (r *Read) ObjectivePage(ref string) (*ObjectiveDetail, error) {
	o, err := r.ObjectiveByRef(ref)
	if err != nil {
		return nil, err
	}
	if err := r.seen("This objective", o.StrategyID); err != nil {
		return nil, err
	}
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	p := &ObjectiveDetail{Tree: b.Tree, Intent: b.Intent, InForce: b.Strategy != nil && o.StrategyID != nil && *o.StrategyID == b.Strategy.ID}
	if b.People, err = r.peopleByID(o.OwnerPersonID); err != nil {
		return nil, err
	}
	p.ObjectiveNow = b.objectiveNow(o)
	if p.Onward, err = r.onward("objective", o.ID); err != nil {
		return nil, err
	}
	if len(o.GoalIDs) > 0 {
		if p.Above, err = r.goals(r.visible(r.DB().Where("removed_at IS NULL AND id IN ?", o.GoalIDs))); err != nil {
			return nil, err
		}
	}
	if o.ParentObjectiveID != nil {
		above, err := r.objectives(r.visible(r.DB().Where("id = ? AND removed_at IS NULL", *o.ParentObjectiveID)))
		if err != nil {
			return nil, err
		}
		if len(above) > 0 {
			p.Parent = above[0]
		}
	}
	own, err := r.outcomes(r.visibleOutcomes(r.DB().Where("removed_at IS NULL AND objective_id = ?", o.ID)).Limit(200))
	if err != nil {
		return nil, err
	}
	if p.Own, err = r.OutcomesNow(own, b.Tree); err != nil {
		return nil, err
	}
	tied := r.DB().Model(&TaskObjective{}).Select("task_id").Where("objective_id = ?", o.ID)
	if p.Tasks, p.MoreTasks, err = r.tiedTasks(b, tied); err != nil {
		return nil, err
	}
	if p.Decisions, err = r.DecisionsAbout("objective", o.ID, fewDecisions); err != nil {
		return nil, err
	}
	p.Findings, err = r.FindingsOf("objective", o.ID)
	return p, err
}
