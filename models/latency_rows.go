package models

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"time"

	"throughline/models/day"
)

// mostPassages bounds how many handoffs one look at latency counts: the newest of its period.
const mostPassages = 20_000

// LatencyPeriods are the lengths of time that can be looked at, in months.
var LatencyPeriods = []int{3, 6, 12, 24}

const usualPeriod = 6

// LatencyQuery is how a look at latency is narrowed. It is kept in the page's address.
type LatencyQuery struct {
	Months   int    // one of LatencyPeriods
	Team     string // reference; with the teams below it
	Decision string // reference
	Stage    string // the part of the way that months, teams and decisions are shown by
}

// ReadLatencyQuery reads it from an address; what is not there or makes no sense is the usual.
func ReadLatencyQuery(v url.Values) LatencyQuery {
	q := LatencyQuery{Team: v.Get("team"), Decision: v.Get("decision"), Stage: StageOf(v.Get("stage")).Key, Months: usualPeriod}
	if n, err := strconv.Atoi(v.Get("months")); err == nil && slices.Contains(LatencyPeriods, n) {
		q.Months = n
	}
	return q
}

// Values are how the query stands in an address; what is usual is left out.
func (q LatencyQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"team": q.Team, "decision": q.Decision} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if q.Stage != UsualStage && q.Stage != "" {
		v.Set("stage", q.Stage)
	}
	if q.Months != usualPeriod && q.Months != 0 {
		v.Set("months", itoa(q.Months))
	}
	return v
}

// mostMonths bounds how far back one decision is looked at.
const mostMonths = 60

// MonthLatency is the handoffs that were handed over in one month of the company's calendar.
type MonthLatency struct {
	First        day.Day
	Given        int
	Spread       Spread
	Answer, Done Kept
}

// GroupLatency is the handoffs of one team or of one decision.
type GroupLatency struct {
	Team         *Team
	Decision     *Decision
	Given        int
	Spread       Spread
	Answer, Done Kept
}

// StageLatency is one part of the way over all handoffs that are looked at.
type StageLatency struct {
	LatencyStage
	Spread
}

// Latency is how long handoffs take (R26): by the parts of the way, by month, by team and by decision.
type Latency struct {
	Query        LatencyQuery
	Stage        LatencyStage
	From, To     day.Day
	AnswerDays   int
	Given        int
	Cancelled    int  // of them
	More         bool // older ones of the period are left out
	Stages       []StageLatency
	Chosen       Spread // the part that is shown by month, team and decision
	Answer, Done Kept
	Months       []MonthLatency
	Teams        []GroupLatency
	Decisions    []GroupLatency // those that took longest
	DecisionsAll int
	Decision     *Decision // the one it is narrowed to
	Tree         *Tree
}

// mostGroups is how many decisions are listed.
const mostGroups = 10

// Latency reads and counts the handoffs of a period.
func (r *Read) Latency(q LatencyQuery) (*Latency, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	l := &Latency{Query: q, Stage: StageOf(q.Stage), AnswerDays: c.AnswerDays, Tree: tree, To: r.Today()}
	l.From = firstOf(l.To).AddMonths(1 - q.Months)
	if q.Decision != "" {
		if l.Decision, err = r.DecisionByRef(q.Decision); err != nil {
			return nil, err
		}
		if l.Decision.AcceptedAt != nil { // all of one decision, however old
			l.From = max(firstOf(day.Of(*l.Decision.AcceptedAt, c.Calendar().Zone)), firstOf(l.To).AddMonths(1-mostMonths))
		}
	}
	list, err := r.passages(HandoffQuery{Team: q.Team, Decision: q.Decision, from: l.From}, mostPassages+1)
	if err != nil {
		return nil, err
	}
	if l.More = len(list) > mostPassages; l.More {
		list = list[:mostPassages]
	}
	clock := c.latencyClock(list, r.Now)
	l.count(list, clock)
	l.byMonth(list, clock)
	l.byTeam(list, clock)
	return l, r.byDecision(l, list, clock)
}

// latencyClock measures the lengths of some handoffs.
func (c *Company) latencyClock(list []*Passage, now time.Time) *LatencyClock {
	first := now
	for _, p := range list {
		if p.CreatedAt.Before(first) {
			first = p.CreatedAt
		}
		if p.AcceptedAt != nil && p.AcceptedAt.Before(first) {
			first = *p.AcceptedAt
		}
	}
	cal := c.Calendar()
	today := cal.Today(now)
	return &LatencyClock{WorkClock: cal.Clock(cal.Today(first), today), Now: now, Today: today, Zone: cal.Zone}
}

func (l *Latency) count(list []*Passage, c *LatencyClock) {
	l.Given = len(list)
	for _, p := range list {
		if p.State == HandoffStopped {
			l.Cancelled++
		}
	}
	for _, s := range LatencyStages {
		l.Stages = append(l.Stages, StageLatency{s, SpreadOf(list, s, c)})
	}
	l.Chosen, l.Answer, l.Done = SpreadOf(list, l.Stage, c), AnsweredInTime(list, c), DoneInTime(list, c)
}

func (l *Latency) byMonth(list []*Passage, c *LatencyClock) {
	by := map[day.Day][]*Passage{}
	for _, p := range list {
		m := firstOf(day.Of(p.CreatedAt, c.Zone))
		by[m] = append(by[m], p)
	}
	for m := l.From; m.Valid() && !m.After(l.To); m = m.AddMonths(1) {
		some := by[m]
		l.Months = append(l.Months, MonthLatency{m, len(some), SpreadOf(some, l.Stage, c), AnsweredInTime(some, c), DoneInTime(some, c)})
	}
}

func (l *Latency) byTeam(list []*Passage, c *LatencyClock) {
	by := map[string][]*Passage{}
	for _, p := range list {
		id := idOf(p.TeamID)
		if l.Tree.ByID[id] == nil {
			id = "" // of no team, or of one that is gone
		}
		by[id] = append(by[id], p)
	}
	for id, some := range by {
		l.Teams = append(l.Teams, groupOf(some, l.Stage, c))
		l.Teams[len(l.Teams)-1].Team = l.Tree.ByID[id]
	}
	slices.SortFunc(l.Teams, func(a, b GroupLatency) int {
		return cmp.Or(slowest(a, b), cmp.Compare(teamNamed(a.Team), teamNamed(b.Team)))
	})
}

func (r *Read) byDecision(l *Latency, list []*Passage, c *LatencyClock) error {
	by, groups := map[string][]*Passage{}, map[string]GroupLatency{}
	for _, p := range list {
		by[p.DecisionID] = append(by[p.DecisionID], p)
	}
	for id, some := range by {
		groups[id] = groupOf(some, l.Stage, c)
	}
	ids := keys(groups)
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(slowest(groups[a], groups[b]), cmp.Compare(a, b)) })
	l.DecisionsAll = len(ids)
	ids = ids[:min(len(ids), mostGroups)]
	decisions, err := found[*Decision](r.DB().Where("id IN ?", ids))
	if err != nil {
		return err
	}
	for _, id := range ids {
		g := groups[id]
		if at := slices.IndexFunc(decisions, func(d *Decision) bool { return d.ID == id }); at >= 0 {
			g.Decision = decisions[at]
			l.Decisions = append(l.Decisions, g)
		}
	}
	return nil
}

func groupOf(list []*Passage, s LatencyStage, c *LatencyClock) GroupLatency {
	return GroupLatency{Given: len(list), Spread: SpreadOf(list, s, c), Answer: AnsweredInTime(list, c), Done: DoneInTime(list, c)}
}

// slowest puts the longest median first, and what has none last.
func slowest(a, b GroupLatency) int {
	of := func(g GroupLatency) float64 {
		if m := g.Spread.Median(); m != nil {
			return *m
		}
		return -1
	}
	return cmp.Compare(of(b), of(a))
}

func teamNamed(t *Team) string {
	if t == nil {
		return ""
	}
	return t.Name
}

// firstOf is the first day of a day's month.
func firstOf(d day.Day) day.Day { return d.Add(1 - d.Time().Day()) }

// passageColumns are what a Passage is read from, of handoffs joined with their decisions as d.
const passageColumns = `handoffs.id, handoffs.ref, handoffs.decision_id, handoffs.team_id, handoffs.state, handoffs.answer_day, handoffs.due_day, d.accepted_at,
	handoffs.created_at, handoffs.delivered_at, handoffs.acknowledged_at, handoffs.started_at, handoffs.done_at`

// passages reads the handoffs that fit as latency counts them, the newest first.
func (r *Read) passages(q HandoffQuery, count int) ([]*Passage, error) {
	fit, err := r.fittingHandoffs(q)
	if err != nil {
		return nil, err
	}
	var list []*Passage
	err = fit().Joins("JOIN decisions d ON d.id = handoffs.decision_id").
		Select(passageColumns).
		Order("handoffs.created_at DESC, handoffs.id DESC").Limit(count).Scan(&list).Error
	return list, err
}

// StageLength is how long one handoff took for a part of the way, or has waited in it so far.
type StageLength struct {
	LatencyStage
	Days    float64
	Waiting bool
	From    time.Time
	To      *time.Time // nil while it waits
}

// took gives how long one handoff took for each part of the way that it has come to.
func (r *Read) took(h *Handoff, d *Decision) (list []StageLength, err error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	p := &Passage{ID: h.ID, State: h.State, AcceptedAt: d.AcceptedAt, CreatedAt: h.CreatedAt, DeliveredAt: h.DeliveredAt, AcknowledgedAt: h.AcknowledgedAt, StartedAt: h.StartedAt, DoneAt: h.DoneAt}
	clock := c.latencyClock([]*Passage{p}, r.Now)
	for _, s := range LatencyStages {
		if days, measured, waiting := p.Length(s, clock); measured || waiting {
			list = append(list, StageLength{s, days, waiting, *p.at(s.from), p.at(s.to)})
		}
	}
	return list, nil
}
