package models

import "throughline/models/day"

// ExplainOpen says how long an issue is open, or was (R30).
func (i *IssueNow) ExplainOpen(resolved, today day.Day) Explanation {
	to, name := today, "Today"
	if resolved.Valid() {
		to, name = resolved, "Resolved"
	}
	e := i.length("Open", i.Raised, to, today, "Calendar days from the day it was raised until it is resolved; weekends count.")
	return e.of(Input{Name: "Raised", Text: i.Raised.Short()}, Input{Name: name, Text: to.Short()})
}

// ExplainStill says for how long nobody has moved it.
func (i *IssueNow) ExplainStill(today day.Day) Explanation {
	e := i.length("No move", i.Moved, today, today, "Calendar days since somebody last set its next action, let it wait, handed it over or opened it again; a comment is no move.")
	return e.of(Input{Name: "Last move", Text: i.Moved.Short()}, Input{Name: "Today", Text: today.Short()})
}

func (i *IssueNow) length(what string, from, to, today day.Day, rule string) Explanation {
	return Explanation{Figure: what + " for, " + i.Ref, Result: Input{Value: ptr(float64(max(to.Sub(from), 0))), Unit: UnitDays}, Formula: rule, Day: today, Kind: "issue", Ref: i.Ref}
}
