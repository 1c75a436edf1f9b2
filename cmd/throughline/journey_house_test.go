package main

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// Every journey plays in its own database. The example company is loaded once and copied for each.
var loaded struct {
	once  sync.Once
	file  []byte
	links map[string]string // by role: the path of the one-time link
}

// House is the program with people in it, each of whom can be let in once by a link.
type House struct {
	*Program
	links map[string]string
}

// harbour serves a fresh copy of the example company.
func harbour(t *testing.T) *House {
	t.Helper()
	loaded.once.Do(func() {
		db := newDB(t)
		said := must(t, "", "demo", "--db", db, "--url", "http://127.0.0.1")
		loaded.links = map[string]string{}
		for _, line := range strings.Split(strings.TrimSpace(said), "\n") {
			words := strings.Fields(line)
			at, err := url.Parse(words[len(words)-1])
			if err != nil {
				t.Fatalf("demo prints %q: %v", line, err)
			}
			loaded.links[words[0]] = at.Path
		}
		file, err := os.ReadFile(strings.TrimPrefix(db, "sqlite:"))
		if err != nil {
			t.Fatal(err)
		}
		loaded.file = file
	})
	if loaded.file == nil {
		t.Fatal("the example company could not be loaded")
	}
	db := newDB(t)
	if err := os.WriteFile(strings.TrimPrefix(db, "sqlite:"), loaded.file, 0o600); err != nil {
		t.Fatal(err)
	}
	return &House{Program: startOn(t, db), links: loaded.links}
}

// enter opens a tab and lets a role of the example in: administrator, owner, head, lead or member.
func (h *House) enter(role string) *Page { return h.enterFor(h.t, role) }

// enterFor does so for a part of the test.
func (h *House) enterFor(t *testing.T, role string) *Page {
	t.Helper()
	p := visit(t, h.URL)
	p.Open(h.links[role])
	p.Press("Sign in as")
	p.at("/")
	return p
}

// inMonths is a day that many months from now, as a person may type it.
func inMonths(n int) string { return time.Now().AddDate(0, n, 0).Format("2006-01-02") }

// at fails the journey when the tab does not get to where it should be.
func (p *Page) at(path string) {
	p.t.Helper()
	if !eventually(patience, func() bool { return p.Path() == path }) {
		p.t.Fatalf("the page is %s, not %s; it says:\n%s", p.Path(), path, p.Text())
	}
}

// answers fails the journey when the last page has another status.
func (p *Page) answers(status int) {
	p.t.Helper()
	if got := p.Status(); got != status {
		p.t.Fatalf("%s answers %d, not %d; it says:\n%s", p.Path(), got, status, p.Text())
	}
}

// fixture is the whole path of a file or folder under testdata.
func fixture(t *testing.T, name string) string {
	t.Helper()
	path, err := filepath.Abs(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return path
}
