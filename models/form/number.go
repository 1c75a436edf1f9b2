package form

import (
	"regexp"
	"strconv"
	"strings"
	"unicode"
)

// Unreadable is the sentence that tells a person why a typed answer could not be read and what to write.
type Unreadable string

func (u Unreadable) Error() string { return string(u) }

const (
	askNumber Unreadable = "Give a number, for example 80."
	noNumber  Unreadable = "This cannot be counted with. Give a number, for example 80."
	tooLarge  Unreadable = "This number is too large to keep. Give a smaller one, perhaps in a larger unit."
)

var (
	numeral   = regexp.MustCompile(`^([+-]?)((?:[0-9][0-9 .,']*)|(?:[.,][0-9]+))(e[+-]?[0-9]{1,9})?$`)
	noNumeral = regexp.MustCompile(`^[+-]?(nan|inf|infinity|∞)$`)
	evenOut   = strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ", "\u2007", " ", "\u2212", "-", "’", "'", "\t", " ")
)

// ParseNumber reads a number with decimal comma or point, thousands apart by commas, points, blanks or
// apostrophes, and a percent or currency sign at an end: "1 200,5", "1,200.5", "80 %", "$500". The locale
// decides only where both readings are possible: "1,200". The error is Unreadable: a sentence for the field.
func ParseNumber(text string, loc Locale) (float64, error) {
	if len(text) > 400 {
		return 0, askNumber
	}
	s := strings.ToLower(strings.TrimSpace(evenOut.Replace(text)))
	if noNumeral.MatchString(s) {
		return 0, noNumber
	}
	m := numeral.FindStringSubmatch(bareOfSigns(s))
	if m == nil {
		return 0, askNumber
	}
	digits, ok := plainDigits(strings.TrimSpace(m[2]), loc)
	if !ok {
		return 0, askNumber
	}
	n, err := strconv.ParseFloat(m[1]+digits+m[3], 64)
	if err != nil {
		return 0, tooLarge
	}
	return n + 0, nil
}

// bareOfSigns takes one currency or percent sign from each end; the sign of the number may stand on either side of it.
func bareOfSigns(s string) string {
	minus := ""
	if strings.HasPrefix(s, "-") || strings.HasPrefix(s, "+") {
		minus, s = s[:1], strings.TrimSpace(s[1:])
	}
	runes := []rune(s)
	if len(runes) > 1 && unicode.Is(unicode.Sc, runes[0]) {
		runes = runes[1:]
	}
	if last := len(runes) - 1; last > 0 && (unicode.Is(unicode.Sc, runes[last]) || runes[last] == '%') {
		runes = runes[:last]
	}
	return minus + strings.TrimSpace(string(runes))
}

// plainDigits takes the thousands marks out and makes the decimal mark a point.
func plainDigits(s string, loc Locale) (string, bool) {
	decimal := decimalMark(s, loc)
	whole, rest := s, ""
	if decimal != "" {
		at := strings.LastIndex(s, decimal)
		whole, rest = s[:at], "."+s[at+1:]
	}
	if rest != "" && strings.ContainsAny(rest[1:], " .,'") || strings.Count(s, decimal) > 1 && decimal != "" {
		return "", false
	}
	mark := strings.IndexAny(whole, " .,'")
	if mark < 0 {
		return whole + rest, true
	}
	groups := strings.Split(whole, whole[mark:mark+1])
	for i, group := range groups {
		if i == 0 && (len(group) < 1 || len(group) > 3) || i > 0 && len(group) != 3 || strings.ContainsAny(group, " .,'") {
			return "", false
		}
	}
	return strings.Join(groups, "") + rest, true
}

func decimalMark(s string, loc Locale) string {
	points, commas := strings.Count(s, "."), strings.Count(s, ",")
	mark, usual := ".", !loc.DecimalComma
	if commas > 0 && strings.LastIndex(s, ",") > strings.LastIndex(s, ".") {
		mark, usual = ",", loc.DecimalComma
	}
	switch {
	case points+commas == 0:
		return ""
	case points > 0 && commas > 0, strings.ContainsAny(s, " '"):
		return mark
	case points+commas > 1:
		return ""
	case !usual && thousands.MatchString(s):
		return ""
	}
	return mark
}

var thousands = regexp.MustCompile(`^[1-9][0-9]{0,2}[.,][0-9]{3}$`)

var quantity = regexp.MustCompile(`^(?:[<>≤≥]=?|=|at least|at most|at or above|at or below|above|below|over|under|more than|less than|up to)? *` +
	`([^a-z]*[0-9][0-9.,' ]*%?)(?:\+| *(%|[a-zµ]+(?: [a-z]+)?))?$`)

// notUnits are words after a number that change what it says: a factor, a range, a part of something else.
var notUnits = map[string]bool{"k": true, "m": true, "b": true, "mm": true, "mn": true, "bn": true, "million": true, "billion": true,
	"thousand": true, "hundred": true, "trillion": true, "dozen": true, "to": true, "or": true, "and": true, "of": true, "in": true, "by": true,
	"within": true, "not": true, "e": true, "st": true, "nd": true, "rd": true, "th": true}

// ParseQuantity reads a number as plans write it, with its unit: ">80%", "below 10ms", "164 days", "5x", "200+".
// It is false when the text says more than one number, or a number it is not sure of: "1.36 to 1.22", "$500K+", "TBD".
func ParseQuantity(text string, loc Locale) (n float64, unit string, ok bool) {
	if n, err := ParseNumber(text, loc); err == nil {
		if strings.HasSuffix(strings.TrimSpace(text), "%") {
			unit = "%"
		}
		return n, unit, true
	}
	if len(text) > 100 {
		return 0, "", false
	}
	m := quantity.FindStringSubmatch(strings.ToLower(strings.Join(strings.Fields(evenOut.Replace(text)), " ")))
	if m == nil {
		return 0, "", false
	}
	unit = m[2]
	if first, _, _ := strings.Cut(unit, " "); notUnits[first] {
		return 0, "", false
	}
	n, err := ParseNumber(m[1], loc)
	if strings.HasSuffix(m[1], "%") {
		unit = "%"
	}
	return n, unit, err == nil
}
