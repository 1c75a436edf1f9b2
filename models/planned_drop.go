package models

import (
	"encoding/json"
	"strings"
)

// Stops tells whether its subject, an objective or an initiative, is dropped with a change.
func (c *PlannedChange) Stops() bool {
	return (c.Kind == ChangeObjective || c.Kind == ChangeInitiative) && fieldOf(c.Wanted, "State") == Dropped && fieldOf(c.Was, "State") != Dropped
}

// Typed tells whether a change is of values, which can be typed on: its subject does not go, end, stop or become part of another.
func (c *PlannedChange) Typed() bool { return !c.Gone() && !c.Joins() && !c.Stops() && c.Ends() == "" }

// DropObjective drops an objective. While a strategy is in force and something rests on it, that waits until somebody has looked at it: it
// gives the change.
func (tx *Tx) DropObjective(o *Objective, why string) (*PlannedChange, error) {
	dropped := *o
	dropped.State = Dropped
	s, _, err := tx.InForce()
	if err != nil {
		return nil, err
	}
	if s != nil {
		if c, err := tx.HoldBack(o.Title, why, o, &dropped); err != nil || c != nil {
			return c, err
		}
	}
	defer tx.For(why)()
	return nil, tx.SaveObjective(ObjectiveChanged, o, &dropped)
}

// DropInitiative drops an initiative. Once somebody has committed to it and something rests on it, that waits until somebody has looked at it:
// it gives the change.
func (tx *Tx) DropInitiative(i *Initiative, why string) (*PlannedChange, error) {
	why = strings.TrimSpace(why)
	if i.Bound() && why != "" && tx.Who.MayCommit(i) {
		gone := *i
		gone.State, gone.StateReason = Dropped, why
		if c, err := tx.HoldBack(i.Name, why, i, &gone); err != nil || c != nil {
			return c, err
		}
	}
	return nil, tx.MoveInitiative(i, Dropped, why)
}

// mayEnd tells whether somebody may drop an objective, or make it one with another: that is a decision, so who leads their teams may, beside
// those who work on the strategy.
func (r *Read) mayEnd(c *PlannedChange) (bool, error) {
	var was Objective
	if err := json.Unmarshal([]byte(c.Was), &was); err != nil {
		return false, err
	}
	list := []*Objective{&was}
	if into := c.does().Into; into != "" {
		keep, err := r.ObjectiveByID(into)
		if err != nil {
			return false, err
		}
		list = append(list, keep)
	}
	for _, o := range list {
		may, err := r.mayDecideOn(o)
		if err != nil || !may {
			return false, err
		}
	}
	return true, nil
}

// mayDecideOn tells whether somebody may decide about an objective: for its team, or for those of whoever owns it.
func (r *Read) mayDecideOn(o *Objective) (may bool, err error) {
	teams := ids(o.TeamID)
	if o.TeamID == nil && o.OwnerPersonID != nil {
		if teams, err = r.teamsAround(*o.OwnerPersonID); err != nil {
			return false, err
		}
	}
	return r.Who.May(Decide, Scope{Teams: teams}), nil
}

// TypedBack gives up what this person had planned for a thing, as it stands now: it was typed back to that.
func (tx *Tx) TypedBack(kind string, e Entity) error {
	open, err := tx.PlannedOf(kind, e.Identity())
	if err != nil {
		return err
	}
	if c := open[e.Identity()]; c != nil && c.Typed() && c.SubjectVersion == e.Edition() {
		return tx.GiveUpChange(c)
	}
	return nil
}

// TypedInitiative is an initiative as this person has typed it, where that does not count yet, with the change that waits; as it stands, and
// nil, where none does.
func (r *Read) TypedInitiative(i *Initiative) (*Initiative, *PlannedChange, error) {
	open, err := r.PlannedOf(ChangeInitiative, i.ID)
	c := open[i.ID]
	if err != nil || c == nil || !c.Typed() || c.SubjectVersion != i.Version {
		return i, c, err
	}
	typed := &Initiative{}
	if err := json.Unmarshal([]byte(c.Wanted), typed); err != nil {
		return nil, nil, err
	}
	return typed, c, nil
}
