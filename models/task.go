package models

import (
	"time"

	"throughline/models/day"
)

// States of a task.
const (
	TaskOpen       = "open"
	TaskInProgress = "in progress"
	TaskBlocked    = "blocked"
	TaskFinished   = "done"
	TaskCancelled  = "cancelled"
)

// Task is one piece of work that somebody ticks off.
type Task struct {
	Row
	Ref           string
	Title         string
	Description   string
	Kind          string // as imported
	State         string
	StateReason   string // why it is blocked or cancelled; empty in any other state
	TeamID        *string
	OwnerPersonID *string
	OwnerText     string
	InitiativeID  *string
	ParentTaskID  *string
	DueDay        day.Day
	DueText       string
	CreatedDay    day.Day
	DoneDay       day.Day
	DonePersonID  *string
	StatusText    string
	Labels        string
	ExternalURL   string
	TaskSeriesID  *string // the series it belongs to; nil when it does not repeat
	SeriesDay     day.Day // its day in the series, which stays when it is moved
	SeriesNote    string  // how it came, where that needs words: days passed over, an owner who left
	RemovedAt     *time.Time

	ObjectiveIDs []string `gorm:"-"` // its thread upwards (R25); saved with it
	GoalIDs      []string `gorm:"-"`
	OutcomeIDs   []string `gorm:"-"`

	Under *Initiative `gorm:"-" json:"-"` // the initiative it belongs to, read with its links; what that serves, the task serves too
}

// Threaded tells whether anything asks for this task: an objective, a goal, an outcome, or an initiative that serves one (R25).
func (t *Task) Threaded() bool {
	return len(t.ObjectiveIDs)+len(t.GoalIDs)+len(t.OutcomeIDs) > 0 || t.Under.asks()
}

// Over tells whether nothing is left to do on it.
func (t *Task) Over() bool { return t.State == TaskFinished || t.State == TaskCancelled }

func (t *Task) reference() (string, *string) { return "T", &t.Ref }

// TaskObjective is a task's thread to an objective.
type TaskObjective struct {
	Row
	TaskID      string
	ObjectiveID string
}

// TaskGoal is a task's thread straight to a goal, as imported work has it.
type TaskGoal struct {
	Row
	TaskID string
	GoalID string
}

// TaskOutcome is a task's thread straight to an outcome.
type TaskOutcome struct {
	Row
	TaskID    string
	OutcomeID string
}
