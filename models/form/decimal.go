package form

import (
	"math"
	"strconv"
	"strings"
)

// ParseDecimal reads a number that is kept exactly, as money is: with two places "1,200.50" is 120050. What has more places than are
// kept is refused, and so is what has no room in 15 digits. The error is Unreadable: a sentence for the field.
func ParseDecimal(text string, places int, loc Locale) (int64, error) {
	if _, err := ParseNumber(text, loc); err != nil {
		return 0, err
	}
	s := strings.ToLower(strings.TrimSpace(evenOut.Replace(text)))
	m := numeral.FindStringSubmatch(bareOfSigns(s))
	if m == nil || m[3] != "" {
		return 0, askNumber
	}
	digits, ok := plainDigits(strings.TrimSpace(m[2]), loc)
	if !ok {
		return 0, askNumber
	}
	whole, rest, _ := strings.Cut(digits, ".")
	rest = strings.TrimRight(rest, "0")
	if len(rest) > places {
		if places == 0 {
			return 0, Unreadable("Give a whole number.")
		}
		return 0, Unreadable("Give at most " + strconv.Itoa(places) + " places after the point.")
	}
	n, err := strconv.ParseInt("0"+whole+rest+strings.Repeat("0", places-len(rest)), 10, 64)
	if err != nil || n > 1e15 {
		return 0, tooLarge
	}
	if m[1] == "-" {
		n = -n
	}
	return n, nil
}

// Decimals is an exact number to read, with thousands apart and its places unless all are zero: "1,200", "0.5", "12.50".
func Decimals(loc Locale, n int64, places int) string {
	unit := int64(math.Pow10(places))
	sign, size := "", n
	if n < 0 {
		sign, size = "-", -n
	}
	text := sign + loc.Number(float64(size/unit))
	if rest := size % unit; rest != 0 {
		mark := "."
		if loc.DecimalComma {
			mark = ","
		}
		text += mark + leading(rest, places)
	}
	return text
}

// DecimalsTyped is an exact number as this person types it; reading it gives the same number again.
func DecimalsTyped(loc Locale, n int64, places int) string {
	text := Decimals(Locale{}, n, places)
	text = strings.ReplaceAll(text, ",", "")
	if loc.DecimalComma {
		text = strings.Replace(text, ".", ",", 1)
	}
	return text
}

func leading(rest int64, places int) string {
	s := strconv.FormatInt(rest, 10)
	return strings.Repeat("0", places-len(s)) + s
}
