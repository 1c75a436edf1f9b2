package statement

import (
	"fmt"
	"strings"
	"unicode"
)

// CheckOutcome judges an outcome by its words (R11): what it is called, what is
// measured, and the target as typed. Words of findings stand in the title,
// those of OpenTarget in the target.
func CheckOutcome(title, metricText, targetText string) []Finding {
	ts := tokens(title)
	_, hasTarget := ParseTarget(targetText)
	said := checkTitle(title, ts, hasTarget)
	whole := wholeOf(ts)
	var found, due []Finding
	for _, f := range said {
		if f.Code == DeadlineWord {
			due = append(due, f)
		} else {
			found = append(found, f)
		}
	}
	if open := strings.TrimSpace(targetText); open != "" && !hasTarget {
		at := len(targetText) - len(strings.TrimLeftFunc(targetText, unicode.IsSpace))
		span := Span{at, at + len(open)}
		found = append(found, Finding{Code: OpenTarget, Words: []Span{span},
			Say: fmt.Sprintf("%s holds no number yet. Type the number to reach.", quote(targetText, span))})
	}
	if !hasLetter(metricText) {
		found = append(found, Finding{Code: NoMetric, Words: whole, Say: "Name what is measured, such as “days from order to delivery”."})
	}
	return append(found, due...)
}

// checkTitle judges what an outcome is called: a wish when no number to reach is named, and a day that stands in the words.
func checkTitle(title string, ts []token, numbered bool) (found []Finding) {
	ds := dates(ts)
	if !numbered && !metric(ts, ds).Found {
		if words := directionWords(ts); len(words) > 0 {
			found = append(found, Finding{Code: Wish, Words: words,
				Say: fmt.Sprintf("%s is a direction without a number, so it is a wish. Say how much.", quote(title, words[0]))})
		} else {
			found = append(found, Finding{Code: Wish, Words: wholeOf(ts), Say: "No number says when this is reached, so it is a wish. Say how much."})
		}
	}
	if due := deadline(ts, ds); due.Found {
		found = append(found, Finding{Code: DeadlineWord, Words: due.Words,
			Say: fmt.Sprintf("%s is a deadline. Give it as the outcome's date too, so that it can be tracked.", quote(title, due.Words[0]))})
	}
	return found
}

func wholeOf(ts []token) []Span {
	if len(ts) == 0 {
		return nil
	}
	return []Span{{ts[0].from, ts[len(ts)-1].to}}
}

func hasLetter(text string) bool {
	for _, t := range tokens(text) {
		if t.kind == tWord || t.kind == tNum && t.suf != "" {
			return true
		}
	}
	return false
}
