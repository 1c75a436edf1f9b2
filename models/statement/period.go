package statement

import (
	"regexp"
	"strconv"
	"strings"
)

// quarterShape reads Q3, FQ2, H1, Q3FY25 and Q2-2027 written as one word.
var quarterShape = regexp.MustCompile(`^f?[qh][1-4](-?(fy)?(20)?[0-9]{2})?$`)

// fiscalShape reads FY25, FY2025, CY25 and FY25Q2 written as one word.
var fiscalShape = regexp.MustCompile(`^[fc]y-?((?:20)?[0-9]{2})(-?[qh][1-4])?$`)

func quarterWord(w string) bool { return len(w) <= 10 && quarterShape.MatchString(w) }

// fiscal reads a fiscal year at i: FY25, FY 2025, fiscal year 2025, FY2021/22.
func fiscal(ts []token, i int) (to, year int, ok bool) {
	w := word(ts, i)
	if len(w) <= 9 {
		if m := fiscalShape.FindStringSubmatch(w); m != nil {
			y, _ := strconv.Atoi(m[1])
			if y < 100 {
				y += 2000
			}
			to = i + 1
			if (sign(ts, to) == '/' || sign(ts, to) == '-') && tight(ts, to) && tight(ts, to+1) && number(ts, to+1) && len(ts[to+1].digits) == 2 {
				to += 2
			}
			return to, y, true
		}
	}
	k := i
	switch {
	case w == "fy" || w == "cy":
		k++
	case (w == "fiscal" || w == "calendar" || w == "financial" || w == "academic" || w == "school") && word(ts, i+1) == "year":
		k += 2
	case w == "fiscal":
		k++
	default:
		return i, 0, false
	}
	if sign(ts, k) == '\'' || sign(ts, k) == '’' || sign(ts, k) == '-' {
		k++
	}
	if y, isYear := yearAt(ts, k); isYear {
		return k + 1, y, true
	}
	if number(ts, k) && len(ts[k].digits) == 2 && ts[k].suf == "" {
		return k + 1, 2000 + int(ts[k].val), true
	}
	return i, 0, false
}

// quarterDate reads quarters, halves and fiscal years.
func quarterDate(ts []token, i int) (date, bool) {
	w := word(ts, i)
	if quarterWord(w) {
		to, y := yearBehind(ts, i+1)
		return date{kind: dQuarter, from: i, to: to, year: y}, true
	}
	if to, y, ok := fiscal(ts, i); ok {
		kind := dYear
		if strings.ContainsAny(w, "qh") {
			kind = dQuarter
		}
		if quarterWord(word(ts, to)) {
			to, kind = to+1, dQuarter
		}
		return date{kind: kind, from: i, to: to, year: y}, true
	}
	if ordinals[w] && (word(ts, i+1) == "quarter" || word(ts, i+1) == "half") {
		to, y := yearBehind(ts, i+2)
		if y == 0 && word(ts, to) == "of" {
			k := to + 1
			if word(ts, k) == "the" || word(ts, k) == "this" || word(ts, k) == "next" {
				k++
			}
			if word(ts, k) == "fiscal" {
				k++
			}
			if word(ts, k) == "year" {
				return date{kind: dQuarter, from: i, to: k + 1}, true
			}
		}
		return date{kind: dQuarter, from: i, to: to, year: y}, y > 0 || w != "last" && word(ts, i-1) == "the"
	}
	return date{}, false
}

// wordDate reads periods named in words: this quarter, year-end, in 3 years, next summer, by Friday.
func wordDate(ts []token, i int) (date, bool) {
	w := word(ts, i)
	before := word(ts, i-1)
	switch {
	case w == "eoy" || w == "eoq" || w == "eom" || w == "eod" || w == "eow" || w == "year-end" || w == "quarter-end" || w == "month-end" || w == "yearend":
		return date{kind: dComing, from: i, to: i + 1, months: 6}, true
	case w == "year" && word(ts, i+1) == "end" && before == "by":
		return date{kind: dComing, from: i, to: i + 2, months: 6}, true
	case w == "this" || w == "next" || w == "current" || w == "coming":
		k := i + 1
		if word(ts, k) == "fiscal" || word(ts, k) == "calendar" || word(ts, k) == "financial" || word(ts, k) == "business" {
			k++
		}
		if m, ok := periods[word(ts, k)]; ok {
			if word(ts, k) == "release" && word(ts, k+1) == "cycle" {
				k++
			} else if word(ts, k) == "release" {
				return date{}, false
			}
			if word(ts, k+1) == "end" {
				k++
			}
			return date{kind: dComing, from: i, to: k + 1, months: m}, true
		}
		if seasons[word(ts, k)] || weekdays[word(ts, k)] || monthNames[word(ts, k)] {
			return date{kind: dComing, from: i, to: k + 1, months: 6}, true
		}
		if m, to, ok := spanAt(ts, k); ok && w != "this" && w != "current" {
			return date{kind: dSpan, from: i, to: to, months: m}, true
		}
	case seasons[w] && (before == "by" || before == "until" || before == "before" || before == "in"):
		to, y := yearBehind(ts, i+1)
		return date{kind: dMonth, from: i, to: to, year: y}, true
	case seasons[w] && w != "fall" && w != "spring":
		to, y := yearBehind(ts, i+1)
		return date{kind: dMonth, from: i, to: to, year: y}, y > 0
	case (w == "tomorrow" || w == "tonight") && (before == "by" || before == "until" || before == "before"):
		return date{kind: dDay, from: i, to: i + 1}, true
	case weekdays[w] && ts[i].caps && (before == "by" || before == "on" || before == "until" || before == "before"):
		return date{kind: dDay, from: i, to: i + 1}, true
	case w == "end" && word(ts, i+1) == "of":
		k := i + 2
		for n := 0; n < 3 && (word(ts, k) == "the" || word(ts, k) == "this" || word(ts, k) == "next" || word(ts, k) == "our" || word(ts, k) == "each" || word(ts, k) == "current" || word(ts, k) == "fiscal" || word(ts, k) == "calendar" || word(ts, k) == "financial" || word(ts, k) == "academic" || word(ts, k) == "school"); n++ {
			k++
		}
		if m, ok := periods[word(ts, k)]; ok && word(ts, k-1) != "each" && word(ts, k) != "release" && word(ts, k) != "cycle" {
			return date{kind: dComing, from: i, to: k + 1, months: m}, true
		}
	case w == "in" || w == "within" || w == "over" || w == "inside":
		k := i + 1
		ahead := w == "in"
		if word(ts, k) == "the" {
			k++
		}
		if word(ts, k) == "next" || word(ts, k) == "coming" || word(ts, k) == "following" {
			k, ahead = k+1, true
		}
		if word(ts, k) == "less" && word(ts, k+1) == "than" || word(ts, k) == "under" {
			return date{}, false
		}
		m, to, ok := spanAt(ts, k)
		if !ok {
			break
		}
		// "within 30 days" is how long something takes, "within 90 days" a day on the calendar.
		long := m >= 1 || m >= 0.25 && ahead
		if !ahead && m < 2 && strings.HasPrefix(word(ts, to-1), "day") {
			break
		}
		if w == "over" && !ahead || word(ts, to) == "of" || !long && word(ts, k-1) != "next" {
			break
		}
		return date{kind: dSpan, from: i, to: to, months: m}, true
	}
	return date{}, false
}

// spanAt reads a length of time at i, in months: "3 years", "six months", "2 sprints", "a year".
func spanAt(ts []token, i int) (months float64, to int, ok bool) {
	var n float64
	k := i
	switch {
	case number(ts, i) && ts[i].suf == "":
		n, k = ts[i].val, i+1
	case word(ts, i) == "a" || word(ts, i) == "an" || word(ts, i) == "few" || word(ts, i) == "couple":
		n, k = 1, i+1
	default:
		v, end, known := inWords(ts, i)
		if !known {
			return 0, i, false
		}
		n, k = v, end
	}
	if sign(ts, k) == '-' && tight(ts, k+1) && !number(ts, k+1) {
		return 0, i, false // "2-week iterations" describes the iterations
	}
	for hop := 0; hop < 2 && (sign(ts, k) == '-' || sign(ts, k) == '–' || sign(ts, k) == '+' || number(ts, k) && hop > 0 || word(ts, k) == "to" || word(ts, k) == "or"); hop++ {
		k++
		if number(ts, k) {
			n = ts[k].val
			k++
		} else if v, end, known := inWords(ts, k); known {
			n, k = v, end
		}
	}
	if w := word(ts, k); w == "calendar" || w == "fiscal" || w == "full" {
		k++
	}
	unit, ok := spanUnits[singular(word(ts, k))]
	if !ok {
		return 0, i, false
	}
	return n * unit, k + 1, true
}
