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
	p := start(t)
	wire, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer wire.Close()
	body := "email=a%40example.org&password=some+long+password"
	fmt.Fprintf(wire, "POST /sign-in HTTP/1.1\r\nHost: %s\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
		strings.TrimPrefix(p.URL, "http://"), len(body), body[:10])
	time.Sleep(200 * time.Millisecond)

	asked := time.Now()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	time.Sleep(300 * time.Millisecond)
	if late, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://")); err == nil {
		late.Close()
		t.Error("a program that is ending still takes connections")
	}
	if _, err := io.WriteString(wire, body[10:]); err != nil {
		t.Fatalf("the request under way was cut off: %v", err)
	}
	_ = wire.SetReadDeadline(time.Now().Add(10 * time.Second))
	answer, err := http.ReadResponse(bufio.NewReader(wire), nil)
	if err != nil {
		t.Fatalf("the request under way got no answer: %v", err)
	}
	answer.Body.Close()
	if answer.StatusCode >= 500 {
		t.Errorf("the request under way was answered %s", answer.Status)
	}
	select {
	case <-p.ended:
	case <-time.After(10*time.Second - time.Since(asked)):
		t.Fatal("the program runs 10 seconds after it was asked to end")
	}
	if code := p.cmd.ProcessState.ExitCode(); code != 0 {
		t.Errorf("the program ended with exit code %d:\n%s", code, p.Log())
	}
}

func TestTheProgramEndsWithinTenSecondsThoughAClientKeepsItWaiting(t *testing.T) {
	t.Parallel() // nearly all of it is waiting
	p := start(t)
	wire, err := net.Dial("tcp", strings.TrimPrefix(p.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer wire.Close()
	fmt.Fprintf(wire, "POST /sign-in HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nemail=")
	time.Sleep(200 * time.Millisecond)
	asked := time.Now()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(10 * time.Second):
		t.Fatal("the program runs 10 seconds after it was asked to end")
	}
	if !strings.Contains(p.Log(), "cut off") {
		t.Errorf("nothing says that a request was cut off after %s:\n%s", time.Since(asked).Round(time.Millisecond), p.Log())
	}
}

func TestTheProgramDoesItsHousekeepingWhileItServes(t *testing.T) {
	p := start(t)
	db, err := models.Open(t.Context(), p.DB, models.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for until := time.Now().Add(20 * time.Second); time.Now().Before(until); time.Sleep(20 * time.Millisecond) {
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
