package models

import (
	"slices"
	"strings"
)

// NextChoice is what somebody chose for some things of the strategy in force, or for all of a kind that nobody decided yet.
type NextChoice struct {
	Kind   string
	IDs    []string
	All    bool
	Choice string // Carried or LeftOut
	Reason string
}

// BeginNext begins the strategy after the one in force: a draft with its sentence and with what it stands on, to be changed. What becomes of
// everything else is then chosen one by one.
func (tx *Tx) BeginNext(title string) (*Strategy, error) {
	if err := tx.Who.Must(PutInForce); err != nil {
		return nil, err
	}
	former, intent, err := tx.InForce()
	if err != nil {
		return nil, err
	}
	if former == nil {
		return nil, AgainstRule("No strategy is in force yet, so there is none to follow. Finish the six steps first.")
	}
	if err := tx.Hold(former); err != nil {
		return nil, err
	}
	if err := tx.onlyDraft(); err != nil {
		return nil, err
	}
	title = strings.TrimSpace(title)
	if title == "" {
		return nil, AgainstRuleAt("title", "Give the next strategy a name, such as the years that it is for.")
	}
	s := &Strategy{Kind: Organizational, Title: title, State: Draft, AuthorPersonID: tx.actor(), FollowsStrategyID: &former.ID, Mission: former.Mission, Position: former.Position,
		Markets: former.Markets, TradeOffs: former.TradeOffs, Ambition: former.Ambition, OwnerPersonID: former.OwnerPersonID}
	if s.OwnerPersonID != nil {
		s.OwnerDay = tx.Today()
	}
	if err := tx.Insert(s); err != nil {
		return nil, err
	}
	if err := tx.standNext(former, s); err != nil {
		return nil, err
	}
	if err := tx.Emit(StrategyStarted, s, nil, s); err != nil {
		return nil, err
	}
	if intent == nil {
		return s, nil
	}
	return s, tx.SaveIntent(nil, &Intent{StrategyID: s.ID, Statement: intent.Statement, State: Draft})
}

// mayAlign lets executives and the authors of a draft at it.
func (tx *Tx) mayAlign(s *Strategy) error { return tx.mayWorkOn(s.ID) }

// ChooseNext keeps what becomes of some things of the strategy in force. What is carried gets its copy in the draft at once; nothing of the
// strategy in force changes. Dropping needs a reason.
func (tx *Tx) ChooseNext(n *Next, ch NextChoice) error {
	if err := tx.mayAlign(n.Strategy); err != nil {
		return err
	}
	if err := tx.Hold(n.Strategy); err != nil {
		return err
	}
	n, err := tx.NextOf(n.Strategy)
	if err != nil {
		return err
	}
	ch.Reason = strings.TrimSpace(ch.Reason)
	switch {
	case !slices.ContainsFunc(n.Groups, func(g *NextGroup) bool { return g.Key == ch.Kind }):
		return AgainstRuleAt("kind", "Nothing of this kind goes over. Choose for outcomes, goals, objectives, workflows, processes or handoff rules.")
	case ch.Choice != Carried && ch.Choice != LeftOut:
		return AgainstRuleAt("choice", "Choose whether they are carried or dropped.")
	case ch.Choice == LeftOut && ch.Reason == "":
		return AgainstRuleAt("reason", "Say in a sentence why this is dropped.")
	case ch.Choice == Carried:
		ch.Reason = ""
	}
	things := slices.DeleteFunc(slices.Clone(n.Group(ch.Kind).Things), func(t *NextThing) bool {
		if ch.All {
			return t.Decided()
		}
		return !slices.Contains(ch.IDs, t.ID)
	})
	if len(things) == 0 && !ch.All {
		return AgainstRuleAt("pick", "Tick what this is for, or choose it for all that are left.")
	}
	for _, t := range things {
		if t.Is(ch.Choice) && t.Choice.Reason == ch.Reason {
			continue
		}
		if err := tx.chooseOne(n, t, ch); err != nil {
			return err
		}
	}
	return nil
}

// chooseOne keeps one choice, and makes or takes out what goes on with the thing.
func (tx *Tx) chooseOne(n *Next, t *NextThing, ch NextChoice) error {
	c := &StrategyChoice{StrategyID: n.Strategy.ID, EntityType: t.Kind, EntityID: t.ID}
	var before *StrategyChoice
	if t.Choice != nil {
		was := *t.Choice
		before, c = &was, t.Choice
	}
	c.Ref, c.Title, c.Choice, c.Reason = t.Ref, t.Title, ch.Choice, ch.Reason
	do := tx.leaveOut
	if ch.Choice == Carried {
		do = tx.carry
	}
	if err := do(n, t, c); err != nil {
		return err
	}
	t.Choice, t.Lost = c, false
	if before == nil {
		if err := tx.Insert(c); err != nil {
			return err
		}
		return tx.Emit(StrategyChosen, c, nil, c)
	}
	if err := tx.Save(c); err != nil {
		return err
	}
	return tx.Emit(StrategyChosen, c, before, c)
}

// leaveOut takes out what would have gone on with a thing. It rests with the removed things of the draft.
func (tx *Tx) leaveOut(n *Next, t *NextThing, c *StrategyChoice) error {
	if w, ok := t.entity.(*Workflow); ok {
		return tx.unmapNext(n, w)
	}
	copied := n.made[c.Copied]
	delete(n.made, c.Copied)
	switch e := copied.(type) {
	case *Outcome:
		return tx.RemoveOutcome(e)
	case *Goal:
		before := *e
		e.RemovedAt = &tx.Now
		return tx.SaveGoal(GoalRemoved, &before, e)
	case *Objective:
		before := *e
		e.RemovedAt = &tx.Now
		return tx.SaveObjective(ObjectiveRemoved, &before, e)
	case *Process:
		before := *e
		if err := tx.Remove(e); err != nil {
			return err
		}
		return tx.Emit(ProcessRemoved, e, &before, e)
	}
	return nil
}

// unmapNext takes from a workflow its links to outcomes of the draft.
func (tx *Tx) unmapNext(n *Next, w *Workflow) error {
	before := *w
	before.Outcomes = copies(w.Outcomes)
	w.Outcomes = slices.DeleteFunc(copies(w.Outcomes), func(l *WorkflowOutcome) bool { _, drafted := n.made[l.OutcomeID]; return drafted })
	if len(w.Outcomes) == len(before.Outcomes) {
		return nil
	}
	return tx.SaveWorkflow(&before, w)
}
