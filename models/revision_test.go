package models_test

import (
	"context"
	"errors"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func revision(t *testing.T, db *models.DB) string {
	t.Helper()
	mark, err := db.Revision(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return mark.Mark
}

func TestEveryCommittedChangeMakesTheRevisionAnew(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		seen := map[string]bool{revision(t, db): true}
		for _, name := range []string{"Delivery", "Support", "Sales"} {
			write(t, db, models.CommandLine, func(tx *models.Tx) error { return tx.AddTeam(&models.Team{Name: name}) })
			if seen[revision(t, db)] {
				t.Fatalf("after %s the revision is one that was there before", name)
			}
			seen[revision(t, db)] = true
		}
		before := revision(t, db)
		err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
			if err := tx.AddTeam(&models.Team{Name: "Never"}); err != nil {
				return err
			}
			return errors.New("given up")
		})
		if err == nil || revision(t, db) != before {
			t.Error("a change that was given up makes the revision anew")
		}
		read(t, db, models.CommandLine, func(r *models.Read) error { _, err := r.Teams(); return err })
		if err := db.Note(context.Background(), models.CommandLine, func(tx *models.Tx) error { return tx.NoteSession("none") }); err != nil || revision(t, db) != before {
			t.Errorf("reading, and noting that a session was used, make the revision anew: %v", err)
		}
	})
}

func TestAllProgramsOnOneDatabaseSeeItsRevision(t *testing.T) {
	modelstest.EachTwo(t, func(t *testing.T, one, other *models.DB) {
		before := revision(t, one)
		write(t, other, models.CommandLine, func(tx *models.Tx) error { return tx.AddTeam(&models.Team{Name: "Delivery"}) })
		if after := revision(t, one); after == before || after != revision(t, other) {
			t.Errorf("%q, then %q here and %q there", before, after, revision(t, other))
		}
		// Many at once, in both: nobody waits for ever, and no mark comes twice.
		ended := make(chan error)
		for _, db := range []*models.DB{one, other, one, other} {
			go func() {
				var err error
				for range 10 {
					err = errors.Join(err, db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
						s, err := tx.EnsureStrategy()
						if err != nil {
							return err
						}
						return tx.AddGoal(&models.Goal{StrategyID: &s.ID, Title: "More"})
					}))
				}
				ended <- err
			}()
		}
		for range 4 {
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	})
}
