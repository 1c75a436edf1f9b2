package models

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"throughline/models/day"
)

// usualLimit is how much one person carries before advice says so, where the company has not set another number.
const usualLimit = 5

// mostHolidays bounds the list of days off.
const mostHolidays = 400

// Carries is how many goals, objectives, processes and verdicts one person can carry before advice says that it is much.
func (c *Company) Carries() int {
	if c.OwnerLimit < 1 {
		return usualLimit
	}
	return c.OwnerLimit
}

// Holiday is one day on which the company does not work.
type Holiday struct {
	Day  day.Day
	Name string // may be empty
}

// ReadHolidays reads a list of days off, one a line: a day, and after it a name if it has one. Line is the first that cannot be read,
// counted from 1; 0 when all can.
func ReadHolidays(text string) (list []Holiday, line int) {
	for i, one := range strings.Split(text, "\n") {
		one = strings.TrimSpace(one)
		if one == "" {
			continue
		}
		h, ok := readHoliday(one)
		if !ok || len(list) == mostHolidays {
			return list, i + 1
		}
		list = append(list, h)
	}
	slices.SortStableFunc(list, func(a, b Holiday) int { return cmp.Compare(a.Day, b.Day) })
	return slices.CompactFunc(list, func(a, b Holiday) bool { return a.Day == b.Day }), 0
}

// readHoliday takes the longest beginning of a line that is a day; the rest is its name.
func readHoliday(line string) (Holiday, bool) {
	words := strings.Fields(line)
	for n := min(len(words), 4); n > 0; n-- {
		if d, err := day.Parse(strings.TrimRight(strings.Join(words[:n], " "), ":,;"), ""); err == nil && d.Valid() {
			return Holiday{Day: d, Name: strings.Join(words[n:], " ")}, true
		}
	}
	return Holiday{}, false
}

// daysOff are the company's holidays as its calendar counts with them.
func (c *Company) daysOff() map[day.Day]string {
	if c.Holidays == "" {
		return nil
	}
	list, _ := ReadHolidays(c.Holidays)
	off := make(map[day.Day]string, len(list))
	for _, h := range list {
		off[h.Day] = h.Name
	}
	return off
}

// holidayLines writes days off as they are kept.
func holidayLines(list []Holiday) string {
	var b strings.Builder
	for _, h := range list {
		fmt.Fprintln(&b, strings.TrimSpace(string(h.Day)+" "+h.Name))
	}
	return strings.TrimSpace(b.String())
}
