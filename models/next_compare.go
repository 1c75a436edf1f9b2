package models

import (
	"slices"

	"throughline/models/day"
)

// ComparedOutcome is an outcome of the one strategy beside what went before it in the other. One of them is nil where it is new, or dropped.
type ComparedOutcome struct {
	Old, New *Outcome
	Close    *OutcomeClose // how the old one ended; nil while it is not closed
	Reason   string        // why it was dropped
}

// Open tells that nobody has said yet whether it goes on: it is not carried, and nothing says why it would be dropped.
func (o ComparedOutcome) Open() bool { return o.New == nil && o.Reason == "" && o.Close == nil }

// ComparedKind is how much of a kind went over. What is new is what does not go on with anything of before.
type ComparedKind struct {
	Key, Many             string
	Carried, Dropped, New int
}

// Comparison is a strategy beside the one before it.
type Comparison struct {
	New, Old *StrategyLine
	Outcomes []*ComparedOutcome
	Kinds    []*ComparedKind // empty where nobody chose one by one
}

// beforeIt is the strategy whose place another one takes: the one it was drafted after, else the one in force until then.
func (r *Read) beforeIt(s *Strategy) (*Strategy, error) {
	if former, err := r.former(s); former != nil || err != nil {
		return former, err
	}
	if s.InForceAt == nil {
		return nil, nil
	}
	list, err := found[*Strategy](r.DB().Where("kind = ? AND state = ? AND id <> ? AND in_force_at < ?", Organizational, Superseded, s.ID, *s.InForceAt).Order("in_force_at DESC, id"))
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list[0], nil
}

// CompareStrategies lays a strategy beside the one before it. A draft is compared by its authors and executives alone.
func (r *Read) CompareStrategies(ref string) (*Comparison, error) {
	s, err := r.OrganizationalByRef(ref)
	if err != nil {
		return nil, err
	}
	old, err := r.beforeIt(s)
	if err != nil {
		return nil, err
	}
	if old == nil {
		return nil, NotFound("A strategy before this one")
	}
	last, err := r.lastStatements([]string{s.ID, old.ID})
	if err != nil {
		return nil, err
	}
	c := &Comparison{New: &StrategyLine{Strategy: s, Statement: last[s.ID]}, Old: &StrategyLine{Strategy: old, Statement: last[old.ID]}}
	chosen, err := r.strategyChoices(s.ID)
	if err != nil {
		return nil, err
	}
	if err := r.compareOutcomes(c, chosen); err != nil {
		return nil, err
	}
	return c, r.compareKinds(c, chosen)
}

func (r *Read) compareOutcomes(c *Comparison, chosen []*StrategyChoice) error {
	was, err := r.OutcomesOf(c.Old.ID)
	if err != nil {
		return err
	}
	is, err := r.OutcomesOf(c.New.ID)
	if err != nil {
		return err
	}
	var ids []string
	left := map[string]*Outcome{}
	for _, o := range was {
		ids, left[o.ID] = append(ids, o.ID), o
	}
	closes, err := r.ClosesOf(ids)
	if err != nil {
		return err
	}
	why := map[string]string{}
	for _, ch := range chosen {
		if ch.Choice == LeftOut {
			why[ch.EntityID] = ch.Reason
		}
	}
	for _, o := range is {
		row := &ComparedOutcome{New: o}
		if before := left[idOf(o.FollowsOutcomeID)]; before != nil {
			row.Old, row.Close = before, closes[before.ID]
			delete(left, before.ID)
		}
		c.Outcomes = append(c.Outcomes, row)
	}
	for _, o := range was {
		if left[o.ID] != nil {
			c.Outcomes = append(c.Outcomes, &ComparedOutcome{Old: o, Close: closes[o.ID], Reason: why[o.ID]})
		}
	}
	return nil
}

// compareKinds counts what went over, by kind.
func (r *Read) compareKinds(c *Comparison, chosen []*StrategyChoice) error {
	if len(chosen) == 0 {
		return nil
	}
	goals, err := r.GoalsOf(c.New.ID)
	if err != nil {
		return err
	}
	objectives, err := r.ObjectivesOf(c.New.ID)
	if err != nil {
		return err
	}
	processes, err := r.ProcessesOf(c.New.ID)
	if err != nil {
		return err
	}
	rules, err := r.RulesOf(c.New.ID)
	if err != nil {
		return err
	}
	outcomes, err := r.OutcomesOf(c.New.ID)
	if err != nil {
		return err
	}
	now := map[string][]string{}
	for _, list := range [][]Entity{entities(outcomes), entities(goals), entities(objectives), entities(processes), entities(rules)} {
		for _, e := range list {
			kind := EntityType(e)
			now[kind] = append(now[kind], e.Identity())
		}
	}
	for _, k := range nextKinds {
		one := &ComparedKind{Key: k.key, Many: k.many}
		var over []string
		for _, ch := range chosen {
			switch {
			case ch.EntityType != k.key:
			case ch.Choice == LeftOut:
				one.Dropped++
			case k.key == "workflow" || k.key == "rule" || slices.Contains(now[k.key], ch.Copied):
				one.Carried++
				over = append(over, ch.Copied, ch.EntityID)
			}
		}
		one.New = len(without(now[k.key], over))
		c.Kinds = append(c.Kinds, one)
	}
	return nil
}

// Explain says how the counts of a kind came about.
func (k *ComparedKind) Explain(c *Comparison, today day.Day) Explanation {
	r := Explanation{Day: today}
	r.Figure, r.Kind, r.Ref = upperFirst(k.Many)+" that went over", "strategy", c.New.Ref
	r.Result = count("", k.Carried)
	r.Formula = "Of those of the strategy before, what was chosen for each: carried or dropped. New is what does not go on with anything of before."
	return r.of(count("Carried", k.Carried), count("Dropped", k.Dropped), count("New", k.New))
}
