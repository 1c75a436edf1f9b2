package exchange

import (
	"context"
	"errors"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

// FuzzImport gives the importer any bytes as a file: it either says which file cannot be read, or accounts for every row.
func FuzzImport(f *testing.F) {
	for i, text := range small {
		if i%2 == 1 {
			f.Add(small[i-1], []byte(text))
		}
	}
	f.Add("teams.csv", []byte("\xff\xfet\x00e\x00a\x00m\x00_\x00i\x00d\x00,\x00n\x00\n\x00"))
	f.Add("companies.csv", []byte("company_id,version,created_at,updated_at,name,fiscal_start,working_days\nx,1,2026-01-01T00:00:00Z,2026-01-01T00:00:00Z,A,77,9\n"))
	f.Add("process_versions.csv", []byte("process_version_id;process_id;n\r\na;b;99999999999999999999\r\n"))
	f.Add("readings.csv", []byte("date,value,date,value\n2026-13-45,1e999,,\n\"\n"))
	f.Fuzz(func(t *testing.T, file string, text []byte) {
		if !strings.HasSuffix(file, ".csv") || strings.ContainsAny(file, "/\\") || len(text) > 1<<16 {
			t.Skip("no name of a file in a folder")
		}
		db := modelstest.Open(t)
		sum, err := Import(context.Background(), db, models.CommandLine, folder("people.csv", small[3], file, string(text)), "x")
		var unreadable *Unreadable
		if errors.As(err, &unreadable) {
			return
		}
		if _, refused := models.AsRefusal(err); err != nil && !refused {
			t.Fatalf("%v", err)
		}
		if err != nil {
			return
		}
		for _, f := range sum.Files {
			if f.Read != f.Taken+f.Drafted+f.There+f.Refused {
				t.Errorf("%+v", f)
			}
		}
		first := given(t, db)
		empty := modelstest.Open(t)
		take(t, empty, files(first), "again")
		same(t, "again", first, given(t, empty))
	})
}
