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
		if n := count(models.ApprovalNear); n != 1 {
			t.Errorf("%d approvals are said to end soon", n)
		}
		write(t, h.db, models.Background, func(tx *models.Tx) error {
			var e models.Event
			if err := tx.DB().Where("type = ?", models.ApprovalNear).First(&e).Error; err != nil {
				return err
			}
			_, err := tx.TellEvent(&models.Work{Ref: e.ID})
			return err
		})
		read(t, h.db, models.Background, func(r *models.Read) error {
			var said []string
			if err := r.DB().Model(&models.Notice{}).Where("type = ? AND person_id = ?", models.ApprovalNear, h.c.Owner.ID).Pluck("sentence", &said).Error; err != nil {
				return err
			}
			if len(said) != 1 || said[0] != "Your answer is still missing. You are asked to approve this by 18 November 2026." {
				t.Errorf("told: %q", said)
			}
			var n int64
			err := r.DB().Model(&models.Event{}).Where("type = ? AND entity_id = ?", models.TaskOverdue, task.ID).Count(&n).Error
			if n != 1 {
				t.Errorf("the task was said to be late %d times", n)
			}
			return err
		})
	})
}
