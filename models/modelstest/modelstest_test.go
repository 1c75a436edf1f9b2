package modelstest_test

import (
	"context"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestEachTestHasAnEmptyDatabaseOfItsOwnAndAClock(t *testing.T) {
	for range 2 {
		modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) {
			ctx := context.Background()
			err := db.Write(ctx, models.Who{}, func(tx *models.Tx) error {
				var n int64
				if err := tx.DB().Model(&models.Team{}).Count(&n).Error; err != nil {
					return err
				}
				if n != 0 {
					t.Errorf("a new database holds %d teams", n)
				}
				return tx.Insert(&models.Team{Name: "Delivery"})
			})
			if err != nil {
				t.Fatal(err)
			}
			clock.Advance(90 * time.Minute)
			if want := modelstest.Monday.Add(90 * time.Minute); !db.Now().Equal(want) {
				t.Errorf("after 90 minutes it is %s, not %s", db.Now(), want)
			}
		})
	}
}
