package main

import (
	"bytes"
	"go/format"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/a-h/templ"
	"github.com/a-h/templ/generator"
	"github.com/a-h/templ/parser/v2"
)

func TestTheGeneratedFilesAreFresh(t *testing.T) {
	t.Parallel()
	for _, name := range files(t, ".templ") {
		fresh, err := generated(name)
		if err != nil {
			t.Fatalf("generate %s: %v", name, err)
		}
		name = strings.TrimSuffix(name, ".templ") + "_templ.go"
		if kept, err := os.ReadFile(filepath.Join(root, name)); err != nil || !bytes.Equal(kept, fresh) {
			t.Errorf("%s is stale: run make generate", name)
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

// generated is what make generate writes for a template; made here, because the tool itself takes a minute to compile.
func generated(name string) ([]byte, error) {
	file, err := parser.Parse(filepath.Join(root, name))
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	if _, err := generator.Generate(file, &b, generator.WithVersion(templ.Version()), generator.WithFileName(filepath.ToSlash(name))); err != nil {
		return nil, err
	}
	return format.Source(b.Bytes())
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
