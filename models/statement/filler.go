package statement

import "strings"

// fillers say nothing about this company; another company could use the same words.
var fillers = set(`world-class best-in-class cutting-edge state-of-the-art next-generation next-gen top-notch first-class industry-leading market-leading
	best-of-breed game-changing value-added value-add mission-critical synergy synergies synergistic synergize holistic holistically seamless seamlessly robust
	innovative disruptive paradigm paradigms premier revolutionary revolutionize unparalleled unmatched unrivaled unrivalled excellence exceptional
	leverage leverages leveraging turnkey bleeding-edge bespoke dynamic impactful passionate groundbreaking transformational transformative
	world-leading award-winning future-proof customer-centric superior compelling`)

// fillerPhrases are fillers of several words, by their first word.
var fillerPhrases = map[string][]string{
	"world": {"world class"}, "best": {"best in class", "best of breed"}, "cutting": {"cutting edge"}, "state": {"state of the art"},
	"next": {"next generation", "next level"}, "top": {"top notch"}, "first": {"first class"}, "game": {"game changing", "game changer"},
	"thought": {"thought leader", "thought leadership"}, "move": {"move the needle"}, "low": {"low hanging fruit"}, "win": {"win win"},
	"going": {"going forward"}, "value": {"value add", "value added"}, "partner": {"partner of choice"}, "provider": {"provider of choice"},
	"trusted": {"trusted partner"}, "think": {"think outside the box"}, "one": {"one stop shop"}, "paradigm": {"paradigm shift"},
}

// fillerWords returns where a text uses words that say nothing.
func fillerWords(text string, ts []token) []Span {
	var found []Span
	for i, t := range ts {
		if t.kind != tWord {
			continue
		}
		if fillers[t.low] {
			found = append(found, t.span())
			continue
		}
		// "the leading platform" says nothing; "leading to fewer calls" does.
		if t.low == "leading" && (objects[word(ts, i-1)] || strings.HasSuffix(word(ts, i-1), "'s")) && word(ts, i+1) != "to" {
			found = append(found, t.span())
			continue
		}
		for _, phrase := range fillerPhrases[t.low] {
			if end, ok := phraseAt(ts, i, phrase); ok {
				found = append(found, Span{t.from, ts[end-1].to})
				break
			}
		}
	}
	return found
}

// phraseAt says that the words of a phrase stand at i, and where they end.
func phraseAt(ts []token, i int, phrase string) (end int, ok bool) {
	for _, w := range strings.Fields(phrase) {
		if word(ts, i) != w {
			return i, false
		}
		i++
	}
	return i, true
}
