package models

import "slices"

// fillNext lists what of the strategy in force can go over: what is not over yet, and the work of today that does not wind down.
func (r *Read) fillNext(n *Next) error {
	old := n.Former.ID
	tree, err := r.KnownTree()
	if err != nil {
		return err
	}
	outcomes, err := r.OutcomesOf(old)
	if err != nil {
		return err
	}
	outcomes = slices.DeleteFunc(outcomes, func(o *Outcome) bool { return o.State != OutcomeActive })
	if err := r.fillNextCloses(n, outcomes, tree); err != nil {
		return err
	}
	goals, err := r.GoalsOf(old)
	if err != nil {
		return err
	}
	objectives, err := r.ObjectivesOf(old)
	if err != nil {
		return err
	}
	workflows, err := r.Workflows()
	if err != nil {
		return err
	}
	processes, err := r.ProcessesOf(old)
	if err != nil {
		return err
	}
	rules, err := r.RulesOf(old)
	if err != nil {
		return err
	}
	var owners []*string
	for _, o := range outcomes {
		owners = append(owners, o.OwnerPersonID)
	}
	for _, g := range goals {
		owners = append(owners, g.OwnerPersonID)
	}
	for _, o := range objectives {
		owners = append(owners, o.OwnerPersonID)
	}
	for _, w := range workflows {
		owners = append(owners, w.OwnerPersonID)
	}
	for _, p := range processes {
		owners = append(owners, p.OwnerPersonID)
	}
	for _, rule := range rules {
		owners = append(owners, rule.OwnerPersonID)
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return err
	}
	add := func(e Entity, kind, ref, title string, team, person *string, text string) {
		g := n.Group(kind)
		g.Things = append(g.Things, &NextThing{Kind: kind, ID: e.Identity(), Ref: ref, Title: title, Owner: ownerOf(team, person, text, tree.ByID, people).Name, entity: e})
	}
	for _, o := range outcomes {
		add(o, "outcome", o.Ref, o.Title, o.OwnerTeamID, o.OwnerPersonID, o.OwnerText)
	}
	for _, g := range goals {
		if !slices.Contains(overGoal, g.State) {
			add(g, "goal", g.Ref, g.Title, g.TeamID, g.OwnerPersonID, g.OwnerText)
		}
	}
	for _, o := range objectives {
		if !slices.Contains(overGoal, o.State) {
			add(o, "objective", o.Ref, o.Title, o.TeamID, o.OwnerPersonID, o.OwnerText)
		}
	}
	for _, w := range workflows {
		if w.Verdict != Stop {
			add(w, "workflow", w.Ref, w.Name, w.TeamID, w.OwnerPersonID, w.OwnerText)
		}
	}
	for _, p := range processes {
		if p.Current != nil && p.Current.State != ProcessReplaced {
			add(p, "process", p.Ref, p.Name, p.TeamID, p.OwnerPersonID, "")
		}
	}
	for _, rule := range rules {
		if rule.State != RuleRetired {
			add(rule, "rule", rule.Ref, rule.Name, rule.TeamID, rule.OwnerPersonID, "")
		}
	}
	return nil
}

// fillNextCloses adds the outcomes that are not closed yet, with what was said ahead.
func (r *Read) fillNextCloses(n *Next, outcomes []*Outcome, tree *Tree) error {
	if len(outcomes) == 0 {
		return nil
	}
	now, err := r.OutcomesNow(outcomes, tree)
	if err != nil {
		return err
	}
	ahead, err := r.closesAhead(outcomes)
	for _, o := range now {
		n.Closes = append(n.Closes, &NextClose{OutcomeNow: o, Ahead: ahead[o.ID]})
	}
	return err
}

// closesAhead gives what was said ahead of how some outcomes end, by the outcome.
func (r *Read) closesAhead(outcomes []*Outcome) (map[string]*OutcomeClose, error) {
	by := map[string]*OutcomeClose{}
	ids := make([]string, len(outcomes))
	for i, o := range outcomes {
		ids[i] = o.ID
	}
	list, err := found[*OutcomeClose](r.DB().Where("outcome_id IN ? AND closed_at IS NULL AND taken_back_at IS NULL", ids).Order("created_at, id"))
	for _, c := range list {
		by[c.OutcomeID] = c
	}
	return by, err
}

// fillNextChoices adds what was chosen, and what goes on with what is carried.
func (r *Read) fillNextChoices(n *Next) error {
	refs := map[string]string{}
	note := func(e Entity, ref string) { n.made[e.Identity()], refs[e.Identity()] = e, ref }
	outcomes, err := r.OutcomesOf(n.Strategy.ID)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		note(o, o.Ref)
	}
	goals, err := r.GoalsOf(n.Strategy.ID)
	if err != nil {
		return err
	}
	for _, g := range goals {
		note(g, g.Ref)
	}
	objectives, err := r.ObjectivesOf(n.Strategy.ID)
	if err != nil {
		return err
	}
	for _, o := range objectives {
		note(o, o.Ref)
	}
	processes, err := r.ProcessesOf(n.Strategy.ID)
	if err != nil {
		return err
	}
	for _, p := range processes {
		note(p, p.Ref)
	}
	chosen, err := r.strategyChoices(n.Strategy.ID)
	if err != nil {
		return err
	}
	by := map[string]*StrategyChoice{}
	for _, c := range chosen {
		by[c.EntityType+c.EntityID] = c
	}
	for _, g := range n.Groups {
		for _, t := range g.Things {
			if t.Choice = by[t.Kind+t.ID]; t.Choice != nil && t.Choice.Choice == Carried && t.Choice.Copied != "" {
				t.CopyRef = refs[t.Choice.Copied]
				t.Lost = t.CopyRef == ""
			}
		}
	}
	return nil
}

func (r *Read) strategyChoices(strategyID string) ([]*StrategyChoice, error) {
	var list []*StrategyChoice
	err := r.DB().Where("strategy_id = ?", strategyID).Order("created_at, id").Limit(5 * most).Find(&list).Error
	return list, err
}

// DroppedNext says what a draft does not take over of what it goes on with itself: why each workflow is dropped, by id, and how many handoff
// rules are carried.
func (r *Read) DroppedNext(s *Strategy) (workflows map[string]string, rules int, err error) {
	if s.State != Draft || s.FollowsStrategyID == nil {
		return nil, 0, nil
	}
	list, err := r.strategyChoices(s.ID)
	workflows = map[string]string{}
	for _, c := range list {
		switch {
		case c.EntityType == "workflow" && c.Choice == LeftOut:
			workflows[c.EntityID] = c.Reason
		case c.EntityType == "rule" && c.Choice == Carried:
			rules++
		}
	}
	return workflows, rules, err
}
