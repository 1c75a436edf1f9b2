package statement

import "strings"

type dateKind uint8

const (
	dDay     dateKind = iota // a day, with or without its year
	dMonth                   // March, March 2027
	dQuarter                 // Q3, second quarter, H1
	dYear                    // 2027, FY27
	dComing                  // this quarter, next year, end of the month, in the next two sprints
	dSpan                    // in 3 years, within six months
)

// date is a point or period named in a text; from and to count pieces, to not included.
type date struct {
	kind     dateKind
	from, to int
	year     int     // 0 when none is named
	months   float64 // for dSpan and dComing: how far ahead, in months
	edge     bool    // "end of", "early" and the like stand before it
}

var monthNames = set(`january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec
	januar februar märz mai juni juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre
	enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`)

// wordMonths are months that are common words too; they need a capital and a neighbour that makes them a date.
var wordMonths = set(`may march mar mars mai`)

var monthCues = set(`by in until till before after since of early late mid end during from through next this last between and to through on`)

var weekdays = set(`monday tuesday wednesday thursday friday saturday sunday`)
var seasons = set(`spring summer autumn fall winter christmas easter thanksgiving`)
var ordinals = map[string]bool{"first": true, "second": true, "third": true, "fourth": true, "1st": true, "2nd": true, "3rd": true, "4th": true, "last": true, "final": true}
var periods = map[string]float64{"sprint": 0.5, "iteration": 0.5, "release": 1, "week": 0.25, "month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "cycle": 1, "semester": 6, "season": 3}
var spanUnits = map[string]float64{"day": 1.0 / 30, "week": 0.25, "month": 1, "quarter": 3, "year": 12, "decade": 120, "sprint": 0.5, "mo": 1, "yr": 12}

func singular(w string) string {
	if len(w) > 3 {
		return strings.TrimSuffix(w, "s")
	}
	return w
}

// dates finds every date and period in a text, in order.
func dates(ts []token) []date {
	var found []date
	for i := 0; i < len(ts); {
		d, ok := dateAt(ts, i)
		if !ok {
			i++
			continue
		}
		from := i
		if n := len(found); n > 0 {
			from = max(found[n-1].to, i-4)
		} else {
			from = max(0, i-4)
		}
		d.from, d.edge = widen(ts, d.from, from)
		found = append(found, d)
		i = d.to
	}
	return found
}

// widen takes "the end of", "early" and "mid-" in front of a date along, back to the piece at least.
func widen(ts []token, i, least int) (int, bool) {
	edge := false
	for i > least {
		w := word(ts, i-1)
		switch {
		case w == "early" || w == "late" || w == "mid" || w == "end" || w == "beginning" || w == "start" || w == "middle" || w == "close" || w == "ende" || w == "fin" || w == "finales":
			edge = true
		case sign(ts, i-1) == '-' && word(ts, i-2) == "mid":
		case sign(ts, i-1) == '~':
		case (w == "of" || w == "the") && i-1 > least && (word(ts, i-2) == "end" || word(ts, i-2) == "of" || word(ts, i-2) == "beginning" || word(ts, i-2) == "start" || word(ts, i-2) == "middle" || word(ts, i-2) == "close"):
		default:
			return i, edge
		}
		i--
	}
	return i, edge
}

func dateAt(ts []token, i int) (date, bool) {
	t := ts[i]
	switch t.kind {
	case tNum:
		return numberDate(ts, i)
	case tWord:
		if d, ok := monthDate(ts, i); ok {
			return d, true
		}
		if d, ok := quarterDate(ts, i); ok {
			return d, true
		}
		return wordDate(ts, i)
	}
	return date{}, false
}

// yearAt says that a bare year stands at i.
func yearAt(ts []token, i int) (int, bool) {
	if !number(ts, i) || len(ts[i].digits) != 4 || ts[i].suf != "" {
		return 0, false
	}
	y := int(ts[i].val)
	if y < 1900 || y > 2199 || ts[i].val != float64(y) || currency[sign(ts, i-1)] {
		return 0, false
	}
	if r := sign(ts, i+1); (r == '%' || r == '％' || r == '٪') || r == '+' && tight(ts, i+1) {
		return 0, false
	}
	return y, true
}

var currency = map[rune]bool{'$': true, '€': true, '£': true, '¥': true, '₹': true, '₽': true, '₩': true, '₺': true, '₪': true}

// countBehind says that the word behind a year-like number makes it a count: "reach 2000 customers".
func countBehind(ts []token, i int) bool {
	w := word(ts, i+1)
	if w == "" || ts[i+1].caps || !strings.HasSuffix(w, "s") || strings.HasSuffix(w, "ss") || notYearCount[w] || yearCues[word(ts, i-1)] || monthNames[word(ts, i-1)] {
		return countUnits[w]
	}
	return true
}

var notYearCount = set(`levels goals targets plans priorities roadmaps results is was has figures numbers baselines strategies commitments elections wages`)
var yearCues = set(`in by of since until till from through before after during the fy year fiscal early late mid end for our to`)
var countUnits = set(`percent people customers users employees days hours minutes seconds units points engineers teams companies stores sites tickets orders`)

// numberDate reads dates that start with digits: 2027-03-31, 3/31/2027, 31.3.2027, 4 March 2027, 2027.
func numberDate(ts []token, i int) (date, bool) {
	t := ts[i]
	if t.dotted {
		return date{kind: dDay, from: i, to: i + 1}, true
	}
	if !t.num {
		return date{}, false
	}
	sep := sign(ts, i+1)
	stuck := tight(ts, i+1) && tight(ts, i+2)
	year, isYear := yearAt(ts, i)
	if isYear && stuck && (sep == '-' || sep == '/' || sep == '–') {
		if q := word(ts, i+2); quarterWord(q) {
			return date{kind: dQuarter, from: i, to: i + 3, year: year}, true
		}
		if number(ts, i+2) && ts[i+2].val >= 1 && ts[i+2].val <= 12 && len(ts[i+2].digits) <= 2 {
			if sign(ts, i+3) == sep && tight(ts, i+3) && tight(ts, i+4) && number(ts, i+4) {
				return date{kind: dDay, from: i, to: i + 5, year: year}, true
			}
			if len(ts[i+2].digits) == 2 && sep == '-' {
				return date{kind: dMonth, from: i, to: i + 3, year: year}, true
			}
		}
		if number(ts, i+2) && (len(ts[i+2].digits) == 2 || len(ts[i+2].digits) == 4) {
			return date{kind: dYear, from: i, to: i + 3, year: year}, true
		}
	}
	if t.suf == "" && t.val >= 1 && t.val <= 31 && stuck && (sep == '/' || sep == '-') && number(ts, i+2) && sign(ts, i+3) == sep && tight(ts, i+3) && tight(ts, i+4) && number(ts, i+4) {
		return date{kind: dDay, from: i, to: i + 5}, true
	}
	ordinal := t.suf == "" || t.suf == "st" || t.suf == "nd" || t.suf == "rd" || t.suf == "th"
	if ordinal && t.val >= 1 && t.val <= 31 && len(t.digits) <= 2 {
		k := i + 1
		if word(ts, k) == "of" && t.suf != "" || sign(ts, k) == '.' && tight(ts, k) {
			k++
		}
		if monthNames[word(ts, k)] && (!wordMonths[word(ts, k)] || ts[k].caps) {
			d := date{kind: dDay, from: i}
			d.to, d.year = yearBehind(ts, k+1)
			return d, true
		}
	}
	if (t.suf == "h" || t.suf == "q") && t.val >= 1 && t.val <= 4 {
		if to, y := yearBehind(ts, i+1); y > 0 {
			return date{kind: dQuarter, from: i, to: to, year: y}, true
		}
	}
	if ordinals[t.digits+t.suf] {
		if w := word(ts, i+1); w == "quarter" || w == "half" {
			to, y := yearBehind(ts, i+2)
			return date{kind: dQuarter, from: i, to: to, year: y}, true
		}
	}
	if isYear && !countBehind(ts, i) {
		return date{kind: dYear, from: i, to: i + 1, year: year}, true
	}
	return date{}, false
}

// yearBehind reads ", 2027", "2027", "of FY 2027" or "'27" and returns the piece behind it.
func yearBehind(ts []token, i int) (to, year int) {
	k := i
	if sign(ts, k) == ',' || word(ts, k) == "of" {
		k++
	}
	if sign(ts, k) == '/' || sign(ts, k) == '-' || sign(ts, k) == '\'' || sign(ts, k) == '’' {
		if !tight(ts, k+1) {
			return i, 0
		}
		k++
		if number(ts, k) && len(ts[k].digits) == 2 && ts[k].suf == "" {
			return k + 1, 2000 + int(ts[k].val)
		}
	}
	if y, ok := yearAt(ts, k); ok {
		return k + 1, y
	}
	if to, y, ok := fiscal(ts, k); ok {
		return to, y
	}
	return i, 0
}

// monthDate reads dates that start with a month: March, March 4, March 4th, 2027, May 2027.
func monthDate(ts []token, i int) (date, bool) {
	w := word(ts, i)
	for _, head := range []string{"mid-", "early-", "late-"} {
		if month, cut := strings.CutPrefix(w, head); cut && monthNames[month] {
			d := date{kind: dMonth, from: i, edge: true}
			d.to, d.year = yearBehind(ts, i+1)
			return d, true
		}
	}
	if !monthNames[w] {
		return date{}, false
	}
	k := i + 1
	if ts[i].upper && len(w) < 5 && !(k < len(ts) && ts[k].kind == tNum) {
		return date{}, false
	}
	if len(w) <= 4 && sign(ts, k) == '.' && tight(ts, k) {
		k++
	}
	d := date{kind: dMonth, from: i, to: i + 1}
	if number(ts, k) && ts[k].val >= 1 && ts[k].val <= 31 && len(ts[k].digits) <= 2 && (ts[k].suf == "" || ts[k].suf == "st" || ts[k].suf == "nd" || ts[k].suf == "rd" || ts[k].suf == "th") && sign(ts, k+1) != '%' {
		d.kind = dDay
		d.to, d.year = yearBehind(ts, k+1)
		return d, ts[i].caps || d.year > 0 || !wordMonths[w]
	}
	if to, y := yearBehind(ts, k); y > 0 {
		d.to, d.year = to, y
		return d, true
	}
	if w == "may" || w == "march" || w == "mars" || w == "mar" || w == "mai" {
		return d, monthCues[word(ts, i-1)] && (ts[i].caps || word(ts, i-2) == "end") && word(ts, i-1) != "and" && word(ts, i-1) != "to"
	}
	return d, ts[i].caps || monthCues[word(ts, i-1)]
}
