package models

import "slices"

// DecisionDetail is one decision with everything its page shows.
type DecisionDetail struct {
	*DecisionNow
	Proposer, Accepter, Ender string // names; empty where nobody did, or the program did
	Before                    *Decision
	After                     *Decision // the one that superseded it
	Served                    []*OutcomeNow
	Intent                    *Intent // in force; nil while there is none
	Given                     []*HandoffNow
	Runs                      []*RunNow   // of rules, that came from it; the newest 30
	Left                      *ReviewLeft // what the review that took it left to carry out; nil when nothing
}

// DecisionPage reads one decision with its thread up to the intent and its handoffs.
func (r *Read) DecisionPage(ref string) (*DecisionDetail, error) {
	d, err := r.DecisionByRef(ref)
	if err != nil {
		return nil, err
	}
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	now, err := r.decisionsNow([]*Decision{d}, b.Tree)
	if err != nil {
		return nil, err
	}
	p := &DecisionDetail{DecisionNow: now[0], Intent: b.Intent}
	if p.Served, err = r.servedBy(b, d); err != nil {
		return nil, err
	}
	people, err := r.peopleByID(d.ProposedPersonID, d.AcceptedPersonID, d.EndedPersonID)
	if err != nil {
		return nil, err
	}
	for id, into := range map[*string]*string{d.ProposedPersonID: &p.Proposer, d.AcceptedPersonID: &p.Accepter, d.EndedPersonID: &p.Ender} {
		if id != nil && people[*id] != nil {
			*into = people[*id].Name
		}
	}
	if d.SupersedesDecisionID != nil {
		if p.Before, err = r.decisionByID(*d.SupersedesDecisionID); err != nil {
			return nil, err
		}
	}
	if d.State == DecisionSuperseded {
		next, err := found[*Decision](r.DB().Where("supersedes_decision_id = ? AND state <> ?", d.ID, DecisionProposed).Order("accepted_at DESC"))
		if err != nil {
			return nil, err
		}
		if len(next) > 0 {
			p.After = next[0]
		}
	}
	if p.Left, err = r.reviewLeft(d); err != nil {
		return nil, err
	}
	if p.Runs, err = r.RunsOfDecision(d); err != nil {
		return nil, err
	}
	p.Given, err = r.handoffsOf(d, b.Tree)
	return p, err
}

// servedBy gives the outcomes in force that a decision affects: itself, or by a goal or an objective of it.
func (r *Read) servedBy(b *Board, d *Decision) (list []*OutcomeNow, err error) {
	goals := d.idsOf("goal")
	if ids := d.idsOf("objective"); len(ids) > 0 {
		objectives, err := r.objectives(r.visible(r.DB().Where("id IN ? AND removed_at IS NULL", ids)))
		if err != nil {
			return nil, err
		}
		for _, o := range objectives {
			goals = append(goals, o.GoalIDs...)
		}
	}
	want := map[string]bool{}
	for _, id := range d.idsOf("outcome") {
		want[id] = true
	}
	for _, g := range b.Goals {
		if slices.Contains(goals, g.ID) {
			for _, o := range b.Serves(g) {
				want[o.ID] = true
			}
		}
	}
	for _, o := range b.Outcomes {
		if want[o.ID] || o.ObjectiveID != nil && slices.Contains(d.idsOf("objective"), *o.ObjectiveID) {
			list = append(list, o)
		}
	}
	return list, nil
}
