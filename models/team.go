package models

import "time"

// Team is a part of the company; teams form a tree. Its lead follows the strategy through to Monday.
type Team struct {
	Row
	Ref           string
	Name          string
	ParentTeamID  *string
	LeadPersonID  *string
	Department    bool   // its lead is a department head even with no team below
	Kind          string // as imported: department, group, agency
	Mission       string
	BudgetCeiling *int64 // the most that it and the teams below may spend in a fiscal year, in the smallest unit of the currency; nil: none is set
	RemovedAt     *time.Time
}

func (t *Team) reference() (string, *string) { return "TM", &t.Ref }
