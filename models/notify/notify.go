// Package notify tells people: it writes the notices of an event to those whom it concerns. Who is told of what is models/told.go.
package notify

import (
	"throughline/models"
	"throughline/models/work"
)

// Kinds is the work of telling people.
func Kinds() []work.Kind {
	return []work.Kind{
		{Name: models.TellEvent, Do: tell},
	}
}

// tell writes what people read of one event.
func tell(tx *models.Tx, w *models.Work) error {
	_, err := tx.TellEvent(w)
	return err
}
