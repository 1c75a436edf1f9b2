package models

import (
	"encoding/json"
	"fmt"
	"time"

	"throughline/models/day"
)

// What a change that has to be looked at first may be about (R28).
const (
	ChangeIntent     = "intent"
	ChangeOutcome    = "outcome"
	ChangeGoal       = "goal"
	ChangeObjective  = "objective"
	ChangeWorkflow   = "workflow"
	ChangeProcess    = "process"
	ChangeInitiative = "initiative"
	ChangeTeam       = "team"
	ChangePerson     = "person"
	ChangeMembership = "membership" // somebody goes off a team
)

// States of such a change.
const (
	ChangePrepared = "prepared" // nothing counts yet
	ChangeApplied  = "applied"
	ChangeUndone   = "undone"
	ChangeGivenUp  = "given up"
)

// UndoLasts is how long an applied change can be taken back.
const UndoLasts = 30 * time.Minute

// PlannedChange is a change of what is in force: of the intent, of an outcome with its targets, deadline and owner, of a goal, objective, workflow,
// process or initiative, of a team, or a person who leaves. It is held back until somebody has looked at everything that rests on it (R28), and can be undone for 30 minutes after that.
type PlannedChange struct {
	Row
	Ref            string
	Kind           string
	SubjectID      string
	SubjectVersion int    // which version of the subject it was written over
	Title          string // what the subject was called then
	Was            string // the subject before, as JSON
	Wanted         string // the subject as it shall be, as JSON
	Reason         string
	State          string
	AuthorPersonID *string
	AuthorName     string
	AppliedAt      *time.Time
	UndoUntil      *time.Time
	UndoneAt       *time.Time
	UndoneBy       string
	OnDay          day.Day // on which it counts by itself; empty: when somebody applies it
	DayPersonID    *string // who has set that day
	Stuck          string  // why it did not count on the day that was set
}

func (c *PlannedChange) reference() (string, *string) { return "CH", &c.Ref }

// What may be chosen for a thing that a change reaches.
const (
	ChoiceKeep     = "keep"
	ChoiceRetarget = "retarget" // to another outcome, goal or objective, or to another day
	ChoiceHand     = "hand"     // to another person or team
	ChoiceStop     = "stop"     // dropped, cancelled or retired, as it fits the kind
	ChoiceChange   = "change"   // the subject itself, and what follows from a choice
)

// What became of an item.
const (
	ItemApplied  = "applied"
	ItemUndone   = "undone"
	ItemStands   = "stands" // it was changed since, so the undo left it alone
	forAllOthers = ""       // in place of a thing's id
)

// PlannedItem is what is chosen for one thing that a change reaches, or for all others of its kind, and how the thing stood before and after.
type PlannedItem struct {
	Row
	PlannedChangeID string
	Kind            string
	ThingID         string
	Ref             string
	Title           string
	Seen            string // the version that was looked at; for all others, how the whole group stood
	Choice          string
	ToKind, ToID    string // outcome, goal, objective; person or team
	Day             day.Day
	Reason          string
	Was, Became     string // JSON
	LeftVersion     int    // the version in which the change left it
	Result          string
	Note            string // who has changed it since, and what stands now
}

// Whole tells whether it is for all others of its kind.
func (i *PlannedItem) Whole() bool { return i.ThingID == forAllOthers }

// Open tells whether a change still waits for somebody to apply it.
func (c *PlannedChange) Open() bool { return c.State == ChangePrepared }

// Undoable tells whether its time to be undone runs at this moment.
func (c *PlannedChange) Undoable(now time.Time) bool {
	return c.State == ChangeApplied && c.UndoUntil != nil && now.Before(*c.UndoUntil)
}

// Gone tells whether the subject goes with the change: an outcome set aside or removed, a team removed, a person who leaves.
func (c *PlannedChange) Gone() bool {
	var to struct {
		State     string
		RemovedAt *time.Time
		Active    *bool
	}
	if json.Unmarshal([]byte(c.Wanted), &to) != nil {
		return false
	}
	switch c.Kind {
	case ChangePerson:
		return true
	case ChangeOutcome:
		return to.RemovedAt != nil || to.State == OutcomeDraft || to.State == OutcomeRetired && c.Ends() == ""
	case ChangeGoal, ChangeObjective:
		return to.RemovedAt != nil || to.State == Draft
	}
	return to.RemovedAt != nil
}

// mayChange refuses whoever may not make a change: of the strategy and what belongs to it its authors and executives, of an initiative who runs
// it, of teams and people administrators; an outcome is closed by who owns it and the leads above too. Who may not is told who may.
func (r *Read) mayChange(c *PlannedChange) error {
	switch {
	case c.OfPeople():
		return r.Who.Must(ManagePeople)
	case c.Kind == ChangeInitiative:
		var was Initiative
		if err := json.Unmarshal([]byte(c.Was), &was); err != nil {
			return err
		}
		if c.Stops() && !r.Who.MayCommit(&was) {
			return NotAllowed("Dropping an initiative is a decision. The leads of its team and above may, and executives.")
		}
		return r.Who.Must(RunInitiative, was.scope())
	case c.Kind == ChangeObjective && (c.Stops() || c.Joins()):
		if may, err := r.mayEnd(c); err != nil || may {
			return err
		}
	case c.Kind == ChangeOutcome && c.Closes() != nil:
		var was Outcome
		if err := json.Unmarshal([]byte(c.Was), &was); err != nil {
			return err
		}
		return r.Who.Must(CloseOutcome, Owned(was.OwnerTeamID, was.OwnerPersonID))
	}
	of, err := r.strategyBehind(c)
	if err != nil {
		return err
	}
	return r.mayWorkOn(of)
}

// mayWorkOn refuses whoever may not work on a strategy: its authors and executives may.
func (r *Read) mayWorkOn(strategyID string) error {
	if r.Who.Reach(Align) == All {
		return nil
	}
	if r.Who.SignedIn() {
		var n int64
		err := r.DB().Raw(`SELECT COUNT(*) FROM strategies s WHERE s.id = ? AND (s.author_person_id = ?
			OR EXISTS (SELECT 1 FROM strategy_authors a WHERE a.strategy_id = s.id AND a.person_id = ?))`, strategyID, r.Who.PersonID, r.Who.PersonID).Scan(&n).Error
		if err != nil || n > 0 {
			return err
		}
	}
	return NotAllowed("You may not change what is in force. Executives may, and the authors of the strategy.")
}

// strategyOf is the strategy whose intent or outcome a change is about; empty for teams and people.
func (c *PlannedChange) strategyOf() string {
	var was struct{ StrategyID *string }
	if json.Unmarshal([]byte(c.Was), &was) != nil || was.StrategyID == nil {
		return ""
	}
	return *was.StrategyID
}

// strategyBehind is the strategy that a change is judged by: its own, or the one in force for what belongs to none.
func (r *Read) strategyBehind(c *PlannedChange) (string, error) {
	if id := c.strategyOf(); id != "" {
		return id, nil
	}
	s, _, err := r.InForce()
	if err != nil || s == nil {
		return "", err
	}
	return s.ID, nil
}

// Moves tells whether a change gives its subject another value of a field.
func (c *PlannedChange) Moves(field string) bool {
	was, is := fieldOf(c.Was, field), fieldOf(c.Wanted, field)
	return was != is
}

// Had tells whether a field of the subject was filled.
func (c *PlannedChange) Had(field string) bool { return fieldOf(c.Was, field) != "" }

func fieldOf(kept, field string) string {
	var of map[string]any
	if json.Unmarshal([]byte(kept), &of) != nil || of[field] == nil {
		return ""
	}
	return fmt.Sprint(of[field])
}

// MayMake tells whether this person may look at a prepared change, apply it and undo it.
func (r *Read) MayMake(c *PlannedChange) (bool, error) {
	err := r.mayChange(c)
	if refused, is := AsRefusal(err); is && refused.Kind == KindNotAllowed {
		return false, nil
	}
	return err == nil, err
}

// ChangeByRef finds a change for whoever may make it.
func (r *Read) ChangeByRef(ref string) (*PlannedChange, error) {
	c, err := one("This change", func() ([]*PlannedChange, error) { return found[*PlannedChange](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, err
	}
	may, err := r.MayMake(c)
	if err == nil && !may {
		err = NotFound("This change")
	}
	return c, err
}
