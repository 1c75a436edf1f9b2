package models

import (
	"errors"
	"slices"

	"throughline/models/day"
)

// effect is what one choice does to a thing. It changes the thing where it is held; nothing is written here.
type effect struct {
	x    *span
	it   *PlannedItem
	lead *string // of the team that it goes to
	tx   *Tx
	err  error
}

// on does it.
func (f *effect) on(e Entity) error {
	switch f.it.Choice {
	case ChoiceHand:
		f.hand(e)
	case ChoiceStop:
		f.stop(e)
	case ChoiceRetarget:
		f.retarget(e)
	}
	return f.err
}

// from tells whether something stood in the name of the person who goes; in every other change whoever has it gives it away.
func (f *effect) from(id *string) bool {
	return f.x.person == "" || id != nil && *id == f.x.person
}

// owner and team are who has it from now on. A team's things are its lead's to answer for.
func (f *effect) pass(owner, team **string) {
	id := f.it.ToID
	if f.it.ToKind == "person" {
		*owner = &id
		return
	}
	*team, *owner = &id, f.lead
}

func (f *effect) hand(e Entity) {
	id := f.it.ToID
	switch t := e.(type) {
	case *Outcome:
		t.OwnerPersonID, t.OwnerTeamID, t.OwnerText = nil, nil, ""
		if f.it.ToKind == "team" {
			t.OwnerTeamID = &id
		} else {
			t.OwnerPersonID = &id
		}
	case *Strategy:
		t.OwnerPersonID, t.OwnerDay = &id, f.tx.Today()
	case *OperationsStrategy:
		t.OwnerPersonID, t.OwnerDay = &id, f.tx.Today()
	case *Goal:
		f.pass(&t.OwnerPersonID, &t.TeamID)
	case *Objective:
		f.pass(&t.OwnerPersonID, &t.TeamID)
	case *Workflow:
		carrier := t.VerdictPersonID
		if f.from(t.OwnerPersonID) {
			f.pass(&t.OwnerPersonID, &t.TeamID)
		}
		if f.x.person != "" && f.from(carrier) {
			f.pass(&t.VerdictPersonID, &t.TeamID)
		}
	case *Process:
		f.pass(&t.OwnerPersonID, &t.TeamID)
	case *Rule:
		f.pass(&t.OwnerPersonID, &t.TeamID)
	case *Initiative:
		f.pass(&t.OwnerPersonID, &t.TeamID)
		t.OwnerText = ""
	case *TaskSeries:
		f.pass(&t.OwnerPersonID, &t.TeamID)
	case *Task:
		f.pass(&t.OwnerPersonID, &t.TeamID)
		if f.it.ToKind == "team" {
			t.OwnerPersonID = nil // whoever of the team takes it
		}
		t.OwnerText = ""
	case *Allocation:
		t.TeamID = id
	case *ApprovalChain:
		f.handChain(t)
	case *Handoff:
		f.handHandoff(t)
	case *Decision:
		t.DeciderPersonID = &id
	case *Issue:
		t.OwnerPersonID = &id
		f.err = errors.Join(f.err, f.tx.placeIssue(t))
		t.MovedAt, t.Level, t.EscalatedPersonID, t.EscalatedAt = f.tx.Now, 0, nil, nil // its clock starts anew
	case *Review:
		t.OwnerPersonID = &id
	case *Cadence:
		t.OwnerPersonID = &id
	case *Team:
		t.LeadPersonID = &id
	}
}

// handChain gives a chain another owner, and asks somebody else where the one who goes was asked by name.
func (f *effect) handChain(c *ApprovalChain) {
	id := f.it.ToID
	if f.from(c.OwnerPersonID) {
		c.OwnerPersonID = &id
	}
	if f.x.person == "" {
		return
	}
	gone := f.x.person
	if _, err := c.Replace("", &ChainApprover{PersonID: &gone}, &ChainApprover{PersonID: &id}); err != nil {
		f.err = errors.Join(f.err, err)
	}
}

// handHandoff gives a handoff to somebody else. What was not taken on begins anew: the other was not asked yet.
func (f *effect) handHandoff(h *Handoff) {
	id := f.it.ToID
	if f.x.person != "" && h.GiverPersonID != nil && *h.GiverPersonID == f.x.person {
		h.GiverPersonID = &id
	}
	if f.from(&h.ReceiverPersonID) {
		h.ReceiverPersonID = id
		if slices.Contains(unanswered, h.State) {
			h.State, h.DeliveredAt, h.ProposedDay = HandoffNew, nil, ""
			by, err := f.tx.answerBy()
			h.AnswerDay, f.err = by, errors.Join(f.err, err)
		}
	}
	f.err = errors.Join(f.err, f.tx.otherGiver(h, id))
}

func (f *effect) stop(e Entity) {
	now, why := f.tx.Now, f.it.Reason
	switch t := e.(type) {
	case *Goal:
		t.State = Dropped
	case *Objective:
		t.State = Dropped
	case *Workflow:
		t.Verdict, t.VerdictReason, t.VerdictDay = Stop, why, f.tx.Today().AddMonths(1)
		if t.VerdictPersonID == nil {
			if t.VerdictPersonID = t.OwnerPersonID; t.VerdictPersonID == nil {
				t.VerdictPersonID = f.tx.actor()
			}
		}
		t.keepPromise()
	case *Process:
		t.RemovedAt = &now
	case *Rule:
		t.State, t.TriggerType = RuleRetired, ""
	case *Initiative:
		t.State, t.StateReason = Dropped, why
	case *Allocation:
		if t.State == Decided { // decided, it is not edited: it is proposed again
			t.State, t.DecisionID = Proposed, nil
			return
		}
		t.RemovedAt = &now
	case *Task:
		t.State, t.StateReason, t.DoneDay, t.DonePersonID = TaskCancelled, why, "", nil
	case *Handoff:
		t.State, t.CancelledAt = HandoffStopped, &now
	case *Decision:
		t.RemovedAt = &now
	}
}

func (f *effect) retarget(e Entity) {
	to, d := f.it.ToID, f.it.Day
	switch t := e.(type) {
	case *Goal:
		if to != "" {
			t.OutcomeIDs = swapped(t.OutcomeIDs, f.x.outcomes, to)
		}
		moveDay(&t.DueDay, &t.DueText, d)
	case *Objective:
		if to != "" {
			t.GoalIDs = swapped(t.GoalIDs, f.x.goals, to)
		}
		moveDay(&t.DueDay, &t.DueText, d)
	case *Workflow:
		f.remap(t, to)
	case *Process:
		switch {
		case to == "":
		case f.it.ToKind == "workflow":
			t.WorkflowID = &to
		case t.OutcomeID != nil:
			t.OutcomeID = &to
		}
	case *Initiative:
		if to != "" {
			t.OutcomeIDs = swapped(t.OutcomeIDs, f.x.outcomes, to)
			if t.GoalID != nil && slices.Contains(f.x.goals, *t.GoalID) {
				t.GoalID = nil
			}
			if t.ObjectiveID != nil && slices.Contains(f.x.objectives, *t.ObjectiveID) {
				t.ObjectiveID = nil
			}
			t.ObjectiveIDs = without(t.ObjectiveIDs, f.x.objectives)
		}
		moveDay(&t.DueDay, &t.DueText, d)
	case *Allocation:
		if to != "" {
			t.OutcomeID = &to
			if t.State == Decided {
				t.State, t.DecisionID = Proposed, nil
			}
		}
		if d != "" && !d.Before(t.FromDay) {
			t.ToDay = d
		}
	case *Task:
		if to != "" {
			if f.x.c.Kind == ChangeInitiative {
				t.InitiativeID = nil
			}
			t.OutcomeIDs, t.GoalIDs, t.ObjectiveIDs = without(t.OutcomeIDs, f.x.outcomes), without(t.GoalIDs, f.x.goals), without(t.ObjectiveIDs, f.x.objectives)
			if list := t.links(f.it.ToKind); !slices.Contains(*list, to) {
				*list = append(slices.Clone(*list), to)
			}
		}
		moveDay(&t.DueDay, &t.DueText, d)
	case *Review:
		if d != "" {
			t.Day = d
		}
	}
}

// remap has a workflow move another outcome in place of those that change, with the share of its hours that they had.
func (f *effect) remap(w *Workflow, to string) {
	if to == "" {
		return
	}
	var list []*WorkflowOutcome
	had := slices.ContainsFunc(w.Outcomes, func(l *WorkflowOutcome) bool { return l.OutcomeID == to })
	for _, l := range w.Outcomes {
		switch {
		case !slices.Contains(f.x.outcomes, l.OutcomeID):
			list = append(list, l)
		case !had:
			had = true
			list = append(list, &WorkflowOutcome{WorkflowID: w.ID, OutcomeID: to, Weight: l.Weight})
		}
	}
	w.Outcomes = list
}

// swapped puts one id in the place of some others.
func swapped(list, gone []string, to string) []string {
	out := without(list, gone)
	if !slices.Contains(out, to) {
		out = append(out, to)
	}
	return out
}

func moveDay(at *day.Day, text *string, to day.Day) {
	if to != "" {
		*at, *text = to, ""
	}
}
