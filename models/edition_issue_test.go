package models_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/form"
)

func TestOnlyBriefsThatSaySomethingElseGetANewEdition(t *testing.T) {
	withEditions(t, func(x issued) {
		owner := as(t, x.db, x.c.Owner)
		err := x.db.Write(t.Context(), owner, func(tx *models.Tx) error { _, err := tx.IssueEditions(x.c.Strategy, "again"); return err })
		refusedAs(t, err, models.KindRule)
		if err == nil || !strings.Contains(err.Error(), "nothing to issue") {
			t.Errorf("%v", err)
		}
		desk, other := x.c.Teams["Service Desk"], x.c.Teams["Finance"]
		write(t, x.db, models.CommandLine, func(tx *models.Tx) error {
			w := x.c.Workflows["Weekly status slides"]
			for _, each := range x.c.Workflows {
				if w == nil && each.Verdict == models.Stop && each.TeamID != nil && *each.TeamID == desk.ID {
					w = each
				}
			}
			w.VerdictDay = "2027-03-01"
			return tx.SaveWorkflow(nil, w)
		})
		var plan *models.IssuePlan
		read(t, x.db, owner, func(r *models.Read) (err error) { plan, err = r.PlanEditions(x.c.Strategy, form.Locale{}); return err })
		list := x.issue()
		if len(list) != len(plan.Editions) || plan.Unchanged == 0 || plan.People == 0 {
			t.Errorf("planned %d with %d unchanged and %d people; issued %d", len(plan.Editions), plan.Unchanged, plan.People, len(list))
		}
		if x.newest(other).N != 2 {
			t.Errorf("an unchanged brief is at edition %d", x.newest(other).N)
		}
		all := map[string]*models.Edition{}
		read(t, x.db, models.CommandLine, func(r *models.Read) (err error) { all, err = r.NewestEditions(x.c.Strategy.ID); return err })
		if all[""].N != 3 || all[other.ID].N != 2 || all[""].Note != "because" || all[""].Content != "" {
			t.Errorf("%+v", all[""])
		}
	})
}

func TestWhatWasShownIsWhatIsIssued(t *testing.T) {
	withEditions(t, func(x issued) {
		x.reword(91)
		owner := as(t, x.db, x.c.Owner)
		var plan, changed *models.IssuePlan
		read(t, x.db, owner, func(r *models.Read) (err error) { plan, err = r.PlanEditions(x.c.Strategy, form.Locale{}); return err })
		x.reword(92)
		try := func(seal string) (list []*models.Edition) {
			write(t, x.db, owner, func(tx *models.Tx) (err error) {
				list, _, changed, err = tx.IssueAsShown(x.c.Strategy, &models.IssueEntry{Note: "So it is", Seal: seal}, form.Locale{})
				return err
			})
			return list
		}
		if list := try(plan.Seal); len(list) > 0 || changed == nil || changed.Seal == plan.Seal {
			t.Errorf("%d editions were issued otherwise than shown", len(list))
		}
		if list := try(changed.Seal); len(list) == 0 || list[0].Note != "So it is" {
			t.Error("nothing was issued")
		}
		refusedAs(t, x.db.Write(t.Context(), as(t, x.db, x.c.Lead), func(tx *models.Tx) error {
			_, _, _, err := tx.IssueAsShown(x.c.Strategy, &models.IssueEntry{}, form.Locale{})
			return err
		}), models.KindNotAllowed)
	})
}
