package models_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
)

// comingReview is the next date of a clock in the example.
func comingReview(t *testing.T, db *models.DB, c *demo.Company, clock string) *models.Review {
	t.Helper()
	today := c.Company.Calendar().Today(db.Now())
	for _, v := range c.Reviews {
		if v.Clock == clock && v.State == models.Scheduled && v.Day > today {
			return v
		}
	}
	t.Fatal("no date to come")
	return nil
}

func sheetOf(t *testing.T, db *models.DB, who models.Who, ref string) (d *models.SheetDetail) {
	t.Helper()
	read(t, db, who, func(r *models.Read) (err error) { d, err = r.SheetByRef(ref); return err })
	return d
}

func TestAReviewOfTheStrategyKeepsItsFiguresAndDecidesWhatItChanges(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner, v := as(t, db, c.Owner), comingReview(t, db, c, models.ClockStrategy)
		var s *models.ReviewSheet
		write(t, db, owner, func(tx *models.Tx) (err error) { s, err = tx.OpenSheet(v, ""); return err })
		write(t, db, owner, func(tx *models.Tx) error {
			again, err := tx.OpenSheet(v, "")
			if again.ID != s.ID {
				t.Error("it was prepared twice")
			}
			return err
		})
		d := sheetOf(t, db, owner, s.Ref)
		if len(d.Items) != 12 || d.Before == nil || d.Before.State != models.Held || d.Intent == nil {
			t.Fatalf("%d things, before %+v", len(d.Items), d.Before)
		}
		hold := func(d *models.SheetDetail) error {
			return tryWrite(t, db, owner, func(tx *models.Tx) error { return tx.HoldSheet(d, models.Holding{}) })
		}
		wants := func(field string, err error) {
			t.Helper()
			if r, refused := models.AsRefusal(err); !refused || r.About != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		d.Market, d.Competition = " ", ""
		wants("market", hold(d))
		d.Market = "Nothing."
		wants("competition", hold(d))
		d.Competition = "Nothing."
		wants("verdict-O1", hold(d))
		for _, i := range d.Items {
			i.Verdict, i.Words = models.VerdictKeep, "It goes well."
		}
		d.Items[2].Words = " "
		wants("words-O3", hold(d))
		d.Items[2].Verdict, d.Items[2].Words = models.VerdictChange, "Renewals are counted by income."
		for _, ref := range []string{"B3", "W1"} {
			err := tryWrite(t, db, owner, func(tx *models.Tx) error { return tx.AddToAgenda(d, ref) })
			wants("item", err)
			if !strings.Contains(err.Error(), "layers are never mixed") {
				t.Error(err)
			}
		}
		d = sheetOf(t, db, owner, s.Ref)
		d.Market, d.Competition = "Nothing.", "Nothing."
		for n, i := range d.Items {
			if i.Verdict, i.Words = models.VerdictKeep, "It goes well."; n == 2 {
				i.Verdict, i.Words = models.VerdictChange, "Renewals are counted by income."
			}
		}
		if err := hold(d); err != nil {
			t.Fatal(err)
		}
		held := sheetOf(t, db, as(t, db, c.Member), s.Ref)
		if held.State != models.Held || held.Review.State != models.Held || held.MayHold || held.Items[2].DecisionID == nil || held.Items[0].DecisionID != nil {
			t.Fatalf("%+v", held.Items[2])
		}
		decision := held.Decisions[*held.Items[2].DecisionID]
		if decision.State != models.DecisionAccepted || !strings.Contains(decision.Statement, "counted by income") {
			t.Errorf("%+v", decision)
		}
		stood := held.Items[0].Stood
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			return tx.DB().Exec("UPDATE outcomes SET title = 'Another' WHERE ref = 'O1'").Error
		})
		if later := sheetOf(t, db, owner, s.Ref); later.Items[0].Stood != stood || later.Items[0].Title == "Another" {
			t.Error("what was held has changed")
		}
		wants("", tryWrite(t, db, owner, func(tx *models.Tx) error { return tx.SaveSheet(held) }))
	})
}

func TestOperationsAreReviewedByDepartmentWithTheirData(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		v, head := comingReview(t, db, c, models.ClockOperations), as(t, db, c.Head)
		var departments []*models.Team
		read(t, db, head, func(r *models.Read) (err error) { departments, err = r.Departments(); return err })
		if len(departments) != 4 {
			t.Fatalf("%d departments", len(departments))
		}
		owner := as(t, db, c.Owner)
		for n, team := range departments {
			var s *models.ReviewSheet
			write(t, db, owner, func(tx *models.Tx) (err error) { s, err = tx.OpenSheet(v, team.Ref); return err })
			d := sheetOf(t, db, owner, s.Ref)
			if len(d.Data) != 8 || team.Name == "Client Services" && len(d.Items) < 8 {
				t.Errorf("%s: %d figures, %d things", team.Name, len(d.Data), len(d.Items))
			}
			if n > 0 {
				write(t, db, owner, func(tx *models.Tx) error { return tx.SkipSheet(d, "They met last week.") })
				continue
			}
			err := tryWrite(t, db, owner, func(tx *models.Tx) error { return tx.AddToAgenda(d, "O1") })
			if r, refused := models.AsRefusal(err); !refused || !strings.Contains(r.Say, "never mixed") {
				t.Error(err)
			}
			d = sheetOf(t, db, owner, s.Ref)
			dropped := ""
			for _, i := range d.Items {
				if i.Verdict, i.Words = models.VerdictKeep, "Yes."; i.EntityType == "objective" && dropped == "" {
					i.Verdict, dropped = models.VerdictDrop, i.EntityRef
				}
			}
			write(t, db, owner, func(tx *models.Tx) error { return tx.HoldSheet(d, models.Holding{}) })
			read(t, db, owner, func(r *models.Read) error {
				o, err := r.ObjectiveByRef(dropped)
				if err == nil && o.State == models.Dropped != (len(d.Held) == 0) {
					t.Errorf("%s is %s, and %d drops wait", dropped, o.State, len(d.Held))
				}
				return err
			})
		}
		read(t, db, owner, func(r *models.Read) error {
			after, err := r.ReviewByRef(v.Ref)
			if after.State != models.Held {
				t.Errorf("the date is %s", after.State)
			}
			return err
		})
	})
}

func TestAnInitiativeIsReviewedOnItsOwnDateAndGivenTheNext(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead, i := as(t, db, c.People["Tom Okafor"]), c.Initiatives["kits"]
		var s *models.ReviewSheet
		write(t, db, lead, func(tx *models.Tx) (err error) { s, err = tx.OpenInitiativeSheet(i); return err })
		d := sheetOf(t, db, lead, s.Ref)
		d.Items[0].Verdict, d.Items[0].Words = models.VerdictKeep, "Three sizes are left."
		err := tryWrite(t, db, lead, func(tx *models.Tx) error { return tx.HoldSheet(d, models.Holding{}) })
		if r, refused := models.AsRefusal(err); !refused || r.About != "next" {
			t.Fatal(err)
		}
		next := c.Company.Calendar().Today(db.Now()).Add(30)
		d = sheetOf(t, db, lead, s.Ref)
		d.Items[0].Verdict, d.Items[0].Words = models.VerdictKeep, "Three sizes are left."
		write(t, db, lead, func(tx *models.Tx) error { return tx.HoldSheet(d, models.Holding{Next: next}) })
		read(t, db, lead, func(r *models.Read) error {
			now, err := r.InitiativeByRef(i.Ref)
			if err != nil {
				return err
			}
			if now.ReviewDay != next {
				t.Errorf("the next is on %s", now.ReviewDay)
			}
			if l, err := r.PromiseLedger(models.LedgerQuery{Kind: "initiative"}, 0, 500); err != nil || promiseOf(l, "initiative", i.Ref) != nil {
				t.Errorf("a review that was held counts as a moved date: %v", err)
			}
			list, err := r.ReviewList()
			states := map[string]int{}
			for _, l := range list {
				states[l.State]++
			}
			if states[models.Held] < 2 || states[models.Scheduled] < 5 {
				t.Errorf("%v", states)
			}
			return err
		})
	})
}

func TestTheClockOfTheIntentTurnsAfterOneAndTwoYears(t *testing.T) {
	at := models.IntentClock{Since: "2026-02-28", Stable: "2027-02-28", Due: "2028-02-28"}
	for today, want := range map[day.Day]string{"2027-02-27": "needs a written reason", "2027-02-28": "may change", "2028-02-27": "may change", "2028-02-28": "due for another look since"} {
		if at.Today = today; !strings.Contains(at.Words(), want) {
			t.Errorf("%s: %s", today, at.Words())
		}
	}
}

func TestTheRestOfAPartIsKeptInOnePressAndAnsweredAgain(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		head := as(t, db, c.Head)
		var s *models.ReviewSheet
		write(t, db, head, func(tx *models.Tx) (err error) {
			s, err = tx.OpenSheet(comingReview(t, db, c, models.ClockOperations), c.Teams["Client Services"].Ref)
			return err
		})
		d := sheetOf(t, db, head, s.Ref)
		part, whole := models.AgendaPart{}, 0
		for _, p := range d.Parts() {
			if whole != p.From || p.Key == part.Key {
				t.Errorf("%s begins at %d, not at %d", p.Title, p.From, whole)
			}
			if whole += len(p.Items); p.Title == "Workflows, Service Desk" {
				part = p
			}
		}
		if whole != len(d.Items) || len(part.Items) < 5 {
			t.Fatalf("%d of %d, %+v", whole, len(d.Items), part)
		}
		dropped, written := part.Items[0], part.Items[1]
		dropped.Verdict, dropped.Words, written.Words = models.VerdictDrop, "Nobody asks for it.", "It is the core."
		for key, why := range map[string]string{"keep-" + part.Key: " ", "": "Because."} {
			asked := part.Key
			if key == "" {
				asked = "workflow-TM99"
			}
			err := tryWrite(t, db, head, func(tx *models.Tx) error { _, err := tx.KeepRest(sheetOf(t, db, head, s.Ref), asked, why); return err })
			if r, refused := models.AsRefusal(err); !refused || r.About != key {
				t.Errorf("%s: %v", key, err)
			}
		}
		if err := tryWrite(t, db, as(t, db, c.Member), func(tx *models.Tx) error {
			_, err := tx.KeepRest(sheetOf(t, db, as(t, db, c.Member), s.Ref), part.Key, "So.")
			return err
		}); err == nil {
			t.Error("a member keeps things")
		}
		write(t, db, head, func(tx *models.Tx) error {
			n, err := tx.KeepRest(d, part.Key, "They run well.")
			if left := len(part.Items) - 1; err == nil && n != left {
				t.Errorf("%d are kept of %d", n, left)
			}
			return err
		})
		d = sheetOf(t, db, head, s.Ref)
		for _, p := range d.Parts() {
			if p.Key != part.Key {
				if p.Left() == 0 && len(p.Items) > 3 {
					t.Errorf("%s is answered too", p.Title)
				}
				continue
			}
			for _, i := range p.Items {
				want := map[string][2]string{dropped.EntityRef: {models.VerdictDrop, "Nobody asks for it."}, written.EntityRef: {models.VerdictKeep, "It is the core."}}[i.EntityRef]
				if want[0] == "" {
					want = [2]string{models.VerdictKeep, "They run well."}
				}
				if i.Verdict != want[0] || i.Words != want[1] {
					t.Errorf("%s: %s, %s", i.EntityRef, i.Verdict, i.Words)
				}
			}
			p.Items[2].Verdict, p.Items[2].Words = models.VerdictChange, "It begins an hour earlier."
		}
		write(t, db, head, func(tx *models.Tx) error { return tx.SaveSheet(d) })
		if err := tryWrite(t, db, head, func(tx *models.Tx) error {
			_, err := tx.KeepRest(sheetOf(t, db, head, s.Ref), part.Key, "So.")
			return err
		}); err == nil || !strings.Contains(err.Error(), "verdict already") {
			t.Error(err)
		}
	})
}
