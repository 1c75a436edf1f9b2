package models

import (
	"encoding/json"
	"errors"
)

// beyond is what a change does besides the values of its subject: it ends an outcome with its score, or makes two goals, or two objectives, one.
type beyond struct {
	Close *CloseEntry
	Into  string // id of the one that stays
}

// does is what a change does besides the values of its subject.
func (c *PlannedChange) does() (b beyond) {
	if json.Unmarshal([]byte(c.Wanted), &b) != nil {
		return beyond{}
	}
	return b
}

// Closes is how an outcome ends with a change; nil where it does not.
func (c *PlannedChange) Closes() *CloseEntry { return c.does().Close }

// Ends is how an outcome ends with a change: achieved, missed or retired; empty where it does not end.
func (c *PlannedChange) Ends() string {
	if e := c.Closes(); e != nil {
		return e.Verdict
	}
	return ""
}

// Joins tells whether a change makes its subject one with another that stays.
func (c *PlannedChange) Joins() bool { return c.does().Into != "" }

type closing struct {
	*Outcome
	Close *CloseEntry
}

type joiningGoal struct {
	*Goal
	Into string
}

type joiningObjective struct {
	*Objective
	Into string
}

// EndOutcome closes an outcome. Where something rests on it, the close waits until somebody has looked at that: it gives the change. The final
// reading is recorded at once, for it is a fact and changes nothing else.
func (tx *Tx) EndOutcome(p *OutcomeDetail, e *CloseEntry) (*PlannedChange, error) {
	o := p.stored
	if !tx.Who.MayClose(o) || o.State != OutcomeActive {
		_, err := tx.CloseOutcome(p, e) // says why not
		return nil, err
	}
	gone, said := *o, *e
	gone.State, said.Value = e.Verdict, nil
	if n, err := tx.RadiusSize(&PlannedChange{Kind: ChangeOutcome, SubjectID: o.ID}); err != nil || n == 0 {
		if err == nil {
			_, err = tx.CloseOutcome(p, e)
		}
		return nil, err
	}
	if err := tx.recordFinal(o, e); err != nil {
		return nil, err
	}
	was, err := tx.OutcomeByID(o.ID)
	if err != nil {
		return nil, err
	}
	return tx.PlanChange(ChangeOutcome, o.Title, e.Reason, was, &closing{&gone, &said})
}

// JoinGoals makes two goals one. Where something rests on the one that goes, it waits until somebody has looked at that: it gives the change.
func (tx *Tx) JoinGoals(keep, drop *Goal) (*PlannedChange, error) {
	gone := *drop
	gone.RemovedAt = &tx.Now
	c, err := tx.HoldBack(drop.Title, "", drop, &joiningGoal{&gone, keep.ID})
	if err != nil || c != nil {
		return c, err
	}
	return nil, tx.MergeGoals(keep, drop)
}

// JoinObjectives is JoinGoals for objectives.
func (tx *Tx) JoinObjectives(keep, drop *Objective) (*PlannedChange, error) {
	gone := *drop
	gone.RemovedAt = &tx.Now
	c, err := tx.HoldBack(drop.Title, "", drop, &joiningObjective{&gone, keep.ID})
	if err != nil || c != nil {
		return c, err
	}
	return nil, tx.MergeObjectives(keep, drop)
}

// beyond does what the change does besides the values of its subject, with the subject. It gives false where there is no such thing.
func (a *applying) beyond(wanted Entity) (done bool, err error) {
	b := a.c.does()
	switch t := wanted.(type) {
	case *Outcome:
		if b.Close == nil {
			return false, nil
		}
		p, err := a.tx.OutcomePage(t.Ref, "")
		if err != nil {
			return false, err
		}
		_, err = a.tx.CloseOutcome(p, b.Close)
		*t = *p.stored
		return true, err
	case *Goal:
		if b.Into == "" {
			return false, nil
		}
		keep, err := a.tx.GoalByID(b.Into)
		if err != nil {
			return false, err
		}
		drop, err := a.tx.GoalByID(t.ID)
		if err = errors.Join(err, stays(keep.RemovedAt == nil, keep.Ref)); err != nil {
			return false, err
		}
		err = a.tx.MergeGoals(keep, drop)
		*t = *drop
		return true, err
	case *Objective:
		if b.Into == "" {
			return false, nil
		}
		keep, err := a.tx.ObjectiveByID(b.Into)
		if err != nil {
			return false, err
		}
		drop, err := a.tx.ObjectiveByID(t.ID)
		if err = errors.Join(err, stays(keep.RemovedAt == nil, keep.Ref)); err != nil {
			return false, err
		}
		err = a.tx.MergeObjectives(keep, drop)
		if err == nil {
			err = a.tx.twinsMerged(keep, drop)
		}
		*t = *drop
		return true, err
	}
	return false, nil
}

func stays(here bool, ref string) error {
	if here {
		return nil
	}
	return AgainstRule(ref + ", which was to stay, is gone meanwhile. Give this change up.")
}

// unmake takes back what a change did to its subject.
func (tx *Tx) unmake(c *PlannedChange, now, was Entity) error {
	if !c.Joins() {
		return tx.saveSubject(now, was)
	}
	m, err := tx.LastMerge(c.SubjectID)
	if err != nil || m == nil {
		return err
	}
	return tx.Unmerge(m)
}

// openAgain takes the close of an outcome back that goes on: the change by which it ended is undone.
func (tx *Tx) openAgain(was, is *Outcome) error {
	if is.State != OutcomeActive || len(closedOf([]*Outcome{was})) == 0 {
		return nil
	}
	closes, err := tx.ClosesOf([]string{is.ID})
	if err != nil || closes[is.ID] == nil {
		return err
	}
	c := closes[is.ID]
	before := *c
	c.TakenBackAt, c.TakeBackReason = &tx.Now, "The change by which it was closed was undone."
	if err := tx.Save(c); err != nil {
		return err
	}
	return tx.Emit(OutcomeCloseTakenBack, c, &before, c)
}

// tellAbove tells the leads of the teams that a moved team was under and is under now.
func (a *applying) tellAbove(was, is Entity) error {
	from, ok := was.(*Team)
	to, also := is.(*Team)
	if !ok || !also || same(from.ParentTeamID, to.ParentTeamID) {
		return nil
	}
	tree, err := a.tree()
	if err != nil {
		return err
	}
	for line, id := range map[string]*string{"It is under your team no longer.": from.ParentTeamID, "It is under your team from now on.": to.ParentTeamID} {
		if id != nil && tree.ByID[*id] != nil {
			a.tell(tree.ByID[*id].LeadPersonID, line)
		}
	}
	return nil
}
