package models

import (
	"cmp"
	"strconv"
	"strings"

	"throughline/models/day"
)

// MapLayer is one column of the map of the thread: what we run at the side, then from the outcomes down to the tasks (R25).
type MapLayer int

// The layers from the side to the work.
const (
	MapSide MapLayer = iota
	MapOutcomes
	MapGoals
	MapObjectives // initiatives stand here too
	MapTasks
)

// MapMark is how a thing on the map stands. It is shown as shape, word and colour.
type MapMark string

// The marks, from the worst to what is over. Silence is never green (R31): what nobody measures is not fine.
const (
	MapOff    MapMark = "off"
	MapRisk   MapMark = "risk"
	MapNone   MapMark = "none"
	MapPlain  MapMark = "plain" // under way; nothing says that it is late
	MapFine   MapMark = "ok"
	MapClosed MapMark = "closed"
)

// MapMarks lists the marks, the worst first.
var MapMarks = []MapMark{MapOff, MapRisk, MapNone, MapPlain, MapFine, MapClosed}

func (m MapMark) rank() int {
	for i, one := range MapMarks {
		if one == m {
			return len(MapMarks) - i
		}
	}
	return 0
}

func worse(a, b MapMark) MapMark {
	if b.rank() > a.rank() {
		return b
	}
	return a
}

// mapThing is one thing that can stand on the map, with the links that were made. Nobody changes one once it is tied.
type mapThing struct {
	id, kind, ref, title string
	strategy             string // id; empty for what belongs to none
	team, ownerID        string
	owner                Owner
	due                  day.Day
	dueText              string
	mark                 MapMark
	word                 string
	verdict              string // of a workflow
	progress             *float64
	hours                float64 // of a workflow, a week
	priority             int
	closed               bool
	asks                 bool // of an initiative: it serves something and was not dropped
	layer                MapLayer

	up, down []*mapThing // towards the intent, and towards the work
	side     []*mapThing // of an outcome: the workflows that move it and the processes made for it
}

// before tells the order in which things of one kind stand: by priority, then in the order of their references.
func (t *mapThing) before(o *mapThing) int {
	return cmp.Or(cmp.Compare(t.layer, o.layer), cmp.Compare(t.kindOrder(), o.kindOrder()), last0(t.priority, o.priority), refOrder(t.ref, o.ref), cmp.Compare(t.id, o.id))
}

func (t *mapThing) kindOrder() int {
	switch t.kind {
	case "initiative", "process":
		return 1
	}
	return 0
}

// last0 puts what has no priority behind what has one.
func last0(a, b int) int {
	if (a == 0) != (b == 0) {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(a, b)
}

// refOrder puts O2 before O10.
func refOrder(a, b string) int {
	na, nb := refNumber(a), refNumber(b)
	return cmp.Or(cmp.Compare(na, nb), cmp.Compare(a, b))
}

func refNumber(ref string) int {
	n, err := strconv.Atoi(strings.TrimLeft(ref, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
	if err != nil {
		return 0
	}
	return n
}

// aimMark is how a goal or an objective stands by its state and its due day.
func aimMark(state string, due, today day.Day) (MapMark, string) {
	switch state {
	case Done:
		return MapFine, "Done"
	case Missed:
		return MapOff, "Missed"
	case Dropped:
		return MapClosed, "Dropped"
	case Draft, Candidate:
		return MapNone, upperFirst(state) // nobody has promised its day yet
	}
	switch {
	case due.Before(today):
		return MapOff, "Overdue"
	case state == Active:
		return MapPlain, "Active"
	}
	return MapPlain, upperFirst(state)
}

// taskMark is how a task stands by its state, and by whether its day has passed.
func taskMark(state string, late bool) (MapMark, string) {
	switch {
	case state == TaskFinished:
		return MapFine, "Done"
	case state == TaskCancelled:
		return MapClosed, "Cancelled"
	case late:
		return MapOff, "Overdue"
	case state == TaskBlocked:
		return MapRisk, "Blocked"
	}
	return MapPlain, upperFirst(state)
}

// outcomeMark is the mark of an outcome's status.
func outcomeMark(s Status) MapMark {
	switch s {
	case OnTrack, Achieved:
		return MapFine
	case AtRisk:
		return MapRisk
	case OffTrack, ShortOf:
		return MapOff
	case Retired:
		return MapClosed
	}
	return MapNone
}
