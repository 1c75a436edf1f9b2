package day

import (
	"fmt"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Order is the order in which a person types the parts of a day. The empty Order behaves as YMD.
type Order string

// The three orders people type: 31/12/2026, 12/31/2026 and 2026-12-31.
const (
	DMY Order = "DMY"
	MDY Order = "MDY"
	YMD Order = "YMD"
)

// Unreadable is the sentence that tells a person why a typed day could not be read and what to write.
type Unreadable string

func (u Unreadable) Error() string { return string(u) }

const askDay Unreadable = "Give a day, for example 31 December 2026."

// Parse reads a day as people type it: 2026-12-31, 31/12/2026, 31.12.2026, 31 Dec 2026, December 31, 2026.
// The order decides what 05/06/2026 means; a number above 12 can only be the day, whatever the order.
// With the order YMD such a pair is refused instead of guessed. An empty text is no day and no error.
// The error is Unreadable: a sentence to show beside the field.
func Parse(typed string, order Order) (Day, error) {
	if strings.TrimSpace(typed) == "" {
		return "", nil
	}
	part, ok := split(typed)
	if !ok {
		return "", askDay
	}
	a, b, c := part[0], part[1], part[2]
	switch {
	case a.month > 0 && b.small() && c.any():
		return exact(c, a.month, b.number)
	case b.month > 0 && a.small() && c.any():
		return exact(c, b.month, a.number)
	case b.month > 0 && a.year() && c.small():
		return exact(a, b.month, c.number)
	case a.year() && b.small() && c.small():
		return exact(a, time.Month(b.number), c.number)
	case a.small() && b.small() && c.any():
		return byOrder(a.number, b.number, c, order)
	}
	return "", askDay
}

func byOrder(a, b int, year piece, order Order) (Day, error) {
	switch {
	case a > 12, b <= 12 && order == DMY:
		return exact(year, time.Month(b), a)
	case b > 12, order == MDY:
		return exact(year, time.Month(a), b)
	case a == b:
		return exact(year, time.Month(a), b)
	}
	return "", Unreadable("Write the month as a word, so that day and month are not mixed up: 31 December 2026.")
}

func exact(year piece, month time.Month, dayOfMonth int) (Day, error) {
	if !year.year() {
		return "", Unreadable("Write the year with four digits, for example 2026.")
	}
	if year.number < firstYear || year.number > lastYear {
		return "", Unreadable(fmt.Sprintf("Give a year from %d to %d.", firstYear, lastYear))
	}
	if month < time.January || month > time.December || dayOfMonth < 1 {
		return "", askDay
	}
	if last := lastOf(year.number, month); dayOfMonth > last {
		return "", Unreadable(fmt.Sprintf("%s %d has %d days. Give a day that exists.", month, year.number, last))
	}
	return On(year.number, month, dayOfMonth), nil
}

// piece is one part of a typed day: digits, or the name of a month.
type piece struct {
	number, digits int
	month          time.Month
}

func (p piece) small() bool { return p.digits == 1 || p.digits == 2 }
func (p piece) year() bool  { return p.digits == 4 }
func (p piece) any() bool   { return p.digits == 2 || p.digits == 4 }

// split cuts a typed day into its three parts; a weekday before them and "of" between them are passed over.
func split(typed string) (part []piece, ok bool) {
	if len(typed) > 60 {
		return nil, false
	}
	for i, word := range words(typed) {
		digits := strings.TrimRight(word, "abcdefghijklmnopqrstuvwxyz")
		suffix := word[len(digits):]
		switch {
		case digits == "" && suffix == "of", digits == "" && i == 0 && isWeekday(suffix):
			continue
		case digits == "":
			month, known := monthNamed(suffix)
			if !known {
				return nil, false
			}
			part = append(part, piece{month: month})
		default:
			n, err := strconv.ParseUint(digits, 10, 16)
			if err != nil || suffix != "" && (!isOrdinal(suffix) || len(digits) > 2) {
				return nil, false
			}
			part = append(part, piece{number: int(n), digits: len(digits)})
		}
	}
	return part, len(part) == 3
}

// words cuts at blanks, commas, slashes, points and hyphens, in small letters.
func words(typed string) []string {
	return strings.FieldsFunc(strings.ToLower(typed), func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(",/.-", r) })
}

func isOrdinal(s string) bool { return s == "st" || s == "nd" || s == "rd" || s == "th" }

func isWeekday(s string) bool {
	for d := time.Sunday; d <= time.Saturday; d++ {
		if name := strings.ToLower(d.String()); s == name || s == name[:3] {
			return true
		}
	}
	return false
}

// monthNamed knows the English months in full, by three letters, and "sept".
func monthNamed(s string) (time.Month, bool) {
	for m := time.January; m <= time.December; m++ {
		if name := strings.ToLower(m.String()); s == name || s == name[:3] {
			return m, true
		}
	}
	return time.September, s == "sept"
}
