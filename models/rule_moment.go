package models

import "strings"

// Moment is a trigger that is narrower than an event: the event with one thing that it changed.
type Moment struct {
	Name    string // as a trigger
	Of      EventType
	Changed []string // columns, one of which is another than before
	State   string   // that the thing came to; empty: any
}

// Moments are all such triggers.
var Moments = []Moment{
	{"outcome.retargeted", OutcomeChanged, []string{"target", "low", "high"}, ""},
	{"outcome.deadline_moved", OutcomeChanged, []string{"deadline"}, ""},
	{"outcome.owner_changed", OutcomeChanged, []string{"owner_person_id", "owner_team_id"}, ""},
	{"outcome.achieved", OutcomeChanged, []string{"state"}, OutcomeAchieved},
	{"outcome.missed", OutcomeChanged, []string{"state"}, OutcomeMissed},
	{"objective.done", ObjectiveChanged, []string{"state"}, Done},
	{"objective.missed", ObjectiveChanged, []string{"state"}, Missed},
	{"objective.dropped", ObjectiveChanged, []string{"state"}, Dropped},
	{"task.reassigned", TaskChanged, []string{"owner_person_id"}, ""},
	{"task.due_moved", TaskChanged, []string{"due_day"}, ""},
	{"team.lead_changed", TeamChanged, []string{"lead_person_id"}, ""},
}

// eventOf gives the event by which a trigger is met.
func eventOf(trigger string) string {
	for _, m := range Moments {
		if m.Name == trigger {
			return string(m.Of)
		}
	}
	return trigger
}

// TriggersOf lists what could be met by an event: its own name, and the moments of it.
func TriggersOf(event string) []string {
	list := []string{event}
	for _, m := range Moments {
		if string(m.Of) == event {
			list = append(list, m.Name)
		}
	}
	return list
}

// MomentOf finds a moment by its name as a trigger.
func MomentOf(trigger string) (Moment, bool) {
	for _, m := range Moments {
		if m.Name == trigger {
			return m, true
		}
	}
	return Moment{}, false
}

// Subject is the kind of thing that a trigger is about: outcome of outcome.off_track.
func Subject(trigger string) string {
	kind, _, _ := strings.Cut(trigger, ".")
	return kind
}
