package views

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// TaskPage is one task with the forms of those who may change it.
type TaskPage struct {
	*models.TaskDetail
	Settings *form.Form // nil for those who may not change it
	State    *form.Form // sent, and to be mended; else nil
	Item     *form.Form
	Tie      *form.Form
	Comment  *form.Form
	Repeat   *form.Form
	People   *form.Directory
}

func (v TaskPage) problems() (list []form.Problem) {
	for _, f := range []*form.Form{v.Settings, v.State, v.Item, v.Tie, v.Comment, v.Repeat} {
		if f != nil {
			list = append(list, f.Problems()...)
		}
	}
	return list
}

// why is the field that asks why a task comes into a state; what was sent and has to be mended comes back.
func (v TaskPage) why(state, label string) *form.Field {
	if v.State != nil && v.State.Fields[0].Name == ReasonField(state) {
		f := *v.State.Fields[0]
		f.Label, f.Need = label, true
		return &f
	}
	return form.Line(ReasonField(state), label, new(string)).Required().Max(500)
}

// ReasonField names the field that asks why a task comes into a state.
func ReasonField(state string) string { return "why-" + state }

// TaskMoved says into which state a task came.
func TaskMoved(title, state string) string {
	return "“" + say.Clip(title, 60) + "” is " + map[string]string{models.TaskOpen: "open again", models.TaskInProgress: "in progress", models.TaskBlocked: "blocked",
		models.TaskFinished: "done", models.TaskCancelled: "cancelled"}[state] + "."
}

// CommentSaid says that a comment is there, and whom it could not be brought before.
func CommentSaid(unknown []string) string {
	if len(unknown) == 0 {
		return "The comment is added."
	}
	return "The comment is added. Nobody was told by " + strings.Join(unknown[:min(len(unknown), 5)], ", ") + ": no one person who may open this task has that name."
}

// knot is one stop of a task's thread, from the intent down.
type knot struct {
	Kind, Title, Href string
	Intent, End       bool
}

// knots are the thread of a task: intent, outcomes, goals, objectives, its initiative, the decision that it carries out with its handoff, and
// the task.
func (v TaskPage) knots() (list []knot) {
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
	if v.By != nil {
		list = append(list, knot{Kind: "Initiative", Title: v.By.Name, Href: link.Initiative(v.By.Ref)})
	}
	if h := v.Handoff; h != nil {
		list = append(list, knot{Kind: "Decision", Title: h.Decision.Title, Href: link.Decision(h.Decision.Ref)},
			knot{Kind: "Handoff, " + h.State, Title: h.Ref + " from " + nobody(h.Giver), Href: link.Handoff(h.Ref)})
	}
	return append(list, knot{Title: v.Task.Title, End: true})
}

func (v TaskPage) facts(p Page) []Fact {
	t := v.Task
	list := []Fact{
		{Label: "Done by", Text: t.OwnedBy.Name, Missing: "Nobody yet"},
		{Label: "By when", Text: say.By(t.DueDay, t.DueText), Missing: "No day"},
	}
	if v.Team != nil {
		list = append(list, Fact{Label: "Team", Text: v.Team.Name, Href: link.TeamOutcomes(v.Team.Ref)})
	}
	if of := t.Under; of != nil {
		list = append(list, Fact{Label: "Initiative", Text: of.Name, Href: link.Initiative(of.Ref)})
	}
	if t.DoneDay != "" {
		list = append(list, Fact{Label: "Done on", Text: t.DoneDay.Short()})
	}
	return append(list, Fact{Label: "Added on", Text: t.CreatedDay.Short()}, Fact{Label: "Kind", Text: t.Kind}, Fact{Label: "Status in the source", Text: t.StatusText}, Fact{Label: "Labels", Text: t.Labels})
}

// taskMark is the tone and the icon of a task's state.
func taskMark(state string) (tone, icon string) {
	switch state {
	case models.TaskInProgress:
		return "plain", "progress"
	case models.TaskBlocked:
		return "risk", "risk"
	case models.TaskFinished:
		return "ok", "ok"
	case models.TaskCancelled:
		return "none", "stop"
	}
	return "none", "none"
}

// piece is a part of a comment: plain words, or a name that brought it before somebody.
type piece struct {
	Words   string
	Mention bool
}

// pieces parts a comment at the people it names.
func pieces(c *models.TaskComment) (list []piece) {
	rest := c.Words
	for rest != "" {
		at, found := len(rest), ""
		for _, m := range c.Mentions {
			if i := strings.Index(rest, m.Words); i >= 0 && (i < at || i == at && len(m.Words) > len(found)) {
				at, found = i, m.Words
			}
		}
		if at > 0 {
			list = append(list, piece{Words: rest[:at]})
		}
		if found != "" {
			list = append(list, piece{Words: found, Mention: true})
		}
		rest = rest[at+len(found):]
	}
	return list
}

// itemButton is a button of one line of a checklist.
func itemButton(label, icon, verb string, i *models.TaskItem) parts.Btn {
	return parts.Btn{Label: label, Icon: icon, Kind: "icon", Name: "do", Value: verb + ":" + i.ID, Say: label + " " + i.Words}
}
