package models

import (
	"math"
	"strings"

	"throughline/models/form"
)

// Figure is a value with its unit as a person reads it: "71%", "18 days", "€500". A missing value is empty, never 0.
func Figure(loc form.Locale, v *float64, unit string) string {
	if !known(v) {
		return ""
	}
	n := loc.Number(*v)
	switch unit = strings.TrimSpace(unit); {
	case unit == "":
		return n
	case unit == "%":
		return n + "%"
	case strings.ContainsAny(unit, "€$£¥") && len([]rune(unit)) == 1:
		if strings.HasPrefix(n, "-") {
			return "-" + unit + n[1:]
		}
		return unit + n
	}
	return n + " " + unit
}

// Rounded is a computed figure cut to some decimals for showing; what is stored and counted with stays exact.
func Rounded(v float64, decimals int) float64 {
	f := math.Pow(10, float64(decimals))
	if r := math.Round(v*f) / f; known(&r) {
		return r + 0
	}
	return v
}

// Hours is an effort in hours a week for showing: whole from ten on, else with one decimal.
func Hours(loc form.Locale, h float64) string {
	if math.Abs(h) >= 10 {
		return loc.Number(Rounded(h, 0)) + " h"
	}
	return loc.Number(Rounded(h, 1)) + " h"
}

// Percent is a share or progress for showing, in whole points.
func Percent(loc form.Locale, p float64) string { return loc.Number(Rounded(p, 0)) + "%" }
