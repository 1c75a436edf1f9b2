package views

import (
	"net/url"
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/say"
)

// PacePage is how soon rules bring work to people.
type PacePage struct{ *models.Pace }

// paceOf is what the runs behind a stage have in common.
func paceOf(stage int) string { return []string{models.PaceMade, models.PaceTaken}[stage] }

// behind is the list of the runs behind a figure of this page.
func (v PacePage) behind(q models.RunQuery, pace string) string {
	q.Pace = pace
	if q.Rule == "" {
		q.Rule = v.Query.Rule
	}
	if q.Team == "" {
		q.Team = v.Query.Team
	}
	if q.Month == "" {
		q.Since = string(v.From)[:7]
	}
	return link.Runs(q.Values())
}

// of asks for the runs of one line. A team's line counts the team alone.
func (v PacePage) of(g models.PaceGroup) (q models.RunQuery) {
	switch {
	case g.Rule != nil:
		q.Rule = g.Rule.Ref
	case g.First != "":
		q.Month = string(g.First)[:7]
	case g.Team != nil:
		q.Team, q.Alone = g.Team.Ref, true
	default:
		q.Alone = true
	}
	return q
}

func (v PacePage) narrowed(rule, team string) url.Values {
	return models.PaceQuery{Rule: rule, Team: team, Months: v.Query.Months}.Values()
}

// choices narrow the page.
func (v PacePage) choices() []choice {
	var rules, teams, months []form.Option
	for _, r := range v.Choices {
		rules = append(rules, form.Option{Value: r.Ref, Label: ruleName(r.Name)})
	}
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	for _, n := range models.LatencyPeriods {
		months = append(months, form.Option{Value: itoa(n), Label: "Last " + itoa(n) + " months"})
	}
	return []choice{{"rule", "Rule", "All rules", v.Query.Rule, rules}, {"team", "Team", "All teams", v.Query.Team, teams}, {"months", "Began in", "", itoa(v.Query.Months), months}}
}

// explain says how a median came about, with the runs that took longest.
func (v PacePage) explain(s models.Spread, stage models.LatencyStage, today day.Day) models.Explanation {
	return s.ExplainOf("run", "From what happened u"+stage.Title[1:], today)
}

func momentOr(at *time.Time, p Page, none string) string {
	if at == nil {
		return none
	}
	return say.Instant(*at, p.Zone)
}
