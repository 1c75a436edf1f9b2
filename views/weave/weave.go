// Package weave lays a layered map out: cards in columns, each under the card that it hangs on, with threads between them. It knows only
// sizes and ties, draws nothing, and asks nobody: the same cards give the same map in whatever order they come.
package weave

import (
	"cmp"
	"slices"
)

// Card is one card to be placed. Ties are the keys of the cards before it; it hangs on the first of them.
type Card struct {
	Key    string
	Column int // 0 is the side; the columns from 1 on are laid out as a tree
	Height int
	Ties   []string
	Place  int  // its place among those that hang on the same card, before threads are untangled
	Fixed  bool // it keeps that place
	Apart  bool // it stands in the band below, with what hangs on it
}

// Spot is where a card stands. Indent says how many cards of the same column it hangs under.
type Spot struct {
	Y, Indent int
	Hangs     string // key of the card that it hangs on; empty for none
}

// Sheet is a map that is laid out.
type Sheet struct {
	Spots  map[string]Spot
	Height int
	Band   int // where the band below begins; 0 when there is none
}

// Gaps between cards, in the units of their heights.
type Gaps struct{ Card, Block, Band int }

type node struct {
	Card
	parent   *node
	children []*node
	row, y   int
}

// Lay places cards. Ties to cards that are not there are left out.
func Lay(cards []Card, gaps Gaps) Sheet {
	l := &loom{gaps: gaps, at: map[string]*node{}, bottoms: map[int]int{}}
	l.hang(cards)
	l.untangle()
	for _, apart := range []bool{false, true} {
		for _, n := range l.roots {
			if n.Apart == apart && n.Column > 0 {
				if apart && !l.banded {
					l.openBand()
				}
				l.drop(n)
			}
		}
		l.side(apart)
	}
	s := Sheet{Spots: map[string]Spot{}, Band: l.band}
	for _, n := range l.list {
		spot := Spot{Y: n.y, Indent: n.indent()}
		if n.parent != nil {
			spot.Hangs = n.parent.Key
		}
		s.Spots[n.Key] = spot
		s.Height = max(s.Height, n.y+n.Height)
	}
	return s
}

type loom struct {
	gaps    Gaps
	list    []*node // in the order of their keys
	at      map[string]*node
	roots   []*node
	bottoms map[int]int // by column
	banded  bool
	band    int
}

// hang makes the tree. A circle of ties ends where it would close.
func (l *loom) hang(cards []Card) {
	for _, c := range cards {
		if l.at[c.Key] == nil {
			n := &node{Card: c}
			l.at[c.Key], l.list = n, append(l.list, n)
		}
	}
	slices.SortFunc(l.list, func(a, b *node) int { return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Key, b.Key)) })
	for _, n := range l.list {
		for _, key := range n.Ties {
			if up := l.at[key]; up != nil && !up.under(n) {
				n.parent = up
				up.children = append(up.children, n)
				break
			}
		}
		if n.parent == nil {
			l.roots = append(l.roots, n)
		}
	}
}

func (n *node) under(top *node) bool {
	for ; n != nil; n = n.parent {
		if n == top {
			return true
		}
	}
	return false
}

func (n *node) indent() (deep int) {
	for up := n.parent; up != nil && up.Column == n.Column; up = up.parent {
		deep++
	}
	return deep
}

// sweeps is how often the order is bettered; more changes nothing that can be seen.
const sweeps = 6

// untangle orders what hangs on one card by where its further threads lead (the barycentre of their ends), and keeps the order with which
// all further threads together are shortest.
func (l *loom) untangle() {
	best, order := l.number(), l.order()
	for range sweeps {
		if best == 0 {
			return
		}
		pulls := l.pulls()
		l.each(func(list []*node) {
			slices.SortStableFunc(list, func(a, b *node) int {
				if a.Fixed || b.Fixed {
					return cmp.Or(cmp.Compare(a.Place, b.Place), cmp.Compare(a.Key, b.Key))
				}
				return cmp.Compare(pulls[a], pulls[b])
			})
		})
		if length := l.number(); length < best {
			best, order = length, l.order()
		}
	}
	l.each(func(list []*node) {
		slices.SortFunc(list, func(a, b *node) int { return cmp.Compare(order[a], order[b]) })
	})
	l.number()
}

// each gives every list of cards that hang on one card.
func (l *loom) each(do func(list []*node)) {
	for _, n := range l.list {
		do(n.children)
	}
}

// number counts the rows from the top and gives how long all further threads are together.
func (l *loom) number() (length int) {
	row := 0
	var walk func(n *node)
	walk = func(n *node) {
		n.row = row
		if len(n.children) == 0 {
			row++
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	for _, n := range l.roots {
		walk(n)
	}
	l.further(func(a, b *node) { length += max(a.row-b.row, b.row-a.row) })
	return length
}

// further gives the ties beside those that the tree is made of.
func (l *loom) further(do func(a, b *node)) {
	for _, n := range l.list {
		for _, key := range n.Ties {
			if up := l.at[key]; up != nil && up != n.parent && up != n {
				do(n, up)
			}
		}
	}
}

// pulls says to which row the further threads of a card, and of all that hangs on it, pull it; its own row where it has none.
func (l *loom) pulls() map[*node]float64 {
	sum, n := map[*node]int{}, map[*node]int{}
	pull := func(from, to *node) {
		for up := from; up != nil && !to.under(up); up = up.parent {
			sum[up], n[up] = sum[up]+to.row, n[up]+1
		}
	}
	l.further(func(a, b *node) { pull(a, b); pull(b, a) })
	to := map[*node]float64{}
	for _, one := range l.list {
		if to[one] = float64(one.row); n[one] > 0 {
			to[one] = float64(sum[one]) / float64(n[one])
		}
	}
	return to
}

// order remembers the places of all cards.
func (l *loom) order() map[*node]int {
	places := map[*node]int{}
	l.each(func(list []*node) {
		for i, n := range list {
			places[n] = i
		}
	})
	return places
}
