package main

import (
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"throughline/models/modelstest"
	"throughline/models/modelstest/scratch"
)

func TestEveryCommandSaysHowItEnded(t *testing.T) {
	t.Parallel()
	db := newDB(t)
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	empty, broken, linked := t.TempDir(), t.TempDir(), t.TempDir()
	write(t, filepath.Join(broken, "teams.csv"), "team_id,name\na,\"Alpha\n")
	if err := os.Symlink(filepath.Join(broken, "teams.csv"), filepath.Join(linked, "teams.csv")); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		line, stdin string
		code        int
		says        string
	}{
		{"version", "", 0, ""},
		{"--help", "", 0, ""},
		{"person add --help", "", 0, ""},
		{"migrate", "", 0, "up to date"},
		{"nonsense", "", 2, "nonsense"},
		{"serve --nonsense", "", 2, "nonsense"},
		{"serve --addr nowhere", "", 2, "HOST:PORT"},
		{"serve --url not-an-address", "", 2, "https://"},
		{"serve --proxy everybody", "", 2, "10.0.0.0/24"},
		{"serve --db mysql:x", "", 1, "sqlite:"},
		{"serve --addr " + taken.Addr().String(), "", 1, "cannot listen"},
		{"import", "", 2, "dir"},
		{"import /nowhere/at/all", "", 1, "no folder"},
		{"import " + empty, "", 1, "no file to import"},
		{"import " + broken, "", 1, "teams.csv, line 2"},
		{"import " + linked, "", 1, "not a file that can be read"}, // a link leads out of the folder
		{"export " + broken, "", 1, "not from an export"},
		{"brief", "", 1, "No strategy is in force"},
		{"brief --format docx", "", 2, "md"},
		{"brief --edition 1", "", 1, "No strategy is in force"},
		{"brief --format pdf --chromium /nowhere/at/all", "", 2, "Chromium"},
		{"serve --chromium /nowhere/at/all", "", 2, "Chromium"},
		{"backup", "", 2, "file"},
		{"restore /nowhere/at/all", "", 1, "is there already"},
		{"person add --email a@example.org --name Ada --role king --password-stdin", "a long enough one\n", 2, "king"},
		{"person add --email a@example.org --name Ada --role team-lead --password-stdin", "a long enough one\n", 2, "--team"},
		{"person add --email a@example.org --name Ada --role member", "", 2, "password-stdin"},
		{"person add --email a@example.org --name Ada --role member --password-stdin", "", 2, "standard input"},
		{"person add --email a@example.org --name Ada --role member --password-stdin", "short\n", 1, "12 characters"},
		{"person add --email nobody --name Ada --role member --password-stdin", "a long enough one\n", 1, "e-mail"},
		{"person add --email a@example.org --name Ada --role team-lead --team Nowhere --password-stdin", "a long enough one\n", 1, "Nowhere"},
		{"person password --email b@example.org --password-stdin", "a long enough one\n", 1, "person"},
	} {
		args := strings.Fields(c.line)
		if !strings.Contains(c.line, "--db") {
			args = append(args, "--db", db)
		}
		stdout, stderr, code := command(t, c.stdin, args...)
		if code != c.code || !strings.Contains(strings.ToLower(stderr), strings.ToLower(c.says)) {
			t.Errorf("throughline %s ended with %d and said %q, want %d and %q", c.line, code, stderr, c.code, c.says)
		}
		if c.code != 0 && stdout != "" {
			t.Errorf("throughline %s failed and yet wrote %q to stdout", c.line, stdout)
		}
		for _, word := range []string{"panic", "gorm", "goroutine", "SQL"} {
			if strings.Contains(stderr, word) {
				t.Errorf("throughline %s shows its inside: %s", c.line, stderr)
			}
		}
	}
}

func TestAnImportedOrganisationGoesOutAndComesBackThroughTheCommands(t *testing.T) {
	t.Parallel()
	in := filepath.Join(t.TempDir(), "acme")
	write(t, filepath.Join(in, "teams.csv"), "team_id,name,parent_team_id\nco,Acme,\nops,Operations,co\n")
	write(t, filepath.Join(in, "objectives.csv"), "objective_id,level,statement,team_id\n1,strategic,Reach more,co\n2,tactical,Ship it,ops\n")
	dbs := []string{newDB(t), newDB(t)}
	if scratch.Have() {
		dbs = append(dbs, modelstest.Postgres(t))
	}
	summary := must(t, "", "import", in, "--db", dbs[0])
	if !strings.Contains(summary, "Imported from acme.") || !regexp.MustCompile(`objectives.csv +2 +0 +2 +0 +0\n`).MatchString(summary) {
		t.Errorf("the summary is\n%s", summary)
	}
	if again := must(t, "", "import", in, "--db", dbs[0], "--origin", "acme"); !regexp.MustCompile(`all +4 +0 +0 +4 +0\n`).MatchString(again) {
		t.Errorf("the second summary is\n%s", again)
	}
	first := filepath.Join(t.TempDir(), "first")
	must(t, "", "export", first, "--db", dbs[0])
	for i, db := range dbs[1:] {
		must(t, "", "import", first, "--db", db)
		out := filepath.Join(t.TempDir(), fmt.Sprint(i))
		must(t, "", "export", out, "--db", db)
		for name, text := range texts(t, first) {
			if other := texts(t, out)[name]; other != text {
				t.Errorf("%s differs on %s:\n%s\n%s", name, db, text, other)
			}
		}
	}
}

func TestTheExampleGoesOutAndComesBackByteForByte(t *testing.T) {
	t.Parallel()
	one, two := newDB(t), newDB(t)
	must(t, "", "demo", "--db", one)
	first, second := filepath.Join(t.TempDir(), "1"), filepath.Join(t.TempDir(), "2")
	must(t, "", "export", first, "--db", one)
	must(t, "", "import", first, "--db", two)
	must(t, "", "export", second, "--db", two)
	for name, text := range texts(t, first) {
		if other := texts(t, second)[name]; other != text {
			t.Errorf("%s came back otherwise", name)
		}
	}
	if a, b := must(t, "", "brief", "--db", one), must(t, "", "brief", "--db", two); a != b || !strings.HasPrefix(a, "# ") {
		t.Errorf("the briefs are\n%s\nand\n%s", a, b)
	}
	if html := must(t, "", "brief", "--format", "html", "--team", "TM2", "--db", one); !strings.HasPrefix(strings.ToLower(html), "<!doctype html>") {
		t.Errorf("the brief as HTML begins with %.60q", html)
	}
}

func TestABackupIsMadeWhileTheProgramRunsAndRestoresIntoAnEmptyPlaceOnly(t *testing.T) {
	t.Parallel()
	p := start(t)
	must(t, "a password to keep\n", "person", "add", "--db", p.DB, "--email", "ada@example.org", "--name", "Ada", "--role", "administrator", "--role", "executive", "--password-stdin")
	file := filepath.Join(t.TempDir(), "backup.db")
	must(t, "", "backup", file, "--db", p.DB)
	if info, err := os.Stat(file); err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the backup is %v, %v", info, err)
	}
	if _, stderr, code := command(t, "", "backup", file, "--db", p.DB); code != 1 || !strings.Contains(stderr, "is there already") {
		t.Errorf("a second backup over it ended with %d: %s", code, stderr)
	}
	if _, stderr, code := command(t, "", "restore", file, "--db", p.DB); code != 1 || !strings.Contains(stderr, "is there already") {
		t.Errorf("a restore over a database ended with %d: %s", code, stderr)
	}
	other := newDB(t)
	must(t, "", "restore", file, "--db", other)
	before, after := filepath.Join(t.TempDir(), "1"), filepath.Join(t.TempDir(), "2")
	must(t, "", "export", before, "--db", p.DB)
	must(t, "", "export", after, "--db", other)
	for name, text := range texts(t, before) {
		if texts(t, after)[name] != text {
			t.Errorf("%s was restored otherwise", name)
		}
	}
	whole, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	middle := len(whole) / 2
	for name, text := range map[string]string{
		"cut": string(whole[:middle]), "scribbled on": string(whole[:middle]) + strings.Repeat("x", 9000) + string(whole[middle+9000:]), "another thing": "hello", "nothing": "",
	} {
		bad := filepath.Join(t.TempDir(), "bad.db")
		write(t, bad, text)
		place := newDB(t)
		if _, stderr, code := command(t, "", "restore", bad, "--db", place); code != 1 || !strings.Contains(stderr, "Take another backup") && !strings.Contains(stderr, "not one of Throughline") {
			t.Errorf("a file that is %s ended with %d: %s", name, code, stderr)
		}
		if _, err := os.Stat(strings.TrimPrefix(place, "sqlite:")); err == nil {
			t.Errorf("a file that is %s left a database behind", name)
		}
	}
}

func TestTheExampleGivesALinkForEachOfItsCastThatSignsInOnce(t *testing.T) {
	t.Parallel()
	db := newDB(t)
	out := must(t, "", "demo", "--db", db, "--url", "http://intranet.example.org")
	for _, role := range []string{"administrator", "owner", "head", "lead", "member"} {
		if !regexp.MustCompile(`(?m)^` + role + ` .* http://intranet\.example\.org/welcome/[A-Za-z0-9_-]{43}$`).MatchString(out) {
			t.Errorf("there is no link for the %s in\n%s", role, out)
		}
	}
	if _, stderr, code := command(t, "", "demo", "--db", db); code != 1 || !strings.Contains(stderr, "empty") {
		t.Errorf("a second example ended with %d: %s", code, stderr)
	}
}

func TestSettingsComeFromTheEnvironmentAndAFlagWins(t *testing.T) {
	for told, want := range map[string]string{"": "http://127.0.0.1:", "https://throughline.example.org/": "https://throughline.example.org"} {
		m := &Main{Config: Config{DB: newDB(t), Addr: "127.0.0.1:0", URL: told}, Err: io.Discard}
		if err := m.Open(t.Context()); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(m.URL(), want) || strings.HasSuffix(m.URL(), "/") {
			t.Errorf("told %q, links begin with %s", told, m.URL())
		}
		if err := m.Close(); err != nil {
			t.Error(err)
		}
	}
	t.Setenv("THROUGHLINE_DB", "mysql:from-the-environment")
	var out, problems strings.Builder
	if code := run(t.Context(), []string{"migrate"}, strings.NewReader(""), &out, &problems); code != 1 || !strings.Contains(problems.String(), "from-the-environment") {
		t.Errorf("the environment was not read: %d %s", code, &problems)
	}
	if code := run(t.Context(), []string{"migrate", "--db", newDB(t)}, strings.NewReader(""), &out, &problems); code != 0 {
		t.Errorf("the flag did not win: %d %s", code, &problems)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// texts are the files of a folder.
func texts(t *testing.T, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(text)
	}
	return out
}
