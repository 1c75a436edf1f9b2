package form

import (
	"math"
	"strconv"
	"strings"

	"throughline/models/day"
)

// Locale is how one person types and reads numbers and days.
type Locale struct {
	DecimalComma bool
	Order        day.Order
}

// Typed is n as this person types it: 1200.5 or 1200,5. It is exact, so reading it gives n again.
func (l Locale) Typed(n float64) string {
	format := byte('f')
	if size := math.Abs(n); size != 0 && (size >= 1e21 || size < 1e-9) {
		format = 'e'
	}
	s := strconv.FormatFloat(n, format, -1, 64)
	if l.DecimalComma {
		s = strings.Replace(s, ".", ",", 1)
	}
	return s
}

// Number is n to read, with thousands apart: 1,200.5, or 1 200,5 with a blank that does not break.
func (l Locale) Number(n float64) string {
	s, mark, point := l.Typed(n), ",", "."
	if l.DecimalComma {
		mark, point = "\u00a0", ","
	}
	whole, rest, found := strings.Cut(s, point)
	if strings.Contains(s, "e") {
		return s
	}
	sign := ""
	if strings.HasPrefix(whole, "-") {
		sign, whole = "-", whole[1:]
	}
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + mark + whole[at:]
	}
	if found {
		whole += point + rest
	}
	return sign + whole
}

func (l Locale) count(n int) string { return l.Number(float64(n)) }
