package day

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

var (
	lead      = regexp.MustCompile(`^(due|by|eta|deadline|planned for|estimated completion|estimated|the)\b[: ]*`)
	atEnd     = regexp.MustCompile(`^end( of)?\b *`)
	monthYear = regexp.MustCompile(`^([a-z]+)\.?[ ,-]*([0-9]{4})$`)
	yearMonth = regexp.MustCompile(`^([0-9]{4})[ -]*([a-z]+)$`)
	monthDay  = regexp.MustCompile(`^([a-z]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?$`)
	dayMonth  = regexp.MustCompile(`^([0-9]{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]+)$`)
	wholeYear = regexp.MustCompile(`^(fy|cy)?[ -]?([0-9]{2}|[0-9]{4})$`)
	yearQ     = regexp.MustCompile(`^(fy|cy)?[ -]?([0-9]{2}|[0-9]{4})[ -]*(f?)q([1-4])$`)
	qYear     = regexp.MustCompile(`^(f?)q([1-4])(?:[ -]*(?:of )?(fy|cy)?[ -]?([0-9]{2}|[0-9]{4}))?$`)
)

// ParseWords reads the deadline words of plans: "end of 2021-July", "FQ2", "October 1", "FY22Q4",
// "September 30, 2023", "2030". A period means its last day. Words without a year mean the next such
// day from ref on. FY and FQ follow the company's fiscal year; a plain quarter counts only where the
// fiscal year is the calendar year. It returns false when it is not sure: "~2 months", "early July",
// "as of October 1, 2021", 05/06/2026.
func ParseWords(text string, cal Calendar, ref Day) (Day, bool) {
	if len(text) > 80 {
		return "", false
	}
	s := strings.Join(strings.Fields(strings.ToLower(strings.ReplaceAll(text, "\u00a0", " "))), " ")
	s = strings.TrimRight(s, ".;, ")
	for lead.MatchString(s) {
		s = lead.ReplaceAllString(s, "")
	}
	end := atEnd.MatchString(s)
	s = lead.ReplaceAllString(atEnd.ReplaceAllString(s, ""), "")
	d := oneDay(s, ref)
	if d == "" {
		d = lastDay(s, end, cal, ref)
	}
	return d, d.Valid()
}

// oneDay reads words that name one day.
func oneDay(s string, ref Day) Day {
	if d, err := Parse(s, YMD); err == nil && d != "" {
		return d
	}
	if m := monthDay.FindStringSubmatch(s); m != nil {
		return nextDay(m[1], m[2], ref)
	}
	if m := dayMonth.FindStringSubmatch(s); m != nil {
		return nextDay(m[2], m[1], ref)
	}
	return ""
}

// lastDay reads words that name a month, a quarter or a year.
func lastDay(s string, end bool, cal Calendar, ref Day) Day {
	if m := monthYear.FindStringSubmatch(s); m != nil && m[1] != "fy" && m[1] != "cy" {
		return endOfMonth(m[1], m[2])
	}
	if m := yearMonth.FindStringSubmatch(s); m != nil {
		return endOfMonth(m[2], m[1])
	}
	if month, known := monthNamed(s); known && end && ref.Valid() {
		year := ref.Time().Year()
		if month < ref.Time().Month() {
			year++
		}
		return On(year, month, lastOf(year, month))
	}
	if m := yearQ.FindStringSubmatch(s); m != nil {
		return endOfQuarter(m[1], m[2], m[3], m[4], cal, ref)
	}
	if m := qYear.FindStringSubmatch(s); m != nil {
		return endOfQuarter(m[3], m[4], m[1], m[2], cal, ref)
	}
	if m := wholeYear.FindStringSubmatch(s); m != nil && (m[1] != "" || len(m[2]) == 4) {
		if m[1] != "fy" {
			cal.FiscalStart = time.January
		}
		_, to := cal.quarter(fullYear(m[2]), 4)
		return to
	}
	return ""
}

func nextDay(month, dayOfMonth string, ref Day) Day {
	m, known := monthNamed(month)
	n, _ := strconv.Atoi(dayOfMonth)
	if !known || !ref.Valid() {
		return ""
	}
	// Eight years hold every 29 February that can come next, also across a century.
	for year := ref.Time().Year(); year <= ref.Time().Year()+8; year++ {
		if d := On(year, m, n); d.Valid() && d >= ref {
			return d
		}
	}
	return ""
}

func endOfMonth(month, year string) Day {
	m, known := monthNamed(month)
	if !known {
		return ""
	}
	return On(fullYear(year), m, lastOf(fullYear(year), m))
}

func endOfQuarter(kind, year, fiscal, number string, cal Calendar, ref Day) Day {
	fiscalYear := kind == "fy" || fiscal == "f"
	if kind == "cy" {
		if fiscal == "f" {
			return ""
		}
		cal.FiscalStart = time.January
	} else if !fiscalYear && cal.start() != time.January || kind == "" && len(year) == 2 {
		return ""
	}
	q, _ := strconv.Atoi(number)
	if year != "" {
		_, to := cal.quarter(fullYear(year), q)
		return to
	}
	if !ref.Valid() {
		return ""
	}
	current, _ := cal.fiscal(ref)
	_, to := cal.quarter(current, q)
	if to < ref {
		_, to = cal.quarter(current+1, q)
	}
	return to
}

func fullYear(s string) int {
	n, _ := strconv.Atoi(s)
	if len(s) == 2 {
		n += 2000
	}
	return n
}
