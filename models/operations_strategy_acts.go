package models

import (
	"slices"
	"strings"
)

// StartOperations writes a new draft: whose operations it is about, and who begins it. A team or system that has one already is refused,
// with the reference of that.
func (tx *Tx) StartOperations(s *OperationsStrategy) error {
	s.System = strings.TrimSpace(s.System)
	switch {
	case s.Scope != ScopeTeam && s.Scope != ScopeSystem:
		return AgainstRuleAt("scope", "Choose what it is about: a team, or a delivery system.")
	case s.Scope == ScopeTeam && s.TeamID == nil:
		return AgainstRuleAt("team", "Choose the team.")
	case s.Scope == ScopeSystem && s.System == "":
		return AgainstRuleAt("system", "Give the delivery system a name.")
	case s.Scope == ScopeSystem && s.TeamID == nil:
		return AgainstRuleAt("team", "Choose the team that owns the delivery system.")
	case !tx.Who.May(RunOperations, OfTeam(s.TeamID)):
		return AgainstRuleAt("team", "Choose a team that you lead, or one below it. An executive writes one for any team.")
	}
	if s.Scope == ScopeTeam {
		s.System = ""
	}
	team, err := one("This team", func() ([]*Team, error) {
		return found[*Team](tx.DB().Where("id = ? AND removed_at IS NULL", *s.TeamID))
	})
	if err != nil {
		return err
	}
	if err := tx.onlyOne(s); err != nil {
		return err
	}
	s.ID = NewID()
	s.Line, s.N, s.State, s.AuthorPersonID = s.ID, 1, Draft, tx.actor()
	s.Name = "Operations of " + s.About(team)
	if s.OwnerPersonID != nil {
		s.OwnerDay = tx.Today()
	}
	if err := tx.saveOperations(nil, s); err != nil {
		return err
	}
	return tx.Emit(OperationsStarted, s, nil, s)
}

// onlyOne refuses a second operations strategy of one team or system beside one that is drafted or in force. The names of drafts that
// somebody may not know of are not given away.
func (tx *Tx) onlyOne(s *OperationsStrategy) error {
	q := tx.DB().Where("removed_at IS NULL AND state IN ? AND scope = ? AND line <> ?", []string{Draft, InForce}, s.Scope, s.Line)
	if s.Scope == ScopeTeam {
		q = q.Where("team_id = ?", *s.TeamID)
	}
	list, err := found[*OperationsStrategy](q.Order("state DESC, n, id"))
	for _, o := range list {
		if s.Scope == ScopeSystem && !strings.EqualFold(o.System, s.System) {
			continue
		}
		field, has := "team", "This team has one already"
		if s.Scope == ScopeSystem {
			field, has = "system", "This delivery system has one already"
		}
		if !tx.Who.MaySeeOperations(o) {
			return AgainstRuleAt(field, has+", in draft. Ask the lead of its team.")
		}
		return AgainstRuleAt(field, has+": "+o.Ref+" "+o.Name+". Work on that, or begin its next version.")
	}
	return err
}

// SaveOperations writes what was changed in a draft. What is in force is only succeeded.
func (tx *Tx) SaveOperations(before, s *OperationsStrategy) error {
	if err := tx.mayChangeOperations(before); err != nil {
		return err
	}
	if err := tx.fillMeasures(s); err != nil {
		return err
	}
	s.Measures = slices.DeleteFunc(s.Measures, (*OperationsMeasure).empty)
	s.Priorities = slices.DeleteFunc(s.Priorities, func(p *OperationsPriority) bool { return strings.TrimSpace(p.Title) == "" && p.ObjectiveID == nil })
	if !same(before.OwnerPersonID, s.OwnerPersonID) {
		if s.OwnerDay = ""; s.OwnerPersonID != nil {
			s.OwnerDay = tx.Today()
		}
	}
	if err := tx.saveOperations(before, s); err != nil {
		return err
	}
	return tx.Emit(OperationsChanged, s, before, s)
}

func (tx *Tx) mayChangeOperations(s *OperationsStrategy) error {
	if err := tx.Who.Must(RunOperations, s.scope()); err != nil {
		return err
	}
	if s.State != Draft {
		return AgainstRule("It is " + s.State + " and is not edited any more. Begin its next version.")
	}
	return nil
}

// fillMeasures gives measures that name a known metric its name, where they have none of their own.
func (tx *Tx) fillMeasures(s *OperationsStrategy) error {
	names, err := tx.metricsByID(s.Measures)
	for _, m := range s.Measures {
		if m.MetricID != nil && names[*m.MetricID] != nil && strings.TrimSpace(m.Name) == "" {
			m.Name = names[*m.MetricID].Name
		}
	}
	return err
}

// metricsByID reads the metrics of measures in one query.
func (r *Read) metricsByID(list []*OperationsMeasure) (map[string]*Metric, error) {
	by := map[string]*Metric{}
	var ids []string
	for _, m := range list {
		if m.MetricID != nil {
			ids = append(ids, *m.MetricID)
		}
	}
	if len(ids) == 0 {
		return by, nil
	}
	metrics, err := found[*Metric](r.DB().Where("id IN ?", ids))
	for _, m := range metrics {
		by[m.ID] = m
	}
	return by, err
}

// PutOperationsInForce makes a draft what counts for its team or system; the version before is superseded. Measures without a known metric
// get one of their own, so that readings can be recorded from this day on.
func (tx *Tx) PutOperationsInForce(s *OperationsStrategy) error {
	if err := tx.mayChangeOperations(s); err != nil {
		return err
	}
	if gaps := s.Gaps(); len(gaps) > 0 {
		return AgainstRule("Not yet. " + gaps[0].Say)
	}
	if err := tx.onlyOne(s); err != nil {
		return err
	}
	before := s.copied()
	for _, m := range s.Measures {
		if m.MetricID != nil {
			continue
		}
		metric := &Metric{Name: strings.TrimSpace(m.Name), CadenceDays: 7}
		if err := tx.Insert(metric); err != nil {
			return err
		}
		m.MetricID = &metric.ID
	}
	former, err := tx.operationsStrategies(tx.DB().Where("line = ? AND state = ? AND id <> ?", s.Line, InForce, s.ID))
	if err != nil {
		return err
	}
	for _, old := range former {
		was := *old
		old.State, old.SupersededAt = Superseded, &tx.Now
		if err := tx.Save(old); err != nil {
			return err
		}
		if err := tx.Emit(OperationsSuperseded, old, &was, old); err != nil {
			return err
		}
	}
	s.State, s.InForceAt = InForce, &tx.Now
	if err := tx.saveOperations(before, s); err != nil {
		return err
	}
	return tx.Emit(OperationsInForceNow, s, before, s)
}

// NextOperations begins the next version of what is in force: a draft with the same answers, to be changed and put in force in its place.
// Who begins it twice gets the same draft.
func (tx *Tx) NextOperations(s *OperationsStrategy) (*OperationsStrategy, error) {
	if err := tx.Who.Must(RunOperations, s.scope()); err != nil {
		return nil, err
	}
	versions, err := tx.operationsStrategies(tx.DB().Where("line = ? AND removed_at IS NULL", s.Line))
	if err != nil {
		return nil, err
	}
	highest := 0
	for _, v := range versions {
		if v.State == Draft {
			return v, nil
		}
		highest = max(highest, v.N)
	}
	if err := tx.onlyOne(s); err != nil {
		return nil, err
	}
	next := s.copied()
	next.Row, next.Ref, next.N, next.State = Row{}, "", highest+1, Draft
	next.AuthorPersonID, next.InForceAt, next.SupersededAt, next.EndReason = tx.actor(), nil, nil, ""
	for _, m := range next.Measures {
		m.Row = Row{}
	}
	for _, p := range next.Priorities {
		p.Row = Row{}
	}
	if err := tx.saveOperations(nil, next); err != nil {
		return nil, err
	}
	return next, tx.Emit(OperationsStarted, next, nil, next)
}

// EndOperations ends what is in force without a next version, and says why.
func (tx *Tx) EndOperations(s *OperationsStrategy, reason string) error {
	if err := tx.Who.Must(RunOperations, s.scope()); err != nil {
		return err
	}
	switch reason = strings.TrimSpace(reason); {
	case s.State != InForce:
		return AgainstRule("Only one that is in force can end. This one is " + s.State + ".")
	case reason == "":
		return AgainstRuleAt("reason", "Say in a sentence why it ends.")
	}
	before := s.copied()
	s.State, s.SupersededAt, s.EndReason = Superseded, &tx.Now, reason
	if err := tx.Save(s); err != nil {
		return err
	}
	return tx.Emit(OperationsEnded, s, before, s)
}

// RemoveOperations throws a draft away.
func (tx *Tx) RemoveOperations(s *OperationsStrategy) error {
	if err := tx.mayChangeOperations(s); err != nil {
		return err
	}
	before := s.copied()
	if err := tx.Remove(s); err != nil {
		return err
	}
	return tx.Emit(OperationsRemoved, s, before, s)
}

// PutBackOperations undoes RemoveOperations, unless there is another of its scope by now.
func (tx *Tx) PutBackOperations(s *OperationsStrategy) error {
	if err := tx.mayChangeOperations(s); err != nil {
		return err
	}
	others, err := found[*OperationsStrategy](tx.DB().Where("line = ? AND state = ? AND removed_at IS NULL", s.Line, Draft))
	if err != nil {
		return err
	}
	if len(others) > 0 {
		return AgainstRule("Another draft was begun meanwhile: " + others[0].Ref + ".")
	}
	if err := tx.onlyOne(s); err != nil {
		return err
	}
	before := s.copied()
	if err := tx.PutBack(s); err != nil {
		return err
	}
	return tx.Emit(OperationsPutBack, s, before, s)
}
