package models_test

import (
	"strings"
	"testing"
	"time"

	"throughline/models"
	"throughline/models/day"
)

func week() day.Calendar {
	return day.Calendar{Zone: time.UTC, Working: [7]bool{false, true, true, true, true, true, false}, Off: map[day.Day]string{"2026-12-31": "New Year’s Eve"}}
}

func TestATaskComesAgainOnTheDaysOfItsRule(t *testing.T) {
	mon, thu := time.Monday, time.Thursday
	for name, c := range map[string]struct {
		p     models.Repeat
		start day.Day
		want  string
	}{
		"every third day, over a change of clocks": {models.Repeat{Every: 3, Unit: models.EveryDay}, "2026-03-27", "2026-03-30 2026-04-02 2026-04-05"},
		"every day, when clocks go back":           {models.Repeat{Every: 1, Unit: models.EveryDay}, "2026-10-24", "2026-10-25 2026-10-26 2026-10-27"},
		"two days each week":                       {models.Repeat{Every: 1, Unit: models.EveryWeek, Weekdays: []time.Weekday{thu, mon}}, "2026-11-16", "2026-11-19 2026-11-23 2026-11-26"},
		"every second week":                        {models.Repeat{Every: 2, Unit: models.EveryWeek, Weekdays: []time.Weekday{mon}}, "2026-12-21", "2027-01-04 2027-01-18 2027-02-01"},
		"a day that the rule does not name":        {models.Repeat{Every: 1, Unit: models.EveryWeek, Weekdays: []time.Weekday{mon}}, "2026-11-18", "2026-11-23 2026-11-30 2026-12-07"},
		"the 31st of each month":                   {models.Repeat{Every: 1, Unit: models.EveryMonth, In: models.OnSameDay}, "2027-01-31", "2027-02-28 2027-03-31 2027-04-30"},
		"the 30th over February":                   {models.Repeat{Every: 1, Unit: models.EveryMonth, In: models.OnSameDay}, "2027-01-30", "2027-02-28 2027-03-30 2027-04-30"},
		"leap day, each year":                      {models.Repeat{Every: 12, Unit: models.EveryMonth, In: models.OnSameDay}, "2024-02-29", "2025-02-28 2026-02-28 2027-02-28"},
		"leap day, every fourth year":              {models.Repeat{Every: 48, Unit: models.EveryMonth, In: models.OnSameDay}, "2024-02-29", "2028-02-29 2032-02-29 2036-02-29"},
		"the last day":                             {models.Repeat{Every: 1, Unit: models.EveryMonth, In: models.OnLastDay}, "2028-01-31", "2028-02-29 2028-03-31 2028-04-30"},
		"the last working day, with a day off":     {models.Repeat{Every: 1, Unit: models.EveryMonth, In: models.OnLastWorking}, "2026-10-30", "2026-11-30 2026-12-30 2027-01-29"},
		"until a day":                              {models.Repeat{Every: 1, Unit: models.EveryDay, Until: "2026-11-18"}, "2026-11-16", "2026-11-17 2026-11-18 "},
	} {
		again, err := models.ReadRepeat(c.p.Rule())
		if err != nil || again.Rule() != c.p.Rule() || again.Words(c.start) != c.p.Words(c.start) {
			t.Errorf("%s: %s is read as %s, %v", name, c.p.Rule(), again.Rule(), err)
		}
		var got []string
		at := c.start
		for range 3 {
			if at, err = again.After(c.start, at, week()); err != nil {
				t.Fatal(err)
			}
			got = append(got, string(at))
			if at != "" {
				if latest, err := again.Latest(c.start, at.Add(1), week()); err != nil || latest.Before(at) {
					t.Errorf("%s: the latest by %s is %s, %v", name, at.Add(1), latest, err)
				}
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestARuleOnAnOldDayEndsAndCountsWhatWasMissedOnce(t *testing.T) {
	p := models.Repeat{Every: 1, Unit: models.EveryDay}
	missed, err := p.Missed("1990-01-01", "1990-01-02", "2026-11-16", week())
	if err != nil || len(missed) != 1000 || missed[0] != "1990-01-02" {
		t.Errorf("%d days, %v", len(missed), err)
	}
	if latest, err := p.Latest("1990-01-01", "2026-11-16", week()); err != nil || latest != "2026-11-16" {
		t.Error(latest, err)
	}
	monthly := models.Repeat{Every: 1, Unit: models.EveryMonth, In: models.OnLastWorking}
	if latest, err := monthly.Latest("2026-01-30", "2026-12-30", week()); err != nil || latest != "2026-12-30" {
		t.Error(latest, err)
	}
	if latest, err := monthly.Latest("2026-01-30", "2026-12-29", week()); err != nil || latest != "2026-11-30" {
		t.Error(latest, err)
	}
}

func TestARuleIsSaidInWords(t *testing.T) {
	for want, p := range map[string]models.Repeat{
		"every 2 weeks on Monday and Thursday, until 3 March 2027":  {Every: 2, Unit: models.EveryWeek, Weekdays: []time.Weekday{time.Thursday, time.Monday}, Until: "2027-03-03"},
		"every day, 10 times in all":                                {Every: 1, Unit: models.EveryDay, Times: 10},
		"every month on day 31, or the last day of a shorter month": {Every: 1, Unit: models.EveryMonth, In: models.OnSameDay},
		"on the last working day of every month":                    {Every: 1, Unit: models.EveryMonth, In: models.OnLastWorking},
		"on the last day of every 3 months":                         {Every: 3, Unit: models.EveryMonth, In: models.OnLastDay},
	} {
		if got := p.Words("2027-01-31"); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
	for _, bad := range []string{"", "FREQ=HOURLY", "every week", "FREQ=YEARLY;INTERVAL=1"} {
		if _, err := models.ReadRepeat(bad); err == nil {
			t.Errorf("%q is a rule", bad)
		}
	}
}
