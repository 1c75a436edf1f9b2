package day

import "fmt"

// Long is d in full words: "31 December 2026". Empty when d is none.
func (d Day) Long() string { return d.layout("2 January 2006") }

// Short is d with the month cut to three letters: "31 Dec 2026". Empty when d is none.
func (d Day) Short() string { return d.layout("2 Jan 2006") }

// Typed is d as a person with this order types it; Parse with the same order reads it back.
func (d Day) Typed(order Order) string {
	switch order {
	case DMY:
		return d.layout("02/01/2006")
	case MDY:
		return d.layout("01/02/2006")
	}
	return d.layout(iso)
}

// Relative says how far d is from today: "today", "tomorrow", "in 5 weeks", "3 days ago".
// Days are counted up to two weeks, weeks up to nine, months up to two years. Empty when either is none.
func (d Day) Relative(today Day) string {
	if !d.Valid() || !today.Valid() {
		return ""
	}
	n := d.Sub(today)
	switch n {
	case 0:
		return "today"
	case 1:
		return "tomorrow"
	case -1:
		return "yesterday"
	}
	span := distance(max(n, -n))
	if n < 0 {
		return span + " ago"
	}
	return "in " + span
}

func distance(days int) string {
	switch {
	case days < 14:
		return fmt.Sprintf("%d days", days)
	case days < 63:
		return fmt.Sprintf("%d weeks", (days+3)/7)
	case days < 730:
		return fmt.Sprintf("%d months", int(float64(days)/30.44+0.5))
	}
	return fmt.Sprintf("%d years", int(float64(days)/365.25+0.5))
}

func (d Day) layout(layout string) string {
	if !d.Valid() {
		return ""
	}
	return d.Time().Format(layout)
}
