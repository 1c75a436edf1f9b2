package exchange

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
	"throughline/models/modelstest/scratch"
)

func havePostgres() bool { return scratch.Have() }

// awkward are texts and numbers that files like to spoil.
var (
	awkward = []string{
		"plain", "", "=SUM(A1:A9)", "+49 30", "-x", "@home", "a \"quoted\" word", "two\nlines", "two\r\nlines", "\r", " spaced ", "a,b;c\td", "'quoted",
		"👩‍👩‍👧‍👦 שלום עולם", "\ufeffmark", "\\.", "long " + strings.Repeat("words ", 400), "{\"a\": [1, \"b\"]}", "\u2028", "\"", "\"\"\n\"", "ends in a quote\"",
	}
	numbers  = []float64{0, 0.1, -12.5, 1e300, 1.0 / 3, 2173365091, 5e-324, -0.000001}
	instants = []time.Time{
		time.Date(2026, 11, 16, 9, 0, 0, 0, time.UTC), time.Date(1999, 12, 31, 23, 59, 59, 999999000, time.UTC), time.Date(2026, 2, 28, 1, 2, 3, 40000000, time.UTC),
	}
	days = []string{"2026-11-16", "", "1900-01-01", "2199-12-31"}
)

// fill makes rows in every table, with a value of every kind in every column, and names only rows that are there.
func fill(t *testing.T, db *models.DB, each int) {
	t.Helper()
	ids := map[string][]string{}
	for _, k := range kinds() {
		for i := range each {
			ids[k.name] = append(ids[k.name], fmt.Sprintf("0193%04x-0000-7000-8000-%012x", len(k.name), i+1000*len(ids)))
		}
	}
	n := 0
	err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
		for _, k := range kinds() {
			var rows []models.Entity
			for i := range each {
				if k.name == "company" && i > 0 {
					break
				}
				e := k.blank()
				for _, f := range k.schema.Fields {
					if f.DBName == "" || f.DBName == "ref" {
						continue
					}
					n++
					value, kind := k.at(e, f.DBName), names(f.DBName)
					switch {
					case f.DBName == "id":
						value.SetString(ids[k.name][i])
					case f.DBName == "version":
						value.SetInt(int64(1 + n%7))
					case f.DBName == "removed_at" && i%2 == 0, value.Kind() == reflect.Pointer && n%5 == 0:
					case kind != "" && kind == k.name: // its parent: the row before it
						if i > 0 {
							_ = set(value, ids[kind][i-1])
						}
					case kind != "":
						_ = set(value, ids[kind][i])
					case f.DBName == k.title, f.DBName == "email":
						_ = set(value, fmt.Sprintf("name.%d@example.org", n))
					case f.DBName == "state":
						_ = set(value, "draft")
					default:
						something(value, n)
					}
				}
				rows = append(rows, e)
			}
			if err := k.insert(tx, rows); err != nil {
				return fmt.Errorf("%s: %w", k.file, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func something(value reflect.Value, n int) {
	if value.Kind() == reflect.Pointer {
		value.Set(reflect.New(value.Type().Elem()))
		value = value.Elem()
	}
	switch {
	case value.Type() == timeType:
		value.Set(reflect.ValueOf(instants[n%len(instants)]))
	case value.Type() == dayType:
		value.SetString(days[n%len(days)])
	case value.Kind() == reflect.String:
		value.SetString(fmt.Sprint(awkward[n%len(awkward)], "#", n))
		if n%3 == 0 {
			value.SetString(awkward[n%len(awkward)])
		}
	case value.Kind() == reflect.Bool:
		value.SetBool(n%2 == 0)
	case value.Kind() == reflect.Int:
		value.SetInt(int64(n))
	case value.Kind() == reflect.Float64:
		value.SetFloat(numbers[n%len(numbers)])
	}
}

func TestWhatGoesOutComesBackByteForByteOnEitherDatabase(t *testing.T) {
	for from, db := range both(t) {
		fill(t, db, 12)
		first := given(t, db)
		for to, empty := range both(t) {
			sum := take(t, empty, files(first), "anywhere")
			for _, f := range sum.Files {
				if f.Taken != f.Read {
					t.Errorf("%s to %s: %+v", from, to, f)
				}
			}
			same(t, from+" to "+to, first, given(t, empty))
			again := take(t, empty, files(first), "anywhere")
			for _, f := range again.Files {
				if f.There != f.Read {
					t.Errorf("%s to %s, a second time: %+v", from, to, f)
				}
			}
			same(t, from+" to "+to+", a second time", first, given(t, empty))
		}
	}
}

func TestEvenNothingComesBackAsNothing(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		nothing := given(t, db)
		take(t, db, files(nothing), "nothing")
		same(t, "nothing", nothing, given(t, db))
	})
}

func TestEveryTableHasAFileOrAReason(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		query := "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'search_text%'"
		if db.Dialect() == "postgres" {
			query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'"
		}
		var tables []string
		if err := db.Read(context.Background(), models.CommandLine, func(r *models.Read) error { return r.DB().Raw(query).Scan(&tables).Error }); err != nil {
			t.Fatal(err)
		}
		if len(tables) < 40 {
			t.Fatalf("only %d tables were found", len(tables))
		}
		written := given(t, db)
		for _, table := range tables {
			_, goes := written[table+".csv"]
			if _, stays := Left[table]; goes == stays {
				t.Errorf("%s has a file: %v, and a reason to stay: %v", table, goes, stays)
			}
		}
		for table := range Left {
			if !strings.Contains(strings.Join(tables, " ")+" ", table+" ") {
				t.Errorf("%s stays, but there is no such table", table)
			}
		}
	})
}

func TestAnExportGoesIntoANewFolderOrOverAnEarlierExport(t *testing.T) {
	db := modelstest.Open(t)
	take(t, db, folder("teams.csv", "team_id,name\na,Alpha\n"), "x")
	dir := t.TempDir()
	for range 2 {
		if _, err := Export(context.Background(), db, models.CommandLine, dir); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(filepath.Join(dir, "teams.csv"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v: an export is its owner's alone", info, err)
	}
	other := t.TempDir()
	mine := filepath.Join(other, "teams.csv")
	if err := os.WriteFile(mine, []byte("team_id,name\na,Mine\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Export(context.Background(), db, models.CommandLine, other); err == nil {
		t.Error("an export wrote over somebody's file")
	}
	if text, _ := os.ReadFile(mine); !strings.Contains(string(text), "Mine") {
		t.Error("the file is gone")
	}
}

func TestAnExportHasRowsByIdAndPlainForms(t *testing.T) {
	db := modelstest.Open(t)
	take(t, db, folder("teams.csv", "team_id,name,kind\nb,Beta,department\na,Alpha,\nc,Gamma,\n",
		"outcomes.csv", "outcome_id,statement,target,deadline\no,Reach it,0.1,31 December 2027\n"), "x")
	out := given(t, db)
	lines := strings.Split(strings.TrimSpace(out["teams.csv"]), "\n")
	if !strings.HasPrefix(lines[0], "team_id,version,created_at,updated_at,ref,name") || len(lines) != 4 || lines[1] > lines[2] || lines[2] > lines[3] {
		t.Errorf("teams.csv is\n%s", out["teams.csv"])
	}
	if !strings.Contains(out["teams.csv"], ",2026-11-16T09:00:00Z,") || !strings.Contains(out["teams.csv"], ",true,") || !strings.Contains(out["outcomes.csv"], ",2027-12-31,") ||
		!strings.Contains(out["outcome_metrics.csv"], ",0.1,0.1,") {
		t.Errorf("instants, days, numbers or booleans are written otherwise:\n%s%s%s", out["teams.csv"], out["outcomes.csv"], out["outcome_metrics.csv"])
	}
	for _, gone := range []string{"passwords", "sessions", "events"} {
		if _, there := out[gone+".csv"]; there {
			t.Errorf("%s went out", gone)
		}
	}
}
