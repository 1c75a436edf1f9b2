package models

import "gorm.io/gorm"

// Workflows gives all workflows with the outcomes they move, by team and name.
func (r *Read) Workflows() ([]*Workflow, error) {
	return heldRows(r, "workflows", partWorkflows, func() ([]*Workflow, error) {
		return r.workflows(r.DB().Where("removed_at IS NULL").Limit(most))
	})
}

func (w *Workflow) unshare() { w.Outcomes = copies(w.Outcomes) }

// WorkflowsOfTeams gives the workflows of some teams.
func (r *Read) WorkflowsOfTeams(teamIDs []string) ([]*Workflow, error) {
	return r.workflows(r.DB().Where("removed_at IS NULL AND team_id IN ?", teamIDs).Limit(most))
}

// WorkflowByRef finds one workflow with the outcomes it moves.
func (r *Read) WorkflowByRef(ref string) (*Workflow, error) {
	return one("This workflow", func() ([]*Workflow, error) {
		return r.workflows(r.DB().Where("ref = ? AND removed_at IS NULL", ref).Limit(1))
	})
}

// WorkflowByID finds one workflow, removed ones too.
func (r *Read) WorkflowByID(id string) (*Workflow, error) {
	return one("This workflow", func() ([]*Workflow, error) { return r.workflows(r.DB().Where("id = ?", id).Limit(1)) })
}

func (r *Read) workflows(q *gorm.DB) ([]*Workflow, error) {
	var list []*Workflow
	if err := q.Order("team_id, name, id").Find(&list).Error; err != nil || len(list) == 0 {
		return list, err
	}
	at := make(map[string]*Workflow, len(list))
	for _, w := range list {
		at[w.ID] = w
	}
	var links []*WorkflowOutcome
	if err := r.DB().Where("workflow_id IN ?", keys(at)).Order("workflow_id, outcome_id").Limit(10 * most).Find(&links).Error; err != nil {
		return nil, err
	}
	for _, l := range links {
		at[l.WorkflowID].Outcomes = append(at[l.WorkflowID].Outcomes, l)
	}
	return list, nil
}

// AddWorkflow writes a new workflow with its mapping and its event.
func (tx *Tx) AddWorkflow(w *Workflow) error {
	if w.Verdict == "" {
		w.Verdict = Undecided
	}
	w.keepPromise()
	if err := tx.Insert(w); err != nil {
		return err
	}
	if err := tx.saveMapping(w); err != nil {
		return err
	}
	return tx.Emit(WorkflowCreated, w, nil, w)
}

// SaveWorkflow writes a changed workflow with its mapping under its version. A changed verdict is an event of its own name.
func (tx *Tx) SaveWorkflow(before, w *Workflow) error {
	w.keepPromise()
	if err := tx.Save(w); err != nil {
		return err
	}
	if err := tx.saveMapping(w); err != nil {
		return err
	}
	kind := WorkflowChanged
	if before != nil && before.Verdict != w.Verdict {
		kind = WorkflowVerdictGiven
	}
	return tx.Emit(kind, w, before, w)
}

// RemoveWorkflow takes a workflow out of sight with its event; PutBackWorkflow undoes it.
func (tx *Tx) RemoveWorkflow(w *Workflow) error {
	before := *w
	if err := tx.Remove(w); err != nil {
		return err
	}
	return tx.Emit(WorkflowRemoved, w, &before, w)
}

// PutBackWorkflow brings a removed workflow back as it was.
func (tx *Tx) PutBackWorkflow(w *Workflow) error {
	before := *w
	if err := tx.PutBack(w); err != nil {
		return err
	}
	return tx.Emit(WorkflowPutBack, w, &before, w)
}

func (tx *Tx) saveMapping(w *Workflow) error {
	want := make([]wanted, len(w.Outcomes))
	for i, l := range w.Outcomes {
		want[i] = wanted{other: l.OutcomeID, weight: l.Weight}
	}
	return replaceLinks(tx, want, func() ([]*WorkflowOutcome, error) {
		return found[*WorkflowOutcome](tx.DB().Where("workflow_id = ?", w.ID))
	}, func(l *WorkflowOutcome) *string { return &l.OutcomeID }, func(l *WorkflowOutcome) **float64 { return &l.Weight },
		func() *WorkflowOutcome { return &WorkflowOutcome{WorkflowID: w.ID} })
}
