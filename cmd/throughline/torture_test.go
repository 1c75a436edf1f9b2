package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/scratch"
)

// The tests whose name begins with TestTorture run a few rounds in the suite and many under make torture.

// rounds is how often a loop runs.
func rounds(few, many int) int {
	if os.Getenv("THROUGHLINE_TORTURE") != "" {
		return many
	}
	return few
}

// asWriter, when set to a database's address, makes the test binary add one team after the other until it is killed,
// and say the id of each on its output once it is kept. With tooEarly it says so before that, which is the mistake
// that the loop below has to notice.
const (
	asWriter = "THROUGHLINE_TEST_AS_WRITER"
	tooEarly = "THROUGHLINE_TEST_TOO_EARLY"
)

func writeUntilKilled(address string, said io.Writer) error {
	ctx := context.Background()
	db, err := models.Open(ctx, address, models.Options{})
	if err != nil {
		return err
	}
	for {
		team := &models.Team{Name: "Team"}
		err := db.Write(ctx, models.Who{Name: "command line"}, func(tx *models.Tx) error {
			if err := tx.Insert(team); err != nil {
				return err
			}
			if os.Getenv(tooEarly) != "" {
				fmt.Fprintln(said, team.ID)
				time.Sleep(20 * time.Millisecond)
			}
			return tx.Emit(models.TeamAdded, team, nil, team)
		})
		if err != nil {
			return err
		}
		if os.Getenv(tooEarly) == "" {
			fmt.Fprintln(said, team.ID)
		}
	}
}

func TestTortureNothingAcknowledgedIsLostWhenWritersAreKilled(t *testing.T) {
	t.Parallel()
	addresses := map[string]string{"sqlite": "sqlite:" + modelstest.File(t)}
	if scratch.Have() {
		addresses["postgres"] = modelstest.Postgres(t)
	}
	for dialect, address := range addresses {
		t.Run(dialect, func(t *testing.T) {
			acknowledged := 0
			for range rounds(2, 60) {
				ids := killWriters(t, 2, address)
				acknowledged += len(ids)
				if lost := check(t, address, ids); len(lost) > 0 {
					t.Fatalf("%d of %d acknowledged teams are lost", len(lost), len(ids))
				}
			}
			if acknowledged == 0 {
				t.Fatal("no writer got to write anything")
			}
		})
	}
}

func TestTortureALossIsNoticed(t *testing.T) {
	address := "sqlite:" + modelstest.File(t)
	for range rounds(10, 10) {
		if lost := check(t, address, killWriters(t, 1, address, tooEarly+"=1")); len(lost) > 0 {
			return
		}
	}
	t.Error("writers that acknowledge too early lose nothing, so the loop would not see a loss")
}

// killWriters lets several processes write to one database, kills them at a random moment and gives the ids they
// acknowledged.
func killWriters(t *testing.T, many int, address string, env ...string) []string {
	t.Helper()
	lines := make([]*bufio.Scanner, many)
	writers := make([]*exec.Cmd, many)
	for i := range writers {
		writers[i] = exec.Command(os.Args[0])
		writers[i].Env = append(append(os.Environ(), asWriter+"="+address), env...)
		writers[i].Stderr = os.Stderr
		out, err := writers[i].StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		lines[i] = bufio.NewScanner(out)
		if err := writers[i].Start(); err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	for _, line := range lines {
		if line.Scan() {
			ids = append(ids, line.Text())
		}
	}
	time.Sleep(time.Duration(rand.IntN(300)) * time.Millisecond)
	for _, writer := range writers {
		_ = writer.Process.Kill()
	}
	for _, line := range lines {
		for line.Scan() {
			if len(line.Text()) == 36 {
				ids = append(ids, line.Text())
			}
		}
	}
	for _, writer := range writers {
		_ = writer.Wait()
	}
	return ids
}

// check opens the database as the program does after a crash and gives the acknowledged ids that are not in it. It fails
// when a team has no event or an event no team, when a reference is there twice, or when the file is damaged.
func check(t *testing.T, address string, ids []string) (lost []string) {
	t.Helper()
	db, err := models.Open(context.Background(), address, models.Options{})
	if err != nil {
		t.Fatalf("open after the kill: %v", err)
	}
	defer db.Close()
	err = db.Read(context.Background(), models.Who{}, func(r *models.Read) error {
		for _, id := range ids {
			var n int64
			if err := r.DB().Model(&models.Team{}).Where("id = ?", id).Count(&n).Error; err != nil {
				return err
			}
			if n == 0 {
				lost = append(lost, id)
			}
		}
		for what, statement := range map[string]string{
			"teams without their event": "SELECT count(*) FROM teams WHERE id NOT IN (SELECT entity_id FROM events WHERE type = 'team.added')",
			"events without their team": "SELECT count(*) FROM events WHERE type = 'team.added' AND entity_id NOT IN (SELECT id FROM teams)",
			"events too many":           "SELECT count(*) - count(DISTINCT entity_id) FROM events WHERE type = 'team.added'",
			"references twice":          "SELECT count(*) - count(DISTINCT ref) FROM teams",
		} {
			var n int
			if err := r.DB().Raw(statement).Scan(&n).Error; err != nil {
				return err
			}
			if n != 0 {
				t.Errorf("after the kill there are %d %s", n, what)
			}
		}
		if db.Dialect() == "sqlite" {
			var verdict string
			if err := r.DB().Raw("PRAGMA integrity_check").Scan(&verdict).Error; err != nil {
				return err
			}
			if strings.TrimSpace(verdict) != "ok" {
				t.Errorf("the file is damaged: %s", verdict)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return lost
}
