package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// asProgram, when set in the environment, makes the test binary behave as the program itself. The tests start it
// like that: one build, with the race detector when the tests have it.
const asProgram = "THROUGHLINE_TEST_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	if address := os.Getenv(asWriter); address != "" {
		if err := writeUntilKilled(address, os.Stdout); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	// Most of what these tests take is waiting for another program or for the browser.
	flag.Parse()
	if given := flag.Lookup("test.parallel"); given.Value.String() == given.DefValue {
		_ = flag.Set("test.parallel", "3")
	}
	code := m.Run()
	closeBrowser()
	os.Exit(code)
}

// Program is the real program, serving a database of its own on a free loopback port until the test ends.
type Program struct {
	URL string // its address, without a slash at the end
	DB  string // its database, as --db takes it

	t     *testing.T
	cmd   *exec.Cmd
	log   *said
	ended chan struct{}
}

// start serves a new SQLite database.
func start(t *testing.T, args ...string) *Program {
	t.Helper()
	return startOn(t, newDB(t), args...)
}

// newDB is the address of a SQLite database that does not exist yet.
func newDB(t *testing.T) string {
	t.Helper()
	folder, err := os.MkdirTemp("", "throughline-test") // t.TempDir may have a # in it, which no database address may hold
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(folder) })
	return "sqlite:" + filepath.Join(folder, "throughline.db")
}

// startOn serves the database at db; further arguments go to serve. It waits until the program answers.
func startOn(t *testing.T, db string, args ...string) *Program {
	t.Helper()
	p := &Program{DB: db, t: t, log: &said{}, ended: make(chan struct{})}
	p.cmd = program(context.Background(), append([]string{"serve", "--db", db, "--addr", "127.0.0.1:0"}, args...)...)
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatalf("start the program: %v", err)
	}
	go func() { _ = p.cmd.Wait(); close(p.ended) }()
	t.Cleanup(p.Close)
	for until := time.Now().Add(2 * patience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		select {
		case <-p.ended:
			t.Fatalf("the program ended at its start:\n%s", p.log)
		default:
		}
		if at := runsAt.FindStringSubmatch(p.log.String()); at != nil {
			p.URL = "http://127.0.0.1:" + at[1]
			return p
		}
	}
	t.Fatalf("the program does not say where it runs:\n%s", p.log)
	return nil
}

// runsAt finds the port in what the program says once it listens.
var runsAt = regexp.MustCompile(`(?m)^Throughline runs at http://127\.0\.0\.1:(\d+)$`)

// Close asks the program to end and fails the test when it does not, ends with an error, or saw a data race.
func (p *Program) Close() {
	p.t.Helper()
	if p.t.Failed() {
		for line := range strings.Lines(p.log.String()) {
			if !strings.Contains(line, "level=INFO") {
				p.t.Logf("the program said: %s", line)
			}
		}
	}
	p.end(syscall.SIGTERM)
	if code := p.cmd.ProcessState.ExitCode(); code != 0 && code != -1 {
		p.t.Errorf("the program ended with exit code %d:\n%s", code, p.log)
	}
	for _, word := range []string{"DATA RACE", "panic:", "goroutine 1 [", "level=ERROR"} {
		if strings.Contains(p.log.String(), word) {
			p.t.Errorf("the program's log holds %q:\n%s", word, p.log)
			return
		}
	}
}

// Kill ends the program at once, as a power cut would.
func (p *Program) Kill() { p.end(syscall.SIGKILL) }

func (p *Program) end(signal syscall.Signal) {
	p.t.Helper()
	select {
	case <-p.ended:
		return
	default:
	}
	_ = p.cmd.Process.Signal(signal)
	select {
	case <-p.ended:
	case <-time.After(patience):
		_ = p.cmd.Process.Kill()
		<-p.ended
		p.t.Errorf("the program did not end within %v of %v:\n%s", patience, signal, p.log)
	}
}

// Log is what the program has written so far.
func (p *Program) Log() string { return p.log.String() }

// command runs one command of the program to its end and gives what it wrote and its exit code.
func command(t *testing.T, stdin string, args ...string) (stdout, stderr string, code int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	cmd := program(ctx, args...)
	var out, problems bytes.Buffer
	cmd.Stdin, cmd.Stdout, cmd.Stderr = strings.NewReader(stdin), &out, &problems
	if err := cmd.Run(); err != nil && cmd.ProcessState == nil {
		t.Fatalf("run %v: %v", args, err)
	}
	if strings.Contains(problems.String(), "DATA RACE") {
		t.Fatalf("%v saw a data race:\n%s", args, &problems)
	}
	return out.String(), problems.String(), cmd.ProcessState.ExitCode()
}

// must is command for one that has to succeed; it gives what it wrote to stdout.
func must(t *testing.T, stdin string, args ...string) string {
	t.Helper()
	stdout, stderr, code := command(t, stdin, args...)
	if code != 0 {
		t.Fatalf("throughline %s ended with %d\n%s%s", strings.Join(args, " "), code, stdout, stderr)
	}
	return stdout
}

// program is the test binary as the program, with an environment free of the settings of the machine.
func program(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	for _, line := range os.Environ() {
		if !strings.HasPrefix(line, "THROUGHLINE_") {
			cmd.Env = append(cmd.Env, line)
		}
	}
	cmd.Env = append(cmd.Env, asProgram+"=1")
	return cmd
}

// said collects what a process writes, for several readers.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}
