package work

import (
	"context"

	"throughline/models"
)

// Housekeeping is the work that keeps the database small. Each hour has one of each, whichever program comes first.
func Housekeeping(db *models.DB) []Kind {
	list := []Kind{
		{Name: models.ClearEnded, Quiet: true, Hourly: true, Do: func(tx *models.Tx, _ *models.Work) error { return tx.ClearEnded() }},
		{Name: models.ClearWork, Quiet: true, Hourly: true, Do: InBatches((*models.Tx).PurgeWork)},
		{Name: models.ClearTold, Quiet: true, Hourly: true, Do: InBatches((*models.Tx).PurgeNotices)},
		{Name: models.LookAtWords, Hourly: true, Do: func(tx *models.Tx, _ *models.Work) error { return tx.NoticeWordings() }},
	}
	if db.Dialect() == "sqlite" {
		list = append(list, Kind{Name: models.FoldJournal, Quiet: true, Hourly: true, Before: func(ctx context.Context, _ *models.Work) error { return db.FoldJournal(ctx) }})
	}
	return list
}

// more marks the key of work that goes on where one of the same hour stopped.
const more = "+"

// InBatches clears one batch away, and has the rest done after it, so that no transaction is long.
func InBatches(clear func(*models.Tx) (more bool, err error)) func(*models.Tx, *models.Work) error {
	return func(tx *models.Tx, w *models.Work) error {
		rest, err := clear(tx)
		if err != nil || !rest {
			return err
		}
		return tx.Enqueue(&models.Work{Key: w.Key + more, Kind: w.Kind})
	}
}

// enqueueHourly has the hourly work of this hour done, if nobody else has seen to it. Its key is the hour, so it is enqueued once.
func (l *Loop) enqueueHourly(ctx context.Context) {
	slot := l.db.Now().Format("2006-01-02T15")
	if slot == l.slot {
		return
	}
	err := l.db.Note(ctx, models.Background, func(tx *models.Tx) error {
		for _, name := range l.all {
			if !l.kinds[name].Hourly {
				continue
			}
			if err := tx.Enqueue(&models.Work{Key: string(name) + ":" + slot, Kind: name}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		l.complain(ctx, "the work of this hour could not be enqueued", err)
		return
	}
	l.slot = slot
}
