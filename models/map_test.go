package models_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

func mapOf(t *testing.T, r *models.Read, q models.MapQuery) *models.Map {
	t.Helper()
	m, err := r.MapPage(q)
	if err != nil {
		t.Fatalf("%+v: %v", q, err)
	}
	return m
}

// sound checks what holds for every map: no two cards have one key, and every thread joins two cards that are shown.
func sound(t *testing.T, m *models.Map) map[string]*models.MapNode {
	t.Helper()
	at := map[string]*models.MapNode{}
	for _, n := range m.Nodes {
		if at[n.Key] != nil || n.Key == "" {
			t.Errorf("%+v: two cards are %q", m.Query, n.Key)
		}
		at[n.Key] = n
	}
	for _, n := range m.Nodes {
		for i, key := range n.Above {
			if at[key] == nil || slices.Contains(n.Above[:i], key) {
				t.Errorf("%+v: %q is tied to %q", m.Query, n.Key, key)
			}
		}
	}
	return at
}

// unfold opens everything, page after page, and gives the things that are under each.
func unfold(t *testing.T, r *models.Read, q models.MapQuery) map[string]map[string]bool {
	t.Helper()
	under, up := map[string]map[string]bool{}, map[string][]string{}
	kind := map[string]string{}
	var turn func(q models.MapQuery)
	seen := map[string]bool{}
	turn = func(q models.MapQuery) {
		for {
			m, more := mapOf(t, r, q), false
			at := sound(t, m)
			for _, n := range at {
				if kind[n.Key] = n.Kind; n.Fold == models.MapShut && !slices.Contains(q.Open, n.Key) {
					q.Open, more = append(q.Open, n.Key), true
				}
				for _, key := range n.Above {
					if !slices.Contains(up[n.Key], key) {
						up[n.Key] = append(up[n.Key], key)
					}
				}
			}
			if more {
				continue
			}
			for _, n := range m.Nodes {
				if n.Kind == "pager" && n.To < n.All && !seen[n.Key+string(rune(n.To))] {
					seen[n.Key+string(rune(n.To))] = true
					turn(q.Turning(n.Of, n.To))
				}
			}
			return
		}
	}
	turn(q)
	for key := range kind {
		if kind[key] == "bundle" || kind[key] == "pager" || kind[key] == "gap" || kind[key] == "intent" {
			continue
		}
		passed := map[string]bool{}
		for queue := slices.Clone(up[key]); len(queue) > 0; queue = queue[1:] {
			if one := queue[0]; !passed[one] {
				passed[one] = true
				if under[one] == nil {
					under[one] = map[string]bool{}
				}
				under[one][key] = true
				queue = append(queue, up[one]...)
			}
		}
	}
	return under
}

func TestWhatAFoldCountsIsWhatOpens(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		for _, q := range []models.MapQuery{{}, {Tasks: "all"}, {Status: "amiss"}, {Team: c.Teams["Service Desk"].Ref}, {At: "G1"}} {
			read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
				opens := unfold(t, r, q)
				folded := 0
				for _, down := range []string{"outcomes", "goals", "objectives"} {
					q.Down = down
					for _, n := range mapOf(t, r, q).Nodes {
						// An outcome that shows what stands under it beside what stands at its side, and cards that are open in part, are counted by what is hidden.
						if n.Fold != models.MapShut || n.Kind != "bundle" && down != "outcomes" || n.Kind == "outcome" && down != "outcomes" {
							continue
						}
						shown := len(opens[n.Key])
						if n.Kind == "outcome" {
							shown = 0
							for key := range opens[n.Key] {
								if key[0] != 'W' && key[0] != 'P' {
									shown++
								}
							}
						}
						if folded++; n.Under.All() != shown {
							t.Errorf("%+v: %s says %d (%+v), and %d open", q, n.Key, n.Under.All(), n.Under, shown)
						}
					}
				}
				if folded == 0 {
					t.Errorf("%+v: nothing is folded", q)
				}
				return nil
			})
		}
	})
}

func TestEveryThreadOnTheMapJoinsTwoCardsThatAreShown(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
			for _, q := range []models.MapQuery{{}, {Down: "outcomes"}, {Down: "tasks"}, {Down: "tasks", Tasks: "all"}, {Of: "none"}, {At: "O1"}, {At: "G6"}, {At: "B2"}, {At: "T5"}, {At: "W1"}, {At: "I1"}, {At: "P1"},
				{Open: []string{"loose.w", "loose.g", "loose.b", "loose.i", "loose.t", "loose.d", "O1.w", "O2.w"}}, {Status: "off"}, {Status: "amiss"}, {Person: c.Lead.Ref}, {Team: c.Root.Ref}} {
				if at := sound(t, mapOf(t, r, q)); len(at) == 0 {
					t.Errorf("%+v: nothing is shown", q)
				}
			}
			return nil
		})
	})
}

func TestTheThreadOfATaskLeadsUpToTheSentence(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			at := sound(t, mapOf(t, r, models.MapQuery{At: "T5"}))
			want := map[string]string{"T5": "B2", "B2": "G1", "G1": "O1", "O1": "intent"}
			for key, above := range want {
				if at[key] == nil || !slices.Contains(at[key].Above, above) {
					t.Errorf("%s hangs on %+v, not on %s", key, at[key], above)
				}
			}
			if len(at) != len(want)+1 {
				t.Errorf("%d cards are on the thread of one task", len(at))
			}
			return nil
		})
	})
}

// A large map stays readable whatever layer is asked for: what is too much is folded and counted, and a long row is put together by team only
// where that makes it shorter.
func TestALargeMapStaysReadableAndSaysThatItIsFolded(t *testing.T) {
	t.Parallel()
	db := modelstest.Open(t)
	c := loaded(t, db)
	write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error {
		teams := []*models.Team{}
		for n := range 10 {
			teams = append(teams, &models.Team{Name: fmt.Sprint("Crew ", n), ParentTeamID: &c.Root.ID})
			if err := tx.Insert(teams[n]); err != nil {
				return err
			}
		}
		for n := range 13 {
			g := &models.Goal{StrategyID: &c.Strategy.ID, Title: fmt.Sprint("Aim ", n), State: models.Active, TeamID: &teams[n%10].ID, OutcomeIDs: []string{c.Outcomes["O3"].ID}}
			if err := tx.AddGoal(g); err != nil {
				return err
			}
			for k := range 9 {
				if err := tx.AddTask(&models.Task{Title: fmt.Sprint("Step ", n, k), TeamID: &teams[k%2].ID, GoalIDs: []string{g.ID}}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	read(t, db, as(t, db, c.Member), func(r *models.Read) error {
		for _, q := range []models.MapQuery{{Down: "goals"}, {Down: "objectives"}, {Down: "tasks"}, {Down: "tasks", Tasks: "all"}, {Down: "tasks", At: "O3"}} {
			m := mapOf(t, r, q)
			column, aims, folded := map[models.MapLayer]int{}, 0, 0
			for _, n := range sound(t, m) {
				if !n.Loose && n.Layer > models.MapSide {
					column[n.Layer]++
				}
				if strings.HasPrefix(n.Title, "Aim ") {
					aims++
				}
				if n.Fold == models.MapShut && n.Kind != "bundle" {
					folded++
				}
			}
			for layer, n := range column {
				if n > 60 {
					t.Errorf("%+v: %d cards in column %d", q, n, layer)
				}
			}
			if many := q.Down == "tasks"; m.Short != many || many && folded == 0 || aims < 9 && q.Down == "goals" {
				t.Errorf("%+v: folded so that it stays readable: %v, %d folds, %d goals one by one", q, m.Short, folded, aims)
			}
		}
		return nil
	})
}
