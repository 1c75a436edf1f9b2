package models

import (
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
)

// forAll keeps the tasks that everybody may see: not those that stand on one personal page alone.
const forAll = `(tasks.team_id IS NOT NULL OR tasks.owner_person_id IS NULL OR EXISTS (SELECT 1 FROM task_objectives l WHERE l.task_id = tasks.id)
	OR EXISTS (SELECT 1 FROM task_goals l WHERE l.task_id = tasks.id) OR EXISTS (SELECT 1 FROM task_outcomes l WHERE l.task_id = tasks.id) OR ` + underInitiative + `)`

// noThread tells of a task that it serves nothing, by itself or by its initiative, and came with no decision (R25).
const noThread = `NOT EXISTS (SELECT 1 FROM task_objectives l WHERE l.task_id = tasks.id) AND NOT EXISTS (SELECT 1 FROM task_goals l WHERE l.task_id = tasks.id)
	AND NOT EXISTS (SELECT 1 FROM task_outcomes l WHERE l.task_id = tasks.id) AND NOT EXISTS (SELECT 1 FROM handoffs h WHERE h.task_id = tasks.id) AND NOT ` + underInitiative

// noHandoff tells of a decision that nothing was handed over for it.
const noHandoff = `NOT EXISTS (SELECT 1 FROM handoffs h WHERE h.decision_id = decisions.id AND h.state <> 'cancelled')`

// gapFacts reads what the gap is computed from, in a fixed number of queries: of the strategy in force, or of what was brought in while there
// is none. It is the same for everybody.
func (r *Read) gapFacts() (*GapFacts, error) {
	f := &GapFacts{Today: r.Today()}
	var err error
	if f.Tree, err = r.sharedTree(); err != nil {
		return nil, err
	}
	if f.Strategy, _, err = r.InForce(); err != nil {
		return nil, err
	}
	if err := r.gapAims(f); err != nil {
		return nil, err
	}
	if f.Workflows, err = heldRows(r, "workflows of "+circle{}.key(), partWorkflows, func() ([]*Workflow, error) {
		return r.workflows(r.DB().Where("removed_at IS NULL").Limit(most))
	}); err != nil {
		return nil, err
	}
	if f.Strategy == nil {
		withoutVerdicts(f.Workflows)
	}
	if f.Initiatives, err = heldRows(r, "initiatives that are not over", partTasks, func() ([]*Initiative, error) {
		return found[*Initiative](r.DB().Where("removed_at IS NULL AND state NOT IN ?", []string{Done, Dropped}).Order("created_at, id"))
	}); err != nil {
		return nil, err
	}
	if f.Tasks, err = r.gapTasks(); err != nil {
		return nil, err
	}
	f.Decisions, err = r.tallied(r.acceptedDecisions(), noHandoff)
	return f, err
}

// gapAims reads outcomes, goals and objectives.
func (r *Read) gapAims(f *GapFacts) (err error) {
	if f.Strategy != nil {
		if f.Outcomes, err = r.OutcomesOf(f.Strategy.ID); err != nil {
			return err
		}
		if f.Goals, err = r.GoalsOf(f.Strategy.ID); err != nil {
			return err
		}
		f.Objectives, err = r.ObjectivesOf(f.Strategy.ID)
		return err
	}
	const none = "strategy_id IS NULL AND removed_at IS NULL"
	if f.Outcomes, err = heldRows(r, "outcomes of none", partOutcomes, func() ([]*Outcome, error) { return r.outcomes(r.DB().Where(none).Limit(most)) }); err != nil {
		return err
	}
	if f.Goals, err = heldRows(r, "goals of none", partGoals, func() ([]*Goal, error) { return r.goals(r.DB().Where(none)) }); err != nil {
		return err
	}
	f.Objectives, err = heldRows(r, "objectives of none", partGoals, func() ([]*Objective, error) { return r.objectives(r.DB().Where(none)) })
	return err
}

// gapSums gives the open tasks that everybody may see, as they stand, and whether nothing asks for them.
func (r *Read) gapSums(each func(s taskSum, amiss bool)) error {
	asking, err := r.askingInitiatives()
	if err != nil {
		return err
	}
	sums, err := r.taskSums()
	for _, s := range sums {
		if s.open() && !s.personal(asking) {
			each(s, !s.handed && !s.asked(asking))
		}
	}
	return err
}

// gapTasks counts them by team.
func (r *Read) gapTasks() ([]Tally, error) {
	at := map[string]*Tally{}
	err := r.gapSums(func(s taskSum, amiss bool) {
		t := at[s.team]
		if t == nil {
			t = &Tally{}
			if s.team != "" {
				t.TeamID = &s.team
			}
			at[s.team] = t
		}
		if t.Of += float64(s.n); amiss {
			t.Amiss += float64(s.n)
		}
	})
	list := make([]Tally, 0, len(at))
	for _, team := range sortedKeys(at) {
		list = append(list, *at[team])
	}
	return list, err
}

// manyUnasked is from how many on a page of them is found by walking all open tasks in order: below, it costs less to put those few in order.
const manyUnasked = 1_000

// unaskedTasks finds those of them that nothing asks for, at the cost of as many as they are or, where they are many, as are shown.
func (r *Read) unaskedTasks() (*gorm.DB, error) {
	stand, n := []string{}, 0
	err := r.gapSums(func(s taskSum, amiss bool) {
		if amiss { // what has become late since the sums were kept stands there as it did
			stand, n = append(stand, s.row.turned(false).Standing, s.row.turned(true).Standing), n+s.n
		}
	})
	if n < manyUnasked {
		return r.DB().Model(&Task{}).Where("id IN (?)", r.DB().Table("task_standings").Select("task_id").Where("standing IN ?", stand)), err
	}
	// The conditions of the index tasks_open_due, word by word, and put so that SQLite takes no other.
	return r.DB().Model(&Task{}).Where("removed_at IS NULL AND state NOT IN ('done', 'cancelled')").
		Where("(SELECT s.standing FROM task_standings s WHERE s.task_id = tasks.id) IN ?", stand), err
}

func (r *Read) acceptedDecisions() *gorm.DB {
	return r.DB().Model(&Decision{}).Where("decisions.removed_at IS NULL AND decisions.state = ?", DecisionAccepted)
}

// tallied counts by team, in one query: all, and those that something is amiss with.
func (r *Read) tallied(q *gorm.DB, amiss string, args ...any) (list []Tally, err error) {
	err = q.Select("team_id, COUNT(*) AS of, SUM(CASE WHEN ? THEN 1 ELSE 0 END) AS amiss", gorm.Expr(amiss, args...)).Group("team_id").Order("team_id").Limit(5 * most).Scan(&list).Error
	return list, err
}

// Gap computes the execution gap as it stands now, of the company or of a team by its reference.
func (r *Read) Gap(team string) (*GapReport, error) {
	f, err := r.gapFacts()
	if err != nil {
		return nil, err
	}
	var of *Team
	if team != "" {
		if of, err = r.TeamByRef(team); err != nil {
			return nil, err
		}
	}
	return GapOf(f, of), nil
}

// gapBefore reads what the gap was computed from at an earlier instant, as far as rows tell when they came and went.
func (r *Read) gapBefore(at time.Time) (*GapFacts, error) {
	f, err := r.gapFacts()
	if err != nil {
		return nil, err
	}
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	f.Today = c.Calendar().Today(at)
	f.Outcomes, f.Goals, f.Objectives, f.Initiatives = madeBy(f.Outcomes, at), madeBy(f.Goals, at), madeBy(f.Objectives, at), madeBy(f.Initiatives, at)
	ended, err := r.workflows(r.DB().Where("removed_at > ? AND created_at <= ?", at, at).Limit(most))
	if err != nil {
		return nil, err
	}
	for _, w := range ended {
		w.RemovedAt = nil
	}
	f.Workflows = madeBy(append(f.Workflows, ended...), at)
	for _, w := range f.Workflows {
		w.Outcomes = madeBy(w.Outcomes, at)
		if w.EndedDay.After(f.Today) {
			w.EndedDay = ""
		}
	}
	if f.Tasks, err = r.tallied(r.tasksOpenOn(at, f.Today), noThread); err != nil {
		return nil, err
	}
	f.Decisions, err = r.tallied(r.DB().Model(&Decision{}).Where("decisions.removed_at IS NULL AND decisions.accepted_at <= ? AND (decisions.ended_at IS NULL OR decisions.ended_at > ?)", at, at),
		noHandoff+" OR NOT EXISTS (SELECT 1 FROM handoffs h WHERE h.decision_id = decisions.id AND h.created_at <= ?)", at)
	return f, err
}

// tasksOpenOn are the tasks that were there and not done at an instant, which everybody may see.
func (r *Read) tasksOpenOn(at time.Time, today day.Day) *gorm.DB {
	return r.DB().Model(&Task{}).Where("tasks.removed_at IS NULL AND tasks.created_at <= ? AND (tasks.state IN ('open', 'in progress', 'blocked') OR tasks.state = ? AND tasks.done_day > ?)",
		at, TaskFinished, string(today)).Where(forAll)
}
