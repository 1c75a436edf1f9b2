package models

import (
	"encoding/json"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
)

// changeKind is one kind of thing that a change can reach: where it stands, what can be chosen for it, and how it is read and written whole.
type changeKind struct {
	Key, One, Many string
	Choices        []string
	Stops          string // what stopping one of this kind is called

	act                   Act    // needed to change one
	table, columns, byDay string // columns for a line: title, state, owner, team, day
	part                  parts  // of the database, for what is held
	blank                 func() Entity
	load                  func(r *Read, ids []string) ([]Entity, error)
	save                  func(tx *Tx, before, after Entity) error
}

// May tells whether a choice is offered for this kind.
func (k *changeKind) May(choice string) bool { return slices.Contains(k.Choices, choice) }

// column is one of its columns, in the words of the database.
func (k *changeKind) column(name string) clause.Column {
	return clause.Column{Table: k.table, Name: name}
}

// row is what a line of it is read from. Series and cadences have no reference.
func (k *changeKind) row() clause.Expression {
	list := clause.CommaExpression{Exprs: []clause.Expression{gorm.Expr("?", k.column("id")), gorm.Expr("?", k.column("version"))}}
	if k.table != "task_series" && k.table != "cadences" {
		list.Exprs = append(list.Exprs, gorm.Expr("ref"))
	}
	list.Exprs = append(list.Exprs, gorm.Expr(k.columns))
	return list
}

var (
	anyChoice  = []string{ChoiceKeep, ChoiceRetarget, ChoiceHand, ChoiceStop}
	handOrStop = []string{ChoiceKeep, ChoiceHand, ChoiceStop}
	handOnly   = []string{ChoiceKeep, ChoiceHand}
)

// changeKinds are all kinds, in the order of the page.
var changeKinds = []*changeKind{
	kindOf(changeKind{Key: "outcome", One: "outcome", Many: "outcomes", Choices: handOnly, act: Align, table: "outcomes",
		columns: "title, state, owner_person_id, owner_team_id AS team_id, deadline AS day", byDay: "priority"},
		func(r *Read, q *gorm.DB) ([]*Outcome, error) { return r.outcomes(q) },
		func(tx *Tx, before, o *Outcome) error { return tx.SaveOutcome(OutcomeChanged, before, o) }),
	kindOf(changeKind{Key: "strategy", One: "strategy", Many: "strategies", Choices: handOnly, act: Align, table: "strategies",
		columns: "title, state, owner_person_id, NULL AS team_id, to_day AS day", byDay: "to_day"}, rows[Strategy],
		func(tx *Tx, before, s *Strategy) error { return tx.saveAs(FoundationSaved, before, s) }),
	kindOf(changeKind{Key: "operations_strategy", One: "operations strategy", Many: "operations strategies", Choices: handOnly, act: Align, table: "operations_strategies",
		columns: "name AS title, state, owner_person_id, team_id, to_day AS day", byDay: "to_day"},
		func(r *Read, q *gorm.DB) ([]*OperationsStrategy, error) { return r.operationsStrategies(q) },
		func(tx *Tx, before, s *OperationsStrategy) error { return tx.saveAs(OperationsHandedOver, before, s) }),
	kindOf(changeKind{Key: "goal", One: "goal", Many: "goals", Choices: anyChoice, Stops: "Drop", act: Align, table: "goals",
		columns: "title, state, owner_person_id, team_id, due_day AS day", byDay: "due_day"},
		func(r *Read, q *gorm.DB) ([]*Goal, error) { return r.goals(q) },
		func(tx *Tx, before, g *Goal) error {
			return tx.SaveGoal(orGone(GoalChanged, GoalRemoved, GoalPutBack, before.RemovedAt, g.RemovedAt), before, g)
		}),
	kindOf(changeKind{Key: "objective", One: "objective", Many: "objectives", Choices: anyChoice, Stops: "Drop", act: Align, table: "objectives",
		columns: "title, state, owner_person_id, team_id, due_day AS day", byDay: "due_day"},
		func(r *Read, q *gorm.DB) ([]*Objective, error) { return r.objectives(q) },
		func(tx *Tx, before, o *Objective) error {
			return tx.SaveObjective(orGone(ObjectiveChanged, ObjectiveRemoved, ObjectivePutBack, before.RemovedAt, o.RemovedAt), before, o)
		}),
	kindOf(changeKind{Key: "workflow", One: "workflow", Many: "workflows", Choices: anyChoice, Stops: "Stop, wound down in a month", act: Align, table: "workflows",
		columns: "name AS title, verdict AS state, owner_person_id, team_id, '' AS day", byDay: "name"},
		func(r *Read, q *gorm.DB) ([]*Workflow, error) { return r.workflows(q) }, saveWorkflowAsIs),
	kindOf(changeKind{Key: "process", One: "process", Many: "processes", Choices: anyChoice, Stops: "Remove", act: Align, table: "processes",
		columns: "name AS title, '' AS state, owner_person_id, team_id, '' AS day", byDay: "name"},
		func(r *Read, q *gorm.DB) ([]*Process, error) { return r.processes(q) },
		func(tx *Tx, before, p *Process) error {
			return tx.saveAs(orGone(ProcessChanged, ProcessRemoved, ProcessPutBack, before.RemovedAt, p.RemovedAt), before, p)
		}),
	kindOf(changeKind{Key: "rule", One: "rule", Many: "rules", Choices: handOrStop, Stops: "Retire", act: PublishRule, table: "rules",
		columns: "name AS title, state, owner_person_id, team_id, '' AS day", byDay: "name"}, rows[Rule],
		func(tx *Tx, before, rule *Rule) error {
			kind := RuleChanged
			switch {
			case before.State == rule.State:
			case rule.State == RuleRetired:
				kind = RuleRetiredNow
			case rule.State == RulePublished:
				kind = RuleResumed
			}
			return tx.SaveRule(kind, before, rule)
		}),
	kindOf(changeKind{Key: "approval_chain", One: "approval chain", Many: "approval chains", Choices: handOnly, act: ManageChain, table: "approval_chains",
		columns: "name AS title, '' AS state, owner_person_id, team_id, '' AS day", byDay: "name"},
		func(r *Read, q *gorm.DB) ([]*ApprovalChain, error) { return r.chains(q) }, saveChainAsIs),
	kindOf(changeKind{Key: "initiative", One: "initiative", Many: "initiatives", Choices: anyChoice, Stops: "Drop", act: Decide, table: "initiatives",
		columns: "name AS title, state, owner_person_id, team_id, due_day AS day", byDay: "due_day"},
		func(r *Read, q *gorm.DB) ([]*Initiative, error) { return r.initiatives(q) }, saveInitiativeAsIs),
	kindOf(changeKind{Key: "allocation", One: "allocation", Many: "allocations", Choices: anyChoice, Stops: "Take back", act: Decide, table: "allocations",
		columns: "name AS title, state, NULL AS owner_person_id, team_id, to_day AS day", byDay: "to_day"}, rows[Allocation],
		func(tx *Tx, before, a *Allocation) error {
			kind := AllocationChanged
			switch {
			case before.RemovedAt == nil && a.RemovedAt != nil:
				kind = AllocationRemoved
			case before.RemovedAt != nil && a.RemovedAt == nil:
				kind = AllocationPutBack
			case before.State == Decided && a.State == Proposed:
				kind = AllocationReopened
			case before.State == Proposed && a.State == Decided:
				kind = AllocationDecided
			}
			return tx.saveAs(kind, before, a)
		}),
	kindOf(changeKind{Key: "task", One: "open task", Many: "open tasks", Choices: anyChoice, Stops: "Cancel", act: ChangeTask, table: "tasks",
		columns: "title, state, owner_person_id, team_id, due_day AS day", byDay: "due_day"}, loadTasks, nil),
	kindOf(changeKind{Key: "handoff", One: "open handoff", Many: "open handoffs", Choices: handOrStop, Stops: "Cancel, with its task", act: Decide, table: "handoffs",
		columns: "work AS title, state, receiver_person_id AS owner_person_id, team_id, due_day AS day", byDay: "due_day"}, rows[Handoff], saveHandoffAsIs),
	kindOf(changeKind{Key: "decision", One: "open decision", Many: "open decisions", Choices: handOrStop, Stops: "Withdraw", act: Decide, table: "decisions",
		columns: "title, state, decider_person_id AS owner_person_id, team_id, decided_day AS day", byDay: "decided_day"}, loadDecisions,
		plainly(DecisionChanged, DecisionWithdrawn, DecisionPutBack, func(d *Decision) bool { return d.RemovedAt != nil })),
	kindOf(changeKind{Key: "review", One: "review", Many: "reviews", Choices: []string{ChoiceKeep, ChoiceRetarget, ChoiceHand}, act: MoveReview, table: "reviews",
		columns: "clock AS title, state, owner_person_id, NULL AS team_id, day", byDay: "day"}, rows[Review], saveReviewAsIs),
	{Key: "pulse", One: "pulse", Many: "pulses", Choices: []string{ChoiceKeep}, table: "pulses",
		columns: "'' AS title, state, facilitator_person_id AS owner_person_id, NULL AS team_id, '' AS day", byDay: "created_at"},
	kindOf(changeKind{Key: "issue", One: "issue", Many: "issues", Choices: handOnly, act: MoveIssue, table: "issues",
		columns: "title, state, owner_person_id, team_id, next_day AS day", byDay: "next_day"}, loadIssues,
		saveIssueAsIs),
	kindOf(changeKind{Key: "task_series", One: "repeating task", Many: "repeating tasks", Choices: handOnly, act: ChangeTask, table: "task_series",
		columns: "'' AS ref, title, state, owner_person_id, team_id, next_day AS day", byDay: "next_day"}, rows[TaskSeries],
		func(tx *Tx, before, s *TaskSeries) error { return tx.saveSeries(SeriesHandedOver, before, s) }),
	kindOf(changeKind{Key: "cadence", One: "review clock", Many: "review clocks", Choices: handOnly, act: MoveReview, table: "cadences",
		columns: "'' AS ref, clock AS title, '' AS state, owner_person_id, NULL AS team_id, first_day AS day", byDay: "first_day"}, rows[Cadence],
		func(tx *Tx, before, c *Cadence) error { return tx.saveAs(CadenceChanged, before, c) }),
	kindOf(changeKind{Key: "team", One: "team", Many: "teams", Choices: handOnly, act: ManagePeople, table: "teams",
		columns: "name AS title, '' AS state, lead_person_id AS owner_person_id, parent_team_id AS team_id, '' AS day", byDay: "name"}, rows[Team], saveTeamAsIs),
	{Key: "person", One: "person", Many: "people", Choices: []string{ChoiceKeep}, table: "people",
		columns: "name AS title, '' AS state, NULL AS owner_person_id, NULL AS team_id, '' AS day", byDay: "name"},
	kindOf(changeKind{Key: "alignment_step"}, rows[AlignmentStep], func(tx *Tx, before, s *AlignmentStep) error { return tx.saveAs(StepLookAgain, before, s) }),
}

// kindByKey finds a kind; nil when there is none.
func kindByKey(key string) *changeKind {
	for _, k := range changeKinds {
		if k.Key == key {
			return k
		}
	}
	return nil
}

// kindOf ties a kind to its struct.
func kindOf[E any, P interface {
	*E
	Entity
}](k changeKind, load func(r *Read, q *gorm.DB) ([]P, error), save func(tx *Tx, before, after P) error) *changeKind {
	k.blank = func() Entity { return P(new(E)) }
	k.load = func(r *Read, ids []string) ([]Entity, error) {
		list, err := load(r, r.locked(r.DB().Where("id IN ?", ids).Limit(len(ids))))
		out := make([]Entity, len(list))
		for i, e := range list {
			out[i] = e
		}
		return out, err
	}
	if save != nil {
		k.save = func(tx *Tx, before, after Entity) error { return save(tx, before.(P), after.(P)) }
	}
	return &k
}

// copyOf is the same thing with all that is saved with it, to be changed without changing this one.
func (k *changeKind) copyOf(e Entity) (Entity, error) {
	b, err := json.Marshal(e)
	if err != nil {
		return nil, err
	}
	return k.read(string(b))
}

// read makes a thing of how it was kept.
func (k *changeKind) read(kept string) (Entity, error) {
	e := k.blank()
	return e, json.Unmarshal([]byte(kept), e)
}
