package handlers

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/ratio"
	"throughline/models/modelstest/scratch"
	"throughline/models/wizard"
	"throughline/views/link"
)

// What a save by itself takes against writing and syncing as much to a file beside the database: the commit alone, and the whole
// request, which also reads the alignment, checks it, and gives advice. By the clock on the wall, because all of them wait for the disk.
func TestBenchAutosaveAgainstABareSync(t *testing.T) {
	ratio.Wanted(t)
	t.Run("SQLite", func(t *testing.T) {
		file := modelstest.File(t)
		benchSave(t, "SQLite", "sqlite:"+file, func(save func()) int { return logged(t, file+"-wal", save) })
	})
	if scratch.Have() {
		t.Run("PostgreSQL", func(t *testing.T) {
			durable(t)
			benchSave(t, "PostgreSQL", modelstest.Postgres(t), func(func()) int { return 8 << 10 }) // its log is written in pages of 8 KB
		})
	}
}

// durable lets the server of the tests sync, as one does that is in use.
func durable(t *testing.T) {
	set := func(statements ...string) {
		scratch.Do(t, func(ctx context.Context, c *pgx.Conn) error {
			for _, s := range statements {
				if _, err := c.Exec(ctx, s); err != nil {
					return err
				}
			}
			return nil
		})
	}
	set("ALTER SYSTEM SET fsync = on", "ALTER SYSTEM SET synchronous_commit = on", "ALTER SYSTEM SET full_page_writes = on", "SELECT pg_reload_conf()")
	t.Cleanup(func() { set("ALTER SYSTEM RESET ALL", "SELECT pg_reload_conf()") })
}

// logged is how many bytes one save adds to the log.
func logged(t *testing.T, log string, save func()) int {
	t.Helper()
	const times = 10
	size := func() int64 {
		info, err := os.Stat(log)
		if err != nil {
			t.Fatal(err)
		}
		return info.Size()
	}
	db, err := sql.Open("sqlite3", "file:"+strings.TrimSuffix(log, "-wal"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	save()
	before := size()
	for range times {
		save()
	}
	grown := int(size()-before) / times
	if grown <= 0 {
		t.Fatalf("%d saves add nothing to the log", times)
	}
	return grown
}

func benchSave(t *testing.T, on, database string, bytesOf func(save func()) int) {
	clock := modelstest.At(modelstest.Monday)
	db, err := models.Open(t.Context(), database, models.Options{Now: clock.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	h, c := exampleIn(emptyOn(t, db, clock))
	g := h.as(models.Executive)
	team := c.Teams["Service Desk"]
	n := 0
	commit := func() {
		h.write(func(tx *models.Tx) error {
			n++
			before := *team
			team.Mission = fmt.Sprintf("Help within %d minutes", n)
			if err := tx.Save(team); err != nil {
				return err
			}
			return tx.Emit(models.TeamChanged, team, &before, team)
		})
	}
	first, err := firstWorkflow(db)
	if err != nil {
		t.Fatal(err)
	}
	var typed url.Values
	load := func() {
		n++
		typed = g.get(link.StepItem("audit", first.Ref)).paper(g, "form#step").values
		typed.Set("workflows."+first.ID+".description", fmt.Sprint("They call back, version ", n))
	}
	autosave := func() {
		if got := g.with("X-Autosave", "1").post(link.StepItem("audit", first.Ref), typed).is(http.StatusOK); !strings.Contains(got.Body, "saved") {
			t.Fatal(got.Body)
		}
	}
	load()
	autosave()
	logs := bytesOf(commit)
	took := ratio.Times(ratio.Thing{Do: bareSync(t, logs)}, ratio.Thing{Do: commit}, ratio.Thing{First: load, Do: autosave})
	t.Logf("%s: a bare sync of %d bytes %v, a commit %v, a save by itself %v", on, logs, took[0], took[1], took[2])
	ratio.AtLeast(t, "a commit of a change and its event, "+on, "write and fsync of as much", took[0].Seconds()/took[1].Seconds(), 0.6, "")
	ratio.AtLeast(t, "a whole autosave request, "+on, "write and fsync of as much", took[0].Seconds()/took[2].Seconds(), 0.6, "")
}

func firstWorkflow(db *models.DB) (first *models.Workflow, err error) {
	err = db.Read(context.Background(), models.CommandLine, func(r *models.Read) error {
		s, err := wizard.Current(r)
		if err != nil {
			return err
		}
		w, err := wizard.Load(r, s)
		if err == nil {
			first = w.Workflows[0]
		}
		return err
	})
	return first, err
}

// bareSync writes and syncs some bytes, over and over in one file, as the log of a database is written.
func bareSync(t *testing.T, n int) func() {
	t.Helper()
	file, err := os.Create(filepath.Join(t.TempDir(), "bare"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	record := bytes.Repeat([]byte("x"), n)
	at, round := int64(0), int64(n)*300
	// Its room is taken before, as that of a log in use: a file with holes syncs more slowly.
	if _, err := file.Write(bytes.Repeat(record, 300)); err != nil {
		t.Fatal(err)
	}
	if err := file.Sync(); err != nil {
		t.Fatal(err)
	}
	return func() {
		if _, err := file.WriteAt(record, at); err != nil {
			t.Fatal(err)
		}
		at = (at + int64(n)) % round
		if err := file.Sync(); err != nil {
			t.Fatal(err)
		}
	}
}
