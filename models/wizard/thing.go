package wizard

import (
	"encoding/json"

	"throughline/models"
	"throughline/models/form"
)

// thing is one savable row of a step: it binds an entity, with all that is saved with it, to form fields.
type thing interface {
	entity() models.Entity
	fields(w *World) []*form.Field                         // bound to this very thing
	copy() thing                                           // a copy with everything in it
	settle()                                               // moves what the fields filled into the entity
	add(tx *models.Tx, w *World) error                     // writes it the first time, with its event
	save(tx *models.Tx, before thing) error                // writes the change under its version, with its event
	remove(tx *models.Tx) error                            // takes it out of sight, with its event
	asOf(r *models.Read, version int) (thing, bool, error) // how it stood at an earlier version
	join(w *World)                                         // puts a new thing into the world, so that the rules see it
}

// state is a thing's whole content as text, to see whether anything changed.
func state(t thing) string {
	t.settle()
	b, err := json.Marshal(t.entity())
	if err != nil {
		return err.Error()
	}
	return string(b)
}

// clone copies an aggregate with everything in it.
func clone[T any](from *T) *T {
	to := new(T)
	b, err := json.Marshal(from)
	if err == nil {
		err = json.Unmarshal(b, to)
	}
	if err != nil {
		panic("wizard: an aggregate must survive JSON: " + err.Error())
	}
	return to
}

// apart keeps the links that a page can show, those to things of this alignment, from the others. The others stay as they are: a
// thing that was set aside or removed finds its links again when it comes back.
func apart(ids []string, here func(id string) bool) (shown, kept []string) {
	for _, id := range ids {
		if here(id) {
			shown = append(shown, id)
		} else {
			kept = append(kept, id)
		}
	}
	return shown, kept
}

func text(id *string) string {
	if id == nil {
		return ""
	}
	return *id
}

func pointer(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}
