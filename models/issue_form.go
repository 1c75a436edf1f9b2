package models

import (
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// mostHeld bounds how many things one issue is tied to.
const mostHeld = 30

// IssueForm is an issue as its form asks for it.
type IssueForm struct {
	Title, Detail string
	Holds         string // references, one a line
	Owner         string // id of a person
	Next          string
	Day           day.Day
}

// Fields of the form that raises an issue.
func (e *IssueForm) Fields(people *form.Directory) []*form.Field {
	return append([]*form.Field{
		form.Line("title", "What is held up, and by what", &e.Title).Required("Say in one line what is held up, and by what.").Max(200),
		form.Text("holds", "What it holds up, one a line", &e.Holds).Max(4000).
			Help("References, such as T17, O3, B5, H4 or W12. Words after one are for you."),
		form.Text("detail", "What one has to know", &e.Detail).Max(4000),
	}, nextFields(&e.Owner, &e.Next, &e.Day, people)...)
}

// nextFields ask for the owner, the next action and its day: never one without the others (R17).
func nextFields(owner, next *string, on *day.Day, people *form.Directory) []*form.Field {
	return []*form.Field{
		form.Pick("owner", "Owner", owner, nil, people).Required("Give the one person who sees to it.").Help("A name, or a mail address."),
		form.Line("next", "Next action", next).Required("Say what is done next.").Max(300),
		form.Date("day", "By", on, nil).Required("An owner alone is not enough: give the day of the next action."),
	}
}

// Fields of the form that moves an issue.
func (m *IssueMove) Fields(people *form.Directory) []*form.Field {
	return append([]*form.Field{form.Text("words", "What happened", &m.Words).Max(2000)}, nextFields(&m.Owner, &m.Next, &m.Day, people)...)
}

// Move is how the next step of an issue stands now.
func (i *Issue) Move() *IssueMove {
	return &IssueMove{Owner: idOf(i.OwnerPersonID), Next: i.NextAction, Day: i.NextDay, Wait: i.State == IssueWaiting}
}

// usualNext is how many working days from today a next action is proposed for.
const usualNext = 3

// NewIssueForm is the form as it begins: about one thing, when there is one, in the name of who fills it.
func (r *Read) NewIssueForm(about string) (*IssueForm, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	e := &IssueForm{Owner: r.Who.PersonID, Day: c.Calendar().AddWorkingDays(r.Today(), usualNext)}
	if about == "" {
		return e, nil
	}
	held, _, err := r.thingsByRef(holdables, []string{strings.ToUpper(about)})
	if err != nil || len(held) == 0 {
		return e, err
	}
	e.Holds = held[0].Ref + " " + held[0].Title
	if held[0].Type == "task" {
		t, err := r.TaskByRef(held[0].Ref)
		if err != nil {
			return nil, err
		}
		if e.Detail = t.StateReason; t.OwnerPersonID != nil {
			e.Owner = *t.OwnerPersonID
		}
	}
	return e, nil
}

// TakeIssue puts a filled form into a new issue. What names nothing is said at its field.
func (r *Read) TakeIssue(e *IssueForm) (*Issue, error) {
	i := &Issue{Title: e.Title, Detail: e.Detail, OwnerPersonID: orNone(e.Owner), NextAction: e.Next, NextDay: e.Day}
	refs := refsOf(e.Holds)
	if len(refs) > mostHeld {
		return nil, AgainstRuleAt("holds", "One issue is tied to at most "+itoa(mostHeld)+" things. Name those that it holds up most.")
	}
	held, missing, err := r.thingsByRef(holdables, refs)
	if err != nil {
		return nil, err
	}
	if len(missing) > 0 {
		return nil, AgainstRuleAt("holds", "“"+missing[0]+"” names nothing here. Begin each line with a reference, such as T17, O3, B5, H4 or W12.")
	}
	i.Holds = held
	return i, nil
}

// refsOf reads the references that the lines of a text begin with.
func refsOf(text string) (refs []string) {
	for _, line := range strings.Split(text, "\n") {
		if first := strings.Fields(line); len(first) > 0 {
			refs = append(refs, strings.ToUpper(strings.Trim(first[0], ".,;:()")))
		}
	}
	return refs
}
