package exchange

import (
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"throughline/models"
	"throughline/models/modelstest"
)

// folder makes a folder of files from pairs of name and text.
func folder(pairs ...string) fs.FS {
	out := fstest.MapFS{}
	for i := 0; i+1 < len(pairs); i += 2 {
		out[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return out
}

// take imports a folder that has to come in, and checks that every file's sum holds.
func take(t *testing.T, db *models.DB, files fs.FS, origin string) *Summary {
	t.Helper()
	sum, err := Import(context.Background(), db, models.CommandLine, files, origin)
	if err != nil {
		t.Fatalf("import: %v", err)
	}
	for _, f := range sum.Files {
		if f.Read != f.Taken+f.Drafted+f.There+f.Refused || len(f.Lines) != f.Refused {
			t.Errorf("%s: the sum does not hold: %+v", f.File, f)
		}
	}
	return sum
}

func (s *Summary) of(t *testing.T, file string) FileSummary {
	t.Helper()
	for _, f := range s.Files {
		if f.File == file {
			return f
		}
	}
	t.Fatalf("the summary has no %s", file)
	return FileSummary{}
}

// all reads every row of a table.
func all[E any](t *testing.T, db *models.DB, where ...any) (rows []E) {
	t.Helper()
	if err := db.Read(context.Background(), models.CommandLine, func(r *models.Read) error {
		q := r.DB().Order("id").Limit(10_000)
		if len(where) > 0 {
			q = q.Where(where[0], where[1:]...)
		}
		return q.Find(&rows).Error
	}); err != nil {
		t.Fatal(err)
	}
	return rows
}

// called finds the one row with a value in a column.
func called[E any](t *testing.T, db *models.DB, where string, value any) E {
	t.Helper()
	rows := all[E](t, db, where, value)
	if len(rows) != 1 {
		t.Fatalf("%d rows have %s %v", len(rows), where, value)
	}
	return rows[0]
}

// codes are the findings of one thing.
func codes(t *testing.T, db *models.DB, id string) (out []string) {
	t.Helper()
	for _, f := range all[models.Finding](t, db, "entity_id = ?", id) {
		if f.Say == "" || !strings.Contains(f.Source, ":") {
			t.Errorf("a finding says nothing or has no place: %+v", f)
		}
		out = append(out, f.Code)
	}
	return out
}

// given exports a database and gives its files by name.
func given(t *testing.T, db *models.DB) map[string]string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "out")
	if _, err := Export(context.Background(), db, models.CommandLine, dir); err != nil {
		t.Fatalf("export: %v", err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		out[e.Name()] = string(text)
	}
	return out
}

// same fails with the first line in which two exports differ.
func same(t *testing.T, what string, a, b map[string]string) {
	t.Helper()
	for name, text := range a {
		if b[name] == text {
			continue
		}
		left, right := strings.Split(text, "\n"), strings.Split(b[name], "\n")
		for i := range left {
			if i >= len(right) || left[i] != right[i] {
				t.Errorf("%s: %s differs in line %d:\n%.300q\n%.300q", what, name, i+1, left[i], strings.Join(right[min(i, len(right)):min(i+1, len(right))], ""))
				break
			}
		}
	}
	if len(a) != len(b) {
		t.Errorf("%s: %d files and %d", what, len(a), len(b))
	}
}

func files(export map[string]string) fs.FS {
	out := fstest.MapFS{}
	for name, text := range export {
		out[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return out
}

// both gives an empty database of each kind there is.
func both(t *testing.T) map[string]*models.DB {
	out := map[string]*models.DB{"sqlite": modelstest.Open(t)}
	if havePostgres() {
		out["postgres"] = modelstest.OpenPostgres(t)
	}
	return out
}
