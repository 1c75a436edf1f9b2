package models_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/demo"
	"throughline/models/form"
	"throughline/models/modelstest"
)

// withhold makes a target, 83.7 or a band to 83.7, known and not shown.
func withhold(t *testing.T, db *models.DB, ref string) {
	t.Helper()
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		o, err := tx.OutcomeByRef(ref)
		if err != nil {
			return err
		}
		before := *o
		m := o.Measures[0]
		if m.TargetWithheld = true; m.Direction == models.Band {
			m.High = ptrTo(83.7)
		} else {
			m.Target = ptrTo(83.7)
		}
		m.TargetText = "83.7"
		if err := tx.SaveOutcome(models.OutcomeChanged, &before, o); err != nil {
			return err
		}
		return tx.RecordReading(o, m, &models.Reading{Day: tx.Today(), Value: ptrTo(72.0)})
	})
}

func TestAWithheldTargetIsNowhereInWhatReadersGet(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		withhold(t, db, "O1")
		withhold(t, db, "O4")
		read(t, db, as(t, db, c.Owner), func(r *models.Read) error {
			b, err := r.InForceBoard()
			if err != nil {
				return err
			}
			band, o := b.Outcomes[3], b.Outcomes[0]
			if o.Track.Status != models.OnTrack || o.Track.Progress != nil || o.Track.Behind != nil || o.Track.Expected == nil || band.Track.Status != models.OnTrack {
				t.Errorf("%+v\n%+v", o.Track, band.Track)
			}
			company, err := models.LoadBrief(r, b.Strategy, nil)
			if err != nil {
				return err
			}
			page, err := r.OutcomePage("O1", "")
			if err != nil {
				return err
			}
			for what, v := range map[string]any{"the outcomes": b.Outcomes, "an explanation": o.Explain(), "that of a band": band.Explain(), "the brief": company,
				"the readings": page.Recorded, "the page": page.OutcomeNow, "a sentence": o.Sentence(o.Measure, form.Locale{}), "the paper": models.BriefMarkdown(company)} {
				text, err := json.Marshal(v)
				if err != nil {
					return err
				}
				if strings.Contains(string(text), "83.7") {
					t.Errorf("%s: the target stands in %s", what, text)
				}
			}
			return nil
		})
	})
}

func TestRecordingAndStatusKeepAWithheldTarget(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		withhold(t, db, "O1")
		write(t, db, as(t, db, c.Lead), func(tx *models.Tx) error {
			p, err := tx.OutcomePage("O1", "")
			if err != nil {
				return err
			}
			if err := tx.RecordEntry(p, &models.ReadingEntry{Value: ptrTo(72.0), Text: "72", Day: tx.Today()}); err != nil {
				return err
			}
			return tx.SetStatus(p, &models.StatusEntry{Status: "risk", Reason: "Two people leave."})
		})
		read(t, db, models.CommandLine, func(r *models.Read) error {
			o, err := r.OutcomeByRef("O1")
			if err != nil {
				return err
			}
			if m := o.Measures[0]; m.Target == nil || *m.Target != 83.7 || !m.TargetWithheld || o.StatusOverride != "risk" {
				t.Errorf("stored: %+v", m)
			}
			readings, err := r.ReadingsOf([]string{o.Measures[0].MetricID})
			if err != nil {
				return err
			}
			list := readings[o.Measures[0].MetricID]
			if newest := list[len(list)-1]; newest.TargetThen == nil || *newest.TargetThen != 83.7 {
				t.Errorf("the reading keeps %v as its target", newest.TargetThen)
			}
			return nil
		})
	})
}

// A change of an outcome says neither the target that is withheld nor, where it is withheld from now on, the one before: nor the ends of a band.
func TestAChangeSaysNoEndOfATargetThatIsWithheld(t *testing.T) {
	t.Parallel()
	db := modelstest.Open(t)
	c := loaded(t, db)
	for _, ref := range []string{"O1", "O4"} {
		withhold(t, db, ref)
		for _, again := range []bool{true, false} { // it stays withheld, or was known until now
			write(t, db, as(t, db, c.Owner), func(tx *models.Tx) error {
				was, err := tx.OutcomeByRef(ref)
				if err != nil {
					return err
				}
				is, err := tx.OutcomeByRef(ref)
				if err != nil {
					return err
				}
				m := is.Measures[0]
				was.Measures[0].TargetWithheld = again
				m.Target, m.Low, m.High, m.TargetText = ptrTo(91.3), ptrTo(91.3), ptrTo(91.3), "91.3"
				p, err := tx.PlanChange("outcome", was.Title, "", was, is)
				if err != nil {
					return err
				}
				list, err := tx.Differences(p)
				if said := fmt.Sprint(list); len(list) == 0 || strings.Contains(said, "83.7") || strings.Contains(said, "91.3") {
					t.Errorf("the change of %s says %s", ref, said)
				}
				return err
			})
		}
	}
}
