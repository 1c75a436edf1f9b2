package day_test

import (
	"testing"
	"time"

	"throughline/models/day"
)

var office = day.Calendar{Working: [7]bool{false, true, true, true, true, true, false}}

func TestWorkingDaysPassOverTheWeekend(t *testing.T) {
	friday, saturday := day.Day("2026-11-20"), day.Day("2026-11-21")
	for _, c := range []struct {
		from day.Day
		n    int
		want day.Day
	}{
		{friday, 0, friday}, {saturday, 0, saturday}, {friday, 1, "2026-11-23"}, {friday, 2, "2026-11-24"}, {friday, 5, "2026-11-27"},
		{friday, 6, "2026-11-30"}, {saturday, 1, "2026-11-23"}, {saturday, 5, "2026-11-27"}, {saturday, 6, "2026-11-30"},
		{friday, -1, "2026-11-19"}, {friday, -5, "2026-11-13"}, {saturday, -1, friday}, {"2026-12-31", 1, "2027-01-01"},
		{friday, 1 << 40, ""}, {"", 3, ""}, {"2199-12-30", 5, ""},
	} {
		same(t, string(c.from), office.AddWorkingDays(c.from, c.n), c.want)
	}
}

func TestWorkingDaysAgreeWithCountingOneByOne(t *testing.T) {
	odd := day.Calendar{Working: [7]bool{true, false, true, false, false, true, false}}
	for start := day.Day("2026-12-20"); start < "2026-12-29"; start = start.Add(1) {
		d, n := start, 0
		for n < 40 {
			if d = d.Add(1); odd.Works(d) {
				n++
				same(t, string(start), odd.AddWorkingDays(start, n), d)
			}
		}
	}
}

func TestACompanyThatMarksNoWorkingDayWorksEveryDay(t *testing.T) {
	same(t, "Saturday", day.Calendar{}.Works("2026-11-21"), true)
	same(t, "ten days", day.Calendar{}.AddWorkingDays("2026-11-21", 10), "2026-12-01")
}

func TestAQuarterFollowsTheFiscalYear(t *testing.T) {
	for _, c := range []struct {
		start           time.Month
		d, from, to     day.Day
		label, ofTheDay string
	}{
		{0, "2026-09-30", "2026-07-01", "2026-09-30", "Q3 2026", "2026"},
		{time.January, "2026-12-31", "2026-10-01", "2026-12-31", "Q4 2026", "2026"},
		{time.February, "2026-01-31", "2025-11-01", "2026-01-31", "Q4 FY2026", "FY2026"},
		{time.February, "2026-02-01", "2026-02-01", "2026-04-30", "Q1 FY2027", "FY2027"},
		{time.October, "2022-09-30", "2022-07-01", "2022-09-30", "Q4 FY2022", "FY2022"},
		{time.October, "2022-12-31", "2022-10-01", "2022-12-31", "Q1 FY2023", "FY2023"},
		{time.December, "2028-02-29", "2027-12-01", "2028-02-29", "Q1 FY2028", "FY2028"},
		{time.April, "2026-03-31", "2026-01-01", "2026-03-31", "Q4 FY2026", "FY2026"},
	} {
		cal := day.Calendar{FiscalStart: c.start}
		from, to, label := cal.Quarter(c.d)
		same(t, string(c.d)+" from", from, c.from)
		same(t, string(c.d)+" to", to, c.to)
		same(t, string(c.d)+" label", label, c.label)
		yearFrom, yearTo, year := cal.Year(c.d)
		same(t, string(c.d)+" year", year, c.ofTheDay)
		same(t, string(c.d)+" length", yearTo.Sub(yearFrom) >= 364 && yearFrom <= c.d && c.d <= yearTo, true)
	}
}
