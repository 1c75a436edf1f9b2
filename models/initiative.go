package models

import (
	"time"

	"throughline/models/day"
)

// Candidate is the state of an initiative nobody has committed to yet.
const Candidate = "candidate"

// Initiative is a named piece of change. Committed it needs an owner, a success metric and a review date (R21).
type Initiative struct {
	Row
	Ref            string
	Name           string
	Description    string
	State          string
	TeamID         *string
	OwnerPersonID  *string
	OwnerText      string
	GoalID         *string
	ObjectiveID    *string
	SuccessMetric  string
	ReviewDay      day.Day
	StartDay       day.Day
	DueDay         day.Day
	DueText        string
	StatusText     string
	LastUpdateText string
	RemovedAt      *time.Time
}

func (i *Initiative) reference() (string, *string) { return "I", &i.Ref }
