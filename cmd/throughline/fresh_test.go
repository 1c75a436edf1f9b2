package main

import (
	"bytes"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

func TestTheGeneratedFilesAreFresh(t *testing.T) {
	t.Parallel()
	copied := t.TempDir()
	for _, name := range append(files(t, ".templ"), "go.mod", "go.sum") {
		to := filepath.Join(copied, name)
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(to, []byte(read(t, name)), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	generate := exec.Command("go", "tool", "templ", "generate")
	generate.Dir = copied
	if said, err := generate.CombinedOutput(); err != nil {
		t.Fatalf("generate: %v\n%s", err, said)
	}
	for _, name := range files(t, ".templ") {
		generated := strings.TrimSuffix(name, ".templ") + "_templ.go"
		fresh, err := os.ReadFile(filepath.Join(copied, generated))
		if err != nil {
			t.Fatal(err)
		}
		if kept, err := os.ReadFile(filepath.Join(root, generated)); err != nil || !bytes.Equal(kept, fresh) {
			t.Errorf("%s is stale: run make generate", generated)
		}
	}
	for _, name := range files(t, ".go") {
		if templ, ok := strings.CutSuffix(name, "_templ.go"); ok {
			if _, err := os.Stat(filepath.Join(root, templ+".templ")); err != nil {
				t.Errorf("%s has no template any more: remove it", name)
			}
		}
	}
}

var migration = regexp.MustCompile(`^(\d{5})_[a-z_0-9]+\.sql$`)

func TestMigrationsAreOneSequenceForBothDatabases(t *testing.T) {
	numbers := map[string]map[string]string{"migrations": {}, "migrations/sqlite": {}, "migrations/postgres": {}}
	for _, name := range files(t, ".sql") {
		folder := path.Dir(name)
		parts := migration.FindStringSubmatch(path.Base(name))
		if parts == nil || numbers[folder] == nil {
			t.Errorf("%s is no migration's name", name)
			continue
		}
		if other := numbers[folder][parts[1]]; other != "" {
			t.Errorf("%s and %s have the same number", name, other)
		}
		numbers[folder][parts[1]] = name
		text := read(t, name)
		if !strings.Contains(text, "-- +goose Up") || !strings.Contains(text, "-- +goose Down") {
			t.Errorf("%s must say both Up and Down", name)
		}
	}
	for number, name := range numbers["migrations/sqlite"] {
		if numbers["migrations/postgres"][number] == "" {
			t.Errorf("%s has no counterpart for PostgreSQL", name)
		}
		if other := numbers["migrations"][number]; other != "" {
			t.Errorf("%s and %s have the same number", name, other)
		}
	}
	for number, name := range numbers["migrations/postgres"] {
		if numbers["migrations/sqlite"][number] == "" {
			t.Errorf("%s has no counterpart for SQLite", name)
		}
	}
	if all := len(numbers["migrations"]) + len(numbers["migrations/sqlite"]); all < 4 {
		t.Errorf("only %d migrations were found", all)
	}
}
