package exchange

import (
	"regexp"
	"strconv"
	"strings"

	"throughline/models"
)

// amount is a figure as written, and the number and unit read from it.
type amount struct {
	text  string
	value *float64
	unit  string
}

var oneNumber = regexp.MustCompile(`^(?:[<>≤≥=~ ]|at or above|at or below|at least|at most|below|above|under|over|up to|less than|more than)*([$€£]?)\s*([-−+]?[0-9][0-9,]*(?:\.[0-9]+)?)\s*([kKmM]\b)?\s*(\+?)\s*([^0-9+]*)\+?$`)

var grouped = regexp.MustCompile(`^[-+]?[0-9]{1,3}(,[0-9]{3})*(\.[0-9]+)?$|^[-+]?[0-9]+(\.[0-9]+)?$`)

// readAmount reads one number with its unit: ">80%", "below 10ms", "$500K+", "164 days". Anything less certain stays words.
func readAmount(text string) amount {
	a := amount{text: text}
	if f, err := number(text); err == nil {
		a.value = &f
		return a
	}
	m := oneNumber.FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		return a
	}
	digits := strings.ReplaceAll(m[2], "−", "-")
	if !grouped.MatchString(digits) {
		return a
	}
	f, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil {
		return a
	}
	f *= map[string]float64{"": 1, "k": 1e3, "m": 1e6}[m[3]]
	unit := strings.Trim(m[5], " .)")
	if len(strings.Fields(unit)) > 2 {
		return a
	}
	a.value, a.unit = &f, firstOf(m[1], unit)
	return a
}

var (
	rises = regexp.MustCompile(`(?i)\b(increas\w*|grow\w*|rais\w*|reach\w*|doubl\w*|tripl\w*|improv\w*|more than|at least|above|over|expand\w*|add)\b|≥|>`)
	falls = regexp.MustCompile(`(?i)\b(reduc\w*|decreas\w*|lower\w*|cut\w*|shrink\w*|below|under|less than|at most|fewer|minimi[sz]e\w*|drop\w*)\b|≤|<`)
	holds = regexp.MustCompile(`(?i)\b(band|between|stay|keep in)\b`)
)

// directionOf reads the direction from words; when they say both or nothing it is empty.
func directionOf(words string) string {
	up, down := rises.MatchString(words), falls.MatchString(words)
	switch {
	case holds.MatchString(words):
		return models.Band
	case up && !down:
		return models.Increase
	case down && !up:
		return models.Reduce
	}
	return ""
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
