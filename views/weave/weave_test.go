package weave

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
)

var gaps = Gaps{Card: 10, Block: 16, Band: 58}

// thread makes a map of so many cards, most of them tied to some before them.
func thread(r *rand.Rand, n int) []Card {
	var cards []Card
	for i := range n {
		c := Card{Key: fmt.Sprint("c", i), Column: r.IntN(5), Height: 32 + r.IntN(60), Place: i, Fixed: r.IntN(3) == 0, Apart: r.IntN(9) == 0}
		for range r.IntN(4) {
			if i > 0 {
				if up := cards[r.IntN(i)]; up.Column <= max(c.Column, 1) && up.Column > 0 && !slices.Contains(c.Ties, up.Key) {
					c.Ties, c.Apart = append(c.Ties, up.Key), up.Apart
				}
			}
		}
		if r.IntN(20) == 0 {
			c.Ties = append(c.Ties, "not there")
		}
		cards = append(cards, c)
	}
	return cards
}

func TestNoTwoCardsOverlapAndEachHangsWhereItIsTied(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 8))
	for _, n := range []int{0, 1, 2, 5, 50, 400} {
		for range 12 {
			cards := thread(r, n)
			sheet := Lay(cards, gaps)
			if len(sheet.Spots) != len(cards) {
				t.Fatalf("%d of %d cards are placed", len(sheet.Spots), len(cards))
			}
			columns := map[int][]Card{}
			for _, c := range cards {
				columns[c.Column] = append(columns[c.Column], c)
				spot := sheet.Spots[c.Key]
				if spot.Y < 0 || spot.Y+c.Height > sheet.Height {
					t.Errorf("%s stands at %d, outside of %d", c.Key, spot.Y, sheet.Height)
				}
				if spot.Hangs != "" && !slices.Contains(c.Ties, spot.Hangs) {
					t.Errorf("%s hangs on %s, which it is not tied to", c.Key, spot.Hangs)
				}
			}
			for column, list := range columns {
				slices.SortFunc(list, func(a, b Card) int { return sheet.Spots[a.Key].Y - sheet.Spots[b.Key].Y })
				for i := 1; i < len(list); i++ {
					above, below := list[i-1], list[i]
					if end := sheet.Spots[above.Key].Y + above.Height; end > sheet.Spots[below.Key].Y {
						t.Fatalf("in column %d %s ends at %d and %s begins at %d", column, above.Key, end, below.Key, sheet.Spots[below.Key].Y)
					}
				}
			}
		}
	}
}

func TestTheSameCardsGiveTheSameMapInWhateverOrderTheyCome(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 21))
	for range 20 {
		cards := thread(r, 80)
		first := Lay(cards, gaps)
		for range 5 {
			r.Shuffle(len(cards), func(i, j int) { cards[i], cards[j] = cards[j], cards[i] })
			if again := Lay(cards, gaps); !reflect.DeepEqual(first, again) {
				t.Fatal("in another order the cards stand elsewhere")
			}
		}
	}
}

func TestACircleOfTiesEnds(t *testing.T) {
	sheet := Lay([]Card{{Key: "a", Column: 1, Height: 10, Ties: []string{"b"}}, {Key: "b", Column: 1, Height: 10, Ties: []string{"c"}, Place: 1}, {Key: "c", Column: 1, Height: 10, Ties: []string{"a"}, Place: 2}}, gaps)
	if len(sheet.Spots) != 3 || sheet.Spots["a"].Hangs == "" && sheet.Spots["b"].Hangs == "" && sheet.Spots["c"].Hangs == "" {
		t.Errorf("%+v", sheet.Spots)
	}
}

func TestWordsAreBrokenToTheirWidthAndNothingIsLostInSilence(t *testing.T) {
	for _, text := range []string{"", "One", "Problems are fixed at first contact, and nobody calls twice", strings.Repeat("w", 300), "Überraschungsgeldauszahlungsstelle für alle", "日本語の長い題名がここに入ります", "a  b \t c"} {
		for _, most := range []int{1, 2, 3} {
			lines := Sans.Lines(text, 13, 168, most)
			if len(lines) > most {
				t.Errorf("%q has %d lines of %d", text, len(lines), most)
			}
			for _, line := range lines {
				if Sans.Width(line, 13) > 168 {
					t.Errorf("%q is too wide", line)
				}
			}
			all := strings.Join(lines, " ")
			if whole := strings.Join(strings.Fields(text), " "); all != whole && !strings.Contains(all, "…") {
				t.Errorf("%q became %q", whole, all)
			}
		}
	}
}
