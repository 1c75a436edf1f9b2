package models

import (
	"testing"

	"throughline/models/day"
	"throughline/models/form"
)

func TestATurnOfStatusIsClearOnlyThreePointsPastItsLimit(t *testing.T) {
	for _, c := range []struct {
		behind float64
		want   Status
	}{{0, OnTrack}, {7, OnTrack}, {7.5, ""}, {10, ""}, {24, ""}, {25.5, ""}, {27.9, ""}, {28, OffTrack}, {60, OffTrack}, {-20, OnTrack}} {
		o, m := plan(Increase, 0, 100)
		o.Measures = []*OutcomeMetric{m}
		m.MetricID = "m"
		// Day 70 of 100.
		got, _ := turn(o, map[string][]*Reading{"m": {at("2026-03-12", 70-c.behind)}}, limits, "2026-03-12")
		if got != c.want {
			t.Errorf("%v points behind is %q, not %q", c.behind, got, c.want)
		}
	}
}

func TestABandTurnsByThreeHundredthsOfItsWidth(t *testing.T) {
	low, high := 100.0, 200.0
	m := &OutcomeMetric{Direction: Band, Low: &low, High: &high}
	for v, want := range map[float64][2]bool{97.5: {false, false}, 96.9: {true, false}, 101: {false, false}, 103: {false, true}, 150: {false, true}, 204: {true, false}} {
		if off, on := bandClearly(v, m); off != want[0] || on != want[1] {
			t.Errorf("%v: off %v, on %v", v, off, on)
		}
	}
	m.High = nil
	if off, on := bandClearly(99.9, m); !off || on {
		t.Error("a band without an end has no width, so every step over its edge counts")
	}
}

func TestSilenceIsNeitherOffNorOnTrackAndAnOwnersWordCounts(t *testing.T) {
	o, m := plan(Increase, 0, 100)
	m.MetricID, o.Measures = "m", []*OutcomeMetric{m}
	tell := func(readings map[string][]*Reading, today day.Day) Status {
		s, _ := turn(o, readings, limits, today)
		return s
	}
	if tell(nil, "2026-03-12") != "" || tell(map[string][]*Reading{"m": {at("2026-01-10", 1)}}, "2026-03-12") != "" {
		t.Error("no fresh reading, but a turn")
	}
	o.StatusOverride, o.OverrideReason = "ok", "The order comes next week."
	if got := tell(map[string][]*Reading{"m": {at("2026-03-12", 0)}}, "2026-03-12"); got != OnTrack {
		t.Errorf("the owner says on track, and it is %q", got)
	}
}

func TestAUnitThatIsTypedMustBeThatOfTheMetric(t *testing.T) {
	for _, c := range []struct {
		text, unit string
		wrong      bool
	}{
		{"71.4", "%", false}, {"71.4 %", "%", false}, {"18 days", "days", false}, {"18 d", "days", false}, {"1 day", "days", false}, {"18 days", "%", true},
		{"71%", "days", true}, {"€500", "euros", false}, {"€500", "$", true}, {"500 $", "$", false}, {"34 thousand", "thousand euros", false}, {"34 hours", "", false}, {"18 weeks", "days", true},
	} {
		if say := UnitProblem(c.text, c.unit, form.Locale{}); (say != "") != c.wrong {
			t.Errorf("%q for a metric in %q: %q", c.text, c.unit, say)
		}
	}
}
