package models_test

import (
	"fmt"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestALongHistoryIsReadInPagesAndSaysWhoMadeAFieldLongAgo(t *testing.T) {
	t.Parallel()
	clock := modelstest.At(modelstest.Monday)
	db := modelstest.Open(t, clock)
	c := loaded(t, db)
	owner, ref, changes := as(t, db, c.Owner), c.Tasks["Publish fix notes 10 to 12"].Ref, 300
	clock.Advance(24 * time.Hour)
	write(t, db, owner, func(tx *models.Tx) error {
		for n := range changes {
			now, err := tx.TaskToChange(ref)
			if err != nil {
				return err
			}
			was := *now
			now.Description = fmt.Sprintf("Said for the %dth time.", n)
			if err := tx.ChangeTask(&was, now); err != nil {
				return err
			}
		}
		return nil
	})
	read(t, db, owner, func(r *models.Read) error {
		now, then := pastOf(t, r, "task", ref, r.Today()), pastOf(t, r, "task", ref, r.Today().Add(-1))
		for _, p := range []*models.Past{now, then} {
			for _, f := range p.Fields {
				if f.Value != "" && f.Made == nil {
					t.Errorf("nobody made %s %q", f.Label, f.Value)
				}
			}
		}
		k := models.HistoryOf("task")
		it, err := r.HistoryThing(k, ref)
		if err != nil {
			return err
		}
		from, err := r.EndOf(r.Today().Add(-1))
		if err != nil {
			return err
		}
		to, err := r.EndOf(r.Today())
		if err != nil {
			return err
		}
		var q models.HistoryQuery
		deeds := 0
		for n := 0; n == 0 || q.Before != ""; n++ {
			one, err := r.ComparePast(k, it, from, to, q, models.ReadsAs{}, 40)
			if err != nil {
				return err
			}
			if len(one.Lines) != 1 || one.Lines[0].Times != changes || one.Short {
				t.Fatalf("page %d: %+v", n, one.Lines)
			}
			q.Before, deeds = one.Between.Next, deeds+len(one.Between.Deeds)
		}
		if deeds != changes {
			t.Errorf("%d changes stand on pages", deeds)
		}
		return nil
	})
}
