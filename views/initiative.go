package views

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// InitiativeListPage is one page of the list of initiatives.
type InitiativeListPage struct {
	Query    models.InitiativeQuery
	Tree     *models.Tree
	Outcomes []form.Option
	Rows     []*models.InitiativeNow
	Paging   parts.Paging
	Owners   []models.OwnerGaps
}

// InitiativePage is one initiative with the small forms of those who may change it.
type InitiativePage struct {
	Waits *models.PlannedChange // what this person has typed and what does not count yet
	*models.InitiativeDetail
	State *form.Form // sent, and to be mended; else nil
	Task  *form.Form
}

// InitiativeFormPage asks for an initiative; Of is the one that is changed, Back the page of ours to go to afterwards.
type InitiativeFormPage struct {
	Form   *form.Form
	Of     *models.Initiative
	People *form.Directory
	Back   string
	Waits  *models.PlannedChange // what this person has typed and what does not count yet; nil where nothing waits
}

func (v InitiativeFormPage) action() string {
	if v.Of != nil {
		return link.InitiativeEdit(v.Of.Ref, "")
	}
	return link.PathInitiatives
}

// leave is where one goes without saving.
func (v InitiativeFormPage) leave() (label, href string) {
	switch {
	case v.Back != "":
		return "Back", v.Back
	case v.Of != nil:
		return v.Of.Ref + " " + v.Of.Name, link.Initiative(v.Of.Ref)
	}
	return "Initiatives", link.Initiatives("", 1)
}

func (v InitiativePage) problems() (list []form.Problem) {
	for _, f := range []*form.Form{v.State, v.Task} {
		if f != nil {
			list = append(list, f.Problems()...)
		}
	}
	return list
}

// why is the field that asks why an initiative comes into a state; what was sent and has to be mended comes back.
func (v InitiativePage) why(state string) *form.Field {
	label := models.AskInitiativeReason(state)
	if v.State != nil && v.State.Fields[0].Name == ReasonField(state) {
		f := *v.State.Fields[0]
		f.Label, f.Need = label, true
		return &f
	}
	return form.Line(ReasonField(state), label, new(string)).Required().Max(500)
}

func initiativeMark(state string) (tone, icon string) {
	switch state {
	case models.Active:
		return "", "progress"
	case models.Committed:
		return "", "lock"
	case models.Paused:
		return "risk", "clock"
	case models.Done:
		return "ok", "ok"
	case models.Dropped:
		return "off", "stop"
	}
	return "none", "none"
}

// InitiativeMoved says into which state an initiative came.
func InitiativeMoved(name, state string) string {
	return "“" + say.Clip(name, 60) + "” is " + map[string]string{models.Candidate: "a candidate again", models.Committed: "committed", models.Active: "under way",
		models.Paused: "paused", models.Done: "done", models.Dropped: "dropped"}[state] + "."
}

func lackWords(list []models.Lack) string {
	var names []string
	for _, l := range list {
		names = append(names, l.Name)
	}
	return say.Upper(strings.Join(names, ", "))
}

func (v InitiativePage) facts(p Page) []Fact {
	list := []Fact{
		{Label: "Owner", Text: v.OwnedBy.Name, Missing: "Nobody yet"},
		{Label: "Success", Text: v.SuccessMetric},
	}
	if v.Measured != nil {
		m := v.Measured
		text := m.Metric.Name
		if m.Target != nil {
			text += ", to reach " + models.Figure(p.Loc, m.Target, m.Unit)
		}
		if m.Now == nil {
			text += ". " + say.NotMeasured
		} else {
			text += ". Now " + models.Figure(p.Loc, m.Now, m.Unit)
		}
		list = append(list, Fact{Label: "Metric", Text: text, Href: link.Outcome(m.Outcome.Ref)})
	} else if v.SuccessMetric == "" {
		list[1].Missing = "Not said yet"
	}
	review := Fact{Label: "Review", Missing: "No date yet"}
	if v.ReviewDay != "" {
		review.Text = v.ReviewDay.Short() + ", " + v.ReviewDay.Relative(p.Today)
	}
	list = append(list, review)
	if v.StartDay != "" {
		list = append(list, Fact{Label: "Starts", Text: v.StartDay.Short()})
	}
	list = append(list, Fact{Label: "Ends", Text: withWords(v.DueDay, v.DueText)})
	team := Fact{Label: "Team", Text: "The whole company"}
	if v.Team != nil {
		team = Fact{Label: "Team", Text: v.Team.Name, Href: link.TeamOutcomes(v.Team.Ref)}
	}
	return append(list, team, Fact{Label: "Status in the source", Text: v.StatusText}, Fact{Label: "Last update in the source", Text: v.LastUpdateText})
}

// knots are the thread of an initiative: intent, outcomes, goals, objectives, and the initiative.
func (v InitiativePage) knots() (list []knot) {
	if v.Intent != nil && len(v.Served) > 0 {
		list = append(list, knot{Title: v.Intent.Statement, Intent: true})
	}
	for _, o := range v.Served {
		list = append(list, knot{Kind: "Outcome", Title: o.Title, Href: link.Outcome(o.Ref)})
	}
	for _, g := range v.Goals {
		list = append(list, knot{Kind: "Goal", Title: g.Title, Href: link.Goal(g.Ref)})
	}
	for _, o := range v.Objectives {
		list = append(list, knot{Kind: "Objective", Title: o.Title, Href: link.Objective(o.Ref)})
	}
	return append(list, knot{Title: v.Name, End: true})
}

// quick are the ways of looking at initiatives that people take most.
func (v InitiativeListPage) quick() (list []quickTasks) {
	q := v.Query
	add := func(label string, on bool, q models.InitiativeQuery) {
		list = append(list, quickTasks{label, link.InitiativesFound(q.Values(), 1), on})
	}
	bare := models.InitiativeQuery{Team: q.Team}
	mine, overdue, missing, all := bare, bare, bare, bare
	mine.Whose, overdue.Review, missing.Missing, all.State = "mine", "overdue", "any", "all"
	add("All under way", q == bare, bare)
	add("Mine", q.Whose == "mine", mine)
	add("Review overdue", q.Review == "overdue", overdue)
	add("Something is missing", q.Missing != "", missing)
	add("With those that are over", q.State == "all", all)
	return list
}

func (v InitiativeListPage) choices() []choice {
	var states, teams []form.Option
	for _, s := range models.InitiativeStates {
		states = append(states, form.Option{Value: s, Label: say.Upper(s)})
	}
	states = append(states, form.Option{Value: "all", Label: "All states"})
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	serves := make([]form.Option, len(v.Outcomes))
	for i, o := range v.Outcomes {
		serves[i] = form.Option{Value: o.Value, Label: say.Clip(o.Label, 60)}
	}
	return []choice{
		{"team", "Team", "All teams", v.Query.Team, teams},
		{"state", "State", "Not over", v.Query.State, states},
		{"serves", "Serves", "Anything or nothing", v.Query.Serves, serves},
		{"review", "Review", "Any day", v.Query.Review, []form.Option{{Value: "overdue", Label: "Overdue"}, {Value: "month", Label: "Within a month"}}},
	}
}

func (v InitiativeListPage) kept() (list []parts.Hidden) {
	values := v.Query.Values()
	for _, name := range []string{"whose", "missing", "finding"} {
		if values.Get(name) != "" {
			list = append(list, parts.Hidden{Name: name, Value: values.Get(name)})
		}
	}
	return list
}

// mayMove tells whether the reader may bring an initiative into a state.
func (p Page) mayMove(i *models.Initiative, state string) bool {
	if state == models.Committed || state == models.Dropped || state == models.Candidate || i.State == models.Dropped {
		return p.Who.MayCommit(i)
	}
	return p.Who.MayChangeInitiative(i)
}

// initiativeButtons are the moves that need no reason.
func (p Page) initiativeButtons(i *models.Initiative) (list []parts.Btn) {
	add := func(state, label, icon, kind string) {
		if i.MayBecome(state) && p.mayMove(i, state) {
			list = append(list, parts.Btn{Label: label, Icon: icon, Kind: kind, Name: "state", Value: state})
		}
	}
	add(models.Committed, "Commit to it", "check", "main")
	switch i.State {
	case models.Committed:
		add(models.Active, "Start it", "progress", "main")
		add(models.Candidate, "Take the commitment back", "undo", "")
	case models.Paused:
		add(models.Active, "Go on with it", "progress", "main")
	case models.Done:
		add(models.Active, "Open it again", "undo", "")
	case models.Dropped:
		add(models.Candidate, "Make it a candidate again", "undo", "")
	}
	return list
}

func initiativeEnd(state string) (title, button string) {
	switch state {
	case models.Done:
		return "It is done", "Mark it done"
	case models.Paused:
		return "It has to wait", "Pause it"
	}
	return "It is not worth going on", "Drop it"
}

// unlacked leaves out what the note about missing things says already.
func unlacked(list []*models.Finding) (out []*models.Finding) {
	for _, f := range list {
		if f.Code != "success_missing" && f.Code != "review_missing" {
			out = append(out, f)
		}
	}
	return out
}
