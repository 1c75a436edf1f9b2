package models

import (
	"encoding/json"
	"slices"
)

// chunk is how many ids one question to the database names.
const chunk = 400

// MostWorkflows is how many workflows the audit holds.
const MostWorkflows = most

// AddWorkflows writes many new workflows with their mapping, each with its event, in few statements.
func (tx *Tx) AddWorkflows(list []*Workflow) error {
	for _, w := range list {
		if w.Verdict == "" {
			w.Verdict = Undecided
		}
	}
	if err := InsertAll[Workflow](tx, list); err != nil {
		return err
	}
	var links []*WorkflowOutcome
	var events []*Event
	for _, w := range list {
		for _, l := range w.Outcomes {
			l.WorkflowID = w.ID
			links = append(links, l)
		}
	}
	if err := InsertAll[WorkflowOutcome](tx, links); err != nil {
		return err
	}
	for _, w := range list {
		e, err := tx.event(WorkflowCreated, w, nil, w)
		if err != nil {
			return err
		}
		events = append(events, e)
	}
	if len(events) == 0 {
		return nil
	}
	return tx.DB().CreateInBatches(events, 100).Error
}

// WorkflowsByID finds workflows with the outcomes they move, removed ones too.
func (r *Read) WorkflowsByID(ids []string) (map[string]*Workflow, error) {
	at := map[string]*Workflow{}
	for part := range slices.Chunk(ids, chunk) {
		list, err := r.workflows(r.DB().Where("id IN ?", part).Limit(len(part)))
		if err != nil {
			return nil, err
		}
		for _, w := range list {
			at[w.ID] = w
		}
	}
	return at, nil
}

// WorkflowsBefore gives how workflows stood before the saves that gave them a version, by id, from their events.
func (r *Read) WorkflowsBefore(versions map[string]int) (map[string]*Workflow, error) {
	was := map[string]*Workflow{}
	var numbers []int
	for _, n := range versions {
		if !slices.Contains(numbers, n) {
			numbers = append(numbers, n)
		}
	}
	for part := range slices.Chunk(keys(versions), chunk) {
		var events []*Event
		if err := r.DB().Where("entity_type = ? AND entity_id IN ? AND entity_version IN ?", "workflow", part, numbers).Order("occurred_at, id").Limit(100 * chunk).Find(&events).Error; err != nil {
			return nil, err
		}
		for _, e := range events {
			var c Change
			if versions[e.EntityID] != e.EntityVersion || json.Unmarshal([]byte(e.Payload), &c) != nil {
				continue
			}
			w := &Workflow{}
			if err := json.Unmarshal(c.Before, w); err == nil && w.ID == e.EntityID {
				was[e.EntityID] = w
			}
		}
	}
	return was, nil
}

// WorkflowsInUse names, of some workflows, those that a process redesigns, with the process's name.
func (r *Read) WorkflowsInUse(ids []string) (map[string]string, error) {
	used := map[string]string{}
	for part := range slices.Chunk(ids, chunk) {
		list, err := found[*Process](r.DB().Where("workflow_id IN ? AND removed_at IS NULL", part))
		if err != nil {
			return nil, err
		}
		for _, p := range list {
			used[*p.WorkflowID] = p.Name
		}
	}
	return used, nil
}
