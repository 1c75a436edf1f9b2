package views

import (
	"strconv"

	"throughline/models/blocks"
	"throughline/views/say"
)

// differs is the word before a difference.
func differs(d blocks.Difference) string {
	if d.What != "" {
		return d.What + ":"
	}
	return say.Upper(d.Did) + ":"
}

func takeLabel(v RulePage, n int) string {
	if n == v.N {
		return "Discard the draft"
	}
	return "Make version " + strconv.Itoa(n) + " the draft"
}

// underWay says how many runs are not over.
func underWay(p Page, all, waiting int) string {
	words := say.Count(p.Loc, all, "run is", "runs are") + " under way"
	if waiting > 0 {
		words += ", " + strconv.Itoa(waiting) + " waiting"
	}
	return words
}
