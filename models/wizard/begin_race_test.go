package wizard

import (
	"sync"
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/modelstest"
)

func TestTheNextStrategyComesInForceOnceHoweverManyPressAtATime(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, tom := live(t, db)
		old := world(t, db, maja)
		s := draftNext(t, db, maja)
		if _, err := PutInForce(t.Context(), db, maja); err == nil {
			t.Fatal("it came in force though nobody said how the outcomes end")
		}
		sayAhead(t, db, maja)
		tom.Executive, tom.Author = false, false
		if err := SetDay(t.Context(), db, tom, s.Ref, day.Day("2030-01-01")); err == nil {
			t.Error("somebody who may not set the day did")
		}
		if r, refused := models.AsRefusal(func() error { _, err := PutInForce(t.Context(), db, tom); return err }()); !refused || r.Say == "" {
			t.Error("somebody who may not put it in force did")
		}
		var wait sync.WaitGroup
		errs := make([]error, 4)
		for i := range errs {
			wait.Go(func() { _, errs[i] = PutInForce(t.Context(), db, maja) })
		}
		wait.Wait()
		for _, err := range errs {
			if _, refused := models.AsRefusal(err); err != nil && !refused {
				t.Errorf("it fails without a sentence: %v", err)
			}
		}
		if err := db.Read(t.Context(), maja, func(r *models.Read) error {
			var states []string
			if err := r.DB().Model(&models.Strategy{}).Where("kind = ?", models.Organizational).Order("state").Pluck("state", &states).Error; err != nil {
				return err
			}
			if len(states) != 2 || states[0] != models.InForce || states[1] != models.Superseded {
				t.Errorf("the strategies are %v", states)
			}
			var events, closes int64
			if err := r.DB().Model(&models.Event{}).Where("type = ? AND entity_id = ?", models.StrategyInForce, s.ID).Count(&events).Error; err != nil {
				return err
			}
			err := r.DB().Model(&models.Event{}).Where("type = ?", models.OutcomeClosed).Count(&closes).Error
			if events != 1 || int(closes) != len(old.Outcomes) {
				t.Errorf("it came in force %d times and closed %d of %d outcomes", events, closes, len(old.Outcomes))
			}
			return err
		}); err != nil {
			t.Fatal(err)
		}
	})
}
