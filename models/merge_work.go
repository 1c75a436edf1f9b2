package models

import (
	"slices"

	"gorm.io/gorm"
)

// MergesWork tells whether two things of a kind can be made one by MergeWork, or as objectives are.
func MergesWork(kind string) bool {
	return slices.Contains([]string{"objective", "task", "initiative", "workflow", "process"}, kind)
}

// MergeWork makes two tasks, initiatives, workflows or processes one. The kept one takes over what belongs to the other: what it serves, its
// tasks and hours, its processes and the decisions that affect it. The other ends with a reason that names the kept one: a task is cancelled,
// an initiative dropped, a workflow or process goes out of sight.
func (tx *Tx) MergeWork(kind, keepID, dropID, why string) error {
	k := kindByKey(kind)
	two, err := k.load(&tx.Read, []string{keepID, dropID})
	if err != nil {
		return err
	}
	slices.SortFunc(two, func(a, _ Entity) int {
		if a.Identity() == keepID {
			return -1
		}
		return 1
	})
	if len(two) != 2 {
		return AgainstRule("One of the two is gone meanwhile. Look again; the symptom will be gone.")
	}
	keep, drop := two[0], two[1]
	was, err := k.copyOf(keep)
	if err != nil {
		return err
	}
	gone, err := k.copyOf(drop)
	if err != nil {
		return err
	}
	m := &Merge{Row: Row{ID: dropID}, Kind: kind, Kept: keepID, Dropped: dropID}
	defer tx.For(why)()
	switch keep := keep.(type) {
	case *Task:
		return tx.mergeTasks(m, was.(*Task), keep, drop.(*Task), why)
	case *Initiative:
		err = tx.takeOverInitiative(m, keep, drop.(*Initiative), why)
	case *Workflow:
		err = tx.takeOverWorkflow(m, keep, drop.(*Workflow))
	case *Process:
		takeOverProcess(m, keep, drop.(*Process))
		drop.(*Process).RemovedAt = &tx.Now
	}
	if err != nil {
		return err
	}
	if err := k.save(tx, was, keep); err != nil {
		return err
	}
	if err := tx.takeOverLinks(m); err != nil {
		return err
	}
	if err := k.save(tx, gone, drop); err != nil {
		return err
	}
	return tx.Emit(ThingsMerged, m, nil, m)
}

// takeOverIDs adds to the ties of the kept one those that only the other has, and gives them.
func takeOverIDs(keep *[]string, drop []string) (taken []string) {
	taken = without(drop, *keep)
	*keep = append(slices.Clone(*keep), taken...)
	return taken
}

func (tx *Tx) mergeTasks(m *Merge, was, keep, drop *Task, why string) error {
	handed, err := found[*Handoff](tx.DB().Where("task_id = ? AND state NOT IN ?", drop.ID, handoffOver))
	if err != nil {
		return err
	}
	if len(handed) > 0 {
		return AgainstRuleAt("keep", drop.Ref+" was handed over with "+handed[0].Ref+". Let it stay, or cancel the handoff first.")
	}
	m.Links, m.Goals, m.Outcomes = takeOverIDs(&keep.ObjectiveIDs, drop.ObjectiveIDs), takeOverIDs(&keep.GoalIDs, drop.GoalIDs), takeOverIDs(&keep.OutcomeIDs, drop.OutcomeIDs)
	if m.Below, err = tx.tieTasksAnew(func(t *Task) { t.ParentTaskID = &keep.ID }, "parent_task_id = ? AND id <> ?", drop.ID, keep.ID); err != nil {
		return err
	}
	if err := tx.saveTasksAsIs([]Entity{was}, []Entity{keep}, nil); err != nil {
		return err
	}
	m.State, m.Reason = drop.State, drop.StateReason
	if err := tx.setTask(drop, TaskCancelled, why); err != nil {
		return err
	}
	return tx.Emit(ThingsMerged, m, nil, m)
}

// tieTasksAnew changes what the tasks found are tied to, and gives them.
func (tx *Tx) tieTasksAnew(change func(*Task), where string, args ...any) (changed []string, err error) {
	list, err := loadTasks(&tx.Read, tx.locked(tx.DB().Where("removed_at IS NULL").Where(where, args...).Order("id").Limit(mostTasksMerged+1)))
	if err != nil {
		return nil, err
	}
	if len(list) > mostTasksMerged {
		return nil, AgainstRule("More than " + itoa(mostTasksMerged) + " tasks belong to the one that goes. Move them on the list of tasks first.")
	}
	befores, afters := make([]Entity, len(list)), make([]Entity, len(list))
	for i, t := range list {
		was := *t
		change(t)
		befores[i], afters[i], changed = &was, t, append(changed, t.ID)
	}
	return changed, tx.saveTasksAsIs(befores, afters, nil)
}

// mostTasksMerged is how many tasks move with what goes.
const mostTasksMerged = 5000

func (tx *Tx) takeOverInitiative(m *Merge, keep, drop *Initiative, why string) (err error) {
	m.Outcomes, m.Links = takeOverIDs(&keep.OutcomeIDs, drop.OutcomeIDs), takeOverIDs(&keep.ObjectiveIDs, drop.ObjectiveIDs)
	m.State, m.Reason = drop.State, drop.StateReason
	drop.State, drop.StateReason = Dropped, why
	m.Tasks, err = tx.tieTasksAnew(func(t *Task) { t.InitiativeID = &keep.ID }, "initiative_id = ?", drop.ID)
	return err
}

// takeOverWorkflow adds the hours of one workflow to the other, so that all hours together stay the same.
func (tx *Tx) takeOverWorkflow(m *Merge, keep, drop *Workflow) error {
	if more, known := WeeklyHours(drop); known && more > 0 {
		hours, _ := WeeklyHours(keep)
		m.HoursWas, m.Hours = keep.Hours, ptr(Rounded(hours+more, 6))
		keep.Hours = m.Hours
	}
	for _, l := range drop.Outcomes {
		if !slices.ContainsFunc(keep.Outcomes, func(o *WorkflowOutcome) bool { return o.OutcomeID == l.OutcomeID }) {
			keep.Outcomes = append(keep.Outcomes, &WorkflowOutcome{WorkflowID: keep.ID, OutcomeID: l.OutcomeID, Weight: l.Weight})
			m.Outcomes = append(m.Outcomes, l.OutcomeID)
		}
	}
	drop.RemovedAt = &tx.Now
	var err error
	m.Below, err = tx.retieProcesses(tx.DB().Where("workflow_id = ?", drop.ID), &keep.ID)
	return err
}

// retieProcesses lets the processes found belong to another workflow, and gives them.
func (tx *Tx) retieProcesses(q *gorm.DB, to *string) (changed []string, err error) {
	list, err := found[*Process](q.Where("removed_at IS NULL").Order("id"))
	if err != nil {
		return nil, err
	}
	for _, p := range list {
		was := *p
		p.WorkflowID = to
		changed = append(changed, p.ID)
		if err := tx.saveAs(ProcessChanged, &was, p); err != nil {
			return nil, err
		}
	}
	return changed, nil
}

func takeOverProcess(m *Merge, keep, drop *Process) {
	if keep.WorkflowID == nil && keep.OutcomeID == nil && drop.WorkflowID != nil {
		keep.WorkflowID, m.Links = drop.WorkflowID, []string{*drop.WorkflowID}
	}
}
