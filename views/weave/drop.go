package weave

import "slices"

// drop sets a card with all that hangs on it as high as its columns are free.
func (l *loom) drop(n *node) {
	if n.Column == 0 {
		return
	}
	top := 0
	if l.banded {
		top = l.bandTop()
	}
	for _, column := range n.columns() {
		top = max(top, l.bottoms[column])
	}
	bottom := l.set(n, top) + l.gaps.Block
	for _, column := range n.columns() {
		l.bottoms[column] = bottom
	}
}

// columns are those that a card and what hangs on it take up, and those between.
func (n *node) columns() (list []int) {
	least, most := n.reach()
	for c := least; c <= most; c++ {
		list = append(list, c)
	}
	return list
}

func (n *node) reach() (least, most int) {
	least, most = n.Column, n.Column
	for _, c := range n.children {
		if c.Column > 0 {
			a, b := c.reach()
			least, most = min(least, a), max(most, b)
		}
	}
	return least, most
}

// set places a card at a height and gives where its block ends. What hangs on it in columns further on begins in the same row; what hangs on it
// in its own column follows below.
func (l *loom) set(n *node, y int) (bottom int) {
	n.y = y
	bottom = y + n.Height
	next := y
	for _, c := range n.children {
		if c.Column > n.Column {
			end := l.set(c, next)
			bottom, next = max(bottom, end), end+l.gaps.Card
		}
	}
	next = bottom + l.gaps.Card
	for _, c := range n.children {
		if c.Column == n.Column {
			bottom = l.set(c, next)
			next = bottom + l.gaps.Card
		}
	}
	return bottom
}

// side places what stands at the side: each card beside the one that it hangs on, or below where there is no room.
func (l *loom) side(apart bool) {
	var list []*node
	for _, n := range l.list {
		if n.Column == 0 && n.Apart == apart && (n.parent == nil || n.parent.Column != 0) {
			list = append(list, n)
		}
	}
	if apart && len(list) > 0 && !l.banded {
		l.openBand()
	}
	slices.SortStableFunc(list, func(a, b *node) int { return a.beside() - b.beside() })
	for _, n := range list {
		y := max(n.beside(), l.bottoms[0])
		if apart {
			y = max(l.bandTop(), l.bottoms[0])
		}
		l.bottoms[0] = l.set(n, y) + l.gaps.Card
	}
}

func (n *node) beside() int {
	if n.parent == nil {
		return 0
	}
	return n.parent.y
}

// openBand begins the band below everything that stands until now.
func (l *loom) openBand() {
	l.banded = true
	for _, bottom := range l.bottoms {
		l.band = max(l.band, bottom)
	}
}

// bandTop is where the first cards of the band stand.
func (l *loom) bandTop() int {
	return l.band + l.gaps.Band
}
