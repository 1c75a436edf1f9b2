package models

import (
	"time"

	"gorm.io/gorm"
)

// ExternalRef keeps where an imported thing came from.
type ExternalRef struct {
	Row
	Kind       string
	EntityID   string
	Origin     string
	ExternalID string
	Source     string
}

// Finding is something that does not fit the method yet, noted when a thing came in. It is open until the thing is mended.
type Finding struct {
	Row
	EntityType string
	EntityID   string
	Code       string
	Say        string // one sentence: what to do
	Detail     string // the words or value it is about
	Source     string // file and line
	SettledAt  *time.Time
}

// openFindings are the findings whose things are not mended yet: a view of the database, so that every way of mending counts.
func (r *Read) openFindings() *gorm.DB { return r.DB().Table("open_findings") }

// Dismissal is advice that somebody set aside, with the reason they gave.
type Dismissal struct {
	Row
	EntityType string
	EntityID   string
	Code       string
	Reason     string
	PersonID   *string
}

// Dismissals gives the advice that was set aside, the newest first.
func (r *Read) Dismissals() ([]*Dismissal, error) {
	return heldRows(r, "dismissals", partAlignment, func() ([]*Dismissal, error) {
		return found[*Dismissal](r.DB().Order("created_at DESC, id"))
	})
}
