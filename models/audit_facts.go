package models

import (
	"slices"
	"time"

	"throughline/models/blocks"
	"throughline/models/day"
)

// AuditFacts is everything that the audit of one strategy looks at. Strategy is nil where it is about what was brought in and belongs
// to none.
type AuditFacts struct {
	Strategy    *Strategy
	Today       day.Day
	InForceDay  day.Day // the day the strategy came in force; empty before
	Intent      *Intent
	Outcomes    []*Outcome
	Goals       []*Goal
	Objectives  []*Objective
	Readings    map[string][]*Reading // by metric, those of the last weeks
	Workflows   []*Workflow
	Processes   []*Process
	Allocations []*Allocation // not over yet
	Decisions   map[string]*Decision
	Rules       []*Rule
	Versions    map[string]*RuleVersion // published ones, by id
	Tree        *Tree
	People      map[string]*Person

	// Of an operations strategy, everything above is what its teams have and answer for.
	Operations *OperationsLayer // nil where it is about the organizational strategy
	Aims       []*Objective     // all objectives, to find those that deliver its priorities
	Known      []*Outcome       // all outcomes of the strategy in force
	Metrics    map[string]*Metric
	Load       OperationsLoad
}

// auditFacts reads them, in a fixed number of queries.
func (r *Read) auditFacts(s *Strategy) (*AuditFacts, error) {
	f := &AuditFacts{Strategy: s, Today: r.Today(), Decisions: map[string]*Decision{}, Versions: map[string]*RuleVersion{}}
	var err error
	if f.Tree, err = r.sharedTree(); err != nil {
		return nil, err
	}
	if err := r.auditAims(f); err != nil {
		return nil, err
	}
	if f.Readings, err = r.recentReadings(f.metrics(), f.Today.Add(-7*weeksRead-staleGrace)); err != nil {
		return nil, err
	}
	if f.Workflows, err = r.Workflows(); err != nil {
		return nil, err
	}
	if inForce, _, err := r.InForce(); err != nil {
		return nil, err
	} else if s == nil && inForce == nil {
		withoutVerdicts(f.Workflows) // they belong to the draft, which is not what is looked at
	}
	if err := r.DB().Where("removed_at IS NULL AND to_day >= ?", string(f.Today)).Order("from_day, created_at, id").Limit(5 * most).Find(&f.Allocations).Error; err != nil {
		return nil, err
	}
	if err := r.auditDecided(f); err != nil {
		return nil, err
	}
	f.People, err = r.peopleByID(f.owners()...)
	return f, err
}

// auditAims reads what belongs to the strategy itself, or what belongs to none.
func (r *Read) auditAims(f *AuditFacts) (err error) {
	if s := f.Strategy; s != nil {
		f.InForceDay = r.inForceDay(s)
		for _, read := range []func() error{
			func() (err error) { f.Intent, err = r.standingIntent(s.ID); return err },
			func() (err error) { f.Outcomes, err = r.OutcomesOf(s.ID); return err },
			func() (err error) { f.Goals, err = r.GoalsOf(s.ID); return err },
			func() (err error) { f.Objectives, err = r.ObjectivesOf(s.ID); return err },
			func() (err error) { f.Processes, err = r.ProcessesOf(s.ID); return err },
			func() (err error) { f.Rules, err = r.RulesOf(s.ID); return err },
		} {
			if err := read(); err != nil {
				return err
			}
		}
		return nil
	}
	const none = "strategy_id IS NULL AND removed_at IS NULL"
	if f.Outcomes, err = r.outcomes(r.DB().Where(none).Limit(most)); err != nil {
		return err
	}
	if f.Goals, err = r.goals(r.DB().Where(none)); err != nil {
		return err
	}
	if f.Objectives, err = r.objectives(r.DB().Where(none)); err != nil {
		return err
	}
	if f.Processes, err = r.processes(r.DB().Where(none)); err != nil {
		return err
	}
	f.Rules, err = found[*Rule](r.DB().Where(none).Order("created_at, id"))
	return err
}

// auditDecided reads the decisions behind allocations and the published versions of rules.
func (r *Read) auditDecided(f *AuditFacts) error {
	var decisions, versions []string
	for _, a := range f.Allocations {
		decisions = append(decisions, ids(a.DecisionID)...)
	}
	for _, rule := range f.Rules {
		versions = append(versions, ids(rule.VersionID)...)
	}
	list, err := found[*Decision](r.DB().Where("id IN ?", decisions))
	if err != nil {
		return err
	}
	for _, d := range list {
		f.Decisions[d.ID] = d
	}
	published, err := found[*RuleVersion](r.DB().Where("id IN ?", versions))
	for _, v := range published {
		f.Versions[v.ID] = v
	}
	return err
}

// recentReadings gives the readings of some metrics since a day, by metric.
func (r *Read) recentReadings(metrics []string, since day.Day) (map[string][]*Reading, error) {
	out := map[string][]*Reading{}
	if len(metrics) == 0 {
		return out, nil
	}
	slices.Sort(metrics)
	metrics = slices.Compact(metrics)
	var list []*Reading
	err := r.DB().Where("metric_id IN ? AND day >= ?", metrics, string(since)).Order("metric_id, day, created_at, id").Limit(50 * len(metrics)).Find(&list).Error
	for _, reading := range list {
		out[reading.MetricID] = append(out[reading.MetricID], reading)
	}
	return out, err
}

func (f *AuditFacts) metrics() (list []string) {
	for _, o := range f.Outcomes {
		list = append(list, metricsOf(o)...)
	}
	return list
}

// owners are the ids of everybody who might answer for something here.
func (f *AuditFacts) owners() (list []*string) {
	for _, o := range f.Outcomes {
		list = append(list, o.OwnerPersonID)
	}
	for _, g := range f.Goals {
		list = append(list, g.OwnerPersonID)
	}
	for _, o := range f.Objectives {
		list = append(list, o.OwnerPersonID)
	}
	for _, w := range f.Workflows {
		list = append(list, w.OwnerPersonID)
	}
	for _, p := range f.Processes {
		list = append(list, p.OwnerPersonID)
	}
	for _, rule := range f.Rules {
		list = append(list, rule.OwnerPersonID)
	}
	for _, t := range f.Tree.ByID {
		list = append(list, t.LeadPersonID)
	}
	return list
}

// before leaves out what was not there at an instant, so that the audit says how it stood then, as far as rows tell when they came.
func (f *AuditFacts) before(at time.Time, today day.Day) *AuditFacts {
	then := *f
	then.Today = today
	then.Outcomes, then.Goals, then.Objectives = madeBy(f.Outcomes, at), madeBy(f.Goals, at), madeBy(f.Objectives, at)
	then.Workflows, then.Processes, then.Rules = madeBy(f.Workflows, at), madeBy(f.Processes, at), madeBy(f.Rules, at)
	then.Readings, then.Versions, then.Allocations = map[string][]*Reading{}, map[string]*RuleVersion{}, nil
	for metric, list := range f.Readings {
		then.Readings[metric] = slices.DeleteFunc(madeBy(list, at), func(r *Reading) bool { return r.Day.After(today) })
	}
	for id, v := range f.Versions {
		if !v.CreatedAt.After(at) {
			then.Versions[id] = v
		}
	}
	for _, a := range madeBy(f.Allocations, at) {
		if d := f.decision(a); d != nil && d.AcceptedAt != nil && d.AcceptedAt.After(at) {
			undecided := *a
			undecided.State, undecided.DecisionID = Proposed, nil
			a = &undecided
		}
		then.Allocations = append(then.Allocations, a)
	}
	return &then
}

func madeBy[E Entity](list []E, at time.Time) []E {
	return slices.DeleteFunc(slices.Clone(list), func(e E) bool { return e.row().CreatedAt.After(at) })
}

func (f *AuditFacts) decision(a *Allocation) *Decision {
	if a.DecisionID == nil {
		return nil
	}
	return f.Decisions[*a.DecisionID]
}

// named is who answers for a thing, as a person: its owner, or else the lead of its team; and why there is nobody.
func (f *AuditFacts) named(person, team *string, words string) (name, lacks string) {
	if person != nil {
		if p := f.People[*person]; p != nil && p.Active {
			return p.Name, ""
		} else if p != nil {
			return "", p.Name + " has left"
		}
	}
	if team != nil && f.Tree.ByID[*team] != nil {
		t := f.Tree.ByID[*team]
		if t.LeadPersonID != nil {
			if p := f.People[*t.LeadPersonID]; p != nil && p.Active {
				return t.Name + ", led by " + p.Name, ""
			}
		}
		return "", t.Name + " has no lead"
	}
	if words != "" {
		return "", "“" + words + "” is nobody in the list of people"
	}
	return "", "nobody is named"
}

// says is what a rule does: its published version, or its draft.
func (f *AuditFacts) says(rule *Rule) *blocks.Definition {
	text := rule.Draft
	if rule.VersionID != nil && f.Versions[*rule.VersionID] != nil {
		text = f.Versions[*rule.VersionID].Definition
	}
	d, err := blocks.Read([]byte(text))
	if err != nil {
		return &blocks.Definition{}
	}
	return d
}
