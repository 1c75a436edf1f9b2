package models

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Bounds of what is searched for: the rest of longer words is left out.
const (
	MostSearchRunes = 200 // of all that is typed
	mostSearchWords = 8
	mostWordRunes   = 40
)

// SearchWords are the words of what somebody typed, as the index holds them: lower case, without accents, each once. Whatever is no letter and no
// digit only parts words, so nothing that is typed is ever read as an order to the database.
func SearchWords(typed string) []string {
	var list []string
	for _, word := range wordsOf(typed) {
		if len(list) < mostSearchWords && !slices.Contains(list, word) {
			list = append(list, word)
		}
	}
	return list
}

// wordsOf are all words of a text, folded, in their order.
func wordsOf(text string) []string {
	list := strings.FieldsFunc(foldAccents(text), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	for i, word := range list {
		if utf8.RuneCountInString(word) > mostWordRunes {
			list[i] = string([]rune(word)[:mostWordRunes])
		}
	}
	return list
}

// foldAccents is a text in lower case without accents. "É", "é" and "e" are one letter then; a letter that is no accented one stays.
func foldAccents(text string) string {
	plain := true
	for i := 0; i < len(text); i++ {
		plain = plain && text[i] < utf8.RuneSelf
	}
	if plain {
		return strings.ToLower(text)
	}
	bare := strings.Map(func(c rune) rune {
		if c >= 0x300 && c <= 0x36f {
			return -1
		}
		return c
	}, norm.NFD.String(strings.ToValidUTF8(text, " ")))
	return strings.ToLower(norm.NFC.String(bare))
}

// typedWords are the words of what somebody typed with their accents, by the word as SearchWords gives it. The index of SQLite keeps accents of alphabets
// other than the Latin one.
func typedWords(typed string) map[string]string {
	words := map[string]string{}
	for _, word := range strings.FieldsFunc(strings.ToLower(norm.NFC.String(strings.ToValidUTF8(typed, " "))), func(c rune) bool { return !unicode.IsLetter(c) && !unicode.IsDigit(c) }) {
		if bare := foldAccents(word); bare != word && utf8.RuneCountInString(word) <= mostWordRunes {
			words[bare] = word
		}
	}
	return words
}

// begins tells whether a word may be searched for by its beginning: a single letter would fit a third of everything.
func begins(word string) bool { return len(word) > 1 }

// matches counts how many of some searched words a text has at the beginning of its words, and how many of them whole.
func matches(words []string, text []string) (began, whole int) {
	for _, word := range words {
		has, is := false, false
		for _, t := range text {
			is = is || t == word
			has = has || is || begins(word) && strings.HasPrefix(t, word)
		}
		if has {
			began++
		}
		if is {
			whole++
		}
	}
	return began, whole
}

// trigrams are the groups of three letters of a word, with two blanks before it and one behind, as each tells something of its shape.
func trigrams(word string) map[string]bool {
	runes := []rune("  " + word + " ")
	set := make(map[string]bool, len(runes))
	for i := 0; i+3 <= len(runes); i++ {
		set[string(runes[i:i+3])] = true
	}
	return set
}

// Likeness is how alike two words are, from 0 to 1: the share of their groups of three letters that both have. "delivery" and "delvery" are 0.55 alike.
func Likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	x, y := trigrams(a), trigrams(b)
	both := 0
	for t := range x {
		if y[t] {
			both++
		}
	}
	return float64(both) / float64(len(x)+len(y)-both)
}

// titleLikeness is how near a title is to searched words: for each of them the most alike word of the title, and their mean.
func titleLikeness(words, title []string) float64 {
	if len(words) == 0 {
		return 0
	}
	sum := 0.0
	for _, word := range words {
		best := 0.0
		for _, t := range title {
			if begins(word) && strings.HasPrefix(t, word) {
				best = 1
				break
			}
			best = max(best, Likeness(word, t))
		}
		sum += best
	}
	return sum / float64(len(words))
}
