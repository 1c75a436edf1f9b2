package exchange

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/modelstest"
)

// Two real organisations lie beside some checkouts; what is counted here was counted in their files.
func TestTheSampleOrganisationsComeInWholeAndGoOutAgain(t *testing.T) {
	for name, want := range map[string]struct {
		read  map[string]int
		goals int
		aims  int
		teams string
	}{
		"sourcegraph-2021": {map[string]int{"teams.csv": 36, "people.csv": 166, "objectives.csv": 202, "outcomes.csv": 270, "readings.csv": 116, "initiatives.csv": 43, "workflows.csv": 156, "tasks.csv": 811}, 20, 182, "Sourcegraph"},
		"us-federal-fy22":  {map[string]int{"teams.csv": 26, "people.csv": 112, "objectives.csv": 522, "outcomes.csv": 180, "readings.csv": 611, "initiatives.csv": 82, "workflows.csv": 0, "tasks.csv": 18}, 522, 0, "United States federal government (performance.gov agencies)"},
	} {
		dir := filepath.Join("..", "..", "..", "shared", "data", name)
		if _, err := os.Stat(dir); err != nil {
			continue
		}
		t.Run(name, func(t *testing.T) {
			modelstest.Each(t, func(t *testing.T, db *models.DB) {
				began := time.Now()
				sum := take(t, db, os.DirFS(dir), name)
				if took := time.Since(began); took > 30*time.Second {
					t.Errorf("it took %v", took)
				}
				for file, n := range want.read {
					if f := sum.of(t, file); f.Read != n || f.Refused != 0 || f.There != 0 {
						t.Errorf("%+v, want %d rows", f, n)
					}
				}
				if c := all[models.Company](t, db); len(c) != 1 || c[0].Name != want.teams {
					t.Errorf("the company is %+v", c)
				}
				if g, o := all[models.Goal](t, db), all[models.Objective](t, db); len(g) != want.goals || len(o) != want.aims {
					t.Errorf("%d goals and %d objectives", len(g), len(o))
				}
				first := given(t, db)
				again := take(t, db, os.DirFS(dir), name)
				for _, f := range again.Files {
					if f.There != f.Read {
						t.Errorf("a second time: %+v", f)
					}
				}
				for other, empty := range both(t) {
					take(t, empty, files(first), "elsewhere")
					same(t, "to "+other, first, given(t, empty))
				}
			})
		})
	}
}
