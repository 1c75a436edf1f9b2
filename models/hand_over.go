package models

import "gorm.io/gorm"

// Possession is one thing that stands in a person's name. Title is empty for what the reader may not read: drafts.
type Possession struct {
	Kind, Ref, Title string // Kind as people say it: outcome, workflow, open task
	Hidden           bool
}

// OwnedBy lists what stands in a person's name and is not finished, at most 500 things.
func (r *Read) OwnedBy(p *Person) ([]*Possession, error) {
	var list []*Possession
	err := r.DB().Raw(`SELECT * FROM (
		SELECT 'team' AS kind, ref, name AS title, 0 AS place, '' AS strategy_id FROM teams WHERE lead_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'outcome', ref, title, 1, COALESCE(strategy_id, '') FROM outcomes WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'goal', ref, title, 2, COALESCE(strategy_id, '') FROM goals WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'objective', ref, title, 3, COALESCE(strategy_id, '') FROM objectives WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'workflow', ref, name, 4, '' FROM workflows WHERE (owner_person_id = @id OR verdict_person_id = @id) AND removed_at IS NULL
		UNION ALL SELECT 'process', ref, name, 5, COALESCE(strategy_id, '') FROM processes WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'initiative', ref, name, 6, '' FROM initiatives WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'open task', ref, title, 7, '' FROM tasks WHERE owner_person_id = @id AND removed_at IS NULL AND state NOT IN (@done, @cancelled)
		UNION ALL SELECT 'issue', ref, title, 7, '' FROM issues WHERE owner_person_id = @id AND state <> 'resolved'
		UNION ALL SELECT 'repeating task', '', title, 7, '' FROM task_series WHERE owner_person_id = @id AND state = 'active'
		UNION ALL SELECT 'handoff rule', ref, name, 8, COALESCE(strategy_id, '') FROM rules WHERE owner_person_id = @id AND removed_at IS NULL
		UNION ALL SELECT 'review clock', '', clock, 9, strategy_id FROM cadences WHERE owner_person_id = @id
		UNION ALL SELECT 'review', ref, day, 10, strategy_id FROM reviews WHERE owner_person_id = @id AND removed_at IS NULL AND state = 'scheduled'
		UNION ALL SELECT 'open handoff', ref, work, 8, '' FROM handoffs WHERE (receiver_person_id = @id OR giver_person_id = @id) AND state NOT IN @over
		) owned ORDER BY place, title, ref LIMIT 500`, map[string]any{"id": p.ID, "done": TaskFinished, "cancelled": TaskCancelled, "over": handoffOver}).Scan(&list).Error
	if err != nil || r.Who.Reach(ReadDraft) == All {
		return list, err
	}
	drafts, err := found[*Strategy](r.DB().Where("state = ?", Draft))
	if err != nil || len(drafts) == 0 {
		return list, err
	}
	return r.withoutDrafts(p, list)
}

// withoutDrafts takes the words from what belongs to a strategy that is not in force.
func (r *Read) withoutDrafts(p *Person, list []*Possession) ([]*Possession, error) {
	var hidden []string
	err := r.DB().Raw(`SELECT x.ref FROM (
		SELECT ref, strategy_id FROM outcomes WHERE owner_person_id = @id
		UNION ALL SELECT ref, strategy_id FROM goals WHERE owner_person_id = @id
		UNION ALL SELECT ref, strategy_id FROM objectives WHERE owner_person_id = @id
		UNION ALL SELECT ref, strategy_id FROM processes WHERE owner_person_id = @id
		UNION ALL SELECT ref, strategy_id FROM rules WHERE owner_person_id = @id) x
		JOIN strategies s ON s.id = x.strategy_id WHERE s.state = @draft LIMIT 500`, map[string]any{"id": p.ID, "draft": Draft}).Scan(&hidden).Error
	if err != nil {
		return nil, err
	}
	drafts := map[string]bool{}
	for _, ref := range hidden {
		drafts[ref] = true
	}
	for _, o := range list {
		if o.Ref != "" && drafts[o.Ref] {
			o.Hidden, o.Title = true, ""
		}
	}
	return list, nil
}

// HandOver gives everything that stands in one person's name to another, and says how many things it was. Finished tasks stay where they are.
func (tx *Tx) HandOver(from, to *Person) (n int, err error) {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return 0, err
	}
	if !to.Active || to.ID == from.ID {
		return 0, AgainstRule("Hand this over to somebody who is here, and not to the same person.")
	}
	for _, part := range []func(from, to *Person) (int, error){
		tx.handOverTeams, tx.handOverOutcomes, tx.handOverGoals, tx.handOverObjectives, tx.handOverWorkflows, tx.handOverProcesses,
		tx.handOverInitiatives, tx.handOverTasks, tx.handOverHandoffs, tx.handOverSeries, tx.handOverRules, tx.handOverCadences, tx.handOverReviews, tx.handOverIssues,
	} {
		m, err := part(from, to)
		if err != nil {
			return 0, err
		}
		n += m
	}
	return n, nil
}

// each runs do on every row found, and counts them.
func each[T any](list []T, err error, do func(T) error) (int, error) {
	if err != nil {
		return 0, err
	}
	for _, row := range list {
		if err := do(row); err != nil {
			return 0, err
		}
	}
	return len(list), nil
}

// owned finds the rows of a kind whose owner a person is.
func (tx *Tx) owned(p *Person) *gorm.DB {
	return tx.DB().Where("owner_person_id = ? AND removed_at IS NULL", p.ID).Limit(most)
}

func (tx *Tx) handOverTeams(from, to *Person) (int, error) {
	list, err := found[*Team](tx.DB().Where("lead_person_id = ? AND removed_at IS NULL", from.ID))
	return each(list, err, func(t *Team) error {
		before := *t
		t.LeadPersonID = &to.ID
		return tx.SaveTeam(&before, t)
	})
}

func (tx *Tx) handOverOutcomes(from, to *Person) (int, error) {
	list, err := tx.outcomes(tx.owned(from))
	return each(list, err, func(o *Outcome) error {
		before := *o
		o.OwnerPersonID = &to.ID
		return tx.SaveOutcome(OutcomeChanged, &before, o)
	})
}

func (tx *Tx) handOverGoals(from, to *Person) (int, error) {
	list, err := tx.goals(tx.owned(from))
	return each(list, err, func(g *Goal) error {
		before := *g
		g.OwnerPersonID = &to.ID
		return tx.SaveGoal(GoalChanged, &before, g)
	})
}

func (tx *Tx) handOverObjectives(from, to *Person) (int, error) {
	list, err := tx.objectives(tx.owned(from))
	return each(list, err, func(o *Objective) error {
		before := *o
		o.OwnerPersonID = &to.ID
		return tx.SaveObjective(ObjectiveChanged, &before, o)
	})
}

func (tx *Tx) handOverWorkflows(from, to *Person) (int, error) {
	list, err := tx.workflows(tx.DB().Where("(owner_person_id = ? OR verdict_person_id = ?) AND removed_at IS NULL", from.ID, from.ID).Limit(most))
	return each(list, err, func(w *Workflow) error {
		before := *w
		if w.OwnerPersonID != nil && *w.OwnerPersonID == from.ID {
			w.OwnerPersonID = &to.ID
		}
		if w.VerdictPersonID != nil && *w.VerdictPersonID == from.ID {
			w.VerdictPersonID = &to.ID
		}
		return tx.SaveWorkflow(&before, w)
	})
}

func (tx *Tx) handOverProcesses(from, to *Person) (int, error) {
	list, err := tx.processes(tx.owned(from))
	return each(list, err, func(p *Process) error {
		before := *p
		p.OwnerPersonID = &to.ID
		if err := tx.Save(p); err != nil { // the wording stays: an approved version is never edited
			return err
		}
		return tx.Emit(ProcessChanged, p, &before, p)
	})
}

func (tx *Tx) handOverInitiatives(from, to *Person) (int, error) {
	list, err := found[*Initiative](tx.owned(from))
	return each(list, err, func(i *Initiative) error {
		before := *i
		i.OwnerPersonID = &to.ID
		if err := tx.Save(i); err != nil {
			return err
		}
		return tx.Emit(InitiativeChanged, i, &before, i)
	})
}

func (tx *Tx) handOverTasks(from, to *Person) (int, error) {
	list, err := found[*Task](tx.owned(from).Where("state NOT IN ?", []string{TaskFinished, TaskCancelled}))
	return each(list, err, func(t *Task) error {
		before := *t
		t.OwnerPersonID = &to.ID
		if err := tx.Save(t); err != nil {
			return err
		}
		return tx.Emit(TaskChanged, t, &before, t)
	})
}

func (tx *Tx) handOverSeries(from, to *Person) (int, error) {
	list, err := found[*TaskSeries](tx.DB().Where("owner_person_id = ? AND state = ?", from.ID, SeriesActive).Limit(most))
	return each(list, err, func(s *TaskSeries) error {
		before := *s
		s.OwnerPersonID = &to.ID
		return tx.saveSeries(SeriesHandedOver, &before, s)
	})
}

func (tx *Tx) handOverRules(from, to *Person) (int, error) {
	list, err := found[*Rule](tx.owned(from))
	return each(list, err, func(rule *Rule) error {
		before := *rule
		rule.OwnerPersonID = &to.ID
		return tx.SaveRule(RuleChanged, &before, rule)
	})
}

func (tx *Tx) handOverCadences(from, to *Person) (int, error) {
	list, err := found[*Cadence](tx.DB().Where("owner_person_id = ?", from.ID))
	return each(list, err, func(c *Cadence) error {
		before := *c
		c.OwnerPersonID = &to.ID
		if err := tx.Save(c); err != nil {
			return err
		}
		return tx.Emit(CadenceChanged, c, &before, c)
	})
}

func (tx *Tx) handOverReviews(from, to *Person) (int, error) {
	list, err := found[*Review](tx.owned(from).Where("state = ?", "scheduled"))
	return each(list, err, func(v *Review) error {
		before := *v
		v.OwnerPersonID = &to.ID
		if err := tx.Save(v); err != nil {
			return err
		}
		return tx.Emit(ReviewHandedOver, v, &before, v)
	})
}
