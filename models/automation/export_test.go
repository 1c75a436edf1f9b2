package automation

import (
	"context"
	"math/rand/v2"
	"time"

	"throughline/models"
	"throughline/models/blocks"
	"throughline/models/work"
)

// Shortened is what is kept of what later steps can ask of a step.
func Shortened(given blocks.Facts) blocks.Facts {
	shortenFacts(given)
	return given
}

// Careless is the work of an engine that makes tasks in a transaction of their own, before the step and its work are ended: the mistake that
// the kill loop has to notice. It is for a program of its own, as it spoils the actions of this one.
func (e *Engine) Careless(db *models.DB) []work.Kind {
	actions[blocks.CreateTask] = func(*step) (result, error) { return result{}, nil }
	early := func(ctx context.Context, w *models.Work) error {
		defer time.Sleep(20 * time.Millisecond)
		return db.Write(ctx, models.Background, func(tx *models.Tx) error {
			runID, key, iter := place(w)
			s, err := e.load(tx, runID, key, iter)
			if err != nil || s == nil || s.at == nil || s.at.Do != blocks.CreateTask {
				return err
			}
			if gone, err := s.actsAs(); err != nil || gone {
				return err
			}
			s.effects = rand.Int() // so that no key keeps it from being made twice
			_, err = createTask(s)
			return err
		})
	}
	list := e.Work()
	for i := range list {
		if list[i].Name == models.DoRunStep {
			list[i].Before = early
		}
	}
	return list
}
