package models

import (
	"slices"
	"strings"

	"throughline/models/day"
)

// TaskStates are all states of a task, in the order that work goes through them.
var TaskStates = []string{TaskOpen, TaskInProgress, TaskBlocked, TaskFinished, TaskCancelled}

// taskEvents is what is recorded when a task comes into a state.
var taskEvents = map[string]EventType{
	TaskOpen: TaskReopened, TaskInProgress: TaskStarted, TaskBlocked: TaskHeldUp, TaskFinished: TaskDone, TaskCancelled: TaskDropped,
}

// NeedsReason tells whether a task comes into this state only with a reason: nobody can help what is blocked, or learn from what was
// given up, without one.
func NeedsReason(state string) bool { return state == TaskBlocked || state == TaskCancelled }

// MoveTask brings a task into a state. Where it stands there already, for the same reason, nothing is changed.
func (tx *Tx) MoveTask(t *Task, state, reason string) error {
	if err := tx.Who.Must(TickTask, tx.Who.taskScope(t)); err != nil {
		return err
	}
	if reason = strings.TrimSpace(reason); !NeedsReason(state) {
		reason = ""
	}
	switch {
	case !slices.Contains(TaskStates, state):
		return NotFound("This state")
	case state == t.State && reason == t.StateReason:
		return nil
	case state == TaskFinished && t.State == TaskCancelled:
		return AgainstRule("This task was cancelled. Open it again before you mark it done.")
	case state == TaskCancelled && t.State == TaskFinished:
		return AgainstRule("This task is done. Open it again before you cancel it.")
	case NeedsReason(state) && reason == "":
		return AgainstRuleAt("reason", AskReason(state))
	}
	return tx.setTask(t, state, reason)
}

// AskReason asks for what a state needs to be said.
func AskReason(state string) string {
	if state == TaskCancelled {
		return "Say in one sentence why it is cancelled."
	}
	return "Say in one sentence what holds it up, and who could help."
}

// setTask is the one place where the state of a task is written.
func (tx *Tx) setTask(t *Task, state, reason string) error {
	before := *t
	t.State, t.StateReason, t.DoneDay, t.DonePersonID = state, reason, day.Day(""), nil
	if state == TaskFinished {
		t.DoneDay = tx.Today()
		if tx.Who.SignedIn() {
			t.DonePersonID = &tx.Who.PersonID
		}
	}
	if err := tx.Save(t); err != nil {
		return err
	}
	if state == TaskInProgress || state == TaskFinished {
		if err := tx.runTaken("task", t.ID, nil, &tx.Now); err != nil {
			return err
		}
	}
	if err := tx.handoffFollows(t); err != nil {
		return err
	}
	if err := tx.seriesFollows(t); err != nil {
		return err
	}
	return tx.Emit(taskEvents[state], t, &before, t)
}

// CloseTask ticks a task off as done today. Ticking one that is done already changes nothing.
func (tx *Tx) CloseTask(t *Task) error { return tx.MoveTask(t, TaskFinished, "") }

// ReopenTask takes a tick back. A task that is open already stays as it is.
func (tx *Tx) ReopenTask(t *Task) error {
	if !t.Over() {
		return tx.Who.Must(TickTask, tx.Who.taskScope(t))
	}
	return tx.MoveTask(t, TaskOpen, "")
}
