package views

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/parts"
	"throughline/views/say"
	"throughline/views/weave"
)

// fill breaks a card's words to its width and gives it its height.
func (c *mapCard) fill(loc form.Locale, indent int) {
	room := float64(mapCardWidth(c.Layer) - indent*mapIndent - 22)
	lines := 2
	if c.Kind == "outcome" || c.Kind == "goal" {
		lines = 3
	}
	c.Sign, c.Say, c.Tone = mapSign(c.MapNode), mapStands(loc, c.MapNode), mapTone(c.MapNode)
	c.Meta = mapMeta(loc, c.MapNode)
	c.Lines = weave.Sans.Lines(mapTitle(loc, c.MapNode), mapType, room, lines)
	if c.Kind == "pager" {
		c.H = 32
		return
	}
	if c.Fold != "" {
		c.Pill = "−"
		if c.Fold == models.MapShut && c.Under.All() > 0 {
			c.Pill = "+" + loc.Number(float64(c.Under.All()))
		}
		c.PillW = max(26, int(weave.Sans.Width(c.Pill, mapType))+14)
	}
	c.H = 18 + len(c.Lines)*mapLine
	last := room - float64(c.PillW)
	if c.Say != "" {
		c.H += mapLine + 2
		c.Say = weave.Sans.Cut(c.Say, mapType, pick(c.Meta == "", last, room)-18)
	}
	if c.Meta != "" {
		c.H += mapLine
		c.Meta = weave.Sans.Cut(c.Meta, mapType, last)
	}
	switch {
	case c.Pill == "":
	case c.Say == "" && c.Meta == "":
		c.H += mapLine + 2
	case c.Say != "" && c.Meta != "":
		c.H += mapPillRoom
	}
}

func pick[T any](first bool, a, b T) T {
	if first {
		return a
	}
	return b
}

// mapTitle is what a card says first.
func mapTitle(loc form.Locale, n *models.MapNode) string {
	switch {
	case n.Kind == "gap":
		return "No workflow moves it"
	case n.Kind == "pager":
		return loc.Number(float64(n.From)) + " to " + loc.Number(float64(n.To)) + " of " + loc.Number(float64(n.All))
	case n.Kind == "bundle" && n.Title == "" && n.Loose && n.Decided:
		return say.Upper(say.Count(loc, n.Under.Tasks, "task", "tasks")) + " from a decision alone"
	case n.Kind == "bundle" && n.Title == "" && n.Loose:
		return looseTitle(loc, n)
	case n.Kind == "bundle" && n.Title == "":
		return say.Upper(mapUnder(loc, n.Under))
	}
	return n.Title
}

// alsoFor names a card that another one is tied to as well: by its reference, or by what it says first where it is many in one.
func alsoFor(loc form.Locale, n *models.MapNode) string {
	if n.Ref != "" {
		return n.Ref
	}
	return mapTitle(loc, n)
}

func looseTitle(loc form.Locale, n *models.MapNode) string {
	switch n.Of {
	case "workflow":
		return say.Upper(say.Count(loc, n.Under.Workflows, "workflow moves", "workflows move")) + " no outcome"
	case "goal":
		return "Goals that serve no outcome"
	case "objective":
		return "Objectives that deliver no goal"
	case "initiative":
		return "Initiatives that serve nothing"
	}
	return say.Upper(say.Count(loc, n.Under.Tasks, "task", "tasks")) + " that nobody asked for"
}

// mapUnder counts what is under a card in words: "3 goals, 12 tasks".
func mapUnder(loc form.Locale, c models.MapCount) string {
	var list []string
	for _, part := range []struct {
		n         int
		one, many string
	}{{c.Outcomes, "outcome", "outcomes"}, {c.Goals, "goal", "goals"}, {c.Objectives, "objective", "objectives"}, {c.Initiatives, "initiative", "initiatives"},
		{c.Workflows, "workflow", "workflows"}, {c.Processes, "process", "processes"}, {c.Tasks, "task", "tasks"}} {
		if part.n > 0 {
			list = append(list, say.Count(loc, part.n, part.one, part.many))
		}
	}
	return strings.Join(list, ", ")
}

// mapSign is the shape of a card's mark.
func mapSign(n *models.MapNode) string {
	if n.Kind == "workflow" {
		for _, v := range parts.Verdicts {
			if v.Value == n.Verdict {
				return v.Icon
			}
		}
	}
	switch n.Mark {
	case models.MapOff:
		return "off"
	case models.MapRisk:
		return "risk"
	case models.MapNone:
		return "none"
	case models.MapFine:
		return "ok"
	case models.MapClosed:
		return "stop"
	case models.MapPlain:
		return "progress"
	}
	return ""
}

// mapTone is the colour of a card's mark.
func mapTone(n *models.MapNode) string {
	switch n.Mark {
	case models.MapOff, models.MapRisk, models.MapFine:
		return string(n.Mark)
	}
	return "none"
}

// worstWords say what the worst mark under a fold means.
var worstWords = map[models.MapMark]string{models.MapOff: "Some late or off track", models.MapRisk: "Some at risk", models.MapNone: "Some not measured", models.MapPlain: "None late", models.MapFine: "All well", models.MapClosed: "All closed"}

// mapStands is how a card stands, in words.
func mapStands(loc form.Locale, n *models.MapNode) string {
	switch n.Kind {
	case "gap", "pager":
		return ""
	case "bundle":
		if n.Of == "workflow" {
			return ""
		}
		return worstWords[n.Under.Worst]
	case "outcome":
		if n.Progress != nil {
			return n.Word + ", " + models.Percent(loc, *n.Progress)
		}
	case "workflow":
		if n.Hours > 0 {
			return n.Word + ", " + models.Hours(loc, n.Hours)
		}
	case "task", "goal", "objective", "initiative":
		if n.Due.Valid() && n.Mark != models.MapFine && n.Mark != models.MapClosed {
			return n.Word + ", " + n.Due.Short()
		}
	}
	return n.Word
}

// mapMeta is the quiet line of a card.
func mapMeta(loc form.Locale, n *models.MapNode) string {
	switch n.Kind {
	case "gap", "pager":
		return ""
	case "bundle":
		if n.Of == "workflow" && n.Hours > 0 {
			return models.Hours(loc, n.Hours) + " a week"
		}
		if n.Title != "" || n.Loose && n.Of != "task" && n.Of != "workflow" {
			return mapUnder(loc, n.Under)
		}
		return ""
	}
	if n.Owner.None() {
		return n.Ref
	}
	return n.Ref + ", " + n.Owner.Name
}

// mapLabel says the whole of a card to a screen reader, and in its title.
func mapLabel(loc form.Locale, n *models.MapNode) string {
	list := []string{mapTitle(loc, n)}
	if kind := mapKind(n.Kind); kind != "" {
		list[0] = kind + " " + n.Ref + ": " + list[0]
	}
	if s := mapStands(loc, n); s != "" {
		list = append(list, s)
	}
	if n.Kind != "bundle" && n.Kind != "gap" {
		if !n.Owner.None() {
			list = append(list, n.Owner.Name)
		} else if n.Kind != "pager" {
			list = append(list, "nobody answers for it")
		}
	}
	if n.Kind == "outcome" && n.Due.Valid() {
		list = append(list, "by "+n.Due.Short())
	}
	if n.Decided && n.Kind == "task" {
		list = append(list, "came with a decision")
	}
	if n.Fold == models.MapShut && n.Under.All() > 0 && (n.Kind != "bundle" || n.Title != "" || n.Loose) {
		list = append(list, "under it "+mapUnder(loc, n.Under))
		if n.Kind != "bundle" {
			list = append(list, strings.ToLower(worstWords[n.Under.Worst]))
		}
	}
	return strings.Join(list, ", ")
}

func mapKind(kind string) string {
	switch kind {
	case "outcome", "goal", "objective", "initiative", "task", "workflow", "process":
		return say.Upper(kind)
	}
	return ""
}
