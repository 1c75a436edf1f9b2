package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

type kind uint8

const (
	tWord  kind = iota // letters, with what is joined to them: don't, time-to-hire, e2e, login.gov
	tNum               // a number, with the letters stuck to it: 80k, 10ms, 99th
	tMark              // one sign
	tBreak             // one or more line breaks
)

// token is one piece of a text. The checks look at tokens, never at raw text, so each of them reads the text once.
type token struct {
	kind     kind
	from, to int
	low      string  // the word in small letters, with plain apostrophes and hyphens
	caps     bool    // the word starts with a capital
	upper    bool    // the word has no small letter
	r        rune    // the sign
	val      float64 // the value of the digits, without the letters
	num      bool    // the digits make one number; false for 1.2.3 and for dates
	dotted   bool    // a date such as 30.09.2023
	digits   string  // the digits as typed
	suf      string  // the letters stuck to the number, in small letters
	gap      bool    // white space or a line break stands before
	lines    int     // how many line breaks
}

func (t token) span() Span { return Span{t.from, t.to} }

// tokens cuts a text into its pieces.
func tokens(text string) []token {
	ts := make([]token, 0, len(text)/4+8)
	gap := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		var t token
		switch {
		case r == '\n' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			t = scanBreak(text, i)
		case unicode.IsSpace(r) || invisible(r):
			i += size
			gap = gap || unicode.IsSpace(r)
			continue
		case unicode.IsDigit(r), r == '.' && (gap || afterSign(ts)) && digitAt(text, i+1):
			t = scanNumber(text, i)
		case wordRune(r):
			t = scanWord(text, i)
		default:
			t = token{kind: tMark, from: i, to: i + size, r: r}
		}
		t.gap = gap
		gap = t.kind == tBreak
		ts = append(ts, t)
		i = t.to
	}
	return ts
}

func afterSign(ts []token) bool {
	if len(ts) == 0 {
		return true
	}
	last := ts[len(ts)-1]
	return last.kind == tMark && strings.ContainsRune("$€£¥₹<>≤≥~≈+-−(", last.r)
}

func digitAt(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return unicode.IsDigit(r)
}

// invisible tells the signs that only steer direction or joining.
func invisible(r rune) bool {
	return r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\u200e' || r == '\u200f' || r == '\ufeff' || r == '\u00ad' ||
		r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' || r == '\u061c' || r >= '\ufe00' && r <= '\ufe0f'
}

func wordRune(r rune) bool { return unicode.IsLetter(r) || unicode.IsMark(r) || r == '_' }

func scanBreak(text string, i int) token {
	t := token{kind: tBreak, from: i}
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsSpace(r) && !invisible(r) {
			break
		}
		if r == '\n' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f' || r == '\r' && !strings.HasPrefix(text[i+1:], "\n") {
			t.lines++
		}
		i += size
	}
	t.to = i
	return t
}

// webEnd are signs that close a sentence around a web address rather than belong to it.
const webEnd = ".,;:!?)]}>'\"’”»。，！？、；：）」』"

func scanWord(text string, start int) token {
	if n := len("https://"); len(text) >= start+4 {
		head := strings.ToLower(text[start:min(len(text), start+n)])
		if strings.HasPrefix(head, "http://") || strings.HasPrefix(head, "https://") || strings.HasPrefix(head, "www.") {
			end := start
			for end < len(text) {
				r, size := utf8.DecodeRuneInString(text[end:])
				if unicode.IsSpace(r) || invisible(r) {
					break
				}
				end += size
			}
			end = start + len(strings.TrimRight(text[start:end], webEnd))
			return token{kind: tWord, from: start, to: end, low: strings.ToLower(text[start:end])}
		}
	}
	i := start
	var last rune
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		if wordRune(r) || unicode.IsDigit(r) && joinsDigits(last) {
			last = r
			i += size
			continue
		}
		if r == '\u200c' || r == '\u200d' || r == '\u00ad' {
			next, _ := utf8.DecodeRuneInString(text[i+size:])
			if wordRune(next) {
				i += size
				continue
			}
			break
		}
		if !joiner(r) {
			break
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		if !wordRune(next) && !(unicode.IsDigit(next) && joinsDigits(last)) {
			break
		}
		if r == '.' && newSentence(text, i+size, last, next) {
			break
		}
		last = r
		i += size
	}
	first, _ := utf8.DecodeRuneInString(text[start:])
	return token{kind: tWord, from: start, to: i, low: plain(text[start:i]), caps: unicode.IsUpper(first) || unicode.IsTitle(first),
		upper: strings.ToUpper(text[start:i]) == text[start:i]}
}

func joiner(r rune) bool {
	return r == '\'' || r == '’' || r == '-' || r == '‐' || r == '‑' || r == '.' || r == '@' || r == '״' || r == '׳' || r == '·'
}

// joinsDigits tells scripts that write digits as part of a word (v2, Q3) from those that do not put spaces around numbers.
func joinsDigits(last rune) bool {
	return last < 0x0590 || unicode.IsDigit(last) || last >= 0x1e00 && last < 0x2100
}

// newSentence says that a stop without a space after it ends a sentence: "We grow.We sell." but not "login.gov".
func newSentence(text string, next int, last, r rune) bool {
	if last >= 0x0590 && unicode.IsLetter(last) && r >= 0x0590 {
		return true
	}
	if !unicode.IsLower(last) || !unicode.IsUpper(r) {
		return false
	}
	end := next
	for end < len(text) && end-next < 12 && text[end] < utf8.RuneSelf && wordRune(rune(text[end])) {
		end++
	}
	return starters[strings.ToLower(text[next:end])]
}

var plainer = strings.NewReplacer("’", "'", "‐", "-", "‑", "-", "\u200c", "", "\u200d", "", "\u00ad", "")

func plain(word string) string { return plainer.Replace(strings.ToLower(word)) }

// word returns the small-letter word at i, or "" when there is none.
func word(ts []token, i int) string {
	if i < 0 || i >= len(ts) || ts[i].kind != tWord {
		return ""
	}
	return ts[i].low
}

// sign returns the sign at i, or 0 when there is none.
func sign(ts []token, i int) rune {
	if i < 0 || i >= len(ts) || ts[i].kind != tMark {
		return 0
	}
	return ts[i].r
}

// number says whether a plain number stands at i.
func number(ts []token, i int) bool {
	return i >= 0 && i < len(ts) && ts[i].kind == tNum && ts[i].num
}

// tight says that token i stands right behind the one before it, without a space.
func tight(ts []token, i int) bool { return i > 0 && i < len(ts) && !ts[i].gap }
