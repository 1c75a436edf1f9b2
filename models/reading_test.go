package models_test

import (
	"math"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/form"
)

func ptrTo[T any](v T) *T { return &v }

func TestAReadingKeepsTheBaselineAndTargetOfItsDayAndIsCorrectedByANewerOne(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		lead := as(t, db, c.Lead)
		wrong := &models.Reading{Day: "2026-11-16", Value: ptrTo(714.0)}
		write(t, db, lead, func(tx *models.Tx) error {
			o, err := tx.OutcomeByRef("O1")
			if err != nil {
				return err
			}
			if err := tx.RecordReading(o, o.Measures[0], wrong); err != nil {
				return err
			}
			before := *o
			o.Measures[0].Baseline, o.Measures[0].Target = ptrTo(50.0), ptrTo(90.0)
			if err := tx.SaveOutcome(models.OutcomeChanged, &before, o); err != nil {
				return err
			}
			return tx.RecordReading(o, o.Measures[0], &models.Reading{Day: "2026-11-16", Value: ptrTo(71.4), CorrectsReadingID: &wrong.ID, Reason: "The point was missing."})
		})
		read(t, db, lead, func(r *models.Read) error {
			p, err := r.OutcomePage("O1", "")
			if err != nil {
				return err
			}
			newest, old := p.Recorded[0], p.Recorded[1]
			if old.ID != wrong.ID || *old.BaselineThen != 62 || *old.TargetThen != 80 || *newest.BaselineThen != 50 || *newest.TargetThen != 90 {
				t.Errorf("old %v to %v, new %v to %v", *old.BaselineThen, *old.TargetThen, *newest.BaselineThen, *newest.TargetThen)
			}
			if *p.Track.Now != 71.4 || !p.Corrected[wrong.ID] || newest.ByName != c.Lead.Name {
				t.Errorf("now %v, by %s", *p.Track.Now, newest.ByName)
			}
			if math.Abs(*p.Track.Progress-53.5) > 1e-9 {
				t.Errorf("progress %v counts from the old baseline", *p.Track.Progress)
			}
			return nil
		})
	})
}

func TestWhoMayRecordAReadingAndWhatIsRefused(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		record := func(who models.Who, reading *models.Reading) error {
			return db.Write(t.Context(), who, func(tx *models.Tx) error {
				o, err := tx.OutcomeByRef("O1")
				if err != nil {
					return err
				}
				return tx.RecordReading(o, o.Measures[0], reading)
			})
		}
		refusedAs(t, record(as(t, db, c.Member), &models.Reading{Day: "2026-11-16", Value: ptrTo(1.0)}), models.KindNotAllowed)
		refusedAs(t, record(as(t, db, c.Administrator), &models.Reading{Day: "2026-11-16", Value: ptrTo(1.0)}), models.KindNotAllowed)
		lead := as(t, db, c.Lead)
		for _, bad := range []*models.Reading{
			{Day: "2026-11-17", Value: ptrTo(1.0)}, {Day: "", Value: ptrTo(1.0)}, {Day: "2026-11-16"},
			{Day: "2026-11-16", Value: ptrTo(math.NaN())}, {Day: "2026-11-16", Value: ptrTo(math.Inf(1))},
		} {
			refusedAs(t, record(lead, bad), models.KindRule)
		}
		var other string
		read(t, db, lead, func(r *models.Read) error {
			p, err := r.OutcomePage("O3", "")
			other = p.Recorded[0].ID
			return err
		})
		refusedAs(t, record(lead, &models.Reading{Day: "2026-11-16", Value: ptrTo(1.0), CorrectsReadingID: &other, Reason: "Wrong."}), models.KindRule)
		if err := record(as(t, db, c.Owner), &models.Reading{Day: "2026-11-16", Value: ptrTo(0.0)}); err != nil {
			t.Error("an executive records anywhere, and 0 is a value:", err)
		}
	})
}

func TestAReadingIsTypedWithCommaOrPointAndBadOnesAreSaidAtTheirField(t *testing.T) {
	m := &models.OutcomeMetric{Unit: "%", BaselineDay: "2026-05-01"}
	for _, one := range []struct {
		value, day string
		loc        form.Locale
		want       float64
		bad        string
	}{
		{"71.4", "16/11/2026", form.Locale{}, 71.4, ""},
		{"71,4", "16.11.2026", form.Locale{DecimalComma: true}, 71.4, ""},
		{"71,4 %", "2026-11-16", form.Locale{}, 71.4, ""},
		{"0", "2026-11-16", form.Locale{}, 0, ""},
		{"NaN", "2026-11-16", form.Locale{}, 0, "value"},
		{"1e400", "2026-11-16", form.Locale{}, 0, "value"},
		{"about seventy", "2026-11-16", form.Locale{}, 0, "value"},
		{"", "2026-11-16", form.Locale{}, 0, "value"},
		{"71", "2026-11-17", form.Locale{}, 71, "day"},
		{"71", "", form.Locale{}, 71, "day"},
		{"71", "31/02/2026", form.Locale{}, 71, "day"},
		{"71", "30/04/2026", form.Locale{}, 71, "day"},
		{"18 days", "16/11/2026", form.Locale{}, 18, "value"},
		{"€71", "16/11/2026", form.Locale{}, 71, "value"},
		{"1,071.5%", "16/11/2026", form.Locale{}, 1071.5, ""},
		{"1.071,5 %", "16/11/2026", form.Locale{DecimalComma: true}, 1071.5, ""},
	} {
		e := &models.ReadingEntry{}
		f := form.Of(e.Fields(m)...)
		f.Fill(map[string][]string{"value": {one.value}, "day": {one.day}}, one.loc, form.Strict)
		e.Check(f, m, "2026-11-16", one.loc)
		switch {
		case one.bad == "" && (!f.Valid() || e.Value == nil || *e.Value != one.want):
			t.Errorf("%q: %v", one.value, f.Problems())
		case one.bad != "" && (f.Field(one.bad).Problem == "" || f.Field(one.bad).Typed == "" && one.value != "" && one.day != ""):
			t.Errorf("%q on %q: %+v", one.value, one.day, f.Field(one.bad))
		}
	}
}

func TestAnOwnersStatusNeedsAReasonAndStandsBesideTheFigures(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		set := func(who models.Who, e *models.StatusEntry) error {
			return db.Write(t.Context(), who, func(tx *models.Tx) error {
				o, err := tx.OutcomePage("O1", "")
				if err != nil {
					return err
				}
				return tx.SetStatus(o, e)
			})
		}
		refusedAs(t, set(as(t, db, c.Member), &models.StatusEntry{Status: "off", Reason: "No."}), models.KindNotAllowed)
		refusedAs(t, set(as(t, db, c.Lead), &models.StatusEntry{Status: "off"}), models.KindRule)
		if err := set(as(t, db, c.Lead), &models.StatusEntry{Status: "risk", Reason: "Two people leave in December."}); err != nil {
			t.Fatal(err)
		}
		read(t, db, models.CommandLine, func(r *models.Read) error {
			p, err := r.OutcomePage("O1", "")
			if err != nil {
				return err
			}
			if p.Track.Status != models.AtRisk || p.Track.Computed != models.OnTrack || !p.Track.Overridden || len(p.Measures) == 0 {
				t.Errorf("%+v", p.Track)
			}
			return nil
		})
	})
}
