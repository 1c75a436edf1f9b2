package models_test

import (
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/modelstest"
)

// besideAll reads a thing before and after each of its changes, the oldest first.
func besideAll(t *testing.T, r *models.Read, kind *models.HistoryKind, it models.HistoryName) (before, after []*models.Past, deeds []*models.Deed) {
	t.Helper()
	list, err := r.HistoryOfThing(kind, it.ID, models.HistoryQuery{}, models.ReadsAs{}, 60)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(list.Deeds) - 1; i >= 0; i-- {
		d := list.Deeds[i]
		for _, later := range []bool{false, true} {
			m, err := r.Beside(kind, it.ID, d.ID, later)
			if err != nil {
				t.Fatal(kind.Key, it.Ref, d.Type, err)
			}
			p, err := r.PastOf(kind, it, m, models.ReadsAs{})
			if err != nil {
				t.Fatal(err)
			}
			if later {
				after = append(after, p)
			} else {
				before = append(before, p)
			}
		}
		deeds = append(deeds, d)
	}
	return before, after, deeds
}

func TestAsItWasNowIsAsItIsAndEachChangeStandsBetweenTheThingBeforeItAndAfterIt(t *testing.T) {
	t.Parallel()
	db := modelstest.Open(t)
	c := loaded(t, db)
	owner, told := as(t, db, c.Owner), 0
	read(t, db, owner, func(r *models.Read) error {
		for _, kind := range models.HistoryKinds() {
			list, err := r.HistoryThings(kind, 3)
			if err != nil {
				return err
			}
			for _, it := range list {
				now := pastOf(t, r, kind.Key, it.Ref, r.Today())
				if now.Title != it.Name || now.Stood != models.Stood && it.RemovedAt == nil {
					t.Errorf("%s %s is called %q today, not %q", kind.Key, it.Ref, now.Title, it.Name)
				}
				for _, f := range now.Fields {
					if f.Note != "" {
						t.Errorf("%s %s, %s: %s", kind.Key, it.Ref, f.Label, f.Note)
					}
				}
				before, after, deeds := besideAll(t, r, kind, it)
				for i, d := range deeds {
					then, now := strings.Join(valuesOf(before[i]), "\n"), strings.Join(valuesOf(after[i]), "\n")
					for _, l := range d.Lines {
						if l.Was == "" || l.Is == "" || before[i].Stood != models.Stood || strings.Contains(l.Say, "Tied") || strings.Contains(l.Say, "Loosened") {
							continue
						}
						told++
						if !strings.Contains(then, l.Was) || !strings.Contains(now, l.Is) {
							t.Errorf("%s %s: %q, but before it read\n%s\nand after it\n%s", kind.Key, it.Ref, l.Say, then, now)
						}
					}
				}
			}
		}
		return nil
	})
	if told == 0 {
		t.Error("no change was looked at")
	}
}

func TestNobodyReadsInThePastWhatTheyMayNotOpen(t *testing.T) {
	withExampleAndClock(t, func(t *testing.T, db *models.DB, c *demo.Company, clock *modelstest.Clock) {
		owner, member := as(t, db, c.Owner), as(t, db, c.Member)
		retarget(t, db, owner, 7731, false)
		clock.Advance(48 * 3600e9)
		retarget(t, db, owner, 8842, true)
		var today, began day.Day
		read(t, db, owner, func(r *models.Read) error {
			today = r.Today()
			s, _, err := r.InForce()
			began = day.Of(*s.InForceAt, nil)
			return err
		})
		hidden := []string{"7731", "8842", "7,731", "8,842"}
		for _, who := range []models.Who{owner, member} {
			read(t, db, who, func(r *models.Read) error {
				var said string
				for _, on := range []day.Day{today, today.Add(-1), today.Add(-2)} {
					said += strings.Join(append(valuesOf(pastOf(t, r, "outcome", "O1", on)), strategyText(t, r, c.Strategy.Ref, on)...), "\n")
				}
				m, err := r.EndOf(today.Add(-3))
				if err != nil {
					return err
				}
				n, err := r.EndOf(today)
				if err != nil {
					return err
				}
				it, err := r.HistoryThing(models.HistoryOf("outcome"), "O1")
				if err != nil {
					return err
				}
				cmp, err := r.ComparePast(models.HistoryOf("outcome"), it, m, n, models.HistoryQuery{}, models.ReadsAs{}, 50)
				if err != nil {
					return err
				}
				for _, l := range cmp.Lines {
					said += l.Say + l.Was + l.Is
				}
				for _, number := range hidden {
					if strings.Contains(said, number) {
						t.Errorf("%s reads a target that is not shown: %s", who.Name, number)
					}
				}
				p := pastOf(t, r, "outcome", "O1", began.Add(-1))
				if mayRead := who.PersonID == owner.PersonID; (p.Stood == models.InDraft) == mayRead && p.Stood != models.NotYet || !mayRead && len(p.Fields) > 0 {
					t.Errorf("%s reads from the draft: %v with %d fields", who.Name, p.Stood, len(p.Fields))
				}
				return nil
			})
		}
		read(t, db, member, func(r *models.Read) error {
			_, err := r.HistoryThing(models.HistoryOf("person"), c.Owner.Ref)
			refusedAs(t, err, models.KindNotFound)
			k := models.HistoryOf("task")
			it, err := r.HistoryThing(k, "T1")
			if err != nil {
				return err
			}
			if _, err = r.Beside(k, it.ID, "no such change", true); err == nil {
				t.Error("a change that is none leads to a state")
			}
			_, err = r.EndOf(today.Add(1))
			refusedAs(t, err, models.KindRule)
			return nil
		})
	})
}
