package models

import (
	"slices"

	"throughline/models/day"
)

// mapWeb is the things that one circle of readers may know of, tied into the thread. It is shared: nobody changes it.
type mapWeb struct {
	list  []*mapThing // in their order
	byID  map[string]*mapThing
	byRef map[string]*mapThing

	asking map[string]bool // ids of the initiatives that give their tasks a thread
}

// tieMap ties things by links. A link to what is not there is left out, so that nothing is seen through it. The same things and links give
// the same web in whatever order they come.
func tieMap(list []*mapThing, links []mapLink) *mapWeb {
	w := &mapWeb{byID: map[string]*mapThing{}, byRef: map[string]*mapThing{}, asking: map[string]bool{}}
	for _, t := range list {
		own := *t
		own.up, own.down, own.side = nil, nil, nil
		w.list, w.byID[own.id], w.byRef[own.ref] = append(w.list, &own), &own, &own
		if own.asks {
			w.asking[own.id] = true
		}
	}
	for _, l := range links {
		up, down := w.byID[l.up], w.byID[l.down]
		if up == nil || down == nil || up == down || slices.Contains(down.up, up) {
			continue
		}
		down.up = append(down.up, up)
		if l.side {
			up.side = append(up.side, down)
		} else {
			up.down = append(up.down, down)
		}
	}
	slices.SortFunc(w.list, (*mapThing).before)
	for _, t := range w.list {
		for _, some := range [][]*mapThing{t.up, t.down, t.side} {
			slices.SortFunc(some, (*mapThing).before)
		}
	}
	return w
}

// within gives a thing and everything under it; a circle of parents ends.
func (t *mapThing) within() map[*mapThing]bool {
	seen := map[*mapThing]bool{t: true}
	for queue := []*mapThing{t}; len(queue) > 0; queue = queue[1:] {
		for _, d := range queue[0].down {
			if !seen[d] {
				seen[d] = true
				queue = append(queue, d)
			}
		}
	}
	return seen
}

// addAbove adds to a set everything that these things are for.
func addAbove(seen map[*mapThing]bool, of ...*mapThing) {
	queue := slices.Clone(of)
	for ; len(queue) > 0; queue = queue[1:] {
		for _, up := range queue[0].up {
			if !seen[up] {
				seen[up] = true
				queue = append(queue, up)
			}
		}
	}
}

// MapCount is how many things of each kind there are under a fold, with the worst of their marks. A thing that is reached by two ways
// counts once.
type MapCount struct {
	Outcomes, Goals, Objectives, Initiatives, Tasks int
	Workflows, Processes                            int
	Worst                                           MapMark
}

// All is how many things there are.
func (c MapCount) All() int {
	return c.Outcomes + c.Goals + c.Objectives + c.Initiatives + c.Tasks + c.Workflows + c.Processes
}

func (c *MapCount) add(kind string, mark MapMark, n int) {
	switch kind {
	case "outcome":
		c.Outcomes += n
	case "goal":
		c.Goals += n
	case "objective":
		c.Objectives += n
	case "initiative":
		c.Initiatives += n
	case "task":
		c.Tasks += n
	case "workflow":
		c.Workflows += n
	case "process":
		c.Processes += n
	}
	if n > 0 {
		c.Worst = worse(c.Worst, mark)
	}
}

// mapTask is one task that is shown.
type mapTask struct {
	id, ref, title string
	serves         []string // ids
	initiative     string   // id; it is among these
	team, ownerID  string
	owner          Owner
	due            day.Day
	dueText        string
	state          string
	late           bool
	decided        bool
}

// mapFilter says what is left in.
type mapFilter struct {
	teams  []string // ids; nil: all
	person string   // id; empty: everybody's
	status string
	over   bool // tasks that are done or cancelled too
}

func (f mapFilter) narrow() bool { return f.teams != nil || f.person != "" || f.status != "" }

func (f mapFilter) fits(team, owner string, mark MapMark) bool {
	if f.teams != nil && !slices.Contains(f.teams, team) || f.person != "" && owner != f.person {
		return false
	}
	switch f.status {
	case "":
		return true
	case "amiss":
		return mark == MapOff || mark == MapRisk || mark == MapNone
	}
	return string(mark) == f.status
}

func (f mapFilter) task(t *mapTally) bool {
	return (f.over || t.open()) && f.fits(t.team, f.person, t.mark()) // the tally was read for this person
}
