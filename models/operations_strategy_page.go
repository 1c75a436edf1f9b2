package models

import (
	"cmp"
	"slices"

	"throughline/models/day"
)

// OperationsDetail is one operations strategy as its page shows it.
type OperationsDetail struct {
	*OperationsLayer
	Board      *Board
	Flags      []LayerFlag
	Gone       []*Outcome // outcomes that it serves and that are not in force any more
	Measured   []*OperationsMeasureNow
	First      []*OperationsPriorityNow
	Load       OperationsLoad
	Versions   []*OperationsStrategy // all of them that this person may know of, the newest first
	Department *Team                 // whose review of operations looks at it
	Next       *Review               // the next review of operations; nil while no rhythm is agreed
	Sheet      *ReviewSheet          // that is prepared for it; nil while there is none
	Last       *ReviewSheet          // of the department that was held last
	MayHold    bool
	MayChange  bool
	MayRecord  bool // readings of its own measures, while it is in force
}

// OperationsMeasureNow is a measure as it stands today.
type OperationsMeasureNow struct {
	*OperationsMeasure
	Metric   *Metric
	Readings []*Reading
	Track    Tracking
	Outcome  *Outcome // in force, that shares the metric: its readings are recorded there; nil when it is the strategy's own
}

// OperationsPriorityNow is a priority with the objective that delivers it; nil when there is none, or this person may not know of it.
type OperationsPriorityNow struct {
	*OperationsPriority
	Objective *ObjectiveNow
}

// OperationsPage reads one operations strategy.
func (r *Read) OperationsPage(ref string) (*OperationsDetail, error) {
	s, err := r.OperationsStrategyByRef(ref)
	if err != nil {
		return nil, err
	}
	return r.operationsDetail(s)
}

func (r *Read) operationsDetail(s *OperationsStrategy) (*OperationsDetail, error) {
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	layers, err := r.operationsLayers(b, []*OperationsStrategy{s})
	if err != nil {
		return nil, err
	}
	d := &OperationsDetail{OperationsLayer: layers[0], Board: b, Flags: layers[0].Flags(b.Strategy != nil), MayChange: r.Who.MayRunOperations(s),
		MayRecord: s.State == InForce && r.Who.May(RecordReading, s.scope())}
	if len(d.Anchors) < len(s.OutcomeIDs) {
		gone, err := r.outcomes(r.visibleOutcomes(r.DB().Where("id IN ?", s.OutcomeIDs)))
		if err != nil {
			return nil, err
		}
		d.Gone = slices.DeleteFunc(gone, func(o *Outcome) bool {
			return slices.ContainsFunc(d.Anchors, func(a *OutcomeNow) bool { return a.ID == o.ID })
		})
	}
	for _, part := range []func(*OperationsDetail) error{r.fillMeasured, r.fillPriorities, r.fillLoad, r.fillReviewed} {
		if err := part(d); err != nil {
			return nil, err
		}
	}
	d.Versions, err = r.OperationsVersions(s.Line)
	return d, err
}

// fillMeasured holds each measure against its plan, by the same calculation as the metrics of outcomes: from the day the strategy begins to
// its last day.
func (r *Read) fillMeasured(d *OperationsDetail) error {
	metrics, err := r.metricsByID(d.Measures)
	if err != nil {
		return err
	}
	readings, err := r.ReadingsOf(keys(metrics))
	if err != nil {
		return err
	}
	plan := &Outcome{State: OutcomeActive, Deadline: d.ToDay}
	for _, m := range d.Measures {
		now := &OperationsMeasureNow{OperationsMeasure: m}
		if m.MetricID != nil {
			now.Metric = metrics[*m.MetricID]
			for _, o := range d.Board.Outcomes {
				if slices.ContainsFunc(o.Metrics, func(have MeasureNow) bool { return have.Measure.MetricID == *m.MetricID }) {
					now.Outcome = o.Outcome
				}
			}
		}
		course := m.Plan(d.FromDay, now.Metric)
		if now.Metric != nil {
			now.Readings = Standing(readings[now.Metric.ID])
		}
		now.Track = Track(plan, course, now.Readings, d.Board.Company.Thresholds(), r.Today())
		d.Measured = append(d.Measured, now)
	}
	return nil
}

func (r *Read) fillPriorities(d *OperationsDetail) error {
	var ids []string
	for _, p := range d.Priorities {
		if p.ObjectiveID != nil {
			ids = append(ids, *p.ObjectiveID)
		}
	}
	known := map[string]*ObjectiveNow{}
	if len(ids) > 0 {
		list, err := r.objectives(r.visible(r.DB().Where("removed_at IS NULL AND id IN ?", ids)))
		if err != nil {
			return err
		}
		var owners []*string
		for _, o := range list {
			owners = append(owners, o.OwnerPersonID)
		}
		if d.Board.People, err = r.peopleByID(owners...); err != nil {
			return err
		}
		for _, o := range list {
			known[o.ID] = d.Board.objectiveNow(o)
		}
	}
	for _, p := range d.Priorities {
		now := &OperationsPriorityNow{OperationsPriority: p}
		if p.ObjectiveID != nil {
			now.Objective = known[*p.ObjectiveID]
		}
		d.First = append(d.First, now)
	}
	return nil
}

// fillReviewed ties a strategy to the reviews of operations, which look at each department every 90 days (R23).
func (r *Read) fillReviewed(d *OperationsDetail) error {
	if d.TeamID != nil {
		d.Department = d.Board.Tree.Department(*d.TeamID)
	}
	for _, v := range d.Board.next {
		if v.Clock == ClockOperations {
			d.Next = v
		}
	}
	if d.Department == nil {
		return nil
	}
	var called *string
	if d.Next != nil {
		called = d.Next.OwnerPersonID
	}
	d.MayHold = r.Who.May(HoldReview, Owned(&d.Department.ID, called))
	sheets, err := found[*ReviewSheet](r.DB().Where("team_id = ?", d.Department.ID).Order("day DESC, created_at DESC, id").Limit(50))
	for _, s := range sheets {
		switch {
		case s.State == Held && d.Last == nil:
			d.Last = s
		case d.Next != nil && s.State == SheetOpen && same(s.ReviewID, &d.Next.ID):
			d.Sheet = s
		}
	}
	return err
}

// OperationsLoad is how much of a capacity is taken by what is done today.
type OperationsLoad struct {
	Hours  *float64 // the capacity in hours a week; nil while nobody has stated it
	Taken  Effort   // by the workflows of the scope
	Stated Input    // the capacity as it was stated
	System bool
	Day    day.Day
}

// Room is how many hours a week are left; below 0 is how many are missing. It is nil while the capacity is not stated.
func (l OperationsLoad) Room() *float64 {
	if l.Hours == nil {
		return nil
	}
	return ptr(*l.Hours - l.Taken.Hours)
}

// Explain says how the room came about.
func (l OperationsLoad) Explain() Explanation {
	rule := "Hours a week of all workflows of the team and of the teams below it that have not ended."
	if l.System {
		rule = "Hours a week of the workflows of the owning team and of the teams below it that move an outcome which the delivery system serves."
	}
	if l.Hours == nil {
		e := l.Taken.Explain("Hours a week that are taken", rule, l.Day)
		return e
	}
	e := Explanation{Figure: "Hours a week that are left", Result: Input{Value: l.Room(), Unit: UnitHours}, Day: l.Day, Kind: "workflows",
		Formula: "The capacity less what is taken. Taken: " + rule + " Who is stated in people works 8 hours on each working day."}
	return e.of(append([]Input{l.Stated, input("Taken by workflows", &l.Taken.Hours, UnitHours)}, l.Taken.inputs()...)...)
}

// workingHours is how long a person works on a working day, where a capacity is stated in people.
const workingHours = 8

// capacityHours is the capacity in hours a week; nil while it is not stated.
func (s *OperationsStrategy) capacityHours(workingDays int) *float64 {
	switch {
	case !known(s.Capacity):
		return nil
	case s.CapacityUnit == CapacityPeople:
		return ptr(*s.Capacity * workingHours * float64(workingDays))
	}
	return s.Capacity
}

func (r *Read) fillLoad(d *OperationsDetail) (err error) {
	d.Load, err = r.operationsLoad(d.OperationsStrategy, d.Board)
	return err
}

// operationsLoad counts what is taken of the capacity of a team with all below it, or of a delivery system.
func (r *Read) operationsLoad(s *OperationsStrategy, b *Board) (OperationsLoad, error) {
	if s.TeamID == nil {
		return s.load(nil, b.Company, r.Today()), nil
	}
	list, err := r.workflows(circle{teams: b.Tree.Under(*s.TeamID)}.within(r.DB().Where("removed_at IS NULL AND ended_day = ''")).Limit(most))
	return s.load(list, b.Company, r.Today()), err
}

// load holds the capacity against the workflows of its teams that have not ended; of a delivery system, against those that move what it serves.
func (s *OperationsStrategy) load(list []*Workflow, c *Company, today day.Day) OperationsLoad {
	week := 0
	for _, works := range c.Calendar().Working {
		if works {
			week++
		}
	}
	l := OperationsLoad{Hours: s.capacityHours(cmp.Or(week, 7)), System: s.Scope == ScopeSystem, Day: today}
	l.Stated = said("Capacity", "Not stated")
	if s.Capacity != nil {
		unit := UnitHours
		if s.CapacityUnit == CapacityPeople {
			unit = "people"
		}
		l.Stated = input("Capacity", s.Capacity, unit)
	}
	for _, w := range list {
		if !l.System || s.movedBy(w) {
			l.Taken.add(partOf(w))
		}
	}
	return l
}

// movedBy tells whether a workflow moves an outcome that the strategy serves.
func (s *OperationsStrategy) movedBy(w *Workflow) bool {
	return slices.ContainsFunc(w.Outcomes, func(o *WorkflowOutcome) bool { return slices.Contains(s.OutcomeIDs, o.OutcomeID) })
}

// Explain says how everything that is shown of a measure came about.
func (d *OperationsDetail) Explain(m *OperationsMeasureNow) []Explanation {
	list := m.Track.Explain(&Outcome{Deadline: d.ToDay}, m.Plan(d.FromDay, m.Metric))
	for i := range list {
		list[i].Kind, list[i].Ref = "operations_strategy", d.Ref
	}
	return list
}
