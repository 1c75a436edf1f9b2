package models

import (
	"slices"
	"strings"

	"throughline/models/day"
)

// weighTasks reads what the weights of some tasks follow from, in a fixed number of queries, and puts them in order.
func (r *Read) weighTasks(b *Board, list []*Task) ([]*TaskWeight, error) {
	if err := r.fillTaskLinks(list); err != nil {
		return nil, err
	}
	served, objectives, err := r.servedByTasks(b, list)
	if err != nil {
		return nil, err
	}
	waits, err := r.waitsOnTasks(list)
	if err != nil {
		return nil, err
	}
	soon := r.Today().Add(dueSoon)
	reasons := make([]*TaskReasons, len(list))
	for i, t := range list {
		reasons[i] = &TaskReasons{ID: t.ID, Ref: t.Ref, Due: t.DueDay, Serves: served[t.ID], Waits: waits[t.ID]}
		for _, id := range t.servesBy("objective") {
			if o := objectives[id]; o != nil && o.DueDay.Valid() && !o.DueDay.After(soon) && !closedObjective(o) {
				reasons[i].Waits = append(reasons[i].Waits, WaitsOnIt{Say: "Objective " + o.Ref + " " + o.Title + ", due " + o.DueDay.Short(), Kind: "objective", Ref: o.Ref})
			}
		}
	}
	return ByWeight(reasons, r.Today()), nil
}

// dueSoon is how many days ahead an objective that is due counts as waiting on its tasks.
const dueSoon = 30

func closedObjective(o *Objective) bool {
	return slices.Contains([]string{Done, Missed, Dropped}, o.State)
}

// servedByTasks follows tasks up to the outcomes in force, by id of the task: straight, by a goal, by an objective, or by an initiative.
func (r *Read) servedByTasks(b *Board, list []*Task) (map[string][]ServedOutcome, map[string]*Objective, error) {
	want := map[string]bool{}
	for _, t := range list {
		for _, id := range t.servesBy("objective") {
			want[id] = true
		}
	}
	objectives := map[string]*Objective{}
	if len(want) > 0 {
		ids := keys(want)
		slices.Sort(ids)
		rows, err := heldRows(r, "objectives "+strings.Join(ids, " ")+" for "+r.Who.PersonID, partGoals|partStrategy, func() ([]*Objective, error) {
			rows, err := found[*Objective](r.visible(r.DB().Where("id IN ? AND removed_at IS NULL", ids)))
			if err != nil {
				return nil, err
			}
			return rows, r.fillObjectives(rows)
		})
		if err != nil {
			return nil, nil, err
		}
		for _, o := range rows {
			objectives[o.ID] = o
		}
	}
	served := map[string][]ServedOutcome{}
	for _, t := range list {
		goals, aims, straight := t.servesBy("goal"), t.servesBy("objective"), t.servesBy("outcome")
		for _, id := range aims {
			if o := objectives[id]; o != nil {
				goals = append(goals, o.GoalIDs...)
			}
		}
		for place, o := range b.Outcomes {
			serves := slices.Contains(straight, o.ID) || o.ObjectiveID != nil && slices.Contains(aims, *o.ObjectiveID) || o.GoalID != nil && slices.Contains(goals, *o.GoalID)
			serves = serves || slices.ContainsFunc(b.Goals, func(g *Goal) bool { return slices.Contains(goals, g.ID) && slices.Contains(g.OutcomeIDs, o.ID) })
			if serves {
				served[t.ID] = append(served[t.ID], ServedOutcome{Ref: o.Ref, Title: o.Title, Place: place + 1, Of: len(b.Outcomes)})
			}
		}
	}
	return served, objectives, nil
}

// waitsOnTasks finds what waits on tasks, by id of the task: whoever handed one over, and a larger task that it is a part of.
func (r *Read) waitsOnTasks(list []*Task) (map[string][]WaitsOnIt, error) {
	ids, parents := make([]string, len(list)), map[string]bool{}
	for i, t := range list {
		if ids[i] = t.ID; t.ParentTaskID != nil {
			parents[*t.ParentTaskID] = true
		}
	}
	waits := map[string][]WaitsOnIt{}
	var given []struct {
		TaskID, Ref, Name string
		DueDay            day.Day
	}
	err := r.DB().Raw(`SELECT h.task_id, h.ref, h.due_day, COALESCE(p.name, '') AS name FROM handoffs h LEFT JOIN people p ON p.id = h.giver_person_id
		WHERE h.task_id IN ? AND h.state NOT IN ? ORDER BY h.created_at, h.id LIMIT ?`, ids, handoffOver, len(ids)).Scan(&given).Error
	if err != nil {
		return nil, err
	}
	for _, h := range given {
		who := h.Name
		if who == "" {
			who = "A decision"
		}
		waits[h.TaskID] = append(waits[h.TaskID], WaitsOnIt{Say: who + " waits for handoff " + h.Ref + ", due " + h.DueDay.Short(), Kind: "handoff", Ref: h.Ref})
	}
	if len(parents) == 0 {
		return waits, nil
	}
	rows, err := found[*Task](r.DB().Where("id IN ? AND removed_at IS NULL AND state IN ?", keys(parents), openStates))
	if err != nil {
		return nil, err
	}
	for _, t := range list {
		for _, p := range rows {
			if t.ParentTaskID != nil && *t.ParentTaskID == p.ID {
				waits[t.ID] = append(waits[t.ID], WaitsOnIt{Say: "Task " + p.Ref + " " + p.Title + " that it is a part of", Kind: "task", Ref: p.Ref})
			}
		}
	}
	return waits, nil
}
