package models

import (
	"slices"
	"unicode/utf8"
)

// How an answer of the recall test is matched. All three are said on its page.
const (
	RecallLikeness = 0.5 // two words are alike from this share of common groups of three letters on
	RecallShare    = 0.5 // this share of the telling words of a title must be named
	recallStem     = 6   // words that begin with the same so many letters are one word
)

// recallIdle are words that tell nothing about a priority.
var recallIdle = map[string]bool{"the": true, "and": true, "for": true, "our": true, "are": true, "is": true, "of": true, "to": true, "in": true, "on": true, "at": true, "by": true, "from": true,
	"with": true, "all": true, "most": true, "every": true, "each": true, "that": true, "this": true, "their": true, "them": true, "they": true, "we": true, "us": true, "it": true, "its": true,
	"be": true, "an": true, "as": true, "or": true, "who": true, "than": true, "under": true, "per": true, "a": true, "more": true, "less": true, "not": true, "will": true}

// RecallTarget is something that an answer may name: the intent, an outcome or a goal, as it read when the round began.
type RecallTarget struct {
	Kind  string `json:"kind"`
	Ref   string `json:"ref"`
	Title string `json:"title"`
}

// Key names the target in the counts.
func (t RecallTarget) Key() string { return t.Kind + " " + t.Ref }

// RecallMatch says of one target which of its telling words an answer named, and whether that is enough.
type RecallMatch struct {
	Target RecallTarget
	Words  []string // the telling words of the title
	Named  []string // those of them that the answer has
	Counts bool
}

// tellingWords are the words of a title that say what it is about, folded, each once.
func tellingWords(title string) []string {
	var list []string
	for _, word := range wordsOf(title) {
		if utf8.RuneCountInString(word) > 2 && !recallIdle[word] && !slices.Contains(list, word) {
			list = append(list, word)
		}
	}
	return list
}

// sameWord tells whether two folded words mean the same: they are equal, begin alike, or are alike in their groups of three letters.
func sameWord(a, b string) bool {
	if a == b {
		return true
	}
	x, y := []rune(a), []rune(b)
	if len(x) >= recallStem && len(y) >= recallStem && slices.Equal(x[:recallStem], y[:recallStem]) {
		return true
	}
	return len(x) > 3 && len(y) > 3 && Likeness(a, b) >= RecallLikeness
}

// MatchRecall matches an answer against the strategy: a target is named when the answer has at least half of its telling words, and at least two where it
// has two. It knows nothing but its two arguments.
func MatchRecall(answer string, targets []RecallTarget) []RecallMatch {
	said := wordsOf(answer)
	list := make([]RecallMatch, len(targets))
	for i, t := range targets {
		m := RecallMatch{Target: t, Words: tellingWords(t.Title)}
		for _, word := range m.Words {
			if slices.ContainsFunc(said, func(s string) bool { return sameWord(s, word) }) {
				m.Named = append(m.Named, word)
			}
		}
		m.Counts = len(m.Words) > 0 && float64(len(m.Named)) >= RecallShare*float64(len(m.Words)) && len(m.Named) >= min(2, len(m.Words))
		list[i] = m
	}
	return list
}
