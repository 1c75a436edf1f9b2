package models

// CloseAhead keeps how an outcome of the strategy in force ends, for the moment when the next one takes its place. Only those who may know of
// the draft can say it; everybody else sees it from that day on.
func (tx *Tx) CloseAhead(p *OutcomeDetail, e *CloseEntry) error {
	o := p.stored
	if !tx.Who.MayClose(o) {
		return tx.Who.Must(CloseOutcome, Owned(o.OwnerTeamID, o.OwnerPersonID))
	}
	draft, err := tx.NextDraft()
	if err != nil {
		return err
	}
	if draft == nil || o.StrategyID == nil || *o.StrategyID != *draft.FollowsStrategyID || o.State != OutcomeActive {
		return AgainstRule("No next strategy is drafted for it. Close it now, or leave it open.")
	}
	now, err := tx.WithFinal(p, e)
	if err != nil {
		return err
	}
	if field, say := e.problem(now); say != "" {
		return AgainstRuleAt(field, say)
	}
	if err := tx.recordFinal(o, e); err != nil {
		return err
	}
	said, err := tx.closesAhead([]*Outcome{o})
	if err != nil {
		return err
	}
	c := said[o.ID]
	if c == nil {
		c = &OutcomeClose{OutcomeID: o.ID}
	}
	c.Verdict, c.Computed, c.Score, c.Reason, c.Learnt = e.Verdict, now.Score(), now.Score(), e.Reason, e.Learnt
	c.ClosedPersonID, c.ClosedName = tx.actor(), tx.Who.Name
	if e.Score != nil && !now.withholds() {
		c.Score = e.Score
	}
	if said[o.ID] != nil {
		err = tx.Save(c)
	} else {
		err = tx.Insert(c)
	}
	if err != nil {
		return err
	}
	return tx.Tell(StrategyCloseSaid, draft, nil, struct{ Ref, Title, Verdict string }{o.Ref, o.Title, e.Verdict})
}

// AheadOf is the draft that takes the place of an outcome's strategy, for those who may know of it, and what was said ahead of how the outcome
// ends; nil both where there is none.
func (r *Read) AheadOf(o *Outcome) (*Strategy, *OutcomeClose, error) {
	draft, err := r.NextDraft()
	if err != nil || draft == nil || idOf(o.StrategyID) != *draft.FollowsStrategyID {
		return nil, nil, err
	}
	said, err := r.closesAhead([]*Outcome{o})
	return draft, said[o.ID], err
}

// closeAll closes the outcomes of a strategy as it was said ahead, with their scores of this day.
func (tx *Tx) closeAll(n *Next) error {
	for _, c := range n.Closes {
		if c.Ahead == nil {
			return AgainstRule("Nobody said yet how " + c.Ref + " ends.")
		}
		e := &CloseEntry{Verdict: c.Ahead.Verdict, Reason: c.Ahead.Reason, Learnt: c.Ahead.Learnt, ahead: c.Ahead}
		if c.Ahead.Overridden() {
			e.Score = c.Ahead.Score
		}
		if err := tx.Delete(c.Ahead); err != nil {
			return err
		}
		o, err := tx.OutcomeByID(c.ID)
		if err != nil {
			return err
		}
		if _, err := tx.close(o, c.OutcomeNow, e, tx.Today()); err != nil {
			return err
		}
	}
	return nil
}
