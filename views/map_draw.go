package views

import (
	"fmt"
	"slices"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/weave"
)

// The measures of the map, in pixels.
const (
	mapSideWidth = 168
	mapWidth     = 187
	mapSpine     = 54 // between the side and the outcomes, where the thread runs down
	mapGap       = 34
	mapIndent    = 14
	mapEdge      = 8
	mapAnchor    = 20 // where threads meet a card, from its top
	mapLine      = 17
	mapPill      = 29 // from the top of a fold to the foot of its card
	mapPillRoom  = 4  // so that a fold beside the last of two lines leaves the first one free
	mapType      = 13
	mapIntent    = 25 // type size of the sentence
)

// mapDrawing is the map with every card and thread in its place.
type mapDrawing struct {
	Width, Height int
	Top           int // where the cards begin
	Heads         []mapHead
	Intent        *mapIntentText
	Spine         string // path of the thread from the sentence down
	SpineHot      bool
	Knots         []mapKnot
	Threads       []mapThread
	Cards         []*mapCard
	Band          int // where what hangs loose begins; 0 when nothing does
}

type mapHead struct {
	X     int
	Title string
}

type mapIntentText struct {
	X, Y  int
	Lines []string
	Full  string
}

type mapKnot struct {
	X, Y int
	Full bool
}

// mapThread is one line between two cards. Hot is part of the thread that is followed; Far is a further tie of a card that hangs elsewhere.
type mapThread struct {
	Path     string
	Hot, Far bool
	Loose    bool
	From, To string // keys
}

type mapCard struct {
	*models.MapNode
	X, Y, W, H int
	Column     int
	Lines      []string
	Meta       string
	Sign, Say  string
	Tone       string
	Pill       string
	PillW      int
	Hangs      string
	Indent     int
}

// drawMap places everything.
func drawMap(m *models.Map, loc form.Locale) *mapDrawing {
	d := &mapDrawing{}
	x, spine := mapColumns(m.Nodes)
	cards := map[string]*mapCard{}
	var lay []weave.Card
	at := map[string]*models.MapNode{}
	for _, n := range m.Nodes {
		at[n.Key] = n
	}
	for i, n := range m.Nodes {
		if n.Kind == "intent" {
			continue
		}
		c := &mapCard{MapNode: n, Column: int(n.Layer)}
		cards[n.Key] = c
		d.Cards = append(d.Cards, c)
		c.fill(loc, mapDepth(at, n))
		lay = append(lay, weave.Card{Key: n.Key, Column: int(n.Layer), Height: c.H, Ties: n.Above, Place: i, Fixed: n.Layer <= models.MapOutcomes || n.Layer == models.MapTasks || n.Kind == "pager", Apart: n.Loose})
	}
	top := d.heading(m, x, spine)
	d.Top = top
	sheet := weave.Lay(lay, weave.Gaps{Card: 10, Block: 16, Band: 58})
	for _, c := range d.Cards {
		spot := sheet.Spots[c.Key]
		c.Indent, c.Hangs = spot.Indent, spot.Hangs
		c.X, c.Y, c.W = x[c.Column]+spot.Indent*mapIndent, top+spot.Y, mapCardWidth(c.Layer)-spot.Indent*mapIndent
	}
	if sheet.Band > 0 {
		d.Band = top + sheet.Band + 26
	}
	d.Width, d.Height = x[4]+mapWidth+mapEdge, top+sheet.Height+mapEdge
	d.tie(m, cards, spine)
	return d
}

// mapColumns are where the columns begin, and where the thread runs down. Without anything at the side its room is saved.
func mapColumns(nodes []*models.MapNode) (x [5]int, spine int) {
	x[0], x[1] = mapEdge, mapEdge+mapSideWidth+mapSpine
	if !slices.ContainsFunc(nodes, func(n *models.MapNode) bool { return n.Layer == models.MapSide }) {
		x[1] = mapEdge + 40
	}
	for i := 2; i < len(x); i++ {
		x[i] = x[i-1] + mapWidth + mapGap
	}
	return x, x[1] - 22
}

func mapCardWidth(layer models.MapLayer) int {
	if layer == models.MapSide {
		return mapSideWidth
	}
	return mapWidth
}

// mapDepth is how far in a card stands within its column, so that its words are broken to the room they have.
func mapDepth(at map[string]*models.MapNode, n *models.MapNode) (deep int) {
	for up := n; len(up.Above) > 0 && deep < 6; {
		if up = at[up.Above[0]]; up == nil || up.Kind == "intent" || up.Layer != n.Layer {
			break
		}
		deep++
	}
	return deep
}

// heading writes the sentence and the names of the columns, and says where the cards begin.
func (d *mapDrawing) heading(m *models.Map, x [5]int, spine int) (top int) {
	top = 6
	for _, n := range m.Nodes {
		if n.Kind == "intent" {
			lines := weave.Serif.Lines(n.Title, mapIntent, float64(x[4]+mapWidth-spine-36), 5)
			d.Intent = &mapIntentText{X: spine + 22, Y: top + 26, Lines: lines, Full: n.Title}
			top += 26 + len(lines)*33
			d.Knots = append(d.Knots, mapKnot{spine, d.Intent.Y - 8, true})
		}
	}
	for layer, title := range []string{"How we work today", "Outcomes", "Goals", "Objectives", "Tasks"} {
		if layer > 0 || x[1] > mapEdge+40 {
			d.Heads = append(d.Heads, mapHead{x[layer], title})
		}
	}
	return top + 36
}

// tie draws the threads: along the tree as one line with corners, and further ties as curves behind.
func (d *mapDrawing) tie(m *models.Map, cards map[string]*mapCard, spine int) {
	hot := map[string]bool{}
	if m.At != nil {
		heat(cards, hot, m.At.Node.Key)
	}
	low := 0
	for _, c := range d.Cards {
		for _, key := range c.Above {
			if key == "intent" {
				y := c.Y + mapAnchor
				low = max(low, y)
				d.SpineHot = d.SpineHot || hot[c.Key]
				d.Knots = append(d.Knots, mapKnot{spine, y, false})
				d.Threads = append(d.Threads, mapThread{Path: fmt.Sprintf("M%d %dH%d", spine, y, c.X), Hot: hot[c.Key], From: "intent", To: c.Key})
				continue
			}
			up := cards[key]
			if up == nil {
				continue
			}
			t := mapThread{Hot: hot[c.Key] && hot[up.Key], Far: key != c.Hangs, Loose: c.Loose || up.Loose, From: key, To: c.Key}
			t.Path = mapPath(up, c, t.Far)
			d.Threads = append(d.Threads, t)
		}
	}
	if d.Intent != nil && low > 0 {
		d.Spine = fmt.Sprintf("M%d %dV%d", spine, d.Intent.Y-8, low)
	}
	slices.SortStableFunc(d.Threads, func(a, b mapThread) int { return mapDepthOf(a) - mapDepthOf(b) })
}

// mapDepthOf puts further ties behind and what is followed in front.
func mapDepthOf(t mapThread) int {
	switch {
	case t.Hot:
		return 2
	case t.Far:
		return 0
	}
	return 1
}

// heat marks a card and all that it is for.
func heat(cards map[string]*mapCard, hot map[string]bool, key string) {
	c := cards[key]
	if c == nil || hot[key] {
		return
	}
	hot[key] = true
	for _, up := range c.Above {
		heat(cards, hot, up)
	}
}

// mapPath is the way from one card to another.
func mapPath(up, c *mapCard, far bool) string {
	y0, y1 := up.Y+mapAnchor, c.Y+mapAnchor
	switch {
	case c.Column == 0 && up.Column > 0: // from the side to its outcome
		x0, x1 := c.X+c.W, up.X
		if y0 == y1 {
			return fmt.Sprintf("M%d %dH%d", x0, y0, x1)
		}
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x0, y1, x0+26, y1, x1-26, y0, x1, y0)
	case c.Column == up.Column && !far: // down within a column
		x := up.X + 8
		return fmt.Sprintf("M%d %dV%dQ%d %d %d %dH%d", x, up.Y+up.H, y1-6, x, y1, x+6, y1, c.X)
	case c.Column == up.Column:
		x0, x1 := up.X+up.W, c.X+c.W
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x0, y0, x0+34, y0, x1+34, y1, x1, y1)
	}
	x0, x1 := up.X+up.W, c.X
	if far {
		bend := max(22, (x1-x0)/2)
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x0, y0, x0+bend, y0, x1-bend, y1, x1, y1)
	}
	if y0 == y1 {
		return fmt.Sprintf("M%d %dH%d", x0, y0, x1)
	}
	x, r := x0+mapGap/2-2, 8
	if y1 < y0 {
		r = -8
	}
	return fmt.Sprintf("M%d %dH%dQ%d %d %d %dV%dQ%d %d %d %dH%d", x0, y0, x-8, x, y0, x, y0+r, y1-r, x, y1, x+8, y1, x1)
}
