package views

import (
	"throughline/models"
	"throughline/models/day"
	"throughline/views/link"
	"throughline/views/say"
)

func goalFacts(p Page, v *models.GoalDetail) []Fact {
	list := aimFacts(p, v.OwnedBy, teamName(v.Tree, v.TeamID), teamHref(v.Tree, v.TeamID), v.Measure, say.Upper(v.Goal.Course().Undated().Said(p.Loc)), v.StartDay, v.DueDay, v.DueText)
	if v.Parent != nil {
		list = append(list, Fact{Label: "Under the goal", Text: v.Parent.Title, Href: link.Goal(v.Parent.Ref)})
	}
	return append(list, sourceFacts(v.Period, v.LevelText, v.StatusText, v.Labels)...)
}

func objectiveFacts(p Page, v *models.ObjectiveDetail) []Fact {
	list := aimFacts(p, v.OwnedBy, teamName(v.Tree, v.TeamID), teamHref(v.Tree, v.TeamID), v.Measure, say.Upper(v.Objective.Course().Undated().Said(p.Loc)), v.StartDay, v.DueDay, v.DueText)
	if v.Parent != nil {
		list = append(list, Fact{Label: "Under the objective", Text: v.Parent.Title, Href: link.Objective(v.Parent.Ref)})
	}
	if v.KindKeptReason != "" {
		list = append(list, Fact{Label: "Why it is an objective", Text: v.KindKeptReason})
	}
	return append(list, sourceFacts(v.Period, v.LevelText, v.StatusText, v.Labels)...)
}

func aimFacts(p Page, owner models.Owner, team, teamLink, measure, way string, start, due day.Day, dueText string) []Fact {
	return []Fact{
		{Label: "Owner", Text: owner.Name, Missing: "Nobody yet", Href: ownerHref(owner)},
		{Label: "Team", Text: team, Href: teamLink},
		{Label: "Measure", Text: measure},
		{Label: "From and to", Text: way, Missing: "No number yet"},
		{Label: "From", Text: start.Short()},
		{Label: "By when", Text: withWords(due, dueText)},
	}
}

func sourceFacts(period, level, status, labels string) []Fact {
	return []Fact{{Label: "Period", Text: period}, {Label: "Level in the source", Text: level}, {Label: "Status in the source", Text: status}, {Label: "Labels", Text: labels}}
}

// kindsOf names things of one kind.
func kindsOf(kind string) string {
	switch kind {
	case "process", "process_version":
		return "processes"
	case "person":
		return "people"
	case "":
		return ""
	}
	return kind + "s"
}
