package models

import (
	"reflect"
	"strings"
	"time"

	"throughline/models/day"
)

// PromiseMove is one promised date that was moved: from which day to which, by whom, when and why. It is written with the event of the change.
type PromiseMove struct {
	Row
	EventID    string
	EntityType string
	EntityID   string
	Promise    string  // which of its dates: one of the keys of PromiseTitle
	FromDay    day.Day // as it was promised until then
	ToDay      day.Day // empty when it was taken away
	Days       int     // later than before; below zero: earlier; 0 when it was taken away
	Reason     string  // empty when nobody said
	PersonID   *string
	ByName     string
	CauseRunID string  // the run of a rule that moved it; empty when a person did
	MovedDay   day.Day // in the company's zone

	TakenBackAt *time.Time // the change that moved it was undone, so it does not count
	TakenBackBy string
}

// PromiseTitle is what a promised date is called.
func PromiseTitle(promise string) string {
	return map[string]string{"due": "Due date", "deadline": "Deadline", "review": "Review", "end": "End", "date": "Date", "next": "Next action", "ending": "Ending"}[promise]
}

// promised is one date that a thing promises, as long as it binds.
type promised struct {
	key   string
	day   day.Day
	binds bool
	what  string // what is promised for that day, where it is not the thing itself: another one is another promise
}

// promises is a thing with dates that count as promises while somebody stands by them: not what is a draft, a candidate or over.
type promises interface{ promises() []promised }

func (t *Task) promises() []promised {
	return []promised{{key: "due", day: t.DueDay, binds: !t.Over()}}
}
func (g *Goal) promises() []promised {
	return []promised{{key: "due", day: g.DueDay, binds: aimBinds(g.State)}}
}
func (o *Objective) promises() []promised {
	return []promised{{key: "due", day: o.DueDay, binds: aimBinds(o.State)}}
}
func (o *Outcome) promises() []promised {
	return []promised{{key: "deadline", day: o.Deadline, binds: o.State == OutcomeActive}}
}
func (i *Initiative) promises() []promised {
	return []promised{{key: "review", day: i.ReviewDay, binds: i.Bound()}, {key: "end", day: i.DueDay, binds: i.Bound()}}
}
func (r *Review) promises() []promised {
	return []promised{{key: "date", day: r.Day, binds: r.State == Scheduled}}
}
func (h *Handoff) promises() []promised {
	return []promised{{key: "due", day: h.DueDay, binds: !h.Over()}}
}
func (i *Issue) promises() []promised {
	return []promised{{key: "next", day: i.NextDay, binds: !i.Over(), what: i.NextAction}}
}
func (w *Workflow) promises() []promised {
	return []promised{{key: "ending", day: w.VerdictDay, binds: w.Verdict == Stop && w.EndedDay == ""}}
}

func aimBinds(state string) bool {
	return state != Draft && state != Done && state != Missed && state != Dropped
}

// sameSlip is how long two moves of one date by one person count as one: a date that is set right again was not moved twice.
const sameSlip = time.Hour

// keepPromises writes the promised dates that an event moved. An undo moves nothing: what it brings back is marked at the move itself.
func (tx *Tx) keepPromises(e *Event, before, after any) error {
	if tx.follows || tx.undoing {
		return nil
	}
	for _, m := range tx.movesOf(e, before, after) {
		if err := tx.keepMove(m); err != nil {
			return err
		}
	}
	return nil
}

// movesOf are the promised dates that an event moved.
func (tx *Tx) movesOf(e *Event, before, after any) (list []*PromiseMove) {
	was, ok := before.(promises)
	is, also := after.(promises)
	if !ok || !also || reflect.ValueOf(before).IsNil() || reflect.ValueOf(after).IsNil() {
		return nil
	}
	now := is.promises()
	for i, p := range was.promises() {
		if !p.binds || !p.day.Valid() || p.day == now[i].day || p.what != now[i].what {
			continue
		}
		m := &PromiseMove{EventID: e.ID, EntityType: e.EntityType, EntityID: e.EntityID, Promise: p.key, FromDay: p.day, ToDay: now[i].day, Reason: e.Reason, PersonID: e.ActorPersonID, ByName: e.ActorName, CauseRunID: e.CauseRunID, MovedDay: tx.Today()}
		m.count()
		list = append(list, m)
	}
	return list
}

func (tx *Tx) keepMove(m *PromiseMove) error {
	last, err := tx.lastMove(m.EntityType, m.EntityID, m.Promise)
	if err != nil {
		return err
	}
	// A change that can be undone keeps moves of its own, so that an earlier slip of the hand is not taken back with it.
	own := tx.plan == "" || last != nil && last.CreatedAt.Equal(tx.Now)
	if last != nil && own && same(last.PersonID, m.PersonID) && m.PersonID != nil && last.ToDay == m.FromDay {
		if last.FromDay == m.ToDay {
			return tx.Delete(last)
		}
		last.EventID, last.ToDay, last.Reason = m.EventID, m.ToDay, orWords(m.Reason, last.Reason)
		last.count()
		return tx.Save(last)
	}
	return tx.Insert(m)
}

// TakeRunBack does what takes the work of a run of a rule back from a thing: no date moves by it, and those that the run moved no longer count.
func (tx *Tx) TakeRunBack(run *Run, of Entity, do func() error) error {
	tx.follows = true
	defer func() { tx.follows = false }()
	if err := do(); err != nil {
		return err
	}
	return tx.DB().Model(&PromiseMove{}).Where("entity_type = ? AND entity_id = ? AND cause_run_id = ? AND taken_back_at IS NULL", EntityType(of), of.Identity(), run.ID).
		Updates(map[string]any{"taken_back_at": tx.Now, "taken_back_by": tx.Who.Name}).Error
}

// takeMovesBack marks the dates that a change moved as taken back with it, of some things that nobody has changed since.
func (tx *Tx) takeMovesBack(c *PlannedChange, kind string, ids []string) error {
	return tx.DB().Model(&PromiseMove{}).Where("entity_type = ? AND entity_id IN ? AND created_at >= ? AND taken_back_at IS NULL", kind, ids, *c.AppliedAt).
		Updates(map[string]any{"taken_back_at": tx.Now, "taken_back_by": tx.Who.Name}).Error
}

func (m *PromiseMove) count() {
	if m.Days = 0; m.ToDay.Valid() {
		m.Days = m.ToDay.Sub(m.FromDay)
	}
}

// lastMove is the newest move of one date, when it is so fresh that another one counts with it; nil otherwise.
func (tx *Tx) lastMove(entity, id, promise string) (*PromiseMove, error) {
	list, err := found[*PromiseMove](tx.DB().Where("entity_type = ? AND entity_id = ? AND promise = ? AND created_at > ? AND taken_back_at IS NULL", entity, id, promise, tx.Now.Add(-sameSlip)).Order("created_at DESC, id DESC").Limit(1))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// SayWhyMoved gives the reason for a move that this person made a moment ago without one: a form that saves by itself has the date before
// the reason is typed.
func (tx *Tx) SayWhyMoved(of Entity, reason string) error {
	if reason = strings.TrimSpace(reason); reason == "" || tx.actor() == nil {
		return nil
	}
	return tx.DB().Model(&PromiseMove{}).Where("entity_type = ? AND entity_id = ? AND person_id = ? AND reason = '' AND created_at > ?", EntityType(of), of.Identity(), *tx.actor(), tx.Now.Add(-sameSlip)).
		Update("reason", reason).Error
}
