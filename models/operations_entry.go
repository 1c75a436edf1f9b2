package models

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"throughline/models/form"
)

// OperationsChoices are what the forms of an operations strategy offer.
type OperationsChoices struct {
	People     *form.Directory
	Teams      []form.Option // for which this person may write one
	Outcomes   []form.Option // in force, and those that it serves already
	Metrics    []form.Option // that have readings somewhere
	Objectives []form.Option // open ones of the team and of the teams below it
}

// OperationsChoices gives what may be chosen; s is nil for one that is not begun yet.
func (r *Read) OperationsChoices(s *OperationsStrategy) (c OperationsChoices, err error) {
	b, err := r.strategyBoard()
	if err != nil {
		return c, err
	}
	owners, err := r.Owners()
	if err != nil {
		return c, err
	}
	c.People = owners.People
	if s == nil {
		for _, t := range b.Tree.All() {
			if r.Who.May(RunOperations, OfTeam(&t.ID)) {
				c.Teams = append(c.Teams, form.Option{Value: t.ID, Label: t.Name})
			}
		}
		return c, nil
	}
	for _, o := range b.Outcomes {
		c.Outcomes = append(c.Outcomes, form.Option{Value: o.ID, Label: o.Ref + " " + o.Title})
		for _, m := range o.Metrics {
			option := form.Option{Value: m.Measure.MetricID, Label: m.Measure.Metric.Name, Group: "Metrics of outcomes"}
			if !slices.ContainsFunc(c.Metrics, func(have form.Option) bool { return have.Value == option.Value }) {
				c.Metrics = append(c.Metrics, option)
			}
		}
	}
	own, err := r.metricsByID(s.Measures)
	if err != nil {
		return c, err
	}
	for _, m := range s.Measures {
		if m.MetricID != nil && own[*m.MetricID] != nil && !slices.ContainsFunc(c.Metrics, func(have form.Option) bool { return have.Value == *m.MetricID }) {
			c.Metrics = append(c.Metrics, form.Option{Value: *m.MetricID, Label: own[*m.MetricID].Name, Group: "Metrics of this strategy"})
		}
	}
	if err := r.goneAnchors(s, &c); err != nil {
		return c, err
	}
	return c, r.objectiveChoices(b, s, &c)
}

// goneAnchors keeps outcomes pickable that it serves and that are not in force any more.
func (r *Read) goneAnchors(s *OperationsStrategy, c *OperationsChoices) error {
	offered := func(id string) bool {
		return slices.ContainsFunc(c.Outcomes, func(o form.Option) bool { return o.Value == id })
	}
	gone := slices.DeleteFunc(slices.Clone(s.OutcomeIDs), offered)
	if len(gone) == 0 {
		return nil
	}
	list, err := r.outcomes(r.visibleOutcomes(r.DB().Where("id IN ?", gone)))
	for _, o := range list {
		c.Outcomes = append(c.Outcomes, form.Option{Value: o.ID, Label: o.Ref + " " + o.Title + " (not in force)"})
	}
	return err
}

func (r *Read) objectiveChoices(b *Board, s *OperationsStrategy, c *OperationsChoices) error {
	if s.TeamID == nil || b.Strategy == nil {
		return nil
	}
	var picked []string
	for _, p := range s.Priorities {
		if p.ObjectiveID != nil {
			picked = append(picked, *p.ObjectiveID)
		}
	}
	list, err := r.objectives(r.DB().Where("removed_at IS NULL AND strategy_id = ? AND (team_id IN ? AND state IN ? OR id IN ?)", b.Strategy.ID, b.Tree.Under(*s.TeamID),
		[]string{Draft, Active}, picked).Limit(200))
	for _, o := range list {
		c.Objectives = append(c.Objectives, form.Option{Value: o.ID, Label: o.Ref + " " + o.Title})
	}
	return err
}

// OperationsStart is what is asked before an operations strategy is begun.
type OperationsStart struct{ Scope, Team, System, Owner string }

// Fields asks for it.
func (e *OperationsStart) Fields(c OperationsChoices) []*form.Field {
	return []*form.Field{
		form.Choice("scope", "What it is about", &e.Scope, form.Option{Value: ScopeTeam, Label: "A department or team, with the teams below it"},
			form.Option{Value: ScopeSystem, Label: "A delivery system that one team owns, such as an order line across teams"}).Drawn("radios").Required("Choose what it is about."),
		form.Choice("team", "Which team", &e.Team, c.Teams...).Required("Choose the team.").Help("Of a delivery system it is the team that owns it."),
		form.Line("system", "Name of the delivery system", &e.System).Max(120).Help("Only for a delivery system."),
		form.Pick("owner", "Who answers for it", &e.Owner, nil, c.People).Wanted().Help("A department head or a team lead."),
	}
}

// Check says at its field that a delivery system has no name.
func (e *OperationsStart) Check(f *form.Form) {
	if e.Scope == ScopeSystem && strings.TrimSpace(e.System) == "" {
		f.Blame("system", "Give the delivery system a name.")
	}
}

// Strategy is what was asked for as a new draft. It proposes half a year from today.
func (e *OperationsStart) Strategy(r *Read) *OperationsStrategy {
	return &OperationsStrategy{Scope: e.Scope, System: e.System, TeamID: asID(e.Team), OwnerPersonID: asID(e.Owner), FromDay: r.Today(), ToDay: r.Today().AddMonths(6).Add(-1), CapacityUnit: CapacityHours}
}

// OperationsEntry is one step of a draft as its form asks for it.
type OperationsEntry struct {
	s     *OperationsStrategy
	step  string
	owner string
	Form  *form.Form
}

type measureRow struct {
	*OperationsMeasure
	metric string
}

type priorityRow struct {
	*OperationsPriority
	objective string
}

// Entry is the form of one step. What is typed goes into the strategy by Take.
func (s *OperationsStrategy) Entry(step string, c OperationsChoices) *OperationsEntry {
	e := &OperationsEntry{s: s, step: step, owner: text(s.OwnerPersonID), Form: &form.Form{Version: s.Version}}
	switch step {
	case "runs":
		e.Form.Fields = []*form.Field{
			form.Text("runs", "What we run", &s.Runs).Required("Say in a sentence or two what is run.").Max(2000).Help("Day by day, in the words of those who do it."),
			form.Date("from", "From", &s.FromDay, nil).Required("Give the day from which it holds."),
			form.Date("to", "Until", &s.ToDay, nil).Required("Give the last day for which it holds.").Help("90 days to twelve months later."),
			form.Pick("owner", "Who answers for it", &e.owner, nil, c.People).Required("Name the person who answers for it.").Help("A department head or a team lead, by name."),
			form.Line("name", "What it is called", &s.Name).Required("Give it a name.").Max(160),
		}
	case "outcomes":
		e.Form.Fields = []*form.Field{form.Many("outcomes", "Outcomes it serves", &s.OutcomeIDs, c.Outcomes...).Wanted()}
	case "measures":
		e.Form.Rows = []*form.Rows{e.measures(c)}
	case "priorities":
		e.Form.Rows = []*form.Rows{e.priorities(c)}
	case "capacity":
		s.CapacityUnit = cmp.Or(s.CapacityUnit, CapacityHours)
		e.Form.Fields = []*form.Field{
			form.Number("capacity", "How much there is", &s.Capacity).Between(0, math.Inf(1)).Wanted(),
			form.Choice("unit", "Counted in", &s.CapacityUnit, form.Option{Value: CapacityHours, Label: "hours a week"}, form.Option{Value: CapacityPeople, Label: "people who work full time"}).Required("Choose what it is counted in."),
			form.Text("note", "What limits it", &s.CapacityNote).Max(1000).Help("Such as a shift that is not filled, or a machine that all wait for."),
		}
	}
	return e
}

func (e *OperationsEntry) measures(c OperationsChoices) *form.Rows {
	fields := func(m *measureRow) []*form.Field {
		list := []*form.Field{
			form.Line("name", "What is measured", &m.Name).Wanted().Max(160),
			form.Choice("direction", "It should", &m.Direction, form.Option{Value: Reduce, Label: "go down"}, form.Option{Value: Increase, Label: "increase"}, form.Option{Value: Band, Label: "stay within a band"}).Wanted(),
			form.Line("unit", "Unit", &m.Unit).Max(40).Help("Such as %, hours, calls a day."),
			form.Number("baseline", "Today", &m.Baseline).Wanted(),
			form.Number("target", "Number to reach", &m.Target).Wanted(),
			form.Number("low", "Lowest of the band", &m.Low),
			form.Number("high", "Highest of the band", &m.High),
		}
		if len(c.Metrics) > 0 {
			list = append(list, form.Choice("metric", "A metric that has readings already", &m.metric, c.Metrics...).Help("Its readings then count here too. Without one it gets readings of its own."))
		}
		return list
	}
	rows := form.Repeat("measures", "Measures", func(string) *form.Row {
		m := &measureRow{OperationsMeasure: &OperationsMeasure{}}
		return &form.Row{Of: m, Fields: fields(m)}
	}).Adds("Add a measure").AtMost(MostOperationsMeasures)
	for _, m := range e.s.Measures {
		row := &measureRow{OperationsMeasure: m, metric: text(m.MetricID)}
		rows.Stored(m.ID, m.Version, row, fields(row))
	}
	return rows
}

func (e *OperationsEntry) priorities(c OperationsChoices) *form.Rows {
	fields := func(p *priorityRow) []*form.Field {
		list := []*form.Field{form.Line("title", "What comes first", &p.Title).Wanted().Max(200)}
		if len(c.Objectives) > 0 {
			list = append(list, form.Choice("objective", "The objective that delivers it", &p.objective, c.Objectives...))
		}
		return list
	}
	rows := form.Repeat("priorities", "Priorities", func(string) *form.Row {
		p := &priorityRow{OperationsPriority: &OperationsPriority{}}
		return &form.Row{Of: p, Fields: fields(p)}
	}).Adds("Add a priority").AtMost(MostOperationsPriorities)
	for _, p := range e.s.Priorities {
		row := &priorityRow{OperationsPriority: p, objective: text(p.ObjectiveID)}
		rows.Stored(p.ID, p.Version, row, fields(row))
	}
	return rows
}

// Take puts what was typed into the strategy.
func (e *OperationsEntry) Take() *OperationsStrategy {
	s := e.s
	switch e.step {
	case "runs":
		s.OwnerPersonID = asID(e.owner)
		s.Name = strings.TrimSpace(s.Name)
	case "measures":
		s.Measures = nil
		for _, m := range form.ItemsOf[measureRow](e.Form.Rows[0]) {
			m.MetricID = asID(m.metric)
			s.Measures = append(s.Measures, m.OperationsMeasure)
		}
	case "priorities":
		s.Priorities = nil
		for _, p := range form.ItemsOf[priorityRow](e.Form.Rows[0]) {
			p.ObjectiveID = asID(p.objective)
			s.Priorities = append(s.Priorities, p.OperationsPriority)
		}
	}
	return s
}

// Check says at each field what is missing at this step, before one goes on to the next. Every step can be left as it is and saved.
func (e *OperationsEntry) Check() {
	e.Take()
	switch e.step {
	case "runs", "capacity":
		for _, g := range e.s.GapsAt(e.step) {
			e.Form.Blame(g.Field, g.Say)
		}
	case "measures":
		rows := e.Form.Rows[0]
		if len(e.s.Measures) == 0 {
			rows.Problem = "Give at least one measure with a number to reach."
		}
		for _, row := range rows.Items {
			m := row.Of.(*measureRow)
			if say := m.problem(); say != "" && (strings.TrimSpace(m.Name) != "" || m.MetricID == nil) {
				row.Blame(m.fieldOf(), upperFirst(say))
			}
		}
	case "priorities":
		rows := e.Form.Rows[0]
		if len(e.s.Priorities) == 0 {
			rows.Problem = "Say what comes first in the next 90 days."
		}
		for _, row := range rows.Items {
			if p := row.Of.(*priorityRow); strings.TrimSpace(p.Title) == "" {
				row.Blame("title", "Say in a line what comes first.")
			}
		}
	}
}
