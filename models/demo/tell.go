package demo

import (
	"time"

	"throughline/models"
)

// tell writes what the cast was told of in the last two weeks: of the last three days it is unread, unless they acted on it since.
func (l *loader) tell() error {
	var events []*models.Event
	kinds := []models.EventType{models.HandoffCreated, models.HandoffAnswered, models.HandoffDone, models.HandoffCancelled, models.DecisionTaken, models.MentionMade, models.OutcomeOffTrack}
	err := l.tx.DB().Where("type IN ? AND occurred_at > ?", kinds, l.tx.Now.AddDate(0, 0, -14)).Order("occurred_at, id").Limit(100).Find(&events).Error
	if err != nil {
		return err
	}
	for _, e := range events {
		list, err := l.tx.TellEvent(&models.Work{Ref: e.ID})
		if err != nil {
			return err
		}
		for _, n := range list {
			if l.tx.Now.Sub(n.HappenedAt) > 72*time.Hour {
				n.ReadAt = &l.tx.Now
				if err := l.tx.Save(n); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
