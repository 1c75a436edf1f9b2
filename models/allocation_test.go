package models_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
	"throughline/models/form"
)

func TestMoneyOfPeriodsThatFollowEachOtherAddsUpToTheWhole(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 11))
	for range 3000 {
		from := day.On(2024, 1, 1).Add(random.IntN(1500))
		a := &models.Allocation{Amount: random.Int64N(1e15), FromDay: from, ToDay: from.Add(random.IntN(1800))}
		at, end := from.Add(-random.IntN(400)), a.ToDay.Add(random.IntN(400))
		sum := int64(0)
		for !at.After(end) {
			next := at.Add(random.IntN(200))
			share := a.MoneyIn(at, next)
			if share < 0 {
				t.Fatalf("%d in %s to %s of %+v", share, at, next, a)
			}
			sum += share
			at = next.Add(1)
		}
		if sum != a.Amount {
			t.Fatalf("%d, not %d: %s to %s", sum, a.Amount, a.FromDay, a.ToDay)
		}
	}
}

func TestSharesFollowTheCalendar(t *testing.T) {
	leap := &models.Allocation{People: 100, Amount: 366, FromDay: "2028-01-01", ToDay: "2028-12-31"}
	for _, c := range []struct {
		from, to      day.Day
		money, people int64
	}{
		{"2028-02-01", "2028-02-29", 29, 100}, {"2028-01-01", "2028-03-31", 91, 100}, {"2027-12-01", "2028-01-01", 1, 3}, {"2028-12-31", "2029-12-30", 1, 0},
		{"2027-01-01", "2027-12-31", 0, 0}, {"2028-12-31", "2028-12-31", 1, 100},
	} {
		if money, people := leap.MoneyIn(c.from, c.to), leap.PeopleIn(c.from, c.to); money != c.money || people != c.people {
			t.Errorf("%s to %s: %d and %d", c.from, c.to, money, people)
		}
	}
}

// Rows, columns, cells and the whole of the matrix are sums over the same allocations, each counted once.
func TestTheMatrixAddsUpToItsParts(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		random := rand.New(rand.NewPCG(3, 5))
		today := c.Company.Calendar().Today(db.Now())
		write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error {
			for range 60 {
				a := &models.Allocation{Name: "Some", Kind: models.AllocationKinds[random.IntN(3)], FromDay: today.Add(random.IntN(400) - 200)}
				a.ToDay = a.FromDay.Add(random.IntN(500))
				for _, team := range c.Teams {
					a.TeamID = team.ID
				}
				for _, o := range c.Outcomes {
					if a.OutcomeID = &o.ID; random.IntN(2) == 0 {
						break
					}
				}
				if random.IntN(5) == 0 {
					a.OutcomeID = nil
				}
				if a.Kind == models.Headcount {
					a.People = 1 + random.Int64N(900)
				} else {
					a.Amount = 1 + random.Int64N(1e9)
				}
				if err := tx.AddAllocation(a); err != nil {
					return err
				}
			}
			return nil
		})
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			var quarters int64
			for n, span := range []string{"quarter", "quarter", "quarter", "quarter", "year"} {
				yearFrom, _, _ := c.Company.Periods(today, "year")
				from, to, _ := c.Company.Periods(yearFrom.AddMonths(3*min(n, 3)), span)
				if span == "year" {
					from, to, _ = c.Company.Periods(today, span)
				}
				for _, look := range models.Looks {
					m, err := r.AllocationMatrix(look, from, to, nil)
					if err != nil {
						return err
					}
					addsUp(t, m)
					if look == models.LookMoney && span == "quarter" {
						quarters += m.All.Decided + m.All.Proposed
					} else if look == models.LookMoney && quarters != m.All.Decided+m.All.Proposed {
						t.Errorf("four quarters have %d, the year %d", quarters, m.All.Decided+m.All.Proposed)
					}
				}
			}
			return nil
		})
	})
}

func addsUp(t *testing.T, m *models.AllocationMatrix) {
	t.Helper()
	parts := func(c *models.AllocationCell) {
		var decided, proposed int64
		for _, p := range c.Parts {
			if p.State == models.Decided {
				decided += p.Share
			} else {
				proposed += p.Share
			}
		}
		if decided != c.Decided || proposed != c.Proposed {
			t.Errorf("%s: %d and %d, its parts %d and %d", m.Look, c.Decided, c.Proposed, decided, proposed)
		}
	}
	columns := make([]int64, len(m.Sums))
	whole, n := int64(0), 0
	for _, row := range m.Rows {
		sum := int64(0)
		for at, c := range row.Cells {
			parts(c)
			sum, columns[at], n = sum+c.Decided+c.Proposed, columns[at]+c.Decided+c.Proposed, n+len(c.Parts)
		}
		if parts(row.Sum); sum != row.Sum.Decided+row.Sum.Proposed {
			t.Errorf("%s: the row of %s", m.Look, row.Team.Name)
		}
		whole += sum
	}
	for at, c := range m.Sums {
		if parts(c); columns[at] != c.Decided+c.Proposed {
			t.Errorf("%s: column %d", m.Look, at)
		}
	}
	if parts(m.All); whole != m.All.Decided+m.All.Proposed || n != len(m.All.Parts) || n == 0 && m.To.Sub(m.From) > 300 {
		t.Errorf("%s: %d in %d parts, the whole %d in %d", m.Look, whole, n, m.All.Decided+m.All.Proposed, len(m.All.Parts))
	}
}

func TestMoreThanThereIsIsFlaggedWithItsDays(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		finance := c.Teams["Finance"].ID // four people
		add := func(people int64, from, to day.Day) {
			write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error {
				return tx.AddAllocation(&models.Allocation{Kind: models.Headcount, Name: "Work", TeamID: finance, OutcomeID: &c.Outcomes["O4"].ID, People: people, FromDay: from, ToDay: to})
			})
		}
		flag := func() string {
			text := ""
			read(t, db, as(t, db, c.Member), func(r *models.Read) error {
				m, err := r.AllocationMatrix(models.LookPeople, "2031-01-01", "2031-03-31", nil)
				if err != nil {
					return err
				}
				for _, f := range m.Flags {
					text += f.Says(m, form.Locale{})
				}
				return nil
			})
			return text
		}
		add(300, "2031-01-01", "2031-02-10")
		add(100, "2031-02-01", "2031-06-30")
		if got := flag(); got != "" {
			t.Errorf("just as many as there are: %s", got)
		}
		add(50, "2031-02-05", "2031-02-14")
		if got := flag(); !strings.Contains(got, "from 5 Feb 2031 to 10 Feb 2031 the work of 4.5 would be bound") || !strings.Contains(got, "and 4 are on the team") {
			t.Errorf("says %q", got)
		}
	})
}

func TestADecisionDecidesWhatItAffectsAndOpensItAgainWhenItFalls(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead, desk := as(t, db, c.Lead), c.Teams["Service Desk"].ID
		a := &models.Allocation{Kind: models.Budget, Name: "Chairs", TeamID: desk, Amount: 12_345, FromDay: "2027-01-01", ToDay: "2027-03-31"}
		state := func() (string, *string) {
			var now *models.Allocation
			read(t, db, lead, func(r *models.Read) (err error) { now, err = r.AllocationByRef(a.Ref); return err })
			return now.State, now.DecisionID
		}
		write(t, db, lead, func(tx *models.Tx) error { return tx.AddAllocation(a) })
		d := &models.Decision{Title: "Chairs", Statement: "We buy chairs.", TeamID: &desk, DeciderPersonID: &c.Lead.ID, Affects: []*models.Affected{{Type: "allocation", ID: a.ID}}}
		write(t, db, lead, func(tx *models.Tx) error {
			if err := tx.AddDecision(d); err != nil {
				return err
			}
			return tx.AcceptDecision(d)
		})
		if s, by := state(); s != models.Decided || by == nil || *by != d.ID {
			t.Fatalf("after the decision it is %s", s)
		}
		stored := *a
		read(t, db, lead, func(r *models.Read) error {
			now, err := r.AllocationByRef(a.Ref)
			stored = *now
			return err
		})
		if err := tryWrite(t, db, lead, func(tx *models.Tx) error { return tx.SaveAllocation(&stored, &stored) }); err == nil {
			t.Error("what is decided was edited")
		}
		if err := tryWrite(t, db, lead, func(tx *models.Tx) error { return tx.RemoveAllocation(&stored) }); err == nil {
			t.Error("what is decided was removed")
		}
		write(t, db, lead, func(tx *models.Tx) error {
			return tx.ReverseDecision(d, models.Reversal{Reason: "They came without wheels."})
		})
		if s, by := state(); s != models.Proposed || by != nil {
			t.Errorf("after the reversal it is %s", s)
		}
		for ref, want := range map[string]string{"D999": "There is no decision", d.Ref: "Only an accepted decision"} {
			err := tryWrite(t, db, lead, func(tx *models.Tx) error {
				one := stored
				one.State = models.Proposed
				return tx.DecideAllocation(&one, ref)
			})
			if r, refused := models.AsRefusal(err); !refused || r.About != "decision" || !strings.Contains(r.Say, want) {
				t.Errorf("%s: %v", ref, err)
			}
		}
	})
}

func TestAnAllocationIsRefusedAtTheFieldThatCanMendIt(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		sound := models.Allocation{Kind: models.Headcount, Name: "Calls", TeamID: c.Teams["Service Desk"].ID, People: 150, FromDay: "2027-01-01", ToDay: "2027-03-31"}
		for field, spoil := range map[string]func(*models.Allocation){
			"kind": func(a *models.Allocation) { a.Kind = "hope" }, "name": func(a *models.Allocation) { a.Name = " " }, "people": func(a *models.Allocation) { a.People = 0 },
			"amount": func(a *models.Allocation) { a.Amount = 5 }, "from": func(a *models.Allocation) { a.FromDay = "2027-02-30" }, "to": func(a *models.Allocation) { a.ToDay = "2026-12-31" },
			"team": func(a *models.Allocation) { a.TeamID = c.Teams["Finance"].ID },
		} {
			a := sound
			spoil(&a)
			err := tryWrite(t, db, as(t, db, c.Lead), func(tx *models.Tx) error { return tx.AddAllocation(&a) })
			if r, refused := models.AsRefusal(err); !refused || r.About != field {
				t.Errorf("%s: %v", field, err)
			}
		}
		long := sound
		long.ToDay = "2040-01-01"
		if err := tryWrite(t, db, as(t, db, c.Lead), func(tx *models.Tx) error { return tx.AddAllocation(&long) }); err == nil {
			t.Error("thirteen years were taken")
		}
	})
}
