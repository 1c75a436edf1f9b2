package views

import (
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/parts"
)

// how is the panel that explains a figure to whoever works on the alignment.
func (p WizardStep) how(list ...models.Explanation) parts.How {
	return parts.How{Loc: p.loc(), List: list}
}

// besideEnd is how, floating beside a figure at the end of its line.
func (p WizardStep) besideEnd(list ...models.Explanation) parts.How {
	return parts.How{Loc: p.loc(), List: list, Aside: true, End: true}
}

// named is how under an id: an open panel stays open when its figure is drawn anew.
func (p WizardStep) named(id string, list ...models.Explanation) parts.How {
	return parts.How{ID: id, Loc: p.loc(), List: list}
}

// namedEnd is besideEnd under an id.
func (p WizardStep) namedEnd(id string, list ...models.Explanation) parts.How {
	return parts.How{ID: id, Loc: p.loc(), List: list, Aside: true, End: true}
}

// coverageBar shows the known hours: what moves an outcome, what stops, and the rest.
func coverageBar(p WizardStep, g models.Gap) []parts.Segment {
	part := func(h float64) float64 { return h / max(g.All.Hours, 1) }
	rest := g.All.Hours - g.Mapped.Hours - g.Stopping.Hours
	return []parts.Segment{
		{Kind: "m", Label: "Mapped " + models.Hours(p.loc(), g.Mapped.Hours), Share: part(g.Mapped.Hours)},
		{Kind: "r", Label: "To stop " + models.Hours(p.loc(), g.Stopping.Hours), Share: part(g.Stopping.Hours)},
		{Kind: "u", Label: "Other " + models.Hours(p.loc(), max(0, rest)), Share: part(max(0, rest))},
	}
}

// coverageShort is the live figure at a phone's edge.
func coverageShort(p WizardStep) string {
	g := models.ExecutionGap(p.world().Workflows, p.world().Outcomes)
	if share, known := g.ShareOfHours(); known {
		return models.Percent(p.loc(), share) + " of hours mapped"
	}
	return fmt.Sprintf("%d of %d mapped", g.Mapped.Count, g.All.Count)
}

func countShare(p WizardStep, g models.Gap) string {
	share, known := g.ShareOfCount()
	if !known {
		return "No workflows yet."
	}
	return fmt.Sprintf("%d of %d workflows move an outcome (%s); %d undecided.", g.Mapped.Count, g.All.Count, models.Percent(p.loc(), share), g.Undecided.Count)
}

// firstGaps says the first things a process still lacks.
func firstGaps(d wizard.Due) string {
	var say []string
	for i, g := range d.Gaps {
		if i < 3 {
			say = append(say, g.Say)
		}
	}
	return strings.Join(say, " ")
}

// longest is an outcome's bar, 0 to 1 of the longest one.
func longest(g models.Gap, o models.OutcomeEffort) float64 {
	most := 0.0
	for _, other := range g.ByOutcome {
		most = max(most, other.Hours)
	}
	if most == 0 {
		return 0
	}
	return o.Hours / most
}

// coverageParts are the parts of the bar of hours, each with the rule by which it is counted.
func coverageParts(g models.Gap) []struct {
	Title, Rule string
	Effort      models.Effort
} {
	return []struct {
		Title, Rule string
		Effort      models.Effort
	}{
		{"Moves an outcome", "Hours a week of workflows tied to at least one outcome.", g.Mapped},
		{"To stop", "Hours a week of workflows with the verdict stop: what stopping them frees.", g.Stopping},
		{"Moves none", "Hours a week of workflows tied to no outcome.", g.Unmapped},
	}
}
