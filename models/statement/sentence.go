package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Count says how many sentences a text has, where they stand, and whether a verb is among its words (R10).
type Count struct {
	Sentences int
	Spans     []Span
	HasVerb   bool
}

// CountOf reads a text once for everything that Count holds.
func CountOf(text string) Count {
	ts := tokens(text)
	spans := sentences(text, ts)
	return Count{Sentences: len(spans), Spans: spans, HasVerb: hasVerb(ts)}
}

// Sentences cuts a text into its sentences. A title and a list item count as
// one sentence; a list behind a colon belongs to the sentence that opens it.
func Sentences(text string) []Span { return sentences(text, tokens(text)) }

// cutter walks over the pieces of a text and cuts it into sentences.
type cutter struct {
	text  string
	ts    []token
	mate  []int  // for an opening sign, the index of the sign that closes it
	gaps  []gaps // what stands before each piece, counted from the start of the text
	next  []int  // the first word or number from each piece on
	spans []Span
	start int  // first piece of the running sentence
	first int  // its first word
	words int  // words in it that hold a letter
	list  bool // it opened a list with a colon
	skip  int  // stops before this piece stand inside brackets or quotation marks
	line  int  // where the running line starts, in bytes
}

func sentences(text string, ts []token) []Span {
	c := cutter{text: text, ts: ts, mate: mates(ts)}
	c.gaps, c.next = c.index()
	for i := 0; i < len(ts); i++ {
		t := ts[i]
		switch {
		case t.kind == tWord, t.kind == tNum && t.suf != "":
			if c.words == 0 {
				c.first = i
			}
			c.words++
		case t.kind == tBreak:
			if c.breakEnds(i) {
				c.cut(i)
			}
			c.line = t.to
		case t.kind == tMark && c.mate[i] > i && c.words > 0 && i >= c.skip:
			c.skip = c.mate[i]
		case t.kind == tMark && t.r == '•' && c.words > 0 && !c.list && sign(ts, i-1) != ':':
			c.cut(i)
		case t.kind == tMark && t.r == '•' && sign(ts, i-1) == ':':
			c.list = true
		case t.kind == tMark && i >= c.skip && c.words > 0 && c.terminal(i):
			end := c.stopEnd(i)
			if c.stopEnds(i, end) {
				i = end - 1
				c.cut(end)
			} else if end > i+1 && c.skip <= end-1 {
				i = end - 1
			}
		}
	}
	c.cut(len(ts))
	return c.spans
}

// cut ends the running sentence before piece i. What holds no word joins the sentence before it.
func (c *cutter) cut(i int) {
	if c.words > 0 {
		from, to := c.start, i-1
		for from < to && c.ts[from].kind == tBreak {
			from++
		}
		for to > from && c.ts[to].kind == tBreak {
			to--
		}
		c.spans = append(c.spans, Span{c.ts[from].from, c.ts[to].to})
	} else if n := len(c.spans); n > 0 {
		for k := i - 1; k >= c.start; k-- {
			if c.ts[k].kind != tBreak {
				c.spans[n-1].To = c.ts[k].to
				break
			}
		}
	}
	c.start, c.words, c.list = i, 0, false
}

// terminal says whether the sign at i can end a sentence; inside a bracket the closing sign stands for the stop before it.
func (c *cutter) terminal(i int) bool {
	r := c.ts[i].r
	if stop(r) {
		return !(r == '.' && c.enumerates(i))
	}
	if i == c.skip && i > 0 && c.ts[i-1].kind == tMark && stop(c.ts[i-1].r) {
		return true
	}
	before := c.lastRune(i)
	return r == ';' && unicode.Is(unicode.Greek, before) || r == '\u037e' || r == ':' && unicode.Is(unicode.Armenian, before)
}

func (c *cutter) lastRune(i int) rune {
	r, _ := utf8.DecodeLastRuneInString(c.text[:c.ts[i].from])
	return r
}

func stop(r rune) bool { return r == '…' || unicode.Is(unicode.STerm, r) }

// enumerates tells the stop of "1." or "a." in front of a list item.
func (c *cutter) enumerates(i int) bool {
	k := i - 1
	if k < 0 || c.ts[i].gap {
		return false
	}
	t := c.ts[k]
	mark := t.kind == tNum && t.suf == "" && len(t.digits) < 3 || t.kind == tWord && t.to-t.from == 1
	if !mark || i+1 >= len(c.ts) {
		return false
	}
	if k == c.start || k > 0 && (c.ts[k-1].kind == tBreak || strings.ContainsRune(":,;•-–*", sign(c.ts, k-1))) {
		return true
	}
	// "Goal 1. Reduce churn" is a label before its sentence.
	return t.kind == tNum && k == c.start+1 && c.ts[c.start].kind == tWord && labels[c.ts[c.start].low]
}

// stopEnd returns the piece behind a stop, with the stops, closing signs and footnotes stuck to it.
func (c *cutter) stopEnd(i int) int {
	j := i + 1
	for j < len(c.ts) && c.ts[j].kind == tMark {
		r := c.ts[j].r
		switch {
		case stop(r) && (!c.ts[j].gap || r != '…'):
		case strings.ContainsRune(")]}>”’»›」』】）〉》*_~'", r) && !c.ts[j].gap:
		case r == '"' && !c.ts[j].gap && c.mate[j] < j:
		case r == '[' && !c.ts[j].gap && c.footnote(j) > 0:
			j = c.footnote(j)
		case (r == '(' || r == '[') && c.remark(j):
			j = c.mate[j]
		default:
			return j
		}
		j++
	}
	return j
}

// remark tells a short remark in brackets, "(moved to Q2)", which belongs to the sentence before it.
func (c *cutter) remark(i int) bool {
	to, words := c.mate[i], 0
	if to < 0 || to > i+12 {
		return false
	}
	for k := i; k < to; k++ {
		if c.ts[k].kind == tWord {
			words++
		}
	}
	return words < 6
}

// footnote returns the index of the "]" that closes "[2]" or "[^2]", or 0.
func (c *cutter) footnote(i int) int {
	k := i + 1
	if sign(c.ts, k) == '^' {
		k++
	}
	if number(c.ts, k) && sign(c.ts, k+1) == ']' {
		return k + 1
	}
	return 0
}
