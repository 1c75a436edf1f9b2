package link

import "strconv"

// The paths of changes that are looked at before they count.
const (
	PathChanges       = "/changes"
	PathChangeNew     = "/changes/new"
	PathChange        = "/changes/:ref"
	PathChangeChoices = "/changes/:ref/choices"
	PathChangeApplied = "/changes/:ref/applied"
	PathChangeUndone  = "/changes/:ref/undone"
	PathChangeGivenUp = "/changes/:ref/given-up"
	PathChangeDay     = "/changes/:ref/day"
	PathChangeDayGone = "/changes/:ref/day/removal"
)

// Changes lists the changes of what is in force, those that can be undone first.
func Changes(page int) string {
	if page > 1 {
		return with(PathChanges, "page", strconv.Itoa(page))
	}
	return PathChanges
}

// ChangeOutcome writes a change of an outcome in force (GET and POST).
func ChangeOutcome(ref string) string { return with(PathChangeNew, "outcome", ref) }

// ChangeIntent writes a change of the intent in force (GET and POST).
func ChangeIntent() string { return with(PathChangeNew, "intent", "1") }

// Change is one change with everything that rests on it.
func Change(ref string) string { return fill(PathChange, ref) }

// ChangeGroup is one group of it, from a place on.
func ChangeGroup(ref, group string, from int) string {
	at := ""
	if from > 0 {
		at = strconv.Itoa(from)
	}
	return with(Change(ref), "group", group, "from", at)
}

// ChangeFound is one group of it, narrowed by words, from a place on.
func ChangeFound(ref, group, find string, from int) string {
	at := ""
	if from > 0 {
		at = strconv.Itoa(from)
	}
	return with(Change(ref), "group", group, "find", find, "from", at)
}

// ChangeOpen is a change with one of its groups open, there where something was just chosen.
func ChangeOpen(ref, group string) string {
	return with(Change(ref), "open", group) + "#g-" + group
}

// ChangeChoices keeps what is chosen for some of what rests on it (POST).
func ChangeChoices(ref string) string { return fill(PathChangeChoices, ref) }

// ChangeApplied makes it count (POST); ChangeUndone takes it back within its time (POST).
func ChangeApplied(ref string) string { return fill(PathChangeApplied, ref) }

// ChangeUndone undoes ChangeApplied.
func ChangeUndone(ref string) string { return fill(PathChangeUndone, ref) }

// ChangeGivenUp drops one that was not applied (POST).
func ChangeGivenUp(ref string) string { return fill(PathChangeGivenUp, ref) }

// ChangeDay sets the day on which it counts by itself (POST); ChangeDayGone takes that day back (POST).
func ChangeDay(ref string) string { return fill(PathChangeDay, ref) }

// ChangeDayGone undoes ChangeDay.
func ChangeDayGone(ref string) string { return fill(PathChangeDayGone, ref) }
