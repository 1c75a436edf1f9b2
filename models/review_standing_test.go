package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
)

func TestAReviewThatNobodyHeldStandsAlikeInTheListTheCalendarAndOnTheFirstPage(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		head := as(t, db, c.Head)
		v := comingReview(t, db, c, models.ClockOperations)
		today := c.Company.Calendar().Today(db.Now())
		put := func(ref string, on day.Day) {
			write(t, db, models.CommandLine, func(tx *models.Tx) error {
				if err := tx.DB().Exec("UPDATE reviews SET removed_at = ? WHERE clock = ? AND day <= ? AND ref <> ?", tx.Now, models.ClockOperations, string(today), v.Ref).Error; err != nil {
					return err
				}
				return tx.DB().Exec("UPDATE reviews SET day = ? WHERE ref = ?", string(on), ref).Error
			})
		}
		stands := func(want string, owed bool) {
			t.Helper()
			read(t, db, head, func(r *models.Read) error {
				list, err := r.ReviewList()
				if err != nil {
					return err
				}
				year, err := r.CalendarYear(today.AddMonths(-3))
				if err != nil {
					return err
				}
				o, err := r.Owed()
				if err != nil {
					return err
				}
				said := map[string]string{}
				for _, l := range list {
					if l.Ref == v.Ref {
						said["list"] = l.State
					}
				}
				for _, d := range year.Dates() {
					if d.Ref == v.Ref {
						said["calendar"] = d.State
					}
				}
				here := false
				for _, g := range o.Kinds {
					for _, d := range g.List {
						if d.Due == today.Add(-20) && d.Late {
							here = true
						}
					}
				}
				if said["list"] != want || said["calendar"] != want || here != owed {
					t.Errorf("want %s: %v, on the first page %t", want, said, here)
				}
				return nil
			})
		}
		put(v.Ref, today.Add(-20))
		stands(models.Overdue, true)
		var next *models.Review
		for _, one := range c.Reviews {
			if one.Clock == v.Clock && one.Day > v.Day && (next == nil || one.Day < next.Day) {
				next = one
			}
		}
		put(next.Ref, today.Add(-1))
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE reviews SET removed_at = NULL WHERE ref = ?", next.Ref).Error
		})
		stands(models.Missed, false)
	})
}
