package models

// StrategyLine is one organizational strategy of the list, with its sentence.
type StrategyLine struct {
	*Strategy
	Statement string
}

// StrategyRecord is one organizational strategy as it stands, or stood: its sentence, its outcomes with how they ended, and its goals. One
// that is superseded stays readable for ever.
type StrategyRecord struct {
	StrategyLine
	Sum      WhySum
	Outcomes []*OutcomeNow
	Closes   map[string]*OutcomeClose
	Goals    []*Goal
	Owners   map[string]Owner // of the goals, by their ids
	Says     Explanation
	Before   *Strategy                  // the one whose place it took; nil for the first
	Left     []*LeftOver                // open work on what was dropped with one that is over, or will be with the one that a draft follows
	Onward   map[string]*StrategyChoice // of one that is over: what became of its goals, by their ids
	Next     *Next                      // of a draft after the one in force: what becomes of everything
}

// Strategies lists the organizational strategies that this person may know of, the newest first.
func (r *Read) Strategies() ([]*StrategyLine, error) {
	list, err := found[*Strategy](r.visibleStrategies(r.DB().Where("kind = ? AND removed_at IS NULL", Organizational)).Order("CASE WHEN state = 'draft' THEN 0 ELSE 1 END, in_force_at DESC, created_at DESC, id DESC"))
	if err != nil {
		return nil, err
	}
	ids, out := make([]string, len(list)), make([]*StrategyLine, len(list))
	for i, s := range list {
		ids[i] = s.ID
	}
	last, err := r.lastStatements(ids)
	for i, s := range list {
		out[i] = &StrategyLine{Strategy: s, Statement: last[s.ID]}
	}
	return out, err
}

// lastStatements are the sentences that some strategies stand on, or stood on last, by their ids.
func (r *Read) lastStatements(strategyIDs []string) (map[string]string, error) {
	by := map[string]string{}
	list, err := found[*Intent](r.DB().Where("strategy_id IN ?", strategyIDs).Order("CASE WHEN state = 'superseded' THEN 0 ELSE 1 END, created_at, id"))
	for _, i := range list {
		by[i.StrategyID] = i.Statement
	}
	return by, err
}

// StrategyByRef reads one organizational strategy. A draft is there for its authors and executives only.
func (r *Read) StrategyByRef(ref string) (*StrategyRecord, error) {
	s, err := r.OrganizationalByRef(ref)
	if err != nil {
		return nil, err
	}
	p := &StrategyRecord{StrategyLine: StrategyLine{Strategy: s}, Owners: map[string]Owner{}}
	last, err := r.lastStatements([]string{s.ID})
	if err != nil {
		return nil, err
	}
	p.Statement = last[s.ID]
	tree, err := r.KnownTree()
	if err != nil {
		return nil, err
	}
	outcomes, err := r.OutcomesOf(s.ID)
	if err != nil {
		return nil, err
	}
	if p.Outcomes, err = r.OutcomesNow(outcomes, tree); err != nil {
		return nil, err
	}
	ids := make([]string, len(outcomes))
	for i, o := range outcomes {
		ids[i] = o.ID
	}
	if p.Closes, err = r.ClosesOf(ids); err != nil {
		return nil, err
	}
	p.Sum = SumWhy(len(outcomes), p.Closes)
	p.Says = p.Sum.Explain(s, r)
	if p.Goals, err = r.GoalsOf(s.ID); err != nil {
		return nil, err
	}
	if s.State == Draft && s.FollowsStrategyID != nil {
		if p.Next, err = r.NextOf(s); err != nil {
			return nil, err
		}
		if p.Left, err = r.leftOf(p.Next.choices()); err != nil {
			return nil, err
		}
	}
	if p.Before, err = r.beforeIt(s); err != nil {
		return nil, err
	}
	if err := r.fillAfter(p); err != nil {
		return nil, err
	}
	var people []*string
	for _, g := range p.Goals {
		people = append(people, g.OwnerPersonID)
	}
	named, err := r.peopleByID(people...)
	for _, g := range p.Goals {
		p.Owners[g.ID] = ownerOf(g.TeamID, g.OwnerPersonID, g.OwnerText, tree.ByID, named)
	}
	return p, err
}

// fillAfter adds to a strategy that is over what became of it with the one that took its place.
func (r *Read) fillAfter(p *StrategyRecord) error {
	if p.State != Superseded {
		return nil
	}
	after, err := found[*Strategy](r.DB().Where("follows_strategy_id = ? AND state <> ?", p.ID, Draft).Order("in_force_at, id"))
	if err != nil || len(after) == 0 {
		return err
	}
	chosen, err := r.strategyChoices(after[0].ID)
	if err != nil {
		return err
	}
	p.Onward = map[string]*StrategyChoice{}
	for _, c := range chosen {
		p.Onward[c.EntityID] = c
	}
	p.Left, err = r.leftOf(chosen)
	return err
}
