package form

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean is a typed text as it is kept: line endings are \n, blanks at the ends are gone, and in one line
// breaks and tabs are blanks. The problem says which characters no text may hold; else it is empty.
// Every other valid text passes unchanged: families of emoji, right-to-left text, combining marks.
func Clean(typed string, oneLine bool) (text, problem string) {
	if !utf8.ValidString(typed) {
		return typed, "Some characters arrived broken; they are marked �. Type them again."
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(typed)
	if oneLine {
		text = strings.NewReplacer("\n", " ", "\t", " ", "\u2028", " ", "\u2029", " ").Replace(text)
	}
	text = strings.TrimFunc(text, unicode.IsSpace)
	before := ""
	for at, r := range text {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			if tail := []rune(text[:at]); len(tail) > 0 {
				before = fmt.Sprintf(" after “%s”", strings.TrimSpace(string(tail[max(0, len(tail)-20):])))
			}
			return text, fmt.Sprintf("Take out the hidden control character U+%04X%s.", r, before)
		}
	}
	return text, ""
}

// shownBack is a typed text as a page can show it again: what is no text becomes �.
func shownBack(typed string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(typed, "�"), "\x00", "�")
}

// tooLong says both counts when a text is longer than its field holds.
func tooLong(text string, limit int, loc Locale) string {
	if limit <= 0 || len(text) <= limit {
		return ""
	}
	if n := utf8.RuneCountInString(text); n > limit {
		return fmt.Sprintf("Keep this to %s characters; it has %s.", loc.count(limit), loc.count(n))
	}
	return ""
}

// visible tells whether a text holds anything that can be seen.
func visible(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) })
}
