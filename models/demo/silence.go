package demo

import (
	"time"

	"throughline/models"
)

// silence lets a handoff climb its ladder until an instant, as it did while nobody answered.
func (l *loader) silence(h *models.Handoff, until, now time.Time) error {
	if until.After(now) {
		until = now
	}
	for {
		var due []*models.Work
		if err := l.tx.DB().Where("kind = ? AND ref = ? AND run_at <= ?", models.RungDue, h.ID, until).Order("run_at, id").Limit(1).Find(&due).Error; err != nil || len(due) == 0 {
			return err
		}
		l.tx.Who, l.tx.Now = models.Background, due[0].RunAt
		if err := l.tx.Delete(due[0]); err != nil {
			return err
		}
		if err := l.tx.ClimbRung(due[0]); err != nil {
			return err
		}
	}
}
