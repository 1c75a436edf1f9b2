// Package modelstest opens real databases for tests: SQLite always, PostgreSQL where there is one. Each test gets a
// database of its own with the schema in place and nothing in it.
package modelstest

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"

	"throughline/migrations"
	"throughline/models"
	"throughline/models/modelstest/scratch"
)

// Open gives a new SQLite database whose clock stands at Monday, or is the one given.
func Open(t testing.TB, clock ...*Clock) *models.DB {
	t.Helper()
	return open(t, "sqlite:"+File(t), clock)
}

// OpenPostgres gives an empty database on the test's PostgreSQL server; later tests get it again, emptied.
func OpenPostgres(t testing.TB, clock ...*Clock) *models.DB {
	t.Helper()
	return open(t, Postgres(t), clock)
}

// Each runs a test on SQLite and, where there is a server, on PostgreSQL.
func Each(t *testing.T, test func(t *testing.T, db *models.DB)) {
	t.Helper()
	EachClock(t, func(t *testing.T, db *models.DB, _ *Clock) { test(t, db) })
}

// EachClock is Each for a test that moves the time.
func EachClock(t *testing.T, test func(t *testing.T, db *models.DB, clock *Clock)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) {
		clock := At(Monday)
		test(t, Open(t, clock), clock)
	})
	if scratch.Have() {
		t.Run("postgres", func(t *testing.T) {
			clock := At(Monday)
			test(t, OpenPostgres(t, clock), clock)
		})
	}
}

// EachTwo runs a test on one database that two programs have open, of each kind.
func EachTwo(t *testing.T, test func(t *testing.T, one, other *models.DB)) {
	t.Helper()
	addresses := map[string]func() string{"sqlite": func() string { return "sqlite:" + File(t) }}
	if scratch.Have() {
		addresses["postgres"] = func() string { return Postgres(t) }
	}
	for name, address := range addresses {
		t.Run(name, func(t *testing.T) {
			at := address()
			test(t, open(t, at, nil), open(t, at, nil))
		})
	}
}

func open(t testing.TB, address string, clocks []*Clock) *models.DB {
	t.Helper()
	clock := At(Monday)
	for _, given := range clocks {
		clock = given
	}
	opt := models.Options{Now: clock.Now}
	if !strings.HasPrefix(address, "sqlite:") { // which has a key file of its own
		opt.Key = "the key of all test databases of PostgreSQL"
	}
	db, err := models.Open(context.Background(), address, opt)
	if err != nil {
		t.Fatalf("open the test database: %v", err)
	}
	t.Cleanup(func() {
		sumsHold(t, db)
		if err := db.Close(); err != nil {
			t.Errorf("close the test database: %v", err)
		}
	})
	return db
}

// sumsHold checks after each test that what it wrote, in whatever way, is in the sums that are kept of tasks.
func sumsHold(t testing.TB, db *models.DB) {
	t.Helper()
	if err := db.Read(context.Background(), models.CommandLine, func(r *models.Read) error {
		off, err := r.SumsOff()
		if err == nil && len(off) > 0 {
			t.Errorf("the sums of tasks differ from the tasks in %q", off)
		}
		return err
	}); err != nil && !t.Failed() {
		t.Logf("the sums of tasks were not checked: %v", err)
	}
}

// The schema is made once for a test binary and then copied.
var blank struct {
	once sync.Once
	file []byte
	err  error
}

// File gives the path of a new SQLite file with the schema in place.
func File(t testing.TB) string {
	t.Helper()
	blank.once.Do(func() {
		folder, err := os.MkdirTemp("", "throughline-blank")
		if err != nil {
			blank.err = err
			return
		}
		defer func() { _ = os.RemoveAll(folder) }()
		path := filepath.Join(folder, "blank.db")
		db, err := models.Open(context.Background(), "sqlite:"+path, models.Options{Now: At(Monday).Now})
		if err != nil {
			blank.err = err
			return
		}
		if blank.err = db.Close(); blank.err == nil {
			blank.file, blank.err = os.ReadFile(path)
		}
	})
	if blank.err != nil {
		t.Fatalf("make the schema: %v", blank.err)
	}
	path := filepath.Join(folder(t), "throughline.db")
	if err := os.WriteFile(path, blank.file, 0o600); err != nil {
		t.Fatalf("copy the schema: %v", err)
	}
	return path
}

// folder is a new folder for the test. The one of the testing package may have the test's name in it, with a #, which no
// database address may hold.
func folder(t testing.TB) string {
	t.Helper()
	path, err := os.MkdirTemp("", "throughline-test")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(path) })
	return path
}

// Postgres gives the address of a database with the schema in place and nothing in it; later tests get it again, emptied.
func Postgres(t testing.TB) string {
	t.Helper()
	return scratch.Lease(t, template(t))
}

// template is the name of the server's database with the schema of these migrations and nothing else. The first test
// that asks makes it, for all test binaries.
func template(t testing.TB) string {
	t.Helper()
	if !scratch.Have() {
		t.Fatalf("%s is not set: run make test, which starts a PostgreSQL", scratch.Setting)
	}
	pattern.once.Do(func() { pattern.name = makeTemplate(t) })
	if pattern.name == "" {
		t.Fatal("the test before could not make the schema")
	}
	return pattern.name
}

var pattern struct {
	once sync.Once
	name string
}

func makeTemplate(t testing.TB) string {
	t.Helper()
	name := "template_" + fingerprint(t)
	scratch.Do(t, func(ctx context.Context, c *pgx.Conn) error {
		// One maker at a time; it works under another name, so that a copy is never taken of a half-made schema.
		if _, err := c.Exec(ctx, "SELECT pg_advisory_lock(713)"); err != nil {
			return err
		}
		var there bool
		if err := c.QueryRow(ctx, "SELECT count(*) > 0 FROM pg_database WHERE datname = $1", name).Scan(&there); err != nil || there {
			return err
		}
		making := "making_" + scratch.Name()
		if _, err := c.Exec(ctx, "CREATE DATABASE "+pgx.Identifier{making}.Sanitize()); err != nil {
			return err
		}
		db, err := models.Open(ctx, scratch.Address(t, making), models.Options{Now: At(Monday).Now})
		if err != nil {
			return err
		}
		if err := db.Close(); err != nil {
			return err
		}
		_, err = c.Exec(ctx, "ALTER DATABASE "+pgx.Identifier{making}.Sanitize()+" RENAME TO "+pgx.Identifier{name}.Sanitize())
		return err
	})
	return name
}

// fingerprint changes with every change of the migrations.
func fingerprint(t testing.TB) string {
	t.Helper()
	files, err := migrations.For("postgres")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := fs.ReadDir(files, ".")
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.New()
	for _, entry := range entries {
		text, err := fs.ReadFile(files, entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		_, _ = sum.Write(append([]byte(entry.Name()), text...))
	}
	return hex.EncodeToString(sum.Sum(nil))[:16]
}
