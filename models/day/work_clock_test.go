package day

import (
	"math"
	"testing"
	"time"
)

func TestWorkingTimeLeavesOutWeekendsAndHolidaysAndKeepsADayWholeWhenTheClocksChange(t *testing.T) {
	berlin, err := Zone("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	c := Calendar{Zone: berlin, Working: [7]bool{false, true, true, true, true, true, false}, Off: map[Day]string{"2027-03-29": "Easter Monday"}}
	w := c.Clock("2026-01-01", "2028-12-31")
	at := func(y int, m time.Month, d, hour, minute int) time.Time {
		return time.Date(y, m, d, hour, minute, 0, 0, berlin)
	}
	for _, x := range []struct {
		from, to time.Time
		want     float64
	}{
		{at(2026, 11, 20, 18, 0), at(2026, 11, 23, 12, 0), 0.75}, // Friday evening to Monday noon
		{at(2026, 11, 21, 9, 0), at(2026, 11, 22, 9, 0), 0},      // within a weekend
		{at(2026, 11, 16, 9, 0), at(2026, 11, 17, 9, 0), 1},      // one day to the next
		{at(2027, 3, 26, 0, 0), at(2027, 3, 30, 0, 0), 1},        // over a holiday and the clocks going forward
		{at(2026, 10, 23, 12, 0), at(2026, 10, 26, 12, 0), 1},    // over the clocks going back
		{at(2028, 2, 28, 12, 0), at(2028, 3, 1, 12, 0), 2},       // over a leap day
		{at(2026, 12, 31, 12, 0), at(2027, 1, 1, 12, 0), 1},      // over the end of a year
		{at(2026, 11, 17, 9, 0), at(2026, 11, 16, 9, 0), 0},      // backwards
		{at(2020, 1, 1, 0, 0), at(2026, 1, 2, 0, 0), 1},          // before the clock began
		{at(2028, 12, 29, 0, 0), at(2031, 1, 1, 0, 0), 1},        // after it ended: a Friday, then a weekend
	} {
		if got := w.Between(x.from, x.to); math.Abs(got-x.want) > 1e-9 {
			t.Errorf("%s to %s: %v, not %v", x.from, x.to, got, x.want)
		}
	}
	sunday := Calendar{Zone: berlin, Working: [7]bool{true}}.Clock("2027-03-01", "2027-03-31") // the day of 23 hours is a working day
	if got := sunday.Between(at(2027, 3, 28, 0, 0), at(2027, 3, 29, 0, 0)); math.Abs(got-1) > 1e-9 {
		t.Errorf("a day of 23 hours counts %v", got)
	}
	if got := (&WorkClock{}).Between(at(2026, 1, 1, 0, 0), at(2026, 2, 1, 0, 0)); got != 0 {
		t.Error(got)
	}
}
