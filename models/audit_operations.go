package models

import (
	"encoding/json"
	"slices"
)

// operationsAudits reads the facts of some operations strategies: of what is in force, what their teams have and answer for. It takes as many
// queries for many as for one.
func (r *Read) operationsAudits(list []*OperationsStrategy) ([]*AuditFacts, error) {
	inForce, _, err := r.InForce()
	if err != nil {
		return nil, err
	}
	all, err := r.auditFacts(inForce)
	if err != nil {
		return nil, err
	}
	var measures []*OperationsMeasure
	var owners []*string
	for _, s := range list {
		measures, owners = append(measures, s.Measures...), append(owners, s.OwnerPersonID)
	}
	metrics, err := r.metricsByID(measures)
	if err != nil {
		return nil, err
	}
	readings, err := r.recentReadings(keys(metrics), all.Today.Add(-7*weeksRead-staleGrace))
	if err != nil {
		return nil, err
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	for id, p := range people {
		all.People[id] = p
	}
	company, err := r.Company()
	if err != nil {
		return nil, err
	}
	out := make([]*AuditFacts, len(list))
	for i, s := range list {
		f := all.within(s)
		f.Metrics, f.Readings, f.InForceDay = metrics, readings, ""
		if s.InForceAt != nil {
			f.InForceDay = company.Calendar().Today(*s.InForceAt)
		}
		going := slices.DeleteFunc(slices.Clone(f.Workflows), func(w *Workflow) bool { return w.EndedDay != "" })
		f.Load = s.load(going, company, f.Today)
		out[i] = f
	}
	return out, nil
}

// within keeps of the facts of the strategy in force what belongs to the teams of an operations strategy: of a delivery system, the work that
// moves what it serves.
func (f *AuditFacts) within(s *OperationsStrategy) *AuditFacts {
	own, teams, system := *f, []string{}, s.Scope == ScopeSystem
	if s.TeamID != nil {
		teams = f.Tree.Under(*s.TeamID)
	}
	of := func(team *string) bool { return team != nil && slices.Contains(teams, *team) }
	own.Operations = &OperationsLayer{OperationsStrategy: s}
	if s.OwnerPersonID != nil {
		own.Operations.Owner = f.People[*s.OwnerPersonID]
	}
	own.Known, own.Aims, own.Goals = f.Outcomes, f.Objectives, nil
	own.Outcomes = only(f.Outcomes, func(o *Outcome) bool { return slices.Contains(s.OutcomeIDs, o.ID) })
	first := func(o *Objective) bool {
		return slices.ContainsFunc(s.Priorities, func(p *OperationsPriority) bool { return idOf(p.ObjectiveID) == o.ID })
	}
	own.Objectives = only(f.Objectives, func(o *Objective) bool { return first(o) || !system && of(o.TeamID) })
	own.Workflows = only(f.Workflows, func(w *Workflow) bool { return of(w.TeamID) && (!system || s.movedBy(w)) })
	redesigned := func(p *Process) bool {
		return slices.ContainsFunc(own.Workflows, func(w *Workflow) bool { return w.ID == idOf(p.WorkflowID) }) || slices.Contains(s.OutcomeIDs, idOf(p.OutcomeID))
	}
	own.Processes = only(f.Processes, func(p *Process) bool { return of(p.TeamID) && (!system || redesigned(p)) })
	leads := ids(s.OwnerPersonID)
	for _, id := range teams {
		if t := f.Tree.ByID[id]; t != nil {
			leads = append(leads, ids(t.LeadPersonID)...)
		}
	}
	own.Rules = only(f.Rules, func(rule *Rule) bool {
		return of(rule.TeamID) || rule.TeamID == nil && slices.Contains(leads, idOf(rule.OwnerPersonID))
	})
	own.Allocations = only(f.Allocations, func(a *Allocation) bool { return of(&a.TeamID) })
	return &own
}

func only[E any](list []E, fits func(E) bool) []E {
	return slices.DeleteFunc(slices.Clone(list), func(e E) bool { return !fits(e) })
}

// lookAtOperations keeps the audit of each operations strategy in force in which something has changed since its last run.
func (tx *Tx) lookAtOperations() error {
	list, err := tx.OperationsInForce()
	if err != nil || len(list) == 0 {
		return err
	}
	facts, err := tx.operationsAudits(list)
	if err != nil {
		return err
	}
	var runs []*AuditRun
	if err := tx.DB().Where("operations_strategy_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM audits later WHERE later.operations_strategy_id = audits.operations_strategy_id AND later.created_at > audits.created_at)").
		Limit(10 * most).Find(&runs).Error; err != nil {
		return err
	}
	last := map[string]*AuditRun{}
	for _, run := range runs {
		last[*run.OperationsStrategyID] = run
	}
	for i, s := range list {
		now := Audit(facts[i])
		if was := last[s.ID]; was != nil {
			before, err := was.Audit()
			if err != nil {
				return err
			}
			if len(AuditChanges(before, now)) == 0 {
				continue
			}
		}
		content, err := json.Marshal(now)
		if err != nil {
			return err
		}
		if _, err := tx.keepAudit(AuditChoice{Key: s.Ref, Operations: s}, now, content); err != nil {
			return err
		}
	}
	return nil
}
