package models

import (
	"slices"
)

// InitiativeDetail is one initiative as its page shows it.
type InitiativeDetail struct {
	*InitiativeNow
	Team       *Team
	Intent     *Intent       // in force; nil while there is none
	Served     []*OutcomeNow // outcomes in force
	Goals      []*Goal
	Objectives []*Objective
	Measured   *MeasuredBy // nil when no metric shows its success
	Tasks      []*TaskNow
	MoreTasks  int
	Moves      []*InitiativeMove
	Decisions  []*DecisionNow
}

// MeasuredBy is how far a metric is that shows an initiative's success.
type MeasuredBy struct {
	Metric  *Metric
	Unit    string
	Now     *float64
	Target  *float64
	Outcome *Outcome // whose metric it is
}

// InitiativePage reads one initiative and follows it up to the intent.
func (r *Read) InitiativePage(ref string) (*InitiativeDetail, error) {
	i, err := r.InitiativeByRef(ref)
	if err != nil {
		return nil, err
	}
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	now, err := r.initiativesNow([]*Initiative{i})
	if err != nil {
		return nil, err
	}
	p := &InitiativeDetail{InitiativeNow: now[0], Intent: b.Intent}
	if i.TeamID != nil {
		p.Team = b.Tree.ByID[*i.TeamID]
	}
	if err := r.fillInitiativeThread(b, p); err != nil {
		return nil, err
	}
	p.Measured = b.measuredBy(i)
	tied := r.DB().Model(&Task{}).Select("id").Where("initiative_id = ?", i.ID)
	if p.Tasks, p.MoreTasks, err = r.tiedTasks(b, tied); err != nil {
		return nil, err
	}
	if p.Moves, err = found[*InitiativeMove](r.DB().Where("initiative_id = ?", i.ID).Order("created_at DESC, id DESC")); err != nil {
		return nil, err
	}
	p.Decisions, err = r.DecisionsAbout("initiative", i.ID, fewDecisions)
	return p, err
}

// fillInitiativeThread adds objectives, their goals, and the outcomes in force that it serves by them or straight.
func (r *Read) fillInitiativeThread(b *Board, p *InitiativeDetail) (err error) {
	i := p.Initiative
	if len(i.ObjectiveIDs) > 0 {
		if p.Objectives, err = r.objectives(r.visible(r.DB().Where("id IN ? AND removed_at IS NULL", i.ObjectiveIDs))); err != nil {
			return err
		}
	}
	goals := []string{}
	if i.GoalID != nil {
		goals = append(goals, *i.GoalID)
	}
	for _, o := range p.Objectives {
		goals = append(goals, o.GoalIDs...)
	}
	if len(goals) > 0 {
		if p.Goals, err = r.goals(r.visible(r.DB().Where("id IN ? AND removed_at IS NULL", goals))); err != nil {
			return err
		}
	}
	for _, o := range b.Outcomes {
		serves := slices.Contains(i.OutcomeIDs, o.ID) || o.ObjectiveID != nil && slices.Contains(i.ObjectiveIDs, *o.ObjectiveID)
		for _, g := range p.Goals {
			serves = serves || slices.Contains(g.OutcomeIDs, o.ID) || o.GoalID != nil && *o.GoalID == g.ID
		}
		if serves {
			p.Served = append(p.Served, o)
		}
	}
	return nil
}

// measuredBy finds how the metric of an initiative stands today. Its newest reading counts, whichever outcome uses it.
func (b *Board) measuredBy(i *Initiative) *MeasuredBy {
	if i.MetricID == nil {
		return nil
	}
	for _, o := range b.Outcomes {
		for _, m := range o.Metrics {
			if m.Measure.MetricID == *i.MetricID {
				return &MeasuredBy{Metric: m.Measure.Metric, Unit: m.Measure.Unit, Now: m.Track.Now, Target: i.MetricTarget, Outcome: o.Outcome}
			}
		}
	}
	return nil
}

// TieTasks ties a task to an initiative by the task's reference, or loosens it. Who ties must be allowed to change both.
func (tx *Tx) TieTasks(i *Initiative, ref string, tied bool) error {
	if err := tx.Who.Must(RunInitiative, i.scope()); err != nil {
		return err
	}
	t, err := tx.TaskToChange(ref)
	if _, refused := AsRefusal(err); refused {
		return AgainstRuleAt("task", "There is no task “"+ref+"”. Give the reference of one, such as T17.")
	}
	if err != nil {
		return err
	}
	if !tx.Who.MayChangeTask(t) {
		return AgainstRuleAt("task", "You may not change "+t.Ref+". Its owner or a lead of its team ties it.")
	}
	here := t.InitiativeID != nil && *t.InitiativeID == i.ID
	switch {
	case here == tied:
		return nil
	case tied && t.InitiativeID != nil:
		return AgainstRuleAt("task", t.Ref+" belongs to another initiative already. Loosen it there first.")
	}
	before := *t
	if t.InitiativeID = nil; tied {
		t.InitiativeID = &i.ID
	}
	if err := tx.Save(t); err != nil {
		return err
	}
	return tx.Emit(TaskChanged, t, &before, t)
}
