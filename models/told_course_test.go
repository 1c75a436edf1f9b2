package models_test

import (
	"slices"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// toldAfter does something in somebody's name an hour later and gives what a person was told of it.
func toldAfter(t *testing.T, db *models.DB, clock *modelstest.Clock, who, reader *models.Person, do func(*models.Tx) error) []string {
	t.Helper()
	clock.Advance(time.Hour)
	since := clock.Now()
	write(t, db, as(t, db, who), do)
	tellAll(t, db)
	return toldOf(t, db, reader, since)
}

func isTold(t *testing.T, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("told %q\nnot  %q", got, want)
	}
}

func withExampleAndClock(t *testing.T, test func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock)) {
	t.Helper()
	modelstest.EachClock(t, func(t *testing.T, db *models.DB, clock *modelstest.Clock) { test(t, db, loaded(t, db), clock) })
}

func TestTheOwnerOfAnInitiativeAndTheLeadOfItsTeamAreToldOfItsTurns(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		owner, name := c.People["Leilani Kahale"], c.Initiatives["evening"].Name
		get := func(tx *models.Tx) *models.Initiative {
			i, err := tx.InitiativeByRef(c.Initiatives["evening"].Ref)
			if err != nil {
				t.Fatal(err)
			}
			return i
		}
		turn := func(to, words string) func(*models.Tx) error {
			return func(tx *models.Tx) error { return tx.MoveInitiative(get(tx), to, words) }
		}
		isTold(t, toldAfter(t, db, clock, c.Lead, owner, turn(models.Active, ""))) // it is told to nobody that work began
		isTold(t, toldAfter(t, db, clock, owner, c.Lead, turn(models.Paused, "The shift is not filled.")),
			name+": Leilani Kahale paused it: “The shift is not filled.” (you lead its team)")
		isTold(t, toldAfter(t, db, clock, c.Lead, owner, turn(models.Dropped, "Nobody called.")),
			name+": Priya Raman dropped it: “Nobody called.” (you own this initiative)")
		isTold(t, toldAfter(t, db, clock, c.Lead, owner, turn(models.Candidate, "")))
		review := c.Company.Calendar().Today(db.Now()).Add(40)
		write(t, db, as(t, db, c.Lead), func(tx *models.Tx) error {
			i := get(tx)
			before := *i
			i.ReviewDay = review
			return tx.ChangeInitiative(&before, i, "")
		})
		isTold(t, toldAfter(t, db, clock, c.Lead, owner, turn(models.Committed, "")),
			name+": Priya Raman committed to it. It is reviewed on "+review.Long()+". (you own this initiative)")
		isTold(t, toldAfter(t, db, clock, c.Lead, owner, func(tx *models.Tx) error {
			i := get(tx)
			before := *i
			i.ReviewDay = review.Add(7)
			return tx.ChangeInitiative(&before, i, "Half of us are away.")
		}), name+": Priya Raman moved its review from "+review.Long()+" to "+review.Add(7).Long()+": “Half of us are away.” (you own this initiative)")
		write(t, db, as(t, db, owner), turn(models.Active, ""))
		isTold(t, toldAfter(t, db, clock, c.Lead, owner, turn(models.Done, "Nobody waits before 20:00.")),
			name+": Priya Raman marked it done: “Nobody waits before 20:00.” (you own this initiative)")
		isTold(t, toldAfter(t, db, clock, c.Lead, c.Member, turn(models.Active, "")))
	})
}

func TestWhoProposedAnAllocationIsToldThatItIsDecidedAndThatItIsOpenAgain(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		a := &models.Allocation{Kind: models.Headcount, TeamID: c.Teams["Service Desk"].ID, Name: "A second shift", People: 150, FromDay: "2026-12-01", ToDay: "2027-02-28"}
		var ref string
		isTold(t, toldAfter(t, db, clock, c.Lead, c.Owner, func(tx *models.Tx) error { return tx.AddAllocation(a) }))
		told := toldAfter(t, db, clock, c.Owner, c.Lead, func(tx *models.Tx) error {
			d := &models.Decision{Title: "Hire a second shift", Statement: "The desk gets it.", DeciderPersonID: &c.Owner.ID, DecidedDay: "2026-11-16",
				Affects: []*models.Affected{{Type: "allocation", ID: a.ID}}}
			if err := tx.AddDecision(d); err != nil {
				return err
			}
			ref = d.Ref
			return tx.AcceptDecision(d)
		})
		if want := "A second shift: Maja Holm decided it with " + ref + ": “Hire a second shift” (you proposed it)"; !slices.Contains(told, want) {
			t.Errorf("told %q, not %q", told, want)
		}
		told = toldAfter(t, db, clock, c.Owner, c.Lead, func(tx *models.Tx) error {
			d, err := tx.DecisionByRef(ref)
			if err != nil {
				return err
			}
			return tx.ReverseDecision(d, models.Reversal{Reason: "There is no money."})
		})
		if want := "A second shift: Maja Holm took back the decision that had decided it. It is proposed again. (you proposed it)"; !slices.Contains(told, want) {
			t.Errorf("told %q, not %q", told, want)
		}
	})
}

func TestWhoAttendsAReviewIsToldThatItWasHeldOrSkipped(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		open := func(tx *models.Tx, v *models.Review, team string) *models.SheetDetail {
			s, err := tx.OpenSheet(v, team)
			if err != nil {
				t.Fatal(err)
			}
			d, err := tx.SheetByRef(s.Ref)
			if err != nil {
				t.Fatal(err)
			}
			return d
		}
		operations, strategy := comingReview(t, db, c, models.ClockOperations), comingReview(t, db, c, models.ClockStrategy)
		told := toldAfter(t, db, clock, c.Owner, c.Head, func(tx *models.Tx) error {
			d := open(tx, operations, c.Teams["Client Services"].Ref)
			for n, i := range d.Items {
				if i.Verdict, i.Words = models.VerdictKeep, "It goes well."; n == 1 {
					i.Verdict = models.VerdictChange
				}
			}
			return tx.HoldSheet(d, models.Holding{})
		})
		if want := "Review of operations, Client Services: Maja Holm held it. One thing was changed. (you lead the department)"; !slices.Contains(told, want) {
			t.Errorf("told %q, not %q", told, want)
		}
		isTold(t, toldAfter(t, db, clock, c.Owner, c.Head, func(tx *models.Tx) error {
			departments, err := tx.Departments()
			for _, team := range departments {
				if team.ID == c.Teams["Client Services"].ID {
					continue
				}
				if err := tx.SkipSheet(open(tx, operations, team.Ref), "They met last week."); err != nil {
					return err
				}
			}
			return err
		}), "Review of operations: Maja Holm held it. One thing was changed. (you call it)")
		isTold(t, toldAfter(t, db, clock, c.Owner, c.Head, func(tx *models.Tx) error { return tx.SkipSheet(open(tx, strategy, ""), "The board meets in January.") }))
		other := c.People["Samuel Brandt"]
		if err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Model(&models.Person{}).Where("id = ?", other.ID).Update("executive", true).Error
		}); err != nil {
			t.Fatal(err)
		}
		clock.Advance(time.Hour)
		later := clock.Now()
		var next *models.Review
		for _, v := range c.Reviews {
			if v.Clock == models.ClockStrategy && v.Day > strategy.Day && next == nil {
				next = v
			}
		}
		write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error { return tx.SkipSheet(open(tx, next, ""), "The board meets in April.") })
		tellAll(t, db)
		isTold(t, toldOf(t, db, other, later), "Review of the strategy: Maja Holm skipped it: “The board meets in April.” (executives hold it)")
	})
}

func TestTheOwnerOfAnInitiativeIsToldOfItsReview(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		i := c.Initiatives["kits"]
		told := toldAfter(t, db, clock, c.Owner, c.People["Tom Okafor"], func(tx *models.Tx) error {
			s, err := tx.OpenInitiativeSheet(i)
			if err != nil {
				return err
			}
			d, err := tx.SheetByRef(s.Ref)
			if err != nil {
				return err
			}
			d.Items[0].Verdict, d.Items[0].Words = models.VerdictKeep, "Three sizes are left."
			return tx.HoldSheet(d, models.Holding{Next: tx.Today().Add(30)})
		})
		isTold(t, told, "Review: "+i.Name+": Maja Holm held it. Everything was kept. (you own this initiative)")
	})
}
