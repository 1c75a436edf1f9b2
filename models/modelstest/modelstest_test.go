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
				above := &models.Team{Name: "Company"}
				if err := tx.Insert(above); err != nil {
					return err
				}
				below := &models.Team{Name: "Delivery", ParentTeamID: &above.ID}
				if err := tx.Insert(below); err != nil {
					return err
				}
				return tx.Emit(models.TeamAdded, below, nil, below)
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
