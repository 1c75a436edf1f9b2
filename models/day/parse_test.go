package day_test

import (
	"strings"
	"testing"
	"time"

	"throughline/models/day"
)

func TestADayIsReadAsPeopleTypeIt(t *testing.T) {
	for _, typed := range []string{
		"2026-12-31", "2026/12/31", "2026.12.31", "31/12/2026", "31.12.2026", "31-12-2026", "31 12 2026", "31. 12. 2026", " 31 Dec 2026 ",
		"31 December 2026", "31st of December 2026", "31-Dec-2026", "December 31, 2026", "Dec 31 2026", "dec. 31, 2026", "DECEMBER 31ST, 2026",
		"Thursday, 31 December 2026", "Thu 31 Dec 2026", "31\u00a0December\u00a02026", "2026-Dec-31", "12/31/2026",
	} {
		for _, order := range []day.Order{day.DMY, day.MDY, day.YMD, ""} {
			got, err := day.Parse(typed, order)
			if err != nil || got != "2026-12-31" {
				t.Errorf("%q as %s: got %q, %v", typed, order, got, err)
			}
		}
	}
}

func TestTheOrderDecidesWhatTwoSmallNumbersMean(t *testing.T) {
	d, _ := day.Parse("05/06/2026", day.DMY)
	same(t, "day first", d, "2026-06-05")
	d, _ = day.Parse("05/06/2026", day.MDY)
	same(t, "month first", d, "2026-05-06")
	d, _ = day.Parse("06/06/2026", day.YMD)
	same(t, "both alike", d, "2026-06-06")
	d, err := day.Parse("05/06/2026", day.YMD)
	if d != "" || err == nil || !strings.Contains(err.Error(), "month as a word") {
		t.Errorf("year first guesses: %q, %v", d, err)
	}
}

func TestADayThatCannotBeReadIsToldWhatToWrite(t *testing.T) {
	for typed, say := range map[string]string{
		"soon": "Give a day", "31/12": "Give a day", "Q3 2026": "Give a day", "31/12/26": "four digits", "31 Dec 26": "four digits",
		"29/02/2026": "February 2026 has 28 days", "2026-02-30": "28 days", "31 April 2026": "30 days", "31/12/1899": "from 1900 to 2199",
		"31 Dec 2200": "from 1900 to 2199", "13/13/2026": "Give a day", "0/5/2026": "Give a day", "2026-12-31T10:00:00Z": "Give a day",
		"NaN": "Give a day", strings.Repeat("1", 100_000): "Give a day", "\x00\xff": "Give a day", "31 Foo 2026": "Give a day",
	} {
		d, err := day.Parse(typed, day.DMY)
		if d != "" || err == nil || !strings.Contains(err.Error(), say) {
			t.Errorf("%.40q: got %q, %v, want %q", typed, d, err, say)
		}
	}
	d, err := day.Parse(" \t", day.DMY)
	if d != "" || err != nil {
		t.Errorf("no text is no day and no error: %q, %v", d, err)
	}
}

func TestDeadlineWordsOfPlansBecomeDays(t *testing.T) {
	february := day.Calendar{FiscalStart: time.February}
	january := day.Calendar{}
	const ref = day.Day("2021-07-01")
	for _, c := range []struct {
		cal  day.Calendar
		text string
		want day.Day
	}{
		{february, "due end of 2021-July", "2021-07-31"}, {february, "End of may 2021", "2021-05-31"}, {february, "FQ2", "2021-07-31"},
		{february, "FQ1", "2022-04-30"}, {february, "October 1", "2021-10-01"}, {february, "FY22Q4", "2022-01-31"}, {february, "FY22 Q2", "2021-07-31"},
		{february, "FY-21-Q4", "2021-01-31"}, {february, "Estimated: FY21-Q1", "2020-04-30"}, {february, "FY22", "2022-01-31"},
		{february, "CY19-Q3", "2019-09-30"}, {february, "Estimated completion July 30th", "2021-07-30"}, {february, "ETA March 2021", "2021-03-31"},
		{february, "September 30, 2023", "2023-09-30"}, {february, "2030", "2030-12-31"}, {january, "Q3 2026", "2026-09-30"},
		{january, "2026-Q3", "2026-09-30"}, {january, "Q3", "2021-09-30"}, {january, "Q1", "2022-03-31"}, {january, "FQ3 2026", "2026-09-30"},
		{day.Calendar{FiscalStart: time.October}, "FY2022 Q4", "2022-09-30"}, {january, "by the end of July", "2021-07-31"},
		{january, "end of June", "2022-06-30"}, {january, "Feb 2024", "2024-02-29"}, {january, "29 February", "2024-02-29"},
		{january, "30 June", "2022-06-30"}, {january, "1 July.", "2021-07-01"}, {january, "end of Q4 2026", "2026-12-31"},
	} {
		got, sure := day.ParseWords(c.text, c.cal, ref)
		if !sure || got != c.want {
			t.Errorf("%q: got %q, %v, want %q", c.text, got, sure, c.want)
		}
	}
}

func TestDeadlineWordsThatAreNotSureAreLeftAlone(t *testing.T) {
	february := day.Calendar{FiscalStart: time.February}
	for _, text := range []string{
		"", "~2 months", "~6-12 months", "~1 month (Sept 2020)", "early July", "mid 2021", "as of October 1, 2021", "within 5 business days", "Q3 2026", "Q3", "Planned for Q3-Q4",
		"05/06/2026", "may", "July", "end of", "3 years", "30 years", "22", "Q5 2026", "FQ5", "CY FQ2", "22Q4", "February 30", "RFC 42", "2200", "1899", "FY22-FY23", "as of 2021", strings.Repeat("by ", 40) + "2030",
	} {
		if got, sure := day.ParseWords(text, february, "2021-07-01"); sure || got != "" {
			t.Errorf("%q was taken for %q", text, got)
		}
	}
	for _, text := range []string{"FQ2", "October 1", "end of July"} {
		if got, sure := day.ParseWords(text, february, ""); sure {
			t.Errorf("%q without a day to count from was taken for %q", text, got)
		}
	}
}

func FuzzADayThatIsReadIsRealAndReadsBack(f *testing.F) {
	for _, seed := range []string{"2026-12-31", "31/12/2026", "Feb 29, 2028", "FY22Q4", "end of 2021-July", "\x00", "9999999999", "١٢/٠٣/٢٠٢٦"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, typed string) {
		for _, order := range []day.Order{day.DMY, day.MDY, day.YMD} {
			d, err := day.Parse(typed, order)
			if err == nil && d == "" && strings.TrimSpace(typed) != "" || d != "" && (err != nil || !d.Valid()) {
				t.Fatalf("%q read as %q, %v", typed, d, err)
			}
			if back, _ := day.Parse(d.Typed(order), order); back != d {
				t.Fatalf("%q became %q and then %q", typed, d, back)
			}
		}
		if d, sure := day.ParseWords(typed, day.Calendar{FiscalStart: time.October}, "2026-11-22"); sure != d.Valid() {
			t.Fatalf("%q: sure is %v and the day %q", typed, sure, d)
		}
	})
}
