package views

import (
	"fmt"
	"strings"

	"throughline/models"
	"throughline/models/wizard"
	"throughline/views/parts"
)

// coverageBar shows the known hours: what moves an outcome, what stops, and the rest.
func coverageBar(p WizardStep, g models.Gap) []parts.Segment {
	part := func(h float64) float64 { return h / max(g.All.Hours, 1) }
	rest := g.All.Hours - g.Mapped.Hours - g.Stopping.Hours
	return []parts.Segment{
		{Kind: "m", Label: "Mapped " + hours(p.loc(), g.Mapped.Hours), Share: part(g.Mapped.Hours)},
		{Kind: "r", Label: "To stop " + hours(p.loc(), g.Stopping.Hours), Share: part(g.Stopping.Hours)},
		{Kind: "u", Label: "Other " + hours(p.loc(), max(0, rest)), Share: part(max(0, rest))},
	}
}

// coverageShort is the live figure at a phone's edge.
func coverageShort(p WizardStep) string {
	g := models.ExecutionGap(p.world().Workflows, p.world().Outcomes)
	if share, known := g.ShareOfHours(); known {
		return whole(p.loc(), share) + " of hours mapped"
	}
	return fmt.Sprintf("%d of %d mapped", g.Mapped.Count, g.All.Count)
}

func countShare(p WizardStep, g models.Gap) string {
	share, known := g.ShareOfCount()
	if !known {
		return "No workflows yet."
	}
	return fmt.Sprintf("%d of %d workflows move an outcome (%s); %d undecided.", g.Mapped.Count, g.All.Count, whole(p.loc(), share), g.Undecided.Count)
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

func unknownWords(g models.Gap) string {
	switch g.All.Unknown {
	case 0:
		return ""
	case 1:
		return "The effort of one workflow is not known; it counts as a workflow and adds no hours."
	}
	return fmt.Sprintf("The effort of %d workflows is not known; they count as workflows and add no hours.", g.All.Unknown)
}
