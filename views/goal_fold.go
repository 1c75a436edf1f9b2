package views

import (
	"strings"

	"throughline/models"
	"throughline/models/wizard"
)

// A step says its first few pieces of advice, and all of them where somebody asks.
const (
	fewAdvices = 6
	allAdvice  = "advice"
	allTwins   = "twins"
)

func (p WizardStep) advicesShown() int {
	if p.Sheet.Query.Open == allAdvice {
		return 300
	}
	return fewAdvices
}

// On the board of step 5 a goal or team with more objectives than longList shows the first few, and a link to the rest.
const (
	longList  = 8
	firstFew  = 6
	looseLane = "none" // names the objectives that deliver no goal, or belong to no team, where others have a reference
)

// unfolded are the objectives of a list that stand on the board, and how many more it has. Where something must be mended before the step is
// done, its card is there, so that the list of problems leads to it.
func (p WizardStep) unfolded(list []*models.Objective, ref string) (shown []*models.Objective, more int) {
	if len(list) <= longList || p.Sheet.Query.Open == ref {
		return list, 0
	}
	amiss := map[string]bool{}
	for _, problem := range p.Sheet.Form.Problems() {
		_, rest, _ := strings.Cut(problem.ID, ".")
		id, _, _ := strings.Cut(rest, ".")
		amiss[id] = true
	}
	for i, o := range list {
		if i < firstFew || amiss[o.ID] {
			shown = append(shown, o)
		}
	}
	return shown, len(list) - len(shown)
}

// foldHref is the board as it is, with the list of that reference open, at the place where it stands.
func (p WizardStep) foldHref(ref, at string) string {
	q := p.Sheet.Query
	q.Open = ref
	return boardHref(q) + "#" + at
}

func teamRef(t *wizard.TeamLoad) string {
	if t.Team == nil {
		return looseLane
	}
	return t.Team.Ref
}

// carriedShown is what of one person's things stands in the list of who carries how much, and how many more there are.
func (p WizardStep) carriedShown(l *wizard.Burden) (shown []wizard.Carried, more int) {
	if len(l.Items) <= longList || p.Sheet.Query.Owner == l.PersonID {
		return l.Items, 0
	}
	return l.Items[:firstFew], len(l.Items) - firstFew
}

// twinsShown are the pairs to settle first; all of them where somebody asks.
func (p WizardStep) twinsShown(list []wizard.TwinPair) []wizard.TwinPair {
	if len(list) <= fewAdvices || p.Sheet.Query.Open == allTwins {
		return list
	}
	return list[:fewAdvices]
}
