package models

import "slices"

// thread follows an objective up to the goals it delivers and the outcomes those serve (R25).
func (b *Board) thread(o *Objective) (goals []*Goal, outcomes []*OutcomeNow) {
	for _, g := range b.Goals {
		if slices.Contains(o.GoalIDs, g.ID) {
			goals = append(goals, g)
		}
	}
	for _, out := range b.Outcomes {
		serves := out.ObjectiveID != nil && *out.ObjectiveID == o.ID
		for _, g := range goals {
			serves = serves || slices.Contains(g.OutcomeIDs, out.ID) || out.GoalID != nil && *out.GoalID == g.ID
		}
		if serves {
			outcomes = append(outcomes, out)
		}
	}
	return goals, outcomes
}

// Serves gives the outcomes in force that a goal is set for.
func (b *Board) Serves(g *Goal) []*OutcomeNow {
	var list []*OutcomeNow
	for _, o := range b.Outcomes {
		if slices.Contains(g.OutcomeIDs, o.ID) || o.GoalID != nil && *o.GoalID == g.ID {
			list = append(list, o)
		}
	}
	return list
}

// Under gives the objectives on the board that deliver a goal.
func (b *Board) Under(g *Goal) []*ObjectiveNow {
	var list []*ObjectiveNow
	for _, o := range b.Objectives {
		if slices.Contains(o.GoalIDs, g.ID) {
			list = append(list, o)
		}
	}
	return list
}

// GoalsFor gives the goals on the board that serve an outcome.
func (b *Board) GoalsFor(o *OutcomeNow) []*Goal {
	var list []*Goal
	for _, g := range b.Goals {
		if slices.Contains(g.OutcomeIDs, o.ID) || o.GoalID != nil && *o.GoalID == g.ID {
			list = append(list, g)
		}
	}
	return list
}

// TaskThread is one task with its thread up to the intent.
type TaskThread struct {
	Task       *TaskNow
	Team       *Team
	Served     []*OutcomeNow // outcomes in force that it serves, straight or by what follows
	Goals      []*Goal
	Objectives []*Objective
	By         *Initiative // the initiative that asks for it; nil when none does
	Intent     *Intent     // in force; nil while there is none
	Findings   []*Finding
	Handoff    *HandoffNow // it came with; nil when it came without one
}

// TaskPage reads one task and follows it up: objectives, goals, outcomes, intent. What this person may not know of is left out.
func (r *Read) TaskPage(ref string) (*TaskThread, error) {
	t, err := r.TaskByRef(ref)
	if err != nil {
		return nil, err
	}
	if err := r.seenTask(t); err != nil {
		return nil, err
	}
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	named, err := r.tasksNow(b, []*Task{t})
	if err != nil {
		return nil, err
	}
	p := &TaskThread{Task: named[0], Intent: b.Intent}
	if t.TeamID != nil {
		p.Team = b.Tree.ByID[*t.TeamID]
	}
	if p.Handoff, err = r.handoffOfTask(t, b.Tree); err != nil {
		return nil, err
	}
	if t.Under.asks() {
		p.By = t.Under
	}
	goals := map[string]bool{}
	for _, id := range t.servesBy("goal") {
		goals[id] = true
	}
	if p.Objectives, err = found[*Objective](r.visible(r.DB().Where("id IN ? AND removed_at IS NULL", t.servesBy("objective"))).Order("created_at, id")); err != nil {
		return nil, err
	}
	if err := r.fillObjectives(p.Objectives); err != nil {
		return nil, err
	}
	for _, o := range p.Objectives {
		for _, id := range o.GoalIDs {
			goals[id] = true
		}
	}
	if len(goals) > 0 {
		if p.Goals, err = r.goals(r.visible(r.DB().Where("id IN ? AND removed_at IS NULL", keys(goals)))); err != nil {
			return nil, err
		}
	}
	straight := t.servesBy("outcome")
	for _, o := range b.Outcomes {
		serves := slices.Contains(straight, o.ID) || o.ObjectiveID != nil && slices.ContainsFunc(p.Objectives, func(ob *Objective) bool { return ob.ID == *o.ObjectiveID })
		for _, g := range p.Goals {
			serves = serves || slices.Contains(g.OutcomeIDs, o.ID) || o.GoalID != nil && *o.GoalID == g.ID
		}
		if serves {
			p.Served = append(p.Served, o)
		}
	}
	p.Findings, err = r.FindingsOf("task", t.ID)
	return p, err
}

// seenTask refuses with not found what stands on a personal page alone: the task of one person that belongs to no team and serves
// nothing. It is for that person, the leads above, and those who may tick it off.
func (r *Read) seenTask(t *Task) error {
	if t.TeamID != nil || t.OwnerPersonID == nil || t.Threaded() || r.Who.MayTick(t) {
		return nil
	}
	on, err := r.TeamsOf(*t.OwnerPersonID)
	if err == nil && !r.Who.May(ReadPerson, Scope{People: []string{*t.OwnerPersonID}, Teams: on}) {
		return NotFound("This task")
	}
	return err
}

// FindingsOf gives what does not fit the method yet about one thing, until it is settled.
func (r *Read) FindingsOf(entityType, id string) ([]*Finding, error) {
	list, err := found[*Finding](r.openFindings().Where("entity_type = ? AND entity_id = ?", entityType, id).Order("created_at, id"))
	if err != nil {
		return nil, err
	}
	return list, r.hideWithheld(list)
}

// hideWithheld takes the source's own words out of the findings on outcomes whose target is known and not shown: they may say it.
func (r *Read) hideWithheld(list []*Finding) error {
	ids := map[string]bool{}
	for _, f := range list {
		if f.EntityType == "outcome" {
			ids[f.EntityID] = true
		}
	}
	if len(ids) == 0 {
		return nil
	}
	hidden := map[string]bool{}
	var found []string
	if err := r.DB().Model(&OutcomeMetric{}).Where("outcome_id IN ? AND target_withheld = ?", keys(ids), true).Limit(most).Pluck("outcome_id", &found).Error; err != nil {
		return err
	}
	for _, id := range found {
		hidden[id] = true
	}
	for _, f := range list {
		if f.EntityType == "outcome" && hidden[f.EntityID] {
			f.Detail = ""
		}
	}
	return nil
}
