package automation

import (
	"encoding/json"
	"unicode/utf8"

	"throughline/models/blocks"
)

// mostKept is how many bytes are kept of what a step was given, and of what later steps can ask of it.
const mostKept = 32 << 10

// cutOff stands where a text was longer than is kept.
const cutOff = " … (The rest was cut off: of one step at most 32 KB are kept.)"

// shorten cuts the longest of some texts until all of them together fit, and says so where it did.
func shorten(texts map[string]string) {
	for size(texts) > mostKept {
		longest := ""
		for name, text := range texts {
			if longest == "" || len(text) > len(texts[longest]) || len(text) == len(texts[longest]) && name < longest {
				longest = name
			}
		}
		text := texts[longest]
		if len(text) <= 2*len(cutOff) {
			return // there are so many short ones that none can be blamed
		}
		keep := (len(text) - len(cutOff)) / 2
		for keep > 0 && !utf8.RuneStart(text[keep]) {
			keep--
		}
		texts[longest] = text[:keep] + cutOff
	}
}

func size(texts map[string]string) int {
	b, err := json.Marshal(texts)
	if err != nil {
		return 0
	}
	return len(b)
}

// shortenFacts is shorten for what later steps can ask of a step. The rounds of "for each" are kept whole, because the run goes by them.
func shortenFacts(given blocks.Facts) {
	texts := map[string]string{}
	for name, v := range given {
		if v.Text != "" {
			texts[name] = v.Text
		}
	}
	shorten(texts)
	for name, text := range texts {
		if v := given[name]; v.Text != text {
			v.Text = text
			given[name] = v
		}
	}
}
