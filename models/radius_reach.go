package models

import (
	"slices"
	"strings"

	"gorm.io/gorm"
)

// span is how far one change goes: what lies under its subject, found once, from which the condition of each group is made.
type span struct {
	r      *Read
	c      *PlannedChange
	key    string // what the reach is the same for
	shared bool   // it is the same for everybody, because all of it hangs on the strategy in force
	person string // who goes, from the company or from a team

	blind bool // what nobody may read is in it too; never to be shown

	strategy                                 string
	outcomes, goals, objectives, initiatives []string
	of                                       func(kind string) *gorm.DB
}

// overGoal are the states in which nothing more is expected of a goal, objective or initiative.
var overGoal = []string{Done, Missed, Dropped}

// spanOf finds what lies under the subject of a change.
func (r *Read) spanOf(c *PlannedChange) (*span, error) {
	x := &span{r: r, c: c}
	switch c.Kind {
	case ChangeTeam:
		x.of = x.ofTeam
		return x, nil
	case ChangePerson:
		x.of, x.person = x.ofPerson, c.SubjectID
		return x, nil
	case ChangeMembership:
		x.of, x.person = x.ofMember, fieldOf(c.Was, "PersonID")
		return x, nil
	}
	var err error
	if x.strategy, err = r.strategyBehind(c); err != nil {
		return nil, err
	}
	x.of, x.shared = x.ofOutcomes, true
	x.key = c.Kind + " " + c.SubjectID + " " + x.strategy
	switch c.Kind {
	case ChangeWorkflow, ChangeProcess:
		return x, nil
	case ChangeInitiative:
		x.initiatives = []string{c.SubjectID}
		return x, nil
	case ChangeOutcome:
		x.outcomes = []string{c.SubjectID}
	case ChangeGoal:
		x.goals = []string{c.SubjectID}
	case ChangeObjective:
		x.objectives = []string{c.SubjectID}
	}
	return x, x.reach()
}

// reach finds the outcomes, goals, objectives and initiatives that lie under the subject, each layer by the one above.
func (x *span) reach() error {
	r, c := x.r, x.c
	if c.Kind == ChangeIntent {
		if err := r.DB().Model(&Outcome{}).Where("strategy_id = ? AND state <> ? AND removed_at IS NULL", x.strategy, OutcomeAside).Order("id").Limit(200).Pluck("id", &x.outcomes).Error; err != nil {
			return err
		}
		x.key += " " + strings.Join(x.outcomes, " ")
	}
	goals := r.inForceOnly(r.DB().Model(&Goal{})).Where("id IN (?)", r.DB().Model(&GoalOutcome{}).Select("goal_id").Where("outcome_id IN ?", x.outcomes))
	if c.Kind == ChangeIntent {
		goals = r.DB().Model(&Goal{}).Where("strategy_id = ? AND removed_at IS NULL", x.strategy)
	}
	if c.Kind == ChangeIntent || c.Kind == ChangeOutcome {
		if err := goals.Where("state NOT IN ?", overGoal).Order("id").Limit(most).Pluck("id", &x.goals).Error; err != nil {
			return err
		}
	}
	objectives := r.inForceOnly(r.DB().Model(&Objective{})).Where("id IN (?)", r.DB().Model(&ObjectiveGoal{}).Select("objective_id").Where("goal_id IN ?", x.goals))
	if c.Kind == ChangeIntent {
		objectives = r.DB().Model(&Objective{}).Where("strategy_id = ? AND removed_at IS NULL", x.strategy)
	}
	if c.Kind != ChangeObjective {
		if err := objectives.Where("state NOT IN ?", overGoal).Order("id").Limit(most).Pluck("id", &x.objectives).Error; err != nil {
			return err
		}
	}
	return r.DB().Model(&Initiative{}).Where("removed_at IS NULL AND state NOT IN ?", overGoal).Where(`goal_id IN ? OR objective_id IN ?
		OR EXISTS (SELECT 1 FROM initiative_outcomes l WHERE l.initiative_id = initiatives.id AND l.outcome_id IN ?)
		OR EXISTS (SELECT 1 FROM initiative_objectives l WHERE l.initiative_id = initiatives.id AND l.objective_id IN ?)`,
		x.goals, x.objectives, x.outcomes, x.objectives).Order("id").Limit(most).Pluck("id", &x.initiatives).Error
}

// inForceOnly keeps what belongs to no draft: a radius of what is in force is the same for all who may open it.
func (r *Read) inForceOnly(q *gorm.DB) *gorm.DB {
	drafts := r.DB().Model(&Strategy{}).Select("id").Where("state = ?", Draft)
	return q.Where("removed_at IS NULL AND (strategy_id IS NULL OR strategy_id NOT IN (?))", drafts)
}

func (x *span) table(kind string) *gorm.DB { return x.r.DB().Table(kindByKey(kind).table) }

// hangsOn are the kinds that can hang on one thing below the outcomes; on an outcome and on the intent all can.
var hangsOn = map[string][]string{
	ChangeGoal:       {"objective", "rule", "initiative", "task", "handoff", "decision", "issue", "person"},
	ChangeObjective:  {"rule", "initiative", "task", "handoff", "decision", "issue", "person"},
	ChangeWorkflow:   {"process", "rule", "handoff", "decision", "issue", "person"},
	ChangeProcess:    {"rule", "handoff", "decision", "issue", "person"},
	ChangeInitiative: {"rule", "task", "handoff", "decision", "issue", "person"},
}

// ofOutcomes finds what hangs on outcomes: those of a change of one, or all of them where the intent changes; and what hangs on a goal, an
// objective, a workflow, a process or an initiative alone.
func (x *span) ofOutcomes(kind string) *gorm.DB {
	q := x.table(kind)
	if few := hangsOn[x.c.Kind]; few != nil && !slices.Contains(few, kind) {
		return nil
	}
	switch kind {
	case "outcome":
		if x.c.Kind == ChangeIntent {
			return q.Where("id IN ?", x.outcomes)
		}
	case "operations_strategy":
		return q.Where("removed_at IS NULL AND state = ? AND id IN (?)", InForce, x.r.DB().Model(&OperationsAnchor{}).Select("operations_strategy_id").Where("outcome_id IN ?", x.outcomes))
	case "goal":
		return q.Where("id IN ?", x.goals)
	case "objective":
		return q.Where("id IN ?", x.objectives)
	case "workflow":
		return q.Where("removed_at IS NULL AND EXISTS (SELECT 1 FROM workflow_outcomes l WHERE l.workflow_id = workflows.id AND l.outcome_id IN ?)", x.outcomes)
	case "process":
		if x.c.Kind == ChangeWorkflow {
			return x.r.inForceOnly(q).Where("workflow_id = ?", x.c.SubjectID)
		}
		return x.r.inForceOnly(q).Where("outcome_id IN ? OR EXISTS (SELECT 1 FROM workflow_outcomes l WHERE l.workflow_id = processes.workflow_id AND l.outcome_id IN ?)", x.outcomes, x.outcomes)
	case "rule":
		return x.r.inForceOnly(q).Where("state <> ?", RuleRetired).Where(x.rules())
	case "approval_chain":
		return q.Where("removed_at IS NULL AND id IN (?)", x.ofOutcomes("process").Select("approval_chain_id"))
	case "initiative":
		return q.Where("id IN ?", x.initiatives)
	case "allocation":
		return q.Where("removed_at IS NULL AND outcome_id IN ?", x.outcomes)
	case "task":
		return q.Where("tasks.removed_at IS NULL AND tasks.state NOT IN ? AND (tasks.id IN (?) OR tasks.initiative_id IN ?)", []string{TaskFinished, TaskCancelled}, x.tied(), x.initiatives)
	case "handoff":
		return q.Where("state NOT IN ?", handoffOver).Where(`decision_id IN (?) OR EXISTS (SELECT 1 FROM tasks t WHERE t.id = handoffs.task_id AND t.initiative_id IN ?) OR EXISTS (SELECT 1 FROM task_outcomes l WHERE l.task_id = handoffs.task_id AND l.outcome_id IN ?)
			OR EXISTS (SELECT 1 FROM task_goals l WHERE l.task_id = handoffs.task_id AND l.goal_id IN ?)
			OR EXISTS (SELECT 1 FROM task_objectives l WHERE l.task_id = handoffs.task_id AND l.objective_id IN ?)`, x.decisions(), x.initiatives, x.outcomes, x.goals, x.objectives)
	case "decision":
		return q.Where("removed_at IS NULL AND state = ? AND id IN (?)", DecisionProposed, x.decisions())
	case "review":
		return q.Where("removed_at IS NULL AND strategy_id = ? AND state = 'scheduled' AND day >= ?", x.strategy, x.r.Today())
	case "pulse":
		return q.Where("state = 'scheduled' AND EXISTS (SELECT 1 FROM pulse_lines l WHERE l.pulse_id = pulses.id AND l.outcome_id IN ?)", x.outcomes)
	case "issue":
		return q.Where("state <> ? AND EXISTS (SELECT 1 FROM issue_links l WHERE l.issue_id = issues.id AND l.entity_id IN ?)", IssueResolved, x.under())
	case "person":
		return q.Where("active = ?", true).Where("id IN (?)", x.people("goal", "objective", "workflow", "process", "initiative", "rule", "handoff"))
	}
	return nil
}

// inTurn is the group of tasks looked through one by one in their own order: where there are very many, a page of them is soon found.
func (x *span) inTurn() *gorm.DB {
	return x.table("task").Where("tasks.removed_at IS NULL AND tasks.state NOT IN ?", []string{TaskFinished, TaskCancelled}).Where(`EXISTS (SELECT 1 FROM task_outcomes l WHERE l.task_id = tasks.id AND l.outcome_id IN ?)
		OR EXISTS (SELECT 1 FROM task_goals l WHERE l.task_id = tasks.id AND l.goal_id IN ?) OR EXISTS (SELECT 1 FROM task_objectives l WHERE l.task_id = tasks.id AND l.objective_id IN ?)
		OR tasks.initiative_id IN ?`, x.outcomes, x.goals, x.objectives, x.initiatives)
}

// tied finds the tasks that are tied to what lies under the subject.
func (x *span) tied() *gorm.DB {
	return x.r.DB().Raw("SELECT task_id FROM task_outcomes WHERE outcome_id IN ? UNION SELECT task_id FROM task_goals WHERE goal_id IN ? UNION SELECT task_id FROM task_objectives WHERE objective_id IN ?",
		x.outcomes, x.goals, x.objectives)
}

// under are the ids of outcomes, goals and objectives that the change is about, and of its subject.
func (x *span) under() []string {
	return slices.Compact(slices.Concat([]string{x.c.SubjectID}, x.outcomes, x.goals, x.objectives))
}

func (x *span) decisions() *gorm.DB {
	return x.r.DB().Model(&DecisionLink{}).Select("decision_id").Where("entity_type IN ? AND entity_id IN ?", []string{"outcome", "goal", "objective", x.c.Kind}, x.under())
}

// rules keeps those that name the outcome in what they do; where the intent changes, all of its strategy.
func (x *span) rules() *gorm.DB {
	if x.c.Kind == ChangeIntent {
		return x.r.DB().Where("strategy_id = ?", x.strategy)
	}
	like := "%\"" + x.c.SubjectID + "\"%"
	return x.r.DB().Where("draft LIKE ? OR EXISTS (SELECT 1 FROM rule_versions v WHERE v.id = rules.version_id AND v.definition LIKE ?)", like, like)
}

// people finds whose things some groups are.
func (x *span) people(kinds ...string) *gorm.DB {
	var all *gorm.DB
	for _, kind := range kinds {
		if x.of(kind) == nil {
			continue
		}
		column := "owner_person_id"
		if kind == "handoff" {
			column = "receiver_person_id"
		}
		one := x.of(kind).Select(column)
		if all != nil {
			one = x.r.DB().Raw("SELECT * FROM (?) one UNION SELECT * FROM (?) other", all, one)
		}
		all = one
	}
	return all
}
