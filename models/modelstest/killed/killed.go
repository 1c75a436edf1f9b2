// Package killed lets programs work on one database and kills them at random moments, so that a test can see what is then lost or doubled.
package killed

import (
	"bufio"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"

	"gorm.io/gorm/clause"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/scratch"
)

// Lease lets the work of a program that was killed or paused come back within the test.
const Lease = 400 * time.Millisecond

// Rounds is how often a loop runs: few times in the suite, many under make torture.
func Rounds(few, many int) int {
	if os.Getenv("THROUGHLINE_TORTURE") != "" {
		return many
	}
	return few
}

// Each runs a test on a new SQLite file, and on a new PostgreSQL database where there is a server.
func Each(t *testing.T, f func(t *testing.T, address string)) {
	addresses := map[string]string{"sqlite": "sqlite:" + modelstest.File(t)}
	if scratch.Have() {
		addresses["postgres"] = modelstest.Postgres(t)
	}
	for dialect, address := range addresses {
		t.Run(dialect, func(t *testing.T) { f(t, address) })
	}
}

// Programs starts this test binary twice with some settings more, pauses one of the two for longer than its leases, kills both at a random
// moment, and gives the ids that they said on standard output, one a line: what they promise to have kept.
func Programs(t *testing.T, settings ...string) (ids []string) {
	t.Helper()
	var heard sync.WaitGroup
	var mu sync.Mutex
	var programs []*exec.Cmd
	for range 2 {
		p := exec.Command(os.Args[0])
		p.Env = append(os.Environ(), settings...)
		p.Stderr = os.Stderr
		out, err := p.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		programs = append(programs, p)
		lines := bufio.NewScanner(out)
		lines.Scan()
		heard.Go(func() {
			for more := true; more; more = lines.Scan() {
				if len(lines.Text()) == 36 { // a line that was cut off by the kill promises nothing
					mu.Lock()
					ids = append(ids, lines.Text())
					mu.Unlock()
				}
			}
		})
	}
	time.Sleep(time.Duration(50+rand.IntN(200)) * time.Millisecond)
	_ = programs[0].Process.Signal(syscall.SIGSTOP)
	time.Sleep(2 * Lease)
	_ = programs[0].Process.Signal(syscall.SIGCONT)
	time.Sleep(time.Duration(rand.IntN(200)) * time.Millisecond)
	for _, p := range programs {
		_ = p.Process.Kill()
	}
	heard.Wait()
	for _, p := range programs {
		_ = p.Wait()
	}
	return ids
}

// Count gives the one number that a statement asks for.
func Count(t *testing.T, db *models.DB, statement string, args ...any) (n int64) {
	t.Helper()
	err := db.Read(t.Context(), models.Background, func(r *models.Read) error { return r.DB().Raw(statement, args...).Scan(&n).Error })
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// Open opens the database again after the programs are gone.
func Open(t *testing.T, address string, do func(db *models.DB)) {
	t.Helper()
	db, err := models.Open(t.Context(), address, models.Options{})
	if err != nil {
		t.Fatalf("open after the kill: %v", err)
	}
	defer db.Close()
	do(db)
}

// Rested lets work of some kinds rest no longer, of all kinds when none is named, so that a loop has it all at once.
func Rested(t *testing.T, db *models.DB, kinds ...models.WorkKind) {
	t.Helper()
	err := db.Note(t.Context(), models.Background, func(tx *models.Tx) error {
		if len(kinds) == 0 {
			return tx.DB().Exec("UPDATE work SET run_at = created_at WHERE state = 'ready'").Error
		}
		return tx.DB().Exec("UPDATE work SET run_at = created_at WHERE state = 'ready' AND kind IN ?", kinds).Error
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Wrong says what is not as it must be after the last kill: the rows that statements count which must be none, ids that were promised and
// are not in a table, and a damaged file.
func Wrong(t *testing.T, db *models.DB, none map[string]string, table string, ids []string) (wrong []string) {
	t.Helper()
	for what, statement := range none {
		if n := Count(t, db, statement); n != 0 {
			wrong = append(wrong, fmt.Sprint(n, " ", what))
		}
	}
	for part := range slices.Chunk(ids, 400) {
		if n := Count(t, db, "SELECT count(*) FROM ? WHERE id IN ?", clause.Table{Name: table}, part); n != int64(len(part)) {
			wrong = append(wrong, fmt.Sprint(int64(len(part))-n, " decisions lost that were said to be kept"))
		}
	}
	if db.Dialect() == "sqlite" && Count(t, db, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check = 'ok'") != 1 {
		wrong = append(wrong, "the file is damaged")
	}
	return wrong
}
