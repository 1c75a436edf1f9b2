package models_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
)

func operationsBy(t *testing.T, db *models.DB, who models.Who, ref string) (s *models.OperationsStrategy) {
	t.Helper()
	read(t, db, who, func(r *models.Read) (err error) { s, err = r.OperationsStrategyByRef(ref); return err })
	return s
}

func TestALeadWritesAnOperationsStrategyThatComesInForceOnceNothingIsMissing(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		head := as(t, db, c.Head)
		services := c.Teams["Client Services"].ID
		s := &models.OperationsStrategy{Scope: models.ScopeTeam, TeamID: &services}
		write(t, db, head, func(tx *models.Tx) error { return tx.StartOperations(s) })
		again := &models.OperationsStrategy{Scope: models.ScopeTeam, TeamID: &services}
		if r, refused := models.AsRefusal(tryWrite(t, db, head, func(tx *models.Tx) error { return tx.StartOperations(again) })); !refused || r.About != "team" || !strings.Contains(r.Say, s.Ref) {
			t.Errorf("a second one of the same team: %v", r)
		}
		if _, refused := models.AsRefusal(tryWrite(t, db, head, func(tx *models.Tx) error { return tx.PutOperationsInForce(s) })); !refused || s.State != models.Draft {
			t.Error("an empty draft came in force")
		}
		after := operationsBy(t, db, head, s.Ref)
		today := c.Company.Calendar().Today(db.Now())
		number := func(n float64) *float64 { return &n }
		after.Runs, after.FromDay, after.ToDay, after.OwnerPersonID = "We help.", today, today.AddMonths(6), &c.Head.ID
		after.Measures = []*models.OperationsMeasure{{Name: "Time to answer", Direction: models.Reduce, Baseline: number(4), Target: number(1)}, {}}
		after.Priorities = []*models.OperationsPriority{{Title: "Answer"}, {Title: " "}}
		write(t, db, head, func(tx *models.Tx) error { return tx.SaveOperations(operationsBy2(tx, s.Ref), after) })
		stored := operationsBy(t, db, head, s.Ref)
		if gaps := stored.Gaps(); len(gaps) > 0 || len(stored.Measures) != 1 || len(stored.Priorities) != 1 || stored.OwnerDay != today {
			t.Fatalf("gaps %v, %d measures, owned since %s", gaps, len(stored.Measures), stored.OwnerDay)
		}
		write(t, db, head, func(tx *models.Tx) error { return tx.PutOperationsInForce(stored) })
		stored = operationsBy(t, db, as(t, db, c.Member), s.Ref)
		if stored.State != models.InForce || stored.Measures[0].MetricID == nil {
			t.Errorf("it is %s, its measure has metric %v", stored.State, stored.Measures[0].MetricID)
		}
		if r, refused := models.AsRefusal(tryWrite(t, db, head, func(tx *models.Tx) error { return tx.SaveOperations(stored, stored) })); !refused || r.Kind != models.KindRule {
			t.Errorf("what is in force was edited: %v", r)
		}
	})
}

func operationsBy2(tx *models.Tx, ref string) *models.OperationsStrategy {
	s, err := tx.OperationsStrategyByRef(ref)
	if err != nil {
		panic(err)
	}
	return s
}

func TestTheNextVersionTakesThePlaceOfTheOneBefore(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead := as(t, db, c.Lead)
		ref := c.Operations["desk 2"].Ref
		var next, twice *models.OperationsStrategy
		write(t, db, lead, func(tx *models.Tx) (err error) {
			if next, err = tx.NextOperations(operationsBy2(tx, ref)); err != nil {
				return err
			}
			twice, err = tx.NextOperations(operationsBy2(tx, ref))
			return err
		})
		old := operationsBy(t, db, lead, ref)
		if next.ID != twice.ID || next.N != 3 || next.Line != old.Line || len(next.Measures) != len(old.Measures) || len(next.OutcomeIDs) != len(old.OutcomeIDs) || len(next.Priorities) != len(old.Priorities) {
			t.Fatalf("the next version is %+v", next)
		}
		if len(c.Operations["desk 1"].Measures) == 0 || operationsBy(t, db, lead, c.Operations["desk 1"].Ref).State != models.Superseded {
			t.Error("the first version of the example is not superseded")
		}
		write(t, db, lead, func(tx *models.Tx) error { return tx.PutOperationsInForce(operationsBy2(tx, next.Ref)) })
		if old = operationsBy(t, db, lead, ref); old.State != models.Superseded || old.SupersededAt == nil {
			t.Errorf("the one before is %s", old.State)
		}
		var inForce *models.Strategy
		read(t, db, lead, func(r *models.Read) (err error) { inForce, _, err = r.InForce(); return err })
		if inForce == nil || inForce.ID != c.Strategy.ID {
			t.Error("the organizational strategy was touched")
		}
		if r, refused := models.AsRefusal(tryWrite(t, db, lead, func(tx *models.Tx) error { return tx.EndOperations(operationsBy2(tx, next.Ref), " ") })); !refused || r.About != "reason" {
			t.Errorf("it ended without a reason: %v", r)
		}
		write(t, db, lead, func(tx *models.Tx) error { return tx.EndOperations(operationsBy2(tx, next.Ref), "The team is closed.") })
	})
}

func TestADraftIsKnownToItsCircleAloneAndCountsNowhere(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		ref := c.Operations["field"].Ref
		for name, sees := range map[string]bool{"Łukasz Nowak": true, "Amina Diallo": true, "Maja Holm": true, "Priya Raman": false, "Inês Carvalho": false, "Noor van Dalen": false} {
			who := as(t, db, c.People[name])
			var page *models.LayersPage
			read(t, db, who, func(r *models.Read) (err error) {
				_, err = r.OperationsStrategyByRef(ref)
				if refusal, refused := models.AsRefusal(err); sees != (err == nil) || refused && refusal.Kind != models.KindNotFound {
					t.Errorf("%s: %v", name, err)
				}
				page, err = r.LayersPage()
				return err
			})
			if len(page.Operations) != 5 || sees != (len(page.Drafts) == 1) || len(page.Flags) == 0 {
				t.Errorf("%s: %d in force, %d drafts, %d flags", name, len(page.Operations), len(page.Drafts), len(page.Flags))
			}
		}
		other := as(t, db, c.Lead)
		desk, field := c.Teams["Service Desk"].ID, c.Teams["Field"].ID
		for _, team := range []*string{&desk, &field} {
			err := tryWrite(t, db, other, func(tx *models.Tx) error {
				return tx.StartOperations(&models.OperationsStrategy{Scope: models.ScopeTeam, TeamID: team})
			})
			if r, refused := models.AsRefusal(err); !refused || r.About != "team" || strings.Contains(r.Say, ref) {
				t.Errorf("%v", err)
			}
		}
		member := as(t, db, c.Member)
		if r, refused := models.AsRefusal(tryWrite(t, db, member, func(tx *models.Tx) error {
			_, err := tx.NextOperations(operationsBy2(tx, c.Operations["desk 2"].Ref))
			return err
		})); !refused || r.Kind != models.KindNotAllowed {
			t.Errorf("a member began the next version: %v", r)
		}
	})
}

func TestThoseWhoLeaveHandTheirStrategiesOver(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		from, to := c.People["Łukasz Nowak"], c.People["Wanjiru Kamau"]
		admin := as(t, db, c.Administrator)
		for who, want := range map[*models.Person]bool{c.Administrator: false, c.Owner: true} {
			read(t, db, as(t, db, who), func(r *models.Read) error {
				list, err := r.OwnedBy(from)
				if got := slices.ContainsFunc(list, func(p *models.Possession) bool { return p.Kind == "operations strategy" }); got != want {
					t.Errorf("whether %s meets the draft: %v", who.Name, got)
				}
				return err
			})
		}
		write(t, db, admin, func(tx *models.Tx) error { return leaves(tx, from, to) })
		if s := operationsBy(t, db, as(t, db, c.Owner), c.Operations["field"].Ref); s.OwnerPersonID == nil || *s.OwnerPersonID != to.ID {
			t.Error("the draft still belongs to who left")
		}
	})
}

func TestTheCapacityOfATeamIsComparedWithWhatItsWorkflowsTake(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			d, err := r.OperationsPage(c.Operations["delivery"].Ref)
			if err != nil {
				return err
			}
			sum := 0.0
			for _, p := range d.Load.Taken.Parts {
				sum += p.Hours
			}
			if d.Load.Hours == nil || *d.Load.Hours != 9*8*5 || sum != d.Load.Taken.Hours || *d.Load.Room() != *d.Load.Hours-sum || *d.Load.Explain().Result.Value != *d.Load.Room() {
				t.Errorf("%+v", d.Load)
			}
			line, err := r.OperationsPage(c.Operations["line"].Ref)
			if err == nil && (line.Load.Taken.Count == 0 || line.Load.Taken.Count >= d.Load.Taken.Count) {
				t.Errorf("of the delivery system %d workflows count, of the team %d", line.Load.Taken.Count, d.Load.Taken.Count)
			}
			return err
		})
	})
}
