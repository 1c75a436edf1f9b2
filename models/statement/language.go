package statement

import "unicode"

// readsEnglish says that the small words of a text are English ones, so that advice about English words makes sense.
func readsEnglish(ts []token) bool {
	letters, other, home, foreign := 0, 0, 0, 0
	for _, t := range ts {
		if t.kind != tWord {
			continue
		}
		for _, r := range t.low {
			if unicode.IsLetter(r) {
				letters++
				if r > 0x024f {
					other++
				}
			}
		}
		if english[t.low] || helpers[t.low] || strictVerb(t.low) {
			home++
		}
		if foreignWords[t.low] {
			foreign++
		}
	}
	return letters > 0 && other*4 <= letters && home > 0 && home >= foreign
}
