package views

import (
	"time"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// IssuesPage is the list of issues.
type IssuesPage struct {
	Query  models.IssueQuery
	Tree   *models.Tree
	People *form.Directory
	Rows   []*models.IssueNow
	Paging parts.Paging
}

// IssueFormPage raises an issue.
type IssueFormPage struct {
	Form   *form.Form
	People *form.Directory
}

// OneIssuePage is one issue with the forms of those who may move it.
type OneIssuePage struct {
	*models.IssueDetail
	Move    *form.Form // nil for those who may not
	End     *form.Form
	Comment *form.Form
	People  *form.Directory
}

func (v OneIssuePage) problems() (list []form.Problem) {
	for _, f := range []*form.Form{v.Move, v.End, v.Comment} {
		if f != nil {
			list = append(list, f.Problems()...)
		}
	}
	return list
}

// quick are the ways of looking at issues that people take most.
func (v IssuesPage) quick() (list []quickTasks) {
	q, bare := v.Query, models.IssueQuery{Team: v.Query.Team}
	mine, climbed, late, over := bare, bare, bare, bare
	mine.Whose, climbed.Whose, late.Late, over.State = "mine", "climbed", "late", models.IssueResolved
	for _, one := range []struct {
		label string
		to    models.IssueQuery
	}{{"Not resolved", bare}, {"Mine", mine}, {"Escalated", climbed}, {"Day passed", late}, {"Resolved", over}} {
		list = append(list, quickTasks{one.label, link.Issues(one.to.Values()), q == one.to})
	}
	return list
}

func (v IssuesPage) choices() []choice {
	var states, teams []form.Option
	for _, s := range models.IssueStates {
		states = append(states, form.Option{Value: s, Label: say.Upper(s)})
	}
	states = append(states, form.Option{Value: "all", Label: "All states"})
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	return []choice{{"team", "Team", "All teams", v.Query.Team, teams}, {"state", "State", "Not resolved", v.Query.State, states}}
}

// kept is what else the address carries, for the form that narrows.
func (v IssuesPage) kept() (list []parts.Hidden) {
	values := v.Query.Values()
	for _, name := range []string{"whose", "late", "holds"} {
		if values.Get(name) != "" {
			list = append(list, parts.Hidden{Name: name, Value: values.Get(name)})
		}
	}
	return list
}

func issueTone(state string) (mark, icon string) {
	switch state {
	case models.IssueResolved:
		return "ok", "ok"
	case models.IssueWaiting:
		return "none", "clock"
	}
	return "risk", "stop"
}

// age says how long something lasts: "3 days".
func age(from, to day.Day) string {
	switch n := to.Sub(from); {
	case n <= 0:
		return "today"
	case n == 1:
		return "1 day"
	default:
		return itoa(n) + " days"
	}
}

// openFor is age beside its label: "3 days", "less than a day".
func openFor(from, to day.Day) string {
	if text := age(from, to); text != "today" {
		return text
	}
	return "less than a day"
}

// open says how long an issue is open: "Open for 12 days".
func (p Page) issueAge(i *models.IssueNow) string {
	if text := age(i.Raised, p.Today); text != "today" {
		return "open for " + text
	}
	return "raised today"
}

// still says how long nobody moved an issue.
func (p Page) issueStill(i *models.IssueNow) string {
	if text := age(i.Moved, p.Today); text != "today" {
		return "no move for " + text
	}
	return "moved today"
}

// wasOpen says how long an issue was open that is resolved.
func wasOpen(i *models.IssueNow, resolved day.Day) string {
	return "Open for " + openFor(i.Raised, resolved)
}

// issueClock explains how long an issue is open and how long nobody moved it.
func (p Page) issueClock(i *models.IssueNow) []models.Explanation {
	if i.Over() {
		return []models.Explanation{i.ExplainOpen(companyDay(i.ResolvedAt, p), p.Today)}
	}
	return []models.Explanation{i.ExplainOpen("", p.Today), i.ExplainStill(p.Today)}
}

func (v OneIssuePage) facts(p Page) []Fact {
	list := []Fact{{Label: "Owner", Text: v.Owner, Missing: "Nobody"}}
	if v.Team != nil {
		list = append(list, Fact{Label: "Team", Text: v.Team.Name, Href: link.TeamOutcomes(v.Team.Ref)})
	}
	raised := say.Instant(v.CreatedAt, p.Zone)
	if v.Raiser != "" {
		raised += " by " + v.Raiser
	}
	list = append(list, Fact{Label: "Raised", Text: raised})
	if v.Over() {
		return append(list, Fact{Label: "Resolved", Text: byAt(p, v.ResolvedAt, v.Resolver)})
	}
	list = append(list, Fact{Label: "Open for", Text: openFor(v.Raised, p.Today), How: p.how(p.issueClock(v.IssueNow)...)}, Fact{Label: "Last move", Text: say.Instant(v.MovedAt, p.Zone)})
	if v.Climbs.Valid() && v.NextLead != "" {
		list = append(list, Fact{Label: "Goes to " + v.NextLead, Text: v.Climbs.Short() + ", unless somebody moves it"})
	}
	return list
}

// issueSaid tells what a line of the thread did.
func issueSaid(l *models.IssueLine) string {
	switch l.Kind {
	case models.IssueSaidMove:
		return "set the next action"
	case models.IssueSaidWait:
		return "lets it wait"
	case models.IssueSaidHandOver:
		return "handed it over to " + nobody(l.To)
	case models.IssueSaidClimb:
		if l.To == "" {
			return "found nobody above to take it to"
		}
		return "took it up to " + l.To
	case models.IssueSaidResolve:
		return "resolved it"
	case models.IssueSaidReopen:
		return "opened it again"
	}
	return "wrote"
}

// tone is the colour of the strip that says what happens next.
func (v OneIssuePage) tone() string {
	if v.Overdue || v.Level > 0 {
		return "off"
	}
	return ""
}

func escalatedWords(i *models.IssueNow) string {
	if i.Escalated == "" {
		return "Escalated"
	}
	return "Escalated to " + i.Escalated
}

// climbedWords say that nobody moved an issue, and whom it was taken to.
func climbedWords(i *models.IssueNow) string {
	if i.Escalated == "" {
		return "Nobody moved it in time, and nobody is above its owner."
	}
	return "Nobody moved it in time. It is with " + i.Escalated + " now, too; its owner stays the owner."
}

// companyDay is the day of an instant as this reader sees it; none without one.
func companyDay(at *time.Time, p Page) day.Day {
	if at == nil {
		return ""
	}
	return day.Of(*at, p.Zone)
}
