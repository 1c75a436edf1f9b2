package exchange

import (
	"strings"

	"throughline/models"
	"throughline/models/statement"
)

// amount is a figure as written, and what can be read from it.
type amount struct {
	text      string
	value     *float64
	unit      string
	direction string
	baseline  *float64 // "1.36 to 1.22" names it too
	low, high *float64
}

// readAmount reads a plain number, or one in words: ">80%", "below 10ms", "$500K+". The words stay beside it.
func readAmount(text string) amount {
	a := amount{text: text}
	if f, err := number(text); err == nil {
		a.value = &f
	} else if t, ok := statement.ParseTarget(text); ok {
		a.value, a.unit, a.direction, a.baseline, a.low, a.high = &t.Value, t.Unit, t.Direction, t.Baseline, t.Low, t.High
	}
	return a
}

// directionOf reads the direction from a source's own type of indicator, or from words.
func directionOf(words string) string {
	low := strings.ToLower(words)
	for _, w := range []string{"maintain", "band", "between", "keep in"} {
		if strings.Contains(low, w) {
			return models.Band
		}
	}
	return statement.SaidDirection(words)
}

// unitOf reads the unit from a metric's first words: "Percentage of …" and "Number of …" say it.
func unitOf(metric string) string {
	first, _, _ := strings.Cut(strings.ToLower(metric), " ")
	return map[string]string{"percent": "%", "percentage": "%", "%": "%", "number": "count"}[first]
}

func isYes(text string) bool {
	return text == "1" || strings.EqualFold(text, "true") || strings.EqualFold(text, "yes")
}
func isNo(text string) bool {
	return text == "0" || strings.EqualFold(text, "false") || strings.EqualFold(text, "no")
}

func firstOf(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
