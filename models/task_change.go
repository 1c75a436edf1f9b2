package models

import (
	"slices"

	"throughline/models/day"
	"throughline/models/form"
)

// TaskSettings is what one changes about a task in a form: all but its state, its thread, its checklist and what is said about it.
type TaskSettings struct {
	Title, Description string
	Owner              string // id of a person; empty when nobody took it yet
	Team               string // id; empty for the task of one person alone
	Due                day.Day
	Repeats            bool   // it is one of a series
	Why                string // why its day moves, as far as somebody says
	Coming             string // "all": what the series says changes with it; else this one alone
}

// Settings is how a task stands, for the form.
func (t *Task) Settings() *TaskSettings {
	s := &TaskSettings{Title: t.Title, Description: t.Description, Due: t.DueDay, Repeats: t.TaskSeriesID != nil}
	if t.OwnerPersonID != nil {
		s.Owner = *t.OwnerPersonID
	}
	if t.TeamID != nil {
		s.Team = *t.TeamID
	}
	return s
}

// Fields of the form.
func (s *TaskSettings) Fields(teams []*Team, people *form.Directory) []*form.Field {
	var options []form.Option
	for _, t := range teams {
		options = append(options, form.Option{Value: t.ID, Label: t.Name})
	}
	list := []*form.Field{
		form.Line("title", "What is to be done", &s.Title).Required("Say what is to be done.").Max(300),
		form.Text("description", "What it takes", &s.Description).Max(5000),
		form.Pick("owner", "Who does it", &s.Owner, nil, people).Help("A name, or a mail address."),
		form.Choice("team", "For which team", &s.Team, options...),
		form.Date("due", "By when", &s.Due, nil),
		form.Line("why", WhyMoved, &s.Why).Max(300),
	}
	if s.Repeats {
		list = append(list, form.Choice("coming", "Change", &s.Coming, form.Option{Value: "", Label: "This one only"}, form.Option{Value: ComingAll, Label: "This one and all that come"}).
			Help("The day changes for this one only: when the others come is the rule’s to say."))
	}
	return list
}

// WhyMoved asks for the reason of another day, beside the day.
const WhyMoved = "Why, if the day moves"

// WhyChanged asks why something in force changes: its owner, its team, its day, its target. It stays in its history and in the ledger of promises.
const WhyChanged = "Why it changes"

// ComingAll changes with one task of a series what all that come will say.
const ComingAll = "all"

// ChangeComing writes what a task says on its series, for all that come.
func (tx *Tx) ChangeComing(t *Task) error {
	return tx.rewriteSeries(t, func(s *TaskSeries) { s.take(t) })
}

// Take writes the answers on a task.
func (s *TaskSettings) Take(t *Task) {
	t.Title, t.Description = s.Title, s.Description
	t.OwnerPersonID, t.TeamID = asID(s.Owner), asID(s.Team)
	if t.OwnerPersonID != nil {
		t.OwnerText = ""
	}
	if t.DueDay = s.Due; t.DueDay != "" {
		t.DueText = ""
	}
}

func asID(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// ChangeTask writes what was changed about a task. Who changes its team or owner must be allowed to add it there.
func (tx *Tx) ChangeTask(before, t *Task) error {
	if err := tx.Who.Must(ChangeTask, tx.Who.taskScope(before)); err != nil {
		return err
	}
	if !same(before.TeamID, t.TeamID) || !same(before.OwnerPersonID, t.OwnerPersonID) {
		if !tx.Who.May(AddTask, tx.Who.taskScope(t)) {
			field := "owner"
			if !same(before.TeamID, t.TeamID) {
				field = "team"
			}
			return AgainstRuleAt(field, "You may not give it there. Leads give tasks within their teams; what is yours you may leave to your team by naming nobody.")
		}
	}
	if t.TeamID == nil && t.OwnerPersonID == nil {
		return AgainstRuleAt("owner", "Name a person or a team: work that is nobody’s is not done.")
	}
	if err := tx.Save(t); err != nil {
		return err
	}
	return tx.Emit(TaskChanged, t, before, t)
}

func same(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }

// links gives the list in which a task keeps its ties to one kind of thing.
func (t *Task) links(kind string) *[]string {
	switch kind {
	case "objective":
		return &t.ObjectiveIDs
	case "goal":
		return &t.GoalIDs
	case "outcome":
		return &t.OutcomeIDs
	}
	return nil
}

// mostTies is how many things one task may serve; what serves more serves nothing in particular.
const mostTies = 20

// TieTask ties a task to an objective, goal or outcome, or loosens it. A task that is tied so already stays as it is.
func (tx *Tx) TieTask(t *Task, kind, id string, tied bool) error {
	if err := tx.Who.Must(ChangeTask, tx.Who.taskScope(t)); err != nil {
		return err
	}
	list := t.links(kind)
	if list == nil {
		return NotFound("What it should serve")
	}
	if slices.Contains(*list, id) == tied {
		return nil
	}
	before := *t
	if tied {
		if len(t.ObjectiveIDs)+len(t.GoalIDs)+len(t.OutcomeIDs) >= mostTies {
			return AgainstRuleAt("serves", "It serves 20 things already. Loosen one first.")
		}
		asked := &Task{}
		*asked.links(kind) = []string{id}
		if err := tx.knownLinks(asked); err != nil {
			return err
		}
		*list = append(slices.Clone(*list), id)
	} else {
		*list = slices.DeleteFunc(slices.Clone(*list), func(other string) bool { return other == id })
	}
	if err := tx.saveTaskLinks(t); err != nil {
		return err
	}
	if err := tx.Save(t); err != nil {
		return err
	}
	return tx.Emit(TaskChanged, t, &before, t)
}

// MayChangeTask tells whether this person may change a task.
func (w Who) MayChangeTask(t *Task) bool { return w.May(ChangeTask, w.taskScope(t)) }
