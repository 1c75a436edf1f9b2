package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/work"
)

func TestANearReviewAndATaskPastItsDayAreRecordedOnceForEachDate(t *testing.T) {
	eachRaising(t, func(h *raising) {
		count := func(kind models.EventType) (n int64) {
			read(t, h.db, models.Background, func(r *models.Read) error {
				return r.DB().Model(&models.Event{}).Where("type = ?", kind).Count(&n).Error
			})
			return n
		}
		morning := func() {
			write(t, h.db, models.Background, (*models.Tx).BeginDay)
			doWork(t, h.db, work.Clocks()...)
		}
		var task *models.Task
		write(t, h.db, models.Background, func(tx *models.Tx) error {
			var list []*models.Task
			if err := tx.DB().Where("state = ?", models.TaskOpen).Order("id").Limit(1).Find(&list).Error; err != nil {
				return err
			}
			task = list[0]
			before := *task
			task.DueDay = tx.Today().Add(-1)
			return tx.ChangeTask(&before, task)
		})
		morning()
		near, late := count(models.ReviewDue), count(models.TaskOverdue)
		if near == 0 || late == 0 {
			t.Fatalf("%d reviews are near and %d tasks late", near, late)
		}
		h.clock.Advance(24 * 3600e9)
		morning()
		if n := count(models.TaskOverdue); n < late {
			t.Errorf("%d late tasks after %d", n, late)
		}
		read(t, h.db, models.Background, func(r *models.Read) error {
			var n int64
			err := r.DB().Model(&models.Event{}).Where("type = ? AND entity_id = ?", models.TaskOverdue, task.ID).Count(&n).Error
			if n != 1 {
				t.Errorf("the task was said to be late %d times", n)
			}
			return err
		})
	})
}
