package models

import (
	"slices"
	"time"

	"throughline/models/day"
)

// States of an issue.
const (
	IssueOpen     = "open"
	IssueWaiting  = "waiting" // on something outside; only its day counts
	IssueResolved = "resolved"
)

// IssueStates are all states, in the order in which an issue goes through them.
var IssueStates = []string{IssueOpen, IssueWaiting, IssueResolved}

// Issue is a blocker: what holds something up, who sees to it, what they do next and by when. Everybody reads it. When its day passes, or
// nobody moves it, it climbs to the owner's lead and on from there.
type Issue struct {
	Row
	Ref               string
	Title             string
	Detail            string
	State             string
	OwnerPersonID     *string
	TeamID            *string // the owner's team when it became theirs
	NextAction        string
	NextDay           day.Day
	RaisedPersonID    *string
	MovedAt           time.Time // when its owner, its next action, its day or its state was last set
	Level             int       // how many steps it has climbed since then
	EscalatedPersonID *string   // to whom it has climbed; nil before, and when nobody is above
	EscalatedAt       *time.Time
	ResolvedAt        *time.Time
	ResolvedPersonID  *string
	Resolution        string

	Holds []*Affected `gorm:"-"` // what it holds up, saved with it
}

func (i *Issue) reference() (string, *string) { return "IS", &i.Ref }

// IssueLink ties an issue to one thing that it holds up.
type IssueLink struct {
	Row
	IssueID    string
	EntityType string
	EntityID   string
}

// What a line of an issue's thread records.
const (
	IssueSaidNote     = "note" // a comment; it does not move the issue
	IssueSaidMove     = "moved"
	IssueSaidWait     = "waiting"
	IssueSaidHandOver = "handed over"
	IssueSaidClimb    = "escalated"
	IssueSaidResolve  = "resolved"
	IssueSaidReopen   = "opened again"
)

// IssueNote is one line of what was said and done about an issue. It is never changed.
type IssueNote struct {
	Row
	IssueID    string
	PersonID   *string
	ByName     string
	Kind       string
	Words      string
	NextAction string  // what was set with it; empty where nothing was
	Day        day.Day // of the next action set with it
	ToPersonID *string // the new owner, or to whom it climbed
}

// Over tells whether it holds nothing up any more.
func (i *Issue) Over() bool { return i.State == IssueResolved }

// Late tells whether the day of its next action has passed.
func (i *Issue) Late(today day.Day) bool { return !i.Over() && i.NextDay.Before(today) }

// scope is whose issue it is: its owner's, of those above, and of who raised it.
func (i *Issue) scope() Scope {
	return Scope{Teams: ids(i.TeamID), People: ids(i.OwnerPersonID, i.RaisedPersonID, i.EscalatedPersonID)}
}

// MayMove tells whether this person may set the next action of an issue, hand it over or resolve it: its owner, who raised it, to whom it
// climbed, the leads above and executives.
func (w Who) MayMove(i *Issue) bool { return w.May(MoveIssue, i.scope()) }

// usualStill is how many working days an issue may stay unmoved where the company says nothing else.
const usualStill = 5

// StillDays is how many working days an open issue may stay unmoved before it climbs.
func (c *Company) StillDays() int {
	if c.IssueDays < 1 {
		return usualStill
	}
	return c.IssueDays
}

// climbsOn is the first day on which an issue climbs if nothing happens: the working day after the day of its next action, or after as many
// working days without a move as the company allows, whichever comes first. One that waits has its day alone. After a climb it has as many
// working days again. None once it is resolved.
func (i *Issue) climbsOn(c *Company) day.Day {
	cal := c.Calendar()
	after := func(at time.Time) day.Day { return cal.AddWorkingDays(day.Of(at, cal.Zone), c.StillDays()+1) }
	switch {
	case i.Over():
		return ""
	case i.EscalatedAt != nil:
		return after(*i.EscalatedAt)
	}
	var days []day.Day
	if i.NextDay.Valid() {
		days = append(days, cal.AddWorkingDays(i.NextDay, 1))
	}
	if i.State != IssueWaiting {
		days = append(days, after(i.MovedAt))
	}
	if len(days) == 0 {
		return ""
	}
	return slices.Min(days)
}
