package wizard

import (
	"fmt"
	"slices"

	"throughline/models"
	"throughline/models/day"
)

// objectiveFlags is the advice on objectives, or on the one of that id: what kind they read like, their horizon, and how much their owners
// carry.
func objectiveFlags(w *World, only string) (flags []Flag) {
	over := w.over()
	for _, o := range w.Objectives {
		if only != "" && o.ID != only {
			continue
		}
		flag := func(key, code, say string) {
			flags = append(flags, Flag{Group: "objectives", Row: o.ID, Key: key, Entity: o, Code: code, Say: say, Name: o.Title})
		}
		if f, left := w.leftFlag(Flag{Group: "objectives", Row: o.ID, Key: "owner", Entity: o, Name: o.Title}, o.OwnerPersonID); left {
			flags = append(flags, f)
		}
		flags = append(flags, w.objectiveWording(o).flags(o.Title)...)
		start := o.StartDay
		if start == "" {
			start = w.Today
		}
		if o.DueDay != "" && (o.DueDay.Sub(start) < 90 || o.DueDay.After(start.AddMonths(12))) {
			flag("due", "objective.horizon", "An objective takes 90 days to 12 months. This one is outside: is it a task, or a goal?")
		}
		if g := w.endsBefore(o); g != nil {
			flag("due", "objective.after_goal", fmt.Sprintf("It is due after the goal %s that it delivers, on %s. Bring it forward, or move the goal.", g.Ref, g.DueDay.Long()))
		}
		if say := over[text(o.OwnerPersonID)]; say != "" {
			flag("owner", "owner.many", say)
		}
	}
	return flags
}

// endsBefore is the goal that an objective delivers too late; nil when there is none.
func (w *World) endsBefore(o *models.Objective) *models.Goal {
	var first *models.Goal
	last := day.Day("")
	for _, g := range w.Goals {
		if slices.Contains(o.GoalIDs, g.ID) && o.DueDay.After(g.DueDay) && (last == "" || g.DueDay.Before(last)) {
			first, last = g, g.DueDay
		}
	}
	return first
}

// over says of the people who carry more than the company lets one person carry without advice, what they carry.
func (w *World) over() map[string]string {
	by := map[string]string{}
	for _, l := range w.Loads() {
		if l.Over() {
			by[l.PersonID] = l.say()
		}
	}
	return by
}

func (l *Burden) say() string {
	return fmt.Sprintf("%s carries %s: %s. More than %d is more than one person can drive.", l.Name, count(len(l.Items), "thing"), l.Words(), l.Limit)
}

// carries says beside the field of an owner how much that person carries; empty when nobody is picked.
func (w *World) carries(personID string) string {
	if personID == "" {
		return ""
	}
	l := w.loads()[personID]
	if l == nil || l.Over() { // then the advice beside the field says it
		return ""
	}
	return fmt.Sprintf("%s carries %d of %d: %s.", l.Name, len(l.Items), l.Limit, l.Words())
}
