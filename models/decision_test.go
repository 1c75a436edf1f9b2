package models_test

import (
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/modelstest"
	"throughline/models/modelstest/example"
)

// decided is a decision of the Service Desk's lead, ready to be recorded.
func decided(c *demo.Company) *models.Decision {
	return &models.Decision{Title: "Ring clinics back by noon", Statement: "Every clinic that rang before ten is rung back by noon.", TeamID: &c.Teams["Service Desk"].ID,
		DeciderPersonID: &c.Lead.ID, Affects: []*models.Affected{{Type: "outcome", ID: c.Outcomes["O2"].ID, Ref: "O2"}}}
}

// refusedAt checks that a rule refused, at one field of the form.
func refusedAt(t *testing.T, err error, field string) {
	t.Helper()
	if r, ok := models.AsRefusal(err); !ok || r.Kind != models.KindRule || r.About != field {
		t.Errorf("got %v, not a sentence at %s", err, field)
	}
}

func TestWhoMayRecordAndAcceptADecision(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		do := func(who *models.Person, act func(*models.Tx) error) error {
			return db.Write(t.Context(), as(t, db, who), act)
		}
		add := func(d *models.Decision) func(*models.Tx) error {
			return func(tx *models.Tx) error { return tx.AddDecision(d) }
		}
		whole := decided(c)
		whole.TeamID, whole.DeciderPersonID = nil, &c.Owner.ID
		foreign := decided(c)
		foreign.TeamID = &c.Teams["Field"].ID
		for _, one := range []struct {
			who *models.Person
			d   *models.Decision
		}{{c.Member, decided(c)}, {c.Administrator, decided(c)}, {c.Lead, whole}, {c.Lead, foreign}} {
			refusedAs(t, do(one.who, add(one.d)), models.KindNotAllowed)
		}
		unfit := decided(c)
		unfit.DeciderPersonID = &c.Member.ID
		refusedAt(t, do(c.Lead, add(unfit)), "decider")
		late := decided(c)
		late.DecidedDay = "2199-01-01"
		refusedAt(t, do(c.Lead, add(late)), "day")
		d := decided(c)
		if err := do(c.Head, add(d)); err != nil {
			t.Fatal(err)
		}
		refusedAs(t, do(c.Head, func(tx *models.Tx) error { return tx.AcceptDecision(d) }), models.KindNotAllowed)
		if err := do(c.Lead, func(tx *models.Tx) error { return tx.AcceptDecision(d) }); err != nil {
			t.Fatal(err)
		}
		if d.State != models.DecisionAccepted || d.AcceptedAt == nil || *d.AcceptedPersonID != c.Lead.ID || *d.ProposedPersonID != c.Head.ID {
			t.Errorf("%+v", d)
		}
	})
}

func TestAnAcceptedDecisionIsNeverEditedOnlySuperseded(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		var c *demo.Company
		write(t, db, models.CommandLine, func(tx *models.Tx) (err error) { c, err = example.Load(tx); return err })
		lead := as(t, db, c.Lead)
		first, second := decided(c), decided(c)
		write(t, db, lead, func(tx *models.Tx) error {
			if err := tx.AddDecision(first); err != nil {
				return err
			}
			was := *first
			first.Title = "Ring every clinic back by noon"
			if err := tx.SaveDecision(&was, first); err != nil {
				return err
			}
			return tx.AcceptDecision(first)
		})
		was := *first
		after := *first
		after.Statement = "Something else."
		refusedAs(t, db.Write(t.Context(), lead, func(tx *models.Tx) error { return tx.SaveDecision(&was, &after) }), models.KindRule)
		refusedAs(t, db.Write(t.Context(), lead, func(tx *models.Tx) error { return tx.WithdrawDecision(&after) }), models.KindRule)
		second.SupersedesDecisionID = &first.ID
		write(t, db, lead, func(tx *models.Tx) error {
			if err := tx.AddDecision(second); err != nil {
				return err
			}
			if d, err := tx.DecisionByRef(first.Ref); err != nil || d.State != models.DecisionAccepted {
				t.Errorf("a proposal alone makes it %s, %v", d.State, err)
			}
			return tx.AcceptDecision(second)
		})
		read(t, db, as(t, db, c.Member), func(r *models.Read) error {
			d, err := r.DecisionPage(first.Ref)
			if err != nil {
				return err
			}
			if d.State != models.DecisionSuperseded || d.After == nil || d.After.Ref != second.Ref || d.Statement != first.Statement || len(d.Served) != 1 || d.Served[0].Ref != "O2" {
				t.Errorf("%+v", d.Decision)
			}
			about, err := r.DecisionsAbout("outcome", c.Outcomes["O2"].ID, 8)
			if err != nil || len(about) < 2 || about[0].Ref == first.Ref {
				t.Errorf("O2 has %d decisions, %v", len(about), err)
			}
			return nil
		})
		third := decided(c)
		third.SupersedesDecisionID = &first.ID
		refusedAt(t, db.Write(t.Context(), lead, func(tx *models.Tx) error { return tx.AddDecision(third) }), "supersedes")
		refusedAt(t, db.Write(t.Context(), lead, func(tx *models.Tx) error { return tx.ReverseDecision(second, models.Reversal{Reason: " "}) }), "reason")
		write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error {
			return tx.ReverseDecision(second, models.Reversal{Reason: "Clinics asked for ten o'clock."})
		})
		if second.State != models.DecisionReversed || second.EndReason == "" {
			t.Errorf("%+v", second)
		}
	})
}
