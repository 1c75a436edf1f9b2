package wizard

import (
	"cmp"
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

// Twins finds titles that say almost the same: their words without endings and small words, in order of the alphabet, compared by
// groups of three letters. The most alike come first. 300 titles take a few milliseconds.
func Twins(titles []string) []Twin {
	at := map[string][]int{} // three letters to the titles that hold them
	sizes, shared := make([]int, len(titles)), make([]int, len(titles))
	var list []Twin
	for i, title := range titles {
		grams := trigrams(title)
		sizes[i] = len(grams)
		for _, g := range grams {
			for _, j := range at[g] {
				shared[j]++
			}
			at[g] = append(at[g], i)
		}
		for j, n := range shared[:i] {
			shared[j] = 0
			if like := 2 * float64(n) / float64(sizes[i]+sizes[j]); like >= alike {
				list = append(list, Twin{A: j, B: i, Likeness: like})
			}
		}
	}
	slices.SortFunc(list, func(a, b Twin) int {
		return cmp.Or(cmp.Compare(b.Likeness, a.Likeness), cmp.Compare(a.A, b.A), cmp.Compare(a.B, b.B))
	})
	return list
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

// trigrams are the groups of three letters of a title's words. Fewer than two words that carry meaning are too few to compare.
func trigrams(title string) []string {
	words := meaning(title)
	if len(words) < 2 {
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
