package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// labels are words that stand before a number as a heading: "Goal 1. ..."
var labels = set(`goal objective priority outcome pillar theme step phase stage part point item target initiative aim intent key result kr okr strategy no`)

// ahead is the first word or number behind a place, and what stands between.
type ahead struct {
	found  bool
	t      token
	first  rune
	spaced bool // white space, a line break or a picture stands between
	line   bool // a line break stands between
}

func (c *cutter) look(end int) ahead {
	if end >= len(c.ts) || c.next[end] < 0 {
		return ahead{}
	}
	k := c.next[end]
	a := ahead{found: true, t: c.ts[k]}
	a.first, _ = utf8.DecodeRuneInString(c.text[a.t.from:])
	a.line = c.gaps[k+1].lines > c.gaps[end].lines
	a.spaced = a.line || c.gaps[k+1].spaces > c.gaps[end].spaces
	return a
}

// gaps counts line breaks, and everything that parts words, up to a piece.
type gaps struct{ lines, spaces int }

// index prepares what look needs, so that looking ahead costs the same everywhere in a long text.
func (c *cutter) index() ([]gaps, []int) {
	sums, next := make([]gaps, len(c.ts)+1), make([]int, len(c.ts))
	for i, t := range c.ts {
		g := sums[i]
		if t.kind == tBreak {
			g.lines++
		}
		picture := t.kind == tMark && t.r >= 0x2190 && !strings.ContainsRune("「『【（〈《", t.r)
		if t.gap || picture {
			g.spaces++
		}
		sums[i+1] = g
	}
	at := -1
	for i := len(c.ts) - 1; i >= 0; i-- {
		if c.ts[i].kind == tWord || c.ts[i].kind == tNum {
			at = i
		}
		next[i] = at
	}
	return sums, next
}

// stopEnds decides whether the stop at i, which reaches to end, ends the sentence.
func (c *cutter) stopEnds(i, end int) bool {
	next := c.look(end)
	if !next.found {
		return false
	}
	r := c.ts[i].r
	closed := false // a closing sign stands behind the stop
	dots := 0
	asked := false // ! or ? is among the stops
	for k := i; k < end; k++ {
		s := c.ts[k].r
		switch {
		case s == '.':
			dots++
		case s == '…':
			dots += 3
		case stop(s):
			asked = true
		default:
			closed = true
		}
	}
	if i == c.skip {
		// The closing sign stands for the stop inside the bracket or quotation.
		closed = true
		r = c.ts[i-1].r
	}
	if stop(r) && r != '.' && r != '…' && r >= utf8.RuneSelf && (r != '‼' && r != '‽') {
		return !closed || next.spaced
	}
	if !next.spaced && !c.stuck(i, next) {
		return false
	}
	if next.line && !c.shortBefore(i, next) {
		return true
	}
	small := unicode.IsLower(next.first) && !innerCapital(c.text[next.t.from:next.t.to])
	if asked {
		return !small || smallOpeners[next.t.low] && !closed
	}
	if dots > 1 {
		return !small
	}
	if small {
		return !closed && c.smallStart(i, next)
	}
	return closed || !c.shortBefore(i, next)
}

// stuck says that a stop with no space behind it still ends a sentence: "Ship it.Then rest." but not a web address.
func (c *cutter) stuck(i int, next ahead) bool {
	if i == 0 || c.ts[i-1].kind != tWord {
		return false
	}
	if c.ts[i].gap {
		return unicode.IsUpper(next.first) && starters[next.t.low] // "We lead .We share"
	}
	before := c.lastRune(i)
	if before >= 0x0590 && next.first >= 0x0590 {
		return true
	}
	return unicode.IsLower(before) && unicode.IsUpper(next.first) && starters[next.t.low] && !strings.ContainsAny(c.ts[i-1].low, "/@")
}

// shortBefore says that the stop at i belongs to an abbreviation, an initial or an ordinal.
func (c *cutter) shortBefore(i int, next ahead) bool {
	k := i - 1
	if k < 0 || c.ts[i].r != '.' || c.ts[i].gap {
		return false
	}
	t := c.ts[k]
	if t.kind == tNum {
		// "am 3. Oktober" goes on; "Grow by 500. Likely" does not.
		return t.suf == "" && len(t.digits) < 3 && germanBefore[word(c.ts, k-1)] && unicode.IsUpper(next.first) && !starters[next.t.low]
	}
	if next.t.kind == tNum && beforeNumber[t.low] {
		return true
	}
	if number(c.ts, k-1) && titles[t.low] && t.low == "ms" {
		return false
	}
	short, ends := abbreviated(c.ts, k)
	if !short {
		return false
	}
	if !ends || next.t.kind == tNum {
		return true
	}
	return !starters[next.t.low] && !strictVerb(next.t.low)
}

// smallStart says that a sentence starts without a capital: the writer never uses them, or the word can only start one.
func (c *cutter) smallStart(i int, next ahead) bool {
	k := i - 1
	if k < 0 || c.ts[i].gap || c.ts[k].kind == tMark {
		return false
	}
	if short, _ := abbreviated(c.ts, k); short || c.ts[k].kind == tWord && beforeNumber[c.ts[k].low] {
		return false
	}
	if smallOpeners[next.t.low] {
		return true
	}
	if c.ts[k].kind == tNum || len([]rune(c.ts[k].low)) < 4 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(c.text[c.ts[c.first].from:])
	return unicode.IsLower(r)
}

// smallOpeners start a sentence even when their writer forgot the capital.
var smallOpeners = set(`we our i they it this these then wir nous nosotros мы wij vi`)

func innerCapital(word string) bool {
	for i, r := range word {
		if i > 0 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}
