package views

import (
	"fmt"

	"throughline/models"
	"throughline/views/parts"
	"throughline/views/say"
)

// countLine is the gap in numbers of workflows: "12 of 15 workflows move an outcome (80%)".
func (p Page) countLine(g models.Gap) string {
	share, ok := g.ShareOfCount()
	text := fmt.Sprintf("%s of %s workflows move an outcome (%s).", p.Loc.Number(float64(g.Mapped.Count)), p.Loc.Number(float64(g.All.Count)), say.Share(p.Loc, share, ok))
	if n := g.All.Unknown; n > 0 {
		text += " The effort of " + say.Count(p.Loc, n, "workflow", "workflows") + " is not known."
	}
	return text
}

// gapParts are the parts of the bar of all known hours.
func (p Page) gapParts(g models.Gap) []parts.Segment {
	stop := 0.0
	for _, part := range g.Unmapped.Parts {
		if part.Verdict == models.Stop {
			stop += part.Hours
		}
	}
	rest := g.Unmapped.Hours - stop
	return []parts.Segment{
		{Kind: "m", Share: shareOf(g.Mapped.Hours, g.All.Hours), Label: "Moves an outcome " + models.Hours(p.Loc, g.Mapped.Hours)},
		{Kind: "r", Share: shareOf(stop, g.All.Hours), Label: "Stops " + models.Hours(p.Loc, stop)},
		{Kind: "u", Share: shareOf(rest, g.All.Hours), Label: "Moves none " + models.Hours(p.Loc, max(rest, 0))},
	}
}

func (p Page) gapWords(g models.Gap) string {
	text := ""
	for i, s := range p.gapParts(g) {
		if i > 0 {
			text += ", "
		}
		text += s.Label
	}
	return text + " a week"
}

func shareOf(part, all float64) float64 {
	if all <= 0 {
		return 0
	}
	return part / all
}

func workflowFacts(p Page, v *models.WorkflowDetail) []Fact {
	effort := say.WorkflowHours(p.Loc, v.Workflow) + " a week"
	if effort == "Unknown a week" {
		effort = ""
	}
	list := []Fact{
		{Label: "Team", Text: teamName(v.Tree, v.TeamID), Missing: "No team", Href: teamHref(v.Tree, v.TeamID)},
		{Label: "Owner", Text: v.OwnedBy.Name, Missing: "Nobody yet"},
		{Label: "Effort", Text: effort, Missing: "Unknown"},
		{Label: "Rhythm", Text: rhythm(p, v.Workflow)},
		{Label: "Effort in the source", Text: v.EffortText},
	}
	if v.VerdictReason != "" || v.VerdictDay != "" {
		list = append(list, Fact{Label: "Why this verdict", Text: v.VerdictReason}, Fact{Label: "Carried out by", Text: v.Stopper.Name}, Fact{Label: "Until", Text: v.VerdictDay.Short()})
	}
	return append(list, Fact{Label: "Inputs", Text: v.Inputs}, Fact{Label: "Outputs", Text: v.Outputs}, Fact{Label: "Steps", Text: v.Steps}, Fact{Label: "Technology", Text: v.Technology})
}

// rhythm is how the effort was stated: "1 times a week, 60 minutes, 6 people".
func rhythm(p Page, w *models.Workflow) string {
	if w.Hours != nil || w.Times == nil || w.Per == "" {
		return w.FrequencyText
	}
	text := p.Loc.Number(*w.Times) + " × a " + w.Per
	if w.Minutes != nil {
		text += ", " + p.Loc.Number(*w.Minutes) + " minutes"
	}
	if w.Attendees != nil {
		text += ", " + p.Loc.Number(*w.Attendees) + " people"
	}
	return text
}

func versionWords(v *models.ProcessVersion) string {
	if v == nil {
		return "Not written yet"
	}
	return fmt.Sprintf("Version %d, %s", v.N, v.State)
}
