package models

import (
	"encoding/json"
	"slices"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"throughline/models/day"
)

// mostWhyEvents bounds how many changes of one outcome are looked at.
const mostWhyEvents = 500

// whyFacts reads what happened to an outcome from the day it came to count to the day it closes, or its deadline when that came before.
func (r *Read) whyFacts(o *Outcome, to day.Day) (f WhyFacts, err error) {
	c, err := r.Company()
	if err != nil {
		return f, err
	}
	if o.Deadline.Valid() && o.Deadline.Before(to) {
		to = o.Deadline
	}
	if f.From, err = r.whyFrom(o, c); err != nil {
		return f, err
	}
	if to.Before(f.From) {
		to = f.From
	}
	f.To, f.Limit, f.AnswerDays = to, c.Carries(), c.AnswerDays
	f.plan(o)
	readings, err := r.ReadingsOf(metricsOf(o))
	if err != nil {
		return f, err
	}
	f.measured(o, readings)
	for _, read := range []func(*Outcome, *WhyFacts, *Company) error{r.whyChanges, r.whyCarried, r.whyHandoffs, r.whyTasks, r.whyRuns, r.whyDates} {
		if err := read(o, &f, c); err != nil {
			return f, err
		}
	}
	return f, nil
}

// whyFrom is the day an outcome came to count: when its strategy came in force, else the day of its first baseline, else when it was made.
func (r *Read) whyFrom(o *Outcome, c *Company) (day.Day, error) {
	from := c.Calendar().Today(o.CreatedAt)
	for _, m := range o.Measures {
		if m.BaselineDay.Valid() && m.BaselineDay.Before(from) {
			from = m.BaselineDay
		}
	}
	if o.StrategyID == nil {
		return from, nil
	}
	list, err := found[*Strategy](r.DB().Where("id = ?", *o.StrategyID))
	if err == nil && len(list) > 0 && list[0].InForceAt != nil {
		from = c.Calendar().Today(*list[0].InForceAt)
	}
	return from, err
}

// plan notes what an outcome's plan lacks.
func (f *WhyFacts) plan(o *Outcome) {
	if len(o.Measures) == 0 {
		f.Unclear.add(WhyItem{Says: "It has no metric."})
	}
	for _, m := range o.Measures {
		if say := planProblem(m); say != "" && !(m.TargetWithheld && !known(m.Target)) {
			f.Unclear.add(WhyItem{Says: whyMetric(m) + ": " + say})
		}
	}
	if !o.Deadline.Valid() {
		f.Unclear.add(WhyItem{Says: "It has no deadline."})
	}
}

func whyMetric(m *OutcomeMetric) string {
	if m.Metric == nil || m.Metric.Name == "" {
		return "A metric without a name"
	}
	return m.Metric.Name
}

// measured counts the times in which nothing was read, and those in which it was read late.
func (f *WhyFacts) measured(o *Outcome, readings map[string][]*Reading) {
	if len(o.Measures) == 0 {
		return
	}
	var days []day.Day
	f.Rhythm = cadenceOf(o.Measures[0])
	for _, m := range o.Measures {
		f.Rhythm = min(f.Rhythm, cadenceOf(m))
		last := f.From
		for _, read := range append(Standing(readings[m.MetricID]), &Reading{Day: f.To, Value: ptr(0.0)}) {
			if !known(read.Value) || read.Day.Before(last) || read.Day.After(f.To) {
				continue
			}
			if f.Updates++; read.Day.Sub(last) > cadenceOf(m)+staleGrace {
				f.Late.add(WhyItem{Kind: "outcome", Ref: o.Ref, Says: whyMetric(m) + ": no reading for " + itoa(read.Day.Sub(last)) + " days", Day: last})
			}
			last = read.Day
		}
		for _, read := range Standing(readings[m.MetricID]) {
			if known(read.Value) {
				days = append(days, read.Day)
			}
		}
	}
	for from := f.From; !from.Add(f.Rhythm - 1).After(f.To); from = from.Add(f.Rhythm) {
		f.Weeks++
		if end := from.Add(f.Rhythm); !slices.ContainsFunc(days, func(d day.Day) bool { return !d.Before(from) && d.Before(end) }) {
			f.Unread.add(WhyItem{Kind: "outcome", Ref: o.Ref, Says: "No reading from " + from.Short() + " to " + end.Add(-1).Short(), Day: from})
		}
	}
}

// outcomeChange is one change of an outcome as its event keeps it.
type outcomeChange struct {
	day           day.Day
	before, after *Outcome
}

// whyChanges reads from the events how often the plan was changed and the owner too, and how long there was none.
func (r *Read) whyChanges(o *Outcome, f *WhyFacts, c *Company) error {
	cal := c.Calendar()
	var events []*Event
	err := r.DB().Where("entity_type = ? AND entity_id = ? AND type = ? AND occurred_at >= ? AND occurred_at < ?", "outcome", o.ID, string(OutcomeChanged),
		cal.At(f.From, 0), cal.At(f.To.Add(1), 0)).Order("occurred_at, id").Limit(mostWhyEvents).Find(&events).Error
	if err != nil {
		return err
	}
	undone, err := r.undoneEditions("outcome", o.ID)
	if err != nil {
		return err
	}
	var list []outcomeChange
	for _, e := range events {
		if undone[e.EntityVersion] {
			continue
		}
		var p struct{ Before, After *Outcome }
		if err := json.Unmarshal([]byte(e.Payload), &p); err != nil {
			return err
		}
		if p.Before != nil && p.After != nil && p.Before.State == OutcomeActive {
			list = append(list, outcomeChange{cal.Today(e.OccurredAt), p.Before, p.After})
		}
	}
	f.changed(o, list)
	return nil
}

// changed counts what some changes did to the plan and to the owner.
func (f *WhyFacts) changed(o *Outcome, list []outcomeChange) {
	f.Days = f.To.Sub(f.From) + 1
	owned, since := o, f.From
	if len(list) > 0 {
		owned = list[0].before
	}
	gap := func(until day.Day) {
		if n := until.Sub(since); unowned(owned) && n > 0 {
			f.Unowned += n
			f.Gaps.add(WhyItem{Kind: "outcome", Ref: o.Ref, Says: "Without an owner for " + itoa(n) + " days", Day: since})
		}
	}
	for _, c := range list {
		for _, say := range planChanges(c.before, c.after) {
			f.Moved.add(WhyItem{Kind: "outcome", Ref: o.Ref, Says: say, Day: c.day})
		}
		if same(c.before.OwnerPersonID, c.after.OwnerPersonID) && same(c.before.OwnerTeamID, c.after.OwnerTeamID) && c.before.OwnerText == c.after.OwnerText {
			continue
		}
		if !unowned(c.before) && !unowned(c.after) {
			f.Passed.add(WhyItem{Kind: "outcome", Ref: o.Ref, Says: "It got another owner", Day: c.day})
		}
		gap(c.day)
		owned, since = c.after, c.day
	}
	gap(f.To.Add(1))
}

func unowned(o *Outcome) bool {
	return idOf(o.OwnerPersonID) == "" && idOf(o.OwnerTeamID) == "" && o.OwnerText == ""
}

// planChanges says in words what a change did to the plan; without figures where the target is not shown.
func planChanges(a, b *Outcome) (says []string) {
	if a.Deadline != b.Deadline {
		says = append(says, "Its deadline moved from "+dayOrNone(a.Deadline)+" to "+dayOrNone(b.Deadline))
	}
	was := map[string]*OutcomeMetric{}
	for _, m := range a.Measures {
		was[m.MetricID] = m
	}
	for _, m := range b.Measures {
		old := was[m.MetricID]
		delete(was, m.MetricID)
		switch {
		case old == nil:
			says = append(says, "A metric was added: "+whyMetric(m))
		case !sameNumber(old.Target, m.Target) || !sameNumber(old.Low, m.Low) || !sameNumber(old.High, m.High) || old.Direction != m.Direction:
			says = append(says, whyMetric(m)+": another target")
		case !sameNumber(old.Baseline, m.Baseline) || old.BaselineDay != m.BaselineDay:
			says = append(says, whyMetric(m)+": another baseline")
		}
	}
	for range was {
		says = append(says, "A metric was taken away")
	}
	return says
}

// whyCarried counts what the one who owns it carries at the close.
func (r *Read) whyCarried(o *Outcome, f *WhyFacts, _ *Company) error {
	if idOf(o.OwnerPersonID) == "" {
		return nil
	}
	n := 0
	for _, table := range []any{&Goal{}, &Objective{}} {
		var some int64
		if err := r.DB().Model(table).Where("owner_person_id = ? AND state = ? AND removed_at IS NULL", *o.OwnerPersonID, Active).Count(&some).Error; err != nil {
			return err
		}
		n += int(some)
	}
	f.Carries = &n
	return nil
}

// aims are the ids of an outcome, of the goals that serve it, and of the objectives that deliver these.
func (r *Read) aims(o *Outcome) (ids []string, err error) {
	var goals, objectives []string
	if err = r.DB().Model(&GoalOutcome{}).Where("outcome_id = ?", o.ID).Limit(most).Pluck("goal_id", &goals).Error; err != nil {
		return nil, err
	}
	if err = r.DB().Model(&ObjectiveGoal{}).Where("goal_id IN ?", goals).Limit(most).Pluck("objective_id", &objectives).Error; err != nil {
		return nil, err
	}
	return slices.Concat([]string{o.ID}, goals, objectives), nil
}

// between narrows a query to the instants of the period.
func (f *WhyFacts) between(q *gorm.DB, column string, c *Company) *gorm.DB {
	cal := c.Calendar()
	of := clause.Column{Name: column}
	return q.Where("? >= ? AND ? < ?", of, cal.At(f.From, 0), of, cal.At(f.To.Add(1), 0))
}
