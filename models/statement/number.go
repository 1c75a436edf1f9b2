package statement

import (
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// digit gives the value of a digit in any script.
func digit(r rune) byte {
	if r < utf8.RuneSelf {
		return byte(r)
	}
	for _, x := range unicode.Nd.R16 {
		if rune(x.Lo) <= r && r <= rune(x.Hi) {
			return '0' + byte((r-rune(x.Lo))%10)
		}
	}
	for _, x := range unicode.Nd.R32 {
		if rune(x.Lo) <= r && r <= rune(x.Hi) {
			return '0' + byte((r-rune(x.Lo))%10)
		}
	}
	return '0'
}

// scanNumber reads digits with their thousands and decimal signs, and the letters stuck to them.
func scanNumber(text string, start int) token {
	t := token{kind: tNum, from: start}
	i := start
	var groups []string
	var seps []rune
	if text[i] == '.' {
		groups, seps = append(groups, "0"), append(seps, '.')
		i++
	}
	for {
		group, end := digitRun(text, i)
		groups = append(groups, group)
		i = end
		r, size := utf8.DecodeRuneInString(text[i:])
		sep := groupSign(r)
		if sep == 0 || i+size >= len(text) || !digitAt(text, i+size) {
			break
		}
		if sep == ' ' && !spacedThousands(text, i+size, groups, seps) {
			break
		}
		if sep == ',' && len(seps) == 0 && len(group) < 3 && yearComma(text, i+size) {
			break
		}
		seps = append(seps, sep)
		i += size
	}
	t.to = i
	t.digits = text[start:i]
	t.val, t.num, t.dotted = numberOf(groups, seps)

	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) || r >= 0x0250 && r != 'μ' {
			break
		}
		i += size
	}
	t.suf = strings.ToLower(text[t.to:i])
	t.to = i
	if t.suf != "" && i < len(text) && (text[i] == '_' || text[i] >= '0' && text[i] <= '9') {
		for i < len(text) && text[i] < utf8.RuneSelf && (wordRune(rune(text[i])) || text[i] >= '0' && text[i] <= '9') {
			i++
		}
		return token{kind: tWord, from: start, to: i, low: strings.ToLower(text[start:i])}
	}
	return t
}

func digitRun(text string, i int) (string, int) {
	var b strings.Builder
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsDigit(r) {
			break
		}
		b.WriteByte(digit(r))
		i += size
	}
	return b.String(), i
}

func groupSign(r rune) rune {
	switch r {
	case '.', '٫':
		return '.'
	case ',', '٬':
		return ','
	case '\'', '’':
		return '\''
	case ' ', '\u00a0', '\u202f', '\u2009':
		return ' '
	}
	return 0
}

// yearComma tells the year in "September 30,2023".
func yearComma(text string, i int) bool {
	group, _ := digitRun(text[i:min(len(text), i+16)], 0)
	return len(group) == 4 && (strings.HasPrefix(group, "19") || strings.HasPrefix(group, "20") || strings.HasPrefix(group, "21"))
}

// spacedThousands accepts "12 000" and refuses "in 2021 100 customers".
func spacedThousands(text string, i int, groups []string, seps []rune) bool {
	if len(groups[0]) > 3 || groups[0] == "0" {
		return false
	}
	for n, s := range seps {
		if s != ' ' || len(groups[n+1]) != 3 {
			return false
		}
	}
	n := 0
	for i < len(text) && n < 4 {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsDigit(r) {
			break
		}
		i += size
		n++
	}
	return n == 3
}

// numberOf reads groups of digits as one number, or as a date such as 30.09.2023; versions such as 1.2.3 are neither.
func numberOf(groups []string, seps []rune) (val float64, ok, dotted bool) {
	whole, part := groups, ""
	if len(seps) > 0 {
		last := seps[len(seps)-1]
		tail := groups[len(groups)-1]
		single := len(seps) == 1
		mixed := !single && seps[len(seps)-2] != last
		switch {
		case mixed && (last == '.' || last == ','),
			single && last == '.' && (tail != "000" || groups[0] == "0"),
			single && last == ',' && (len(tail) != 3 || len(groups[0]) > 3 || groups[0] == "0"):
			whole, part = groups[:len(groups)-1], tail
			seps = seps[:len(seps)-1]
		}
	}
	for n, s := range seps {
		if s != seps[0] || len(whole[n+1]) != 3 || len(whole[0]) > 3 {
			return 0, false, dayDots(groups, seps)
		}
	}
	text := strings.Join(whole, "")
	if part != "" {
		text += "." + part
	}
	v, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0, false, false
	}
	return v, true, false
}

func dayDots(groups []string, seps []rune) bool {
	if len(groups) != 3 || len(seps) != 2 || seps[0] != '.' || seps[1] != '.' {
		return false
	}
	d, _ := strconv.Atoi(groups[0])
	m, _ := strconv.Atoi(groups[1])
	return d >= 1 && d <= 31 && m >= 1 && m <= 12 && len(groups[0]) <= 2 && len(groups[1]) <= 2 && (len(groups[2]) == 4 || len(groups[2]) == 2)
}

// smallNumbers are the numbers people write as words.
var smallNumbers = map[string]float64{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
	"nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	"dozen": 12,
}

// scales are the words and letters that multiply a number.
var scales = map[string]float64{
	"hundred": 100, "thousand": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9, "trillion": 1e12,
	"k": 1e3, "m": 1e6, "mn": 1e6, "mm": 1e6, "mio": 1e6, "mil": 1e6, "b": 1e9, "bn": 1e9, "mrd": 1e9, "t": 1e12, "tn": 1e12,
}

// inWords reads a number written in words at i and says where it ends: "four", "twenty-five", "two hundred".
func inWords(ts []token, i int) (val float64, end int, ok bool) {
	w := word(ts, i)
	if w == "" {
		return 0, i, false
	}
	if a, b, cut := strings.Cut(w, "-"); cut {
		x, okx := smallNumbers[a]
		y, oky := smallNumbers[b]
		if !okx || !oky || x < 20 || y > 9 {
			return 0, i, false
		}
		val = x + y
	} else if v, known := smallNumbers[w]; known {
		val = v
	} else if (w == "hundred" || w == "thousand" || w == "million" || w == "billion") && word(ts, i-1) == "a" {
		return scales[w], i + 1, true
	} else {
		return 0, i, false
	}
	end = i + 1
	if val >= 20 && smallNumbers[word(ts, end)] > 0 && smallNumbers[word(ts, end)] < 10 {
		val += smallNumbers[word(ts, end)]
		end++
	}
	for n := 0; n < 3; n++ {
		w := word(ts, end)
		if s, scale := scales[w]; scale && len(w) > 3 {
			val *= s
			end++
			continue
		}
		break
	}
	return val, end, true
}
