// Package parts holds the pieces that pages are made of. A part takes plain values and draws them; it asks nobody anything.
package parts

import (
	"hash/fnv"
	"strconv"
	"strings"
	"unicode"
)

// Initials are the two letters that stand for a name: of its first and its last word. A name without letters gives its
// first character, and no name a question mark.
func Initials(name string) string {
	var firsts []rune
	for word := range strings.FieldsSeq(name) {
		if i := strings.IndexFunc(word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }); i >= 0 {
			firsts = append(firsts, unicode.ToUpper([]rune(word[i:])[0]))
		}
	}
	switch len(firsts) {
	case 0:
		for _, r := range strings.TrimSpace(name) {
			return string(r)
		}
		return "?"
	case 1:
		return string(firsts[0])
	}
	return string(firsts[0]) + string(firsts[len(firsts)-1])
}

// Hue is the colour of a name's avatar, "1" to "6"; the same name always has the same.
func Hue(name string) string {
	h := fnv.New32a()
	h.Write([]byte(name))
	return strconv.Itoa(int(h.Sum32()%6) + 1)
}
