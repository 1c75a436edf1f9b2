package models_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/modelstest"
)

// whyWorld is one outcome over fifteen weeks, carried well, but for the things named.
type whyWorld struct {
	unclear, unowned, late, missed bool
}

// close puts the world into a database, closes its outcome and gives what was kept.
func (w whyWorld) close(t *testing.T) (kept *models.OutcomeClosing) {
	began := time.Date(2026, 8, 3, 8, 0, 0, 0, time.UTC)
	clock := modelstest.At(began)
	db := modelstest.Open(t, clock)
	week := func(n int) time.Time { return began.AddDate(0, 0, 7*n) }
	on := func(at time.Time) day.Day { return day.Of(at, time.UTC) }
	anna, team := &models.Person{Name: "Anna", Active: true, Executive: true}, &models.Team{Name: "Desk"}
	s := &models.Strategy{Kind: models.Organizational, Title: "Strategy", State: models.InForce, InForceAt: &began}
	o := &models.Outcome{Title: "Calls are answered", State: models.OutcomeActive, Deadline: on(week(15)), Measures: []*models.OutcomeMetric{{
		Direction: models.Increase, Unit: "%", BaselineDay: on(began), Baseline: new(float64), Position: 1, Metric: &models.Metric{Name: "Answered", CadenceDays: 7}}}}
	if target := 80.0; !w.unclear {
		o.Measures[0].Target = &target
	}
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		c := models.NewCompany("Test")
		c.TimeZone, c.Confirmed = "UTC", true
		for _, row := range []models.Entity{c, anna, team, s} {
			if err := tx.Insert(row); err != nil {
				return err
			}
		}
		o.StrategyID, o.OwnerPersonID = &s.ID, &anna.ID
		if !w.unowned {
			o.OwnerTeamID = &team.ID
		}
		// What was done long ago and brought in with a list is nothing that the team did beside its strategy.
		for n := range 5 {
			if err := tx.Insert(&models.Task{Title: fmt.Sprint("Of long ago ", n), TeamID: &team.ID, State: models.TaskFinished, DoneDay: on(week(-20))}); err != nil {
				return err
			}
		}
		return tx.AddOutcome(o)
	})
	if w.unowned {
		clock.Set(week(2))
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			before := *o
			o.OwnerPersonID = nil
			return tx.SaveOutcome(models.OutcomeChanged, &before, o)
		})
		clock.Set(week(10))
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			before := *o
			o.OwnerPersonID = &anna.ID
			return tx.SaveOutcome(models.OutcomeChanged, &before, o)
		})
	}
	clock.Set(week(15).Add(time.Hour))
	write(t, db, models.CommandLine, func(tx *models.Tx) error {
		for n := 1; n <= 15; n++ {
			value := float64(3 * n)
			if err := tx.Insert(&models.Reading{MetricID: o.Measures[0].MetricID, OutcomeID: &o.ID, Day: on(week(n)), Value: &value, ValueText: fmt.Sprint(value)}); err != nil {
				return err
			}
		}
		for n := 1; n <= 3; n++ {
			review := &models.Review{StrategyID: s.ID, Clock: models.ClockPulse, Day: on(week(4 * n)), State: models.Held}
			if w.missed {
				review.State = models.Scheduled
			}
			if err := tx.Insert(review); err != nil {
				return err
			}
		}
		for n := 1; n <= 4; n++ {
			given := week(2 * n)
			answered, done := given.Add(4*time.Hour), given.AddDate(0, 0, 5)
			if w.late {
				answered, done = given.AddDate(0, 0, 9), given.AddDate(0, 0, 20)
			}
			d := &models.Decision{Title: fmt.Sprint("Decision ", n), State: models.DecisionAccepted, AcceptedAt: &given, DeciderPersonID: &anna.ID}
			if err := tx.Insert(d); err != nil {
				return err
			}
			task := &models.Task{Title: fmt.Sprint("Task ", n), State: models.TaskFinished, CreatedDay: on(given), DueDay: on(given.AddDate(0, 0, 7)), DoneDay: on(done)}
			if err := tx.Insert(task); err != nil {
				return err
			}
			for _, row := range []models.Entity{
				&models.DecisionLink{DecisionID: d.ID, EntityType: "outcome", EntityID: o.ID},
				&models.TaskOutcome{TaskID: task.ID, OutcomeID: o.ID},
				&models.Handoff{Row: models.Row{CreatedAt: given}, DecisionID: d.ID, TaskID: task.ID, ReceiverPersonID: anna.ID, Work: task.Title, State: models.HandoffFinished,
					AnswerDay: on(given.AddDate(0, 0, 2)), DueDay: on(given.AddDate(0, 0, 7)), DeliveredAt: &given, AcknowledgedAt: &answered, StartedAt: &answered, DoneAt: &done},
			} {
				if err := tx.Insert(row); err != nil {
					return err
				}
			}
		}
		return nil
	})
	who := as(t, db, anna)
	write(t, db, who, func(tx *models.Tx) error {
		p, err := tx.OutcomePage(o.Ref, "")
		if err == nil {
			_, err = tx.CloseOutcome(p, &models.CloseEntry{Verdict: models.OutcomeMissed, Reason: "It was not reached", Learnt: "Begin earlier"})
		}
		return err
	})
	return closing(t, db, who, o.Ref)
}

// Where one of the four failed, the close names that one and no other, and says by which figure, with each thing behind it.
func TestAClosedOutcomeNamesWhatFailedAndNothingElse(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		world whyWorld
		fail  []string
		says  string
		parts string // the figures that failed
	}{
		{whyWorld{}, nil, "All that can be told held.", "[]"},
		{whyWorld{unclear: true}, []string{models.WhyOutcome}, "Outcome failed.", "[unclear]"},
		{whyWorld{unowned: true}, []string{models.WhyOwnership}, "Ownership failed.", "[unowned]"},
		{whyWorld{late: true}, []string{models.WhyHandoff}, "Handoff failed.", "[answers median work tasks]"},
		{whyWorld{missed: true}, []string{models.WhyCadence}, "Cadence failed.", "[pulses]"},
		{whyWorld{true, true, true, true}, []string{models.WhyOutcome, models.WhyOwnership, models.WhyHandoff, models.WhyCadence}, "Outcome, ownership, handoff and cadence failed.", "[unclear unowned answers median work tasks pulses]"},
	} {
		t.Run(c.says, func(t *testing.T) {
			t.Parallel()
			kept := c.world.close(t)
			if got := kept.Whys.Failed(models.WhyFailed); !slices.Equal(got, c.fail) || kept.Whys.Says() != c.says {
				t.Errorf("%v failed, and it says %q", got, kept.Whys.Says())
			}
			var failed []string
			for _, e := range kept.Whys.Elements {
				for _, p := range e.Parts {
					if p.Level == models.WhyFailed {
						failed = append(failed, p.Key)
						if len(p.Items) == 0 && p.Key != "median" {
							t.Errorf("%s failed with nothing behind it", p.Key)
						}
					}
				}
			}
			if fmt.Sprint(failed) != c.parts {
				t.Errorf("by the figures %v", failed)
			}
		})
	}
}
