package models_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// ledgerOf is the ledger as somebody reads it.
func ledgerOf(t *testing.T, db *models.DB, who models.Who, q models.LedgerQuery) (l *models.Ledger) {
	t.Helper()
	read(t, db, who, func(r *models.Read) (err error) { l, err = r.PromiseLedger(q, 0, 500); return err })
	return l
}

func promiseOf(l *models.Ledger, kind, ref string) *models.Promise {
	for _, p := range l.Rows {
		if p.Kind.Key == kind && p.Thing.Ref == ref {
			return p
		}
	}
	return nil
}

// moveTask gives a task another day.
func moveTask(t *testing.T, db *models.DB, who models.Who, ref string, to day.Day, why string) {
	t.Helper()
	write(t, db, who, func(tx *models.Tx) error {
		now, err := tx.TaskToChange(ref)
		if err != nil {
			return err
		}
		before, after := *now, *now
		after.DueDay = to
		defer tx.For(why)()
		return tx.ChangeTask(&before, &after)
	})
}

func TestEveryMovedDateStandsInTheLedgerWithItsReasonAndCount(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		owner, lead := as(t, db, c.Owner), as(t, db, c.Lead)
		task := c.Tasks["Publish fix notes 10 to 12"]
		was := task.DueDay
		moveTask(t, db, lead, task.Ref, was.Add(7), "The desk is two people short.")
		clock.Advance(3 * time.Hour)
		moveTask(t, db, owner, task.Ref, was.Add(21), "")
		p := promiseOf(ledgerOf(t, db, owner, models.LedgerQuery{}), "task", task.Ref)
		if p == nil || p.Moves != 2 || p.Days != 21 || p.Unsaid != 1 || len(p.Trail) != 2 || p.Trail[0].FromDay != was || p.Trail[0].Reason != "The desk is two people short." || p.Trail[1].Reason != "" || p.Trail[1].ByName != c.Owner.Name {
			t.Fatalf("the ledger says %+v", p)
		}
		// A date that the same person sets right at once was not moved twice.
		clock.Advance(3 * time.Hour)
		moveTask(t, db, owner, task.Ref, was.Add(90), "")
		moveTask(t, db, owner, task.Ref, was.Add(21), "")
		if p := promiseOf(ledgerOf(t, db, owner, models.LedgerQuery{}), "task", task.Ref); p.Moves != 2 || p.Days != 21 {
			t.Errorf("a slip of the hand counts: %d moves, %d days", p.Moves, p.Days)
		}
	})
}

func TestTheSumsOfTheLedgerAreThoseOfItsLinesForEverybody(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		own := &models.Task{Title: "Ask my doctor for a day", OwnerPersonID: &c.Member.ID, DueDay: "2027-03-01"}
		write(t, db, as(t, db, c.Member), func(tx *models.Tx) error { return tx.AddTask(own) })
		moveTask(t, db, as(t, db, c.Member), own.Ref, "2027-04-01", "")
		whole := ledgerOf(t, db, as(t, db, c.Owner), models.LedgerQuery{})
		for name, p := range map[string]*models.Person{"owner": c.Owner, "administrator": c.Administrator, "head": c.Head, "lead": c.Lead, "member": c.Member} {
			who := as(t, db, p)
			for _, q := range []models.LedgerQuery{{}, {Kind: "objective"}, {Team: c.Teams["Delivery"].Ref}, {Team: c.Teams["Client Services"].Ref, Alone: true}, {Alone: true}, {Quarter: "2026-11-23"}} {
				l := ledgerOf(t, db, who, q)
				moves, days, teams := 0, 0, 0
				for _, row := range l.Rows {
					moves, days = moves+row.Moves, days+row.Days
					if strings.Contains(row.Thing.Name, "doctor") {
						t.Errorf("%s reads a personal task in the ledger", name)
					}
				}
				for _, row := range l.Teams {
					teams += row.Moves
				}
				if moves != l.Moves || days != l.Days || len(l.Rows) != l.Things || teams != l.Moves {
					t.Errorf("%s, %+v: %d moves and %d days in lines, %d by team; %d and %d in the sums", name, q, moves, days, teams, l.Moves, l.Days)
				}
			}
			if l := ledgerOf(t, db, who, models.LedgerQuery{}); l.Moves != whole.Moves || l.Days != whole.Days || l.Moves == 0 {
				t.Errorf("%s reads %d moves, the owner %d", name, l.Moves, whole.Moves)
			}
		}
		if p := promiseOf(whole, "objective", c.Objectives["B10"].Ref); p == nil || p.Moves != 3 || p.Days != 35 || p.Unsaid != 1 || whole.Rows[0].Moves < 3 {
			t.Errorf("B10 in the ledger: %+v", p)
		}
	})
}

func TestWhatWasMovedBeforeTheLedgerIsTakenFromTheRecord(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		before := ledgerOf(t, db, as(t, db, c.Owner), models.LedgerQuery{Kind: "objective"})
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			if err := tx.DB().Exec("DELETE FROM promise_moves").Error; err != nil {
				return err
			}
			return fillLedger(tx)
		})
		after := ledgerOf(t, db, as(t, db, c.Owner), models.LedgerQuery{Kind: "objective"})
		if before.Moves == 0 || before.Moves != after.Moves || before.Days != after.Days || before.Unsaid != after.Unsaid {
			t.Errorf("%d moves and %d days were written, %d and %d come from the record", before.Moves, before.Days, after.Moves, after.Days)
		}
	})
}

// fillLedger runs the part of the migration that takes moves from the record.
func fillLedger(tx *models.Tx) error {
	folder := tx.DB().Name()
	text, err := os.ReadFile("../migrations/" + folder + "/00058_promises.sql")
	if err != nil {
		return err
	}
	up, _, _ := strings.Cut(string(text), "-- +goose Down")
	for _, statement := range strings.SplitAfter(up, ";\n") {
		if strings.HasPrefix(strings.TrimSpace(statement), "INSERT INTO promise_moves") {
			if err := tx.DB().Exec(strings.TrimSuffix(strings.TrimSpace(statement), ";")).Error; err != nil {
				return err
			}
		}
	}
	return nil
}
