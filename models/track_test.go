package models

import (
	"math"
	"testing"
	"time"

	"throughline/models/day"
)

var limits = Thresholds{AtRiskAfter: 10, OffTrackAfter: 25}

// plan is an outcome from 1 January to 11 April 2026, 100 days, so that one day is one point.
func plan(direction string, baseline, target float64) (*Outcome, *OutcomeMetric) {
	return &Outcome{State: OutcomeActive, Deadline: "2026-04-11"},
		&OutcomeMetric{Direction: direction, Baseline: &baseline, Target: &target, BaselineDay: "2026-01-01", Metric: &Metric{CadenceDays: 7}}
}

func at(d day.Day, v float64) *Reading { return &Reading{Day: d, Value: &v} }

func TestProgressRunsFromBaselineToTargetInBothDirections(t *testing.T) {
	for _, c := range []struct {
		direction             string
		baseline, target, now float64
		want                  float64
		worse                 bool
	}{
		{Increase, 62, 80, 71, 50, false},
		{Increase, 62, 80, 80, 100, false},
		{Increase, 62, 80, 99, 100, false},
		{Increase, 62, 80, 60, 0, true},
		{Increase, -10, 10, 0, 50, false},
		{Reduce, 20, 14, 18, 100.0 / 3, false},
		{Reduce, 20, 14, 21, 0, true},
		{Reduce, 0, -4, -1, 25, false},
		{Increase, -math.MaxFloat64, math.MaxFloat64, 0, 50, false},
	} {
		o, m := plan(c.direction, c.baseline, c.target)
		got := Track(o, m, []*Reading{at("2026-01-02", c.now)}, limits, "2026-01-02")
		if got.Progress == nil || math.Abs(*got.Progress-c.want) > 1e-9 || got.Worse != c.worse {
			t.Errorf("%s %v to %v at %v: %v, worse %v", c.direction, c.baseline, c.target, c.now, got.Progress, got.Worse)
		}
	}
}

func TestPointsBehindUpToTenAreOnTrackAndUpToTwentyFiveAtRisk(t *testing.T) {
	for _, c := range []struct {
		day  day.Day
		now  float64
		want Status
	}{
		{"2026-02-10", 30, OnTrack},    // 40 expected, 10 behind: on the line
		{"2026-02-10", 29.999, AtRisk}, // just past it
		{"2026-02-10", 15, AtRisk},     // 25 behind: on the line
		{"2026-02-10", 14.999, OffTrack},
		{"2026-02-10", 80, OnTrack}, // ahead
		{"2026-04-11", 90, OnTrack},
		{"2026-06-01", 89, AtRisk},   // past the deadline all of it is expected
		{"2025-12-25", 0, OnTrack},   // before the start nothing is
		{"2026-01-01", -50, OnTrack}, // worse than the baseline, but nothing was expected yet
	} {
		o, m := plan(Increase, 0, 100)
		if got := Track(o, m, []*Reading{at(c.day, c.now)}, limits, c.day); got.Status != c.want {
			t.Errorf("%s at %v: %s, behind %v", c.day, c.now, got.Status, *got.Behind)
		}
	}
	o, m := plan(Increase, 0, 100)
	strict := Thresholds{AtRiskAfter: 2, OffTrackAfter: 5}
	if got := Track(o, m, []*Reading{at("2026-02-10", 36)}, strict, "2026-02-10"); got.Status != AtRisk {
		t.Error("the company's own thresholds do not count:", got.Status)
	}
}

func TestThePeriodCountsCalendarDaysAcrossLeapYearsAndClockChanges(t *testing.T) {
	o, m := plan(Increase, 0, 100)
	m.BaselineDay, o.Deadline = "2028-02-01", "2028-04-01"
	got := Track(o, m, nil, limits, "2028-03-02")
	if got.Period != 60 || got.Elapsed != 30 || *got.Expected != 50 {
		t.Errorf("with 29 February: %d of %d days, %v", got.Elapsed, got.Period, *got.Expected)
	}
	// The night of 28 to 29 March 2026 has 23 hours in Berlin; it still counts as one day.
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	today := day.Calendar{Zone: berlin}.Today(time.Date(2026, 3, 29, 22, 30, 0, 0, time.UTC))
	m.BaselineDay, o.Deadline = "2026-03-28", "2026-04-01"
	if got := Track(o, m, nil, limits, today); got.Elapsed != 2 || *got.Expected != 50 {
		t.Errorf("across the clock change: %d days, %v", got.Elapsed, *got.Expected)
	}
}

func TestABandIsInsideOrNot(t *testing.T) {
	low, high := 4.0, 6.0
	for v, want := range map[float64]Status{3.9: OffTrack, 4: OnTrack, 5: OnTrack, 6: OnTrack, 6.1: OffTrack} {
		o, m := plan(Band, 0, 0)
		m.Low, m.High = &low, &high
		got := Track(o, m, []*Reading{at("2026-01-02", v)}, limits, "2026-01-02")
		if got.Status != want || got.Inside == nil || *got.Inside != (want == OnTrack) {
			t.Errorf("%v is %s", v, got.Status)
		}
	}
	o, m := plan(Band, 0, 0)
	m.Low, m.High = &high, &low
	if got := Track(o, m, []*Reading{at("2026-01-02", 5)}, limits, "2026-01-02"); got.Status != CannotTell {
		t.Error("a band upside down:", got.Status)
	}
}

func TestWithoutAFreshReadingNothingIsOnTrack(t *testing.T) {
	o, m := plan(Increase, 0, 100)
	o.StatusOverride, o.OverrideReason = "ok", "The new contract is signed."
	if got := Track(o, m, nil, limits, "2026-01-02"); got.Status != NotMeasured || got.Now != nil {
		t.Error("no reading:", got.Status)
	}
	gap := &Reading{Day: "2026-01-20", ValueText: "not available"}
	fresh := []*Reading{at("2026-01-10", 50), gap}
	if got := Track(o, m, fresh, limits, "2026-01-20"); got.Status != OnTrack || !got.Overridden {
		t.Error("on the tenth day it is still fresh:", got.Status)
	}
	if got := Track(o, m, fresh, limits, "2026-01-21"); got.Status != Stale {
		t.Error("a missing value does not count as a reading, and stale beats an override:", got.Status)
	}
	m.Metric.CadenceDays = 30
	if got := Track(o, m, fresh, limits, "2026-02-12"); got.Status == Stale {
		t.Error("33 days are within a cadence of 30 and 3 days")
	}
	o.State = OutcomeAchieved
	if got := Track(o, m, fresh, limits, "2026-12-01"); got.Status != Achieved {
		t.Error("closed beats stale:", got.Status)
	}
}

func TestAnOverrideNeedsAReasonAndKeepsTheFiguresBesideIt(t *testing.T) {
	o, m := plan(Increase, 0, 100)
	o.StatusOverride = "ok"
	readings := []*Reading{at("2026-02-10", 0)}
	if got := Track(o, m, readings, limits, "2026-02-10"); got.Status != OffTrack || got.Overridden {
		t.Error("without a reason it does not count:", got.Status)
	}
	o.OverrideReason = "The order comes next week."
	got := Track(o, m, readings, limits, "2026-02-10")
	if got.Status != OnTrack || got.Computed != OffTrack || got.Why != o.OverrideReason {
		t.Errorf("%+v", got)
	}
}

func TestAPlanThatCannotBeCountedSaysWhatItNeeds(t *testing.T) {
	for _, c := range []struct {
		change func(o *Outcome, m *OutcomeMetric)
		say    string
	}{
		{func(o *Outcome, m *OutcomeMetric) { m.Target = nil }, "It has no target number: a direction without a number is a wish."},
		{func(o *Outcome, m *OutcomeMetric) { m.Target = nil; m.TargetWithheld = true }, "Its target is known, and not shown here."},
		{func(o *Outcome, m *OutcomeMetric) { m.Baseline = nil }, "It has no baseline to count from."},
		{func(o *Outcome, m *OutcomeMetric) { m.Target = m.Baseline }, "Its baseline and target are the same, so there is no way to go."},
		{func(o *Outcome, m *OutcomeMetric) { m.Direction = Reduce }, "It should go down, but its target is above its baseline."},
		{func(o *Outcome, m *OutcomeMetric) { m.Direction = "" }, "It does not say whether it should increase or go down."},
		{func(o *Outcome, m *OutcomeMetric) { o.Deadline = "" }, "It needs a deadline after the day of its baseline."},
		{func(o *Outcome, m *OutcomeMetric) { o.Deadline = m.BaselineDay }, "It needs a deadline after the day of its baseline."},
		{func(o *Outcome, m *OutcomeMetric) { m.Target = ptr(math.NaN()) }, "It has no target number: a direction without a number is a wish."},
	} {
		o, m := plan(Increase, 1, 100)
		c.change(o, m)
		if got := Track(o, m, []*Reading{at("2026-01-02", 5)}, limits, "2026-01-02"); got.Status != CannotTell || got.Why != c.say {
			t.Errorf("%s %q, want %q", got.Status, got.Why, c.say)
		}
	}
}

func TestANewerReadingCorrectsAnOlderOneEvenOfALaterDay(t *testing.T) {
	wrong := at("2026-01-09", 900)
	wrong.ID = "wrong"
	right := at("2026-01-08", 9)
	right.CorrectsReadingID = &wrong.ID
	o, m := plan(Increase, 0, 100)
	got := Track(o, m, []*Reading{wrong, right, at("2026-01-01", 4)}, limits, "2026-01-10")
	if *got.Now != 9 || *got.Before != 4 {
		t.Errorf("now %v, before %v", *got.Now, *got.Before)
	}
}

func TestARollUpIsWeightedAndWithoutWeightsThereIsNone(t *testing.T) {
	f := func(p, w float64) Tracking { return Tracking{Progress: &p, Weight: &w} }
	if got, ok := RollUp([]Tracking{f(100, 1), f(0, 3)}); !ok || got != 25 {
		t.Error(got, ok)
	}
	if _, ok := RollUp([]Tracking{{Progress: ptr(50.0)}}); ok {
		t.Error("no weights, but a figure")
	}
	if _, ok := RollUp([]Tracking{f(50, 1), {Weight: ptr(1.0)}}); ok {
		t.Error("a weighted metric without progress cannot be left out of the figure")
	}
}
