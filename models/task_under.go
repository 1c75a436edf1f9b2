package models

import "slices"

// asking is the part of a statement that finds the initiatives that ask for their tasks: those that serve something and were not dropped.
// It says of one what asks says.
const asking = `i.removed_at IS NULL AND i.state <> 'dropped' AND (i.goal_id IS NOT NULL OR i.objective_id IS NOT NULL
	OR EXISTS (SELECT 1 FROM initiative_outcomes l WHERE l.initiative_id = i.id) OR EXISTS (SELECT 1 FROM initiative_objectives l WHERE l.initiative_id = i.id))`

// underInitiative tells of a task whether its initiative asks for it.
const underInitiative = `EXISTS (SELECT 1 FROM initiatives i WHERE i.id = tasks.initiative_id AND ` + asking + `)`

// asks tells whether the initiative gives its tasks a thread: it serves something, and nobody dropped it.
func (i *Initiative) asks() bool {
	return i != nil && i.RemovedAt == nil && i.State != Dropped && (i.GoalID != nil || len(i.OutcomeIDs)+len(i.ObjectiveIDs) > 0)
}

// fillTaskInitiatives puts into tasks the initiatives that they belong to with what these serve, in three queries.
func (r *Read) fillTaskInitiatives(list []*Task) error {
	want := map[string]bool{}
	for _, t := range list {
		if t.Under = nil; t.InitiativeID != nil {
			want[*t.InitiativeID] = true
		}
	}
	if len(want) == 0 {
		return nil
	}
	rows, err := r.initiatives(r.DB().Where("id IN ? AND removed_at IS NULL", keys(want)))
	at := map[string]*Initiative{}
	for _, i := range rows {
		at[i.ID] = i
	}
	for _, t := range list {
		if t.InitiativeID != nil {
			t.Under = at[*t.InitiativeID]
		}
	}
	return err
}

// servesBy lists what a task serves of one kind: straight, then by its initiative (R25).
func (t *Task) servesBy(kind string) []string {
	list := slices.Clone(*t.links(kind))
	if !t.Under.asks() {
		return list
	}
	var more []string
	switch kind {
	case "outcome":
		more = t.Under.OutcomeIDs
	case "objective":
		more = t.Under.ObjectiveIDs
	case "goal":
		more = ids(t.Under.GoalID)
	}
	for _, id := range more {
		if !slices.Contains(list, id) {
			list = append(list, id)
		}
	}
	return list
}
