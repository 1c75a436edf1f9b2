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
