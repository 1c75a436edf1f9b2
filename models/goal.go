package models

import (
	"time"

	"throughline/models/day"
)

// Goal sets a level of result for a function or wider, beyond a quarter (R15).
type Goal struct {
	Row
	Ref           string
	StrategyID    *string
	ParentGoalID  *string
	Title         string
	Description   string
	State         string
	LevelText     string // as imported
	TeamID        *string
	OwnerPersonID *string
	OwnerText     string
	Measure       string
	Unit          string
	Baseline      *float64
	BaselineText  string
	Target        *float64
	TargetText    string
	Direction     string // Increase, Reduce or Band; empty while nobody said
	StartDay      day.Day
	DueDay        day.Day
	DueText       string
	Period        string
	Priority      int
	StatusText    string
	Labels        string
	Joint         bool
	RemovedAt     *time.Time

	OutcomeIDs []string `gorm:"-"` // the outcomes it serves; saved with it
}

func (g *Goal) reference() (string, *string) { return "G", &g.Ref }

// GoalOutcome says that a goal serves an outcome.
type GoalOutcome struct {
	Row
	GoalID    string
	OutcomeID string
}
