package models

import (
	"strconv"
	"strings"
	"time"
	"unicode"

	ics "github.com/arran4/golang-ical"

	"throughline/models/day"
)

// CalendarFile is what goes into a calendar program: the dates of the rhythm, and what is due in the reader's own name.
type CalendarFile struct {
	Year    *CalendarYear
	Own     []*DueThing
	Company string
	Host    string                        // of this installation, for lasting names of the entries
	Link    func(kind, ref string) string // the page of a thing
}

// CalendarFile reads what a person's calendar holds: the dates of a year back and a year ahead, with the rights of this moment.
func (r *Read) CalendarFile() (*CalendarFile, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	f := &CalendarFile{Company: c.Name}
	if f.Year, err = r.CalendarYear(r.Today().AddMonths(-12)); err != nil {
		return nil, err
	}
	for range 2 { // the year ahead, and the month at its end
		next, err := r.CalendarYear(f.Year.To.Add(1))
		if err != nil {
			return nil, err
		}
		f.Year.Months, f.Year.To = append(f.Year.Months, next.Months...), next.To
	}
	f.Year.Months = f.Year.Months[:25]
	f.Year.To = f.Year.Months[24].First.AddMonths(1).Add(-1)
	f.Own, err = r.OwnDue(f.Year.From, f.Year.To)
	return f, err
}

// ICS writes the file in the form calendar programs read (RFC 5545). An entry keeps its name when it moves, and its sequence rises.
func (f *CalendarFile) ICS() string {
	cal := ics.NewCalendarFor("Throughline")
	cal.SetProductId("-//Throughline//Calendar//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetName(plainLine(f.Company + ": strategy"))
	cal.SetXWRCalName(plainLine(f.Company + ": strategy"))
	cal.SetRefreshInterval("PT6H")
	cal.SetXPublishedTTL("PT6H")
	for _, d := range f.Year.Dates() {
		f.date(cal, d)
	}
	f.readings(cal)
	for _, d := range f.Own {
		e := f.entry(cal, d.Kind+"-"+d.ID, d.Day, d.Version, d.UpdatedAt)
		what, about := d.words()
		e.SetSummary(plainLine(what + ": " + d.Title))
		e.SetDescription(about)
		e.SetURL(f.Link(d.Kind, d.Ref))
		if d.Cancelled {
			e.SetStatus(ics.ObjectStatusCancelled)
		}
	}
	return cal.Serialize(ics.WithNewLineWindows)
}

// words say what is due, in the title of the entry and below it.
func (d *DueThing) words() (what, about string) {
	switch d.Kind {
	case "handoff":
		return "Answer by", "The handoff " + d.Ref + " waits for your answer."
	case "workflow":
		return "Ends by", "You wind down the workflow " + d.Ref + "."
	}
	return "Due", "Your " + d.Kind + " " + d.Ref + " is due."
}

func (f *CalendarFile) date(cal *ics.Calendar, d CalendarDate) {
	e := f.entry(cal, "review-"+d.ID, d.Day, d.Version, d.Changed)
	kind, about := "review", []string{ClockWords(d.Clock) + "."}
	if d.Clock == ClockInitiative {
		kind, about = "initiative", []string{"Review of the initiative " + d.Ref + "."}
	}
	e.SetSummary(plainLine(d.Name()))
	if d.Owner != "" {
		about = append(about, "Called by "+d.Owner+".")
	}
	for _, m := range d.Moves {
		about = append(about, strings.ToUpper(m.Words()[:1])+m.Words()[1:])
	}
	e.SetDescription(plainText(strings.Join(about, "\n")))
	e.SetURL(f.Link(kind, d.Ref))
	if d.State == Skipped {
		e.SetStatus(ics.ObjectStatusCancelled)
	}
}

// readings is one entry that comes each week. Days on which nobody works are left out and stand on the next working day instead.
func (f *CalendarFile) readings(cal *ics.Calendar) {
	c := f.Year.Clock(ClockReadings)
	if c == nil || !c.FirstDay.Valid() {
		return
	}
	first := c.FirstDay
	if late := f.Year.From.Sub(first); late > 0 {
		first = first.Add((late + 6) / 7 * 7)
	}
	if first.After(f.Year.To) {
		return
	}
	e := f.entry(cal, "readings-"+c.ID, first, c.Version, c.UpdatedAt)
	e.SetSummary("Readings of the week")
	e.SetDescription("Record the newest value of each metric.")
	e.SetURL(f.Link("outcomes", ""))
	e.AddRrule("FREQ=WEEKLY;UNTIL=" + compact(f.Year.To))
	for d := first; !d.After(f.Year.To); d = d.Add(7) {
		if f.Year.Calendar.Works(d) {
			continue
		}
		e.AddExdate(compact(d), ics.WithValue("DATE"))
		if at := f.Year.Calendar.AddWorkingDays(d, 1); !at.After(f.Year.To) && at.Sub(first)%7 != 0 {
			e.AddRdate(compact(at), ics.WithValue("DATE"))
		}
	}
}

// entry is a whole day under a name that stays. Version counts the saves of the thing behind it.
func (f *CalendarFile) entry(cal *ics.Calendar, name string, d day.Day, version int, changed time.Time) *ics.VEvent {
	e := cal.AddEvent(name + "@" + f.Host)
	e.SetDtStampTime(changed.UTC())
	e.SetModifiedAt(changed.UTC())
	e.SetProperty(ics.ComponentPropertyDtStart, compact(d), ics.WithValue("DATE"))
	e.SetProperty(ics.ComponentPropertyDtEnd, compact(d.Add(1)), ics.WithValue("DATE"))
	e.SetProperty(ics.ComponentPropertySequence, strconv.Itoa(max(0, version-1)))
	e.SetTimeTransparency(ics.TransparencyTransparent)
	return e
}

// Name is a date as lists and calendars call it.
func (d CalendarDate) Name() string {
	switch d.Clock {
	case ClockPulse:
		return "Monthly pulse"
	case ClockStrategy:
		return "Review of the strategy"
	case ClockOperations:
		return "Review of operations"
	case ClockReadings:
		return "Readings of the week"
	}
	return "Review: " + d.Title
}

func compact(d day.Day) string { return strings.ReplaceAll(string(d), "-", "") }

// plainLine makes a text one line without control characters, so that nothing in a title can begin a line of its own in the file.
func plainLine(s string) string {
	return strings.Join(strings.Fields(strings.Map(printable, s)), " ")
}

// plainText keeps line breaks, which the file writes as marks.
func plainText(s string) string {
	lines := strings.Split(strings.ReplaceAll(s, "\r", "\n"), "\n")
	for i, l := range lines {
		lines[i] = plainLine(l)
	}
	return strings.Join(lines, "\n")
}

func printable(r rune) rune {
	if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == unicode.ReplacementChar {
		return ' '
	}
	return r
}
