package models_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// pastOf is a thing as somebody reads it at the end of a day.
func pastOf(t *testing.T, r *models.Read, kind, ref string, on day.Day) *models.Past {
	t.Helper()
	k := models.HistoryOf(kind)
	it, err := r.HistoryThing(k, ref)
	if err != nil {
		t.Fatal(kind, ref, err)
	}
	m, err := r.EndOf(on)
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.PastOf(k, it, m, models.ReadsAs{})
	if err != nil {
		t.Fatal(kind, ref, err)
	}
	return p
}

// valuesOf are all that stood in a thing and in what belongs to it, as text.
func valuesOf(p *models.Past) []string {
	list := []string{fmt.Sprint(p.Stood)}
	for _, f := range p.Fields {
		list = append(list, f.Label+": "+f.Value)
	}
	for _, part := range p.Parts {
		for _, row := range part.Rows {
			line := part.Title + ": " + row.Name
			for _, f := range row.Fields {
				line += "; " + f.Label + ": " + f.Value
			}
			list = append(list, line)
		}
	}
	return list
}

// strategyText is all that a strategy held at the end of a day, as text.
func strategyText(t *testing.T, r *models.Read, ref string, on day.Day) (list []string) {
	t.Helper()
	m, err := r.EndOf(on)
	if err != nil {
		t.Fatal(err)
	}
	p, err := r.PastStrategyOf(ref, m, models.ReadsAs{})
	if err != nil {
		t.Fatal(err)
	}
	list = append(list, p.State, p.Sentence)
	for _, k := range p.Kinds {
		for _, one := range k.Things {
			list = append(list, strings.Join([]string{k.Kind.Key, one.Ref, one.Title, one.Owner, one.When, one.Aim, one.State}, " | "))
		}
	}
	return list
}

// edits are changes that people make, each on a thing that it picks by chance.
func edits(c *demo.Company, by *rand.Rand) []func(tx *models.Tx) error {
	pick := func(refs ...string) string { return refs[by.IntN(len(refs))] }
	person := func() *string {
		return &[]*models.Person{c.Owner, c.Lead, c.Head, c.Member}[by.IntN(4)].ID
	}
	on := func(tx *models.Tx) day.Day { return tx.Today().Add(20 + by.IntN(200)) }
	words := func() string { return fmt.Sprintf("Said anew %d times.", by.IntN(1000)) }
	return []func(tx *models.Tx) error{
		func(tx *models.Tx) error {
			t, err := tx.TaskToChange(pick("T1", "T2"))
			if err != nil {
				return err
			}
			was, is := *t, *t
			is.Title, is.Description, is.DueDay, is.OwnerPersonID = words(), words(), on(tx), person()
			return tx.ChangeTask(&was, &is)
		},
		func(tx *models.Tx) error {
			t, err := tx.TaskToChange(pick("T1", "T2"))
			if err != nil {
				return err
			}
			return tx.AddTaskItem(t, words())
		},
		func(tx *models.Tx) error {
			o, err := tx.OutcomeByRef(pick("O1", "O2", "O3"))
			if err != nil {
				return err
			}
			was, err := tx.OutcomeByRef(o.Ref)
			if err != nil {
				return err
			}
			to := float64(60 + by.IntN(500))
			o.Deadline, o.Measures[0].Target = on(tx), &to
			return tx.SaveOutcome(models.OutcomeChanged, was, o)
		},
		func(tx *models.Tx) error {
			g, err := tx.GoalByRef(pick("G1", "G2"))
			if err != nil {
				return err
			}
			was := *g
			g.Description, g.DueDay, g.OwnerPersonID = words(), on(tx), person()
			return tx.SaveGoal(models.GoalChanged, &was, g)
		},
		func(tx *models.Tx) error {
			o, err := tx.ObjectiveByRef(pick("B1", "B2"))
			if err != nil {
				return err
			}
			was := *o
			o.DueDay, o.GoalIDs = on(tx), o.GoalIDs[:min(len(o.GoalIDs), by.IntN(2)+1)]
			return tx.SaveObjective(models.ObjectiveChanged, &was, o)
		},
		func(tx *models.Tx) error {
			w, err := tx.WorkflowByRef(pick("W1", "W2"))
			if err != nil {
				return err
			}
			was := *w
			hours := float64(1 + by.IntN(30))
			w.Hours, w.Description = &hours, words()
			return tx.SaveWorkflow(&was, w)
		},
	}
}

func TestAThingOnAnyDayIsWhatItWasThenAndWhereTheRecordIsSilentItSaysSo(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		owner, by := as(t, db, c.Owner), rand.New(rand.NewPCG(7, 31))
		watched := map[string][]string{"task": {"T1", "T2"}, "outcome": {"O1", "O2", "O3"}, "goal": {"G1", "G2"}, "objective": {"B1", "B2"}, "workflow": {"W1", "W2"}}
		var days []day.Day
		things, whole := map[string][]string{}, map[day.Day][]string{}
		look := func(r *models.Read, on day.Day, each func(key string, values []string)) {
			for _, kind := range slices.Sorted(maps.Keys(watched)) {
				for _, ref := range watched[kind] {
					each(string(on)+" "+kind+" "+ref, valuesOf(pastOf(t, r, kind, ref, on)))
				}
			}
		}
		var alone []string
		for range 6 {
			for range 1 + by.IntN(5) {
				all := edits(c, by)
				write(t, db, owner, all[by.IntN(len(all))])
				clock.Advance(time.Minute)
			}
			read(t, db, owner, func(r *models.Read) error {
				on := r.Today()
				days = append(days, on)
				look(r, on, func(key string, values []string) { things[key] = values })
				whole[on] = strategyText(t, r, c.Strategy.Ref, on)
				w, err := r.WorkflowByRef("W1")
				if err != nil {
					return err
				}
				alone = append(alone, string(on)+" "+w.Description)
				return nil
			})
			clock.Advance(24 * time.Hour)
		}
		read(t, db, owner, func(r *models.Read) error {
			for i, on := range days {
				look(r, on, func(key string, values []string) {
					if !slices.Equal(values, things[key]) {
						t.Errorf("%s reads\n%s\nand was\n%s", key, strings.Join(values, "\n"), strings.Join(things[key], "\n"))
					}
				})
				if got := strategyText(t, r, c.Strategy.Ref, on); !slices.Equal(got, whole[on]) {
					t.Errorf("the strategy of %s reads\n%s\nand was\n%s", on, strings.Join(got, "\n"), strings.Join(whole[on], "\n"))
				}
				if was := strings.TrimPrefix(alone[i], string(on)+" "); was != "" && !slices.Contains(valuesOf(pastOf(t, r, "workflow", "W1", on)), "Description: "+was) {
					t.Errorf("W1 of %s does not read %q", on, was)
				}
			}
			bothWays(t, r, watched, days[0], days[4])
			return nil
		})
	})
}

// bothWays holds the comparison of two days to that of the same days the other way round, and to the two states.
func bothWays(t *testing.T, r *models.Read, watched map[string][]string, a, b day.Day) {
	t.Helper()
	differ := 0
	for kind, refs := range watched {
		for _, ref := range refs {
			k := models.HistoryOf(kind)
			it, err := r.HistoryThing(k, ref)
			if err != nil {
				t.Fatal(err)
			}
			lines := func(from, to day.Day) (list []string, c *models.PastCompared) {
				m, err := r.EndOf(from)
				if err != nil {
					t.Fatal(err)
				}
				n, err := r.EndOf(to)
				if err != nil {
					t.Fatal(err)
				}
				if c, err = r.ComparePast(k, it, m, n, models.HistoryQuery{}, models.ReadsAs{}, 50); err != nil {
					t.Fatal(err)
				}
				for _, l := range c.Lines {
					list = append(list, l.Label+"\t"+l.Was+"\t"+l.Is)
					if from != to && l.Made == nil && l.Label != "Line of the checklist" {
						t.Errorf("%s %s: nobody made %s", kind, ref, l.Label)
					}
				}
				slices.Sort(list)
				return list, c
			}
			there, one := lines(a, b)
			back, other := lines(b, a)
			for i, l := range back {
				part := strings.Split(l, "\t")
				back[i] = part[0] + "\t" + part[2] + "\t" + part[1]
			}
			slices.Sort(back)
			if !slices.Equal(there, back) || len(one.Between.Deeds) != len(other.Between.Deeds) {
				t.Errorf("%s %s: %q one way, %q the other, %d and %d changes between", kind, ref, there, back, len(one.Between.Deeds), len(other.Between.Deeds))
			}
			if same, _ := lines(a, a); len(same) > 0 {
				t.Errorf("%s %s differs from itself: %q", kind, ref, same)
			}
			differ += len(there)
		}
	}
	if differ == 0 {
		t.Error("nothing differs between days with changes")
	}
}
