package views

import (
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/form"
)

// mapPaint is how the parts of the drawing look in a file: as on the page in the light.
var mapPaint = map[string]map[string]string{
	"sheet":     {"font-family": "Hanken Grotesk Variable, Hanken Grotesk, system-ui, Helvetica, Arial, sans-serif", "font-size": "13"},
	"tree":      {"fill": "none", "stroke": "#b3bfc6", "stroke-width": "1.5"},
	"far":       {"fill": "none", "stroke": "#b3bfc6", "stroke-width": "1.25", "stroke-dasharray": "1 4", "stroke-linecap": "round"},
	"hot":       {"fill": "none", "stroke": "#00597a", "stroke-width": "2.5"},
	"torn":      {"fill": "none", "stroke": "#7d8890", "stroke-width": "1.25", "stroke-dasharray": "4 4"},
	"under":     {"fill": "none", "stroke": "#fff", "stroke-width": "7"},
	"spine":     {"fill": "none", "stroke": "#6cabc2", "stroke-width": "2.5"},
	"knot":      {"fill": "#fff", "stroke": "#00597a", "stroke-width": "2"},
	"end":       {"fill": "#00597a", "stroke": "#00597a", "stroke-width": "2"},
	"band":      {"fill": "none", "stroke": "#7d8890", "stroke-dasharray": "4 4"},
	"card":      {"fill": "#fff", "stroke": "#d5dbde"},
	"at":        {"fill": "#e9f2f6", "stroke": "#00597a", "stroke-width": "2"},
	"many":      {"fill": "#f1f4f5", "stroke": "#d5dbde"},
	"loose":     {"fill": "#fff", "stroke": "#7d8890", "stroke-dasharray": "4 4"},
	"intent":    {"fill": "#16222b", "font-family": "Source Serif 4, Georgia, serif", "font-size": "25"},
	"head":      {"fill": "#46555f", "font-weight": "560"},
	"title":     {"fill": "#16222b", "font-weight": "560"},
	"meta":      {"fill": "#46555f"},
	"say-ok":    {"fill": "#0d5b33", "font-weight": "560"},
	"say-risk":  {"fill": "#724300", "font-weight": "560"},
	"say-off":   {"fill": "#992020", "font-weight": "560"},
	"say-none":  {"fill": "#46555f", "font-weight": "560"},
	"sign-ok":   {"fill": "none", "stroke": "#0d5b33", "stroke-width": "1.8"},
	"sign-risk": {"fill": "none", "stroke": "#724300", "stroke-width": "1.8"},
	"sign-off":  {"fill": "none", "stroke": "#992020", "stroke-width": "1.8"},
	"sign-none": {"fill": "none", "stroke": "#46555f", "stroke-width": "1.8"},
	"pill":      {"fill": "#fff", "stroke": "#7d8890"},
	"pilltext":  {"fill": "#00597a", "font-weight": "620"},
	"arrow":     {"fill": "none", "stroke": "#00597a", "stroke-width": "1.8"},
}

func (t mapThread) part() string {
	switch {
	case t.Hot:
		return "hot"
	case t.Far:
		return "far"
	case t.Loose:
		return "torn"
	}
	return "tree"
}

func (d *mapDrawing) spinePart() string {
	if d.SpineHot {
		return "hot"
	}
	return "spine"
}

func (k mapKnot) part() string {
	if k.Full {
		return "end"
	}
	return "knot"
}

func (k mapKnot) r() string {
	if k.Full {
		return "7"
	}
	return "5"
}

func (c *mapCard) part() string {
	switch {
	case c.At:
		return "at"
	case c.Loose && c.Kind == "bundle" || c.Kind == "gap":
		return "loose"
	case c.Kind == "bundle":
		return "many"
	}
	return "card"
}

func (c *mapCard) pillX() int { return c.X + c.W - c.PillW - 7 }

// sayY and metaY are the lines under a card's title.
func (c *mapCard) sayY() int { return c.Y + 24 + len(c.Lines)*mapLine }

func (c *mapCard) metaY() int {
	y := c.Y + 22 + len(c.Lines)*mapLine
	if c.Say != "" {
		y += mapLine + 2
	}
	return y
}

// ups are the keys of the cards before a card, for the arrow keys.
func (c *mapCard) ups() string { return strings.Join(c.Above, " ") }

func (d *mapDrawing) headY() int { return d.Top - 14 }

func turnPath(arrow string, x, y int) string {
	if strings.Contains(arrow, "l-") {
		return fmt.Sprintf(arrow, x+15, y+7)
	}
	return fmt.Sprintf(arrow, x+11, y+7)
}

func (v MapPage) drawingLabel() string {
	if v.At != nil {
		return "The thread of " + v.At.Node.Ref
	}
	return "Map of the thread"
}

// foldLabel says what a press on the fold of a card does.
func foldLabel(loc form.Locale, n *models.MapNode) string {
	name := n.Ref
	if name == "" {
		name = mapTitle(loc, n)
	}
	if n.Fold == models.MapOpen {
		return "Fold what is under " + name
	}
	return "Open what is under " + name + ": " + mapUnder(loc, n.Under)
}
