package handlers

import (
	"fmt"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
	company "throughline/models/modelstest/example"
	"throughline/models/modelstest/ratio"
	"throughline/models/modelstest/scratch"
)

// Looking for symptoms with 1,000 and 10,000 open tasks: with titles as people write them, and with titles that are all alike, which are the
// most work to compare. Beyond the newest 3,000 of a kind nothing is compared, so the cost stops growing there.
func TestBenchLookingForSymptomsWithManyTasks(t *testing.T) {
	ratio.Wanted(t)
	open := map[string]func() *models.DB{"SQLite": func() *models.DB { return modelstest.Open(t) }}
	if scratch.Have() {
		open["PostgreSQL"] = func() *models.DB { return modelstest.OpenPostgres(t) }
	}
	for on, fresh := range open {
		for kind, title := range map[string]func(int) string{"as people write them": written, "all alike": func(n int) string { return fmt.Sprint("Ticket ", n) }} {
			var things []ratio.Thing
			for _, n := range []int{1_000, 10_000} {
				db := fresh()
				withTasks(t, db, n, title)
				things = append(things, ratio.Thing{Do: func() {
					if err := db.Write(t.Context(), models.Background, (*models.Tx).LookAtSymptoms); err != nil {
						t.Fatal(err)
					}
				}})
			}
			took := ratio.Times(things...)
			t.Logf("%s, titles %s: 1,000 tasks %v, 10,000 tasks %v", on, kind, took[0], took[1])
			ratio.AtMost(t, "looking for symptoms at 10,000 tasks, titles "+kind+", "+on, "at 1,000 tasks", took[1].Seconds()/took[0].Seconds(), 10, "")
			ratio.AtMost(t, "looking for symptoms at 10,000 tasks, titles "+kind+", "+on, "seconds", took[1].Seconds(), 2, " s")
		}
	}
}

// written is a title as people write them, different for each number.
func written(n int) string {
	verbs := strings.Fields("Write Mend Order Check Move Call Plan Test Ship Close Review Replace Update Clean Train")
	things := strings.Fields("invoice router contract scanner printer backup laptop phone cable licence report visit survey server badge lamp")
	of := strings.Fields("north south clinic ward desk laboratory office archive kitchen garage reception warehouse school harbour museum library")
	return fmt.Sprintf("%s the %s for the %s of week %d", verbs[n%len(verbs)], things[n/len(verbs)%len(things)], of[n/7%len(of)], n%53)
}

func withTasks(t *testing.T, db *models.DB, n int, title func(int) string) {
	t.Helper()
	var teams map[string]*models.Team
	write := func(f func(tx *models.Tx) error) {
		t.Helper()
		if err := db.Write(t.Context(), models.CommandLine, f); err != nil {
			t.Fatal(err)
		}
	}
	write(func(tx *models.Tx) error {
		c, err := company.Load(tx)
		if err == nil {
			teams = c.Teams
		}
		return err
	})
	for made := 0; made < n; made += batch {
		write(func(tx *models.Tx) error {
			var list []*models.Task
			for len(list) < min(batch, n) {
				for _, team := range teams {
					list = append(list, &models.Task{Title: title(made + len(list)), State: models.TaskOpen, TeamID: &team.ID})
				}
			}
			return models.InsertAll(tx, list)
		})
	}
}
