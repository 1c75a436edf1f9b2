package models

import (
	"cmp"
	"slices"
	"sync"
	"unicode/utf8"
)

// NearEnough is how alike a typed word and a word of a title must be to be taken for a slip of the pen. It is said on the page.
const NearEnough = 0.35

const (
	mostNearest    = 8       // titles that are shown
	mostNearWords  = 4       // words of titles that are meant by one typed word
	mostTriedWords = 24      // words of titles that are tried, because those of hidden titles are among them
	mostNearLines  = 300     // titles that are compared
	mostVocabulary = 300_000 // words of titles that are known
	vocabularyStep = 10_000  // lines of the index that are read at once
	lateLines      = 1_000   // lines that a slower write may have added behind the last one read
)

// vocabulary is all words of titles, by their groups of three letters: what somebody may have meant. It grows as titles come, and knows no longer which
// titles have its words: they are looked for again, for the person who asks.
type vocabulary struct {
	mu    sync.Mutex
	last  int64 // line of the index
	words []string
	known map[string]bool
	with  map[string][]int32 // places in words, by a group of three letters
}

// learn reads the titles that came since.
func (v *vocabulary) learn(r *Read) error {
	if v.known == nil {
		v.known, v.with = map[string]bool{}, map[string][]int32{}
	}
	at := max(0, v.last-lateLines)
	for {
		var lines []struct {
			ID   int64
			Head string
		}
		if err := r.DB().Table("search_docs").Select("id, head").Where("id > ?", at).Order("id").Limit(vocabularyStep).Find(&lines).Error; err != nil {
			return err
		}
		for _, line := range lines {
			at = line.ID
			for _, word := range wordsOf(line.Head) {
				if !v.known[word] && utf8.RuneCountInString(word) > 2 && len(v.words) < mostVocabulary {
					v.known[word] = true
					for t := range trigrams(word) {
						v.with[t] = append(v.with[t], int32(len(v.words))) //nolint:gosec // at most mostVocabulary
					}
					v.words = append(v.words, word)
				}
			}
		}
		v.last = max(v.last, at)
		if len(lines) < vocabularyStep {
			return nil
		}
	}
}

// near gives the words of titles that a typed word is most alike to.
func (v *vocabulary) near(word string) []string {
	shared := map[int32]int{}
	mine := trigrams(word)
	for t := range mine {
		for _, at := range v.with[t] {
			shared[at]++
		}
	}
	type alike struct {
		word string
		how  float64
	}
	var list []alike
	for at, both := range shared {
		other := v.words[at]
		if how := float64(both) / float64(len(mine)+len(trigrams(other))-both); how >= NearEnough {
			list = append(list, alike{other, how})
		}
	}
	slices.SortFunc(list, func(a, b alike) int { return cmp.Or(cmp.Compare(b.how, a.how), cmp.Compare(a.word, b.word)) })
	var words []string
	for _, a := range list[:min(len(list), mostTriedWords)] {
		words = append(words, a.word)
	}
	return words
}

// nearWords are words of titles that are alike to the ones that were typed: for each of these, the most alike first.
func (r *Read) nearWords(words []string) ([][]string, error) {
	v := &r.shared.vocabulary
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.learn(r); err != nil {
		return nil, err
	}
	var all [][]string
	for _, word := range words {
		all = append(all, v.near(word))
	}
	return all, nil
}

// nearestTitles are the titles that are most alike to what was typed, among those that this person may know of.
func (r *Read) nearestTitles(words []string, kind string, teams []string) ([]*FoundThing, error) {
	near, err := r.nearWords(words)
	tried := slices.Concat(near...)
	if err != nil || len(tried) == 0 {
		return nil, err
	}
	list, err := r.searchLines(lineQuery{any: tried, kind: kind, teams: teams, limit: mostNearLines})
	if err != nil {
		return nil, err
	}
	list = meantBy(near, list)
	how := map[int64]float64{}
	for _, f := range list {
		how[f.ID] = titleLikeness(words, wordsOf(f.Title()))
	}
	rankFound(words, list)
	slices.SortStableFunc(list, func(a, b *FoundThing) int { return cmp.Compare(how[b.ID], how[a.ID]) })
	return list[:min(len(list), mostNearest)], nil
}

// meantBy keeps the titles that hold a word that may be meant: of each typed word the few most alike that stand in any of the titles found. So a
// word of a hidden title takes no place from one that is seen.
func meantBy(near [][]string, list []*FoundThing) []*FoundThing {
	titles, found := make([][]string, len(list)), map[string]bool{}
	for i, f := range list {
		titles[i] = wordsOf(f.Head)
		for _, word := range titles[i] {
			found[word] = true
		}
	}
	meant := map[string]bool{}
	for _, some := range near {
		some = slices.DeleteFunc(some, func(word string) bool { return !found[word] })
		for _, word := range some[:min(len(some), mostNearWords)] {
			meant[word] = true
		}
	}
	var kept []*FoundThing
	for i, f := range list {
		if slices.ContainsFunc(titles[i], func(word string) bool { return meant[word] }) {
			kept = append(kept, f)
		}
	}
	return kept
}
