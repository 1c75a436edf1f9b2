package models

import (
	"slices"
)

// carry makes what goes on with a thing in the draft, tied to what goes on with the things that it rests on, and ties to it what rests on it
// and is carried already. What was carried before and removed in the alignment comes back as it was.
func (tx *Tx) carry(n *Next, t *NextThing, c *StrategyChoice) error {
	if c.Copied != "" && n.made[c.Copied] == nil {
		if back, err := tx.carryBack(n, t, c); back || err != nil {
			return err
		}
	}
	var made Entity
	var err error
	switch e := t.entity.(type) {
	case *Outcome:
		made, err = tx.carryOutcome(n, e)
	case *Goal:
		made, err = tx.carryGoal(n, e)
	case *Objective:
		made, err = tx.carryObjective(n, e)
	case *Process:
		made, err = tx.carryProcess(n, e)
	case *Workflow:
		return tx.mapNext(n, e)
	}
	if err != nil || made == nil {
		return err
	}
	c.Copied = made.Identity()
	n.made[c.Copied] = made
	if err := tx.standUnder(n, t, c.Copied); err != nil {
		return err
	}
	return tx.tieToCopy(n, t, c.Copied)
}

// carryBack puts back what went on with a thing before.
func (tx *Tx) carryBack(n *Next, t *NextThing, c *StrategyChoice) (bool, error) {
	var back Entity
	switch t.Kind {
	case "outcome":
		list, err := tx.outcomes(tx.DB().Where("id = ?", c.Copied).Limit(1))
		if err != nil || len(list) == 0 {
			return false, err
		}
		o := list[0]
		if o.State == OutcomeAside {
			before := *o
			o.State = OutcomeDraft
			if err := tx.SaveOutcome(OutcomePicked, &before, o); err != nil {
				return false, err
			}
		}
		if o.RemovedAt != nil {
			if err := tx.PutBackOutcome(o); err != nil {
				return false, err
			}
		}
		back = o
	case "goal":
		g, err := tx.GoalByID(c.Copied)
		if err != nil {
			return false, err
		}
		before := *g
		g.RemovedAt = nil
		if err := tx.SaveGoal(GoalPutBack, &before, g); err != nil {
			return false, err
		}
		back = g
	case "objective":
		o, err := tx.ObjectiveByID(c.Copied)
		if err != nil {
			return false, err
		}
		before := *o
		o.RemovedAt = nil
		if err := tx.SaveObjective(ObjectivePutBack, &before, o); err != nil {
			return false, err
		}
		back = o
	case "process":
		p, err := tx.ProcessByID(c.Copied)
		if err != nil {
			return false, err
		}
		before := *p
		if err := tx.PutBack(p); err != nil {
			return false, err
		}
		if err := tx.Emit(ProcessPutBack, p, &before, p); err != nil {
			return false, err
		}
		back = p
	default:
		return false, nil
	}
	n.made[c.Copied] = back
	return true, tx.tieToCopy(n, t, c.Copied)
}

// carryOutcome begins where the outcome stands: its last readings are the baselines. Target and deadline are the ones of before, to be changed.
func (tx *Tx) carryOutcome(n *Next, o *Outcome) (*Outcome, error) {
	to := *o
	to.Row, to.Ref, to.StrategyID, to.State, to.FollowsOutcomeID = Row{}, "", &n.Strategy.ID, OutcomeDraft, &o.ID
	to.GoalID, to.ObjectiveID, to.StatusText, to.StatusOverride, to.OverrideReason, to.RemovedAt = nil, nil, "", "", "", nil
	to.Measures = nil
	readings, err := tx.ReadingsOf(metricsOf(o))
	if err != nil {
		return nil, err
	}
	for _, m := range o.Measures {
		own := *m
		own.Row, own.OutcomeID, own.Metric = Row{}, "", nil
		if last := lastKnown(readings[m.MetricID]); last != nil && own.Direction != Band {
			own.Baseline, own.BaselineText, own.BaselineDay = last.Value, last.ValueText, last.Day
		}
		to.Measures = append(to.Measures, &own)
	}
	return &to, tx.AddOutcome(&to)
}

// lastKnown is the newest reading with a value.
func lastKnown(list []*Reading) *Reading {
	for _, r := range slices.Backward(list) {
		if known(r.Value) {
			return r
		}
	}
	return nil
}

func (tx *Tx) carryGoal(n *Next, g *Goal) (*Goal, error) {
	to := *g
	to.Row, to.Ref, to.StrategyID, to.State, to.RemovedAt, to.StatusText = Row{}, "", &n.Strategy.ID, Draft, nil, ""
	to.ParentGoalID = optional(n.copyOf("goal", idOf(g.ParentGoalID)))
	to.OutcomeIDs = n.copiesOf("outcome", g.OutcomeIDs)
	return &to, tx.AddGoal(&to)
}

func (tx *Tx) carryObjective(n *Next, o *Objective) (*Objective, error) {
	to := *o
	to.Row, to.Ref, to.StrategyID, to.State, to.RemovedAt, to.StatusText = Row{}, "", &n.Strategy.ID, Draft, nil, ""
	to.ParentObjectiveID = optional(n.copyOf("objective", idOf(o.ParentObjectiveID)))
	to.GoalIDs = n.copiesOf("goal", o.GoalIDs)
	return &to, tx.AddObjective(&to)
}

// carryProcess copies the newest wording with its steps and duties. An approval stands for the wording, so it goes along.
func (tx *Tx) carryProcess(n *Next, p *Process) (*Process, error) {
	to := *p
	to.Row, to.Ref, to.StrategyID, to.RemovedAt = Row{}, "", &n.Strategy.ID, nil
	to.OutcomeID = optional(n.copyOf("outcome", idOf(p.OutcomeID)))
	v := *p.Current
	authors := v.Authors
	v.Row, v.RequestedPersonID, v.RequestedAt, v.Authors, v.Steps = Row{}, nil, nil, nil, nil
	for _, s := range p.Current.Steps {
		step := *s
		step.Row, step.Duties = Row{}, nil
		for _, d := range s.Duties {
			duty := *d
			duty.Row = Row{}
			step.Duties = append(step.Duties, &duty)
		}
		v.Steps = append(v.Steps, &step)
	}
	to.Current = &v
	if err := tx.AddProcess(&to); err != nil {
		return nil, err
	}
	var list []*VersionAuthor
	for _, id := range authors {
		list = append(list, &VersionAuthor{ProcessVersionID: v.ID, PersonID: id})
	}
	v.Authors = authors
	return &to, InsertAll(tx, list)
}

// mapNext has a workflow move what goes on with its outcomes, with the shares of its hours that they had.
func (tx *Tx) mapNext(n *Next, w *Workflow) error {
	before := *w
	before.Outcomes = copies(w.Outcomes)
	list := copies(w.Outcomes)
	for _, l := range before.Outcomes {
		to := n.copyOf("outcome", l.OutcomeID)
		if to != "" && !slices.ContainsFunc(list, func(m *WorkflowOutcome) bool { return m.OutcomeID == to }) {
			list = append(list, &WorkflowOutcome{WorkflowID: w.ID, OutcomeID: to, Weight: l.Weight})
		}
	}
	if len(list) == len(before.Outcomes) {
		return nil
	}
	w.Outcomes = list
	return tx.SaveWorkflow(&before, w)
}

// tieToCopy ties to what goes on with an outcome or a goal what rests on it and is carried already.
func (tx *Tx) tieToCopy(n *Next, t *NextThing, to string) error {
	// The thing itself is not chosen for yet while this runs, so its copy is named here.
	t.Choice, t.Lost = &StrategyChoice{Choice: Carried, Copied: to}, false
	switch t.Kind {
	case "outcome":
		for _, g := range n.Group("goal").Things {
			copied, _ := n.made[n.copyOf("goal", g.ID)].(*Goal)
			if copied == nil || !slices.Contains(g.entity.(*Goal).OutcomeIDs, t.ID) || slices.Contains(copied.OutcomeIDs, to) {
				continue
			}
			before := *copied
			copied.OutcomeIDs = append(slices.Clone(copied.OutcomeIDs), to)
			if err := tx.SaveGoal(GoalChanged, &before, copied); err != nil {
				return err
			}
		}
		for _, w := range n.Group("workflow").Things {
			if !w.Is(Carried) {
				continue
			}
			if err := tx.mapNext(n, w.entity.(*Workflow)); err != nil {
				return err
			}
		}
		for _, p := range n.Group("process").Things {
			copied, _ := n.made[n.copyOf("process", p.ID)].(*Process)
			if copied == nil || idOf(p.entity.(*Process).OutcomeID) != t.ID || copied.OutcomeID != nil {
				continue
			}
			before := *copied
			copied.OutcomeID = &to
			if err := tx.Save(copied); err != nil {
				return err
			}
			if err := tx.Emit(ProcessChanged, copied, &before, copied); err != nil {
				return err
			}
		}
	case "goal":
		for _, o := range n.Group("objective").Things {
			copied, _ := n.made[n.copyOf("objective", o.ID)].(*Objective)
			if copied == nil || !slices.Contains(o.entity.(*Objective).GoalIDs, t.ID) || slices.Contains(copied.GoalIDs, to) {
				continue
			}
			before := *copied
			copied.GoalIDs = append(slices.Clone(copied.GoalIDs), to)
			if err := tx.SaveObjective(ObjectiveChanged, &before, copied); err != nil {
				return err
			}
		}
	}
	return nil
}

// optional is an id where there is one.
func optional(id string) *string {
	if id == "" {
		return nil
	}
	return &id
}
