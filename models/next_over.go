package models

import (
	"slices"
	"strings"
)

// TakeOver ends the strategy in force for the one that takes its place: its outcomes are closed as it was said ahead, open work of what is
// carried is tied to what goes on with it, and what is dropped ends with its reason. Everybody whom it concerns is told once, when the new
// one is in force.
func (tx *Tx) TakeOver(n *Next) error {
	if gaps := n.Gaps(); len(gaps) > 0 {
		return AgainstRule("The strategy cannot come in force yet: " + gaps[0])
	}
	tx.plan = n.Strategy.Ref + " " + n.Strategy.Title
	defer func() { tx.plan, tx.reason = "", "" }()
	for _, do := range []func(*Next) error{tx.retieNext, tx.closeAll, tx.endAims, tx.endWorkflows, tx.endProcesses, tx.moveRules} {
		if err := do(n); err != nil {
			return err
		}
	}
	tx.reason = ""
	if err := tx.keepRead(n); err != nil {
		return err
	}
	return tx.ScheduleReviews(n.Former, nil)
}

// why is said in the history of what ends with the strategy.
func (t *NextThing) why(refs map[string]string) string {
	if t.Is(Carried) && refs[t.Choice.Copied] != "" {
		return "It goes on as " + refs[t.Choice.Copied] + "."
	}
	return t.Choice.Reason
}

// endAims ends the goals and objectives of before: they go on as their copies, or are dropped.
func (tx *Tx) endAims(n *Next) error {
	refs := map[string]string{}
	for _, g := range n.Groups {
		for _, t := range g.Things {
			if t.Is(Carried) {
				refs[t.Choice.Copied] = t.CopyRef
			}
		}
	}
	for _, t := range append(slices.Clone(n.Group("goal").Things), n.Group("objective").Things...) {
		tx.reason = t.why(refs)
		switch e := t.entity.(type) {
		case *Goal:
			before := *e
			e.State = Dropped
			if err := tx.SaveGoal(GoalChanged, &before, e); err != nil {
				return err
			}
		case *Objective:
			before := *e
			e.State = Dropped
			if err := tx.SaveObjective(ObjectiveChanged, &before, e); err != nil {
				return err
			}
		}
	}
	return nil
}

// endWorkflows winds down within a month what is dropped (R12).
func (tx *Tx) endWorkflows(n *Next) error {
	for _, t := range n.Group("workflow").Things {
		if !t.Is(LeftOut) {
			continue
		}
		list, err := tx.workflows(tx.DB().Where("id = ?", t.ID))
		if err != nil || len(list) == 0 {
			return err
		}
		w := list[0]
		before := *w
		before.Outcomes = copies(w.Outcomes)
		w.Verdict, w.VerdictReason, w.VerdictDay = Stop, t.Choice.Reason, tx.Today().AddMonths(1)
		if w.VerdictPersonID == nil {
			if w.VerdictPersonID = w.OwnerPersonID; w.VerdictPersonID == nil {
				w.VerdictPersonID = n.Strategy.OwnerPersonID
			}
		}
		if err := tx.SaveWorkflow(&before, w); err != nil {
			return err
		}
	}
	return nil
}

// endProcesses retires the wordings of before: what is carried goes on in its copy.
func (tx *Tx) endProcesses(n *Next) error {
	for _, t := range n.Group("process").Things {
		p := t.entity.(*Process)
		before := *p
		was := *p.Current
		before.Current = &was
		p.Current.State, p.Current.RetiredAt = ProcessReplaced, &tx.Now
		tx.reason = t.why(map[string]string{t.Choice.Copied: t.CopyRef})
		if err := tx.SaveProcess(ProcessChanged, &before, p); err != nil {
			return err
		}
	}
	return nil
}

// moveRules takes the carried rules over to the new strategy, where they name what goes on with what they named, and retires the others.
func (tx *Tx) moveRules(n *Next) error {
	var pairs []string
	for _, g := range n.Groups {
		for _, t := range g.Things {
			if to := n.copyOf(t.Kind, t.ID); to != "" {
				pairs = append(pairs, t.ID, to)
			}
		}
	}
	rename := strings.NewReplacer(pairs...)
	for _, t := range n.Group("rule").Things {
		rule, err := tx.RuleByID(t.ID)
		if err != nil {
			return err
		}
		before := *rule
		tx.reason = t.Choice.Reason
		if t.Is(LeftOut) {
			rule.State, rule.TriggerType = RuleRetired, ""
			if err := tx.SaveRule(RuleRetiredNow, &before, rule); err != nil {
				return err
			}
			continue
		}
		rule.StrategyID, rule.Draft = &n.Strategy.ID, rename.Replace(rule.Draft)
		kind, err := tx.renameVersion(n, rule, rename)
		if err != nil {
			return err
		}
		if err := tx.SaveRule(kind, &before, rule); err != nil {
			return err
		}
	}
	return nil
}

// renameVersion publishes what a rule says anew where it names something that goes on in the new strategy. Runs under way keep their version.
func (tx *Tx) renameVersion(n *Next, rule *Rule, rename *strings.Replacer) (EventType, error) {
	now, err := tx.PublishedOf(rule)
	if err != nil || now == nil || rename.Replace(now.Definition) == now.Definition {
		return RuleChanged, err
	}
	list, err := tx.VersionsOf(rule)
	if err != nil {
		return RuleChanged, err
	}
	v := *now
	v.Row, v.N, v.Definition, v.Note = Row{}, list[0].N+1, rename.Replace(now.Definition), "With "+n.Strategy.Ref+" it names what goes on there."
	if err := tx.Insert(&v); err != nil {
		return RuleChanged, err
	}
	if rule.VersionID = &v.ID; rule.State == RulePublished {
		return RulePublishedNow, nil
	}
	return RuleChanged, nil
}

// keepRead has who has read the sentence not asked again where the new strategy keeps it word for word (R22).
func (tx *Tx) keepRead(n *Next) error {
	said, err := tx.lastStatements([]string{n.Former.ID, n.Strategy.ID})
	if err != nil || said[n.Former.ID] != said[n.Strategy.ID] {
		return err
	}
	last, err := tx.newestWordings([]string{n.Former.ID})
	was := last[n.Former.ID]
	if err != nil || was == nil {
		return err
	}
	w := *was
	w.Row, w.EntityID, w.N = Row{}, n.Strategy.ID, 1
	if err := tx.Insert(&w); err != nil {
		return err
	}
	read, err := found[*WordingReceipt](tx.DB().Where("entity_id = ? AND entity_type = ? AND hash = ?", n.Former.ID, "strategy", was.Hash))
	if err != nil {
		return err
	}
	for _, one := range read {
		one.Row, one.EntityID = Row{}, n.Strategy.ID
	}
	return InsertAll(tx, read)
}
