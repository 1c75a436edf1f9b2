// Package statement checks the sentences of a strategy by their words alone:
// is it one sentence, does it say where and why, can it be measured, is there a
// day, does it read like a goal or like an objective (rules R10, R11 and R15).
//
// It knows no database, no page and no clock, and it never changes a text. Each
// finding names the words that made it. It reads English best; in other
// languages it counts sentences, numbers and years, and leaves the rest alone.
package statement

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Span is a stretch of the text as given: byte offsets, From included, To not.
// Both always stand on the edge of a character.
type Span struct{ From, To int }

// Finding is one thing to say about a text.
type Finding struct {
	// Code names the kind of finding and never changes, so that settings and counts can use it.
	Code string
	// Say is one short sentence telling the person what to do.
	Say string
	// Words are the words that made the finding; empty when the text itself is empty.
	Words []Span
	// Shape is a sentence to fill in that would settle it, such as "Reduce [what] from [x] to [y] by [date]"; empty when none fits.
	Shape string
}

// The codes a Finding can carry.
const (
	NoSentence   = "no-sentence"   // there is nothing to read (R10)
	ManySentence = "many-sentence" // more than one sentence (R10)
	NoVerb       = "no-verb"       // a title, not a sentence (R10)
	NoWhere      = "no-where"      // no destination (R10)
	NoWhy        = "no-why"        // no reason (R10)
	TooLong      = "too-long"      // over 35 words (R10)
	NoTime       = "no-time"       // no time frame (R10)
	ManyAims     = "many-aims"     // a list of aims (R10)
	Filler       = "filler"        // words that say nothing (R10)
	Digits       = "digits"        // numbers that belong to outcomes (R10)

	Wish         = "wish"          // a direction without a number (R11)
	NoMetric     = "no-metric"     // nothing named that is measured (R11)
	OpenTarget   = "open-target"   // a target without a number yet, such as TBD (R11)
	DeadlineWord = "deadline-word" // a day that stands in the words (R11)

	LikeGoal      = "like-goal"      // reads like a goal (R15)
	LikeObjective = "like-objective" // reads like an objective (R15)
	UnsureKind    = "unsure-kind"    // could be either; the person is asked (R15)
	LikeWork      = "like-work"      // reads like a task or a project, not like a result (R15)
)

// Measure says whether something stands in the words of a text, and where.
type Measure struct {
	Found bool
	Words []Span
}

// quoteLimit keeps a quoted stretch short enough to read inside a sentence, in characters.
const quoteLimit = 60

// quote returns the words of a span for a message: on one line, cut when long, in quotation marks.
func quote(text string, s Span) string {
	words := text[s.From:s.To]
	var b strings.Builder
	n := 0
	for words != "" && n < quoteLimit {
		r, size := utf8.DecodeRuneInString(words)
		words = words[size:]
		if r == '\n' || r == '\r' || r == '\t' {
			r = ' '
		}
		b.WriteRune(r)
		n++
	}
	out := strings.TrimSpace(b.String())
	if words != "" {
		out += "…"
	}
	return "“" + out + "”"
}

// quoteMost is how many stretches of words a message names before it counts the rest.
const quoteMost = 5

// quoteAll names stretches of words: “a”, “b” and “c”. It says too whether it names more than one.
func quoteAll(text string, spans []Span) (named string, several bool) {
	var said []string
	rest := 0
	for _, s := range spans {
		if len(said) == quoteMost {
			rest++
		} else if q := quote(text, s); !slices.Contains(said, q) {
			said = append(said, q)
		}
	}
	if rest > 0 {
		said = append(said, fmt.Sprintf("%d more", rest))
	}
	if len(said) < 2 {
		return strings.Join(said, ""), false
	}
	return strings.Join(said[:len(said)-1], ", ") + " and " + said[len(said)-1], true
}

// set makes a lookup of the words of a list.
func set(lists ...string) map[string]bool {
	m := make(map[string]bool)
	for _, list := range lists {
		for _, w := range strings.Fields(list) {
			m[w] = true
		}
	}
	return m
}
