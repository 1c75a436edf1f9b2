package models_test

import (
	"slices"
	"strings"
	"testing"

	ics "github.com/arran4/golang-ical"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/demo"
)

func TestReadingsFollowFromTheirClockAndPassOverDaysOff(t *testing.T) {
	c := models.NewCompany("Acme")
	c.Holidays = "2026-12-25 Christmas Day\n2027-01-01"
	cal := c.Calendar()
	clock := &models.Cadence{Clock: models.ClockReadings, FirstDay: "2026-12-04"} // a Friday
	got := models.ReadingDays(clock, "2026-12-01", "2027-01-10", cal)
	if want := []day.Day{"2026-12-04", "2026-12-11", "2026-12-18", "2026-12-28", "2027-01-04", "2027-01-08"}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	if far := models.ReadingDays(clock, "2031-03-01", "2031-03-31", cal); len(far) != 4 || far[0] != "2031-03-07" {
		t.Errorf("years later: %v", far)
	}
	if models.ReadingDays(nil, "2026-12-01", "2026-12-31", cal) != nil || len(models.ReadingDays(clock, "2026-11-01", "2026-11-30", cal)) != 0 {
		t.Error("readings without a clock, or before its first day")
	}
	if cal.AddWorkingDays("2026-12-24", 1) != "2026-12-28" || cal.WhyOff("2026-12-25") != "Christmas Day" || cal.WhyOff("2027-01-01") != "a day off" || cal.WhyOff("2026-12-26") != "a Saturday" || cal.WhyOff("2026-12-28") != "" {
		t.Error("the days off do not count")
	}
}

func TestDaysOffAreReadAsPeopleWriteThem(t *testing.T) {
	list, line := models.ReadHolidays("25 December 2026: Christmas Day\n\n1 Jan 2027\n2026-12-25 again\nMay 1, 2027 Labour Day")
	if line != 0 || len(list) != 3 || list[0].Name != "Christmas Day" || list[1] != (models.Holiday{Day: "2027-01-01"}) || list[2] != (models.Holiday{Day: "2027-05-01", Name: "Labour Day"}) {
		t.Errorf("%d %+v", line, list)
	}
	for text, want := range map[string]int{"Christmas": 1, "2026-12-25\n31 February 2027 nothing": 2} {
		if _, line := models.ReadHolidays(text); line != want {
			t.Errorf("%q is blamed at line %d", text, line)
		}
	}
}

func calendarOf(t *testing.T, db *models.DB, who models.Who) (text string, file *ics.Calendar) {
	t.Helper()
	read(t, db, who, func(r *models.Read) error {
		f, err := r.CalendarFile()
		if err != nil {
			return err
		}
		f.Host, f.Link = "plan.example", func(kind, ref string) string { return "https://plan.example/" + kind + "/" + ref }
		text = f.ICS()
		file, err = ics.ParseCalendar(strings.NewReader(text))
		return err
	})
	return text, file
}

func TestTheFileForCalendarProgramsKeepsNamesRaisesSequencesAndHoldsOnlyWhatOneMaySee(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner, lead := as(t, db, c.Owner), as(t, db, c.Lead)
		hostile := "Ship it\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:Forged, by; title\\"
		var next *models.Review
		write(t, db, models.CommandLine, func(tx *models.Tx) error {
			o, err := tx.ObjectiveByRef("B2") // Priya Raman's, who leads
			if err != nil {
				return err
			}
			before := *o
			o.Title = hostile
			if err := tx.SaveObjective(models.ObjectiveChanged, &before, o); err != nil {
				return err
			}
			return tx.Insert(&models.Objective{Title: "A draft's secret", State: models.Active, OwnerPersonID: &c.Lead.ID, DueDay: tx.Today().Add(30)})
		})
		read(t, db, owner, func(r *models.Read) error {
			list, err := r.ReviewsOf(c.Strategy.ID, r.Today().Add(3), 1)
			next = list[0]
			return err
		})
		text, file := calendarOf(t, db, lead)
		own := 0
		for _, line := range strings.Split(text, "\r\n") {
			if strings.ContainsAny(line, "\r\n") || len(line) > 75 || strings.HasPrefix(line, "SUMMARY:Forged") {
				t.Errorf("a line of the file: %q", line)
			}
		}
		at := func(file *ics.Calendar, uid string) *ics.VEvent {
			for _, e := range file.Events() {
				if e.Id() == uid {
					return e
				}
			}
			t.Fatalf("no entry %s", uid)
			return nil
		}
		for _, e := range file.Events() {
			if strings.HasPrefix(e.Id(), "objective-") || strings.HasPrefix(e.Id(), "task-") {
				own++
			}
			start := e.GetProperty(ics.ComponentPropertyDtStart)
			if len(start.Value) != 8 || start.ICalParameters["VALUE"][0] != "DATE" || e.GetProperty(ics.ComponentPropertyDtstamp) == nil {
				t.Errorf("%s starts %+v", e.Id(), start)
			}
		}
		if own == 0 || strings.Contains(text, "secret") {
			t.Errorf("%d of one's own; %v", own, strings.Contains(text, "secret"))
		}
		if _, member := calendarOf(t, db, as(t, db, c.Member)); len(member.Events()) == len(file.Events()) {
			t.Error("a member's calendar is the lead's")
		}
		uid := "review-" + next.ID + "@plan.example"
		before := at(file, uid)
		write(t, db, owner, func(tx *models.Tx) error {
			r, err := tx.ReviewByRef(next.Ref)
			if err != nil {
				return err
			}
			return tx.MoveReview(r, models.ReviewChange{To: "2026-12-17", Reason: "The hall, alas; is closed", Version: r.Version})
		})
		_, file = calendarOf(t, db, lead)
		after := at(file, uid)
		value := func(e *ics.VEvent, p ics.ComponentProperty) string { return e.GetProperty(p).Value }
		if value(before, ics.ComponentPropertySequence) != "0" || value(after, ics.ComponentPropertySequence) != "1" || value(after, ics.ComponentPropertyDtStart) != "20261217" ||
			!strings.Contains(value(after, ics.ComponentPropertyDescription), "because: The hall, alas; is closed") {
			t.Errorf("%s then %s", before.Serialize(nil), after.Serialize(nil))
		}
	})
}

func TestADateIsMovedOnlyFromWhatStandsThereToADayThatMakesSense(t *testing.T) {
	withExample(t, func(t *testing.T, db *models.DB, c *demo.Company) {
		owner := as(t, db, c.Owner)
		var ref string
		var version int
		read(t, db, owner, func(r *models.Read) error {
			list, err := r.ReviewsOf(c.Strategy.ID, r.Today().Add(3), 1)
			ref, version = list[0].Ref, list[0].Version
			return err
		})
		move := func(change models.ReviewChange) *models.Refusal {
			t.Helper()
			change.Reason = "The hall is closed"
			err := db.Write(t.Context(), owner, func(tx *models.Tx) error {
				r, err := tx.ReviewByRef(ref)
				if err != nil {
					return err
				}
				return tx.MoveReview(r, change)
			})
			refused, _ := models.AsRefusal(err)
			if err != nil && refused == nil {
				t.Fatal(err)
			}
			return refused
		}
		for to, say := range map[day.Day]string{"2026-12-19": "no working day: a Saturday", "2029-01-05": "The calendar runs until", "2026-11-15": "Give a day from", "": "Give a day from"} {
			if r := move(models.ReviewChange{To: to, Version: version}); r == nil || r.About != "to" || !strings.Contains(r.Say, say) {
				t.Errorf("%q: %+v", to, r)
			}
		}
		if r := move(models.ReviewChange{To: "2026-12-19", Version: version, Anyway: true}); r != nil {
			t.Fatal(r)
		}
		r := move(models.ReviewChange{To: "2026-12-21", Version: version})
		if r == nil || r.Kind != models.KindStale || !strings.Contains(r.Say, "Maja Holm moved it") || !strings.Contains(r.Say, "The hall is closed") {
			t.Errorf("over what somebody moved meanwhile: %+v", r)
		}
		if r := move(models.ReviewChange{To: "2026-12-19", Version: version + 1, Anyway: true}); r == nil || !strings.Contains(r.Say, "already") {
			t.Errorf("to the same day: %+v", r)
		}
	})
}
