package wizard

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"throughline/models"
	"throughline/models/day"
)

// Carried is one thing that somebody has to drive.
type Carried struct {
	Kind       string // goal, objective, process, verdict
	Ref, Title string
	Day        day.Day
	Late       bool
}

// Burden is how much one person carries: their goals and objectives, the processes they still have to bring into use, and the verdicts
// they carry out. Tasks stand beside it and do not count.
type Burden struct {
	PersonID, Name string
	Items          []Carried
	Tasks          models.TaskLoad
	Limit          int
}

// Over tells whether it is more than the company lets one person carry without advice.
func (l *Burden) Over() bool { return len(l.Items) > l.Limit }

// Words say what it is made of: "6 objectives, 1 goal and 1 verdict".
func (l *Burden) Words() string {
	n := map[string]int{}
	for _, i := range l.Items {
		n[i.Kind]++
	}
	var say []string
	for _, kind := range []string{"goal", "objective", "process", "verdict"} {
		switch {
		case n[kind] == 0:
		case kind == "process" && n[kind] > 1:
			say = append(say, fmt.Sprintf("%d processes", n[kind]))
		default:
			say = append(say, count(n[kind], kind))
		}
	}
	if last := len(say) - 1; last > 0 {
		return strings.Join(say[:last], ", ") + " and " + say[last]
	}
	return strings.Join(say, "")
}

// Loads are all who carry something, those with the most first.
func (w *World) Loads() []*Burden {
	by := map[string]*Burden{}
	var list []*Burden
	carry := func(person *string, c Carried) {
		if person == nil || *person == "" {
			return
		}
		l := by[*person]
		if l == nil {
			l = &Burden{PersonID: *person, Name: w.Person(person), Limit: w.Company.Carries(), Tasks: w.TaskLoads[*person]}
			by[*person] = l
			list = append(list, l)
		}
		c.Late = c.Day.Before(w.Today)
		l.Items = append(l.Items, c)
	}
	for _, g := range w.Goals {
		if stillOpen(g.State) {
			carry(g.OwnerPersonID, Carried{Kind: "goal", Ref: g.Ref, Title: g.Title, Day: g.DueDay})
		}
	}
	for _, o := range w.Objectives {
		if stillOpen(o.State) {
			carry(o.OwnerPersonID, Carried{Kind: "objective", Ref: o.Ref, Title: o.Title, Day: o.DueDay})
		}
	}
	for _, p := range w.Processes {
		if p.Current == nil || p.Current.State == models.ProcessDraft || p.Current.State == models.ProcessWritten {
			carry(p.OwnerPersonID, Carried{Kind: "process", Ref: p.Ref, Title: p.Name})
		}
	}
	for _, f := range w.Workflows {
		if (f.Verdict == models.Stop || f.Verdict == models.Redesign) && !f.VerdictDay.Before(w.Today) {
			carry(f.VerdictPersonID, Carried{Kind: "verdict", Ref: f.Ref, Title: f.Name, Day: f.VerdictDay})
		}
	}
	for _, l := range list {
		slices.SortStableFunc(l.Items, func(a, b Carried) int { return cmp.Compare(dayOrLast(a.Day), dayOrLast(b.Day)) })
	}
	slices.SortStableFunc(list, func(a, b *Burden) int {
		return cmp.Or(cmp.Compare(len(b.Items), len(a.Items)), cmp.Compare(a.Name, b.Name))
	})
	return list
}

func stillOpen(state string) bool {
	return state != models.Done && state != models.Missed && state != models.Dropped
}

func dayOrLast(d day.Day) day.Day { return cmp.Or(d, "9999") }

// LoadOf is what one person carries; nil when nothing.
func (w *World) LoadOf(personID string) *Burden { return w.loads()[personID] }

// loads finds a person's load without counting again for each field on a page.
func (w *World) loads() map[string]*Burden {
	if w.carried == nil {
		w.carried = map[string]*Burden{}
		for _, l := range w.Loads() {
			w.carried[l.PersonID] = l
		}
	}
	return w.carried
}

// TeamLoad is what one team has in hand: its objectives, and the weekly hours that its workflows keep and free.
type TeamLoad struct {
	Team       *models.Team
	Objectives []*models.Objective
	Late       int
	Kept       float64 // hours a week of workflows that stay or are redesigned
	Freed      float64 // hours a week of workflows that stop
	Unknown    int     // workflows whose effort nobody knows
}

// TeamLoads are all teams by name with what they have in hand; a last one, without a team, holds what belongs to none.
func (w *World) TeamLoads() []*TeamLoad {
	by := map[string]*TeamLoad{}
	var list []*TeamLoad
	for _, t := range w.Teams {
		by[t.ID] = &TeamLoad{Team: t}
		list = append(list, by[t.ID])
	}
	none := &TeamLoad{}
	of := func(id *string) *TeamLoad {
		if t := by[text(id)]; t != nil {
			return t
		}
		return none
	}
	for _, o := range w.Objectives {
		t := of(o.TeamID)
		t.Objectives = append(t.Objectives, o)
		if stillOpen(o.State) && o.DueDay.Before(w.Today) {
			t.Late++
		}
	}
	for _, f := range w.Workflows {
		t := of(f.TeamID)
		h, known := models.WeeklyHours(f)
		switch {
		case !known:
			t.Unknown++
		case f.Verdict == models.Stop:
			t.Freed += h
		default:
			t.Kept += h
		}
	}
	if len(none.Objectives) > 0 {
		list = append(list, none)
	}
	return list
}
