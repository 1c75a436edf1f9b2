package models

import (
	"time"

	"gorm.io/gorm"
)

// mostShown bounds each list of work on a page.
const mostShown = 50

// WorkCounts is how much background work is in each state.
type WorkCounts struct {
	Ready  int // due now, waiting for somebody free
	Later  int // has its time in the future
	Leased int // under way
	Done   int // finished within the last day
	Dead   int // given up
}

// WorkHealth is how background work stands: what an administrator needs to see that everything asynchronous happens.
type WorkHealth struct {
	WorkCounts
	Oldest  *time.Time // since when the oldest due work waits; nil when none does
	Retried []*Work    // failed at least once and will be tried again, the next first
	Lost    []*Work    // given up, the latest first, at most 50
}

// workLate is how long due work waits before something is wrong: a program that serves takes it within a second.
const workLate = 5 * time.Minute

// Late tells whether due work waits longer than it would where a program serves.
func (h *WorkHealth) Late(now time.Time) bool {
	return h.Oldest != nil && now.Sub(*h.Oldest) > workLate
}

// WorkHealth reads how background work stands. Administrators only.
func (r *Read) WorkHealth() (*WorkHealth, error) {
	if err := r.Who.Must(ManagePeople); err != nil {
		return nil, err
	}
	now, err := r.workNow()
	if err != nil {
		return nil, err
	}
	h := &WorkHealth{}
	err = r.DB().Raw(`SELECT (SELECT count(*) FROM work WHERE state = 'ready' AND run_at <= @now) AS ready,
		(SELECT count(*) FROM work WHERE state = 'ready' AND run_at > @now) AS later, (SELECT count(*) FROM work WHERE state = 'leased') AS leased,
		(SELECT count(*) FROM work WHERE state = 'done' AND updated_at > @since) AS done, (SELECT count(*) FROM work WHERE state = 'dead') AS dead`,
		map[string]any{"now": now, "since": now.Add(-24 * time.Hour)}).Scan(&h.WorkCounts).Error
	if err != nil {
		return nil, err
	}
	var oldest []time.Time
	if err := r.DB().Model(&Work{}).Where("state = 'ready' AND run_at <= ?", now).Order("run_at, id").Limit(1).Pluck("run_at", &oldest).Error; err != nil {
		return nil, err
	}
	if len(oldest) > 0 {
		h.Oldest = &oldest[0]
	}
	if err := r.DB().Where("state = 'ready' AND last_error <> ''").Order("run_at, id").Limit(mostShown).Find(&h.Retried).Error; err != nil {
		return nil, err
	}
	return h, r.DB().Where("state = 'dead'").Order("updated_at DESC, id DESC").Limit(mostShown).Find(&h.Lost).Error
}

// TryWorkAgain gives work that was given up all its tries once more. Administrators only.
func (tx *Tx) TryWorkAgain(id string) error {
	if err := tx.Who.Must(ManagePeople); err != nil {
		return err
	}
	w, err := one("This work", func() ([]*Work, error) { return found[*Work](tx.DB().Where("id = ?", id)) })
	if err != nil {
		return err
	}
	if w.State != WorkDead {
		return AgainstRule("This work is not given up any more. Look at the list again.")
	}
	now, err := tx.workNow()
	if err != nil {
		return err
	}
	before := *w
	w.State, w.Attempt, w.Owner, w.RunAt = WorkReady, 0, "", now
	if err := tx.Save(w); err != nil {
		return err
	}
	if err := tx.poke(); err != nil {
		return err
	}
	return tx.Emit(WorkTriedAgain, w, &before, w)
}

// PurgeWork clears away a batch of finished work that is old enough; more tells that there is more of it. What was given up stays.
func (tx *Tx) PurgeWork() (more bool, err error) {
	old := tx.DB().Model(&Work{}).Select("id").Where("state = 'done' AND updated_at <= ?", tx.Now.Add(-workKept)).Order("updated_at, id").Limit(workBatch)
	gone := tx.DB().Where("id IN (?)", old).Delete(&Work{})
	return gone.RowsAffected == workBatch, gone.Error
}

// ClearEnded takes out what nobody can use any more: ended sessions, one-time links that are used or too old, and lists that were not
// confirmed in time or can no longer be taken back. No page shows any of it.
func (tx *Tx) ClearEnded() error {
	for _, clear := range []func() *gorm.DB{tx.clearSessions, tx.clearLinks, tx.clearUploads} {
		if err := clear().Error; err != nil {
			return err
		}
	}
	return nil
}
