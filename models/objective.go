package models

import (
	"time"

	"throughline/models/day"
)

// States of a goal and an objective.
const (
	Active  = "active"
	Done    = "done"
	Missed  = "missed"
	Dropped = "dropped"
)

// Objective is a near, owned step of one team inside 90 days to 12 months that delivers a named goal (R15).
type Objective struct {
	Row
	Ref               string
	StrategyID        *string
	ParentObjectiveID *string
	Title             string
	Description       string
	State             string
	LevelText         string // as imported
	TeamID            *string
	OwnerPersonID     *string
	OwnerText         string
	Measure           string
	Unit              string
	Baseline          *float64
	BaselineText      string
	Target            *float64
	TargetText        string
	Direction         string // Increase, Reduce or Band; empty while nobody said
	StartDay          day.Day
	DueDay            day.Day
	DueText           string
	Period            string
	Priority          int
	StatusText        string
	Labels            string
	Joint             bool
	KindKeptReason    string // why it is an objective although it reads like a goal
	RemovedAt         *time.Time

	GoalIDs []string `gorm:"-"` // the goals it delivers; saved with it
}

func (o *Objective) reference() (string, *string) { return "B", &o.Ref }

// ObjectiveGoal says that an objective delivers a goal.
type ObjectiveGoal struct {
	Row
	ObjectiveID string
	GoalID      string
}
