package day_test

import (
	"testing"
	"time"

	"throughline/models/day"
)

var berlin = zone("Europe/Berlin")

func zone(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err)
	}
	return loc
}

func same[T comparable](t *testing.T, what string, got, want T) {
	t.Helper()
	if got != want {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestAnInstantIsADayOnlyThroughAZone(t *testing.T) {
	late := time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC)
	same(t, "in UTC", day.Of(late, time.UTC), "2026-12-31")
	same(t, "in Berlin", day.Of(late, berlin), "2027-01-01")
	same(t, "without a zone", day.Of(late, nil), "2026-12-31")
	same(t, "in the company's calendar", day.Calendar{Zone: berlin}.Today(late), "2027-01-01")
}

func TestADayThatIsNoneStaysNone(t *testing.T) {
	for _, d := range []day.Day{"", "2026-02-29", "2026-13-01", "1899-12-31", "2200-01-01", "2026-1-1", "soon", "2026-12-31 "} {
		if d.Valid() {
			t.Errorf("%q counts as a day", d)
		}
		same(t, "a day later", d.Add(1), "")
		same(t, "a month later", d.AddMonths(1), "")
		same(t, "in words", d.Long()+d.Short()+d.Typed(day.DMY)+d.Week(), "")
		same(t, "before another", d.Before("2026-01-01"), false)
		same(t, "after another", d.After("2026-01-01"), false)
		same(t, "days between", d.Sub("2026-01-01"), 0)
		same(t, "relative", d.Relative("2026-01-01"), "")
		from, to, label := day.Calendar{}.Quarter(d)
		same(t, "quarter", string(from+to)+label, "")
	}
}

func TestDaysAreCountedOverMonthAndYearEndsAndOverAChangeOfClocks(t *testing.T) {
	same(t, "over the year end", day.Day("2026-12-31").Add(1), "2027-01-01")
	same(t, "back over a leap day", day.Day("2028-03-01").Add(-1), "2028-02-29")
	same(t, "across a summer", day.Day("2026-11-01").Sub("2026-03-01"), 245)
	same(t, "backwards", day.Day("2026-01-01").Sub("2026-12-31"), -364)
	same(t, "past the last year", day.Day("2199-12-31").Add(1), "")
	same(t, "far too many days", day.Day("2026-01-01").Add(1<<40), "")
}

func TestAMonthLaterIsTheSameDayOrTheLastOne(t *testing.T) {
	for _, c := range []struct {
		from day.Day
		n    int
		want day.Day
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2028-02-29", 12, "2029-02-28"},
		{"2026-12-31", 2, "2027-02-28"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-05-31", 1, "2026-06-30"},
		{"2026-05-15", 1, "2026-06-15"}, {"2026-05-15", -5, "2025-12-15"}, {"2026-05-15", 1 << 40, ""},
	} {
		same(t, string(c.from), c.from.AddMonths(c.n), c.want)
	}
}

func TestAWeekHasItsISONumberAndStartsOnMonday(t *testing.T) {
	same(t, "week 53 in December", day.Day("2026-12-31").Week(), "2026-W53")
	same(t, "week 53 in January", day.Day("2027-01-03").Week(), "2026-W53")
	same(t, "the week after", day.Day("2027-01-04").Week(), "2027-W01")
	same(t, "week 1 in December", day.Day("2025-12-29").Week(), "2026-W01")
	same(t, "Monday of a Sunday", day.Day("2027-01-03").Monday(), "2026-12-28")
	same(t, "Monday of a Monday", day.Day("2026-12-28").Monday(), "2026-12-28")
	same(t, "Monday of a Saturday", day.Day("2027-01-02").Monday(), "2026-12-28")
}

func TestADayIsShownInWordsAndAsTyped(t *testing.T) {
	d := day.Day("2026-02-09")
	same(t, "long", d.Long(), "9 February 2026")
	same(t, "short", d.Short(), "9 Feb 2026")
	same(t, "day first", d.Typed(day.DMY), "09/02/2026")
	same(t, "month first", d.Typed(day.MDY), "02/09/2026")
	same(t, "year first", d.Typed(day.YMD), "2026-02-09")
}

func TestADistanceIsSaidInTheUnitPeopleUse(t *testing.T) {
	today := day.Day("2026-11-22")
	for n, want := range map[int]string{
		0: "today", 1: "tomorrow", -1: "yesterday", 2: "in 2 days", -3: "3 days ago", 13: "in 13 days", 14: "in 2 weeks",
		35: "in 5 weeks", -35: "5 weeks ago", 62: "in 9 weeks", 63: "in 2 months", 365: "in 12 months", 730: "in 2 years", -1100: "3 years ago",
	} {
		same(t, want, today.Add(n).Relative(today), want)
	}
}
