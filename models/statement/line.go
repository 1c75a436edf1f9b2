package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrapped is the length in bytes from which a line looks broken by its width rather than by its writer.
const wrapped = 40

// goesOn are words that cannot be the last of a sentence, so the next line belongs to it.
var goesOn = set(`and or but to the a an of in on at by for with from into our your their its that which who as than is are be will
	und oder zu der die das ein eine für mit von et ou à de du des le la les pour avec y o el los en con para e och och`)

// breakEnds decides whether the line break at i ends the sentence before it.
func (c *cutter) breakEnds(i int) bool {
	if c.words == 0 || i+1 >= len(c.ts) || i < c.skip {
		return false
	}
	before := sign(c.ts, i-1)
	bullet := c.bullet(i + 1)
	if before == ':' || before == '：' {
		c.list = c.list || bullet
		return false
	}
	open := before != 0 && strings.ContainsRune(",;–—-&/+([{，、；،؛", before) || goesOn[word(c.ts, i-1)]
	if bullet {
		return !c.list && !open
	}
	if open {
		return false
	}
	if c.ts[i].lines > 1 {
		return true
	}
	next := c.look(i + 1)
	if !next.found || next.t.kind == tNum {
		return false
	}
	short := c.ts[i].from-c.line < wrapped
	switch {
	case unicode.IsUpper(next.first):
		return short || starters[next.t.low] || strictVerb(next.t.low)
	case unicode.IsLower(next.first):
		return short && smallOpeners[next.t.low]
	}
	return unicode.IsLetter(next.first)
}

// bullet says whether a list item starts at piece i: "- grow", "• grow", "1. grow", "b) grow".
func (c *cutter) bullet(i int) bool {
	if i >= len(c.ts) {
		return false
	}
	t := c.ts[i]
	if t.kind == tMark {
		if t.r == '(' {
			return i+2 < len(c.ts) && c.short(i+1) && sign(c.ts, i+2) == ')'
		}
		return strings.ContainsRune("-–—*•●▪◦‣·+☐✓✔□■➢", t.r)
	}
	return c.short(i) && i+1 < len(c.ts) && !c.ts[i+1].gap && (sign(c.ts, i+1) == '.' || sign(c.ts, i+1) == ')')
}

func (c *cutter) short(i int) bool {
	t := c.ts[i]
	return t.kind == tNum && t.suf == "" && len(t.digits) < 3 || t.kind == tWord && utf8.RuneCountInString(c.text[t.from:t.to]) == 1
}

// closers gives the sign that closes each opening sign.
var closers = map[rune]rune{
	'(': ')', '[': ']', '{': '}', '“': '”', '«': '»', '‹': '›', '「': '」', '『': '』', '【': '】', '（': '）', '〈': '〉', '《': '》',
}

// mates pairs opening and closing signs that stand on one line; a sign without a partner has none.
func mates(ts []token) []int {
	mate := make([]int, len(ts))
	var stack []int
	quote := -1
	for i, t := range ts {
		mate[i] = -1
		if t.kind == tBreak {
			stack, quote = stack[:0], -1
			continue
		}
		if t.kind != tMark {
			continue
		}
		if t.r == '"' {
			if quote >= 0 {
				mate[quote], quote = i, -1
			} else {
				quote = i
			}
			continue
		}
		if n := len(stack); n > 0 {
			top := ts[stack[n-1]].r
			if closers[top] == t.r || top == '„' && (t.r == '“' || t.r == '”') {
				mate[stack[n-1]] = i
				stack = stack[:n-1]
				continue
			}
		}
		if closers[t.r] != 0 || t.r == '„' {
			stack = append(stack, i)
		}
	}
	return mate
}
