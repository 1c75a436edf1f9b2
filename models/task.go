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
	Kind          string // as imported
	State         string
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
	RemovedAt     *time.Time

	ObjectiveIDs []string `gorm:"-"` // its thread upwards (R25); saved with it
	GoalIDs      []string `gorm:"-"`
}

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
