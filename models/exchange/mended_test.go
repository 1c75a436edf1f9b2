package exchange

import (
	"context"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestAFindingIsOverOnceItsThingIsMended(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		take(t, db, folder(small...), "acme")
		open := func(kind, id string) (n int) {
			t.Helper()
			if err := db.Read(t.Context(), models.CommandLine, func(r *models.Read) error {
				list, err := r.FindingsOf(kind, id)
				n = len(list)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return n
		}
		ada := called[models.Person](t, db, "name = ?", "Ada")
		grow := called[models.Outcome](t, db, "title = ?", "Grow by half")
		beta := called[models.Objective](t, db, "title = ?", "Ship the beta")
		level := called[models.Goal](t, db, "title = ?", "No level")
		push := called[models.Initiative](t, db, "name = ?", "Small push")
		sync := called[models.Workflow](t, db, "name = ?", "Sync")
		odd := called[models.Task](t, db, "title = ?", "Read it")
		old := called[models.Team](t, db, "name = ?", "Old team")
		seat := called[models.Person](t, db, "name = ?", "Cy")
		things := []struct {
			kind, id string
			left     int // what nobody can tell from the thing itself
		}{{"outcome", grow.ID, 1}, {"objective", beta.ID, 0}, {"goal", level.ID, 1}, {"initiative", push.ID, 0}, {"workflow", sync.ID, 0}, {"task", odd.ID, 0}, {"team", old.ID, 0}, {"person", seat.ID, 1}}
		for _, thing := range things {
			if open(thing.kind, thing.id) <= thing.left {
				t.Errorf("the %s came in with %d findings", thing.kind, open(thing.kind, thing.id))
			}
		}
		half, whole, email := 0.5, 1.0, "cy@example.org"
		grow.Deadline, grow.OwnerPersonID, grow.OwnerText = "2029-06-30", &ada.ID, ""
		beta.DueDay, beta.OwnerText = "2029-06-30", ""
		level.DueDay, level.OwnerPersonID = "2029-06-30", &ada.ID
		push.OwnerPersonID, push.SuccessMetric, push.ReviewDay, push.DueDay = &ada.ID, "Pushes a week", "2029-01-15", "2029-06-30"
		sync.OwnerPersonID, sync.Hours = &ada.ID, &whole
		odd.OwnerPersonID, odd.DueDay = &ada.ID, "2029-06-30"
		seat.Email = &email
		measures := all[models.OutcomeMetric](t, db)
		root := called[models.Team](t, db, "name = ?", "Acme")
		old.ParentTeamID = &root.ID
		if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			list := []models.Entity{&grow, &beta, &level, &push, &sync, &odd, &old, &seat}
			for _, m := range measures {
				if m.OutcomeID == grow.ID {
					m.Unit, m.Direction, m.Baseline, m.Target = "%", models.Increase, &half, &whole
					list = append(list, &m)
				}
			}
			for _, e := range list {
				if err := tx.Save(e); err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for _, thing := range things {
			if n := open(thing.kind, thing.id); n != thing.left {
				t.Errorf("the %s is mended, and %d findings are open, not %d", thing.kind, n, thing.left)
			}
		}
	})
}
