package automation

import "throughline/models/blocks"

// Shortened is what is kept of what later steps can ask of a step.
func Shortened(given blocks.Facts) blocks.Facts {
	shortenFacts(given)
	return given
}
