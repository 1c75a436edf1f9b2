package main

import (
	"bufio"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest/scratch"
)

func TestTheProgramEndsCleanlyAndAnswersWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	p := start(t)
	wire, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer wire.Close()
	body := "email=a%40example.org&password=some+long+password"
	fmt.Fprintf(wire, "POST /first-run HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n%s",
		strings.TrimPrefix(p.URL, "http://"), len(body), body[:10])
	answers := underWay(t, wire)

	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	if !eventually(patience, func() bool {
		late, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
		if err == nil {
			late.Close()
		}
		return err != nil
	}) {
		t.Error("a program that is ending still takes connections")
	}
	if _, err := io.WriteString(wire, body[10:]); err != nil {
		t.Fatalf("the request under way was cut off: %v", err)
	}
	answer, err := http.ReadResponse(answers, nil)
	if err != nil {
		t.Fatalf("the request under way got no answer: %v", err)
	}
	answer.Body.Close()
	if answer.StatusCode >= 500 {
		t.Errorf("the request under way was answered %s", answer.Status)
	}
	select {
	case <-p.ended:
	case <-time.After(patience):
		t.Fatal("the program answered what was under way, and does not end")
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("the program ended with exit code %d:\n%s", code, p.Log())
	}
}

// underWay waits until the program has begun to read what is sent to it, and gives what it answers from then on.
func underWay(t *testing.T, wire net.Conn) *bufio.Reader {
	t.Helper()
	_ = wire.SetReadDeadline(time.Now().Add(2 * patience))
	answers := bufio.NewReader(wire)
	if line, err := answers.ReadString('\n'); err != nil || !strings.Contains(line, " 100 ") {
		t.Fatalf("the program does not ask for the rest: %q, %v", line, err)
	}
	for {
		line, err := answers.ReadString('\n')
		if err != nil {
			t.Fatalf("the program does not ask for the rest: %v", err)
		}
		if line == "\r\n" {
			return answers
		}
	}
}

func TestTheProgramEndsThoughAClientKeepsItWaiting(t *testing.T) {
	t.Parallel() // nearly all of it is waiting
	p := start(t)
	wire, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer wire.Close()
	fmt.Fprintf(wire, "POST /first-run HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\nExpect: 100-continue\r\n\r\nemail=")
	underWay(t, wire)
	asked := time.Now()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(patience):
		t.Fatal("the program waits for the client as long as that takes")
	}
	if !strings.Contains(p.Log(), "cut off") {
		t.Errorf("nothing says that a request was cut off after %s:\n%s", time.Since(asked).Round(time.Millisecond), p.Log())
	}
}

func TestTheProgramDoesItsHousekeepingWhileItServes(t *testing.T) {
	t.Parallel()
	p := start(t)
	db, err := models.Open(t.Context(), p.DB, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for until := time.Now().Add(patience); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
		var done int64
		err := db.Read(t.Context(), models.Background, func(r *models.Read) error {
			return r.DB().Model(&models.Work{}).Where("state = ?", models.WorkDone).Count(&done).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		if done >= 3 {
			return
		}
	}
	t.Errorf("nothing cleans up:\n%s", p.Log())
}

func TestTheDatabaseIsReadableByItsOwnerOnly(t *testing.T) {
	t.Parallel()
	db := newDB(t)
	path := strings.TrimPrefix(db, "sqlite:")
	path = strings.Replace(path, "throughline.db", "made/throughline.db", 1)
	must(t, "", "migrate", "--db", "sqlite:"+path)
	file, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	if file.Mode().Perm() != 0o600 {
		t.Errorf("the database has mode %v", file.Mode())
	}
}

func TestTheProgramServesOnPostgreSQL(t *testing.T) {
	t.Parallel()
	if !scratch.Have() {
		return
	}
	p := startOn(t, scratch.Postgres(t))
	answer, err := http.Get(p.URL + "/readyz")
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		t.Errorf("it is not ready: %s", answer.Status)
	}
}

func TestCommandsEndWithTheirExitCode(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		args []string
		code int
	}{
		{"the help is no mistake", []string{"--help"}, 0},
		{"an unknown command is wrong usage", []string{"dance"}, 2},
		{"an unknown flag is wrong usage", []string{"migrate", "--nonsense"}, 2},
		{"an address of no known kind is refused", []string{"migrate", "--db", "mysql://x"}, 1},
		{"an address to listen on without a port is wrong usage", []string{"serve", "--addr", "nonsense", "--db", newDB(t)}, 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			stdout, stderr, code := command(t, "", c.args...)
			if code != c.code {
				t.Errorf("throughline %s ended with %d, not %d\n%s%s", strings.Join(c.args, " "), code, c.code, stdout, stderr)
			}
			if c.code != 0 && (stdout != "" || stderr == "") {
				t.Errorf("a refusal belongs on stderr; stdout has %q, stderr %q", stdout, stderr)
			}
		})
	}
}
