package models

import (
	"math"
	"testing"
	"time"
)

func TestWeeklyHoursAreStatedOrCountedFromTimesLengthAndPeople(t *testing.T) {
	for _, c := range []struct {
		name string
		w    Workflow
		want float64
		ok   bool
	}{
		{"stated", Workflow{Hours: ptr(18.0), Times: ptr(1.0), Per: "week", Minutes: ptr(60.0)}, 18, true},
		{"none is a figure", Workflow{Hours: ptr(0.0)}, 0, true},
		{"a weekly hour of six", Workflow{Times: ptr(1.0), Per: "week", Minutes: ptr(60.0), Attendees: ptr(6.0)}, 6, true},
		{"every working day", Workflow{Times: ptr(1.0), Per: "day", Minutes: ptr(15.0), Attendees: ptr(8.0)}, 10, true},
		{"alone", Workflow{Times: ptr(2.0), Per: "week", Minutes: ptr(90.0)}, 3, true},
		{"monthly", Workflow{Times: ptr(1.0), Per: "month", Minutes: ptr(60.0)}, 12 * 7 / 365.25, true},
		{"no length", Workflow{Times: ptr(1.0), Per: "week"}, 0, false},
		{"no span", Workflow{Times: ptr(1.0), Minutes: ptr(60.0)}, 0, false},
		{"unknown", Workflow{}, 0, false},
		{"beyond numbers", Workflow{Times: ptr(math.MaxFloat64), Per: "week", Minutes: ptr(math.MaxFloat64)}, 0, false},
	} {
		got, ok := WeeklyHours(&c.w)
		if ok != c.ok || ok && math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%s: %v %v", c.name, got, ok)
		}
	}
}

func work(id, team, verdict string, hours *float64, links ...*WorkflowOutcome) *Workflow {
	return &Workflow{Row: Row{ID: id}, TeamID: &team, Verdict: verdict, Hours: hours, Outcomes: links}
}

func moves(id string, weight *float64) *WorkflowOutcome {
	return &WorkflowOutcome{OutcomeID: id, Weight: weight}
}

func TestTheExecutionGapCountsEachHourOnceAndOpensToItsParts(t *testing.T) {
	gone := time.Now()
	outcomes := []*Outcome{{Row: Row{ID: "o1"}}, {Row: Row{ID: "o2"}}, {Row: Row{ID: "o3"}}, {Row: Row{ID: "old"}, RemovedAt: &gone}}
	removed := work("w9", "a", Keep, ptr(100.0), moves("o1", nil))
	removed.RemovedAt = &gone
	g := ExecutionGap([]*Workflow{
		work("w1", "a", Keep, ptr(30.0), moves("o1", nil), moves("o2", nil)),
		work("w2", "a", Redesign, ptr(40.0), moves("o1", ptr(3.0)), moves("o2", ptr(1.0)), moves("draft", ptr(4.0))),
		work("w3", "b", Stop, ptr(18.0)),
		work("w4", "b", Undecided, nil, moves("o1", nil)),
		work("w5", "b", OutcomeMissing, ptr(12.0), moves("old", nil)),
		work("w6", "b", "", nil),
		removed,
	}, outcomes)
	if g.All.Hours != 100 || g.All.Count != 6 || g.All.Unknown != 2 {
		t.Errorf("all: %+v", g.All)
	}
	if g.Mapped.Hours != 70 || g.Mapped.Count != 3 || g.Mapped.Unknown != 1 || g.Unmapped.Hours != 30 || g.Unmapped.Count != 3 {
		t.Errorf("mapped %v, unmapped %v", g.Mapped.Hours, g.Unmapped.Hours)
	}
	if hours, ok := g.ShareOfHours(); !ok || hours != 70 {
		t.Error("share of hours", hours)
	}
	if count, ok := g.ShareOfCount(); !ok || count != 50 {
		t.Error("share of workflows", count)
	}
	if g.ByOutcome[0].Hours != 15+30 || g.ByOutcome[1].Hours != 15+10 || g.ByOutcome[0].Count != 3 || g.ByOutcome[0].Unknown != 1 {
		t.Errorf("outcomes: %+v", g.ByOutcome)
	}
	if len(g.Unserved) != 1 || g.Unserved[0].OutcomeID != "o3" {
		t.Errorf("unserved: %+v", g.Unserved)
	}
	if g.Stopping.Hours != 18 || g.OutcomeMissing.Hours != 12 || g.Undecided.Count != 2 {
		t.Errorf("verdicts: %v %v %v", g.Stopping.Hours, g.OutcomeMissing.Hours, g.Undecided.Count)
	}
	if len(g.ByTeam) != 2 || g.ByTeam[0].Mapped.Hours != 70 || g.ByTeam[1].All.Hours != 30 {
		t.Errorf("teams: %+v", g.ByTeam)
	}
	for _, e := range []Effort{g.All, g.Mapped, g.Unmapped, g.Stopping, g.ByOutcome[0].Effort, g.ByTeam[0].All} {
		sum := 0.0
		for _, p := range e.Parts {
			sum += p.Hours
		}
		if len(e.Parts) != e.Count || sum != e.Hours {
			t.Errorf("the parts are %d and %v, the figure says %d and %v", len(e.Parts), sum, e.Count, e.Hours)
		}
	}
}

func TestWithNoKnownHoursThereIsNoShare(t *testing.T) {
	g := ExecutionGap([]*Workflow{work("w1", "a", Keep, nil, moves("o1", nil))}, []*Outcome{{Row: Row{ID: "o1"}}})
	if _, ok := g.ShareOfHours(); ok {
		t.Error("a share of nothing")
	}
	if count, ok := g.ShareOfCount(); !ok || count != 100 {
		t.Error(count, ok)
	}
	if _, ok := ExecutionGap(nil, nil).ShareOfCount(); ok {
		t.Error("a share of no workflows")
	}
}
