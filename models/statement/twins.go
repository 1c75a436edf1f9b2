package statement

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"
)

// Twin is two titles that say almost the same. Likeness runs from 0 to 1.
type Twin struct {
	A, B     int // places in the list that was compared, A before B
	Likeness float64
}

// alike is from where two titles are taken for the same thing said twice. Titles of different things stay well below it, and the same
// thing in other words, other order or another number stays above it; the test holds both.
const alike = 0.62

// Alike is from where two titles are taken for the same thing said twice.
const Alike = alike

// Twins finds titles that say almost the same: their words without endings and small words, in order of the alphabet, compared by
// groups of three letters. The most alike come first.
func Twins(titles []string) []Twin {
	var list []Twin
	eachTwin(titles, func(a, b int, like float64) { list = append(list, Twin{A: a, B: b, Likeness: like}) })
	sortTwins(list)
	return list
}

// Closest gives for each title the one most like it, among those that apart tells may be taken together; the first of the list where two are
// as like. Pairs come once, the most alike first. Others counts for each title how many more are alike. However many titles are alike, there
// are never more pairs than titles.
func Closest(titles []string, apart func(a, b int) bool) (pairs []Twin, others []int) {
	best, others := make([]Twin, len(titles)), make([]int, len(titles))
	better := func(at, other int, like float64) {
		others[at]++
		if was := best[at]; like > was.Likeness || like == was.Likeness && other < was.B {
			best[at] = Twin{A: at, B: other, Likeness: like}
		}
	}
	eachTwin(titles, func(a, b int, like float64) {
		if apart(a, b) {
			better(a, b, like)
			better(b, a, like)
		}
	})
	for _, t := range best {
		if t.Likeness > 0 && (t.A < t.B || best[t.B].B != t.A) {
			pairs = append(pairs, Twin{A: min(t.A, t.B), B: max(t.A, t.B), Likeness: t.Likeness})
		}
	}
	sortTwins(pairs)
	return pairs, others
}

func sortTwins(list []Twin) {
	slices.SortFunc(list, func(a, b Twin) int {
		return cmp.Or(cmp.Compare(b.Likeness, a.Likeness), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
}

// eachTwin calls found for every two titles that are alike.
//
// Two titles that are alike share one of the rarer groups of the shorter part that likeness cannot do without, so only titles that meet in an
// index of those are compared at all.
func eachTwin(titles []string, found func(a, b int, like float64)) {
	sets := raresFirst(titles)
	at := map[int][]int{} // a rare group to the titles that hold it
	met := make([]int, len(sets))
	for i, set := range sets {
		rare := set[:min(len(set), len(set)-int(math.Ceil(alike/(2-alike)*float64(len(set))))+1)]
		for _, g := range rare {
			for _, j := range at[g] {
				if met[j] == i {
					continue
				}
				met[j] = i
				if like := 2 * float64(common(set, sets[j])) / float64(len(set)+len(sets[j])); like >= alike {
					found(j, i, like)
				}
			}
			at[g] = append(at[g], i)
		}
	}
}

// raresFirst gives each title its groups of three letters as numbers, which are smaller the fewer titles hold the group, in order.
func raresFirst(titles []string) [][]int {
	held, number := map[string]int{}, map[string]int{}
	grams := make([][]string, len(titles))
	for i, title := range titles {
		grams[i] = trigrams(title)
		for _, g := range grams[i] {
			held[g]++
		}
	}
	all := slices.SortedFunc(maps.Keys(held), func(a, b string) int {
		return cmp.Or(cmp.Compare(held[a], held[b]), cmp.Compare(a, b))
	})
	for n, g := range all {
		number[g] = n
	}
	sets := make([][]int, len(titles))
	for i, list := range grams {
		for _, g := range list {
			sets[i] = append(sets[i], number[g])
		}
		slices.Sort(sets[i])
	}
	return sets
}

// common counts what two ordered lists share.
func common(a, b []int) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			a = a[1:]
		case a[0] > b[0]:
			b = b[1:]
		default:
			n, a, b = n+1, a[1:], b[1:]
		}
	}
	return n
}

var smallWords = wordSet(`a an the of in on at by to for from with and or as into within under over per all each every our your their its we us is are be
	by until before after than that this will can via between`)

func wordSet(text string) map[string]bool {
	set := map[string]bool{}
	for _, w := range strings.Fields(text) {
		set[w] = true
	}
	return set
}

// meetingWords name a meeting and its rhythm, without their endings. Every team has its own weekly sync; that two are called so says nothing.
var meetingWords = wordSet("daily weekly biweekly fortnightly monthly quarterly yearly annual sync synch meet standup retro retrospective plann prioritization team company hand kickoff")

// trigrams are the groups of three letters of a title's words. Fewer than two words that carry meaning, beside those of meetings, are too few
// to compare.
func trigrams(title string) []string {
	words := meaning(title)
	if said := slices.DeleteFunc(slices.Clone(words), func(w string) bool { return meetingWords[w] }); len(said) < 2 {
		return nil
	}
	seen := map[string]bool{}
	var list []string
	for _, w := range words {
		letters := []rune("  " + w + " ")
		for i := 0; i+3 <= len(letters); i++ {
			if g := string(letters[i : i+3]); !seen[g] {
				seen[g] = true
				list = append(list, g)
			}
		}
	}
	return list
}

// Weighty counts the words of a title that carry meaning, each once.
func Weighty(title string) int { return len(meaning(title)) }

// meaning are the words of a title that carry it, without case and common endings.
func meaning(title string) []string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '%' })
	var list []string
	for _, w := range words {
		if smallWords[w] {
			continue
		}
		for _, end := range []string{"ing", "ies", "es", "ed", "s"} {
			if short, cut := strings.CutSuffix(w, end); cut && len(short) >= 4 {
				w = short
				break
			}
		}
		list = append(list, w)
	}
	slices.Sort(list)
	return slices.Compact(list)
}
