package models

import (
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// AbsenceEntry is an absence as its form asks for it.
type AbsenceEntry struct {
	Person   string // id
	From, To day.Day
	Deputy   string // id
	Note     string
	Anyway   bool // although this person stands in for somebody on these days
}

// Fields of the form. Whom asks whose absence it is, for those who may say so of others; ask offers to go on although the person is a deputy.
func (e *AbsenceEntry) Fields(people *form.Directory, whom, ask bool) []*form.Field {
	var list []*form.Field
	if whom {
		list = append(list, form.Pick("person", "Who is away", &e.Person, nil, people).Required("Give the person who is away.").Help("A name, or a mail address."))
	}
	list = append(list,
		form.Date("from", "First day away", &e.From, nil).Required("Give the first day away."),
		form.Date("to", "Last day away", &e.To, nil).Required("Give the last day away."),
		form.Pick("deputy", "Who stands in", &e.Deputy, nil, people).Required("Give the person who stands in.").
			Help("Is told of new handoffs and reminders too, and may answer in the name of whoever is away. Duties stay where they are."),
		form.Line("note", "What the deputy should know", &e.Note).Max(500).Help("Read by the deputy, the leads above and administrators only."),
	)
	if ask {
		list = append(list, form.Tick("anyway", "It cannot be helped: enter it all the same", &e.Anyway))
	}
	return list
}

// Entry is the absence, ready to be changed.
func (a *Absence) Entry() *AbsenceEntry {
	return &AbsenceEntry{Person: a.PersonID, From: a.FromDay, To: a.ToDay, Deputy: a.DeputyPersonID, Note: a.Note}
}

func (e *AbsenceEntry) take(a *Absence) {
	a.PersonID, a.DeputyPersonID, a.FromDay, a.ToDay, a.Note = e.Person, e.Deputy, e.From, e.To, strings.TrimSpace(e.Note)
}
