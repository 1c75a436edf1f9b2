package views

import (
	"strings"

	"throughline/models"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
	"throughline/views/say"
)

// TaskListPage is the list of tasks, or the board of them by state.
type TaskListPage struct {
	Query    models.TaskQuery
	Tree     *models.Tree
	Offered  []models.TiedTo
	People   *form.Directory
	Rows     []*models.TaskNow
	Findings map[string][]*models.Finding // by task
	Paging   parts.Paging
	All      int64
	Lanes    []*models.TaskLane // of the board
	Ask      *TaskAsk           // a move that waits for its reason; else nil
	Moved    *parts.Undo        // what was just moved on the board; else nil
}

// TaskAsk is a move on the board that needs a reason first.
type TaskAsk struct {
	Move, Title, State string
	Why                *form.Field
}

// here is the page itself, from its first row on.
func (v TaskListPage) here() string { return link.TaskList(v.Query.Values()) }

// quick are the ways of looking at tasks that people take most.
func (v TaskListPage) quick() (list []quickTasks) {
	q := v.Query
	add := func(label string, on bool, q models.TaskQuery) {
		list = append(list, quickTasks{label, link.TaskList(q.Values()), on})
	}
	bare := models.TaskQuery{View: q.View, Team: q.Team}
	plain := q.Whose == "" && q.Due == "" && q.Thread == "" && q.Owner == "" && q.Serves == "" && q.State == "" && q.Finding == ""
	add("All to do", plain, bare)
	mine, overdue, loose := bare, bare, bare
	mine.Whose, overdue.Due, loose.Thread = "mine", "overdue", "none"
	add("Mine", q.Whose == "mine", mine)
	add("Overdue", q.Due == "overdue", overdue)
	add("Work that nobody asked for", q.Thread != "", loose)
	return list
}

type quickTasks struct {
	Label, Href string
	On          bool
}

func (v TaskListPage) otherView() (label, href string) {
	q := v.Query
	if q.OnBoard() {
		q.View = ""
		return "As a list", link.TaskList(q.Values())
	}
	q.View, q.State = "board", ""
	return "On a board", link.TaskList(q.Values())
}

// choice is one of the lists that narrow the tasks.
type choice struct {
	Name, Label, Any, Picked string
	Options                  []form.Option
}

func (v TaskListPage) choices() []choice {
	var states, serves, teams []form.Option
	for _, s := range models.TaskStates {
		states = append(states, form.Option{Value: s, Label: say.Upper(s)})
	}
	states = append(states, form.Option{Value: "all", Label: "All states"})
	for _, o := range v.Offered {
		serves = append(serves, form.Option{Value: o.Ref, Label: o.Ref + " " + say.Clip(o.Title, 60)})
	}
	for _, t := range v.Tree.All() {
		teams = append(teams, form.Option{Value: t.Ref, Label: t.Name})
	}
	list := []choice{{"team", "Team", "All teams", v.Query.Team, teams}}
	if !v.Query.OnBoard() {
		list = append(list, choice{"state", "State", "To do", v.Query.State, states})
	}
	return append(list,
		choice{"due", "Due", "Any day", v.Query.Due, []form.Option{{Value: "overdue", Label: "Overdue"}, {Value: "week", Label: "By Sunday"}, {Value: "later", Label: "After that"}, {Value: "none", Label: "No day"}}},
		choice{"serves", "Serves", "Anything or nothing", v.Query.Serves, serves})
}

// kept is what else the address carries, for the form that narrows.
func (v TaskListPage) kept() (list []parts.Hidden) {
	values := v.Query.Values()
	for _, name := range []string{"view", "whose", "thread", "finding"} {
		if values.Get(name) != "" {
			list = append(list, parts.Hidden{Name: name, Value: values.Get(name)})
		}
	}
	return list
}

func (v TaskListPage) lead() string {
	switch {
	case v.Query.Thread != "":
		return "These tasks serve no objective, goal or outcome. Tie each to what it serves, or cancel it."
	case v.Query.OnBoard():
		return "Tasks by their state. Move one by its buttons, by its handle and the arrow keys, or with the pointer."
	}
	return "What there is to do, the first due first."
}

func (v TaskListPage) empty() parts.EmptyState {
	if v.Query.Thread != "" {
		return parts.EmptyState{Icon: "check", Title: "Every task here serves something", Say: "Work that nobody asked for would stand here."}
	}
	return parts.EmptyState{Icon: "check", Title: "No task here", Say: "Tasks are added on the page of a team or a person. Narrow the list less to see others."}
}

// beside are the states right before and after one, for the two buttons of a card. What is done is not cancelled, and what was cancelled
// is opened before anything else.
func beside(state string) (before, after string) {
	switch state {
	case models.TaskFinished:
		return models.TaskInProgress, ""
	case models.TaskCancelled:
		return models.TaskOpen, ""
	}
	for i, s := range models.TaskStates {
		if s != state {
			continue
		}
		if i > 0 {
			before = models.TaskStates[i-1]
		}
		if i < len(models.TaskStates)-1 {
			after = models.TaskStates[i+1]
		}
	}
	return before, after
}

// TaskMove is how a move on the board is sent: the task, and the states it goes from and to.
func TaskMove(ref, from, to string) string {
	return strings.Join([]string{ref, "state", from, to}, ".")
}

// laneHref is the whole list of one state.
func (v TaskListPage) laneHref(state string) string {
	q := v.Query
	q.View, q.State = "", state
	return link.TaskList(q.Values())
}

// TasksChanged says what was done to many tasks, above the way back.
func TasksChanged(n int) string {
	if n == 1 {
		return "One task is changed."
	}
	return itoa(n) + " tasks are changed."
}

// TaskChangesPage changes many tasks at once: first what will happen to each, then the change.
type TaskChangesPage struct {
	Form   *form.Form
	Fates  []models.TaskFate
	Tree   *models.Tree
	People *form.Directory
	Shown  bool   // the fates follow from what was asked for
	Seen   string // what exactly was shown
	Again  bool   // it is no longer what was shown before
	Back   string
}

func (v TaskChangesPage) count() (changes, same, cannot int) {
	for _, f := range v.Fates {
		switch {
		case f.Changes:
			changes++
		case f.Same:
			same++
		default:
			cannot++
		}
	}
	return changes, same, cannot
}
