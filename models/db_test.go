package models

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm/schema"

	"throughline/models/modelstest/scratch"
)

// every is one value of each table's struct; the drift test holds them against the schema.
var every = []any{
	&Company{}, &Person{}, &Team{}, &Membership{}, &Event{}, &ExternalRef{}, &Finding{}, &Dismissal{}, &Strategy{}, &StrategyAuthor{}, &AlignmentStep{},
	&Intent{}, &Outcome{}, &Metric{}, &OutcomeMetric{}, &Reading{}, &Workflow{}, &WorkflowOutcome{}, &Process{}, &ProcessVersion{}, &ProcessStep{}, &StepDuty{}, &VersionAuthor{},
	&Goal{}, &GoalOutcome{}, &Objective{}, &ObjectiveGoal{}, &Initiative{}, &Task{}, &TaskObjective{}, &TaskGoal{}, &Rule{}, &Cadence{}, &Review{}, &ReviewMove{}, &Edition{},
	&InitiativeOutcome{}, &InitiativeObjective{}, &InitiativeMove{}, &Allocation{}, &ReviewSheet{}, &ReviewItem{},
}

func openBoth(t *testing.T, f func(t *testing.T, db *DB)) {
	t.Helper()
	now := func() time.Time { return time.Date(2026, 11, 16, 9, 0, 0, 123456789, time.UTC) }
	t.Run("sqlite", func(t *testing.T) {
		db, err := Open(context.Background(), "sqlite:"+filepath.Join(t.TempDir(), "a", "t.db"), Options{Now: now})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		f(t, db)
	})
	if scratch.Have() {
		t.Run("postgres", func(t *testing.T) {
			db, err := Open(context.Background(), scratch.Postgres(t), Options{Now: now})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			f(t, db)
		})
	}
}

func TestEveryStructHasJustTheColumnsOfItsTable(t *testing.T) {
	openBoth(t, func(t *testing.T, db *DB) {
		var cache sync.Map
		for _, e := range every {
			s, err := schema.Parse(e, &cache, schema.NamingStrategy{})
			if err != nil {
				t.Fatal(err)
			}
			columns, err := db.write.Migrator().ColumnTypes(e)
			if err != nil {
				t.Fatal(s.Table, err)
			}
			has := map[string]bool{}
			for _, c := range columns {
				has[c.Name()] = true
			}
			for _, name := range s.DBNames {
				if !has[name] {
					t.Errorf("%s: the struct has %s, the table has not: add a migration", s.Table, name)
				}
				delete(has, name)
			}
			for name := range has {
				t.Errorf("%s: the table has %s, the struct has not", s.Table, name)
			}
		}
	})
}

func TestAStaleSaveIsRefusedAndNamesWhoSaved(t *testing.T) {
	openBoth(t, func(t *testing.T, db *DB) {
		ctx := context.Background()
		o := &Outcome{Title: "One", State: OutcomeDraft}
		if err := db.Write(ctx, Who{Name: "Tom"}, func(tx *Tx) error {
			if err := tx.Insert(o); err != nil {
				return err
			}
			return tx.Emit(OutcomeCreated, o, nil, o)
		}); err != nil {
			t.Fatal(err)
		}
		if o.Ref != "O1" || o.Version != 1 || o.CreatedAt.Nanosecond()%1000 != 0 {
			t.Fatalf("ref %q version %d at %v", o.Ref, o.Version, o.CreatedAt)
		}
		mine, theirs := *o, *o
		theirs.Title = "" // an emptied field must be written too
		if err := db.Write(ctx, Who{Name: "Tom"}, func(tx *Tx) error {
			if err := tx.Save(&theirs); err != nil {
				return err
			}
			return tx.Emit(OutcomeChanged, &theirs, o, &theirs)
		}); err != nil {
			t.Fatal(err)
		}
		err := db.Write(ctx, Who{Name: "Maja"}, func(tx *Tx) error { return tx.Save(&mine) })
		r, ok := AsRefusal(err)
		if !ok || r.Kind != KindStale || r.By != "Tom" || mine.Version != 1 {
			t.Fatalf("got %v, version %d", err, mine.Version)
		}
		_ = db.Read(ctx, Nobody, func(rd *Read) error {
			var base Outcome
			if found, err := rd.AsOf("outcome", o.ID, 1, &base); err != nil || !found || base.Title != "One" {
				t.Fatalf("as of version 1: %v %v %q", found, err, base.Title)
			}
			var now Outcome
			if err := rd.DB().First(&now, "id = ?", o.ID).Error; err != nil || now.Title != "" || now.Version != 2 {
				t.Fatalf("stored %q version %d, %v", now.Title, now.Version, err)
			}
			if rd.DB().Exec("DELETE FROM outcomes").Error == nil {
				t.Fatal("a write went through Read")
			}
			return nil
		})
	})
}

func TestRecordsCannotBeChanged(t *testing.T) {
	openBoth(t, func(t *testing.T, db *DB) {
		err := db.Write(context.Background(), CommandLine, func(tx *Tx) error {
			c := NewCompany("Acme")
			if err := tx.Insert(c); err != nil {
				return err
			}
			if err := tx.Emit(CompanySetUp, c, nil, c); err != nil {
				return err
			}
			return tx.DB().Exec("UPDATE events SET actor_name = 'somebody else'").Error
		})
		if err == nil || !strings.Contains(err.Error(), "append-only") {
			t.Fatalf("got %v", err)
		}
	})
}

func TestMigrationsGoUpAndDownAndUpAgain(t *testing.T) {
	openBoth(t, func(t *testing.T, db *DB) {
		if err := db.migrateDown(context.Background()); err != nil {
			t.Fatal(err)
		}
		if err := db.migrate(context.Background()); err != nil {
			t.Fatal(err)
		}
	})
}

func TestTheDatabaseFileIsItsOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "deep", "data.db")
	db, err := Open(context.Background(), "sqlite:"+path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, p := range []string{path, path + "-wal"} {
		info, err := os.Stat(p)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v %v", p, info, err)
		}
	}
}

func TestAFailedWriteLeavesNothing(t *testing.T) {
	openBoth(t, func(t *testing.T, db *DB) {
		boom := errors.New("boom")
		err := db.Write(context.Background(), CommandLine, func(tx *Tx) error {
			if err := tx.Insert(&Task{Title: "half"}); err != nil {
				return err
			}
			return boom
		})
		if !errors.Is(err, boom) {
			t.Fatal(err)
		}
		_ = db.Read(context.Background(), Nobody, func(r *Read) error {
			var n int64
			if r.DB().Model(&Task{}).Count(&n); n != 0 {
				t.Fatalf("%d rows stayed", n)
			}
			return nil
		})
	})
}
