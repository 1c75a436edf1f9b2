package handlers

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest/ratio"
	"throughline/models/wizard"
	"throughline/views/link"
)

// A team's page in a company of 10,000 people with 100,000 tasks, against the same team in one of 100 with 1,000: unchanged since the
// last page, and as the first page after a change, when what all pages share is read anew.
func TestBenchATeamsPageInALargeCompany(t *testing.T) {
	ratio.Wanted(t)
	small, large := crowded(t, 100), crowded(t, 10_000)
	took := ratio.Work(small.page, large.page, small.afterChange, large.afterChange)
	t.Logf("100 people %v, 10,000 people %v; after a change %v and %v", took[0], took[1], took[2], took[3])
	ratio.AtMost(t, "a team's page at 10,000 people and 100,000 tasks", "at 100 people and 1,000 tasks", took[1].Seconds()/took[0].Seconds(), 1.3, "")
	ratio.AtMost(t, "the same, first page after a change", "at 100 people and 1,000 tasks", took[3].Seconds()/took[2].Seconds(), 1.3, "")
}

type crowd struct{ page, afterChange func() }

// crowded is the example company with more people, in teams of ten, with ten tasks each; one such team is asked for.
func crowded(t *testing.T, people int) crowd {
	t.Helper()
	h, c := example(t)
	var first *models.Team
	h.write(func(tx *models.Tx) error {
		for n := range people / 10 {
			team := &models.Team{Name: fmt.Sprintf("Squad %04d", n), ParentTeamID: &c.Root.ID}
			if err := tx.Insert(team); err != nil {
				return err
			}
			if first == nil {
				first = team
			}
			var crew []*models.Person
			var on []*models.Membership
			var tasks []*models.Task
			for i := range 10 {
				p := &models.Person{Row: models.Row{ID: models.NewID()}, Name: fmt.Sprintf("Person %d of squad %d", i, n), Active: true}
				crew = append(crew, p)
				on = append(on, &models.Membership{PersonID: p.ID, TeamID: team.ID})
				for k := range 10 {
					tasks = append(tasks, &models.Task{Title: fmt.Sprintf("Ticket %d", k), State: models.TaskOpen, TeamID: &team.ID, OwnerPersonID: &p.ID, DueDay: tx.Today().Add(k - 3)})
				}
			}
			for _, insert := range []func() error{func() error { return models.InsertAll(tx, crew) }, func() error { return models.InsertAll(tx, on) }, func() error { return models.InsertAll(tx, tasks) }} {
				if err := insert(); err != nil {
					return err
				}
			}
		}
		return nil
	})
	g := h.as(models.Executive)
	page := func() { g.get(link.TeamOutcomes(first.Ref)).is(http.StatusOK) }
	return crowd{page, func() {
		h.write(func(tx *models.Tx) error { return nil })
		page()
	}}
}

// What a save by itself takes against writing and syncing as much to a file beside the database: the commit alone, and the whole
// request, which also reads the alignment, checks it, and gives advice.
func TestBenchAutosaveAgainstABareSync(t *testing.T) {
	ratio.Wanted(t)
	h, g := drafting(t)
	h.save("intent", wizard.Query{}, url.Values{"intent.sentence.statement": {theIntent}}, true)
	folder := t.TempDir()
	file, err := os.Create(filepath.Join(folder, "bare"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	record := []byte(strings.Repeat("x", 12<<10)) // what the log of a commit takes: a few pages of 4 KB
	at, round := int64(0), int64(len(record)*300) // over and over, as the log of the database is written
	if err := file.Truncate(round); err != nil {
		t.Fatal(err)
	}
	bare := func() {
		if _, err := file.WriteAt(record, at); err != nil {
			t.Fatal(err)
		}
		at = (at + int64(len(record))) % round
		if err := file.Sync(); err != nil {
			t.Fatal(err)
		}
	}
	team := &models.Team{Name: "Field"}
	h.write(func(tx *models.Tx) error { return tx.AddTeam(team) })
	n := 0
	commit := func() {
		h.write(func(tx *models.Tx) error {
			n++
			before := *team
			team.Name = fmt.Sprintf("Field %d", n)
			if err := tx.Save(team); err != nil {
				return err
			}
			return tx.Emit(models.TeamChanged, team, &before, team)
		})
	}
	autosave := func() {
		n++
		page := g.get(link.Step("intent")).paper(g, "form#step")
		page.values.Set("intent.sentence.statement", fmt.Sprintf("%s It is version %d.", theIntent, n))
		g.with("X-Autosave", "1").post(link.Step("intent"), page.values).is(http.StatusOK)
	}
	show := func() { g.get(link.Step("intent")).paper(g, "form#step") }
	took := ratio.Times(bare, commit, autosave, show)
	alone := took[2] - took[3]
	t.Logf("a bare sync %v, a commit %v, a save by itself %v", took[0], took[1], alone)
	ratio.AtLeast(t, "a commit of a change and its event", "write and fsync of 12 KB", took[0].Seconds()/took[1].Seconds(), 0.6, "")
	ratio.AtLeast(t, "a whole autosave request", "write and fsync of 12 KB", took[0].Seconds()/alone.Seconds(), 0.6, "")
}
