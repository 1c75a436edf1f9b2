package models

import (
	"math"

	"throughline/models/day"
)

// Status says how an outcome stands against where it should be by now.
type Status string

// Every status. Silence is never green (R31): without a fresh reading nothing is on track.
const (
	OnTrack     Status = "ok"
	AtRisk      Status = "risk"
	OffTrack    Status = "off"
	NotMeasured Status = "none"    // no reading at all
	Stale       Status = "stale"   // no reading for the metric's cadence and 3 days
	CannotTell  Status = "unclear" // measured, but target, baseline or date is missing
	Achieved    Status = "achieved"
	ShortOf     Status = "missed" // closed without reaching its target
	Retired     Status = "retired"
)

// Word is the status as people read it.
func (s Status) Word() string {
	return map[Status]string{
		OnTrack: "On track", AtRisk: "At risk", OffTrack: "Off track", NotMeasured: "Not measured", Stale: "No recent reading",
		CannotTell: "Cannot tell yet", Achieved: "Achieved", ShortOf: "Missed", Retired: "Retired",
	}[s]
}

// Closed tells whether the outcome is over.
func (s Status) Closed() bool { return s == Achieved || s == ShortOf || s == Retired }

// Amiss tells whether somebody should look: behind, silent, or not measurable as it stands.
func (s Status) Amiss() bool { return s != OnTrack && !s.Closed() }

// staleGrace is how many days a reading may be late before the status says so.
const staleGrace = 3

// Tracking is one metric of an outcome held against its plan (product arithmetic). Points and shares run from 0 to 100;
// what cannot be known is nil.
type Tracking struct {
	Status     Status
	Computed   Status // what the figures alone say, beside an override
	Why        string // why the figures give no status, or the owner's reason for another one
	Overridden bool

	Now      *float64 // the newest value
	NowDay   day.Day
	Before   *float64 // the value before it
	DayThen  day.Day
	Progress *float64 // of the way from baseline to target
	Expected *float64 // share of the period that has passed
	Behind   *float64 // expected less progress; below 0 is ahead
	Inside   *bool    // band only: the newest value lies within it
	Worse    bool     // further from the target than the baseline was: the fall that the clamp at 0 would hide
	Elapsed  int      // days of the period passed
	Period   int      // days from the baseline's day to the deadline
	Left     int      // days until the deadline; below 0 when it has passed
	Weight   *float64

	Withheld bool       // its target is known and not shown; then neither is anything it could be told from
	Limits   Thresholds // the status was judged by
	Today    day.Day    // it was tracked for
}

// Thresholds are how many points behind is at risk and off track; a company setting.
type Thresholds struct{ AtRiskAfter, OffTrackAfter float64 }

// Thresholds of this company.
func (c *Company) Thresholds() Thresholds { return Thresholds{c.AtRiskAfter, c.OffTrackAfter} }

// Track holds an outcome's metric against its plan on one day. Readings may come in any order; those that a newer one corrects do
// not count. It is the one place where progress, expected progress and status are computed.
func Track(o *Outcome, m *OutcomeMetric, readings []*Reading, limits Thresholds, today day.Day) Tracking {
	t := Tracking{Limits: limits, Today: today}
	t.setReadings(Standing(readings))
	if m != nil {
		t.Weight = m.Weight
		t.setExpected(m.BaselineDay, o.Deadline, today)
		t.setProgress(m)
	}
	t.Computed, t.Why = t.judge(m, limits, today)
	t.Status = t.Computed
	if m != nil && m.TargetWithheld && t.Status == CannotTell {
		t.Why = "Its target is known, and not shown here."
	}
	fresh := t.Status != NotMeasured && t.Status != Stale
	switch over := Status(o.StatusOverride); {
	case o.State == OutcomeAchieved:
		t.Status = Achieved
	case o.State == OutcomeMissed:
		t.Status = ShortOf
	case o.State == OutcomeRetired:
		t.Status = Retired
	case fresh && o.OverrideReason != "" && (over == OnTrack || over == AtRisk || over == OffTrack):
		t.Status, t.Why, t.Overridden = over, o.OverrideReason, true
	}
	return t
}

func (t *Tracking) setReadings(sorted []*Reading) {
	for i := len(sorted) - 1; i >= 0 && t.Before == nil; i-- {
		r := sorted[i]
		switch {
		case !known(r.Value):
		case t.Now == nil:
			t.Now, t.NowDay = r.Value, r.Day
		case r.Day != t.NowDay:
			t.Before, t.DayThen = r.Value, r.Day
		}
	}
}

func (t *Tracking) setExpected(from, to, today day.Day) {
	if !from.Before(to) {
		return
	}
	t.Period, t.Left = to.Sub(from), to.Sub(today)
	t.Elapsed = min(max(today.Sub(from), 0), t.Period)
	t.Expected = ptr(100 * float64(t.Elapsed) / float64(t.Period))
}

func (t *Tracking) setProgress(m *OutcomeMetric) {
	if m.Direction == Band {
		if t.Now == nil || !bandKnown(m) {
			return
		}
		inside := (!known(m.Low) || *t.Now >= *m.Low) && (!known(m.High) || *t.Now <= *m.High)
		t.Inside, t.Progress = &inside, ptr(0.0)
		if inside {
			*t.Progress = 100
		}
		return
	}
	if t.Now == nil || planProblem(m) != "" {
		return
	}
	// Halves, so that values near the largest number do not overflow. Reduce gives the same share: both signs turn.
	way := (*t.Now/2 - *m.Baseline/2) / (*m.Target/2 - *m.Baseline/2)
	t.Worse = way < 0
	t.Progress = ptr(100 * math.Min(math.Max(way, 0), 1))
	if t.Expected != nil {
		t.Behind = ptr(*t.Expected - *t.Progress)
	}
}

func (t *Tracking) judge(m *OutcomeMetric, limits Thresholds, today day.Day) (Status, string) {
	if t.Now == nil {
		return NotMeasured, "It has no reading yet."
	}
	if cadence := cadenceOf(m); today.Sub(t.NowDay) > cadence+staleGrace {
		return Stale, "Its newest reading is older than its rhythm and 3 days."
	}
	if m == nil {
		return CannotTell, "It has no metric."
	}
	if say := planProblem(m); say != "" {
		return CannotTell, say
	}
	switch {
	case t.Inside != nil && *t.Inside:
		return OnTrack, ""
	case t.Inside != nil:
		return OffTrack, ""
	case t.Behind == nil:
		return CannotTell, "It needs a deadline after the day of its baseline."
	case *t.Behind > limits.OffTrackAfter:
		return OffTrack, ""
	case *t.Behind > limits.AtRiskAfter:
		return AtRisk, ""
	}
	return OnTrack, ""
}

// planProblem says why a metric's plan gives no progress; empty when it does.
func planProblem(m *OutcomeMetric) string {
	if m.Direction == Band {
		switch {
		case !bandKnown(m):
			return "It needs the lowest or the highest value to keep within."
		case known(m.Low) && known(m.High) && *m.Low > *m.High:
			return "Its lowest value is above its highest."
		}
		return ""
	}
	switch {
	case !known(m.Target):
		return "It has no target number: a direction without a number is a wish."
	case !known(m.Baseline):
		return "It has no baseline to count from."
	case *m.Baseline == *m.Target:
		return "Its baseline and target are the same, so there is no way to go."
	case m.Direction == Increase && *m.Target < *m.Baseline:
		return "It should increase, but its target is below its baseline."
	case m.Direction == Reduce && *m.Target > *m.Baseline:
		return "It should go down, but its target is above its baseline."
	case m.Direction != Increase && m.Direction != Reduce:
		return "It does not say whether it should increase or go down."
	}
	return ""
}

func cadenceOf(m *OutcomeMetric) int {
	if m == nil || m.Metric == nil || m.Metric.CadenceDays <= 0 {
		return 7
	}
	return m.Metric.CadenceDays
}

func bandKnown(m *OutcomeMetric) bool { return known(m.Low) || known(m.High) }

func known(v *float64) bool { return v != nil && !math.IsNaN(*v) && !math.IsInf(*v, 0) }

func ptr[T any](v T) *T { return &v }
