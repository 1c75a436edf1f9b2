package models

import (
	"strings"
	"time"

	"throughline/models/day"
)

// IssueByRef finds one issue with what it holds up.
func (r *Read) IssueByRef(ref string) (*Issue, error) {
	i, err := one("This issue", func() ([]*Issue, error) { return found[*Issue](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, err
	}
	return i, r.fillHolds([]*Issue{i})
}

// RaiseIssue writes a new issue. Its clock starts now; without an owner, a next action and a day it is refused (R17).
func (tx *Tx) RaiseIssue(i *Issue) error {
	if err := tx.Who.Must(RaiseIssue); err != nil {
		return err
	}
	if i.Title = strings.TrimSpace(i.Title); i.Title == "" {
		return AgainstRuleAt("title", "Say in one line what is held up, and by what.")
	}
	if err := tx.judgeNext(i); err != nil {
		return err
	}
	i.State, i.RaisedPersonID, i.MovedAt = IssueOpen, tx.actor(), tx.Now
	if err := tx.placeIssue(i); err != nil {
		return err
	}
	if err := tx.Insert(i); err != nil {
		return err
	}
	if err := tx.linkIssue(i); err != nil {
		return err
	}
	if err := tx.Emit(IssueRaised, i, nil, i); err != nil {
		return err
	}
	return tx.watchIssue(i)
}

// judgeNext says what speaks against the owner, the next action or its day, at the field that can mend it.
func (tx *Tx) judgeNext(i *Issue) error {
	if i.OwnerPersonID == nil || *i.OwnerPersonID == "" {
		return AgainstRuleAt("owner", "Give the one person who sees to it.")
	}
	owner, err := tx.PersonByID(*i.OwnerPersonID)
	if err != nil {
		return err
	}
	switch i.NextAction = strings.TrimSpace(i.NextAction); {
	case !owner.Active:
		return AgainstRuleAt("owner", owner.Name+" has left. Pick somebody who is here.")
	case i.NextAction == "":
		return AgainstRuleAt("next", "Say what is done next.")
	case !i.NextDay.Valid():
		return AgainstRuleAt("day", "An owner alone is not enough: give the day of the next action.")
	case i.NextDay.Before(tx.Today()):
		return AgainstRuleAt("day", "Give a day from "+tx.Today().Long()+" on.")
	case i.NextDay.After(tx.Today().AddMonths(12)):
		return AgainstRuleAt("day", "Give a day within a year. What waits longer is no issue of today.")
	}
	return nil
}

// placeIssue puts an issue with the team of its owner, where its line of leads begins.
func (tx *Tx) placeIssue(i *Issue) error {
	teams, err := tx.teamsAround(*i.OwnerPersonID)
	if i.TeamID = nil; len(teams) > 0 {
		i.TeamID = &teams[0]
	}
	return err
}

// IssueMove is the next step of an issue as somebody sets it.
type IssueMove struct {
	Words string // what happened; may be empty
	Owner string // id of a person
	Next  string
	Day   day.Day
	Wait  bool // it waits on something outside until that day
}

// MoveIssue sets owner, next action and day of an issue. Its clock starts anew, and what had climbed comes back down.
func (tx *Tx) MoveIssue(i *Issue, m IssueMove) error {
	if err := tx.mayMove(i); err != nil {
		return err
	}
	if i.Over() {
		return AgainstRule("It is resolved. Open it again first.")
	}
	before := *i
	i.OwnerPersonID, i.NextAction, i.NextDay = orNone(m.Owner), m.Next, m.Day
	if err := tx.judgeNext(i); err != nil {
		return err
	}
	kind, event := IssueSaidMove, IssueMoved
	if i.State = IssueOpen; m.Wait {
		i.State, kind = IssueWaiting, IssueSaidWait
	}
	line := &IssueNote{Words: strings.TrimSpace(m.Words), NextAction: i.NextAction, Day: i.NextDay}
	if *i.OwnerPersonID != idOf(before.OwnerPersonID) {
		kind, event, line.ToPersonID = IssueSaidHandOver, IssueHandedOver, i.OwnerPersonID
		if err := tx.placeIssue(i); err != nil {
			return err
		}
	} else if line.Words == "" && i.State == before.State && i.NextAction == before.NextAction && i.NextDay == before.NextDay {
		return AgainstRuleAt("words", "Nothing is different. Say what happened, or set another next action or day.")
	}
	line.Kind = kind
	defer tx.For(line.Words)()
	return tx.moved(i, &before, line, event)
}

// ResolveIssue ends an issue, with how it was resolved.
func (tx *Tx) ResolveIssue(i *Issue, how string) error {
	if err := tx.mayMove(i); err != nil {
		return err
	}
	how = strings.TrimSpace(how)
	switch {
	case i.Over():
		return AgainstRule("It is resolved already.")
	case how == "":
		return AgainstRuleAt("how", "Say in a sentence how it was resolved.")
	}
	before := *i
	i.State, i.Resolution, i.ResolvedAt, i.ResolvedPersonID = IssueResolved, how, &tx.Now, tx.actor()
	return tx.moved(i, &before, &IssueNote{Kind: IssueSaidResolve, Words: how}, IssueClosed)
}

// ReopenIssue takes a resolution back: it holds up again. It needs a new next action and day.
func (tx *Tx) ReopenIssue(i *Issue, m IssueMove) error {
	if err := tx.mayMove(i); err != nil {
		return err
	}
	if !i.Over() {
		return AgainstRule("It is not resolved.")
	}
	before := *i
	i.OwnerPersonID, i.NextAction, i.NextDay = orNone(m.Owner), m.Next, m.Day
	if err := tx.judgeNext(i); err != nil {
		return err
	}
	i.State, i.Resolution, i.ResolvedAt, i.ResolvedPersonID = IssueOpen, "", nil, nil
	if err := tx.placeIssue(i); err != nil {
		return err
	}
	return tx.moved(i, &before, &IssueNote{Kind: IssueSaidReopen, Words: strings.TrimSpace(m.Words), NextAction: i.NextAction, Day: i.NextDay, ToPersonID: i.OwnerPersonID}, IssueReopened)
}

// moved writes an issue that was moved, with its line in the thread, and sets its clock.
func (tx *Tx) moved(i, before *Issue, line *IssueNote, event EventType) error {
	i.MovedAt, i.Level, i.EscalatedPersonID, i.EscalatedAt = tx.Now, 0, nil, nil
	if err := tx.Save(i); err != nil {
		return err
	}
	line.IssueID, line.PersonID, line.ByName = i.ID, tx.actor(), tx.Who.Name
	if err := tx.Insert(line); err != nil {
		return err
	}
	if err := tx.Emit(event, i, before, i); err != nil {
		return err
	}
	return tx.watchIssue(i)
}

// CommentOnIssue adds a line to the thread. It moves nothing: the clock runs on.
func (tx *Tx) CommentOnIssue(i *Issue, words string) error {
	if err := tx.Who.Must(RaiseIssue); err != nil {
		return err
	}
	if words = strings.TrimSpace(words); words == "" {
		return AgainstRuleAt("comment", "Write something first.")
	}
	line := &IssueNote{IssueID: i.ID, PersonID: tx.actor(), ByName: tx.Who.Name, Kind: IssueSaidNote, Words: words}
	if err := tx.Insert(line); err != nil {
		return err
	}
	return tx.Tell(IssueCommented, i, nil, map[string]string{"words": words, "title": i.Title, "ref": i.Ref})
}

// mayMove refuses who may not move an issue, and names who may.
func (tx *Tx) mayMove(i *Issue) error {
	if tx.Who.MayMove(i) {
		return nil
	}
	name, err := tx.PersonName(i.OwnerPersonID)
	if err != nil {
		return err
	}
	return NotAllowed(name + " owns this issue. Its owner moves it, who raised it, a lead above or an executive. You may comment.")
}

// climbHour is the hour of a day, in the company's zone, at which issues climb.
const climbHour = 7

// watchIssue has an issue looked at on the day it climbs.
func (tx *Tx) watchIssue(i *Issue) error {
	c, err := tx.Company()
	if err != nil {
		return err
	}
	on := i.climbsOn(c)
	if !on.Valid() {
		return nil
	}
	t, zone := on.Time(), c.Calendar().Zone
	at := time.Date(t.Year(), t.Month(), t.Day(), climbHour, 0, 0, 0, zone)
	// One that comes too early, because the time zone or the clock was set meanwhile, has to come again: its key must be another.
	key := "issue:" + i.ID + ":" + itoa(i.Version) + ":" + string(on) + ":" + at.UTC().Format("2006-01-02T15") + ":" + string(tx.Today())
	return tx.Enqueue(&Work{Key: key, Kind: ClimbIssues, Ref: i.ID, RunAt: at})
}
