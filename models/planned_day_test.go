package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

func TestWhoeverLeavesOnADayKeepsEverythingUntilThenAndHandsOnWhatCameMeanwhile(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		admin, leaver := who(t, db, c.Administrator), c.Member
		plan := func() (p *models.PlannedChange) {
			write(t, db, admin, func(tx *models.Tx) (err error) {
				one, err := tx.PersonByID(leaver.ID)
				if err == nil {
					p, err = tx.PlanLeaving(one)
				}
				return err
			})
			return p
		}
		ch := plan()
		today := c.Company.Calendar().Today(clock.Now())
		set := func(on day.Day) error {
			return db.Write(t.Context(), admin, func(tx *models.Tx) error {
				p, err := tx.ChangeByRef(ch.Ref)
				if err != nil {
					return err
				}
				return tx.SetChangeDay(p, on)
			})
		}
		for _, wrong := range []day.Day{today, today.AddMonths(30), ""} {
			if r, is := models.AsRefusal(set(wrong)); !is || r.About != "on" {
				t.Fatalf("%q is taken as a day: %v", wrong, r)
			}
		}
		for _, on := range []day.Day{today.Add(7), today.Add(9)} {
			if err := set(on); err != nil {
				t.Fatal(err)
			}
		}
		if again := plan(); again.ID != ch.ID {
			t.Fatal("somebody who leaves on a day can be planned to leave twice")
		}
		write(t, db, admin, func(tx *models.Tx) error { return tx.HandAll(ch, "person:"+c.Lead.ID) })
		late := &models.Task{Title: "Came after the choice", State: models.TaskOpen, OwnerPersonID: &leaver.ID}
		write(t, db, models.CommandLine, func(tx *models.Tx) error { return tx.Insert(late) })
		due := func() {
			write(t, db, models.Background, func(tx *models.Tx) error { return tx.ApplyOnItsDay(&models.Work{Ref: ch.ID}) })
		}
		here := func() (p *models.Person) {
			read(t, db, admin, func(r *models.Read) (err error) { p, err = r.PersonByID(leaver.ID); return err })
			return p
		}
		due()
		clock.Set(c.Company.Calendar().At(today.Add(8), 0)) // the day that it had at first, and the last one here
		due()
		if !here().Active {
			t.Fatal("they have left before their day")
		}
		write(t, db, models.Background, func(tx *models.Tx) error { return tx.RemindOfDay(&models.Work{Ref: ch.ID}) })
		clock.Set(c.Company.Calendar().At(today.Add(9), 0))
		due()
		if here().Active {
			t.Fatal("they are still here on their day")
		}
		read(t, db, admin, func(r *models.Read) error {
			now := &models.Task{}
			if err := r.DB().Where("id = ?", late.ID).First(now).Error; err != nil {
				return err
			}
			if now.OwnerPersonID == nil || *now.OwnerPersonID != c.Lead.ID {
				t.Error("what came meanwhile stands in a name that has left")
			}
			p, err := r.ChangeByRef(ch.Ref)
			if err == nil && (p.State != models.ChangeApplied || p.AuthorName != c.Administrator.Name || !p.Undoable(r.Now)) {
				t.Errorf("%+v", p)
			}
			var near int64
			if err := r.DB().Model(&models.Event{}).Where("type = ?", models.ChangeNear).Count(&near).Error; err != nil || near != 1 {
				t.Errorf("reminded %d times, %v", near, err)
			}
			return err
		})
		due() // once is enough
	})
}

func TestADayThatCannotHoldIsSaidAndNothingIsHalfDone(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		admin := who(t, db, c.Administrator)
		today := c.Company.Calendar().Today(clock.Now())
		var ch *models.PlannedChange
		write(t, db, admin, func(tx *models.Tx) (err error) {
			if ch, err = tx.PlanLeaving(c.Lead); err != nil {
				return err
			}
			if err := tx.HandAll(ch, "person:"+c.Member.ID); err != nil {
				return err
			}
			return tx.SetChangeDay(ch, today.Add(2))
		})
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Table("people").Where("id = ?", c.Administrator.ID).UpdateColumn("administrator", false).Error
		})
		clock.Set(c.Company.Calendar().At(today.Add(2), 0))
		w := &models.Work{Ref: ch.ID}
		refused := db.Write(t.Context(), models.Background, func(tx *models.Tx) error { return tx.ApplyOnItsDay(w) })
		if _, is := models.AsRefusal(refused); !is {
			t.Fatalf("whoever may not manage people any more has somebody leave: %v", refused)
		}
		write(t, db, models.Background, func(tx *models.Tx) error {
			settled, err := tx.ChangeStuck(w, refused, "")
			if !settled {
				t.Error("it is tried again and again")
			}
			return err
		})
		read(t, db, who(t, db, c.Owner), func(r *models.Read) error {
			p, err := r.PersonByID(c.Lead.ID)
			if err == nil && !p.Active {
				t.Error("half of it was done")
			}
			return err
		})
		read(t, db, models.CommandLine, func(r *models.Read) error {
			p, err := r.ChangeByRef(ch.Ref)
			if err == nil && (!p.Open() || p.OnDay != "" || p.Stuck == "") {
				t.Errorf("%+v", p)
			}
			return err
		})
	})
}
