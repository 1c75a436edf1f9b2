package models

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"throughline/models/day"
	"throughline/models/form"
)

// TaskBulk is one change for many tasks. What is left empty stays as it is.
type TaskBulk struct {
	State  string
	Reason string
	Owner  string // id of a person
	Due    day.Day
	Serves string // "objective:ID" to tie them to

	owner  string // the owner's name, and the name of what they are tied to, for the words
	served string
}

// MostBulk is how many tasks one change may speak of.
const MostBulk = 500

// Form asks what changes.
func (b *TaskBulk) Form(people *form.Directory, offered []TiedTo) *form.Form {
	var states []form.Option
	for _, s := range TaskStates {
		states = append(states, form.Option{Value: s, Label: strings.ToUpper(s[:1]) + s[1:]})
	}
	return form.Of(
		form.Choice("state", "State", &b.State, states...),
		form.Line("reason", "Why", &b.Reason).Max(500).Help("For blocked and cancelled, and for another day."),
		form.Pick("owner", "Who does them", &b.Owner, nil, people).Help("A name, or a mail address."),
		form.Date("due", "By when", &b.Due, nil),
		form.Choice("serves", "Tie them to", &b.Serves, TieOptions(offered)...),
	)
}

// Ask puts a sentence at the field that is needed and empty, and notes the names for the words.
func (b *TaskBulk) Ask(f *form.Form, people *form.Directory, offered []TiedTo) {
	if b.State == "" && b.Owner == "" && b.Due == "" && b.Serves == "" && f.Valid() {
		f.Blame("state", "Choose what changes: the state, who does them, the day, or what they serve.")
	}
	if NeedsReason(b.State) && b.Reason == "" {
		f.Blame("reason", AskReason(b.State))
	}
	b.owner = people.Label(b.Owner)
	for _, o := range offered {
		if o.Kind+":"+o.ID == b.Serves {
			b.served = o.Ref
		}
	}
}

// TaskFate is what a change does to one task: it changes, it is so already, or it cannot, and why.
type TaskFate struct {
	*TaskNow
	Changes, Same bool
	Say           string
}

func (f TaskFate) rank() int {
	switch {
	case f.Changes:
		return 1
	case f.Same:
		return 2
	}
	return 0
}

// Fates says what a change does to each of some tasks, first what cannot be done. Nothing is changed by it.
func (b *TaskBulk) Fates(w Who, list []*TaskNow) []TaskFate {
	fates := make([]TaskFate, 0, len(list))
	for _, t := range list {
		f := TaskFate{TaskNow: t}
		if f.Say = b.cannot(w, t.Task); f.Say == "" {
			if says := b.says(t); len(says) > 0 {
				f.Changes, f.Say = true, strings.Join(says, "; ")+"."
			} else {
				f.Same, f.Say = true, "Is so already."
			}
		}
		fates = append(fates, f)
	}
	slices.SortStableFunc(fates, func(a, c TaskFate) int { return cmp.Compare(a.rank(), c.rank()) })
	return fates
}

func (b *TaskBulk) cannot(w Who, t *Task) string {
	after := *t
	after.OwnerPersonID = cmp.Or(asID(b.Owner), t.OwnerPersonID)
	switch {
	case !w.MayChangeTask(t):
		return "Cannot: it is not yours to change."
	case b.Owner != "" && !same(after.OwnerPersonID, t.OwnerPersonID) && !w.May(AddTask, w.taskScope(&after)):
		return "Cannot: you may not give it to others."
	case b.State == TaskFinished && t.State == TaskCancelled:
		return "Cannot: it was cancelled. Open it again first."
	case b.State == TaskCancelled && t.State == TaskFinished:
		return "Cannot: it is done. Open it again first."
	case b.Serves != "" && !b.tied(t) && len(t.ObjectiveIDs)+len(t.GoalIDs)+len(t.OutcomeIDs) >= mostTies:
		return "Cannot: it serves 20 things already."
	}
	return ""
}

func (b *TaskBulk) tied(t *Task) bool {
	kind, id, _ := strings.Cut(b.Serves, ":")
	list := t.links(kind)
	return list != nil && slices.Contains(*list, id)
}

func (b *TaskBulk) says(t *TaskNow) (says []string) {
	if b.State != "" && (b.State != t.State || NeedsReason(b.State) && b.Reason != t.StateReason) {
		says = append(says, strings.ToUpper(t.State[:1])+t.State[1:]+" becomes "+b.State)
	}
	if b.Owner != "" && (t.OwnerPersonID == nil || *t.OwnerPersonID != b.Owner) {
		says = append(says, "goes to "+b.owner)
	}
	if b.Due != "" && b.Due != t.DueDay {
		says = append(says, "due "+b.Due.Short()+" in place of "+dayOrNone(t.DueDay))
	}
	if b.Serves != "" && !b.tied(t.Task) {
		says = append(says, "tied to "+b.served)
	}
	if len(says) > 0 {
		says[0] = strings.ToUpper(says[0][:1]) + says[0][1:]
	}
	return says
}

// Digest is what somebody has seen of a change before they confirm it: when it would do something else by now, they look again.
func (b *TaskBulk) Digest(fates []TaskFate) string {
	sum := sha256.New()
	fmt.Fprintln(sum, b.State, b.Reason, b.Owner, b.Due, b.Serves)
	for _, f := range fates {
		fmt.Fprintln(sum, f.Ref, f.Version, f.Say)
	}
	return hex.EncodeToString(sum.Sum(nil)[:12])
}

// TieOptions are what a task may be tied to, for a choice.
func TieOptions(list []TiedTo) (options []form.Option) {
	groups := map[string]string{"objective": "Objectives", "goal": "Goals", "outcome": "Outcomes"}
	for _, o := range list {
		options = append(options, form.Option{Value: o.Kind + ":" + o.ID, Label: o.Ref + " " + o.Title, Group: groups[o.Kind]})
	}
	return options
}

func dayOrNone(d day.Day) string {
	if d == "" {
		return "no day"
	}
	return d.Short()
}
