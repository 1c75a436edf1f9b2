package models

import (
	"errors"
	"strconv"
	"time"

	"gorm.io/gorm"
)

// RefusalKind says why a request is refused.
type RefusalKind int

// The four reasons for a refusal.
const (
	KindNotFound   RefusalKind = iota + 1 // it does not exist, or this person may not know of it
	KindNotAllowed                        // seen, but not theirs to do
	KindStale                             // somebody else saved in between
	KindRule                              // against a rule of the method
)

// Refusal is an answer of the product, not a fault: it carries the sentence a person reads.
type Refusal struct {
	Kind  RefusalKind
	Say   string
	About string    // Rule: the name of the field it is about, when it is about one
	By    string    // Stale: who saved in between
	At    time.Time // Stale: when
	Ask   bool      // Rule: it is done when the person says that it is meant
}

func (r *Refusal) Error() string { return r.Say }

// NotFound refuses because the thing is not there for this person; what names it in a person's words ("This outcome").
func NotFound(what string) error {
	return &Refusal{Kind: KindNotFound, Say: what + " is not here. It may have been removed, or you may not be able to see it."}
}

// NotAllowed refuses an act that belongs to somebody else; say tells who may.
func NotAllowed(say string) error { return &Refusal{Kind: KindNotAllowed, Say: say} }

// AgainstRule refuses what the method does not allow.
func AgainstRule(say string) error { return &Refusal{Kind: KindRule, Say: say} }

// AgainstRuleAt is AgainstRule about one field of a form.
func AgainstRuleAt(field, say string) error {
	return &Refusal{Kind: KindRule, Say: say, About: field}
}

// AskAt refuses until the person says that it is meant: at one field of a form.
func AskAt(field, say string) error {
	return &Refusal{Kind: KindRule, Say: say, About: field, Ask: true}
}

// AsRefusal finds the refusal in an error. A row that was not found is one.
func AsRefusal(err error) (*Refusal, bool) {
	var r *Refusal
	if errors.As(err, &r) {
		return r, true
	}
	if errors.Is(err, gorm.ErrRecordNotFound) {
		return &Refusal{Kind: KindNotFound, Say: "This is not here. It may have been removed, or you may not be able to see it."}, true
	}
	return nil, false
}

// stale names who saved the row last, from its events.
func (tx *Tx) stale(e Entity) error {
	r := &Refusal{Kind: KindStale, Say: "Somebody else saved this while you were editing."}
	by, at, err := tx.SavedBy(e)
	if err != nil {
		return err
	}
	if by != "" {
		r.By, r.At, r.Say = by, at, by+" saved this while you were editing."
	}
	return r
}

// SavedBy is who saved a thing last, and when; nobody when no event tells. What only happened to it is no save.
func (r *Read) SavedBy(e Entity) (by string, at time.Time, err error) {
	var last Event
	q := r.DB().Where("entity_type = ? AND entity_id = ? AND entity_version > 0", EntityType(e), e.row().ID).Order("occurred_at DESC, id DESC").Limit(1).Find(&last)
	return last.ActorName, last.OccurredAt, q.Error
}

func itoa(n int) string { return strconv.Itoa(n) }
