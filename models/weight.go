package models

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"throughline/models/day"
)

// How much each reason counts in the strategic weight of a task, in points. Outcome, day and what waits are known from links and dates
// alone: nobody sets a weight by hand.
const (
	weightFirst   = 40 // serves the first outcome of the strategy; the further ones less, in equal steps
	weightDue     = 30 // is due today
	weightADay    = 4  // less for each day that is left
	weightMostDue = 40 // at most, when it is late: one more for each day
	weightWaiting = 10 // for each thing that waits on it
	mostWaiting   = 3  // things that wait and are counted
)

// TaskReasons is what the place of one task in a list follows from.
type TaskReasons struct {
	ID, Ref string
	Due     day.Day
	Serves  []ServedOutcome // outcomes in force, straight or by an objective or a goal
	Waits   []WaitsOnIt     // what cannot go on before it is done
}

// ServedOutcome is an outcome that a task serves: its place among those in force, 1 for the first, and how many there are.
type ServedOutcome struct {
	Ref, Title string
	Place, Of  int
}

// WaitsOnIt is one thing that waits on a task: who or what it is, in words, and where it stands.
type WaitsOnIt struct{ Say, Kind, Ref string }

// TaskWeight is the strategic weight of a task on a day, and its parts, in points.
type TaskWeight struct {
	*TaskReasons
	Total, Outcome, Day, Waiting int
	First                        *ServedOutcome // the outcome that counts: the foremost it serves; nil for none
	Place, Of                    int            // where it stands among those it was ordered with
}

// Weigh counts the strategic weight of one task. It is pure: the same reasons and the same day give the same weight.
//
//	outcome  the foremost outcome it serves: 40 points for the first of n, and for the pth 40 × (n - p + 1) / n, rounded
//	day      30 due today, 4 less for each day left and not below 0; late, 1 more for each day and not above 40; none without a day
//	waiting  10 for each thing that waits on it, at most three of them
func Weigh(t *TaskReasons, today day.Day) *TaskWeight {
	w := &TaskWeight{TaskReasons: t}
	for i := range t.Serves {
		o := &t.Serves[i]
		if w.First == nil || cmp.Or(cmp.Compare(o.Place, w.First.Place), strings.Compare(o.Ref, w.First.Ref)) < 0 {
			w.First = o
		}
	}
	if w.First != nil && w.First.Of > 0 {
		w.Outcome = int(math.Round(float64(weightFirst*(w.First.Of-w.First.Place+1)) / float64(w.First.Of)))
	}
	if t.Due.Valid() {
		left := t.Due.Sub(today)
		if w.Day = weightDue - weightADay*left; left < 0 {
			w.Day = weightDue - left
		}
		w.Day = min(max(w.Day, 0), weightMostDue)
	}
	w.Waiting = weightWaiting * min(len(t.Waits), mostWaiting)
	w.Total = w.Outcome + w.Day + w.Waiting
	return w
}

// ByWeight puts tasks in the order of their strategic weight, the heaviest first. Of two with the same weight the one due first comes
// first, those without a day last, and then the older by its number. So the order in which they come in never matters.
func ByWeight(list []*TaskReasons, today day.Day) []*TaskWeight {
	out := make([]*TaskWeight, len(list))
	for i, t := range list {
		out[i] = Weigh(t, today)
	}
	slices.SortFunc(out, func(a, b *TaskWeight) int {
		return cmp.Or(cmp.Compare(b.Total, a.Total), strings.Compare(dueKey(a.Due), dueKey(b.Due)),
			cmp.Compare(len(a.Ref), len(b.Ref)), strings.Compare(a.Ref, b.Ref), strings.Compare(a.ID, b.ID))
	})
	for i, w := range out {
		w.Place, w.Of = i+1, len(out)
	}
	return out
}

// dueKey sorts days, those that are none last.
func dueKey(d day.Day) string {
	if !d.Valid() {
		return "~"
	}
	return string(d)
}

// Explain says in words why a task stands where it stands.
func (w *TaskWeight) Explain(today day.Day) Explanation {
	list := []Input{said("Serves no outcome in force", "0 points")}
	if o := w.First; o != nil {
		list[0] = Input{Name: "Serves outcome " + itoa(o.Place) + " of " + itoa(o.Of) + ": " + o.Title, Text: pointsWords(w.Outcome), Kind: "outcome", Ref: o.Ref}
	}
	list = append(list, said(dueReason(w.Due, today), pointsWords(w.Day)))
	if len(w.Waits) == 0 {
		list = append(list, said("Nothing is known to wait on it", "0 points"))
	}
	for i, on := range w.Waits {
		points := pointsWords(weightWaiting)
		if i >= mostWaiting {
			points = "not counted, three are"
		}
		list = append(list, Input{Name: on.Say, Text: points, Kind: on.Kind, Ref: on.Ref})
	}
	e := Explanation{Figure: "Place " + itoa(w.Place) + " of " + itoa(w.Of) + ", strategic weight", Result: Input{Value: ptr(float64(w.Total)), Unit: UnitPoints}, Day: today,
		Formula: "The foremost outcome it serves gives up to 40 points, the day it is due up to 40, and each thing that waits on it 10, at most 30. The heaviest stands first; of two the same, the one due first."}
	return e.of(list...)
}

func pointsWords(n int) string {
	if n == 1 {
		return "1 point"
	}
	return itoa(n) + " points"
}

func dueReason(due, today day.Day) string {
	switch left := due.Sub(today); {
	case !due.Valid():
		return "Has no day"
	case left < -1:
		return "Late by " + itoa(-left) + " days"
	case left == -1:
		return "Late by a day"
	case left == 0:
		return "Due today"
	case left == 1:
		return "Due tomorrow"
	default:
		return "Due in " + itoa(left) + " days"
	}
}
