package models

import "time"

// ExternalRef keeps where an imported thing came from.
type ExternalRef struct {
	Row
	Kind       string
	EntityID   string
	Origin     string
	ExternalID string
	Source     string
}

// Finding is something that does not fit the method yet, noted when a thing came in, until somebody settles it.
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
