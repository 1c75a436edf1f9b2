package models

import (
	"strings"
	"unicode"
)

// storable is a text that both databases take and one line of a log holds: valid, without control characters.
func storable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == unicode.ReplacementChar {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, ""))
}
