package models

import (
	"strings"
	"unicode"

	"throughline/models/form"
)

// moneyWords are the words that money is counted in, by its sign.
var moneyWords = map[string]string{"€": "eur euro euros", "$": "usd dollar dollars", "£": "gbp pound pounds", "¥": "jpy yen"}

// UnitProblem says that a value was typed in another unit than its metric is counted in: "18 days" for one in %. It is empty when no
// unit was typed, or the metric has none.
func UnitProblem(text, unit string, loc form.Locale) string {
	typed, wanted := typedUnit(text, loc), strings.ToLower(strings.TrimSpace(unit))
	if typed == "" || wanted == "" || sameUnit(typed, wanted) {
		return ""
	}
	return "This metric is counted in " + unit + ", and this says " + typed + ". Give the number in " + unit + "."
}

// typedUnit is what stands beside the number in a typed value.
func typedUnit(text string, loc form.Locale) string {
	for _, r := range text {
		if r == '%' || unicode.Is(unicode.Sc, r) {
			return string(r)
		}
	}
	_, unit, _ := form.ParseQuantity(text, loc)
	return unit
}

// sameUnit takes a unit and its beginning for the same, as in "d" and "days", and a sign of money and its word.
func sameUnit(typed, wanted string) bool {
	for sign, words := range moneyWords {
		if typed == sign || wanted == sign {
			for _, word := range strings.Fields(words) {
				if typed == word || wanted == word {
					return true
				}
			}
		}
	}
	return typed == wanted || strings.HasPrefix(wanted, strings.TrimSuffix(typed, "s"))
}
