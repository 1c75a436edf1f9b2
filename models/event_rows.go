package models

import "encoding/json"

// Change is an event's payload: how the thing stood before and after. Either may be nothing.
type Change struct {
	Before json.RawMessage `json:"before"`
	After  json.RawMessage `json:"after"`
}

// Emit records one change in the same transaction as the change itself.
func (tx *Tx) Emit(kind EventType, subject Entity, before, after any) error {
	e, err := tx.event(kind, subject, before, after)
	if err != nil {
		return err
	}
	if err := tx.keepPromises(e, before, after); err != nil {
		return err
	}
	return tx.record(e)
}

// Tell records what happened to a thing that was not saved itself, as that an outcome went off track by a reading. It stands for no
// version of the thing.
func (tx *Tx) Tell(kind EventType, subject Entity, before, after any) error {
	e, err := tx.event(kind, subject, before, after)
	if err != nil {
		return err
	}
	e.EntityVersion = 0
	return tx.record(e)
}

// record keeps an event, with the work of telling it to those whom it concerns and of looking for rules that it starts.
func (tx *Tx) record(e *Event) error {
	if err := tx.DB().Create(e).Error; err != nil {
		return err
	}
	if err := tx.tellLater(e); err != nil {
		return err
	}
	return tx.dispatchLater(e)
}

func (tx *Tx) event(kind EventType, subject Entity, before, after any) (*Event, error) {
	b, err := toJSON(before)
	if err != nil {
		return nil, err
	}
	a, err := toJSON(after)
	if err != nil {
		return nil, err
	}
	payload, err := json.Marshal(Change{Before: b, After: a})
	if err != nil {
		return nil, err
	}
	e := &Event{
		ID: NewID(), Type: string(kind), EntityType: EntityType(subject), EntityID: subject.row().ID, EntityVersion: subject.row().Version,
		ActorName: tx.Who.Name, Payload: string(payload), Reason: tx.reason, OccurredAt: tx.Now,
	}
	if tx.Who.PersonID != "" {
		e.ActorPersonID = &tx.Who.PersonID
	}
	tx.blame(e)
	return e, nil
}

// AsOf fills into with how a thing stood at one of its versions, from the events. Found is false when that version was not recorded.
func (r *Read) AsOf(entityType, id string, version int, into any) (found bool, err error) {
	var e Event
	q := r.DB().Where("entity_type = ? AND entity_id = ? AND entity_version = ?", entityType, id, version).Order("occurred_at DESC, id DESC").Limit(1).Find(&e)
	if q.Error != nil || q.RowsAffected == 0 {
		return false, q.Error
	}
	var c Change
	if err := json.Unmarshal([]byte(e.Payload), &c); err != nil || len(c.After) == 0 || string(c.After) == "null" {
		return false, err
	}
	return true, json.Unmarshal(c.After, into)
}
