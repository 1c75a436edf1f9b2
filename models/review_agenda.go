package models

import (
	"slices"

	"throughline/models/day"
	"throughline/models/form"
)

// SheetDetail is one review with its agenda.
type SheetDetail struct {
	*ReviewSheet
	Clock      string
	Review     *Review // nil for an initiative
	Team       *Team
	Initiative *Initiative
	Items      []*ReviewItem
	Data       []Explanation // execution data, filled in (R23); operations only
	Intent     *IntentClock
	Closed     []*ClosedOutcome // outcomes closed since the one before; of the strategy only
	Before     *ReviewSheet     // the one held before, of the same kind; nil when there is none
	Decisions  map[string]*Decision
	MayHold    bool

	Held  []*PlannedChange          // drops of a review just held that wait until somebody has looked at what rests on them
	Waits map[string]*PlannedChange // the same of one held before, by the thing
}

// Name is what the review is called.
func (d *SheetDetail) Name() string {
	switch {
	case d.Initiative != nil:
		return "Review: " + d.Initiative.Name
	case d.Team != nil:
		return "Review of operations, " + d.Team.Name
	}
	return "Review of the strategy"
}

// SheetByRef reads one review with its agenda: as it stands now while it is open, as it stood once it was held.
func (r *Read) SheetByRef(ref string) (*SheetDetail, error) {
	s, err := one("This review", func() ([]*ReviewSheet, error) { return found[*ReviewSheet](r.DB().Where("ref = ?", ref)) })
	if err != nil {
		return nil, err
	}
	d := &SheetDetail{ReviewSheet: s, Clock: ClockInitiative}
	b, err := r.strategyBoard()
	if err != nil {
		return nil, err
	}
	var calledBy *string
	if s.ReviewID != nil {
		if d.Review, err = one("This review", func() ([]*Review, error) { return found[*Review](r.DB().Where("id = ?", *s.ReviewID)) }); err != nil {
			return nil, err
		}
		d.Clock, calledBy = d.Review.Clock, d.Review.OwnerPersonID
	}
	if s.TeamID != nil {
		d.Team = b.Tree.ByID[*s.TeamID]
	}
	if s.InitiativeID != nil {
		list, err := r.initiatives(r.DB().Where("id = ?", *s.InitiativeID))
		if err != nil || len(list) == 0 {
			return nil, errNone(err)
		}
		d.Initiative = list[0]
	}
	d.MayHold = r.Who.MayHold(s, calledBy, d.Initiative)
	if d.Items, err = found[*ReviewItem](r.DB().Where("review_sheet_id = ?", s.ID).Order("position, id")); err != nil {
		return nil, err
	}
	if s.State == SheetOpen {
		if err := r.fillAgenda(b, d); err != nil {
			return nil, err
		}
	}
	if d.Intent, err = r.IntentClock(); err != nil {
		return nil, err
	}
	if err := r.fillSheetPast(d); err != nil {
		return nil, err
	}
	if err := r.fillWaits(d); err != nil {
		return nil, err
	}
	return d, r.fillClosed(d)
}

func errNone(err error) error {
	if err == nil {
		return NotFound("This review")
	}
	return err
}

// fillSheetPast adds the decisions that came of it, and the review before.
func (r *Read) fillSheetPast(d *SheetDetail) error {
	var ids []string
	for _, i := range d.Items {
		if i.DecisionID != nil {
			ids = append(ids, *i.DecisionID)
		}
	}
	d.Decisions = map[string]*Decision{}
	if len(ids) > 0 {
		list, err := found[*Decision](r.DB().Where("id IN ?", ids))
		if err != nil {
			return err
		}
		for _, one := range list {
			d.Decisions[one.ID] = one
		}
	}
	q := r.DB().Where("state = ? AND id <> ? AND day < ?", Held, d.ID, string(d.Day))
	switch {
	case d.InitiativeID != nil:
		q = q.Where("initiative_id = ?", *d.InitiativeID)
	case d.TeamID != nil:
		q = q.Where("team_id = ?", *d.TeamID)
	default:
		q = q.Where("team_id IS NULL AND initiative_id IS NULL")
	}
	before, err := found[*ReviewSheet](q.Order("day DESC, id DESC"))
	if len(before) > 0 {
		d.Before = before[0]
	}
	return err
}

// fillAgenda puts on the agenda what belongs to the layer of the review, beside what was put there by hand, and says how each stands now.
func (r *Read) fillAgenda(b *Board, d *SheetDetail) error {
	now := map[string]*ReviewItem{}
	add := func(kind, id, ref, title, stood string, team *string) {
		now[kind+id] = &ReviewItem{EntityType: kind, EntityID: id, EntityRef: ref, Title: title, Stood: stood}
		if team != nil {
			now[kind+id].Team = b.Tree.ByID[*team]
		}
		if !slices.ContainsFunc(d.Items, func(i *ReviewItem) bool { return i.EntityType == kind && i.EntityID == id }) {
			d.Items = append(d.Items, now[kind+id])
		}
	}
	loc := form.Locale{}
	switch d.Clock {
	case ClockStrategy:
		for _, o := range b.Outcomes {
			add("outcome", o.ID, o.Ref, o.Title, outcomeStood(o, loc), nil)
		}
		for _, g := range b.Goals {
			add("goal", g.ID, g.Ref, g.Title, "By "+orDash(g.DueDay, g.DueText), nil)
		}
	case ClockOperations:
		if err := r.fillOperations(d, add); err != nil {
			return err
		}
	default:
		i := d.Initiative
		stood := i.State
		if m := b.measuredBy(i); m != nil && m.Now != nil {
			stood += ", " + m.Metric.Name + " " + Figure(loc, m.Now, m.Unit)
		}
		if i.SuccessMetric != "" {
			stood += ", success: " + i.SuccessMetric
		}
		add("initiative", i.ID, i.Ref, i.Name, stood, nil)
	}
	for _, i := range d.Items {
		if fresh := now[i.EntityType+i.EntityID]; fresh != nil {
			i.Title, i.Stood, i.Team = fresh.Title, fresh.Stood, fresh.Team
		}
	}
	d.sortAgenda(b.Tree)
	return nil
}

func orDash(d day.Day, words string) string {
	if d.Valid() {
		return d.Short()
	}
	if words != "" {
		return words
	}
	return "no day"
}

func outcomeStood(o *OutcomeNow, loc form.Locale) string {
	text := o.Track.Status.Word()
	if o.Measure != nil && o.Track.Now != nil {
		text += ", " + Figure(loc, o.Track.Now, o.Unit())
	}
	if o.Measure != nil {
		text += ", " + o.FromTo(o.Measure, loc)
	}
	return text
}

// fillOperations puts a department's open objectives and workflows on the agenda, and its execution data beside it.
func (r *Read) fillOperations(d *SheetDetail, add func(kind, id, ref, title, stood string, team *string)) error {
	tree, err := r.sharedTree()
	if err != nil || d.TeamID == nil {
		return err
	}
	under := tree.Under(*d.TeamID)
	w, err := r.board(circle{teams: under})
	if err != nil {
		return err
	}
	strategies, err := r.OperationsOfTeams(under)
	if err != nil {
		return err
	}
	for _, s := range strategies {
		add("operations_strategy", s.ID, s.Ref, s.Name, "In force, "+s.FromDay.Short()+" to "+s.ToDay.Short(), s.TeamID)
	}
	for _, o := range w.Objectives {
		stood := o.State + ", " + o.Course().Said(form.Locale{})
		if o.Overdue {
			stood = "Overdue, " + stood
		}
		add("objective", o.ID, o.Ref, o.Title, stood, o.TeamID)
	}
	for _, f := range w.Workflows {
		if f.EndedDay == "" {
			stood := "Verdict: " + f.Verdict
			if hours, known := WeeklyHours(f); known {
				stood += ", " + Input{Value: &hours, Unit: UnitHours}.Words(form.Locale{})
			}
			add("workflow", f.ID, f.Ref, f.Name, stood, f.TeamID)
		}
	}
	since := d.Day.Add(-90)
	if d.Data, err = r.executionData(under, since); err != nil {
		return err
	}
	answers, err := r.answerTimes(d.Team, since)
	d.Data = append(d.Data, answers)
	return err
}

// executionData counts what a department did in the days since the last review (R23): each figure with what it is made of.
func (r *Read) executionData(teams []string, since day.Day) (list []Explanation, err error) {
	today := r.Today()
	counts := func(into map[string]int, model any, where string, args ...any) error {
		var rows []struct {
			State string
			N     int
		}
		if err := r.DB().Model(model).Select("state, COUNT(*) AS n").Where("removed_at IS NULL AND team_id IN ?", teams).Where(where, args...).Group("state").Limit(20).Scan(&rows).Error; err != nil {
			return err
		}
		for _, row := range rows {
			into[row.State] = row.N
		}
		return nil
	}
	aims, done, open := map[string]int{}, map[string]int{}, map[string]int{}
	if err := counts(aims, &Objective{}, "strategy_id IS NOT NULL AND due_day >= ?", string(since)); err != nil {
		return nil, err
	}
	if err := counts(done, &Task{}, "done_day >= ?", string(since)); err != nil {
		return nil, err
	}
	if err := counts(open, &Task{}, "state IN ? AND due_day <> '' AND due_day < ?", openStates, string(today)); err != nil {
		return nil, err
	}
	var readings, waiting int64
	owned := r.DB().Model(&OutcomeMetric{}).Select("metric_id").Where("outcome_id IN (?)", r.DB().Model(&Outcome{}).Select("id").Where("owner_team_id IN ? AND removed_at IS NULL", teams))
	if err := r.DB().Model(&Reading{}).Where("metric_id IN (?) AND day >= ?", owned, string(since)).Count(&readings).Error; err != nil {
		return nil, err
	}
	tasks := r.DB().Model(&Task{}).Select("id").Where("team_id IN ?", teams)
	if err := r.DB().Model(&Handoff{}).Where("task_id IN (?) AND acknowledged_at IS NULL AND cancelled_at IS NULL AND done_at IS NULL", tasks).Count(&waiting).Error; err != nil {
		return nil, err
	}
	_, freed, err := r.WindDowns(teams, "")
	if err != nil {
		return nil, err
	}
	overdue := 0
	for _, n := range open {
		overdue += n
	}
	say := func(figure, rule string, n int, kind string, parts ...Input) {
		e := Explanation{Figure: figure, Result: Input{Value: ptr(float64(n))}, Formula: rule, Day: today, Kind: kind}
		if len(parts) == 0 {
			parts = []Input{count("Counted", n), count("Teams", len(teams)), said("From", since.Short())}
		}
		list = append(list, e.of(parts...))
	}
	window := " The teams of the department count, from " + since.Short() + " on."
	say("Objectives done", "Objectives in a strategy whose day lies in these 90 days or later, by their state."+window, aims[Done], "objectives",
		count("Missed", aims[Missed]), count("Dropped", aims[Dropped]), count("Under way", aims[Active]))
	say("Objectives missed", "Objectives that were closed as missed."+window, aims[Missed], "objectives")
	say("Tasks done", "Tasks marked done."+window, done[TaskFinished], "", count("Done", done[TaskFinished]), said("From", since.Short()))
	say("Tasks overdue", "Tasks still to do whose day has passed, as of today.", overdue, "", count("Overdue", overdue))
	say("Handoffs without an answer", "Handoffs to the department that nobody has acknowledged yet, as of today.", int(waiting), "")
	say("Workflows wound down", "Workflows with the verdict stop that have ended, and how many hours a week that freed.", freed.Ended, "workflows",
		input("Hours freed", &freed.Achieved, UnitHours), count("Still winding down", freed.Open))
	say("Readings recorded", "Readings of the metrics of outcomes that a team of the department owns."+window, int(readings), "")
	return list, nil
}

// answerTimes is how long the handoffs to a department took to be acknowledged in the days since the last review (R26).
func (r *Read) answerTimes(t *Team, since day.Day) (e Explanation, err error) {
	c, err := r.Company()
	if err != nil {
		return e, err
	}
	list, err := r.passages(HandoffQuery{Team: t.Ref, from: since}, mostPassages)
	if err != nil {
		return e, err
	}
	stage := StageOf(UsualStage)
	e = SpreadOf(list, stage, c.latencyClock(list, r.Now)).Explain(stage.Title, r.Today())
	e.Formula += " The teams of the department count, from " + since.Short() + " on."
	return e, nil
}
