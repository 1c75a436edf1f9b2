package work_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/killed"
	"throughline/models/work"
)

// asWorker, when set to a database's address, makes the test binary decide and work until it is killed. With apart it has the effect in
// a transaction of its own, before the end of the work: that is the mistake which the loop below has to notice.
const (
	asWorker = "THROUGHLINE_TEST_AS_WORKER"
	apart    = "THROUGHLINE_TEST_APART"
)

func TestMain(m *testing.M) {
	if address := os.Getenv(asWorker); address != "" {
		fmt.Fprintln(os.Stderr, workUntilKilled(address, os.Stdout))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// workUntilKilled makes one decision after the other, says the id of each once it is kept, and does the work that follows from them.
func workUntilKilled(address string, said io.Writer) error {
	ctx := context.Background()
	db, err := models.Open(ctx, address, models.Options{})
	if err != nil {
		return err
	}
	l := work.New(db, nil, carryOut(db, os.Getenv(apart) != ""))
	l.Lease = killed.Lease
	go l.Run(ctx)
	for {
		decision := &models.Team{Name: "decision"}
		err := db.Write(ctx, models.CommandLine, func(tx *models.Tx) error {
			if err := tx.Insert(decision); err != nil {
				return err
			}
			return tx.Enqueue(&models.Work{Key: "decision:" + decision.ID, Kind: errand, Ref: decision.ID, Max: 1_000_000})
		})
		if err != nil {
			return err
		}
		fmt.Fprintln(said, decision.ID)
		time.Sleep(time.Duration(rand.IntN(8)) * time.Millisecond)
	}
}

// carryOut makes the handoff of a decision; nothing but the queue keeps it from making two.
func carryOut(db *models.DB, apart bool) work.Kind {
	handoff := func(tx *models.Tx, w *models.Work) error {
		return tx.Insert(&models.Team{Name: "handoff", Mission: w.Ref})
	}
	if !apart {
		return work.Kind{Name: errand, Do: handoff}
	}
	return work.Kind{Name: errand, Before: func(ctx context.Context, w *models.Work) error {
		defer time.Sleep(20 * time.Millisecond)
		return db.Write(ctx, models.Background, func(tx *models.Tx) error { return handoff(tx, w) })
	}}
}

func TestTortureEveryDecisionIsCarriedOutOnceThoughProgramsAreKilledAndPaused(t *testing.T) {
	killed.Each(t, func(t *testing.T, address string) {
		var ids []string
		for range killed.Rounds(2, 60) {
			ids = append(ids, killed.Programs(t, asWorker+"="+address)...)
			killed.Open(t, address, func(db *models.DB) { killed.Rested(t, db) })
		}
		if len(ids) == 0 {
			t.Fatal("no program got to decide anything")
		}
		if wrong := reckon(t, address, ids); len(wrong) > 0 {
			t.Fatalf("of %d decisions: %s", len(ids), strings.Join(wrong, "; "))
		}
		t.Logf("%d decisions were carried out once", len(ids))
	})
}

func TestTortureAnEffectApartFromItsEndIsNoticed(t *testing.T) {
	address := "sqlite:" + modelstest.File(t)
	for range 10 {
		ids := killed.Programs(t, asWorker+"="+address, apart+"=1")
		if len(reckon(t, address, ids)) > 0 {
			return
		}
	}
	t.Error("programs that have the effect apart from the end of the work double nothing, so the loop would not see it")
}

// reckon does what is left to do, as a program does that starts after the last kill, and says what then is wrong.
func reckon(t *testing.T, address string, ids []string) (wrong []string) {
	t.Helper()
	killed.Open(t, address, func(db *models.DB) {
		l := work.New(db, nil, carryOut(db, false))
		l.Lease = killed.Lease
		end := run(t, l)
		defer end()
		until(t, "nothing is left to do", func() bool {
			killed.Rested(t, db)
			return killed.Count(t, db, "SELECT count(*) FROM work WHERE state IN ('ready', 'leased')") == 0
		})
		wrong = append(wrong, killed.Wrong(t, db, map[string]string{
			"decisions without their handoff":       "SELECT count(*) FROM teams d WHERE name = 'decision' AND NOT EXISTS (SELECT 1 FROM teams h WHERE h.name = 'handoff' AND h.mission = d.id)",
			"handoffs without their decision":       "SELECT count(*) FROM teams WHERE name = 'handoff' AND mission NOT IN (SELECT id FROM teams WHERE name = 'decision')",
			"handoffs too many":                     "SELECT count(*) - count(DISTINCT mission) FROM teams WHERE name = 'handoff'",
			"decisions without work, or work alone": "SELECT abs((SELECT count(*) FROM teams WHERE name = 'decision') - (SELECT count(*) FROM work))",
			"works given up":                        "SELECT count(*) FROM work WHERE state <> 'done'",
		}, "teams", ids)...)
	})
	return wrong
}
