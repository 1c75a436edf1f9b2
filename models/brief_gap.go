package models

import (
	"strings"

	"throughline/models/form"
)

// BriefGap is the execution gap on the company's brief: the score and each part, as on its page.
type BriefGap struct {
	Score *float64      `json:"score"`
	Parts []GapFilePart `json:"parts"`
	How   Explanation   `json:"how"` // how the score came about
}

// briefGap is the gap of the company as a brief keeps it.
func briefGap(g *GapReport) *BriefGap {
	return &BriefGap{Score: g.Score, Parts: fileParts(g.Parts, true), How: ExplainScore(g.Parts, g.Day)}
}

// ScoreWords says the score: "83 of 100".
func (g *BriefGap) ScoreWords(loc form.Locale) string {
	if g.Score == nil {
		return "no score yet"
	}
	return loc.Number(*g.Score) + " of 100"
}

// Words says the part: "1 of 5 outcomes without a workflow".
func (p GapFilePart) Words(loc form.Locale) string {
	if p.Of <= 0 {
		return lowerFirst(p.Title) + " not known"
	}
	if p.Unit != "" {
		return lowerFirst(p.Title) + " " + Hours(loc, p.Amiss) + " of " + Hours(loc, p.Of)
	}
	return lowerFirst(p.Title) + " " + loc.Number(p.Amiss) + " of " + loc.Number(p.Of)
}

// PartsWords says the parts of which something is known in one sentence, and names the others in a second one.
func (g *BriefGap) PartsWords(loc form.Locale) string {
	var list, unknown []string
	for _, p := range g.Parts {
		if p.Of <= 0 {
			unknown = append(unknown, lowerFirst(p.Title))
			continue
		}
		list = append(list, p.Words(loc))
	}
	var says []string
	if len(list) > 0 {
		text := strings.Join(list, "; ")
		says = append(says, strings.ToUpper(text[:1])+text[1:]+".")
	}
	if len(unknown) > 0 {
		says = append(says, "Not known yet: "+strings.Join(unknown, ", ")+".")
	}
	return strings.Join(says, " ")
}

// gapFacts are the figures of the gap as two briefs are compared; they move by themselves.
func (b *Brief) gapFacts(loc form.Locale) []briefItem {
	if b.Gap == nil {
		return nil
	}
	items := []briefItem{{key: "gap", moves: true, came: "The execution gap stands on the brief now: " + b.Gap.ScoreWords(loc) + ".", gone: "The execution gap is no longer on the brief.",
		facts: []briefFact{{name: "score", value: b.Gap.ScoreWords(loc), moves: true, say: func(before, after string) string {
			return "The score of the execution gap is now " + after + instead(before)
		}}}}}
	for _, p := range b.Gap.Parts {
		items = append(items, briefItem{key: "gap " + p.Key, moves: true, facts: []briefFact{{name: "amiss", value: p.Words(loc), moves: true, say: func(before, after string) string {
			return "In the execution gap: " + after + instead(before)
		}}}})
	}
	return items
}
