package views

import (
	"strconv"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// CalendarPage is the year of reviews with the ways to a calendar program.
type CalendarPage struct {
	Page
	Year    *models.CalendarYear
	Feed    *models.CalendarFeed // the reader's own; nil when there is none
	Address string               // the private address, just made; it is shown this once
	Now     time.Time
	Moves   bool // may move dates
}

// ReviewPage is one date of the cadence, with the traces of its moves.
type ReviewPage struct {
	Page
	Review   *models.Review
	Standing string // how its date stands today
	Owner    string
	Off      string // why its day is no working day; empty when it is one
	Moves    []*models.ReviewMove
	Form     *form.Form // nil for those who may not move it

	Agendas []ReviewAgenda
}

// ReviewAgenda is one of the reviews that a date is for: of the strategy, or of one department's operations.
type ReviewAgenda struct {
	Name, Team string // Team is a reference; empty for the strategy
	Sheet      *models.ReviewSheet
	May        bool // the reader may prepare it
}

// clockSign is the icon of a clock, the same in grid, list and key.
func clockSign(clock string) string {
	switch clock {
	case models.ClockPulse:
		return "pulse"
	case models.ClockStrategy:
		return "target"
	case models.ClockOperations:
		return "flow"
	case models.ClockInitiative:
		return "outcome"
	}
	return "check"
}

// reviewTag is how a date stands: shape and word.
func reviewTag(state string) (mark, icon, word string) {
	switch {
	case state == models.Held:
		return "ok", "ok", "Held"
	case state == models.Overdue:
		return "risk", "risk", "Overdue"
	case state == models.Missed:
		return "off", "off", "Missed"
	case state == models.Skipped:
		return "none", "stop", "Skipped"
	case state == models.Planned:
		return "none", "none", "Planned"
	}
	return "none", "clock", "To come"
}

func dateHref(d models.CalendarDate) string {
	switch {
	case d.Ref == "":
		return ""
	case d.Clock == models.ClockInitiative:
		return link.Initiative(d.Ref)
	}
	return link.Review(d.Ref)
}

// cell is one square of a month's grid.
type cell struct {
	day     day.Day // none before the first of the month
	works   bool
	today   bool
	reading bool
	dates   []models.CalendarDate
}

// cells are a month's squares, Monday first.
func cells(y *models.CalendarYear, m models.CalendarMonth) []cell {
	var list []cell
	for d := m.First.Monday(); d.Before(m.First); d = d.Add(1) {
		list = append(list, cell{works: true})
	}
	last := m.First.AddMonths(1).Add(-1)
	for d := m.First; !d.After(last); d = d.Add(1) {
		one := cell{day: d, works: y.Calendar.Works(d), today: d == y.Today}
		for _, at := range m.Readings {
			one.reading = one.reading || at == d
		}
		for _, date := range m.Dates {
			if date.Day == d {
				one.dates = append(one.dates, date)
			}
		}
		list = append(list, one)
	}
	return list
}

func (c cell) number() string {
	if c.day == "" {
		return ""
	}
	return strconv.Itoa(c.day.Time().Day())
}

func monthName(d day.Day) string { return d.Time().Format("January 2006") }

func weekdayShort(d day.Day) string { return d.Time().Format("Mon 2 Jan") }

// readingDayWords are the days of a month on which readings are due: "Readings on 7, 14, 21 and 28".
func readingDayWords(list []day.Day) string {
	text := ""
	for i, d := range list {
		switch {
		case i == 0:
		case i == len(list)-1:
			text += " and "
		default:
			text += ", "
		}
		text += strconv.Itoa(d.Time().Day())
	}
	return "Readings on " + text
}

func offWords(list []models.Holiday) string {
	text := ""
	for i, h := range list {
		if i > 0 {
			text += ", "
		}
		text += h.Day.Time().Format("2 Jan")
		if h.Name != "" {
			text += " " + h.Name
		}
	}
	return "No work on " + text
}

// nextOf is the next date of each clock that is still to come.
func nextOf(y *models.CalendarYear) []models.CalendarDate {
	seen := map[string]bool{}
	var list []models.CalendarDate
	for _, d := range y.Dates() {
		if d.State == models.Scheduled && !d.Day.Before(y.Today) && !seen[d.Clock] {
			seen[d.Clock] = true
			list = append(list, d)
		}
	}
	return list
}

func overdueIn(y *models.CalendarYear) (n int) {
	for _, d := range y.Dates() {
		if d.State == models.Overdue {
			n++
		}
	}
	return n
}

func (p CalendarPage) turn(months int) string {
	return link.Calendar(string(p.Year.From.AddMonths(months))[:7])
}

func reviewFacts(p ReviewPage) []parts.Answer {
	_, _, word := reviewTag(p.Standing)
	day := p.Review.Day.Long() + ", " + p.Review.Day.Relative(p.Today)
	if p.Off != "" {
		day += ". No working day: " + p.Off + "."
	}
	list := []parts.Answer{{Label: "Day", Text: day}, {Label: "Who calls it", Text: p.Owner, Missing: "Nobody yet"}, {Label: "State", Text: word}}
	if p.Review.Day != p.Review.PlannedDay {
		list = append(list, parts.Answer{Label: "First planned for", Text: p.Review.PlannedDay.Long()})
	}
	return append(list, parts.Answer{Label: "What it is", Text: say.Upper(models.ClockWords(p.Review.Clock))})
}
