package main

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/ratio"
	"throughline/models/modelstest/scratch"
)

// measuredProgram names the environment variable with the program that make bench has built.
const measuredProgram = "THROUGHLINE_BENCH_PROGRAM"

func TestBenchTheProgramStartsFastAndIdlesSmall(t *testing.T) {
	ratio.Wanted(t)
	address := "sqlite:" + modelstest.File(t)
	db, err := models.Open(t.Context(), address, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Write(t.Context(), models.CommandLine, func(tx *models.Tx) error { _, err := demo.Load(tx, demo.Options{}); return err }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	best, idle := time.Hour, 0.0
	for range 5 {
		began := time.Now()
		cmd, url := serveMeasured(t, address)
		if answer, err := http.Get(url + "/sign-in"); err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%v %v", answer, err)
		}
		best = min(best, time.Since(began))
		time.Sleep(time.Second)
		idle = max(idle, resident(t, cmd.Process.Pid))
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
	}
	ratio.AtMost(t, "start to first answer, best of 5", "the whole process", float64(best.Milliseconds()), 300, " ms")
	ratio.AtMost(t, "memory while idle, most of 5", "the whole process", idle, 60, " MB")
}

func TestBenchTheProgramCostsNothingWhileNobodyAsks(t *testing.T) {
	ratio.Wanted(t)
	addresses := map[string]string{"SQLite": "sqlite:" + modelstest.File(t)}
	if scratch.Have() {
		addresses["PostgreSQL"] = modelstest.Postgres(t)
	}
	const idle = 30 // seconds
	for on, address := range addresses {
		cmd, _ := serveMeasured(t, address)
		time.Sleep(3 * time.Second) // it starts, and does the housekeeping of this hour
		before := processorTicks(t, cmd.Process.Pid)
		time.Sleep(idle * time.Second)
		ticks := processorTicks(t, cmd.Process.Pid) - before
		_ = cmd.Process.Signal(syscall.SIGTERM)
		_ = cmd.Wait()
		ratio.AtMost(t, "processor while idle, "+on, "one core", float64(ticks)/idle, 0.5, " %")
	}
}

// processorTicks is how much a process has worked, in hundredths of a second.
func processorTicks(t *testing.T, pid int) int {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	_, after, found := strings.Cut(string(text), ") ") // the name before it may hold spaces
	fields := strings.Fields(after)
	if err != nil || !found || len(fields) < 13 {
		t.Fatalf("%v %s", err, text)
	}
	inUser, _ := strconv.Atoi(fields[11])
	inSystem, _ := strconv.Atoi(fields[12])
	return inUser + inSystem
}

func TestBenchALargeImportStaysSmall(t *testing.T) {
	ratio.Wanted(t)
	small, large := importPeak(t, 10_000), importPeak(t, 100_000)
	ratio.AtMost(t, "import of 100,000 tasks, peak memory", fmt.Sprintf("the whole process; 10,000 take %.0f MB", small), large, 180, " MB")
}

// importPeak is the most memory that an import of n tasks takes, in MB.
func importPeak(t *testing.T, n int) float64 {
	t.Helper()
	folder := t.TempDir()
	var teams, people, tasks strings.Builder
	teams.WriteString("team_id,name,parent_team_id\nt0,Clinic IT,\n")
	people.WriteString("person_id,name,team_id,role_title\n")
	tasks.WriteString("task_id,title,team_id,owner_person_id,status,due_day,labels\n")
	for i := range 200 {
		fmt.Fprintf(&teams, "t%d,Team %d,t0\n", i+1, i+1)
	}
	for i := range 2_000 {
		fmt.Fprintf(&people, "p%d,Person %d,t%d,Engineer\n", i, i, i%200)
	}
	for i := range n {
		fmt.Fprintf(&tasks, "k%d,Call the clinic about ticket %d and write down what they say,t%d,p%d,open,2026-12-%02d,\"support,phone\"\n", i, i, i%200, i%2_000, 1+i%28)
	}
	for name, text := range map[string]string{"teams.csv": teams.String(), "people.csv": people.String(), "tasks.csv": tasks.String()} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := measured(context.Background(), "import", folder, "--db", newDB(t))
	out, err := cmd.CombinedOutput()
	if err != nil || !strings.Contains(string(out), "tasks.csv") {
		t.Fatalf("%v %s", err, out)
	}
	return float64(cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024
}

// measured is a command of the program as it is built for use, or of the test binary when there is none.
func measured(ctx context.Context, args ...string) *exec.Cmd {
	if path := os.Getenv(measuredProgram); path != "" {
		return exec.CommandContext(ctx, path, args...)
	}
	return program(ctx, args...)
}

func serveMeasured(t *testing.T, db string) (*exec.Cmd, string) {
	t.Helper()
	log := &said{}
	cmd := measured(context.Background(), "serve", "--db", db, "--addr", "127.0.0.1:0")
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(time.Millisecond) {
		if at := runsAt.FindStringSubmatch(log.String()); at != nil {
			return cmd, "http://127.0.0.1:" + at[1]
		}
	}
	t.Fatalf("it does not say where it runs: %s", log)
	return nil, ""
}

var inMemory = regexp.MustCompile(`VmRSS:\s+(\d+) kB`)

// resident is the memory a process has now, in MB.
func resident(t *testing.T, pid int) float64 {
	t.Helper()
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	at := inMemory.FindSubmatch(text)
	if err != nil || at == nil {
		t.Fatalf("%v %s", err, text)
	}
	kb, _ := strconv.ParseFloat(string(at[1]), 64)
	return kb / 1024
}
