package models

import (
	"math"
	"testing"
	"time"

	"throughline/models/day"
)

func hours(base time.Time, n float64) *time.Time {
	at := base.Add(time.Duration(n * float64(time.Hour)))
	return &at
}

// workWeek is a clock of Monday to Friday in UTC.
func workWeek(now time.Time) *LatencyClock {
	cal := day.Calendar{Zone: time.UTC, Working: [7]bool{false, true, true, true, true, true, false}}
	return &LatencyClock{WorkClock: cal.Clock("2026-11-01", "2026-12-31"), Now: now, Today: cal.Today(now), Zone: time.UTC}
}

var monday = time.Date(2026, 11, 16, 0, 0, 0, 0, time.UTC)

func TestAPartOfTheWayIsMeasuredWaitsOrIsNeither(t *testing.T) {
	c := workWeek(monday.AddDate(0, 0, 7)) // a Monday later: five working days
	open := &Passage{State: HandoffShown, AcceptedAt: &monday, CreatedAt: *hours(monday, 24), DeliveredAt: hours(monday, 48)}
	ticked := &Passage{State: HandoffFinished, AcceptedAt: &monday, CreatedAt: monday, DeliveredAt: &monday, AcknowledgedAt: hours(monday, 24), DoneAt: hours(monday, 72)}
	gone := &Passage{State: HandoffStopped, AcceptedAt: &monday, CreatedAt: *hours(monday, 12), DeliveredAt: hours(monday, 36)}
	for _, x := range []struct {
		what              string
		p                 *Passage
		stage             string
		days              float64
		measured, waiting bool
	}{
		{"handed over a day later", open, "created", 1, true, false},
		{"seen and not acknowledged", open, "acknowledged", 3, false, true},
		{"not acknowledged since it was handed over", open, "answer", 4, false, true},
		{"not begun", open, "started", 0, false, false},
		{"the whole way is open", open, "all", 5, false, true},
		{"done without a start", ticked, "started", 0, false, false},
		{"done without a start, from there", ticked, "done", 0, false, false},
		{"done", ticked, "all", 3, true, false},
		{"seen before it was cancelled", gone, "delivered", 1, true, false},
		{"cancelled before an answer", gone, "answer", 0, false, false},
	} {
		days, measured, waiting := x.p.Length(StageOf(x.stage), c)
		if math.Abs(days-x.days) > 1e-9 || measured != x.measured || waiting != x.waiting {
			t.Errorf("%s: %v, measured %v, waiting %v", x.what, days, measured, waiting)
		}
	}
}

func TestMedianAndNinetiethPercentileAreLengthsOfRealHandoffsAndOpenOnesAreInNeither(t *testing.T) {
	c := workWeek(monday.AddDate(0, 0, 4))
	of := func(lengths ...float64) (list []*Passage) {
		for _, n := range lengths {
			list = append(list, &Passage{State: HandoffAcknowledged, CreatedAt: monday, AcknowledgedAt: hours(monday, 24*n)})
		}
		return list
	}
	for _, x := range []struct {
		lengths            []float64
		median, p90, worst float64
	}{{[]float64{2}, 2, 2, 2}, {[]float64{1, 3}, 1, 3, 3}, {[]float64{3, 1, 2}, 2, 3, 3}, {[]float64{.1, .2, .3, .4, .5, .6, .7, .8, .9, 4}, .5, .9, 4}} {
		s := SpreadOf(append(of(x.lengths...), &Passage{State: HandoffNew, CreatedAt: monday}), StageOf("answer"), c)
		for name, got := range map[string][2]float64{"median": {*s.Median(), x.median}, "p90": {*s.P90(), x.p90}, "worst": {*s.Worst(), x.worst}, "waiting": {*s.Longest(), 4}} {
			if math.Abs(got[0]-got[1]) > 1e-6 {
				t.Errorf("%v: %s is %v, not %v", x.lengths, name, got[0], got[1])
			}
		}
	}
	none := SpreadOf(nil, StageOf("answer"), c)
	if none.Median() != nil || none.P90() != nil || none.Worst() != nil || none.Longest() != nil {
		t.Error("nothing is measured, and there is a figure")
	}
}

func TestADayIsKeptBrokenOrNotDueYet(t *testing.T) {
	c := workWeek(monday.AddDate(0, 0, 2)) // Wednesday
	list := []*Passage{
		{State: HandoffAcknowledged, AnswerDay: "2026-11-17", DueDay: "2026-11-20", AcknowledgedAt: hours(monday, 47)},
		{State: HandoffFinished, AnswerDay: "2026-11-17", DueDay: "2026-11-17", AcknowledgedAt: hours(monday, 49), DoneAt: hours(monday, 50)},
		{State: HandoffQuestioned, AnswerDay: "2026-11-17", DueDay: "2026-11-17"},
		{State: HandoffShown, AnswerDay: "2026-11-18", DueDay: "2026-11-18"},
		{State: HandoffStopped, AnswerDay: "2026-11-17", DueDay: "2026-11-17"},
	}
	if got := AnsweredInTime(list, c); got != (Kept{1, 3}) {
		t.Errorf("answered %+v", got)
	}
	if got := DoneInTime(list, c); got != (Kept{0, 2}) {
		t.Errorf("done %+v", got)
	}
}
