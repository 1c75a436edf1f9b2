package models

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
)

// RunStages are the two lengths that are measured of a run which brings work to somebody, from the moment at which what started it happened.
var RunStages = []LatencyStage{
	{"made", "Until the first owned, dated task", atRecorded, atCreated},
	{"taken", "Until its owner takes it on", atRecorded, atAcknowledged},
}

// What a list of runs can be narrowed to.
const (
	PaceMade  = "made"  // they brought work to somebody
	PaceTaken = "taken" // its owner took it on
	PaceOpen  = "open"  // its owner has not taken it on
	PaceLate  = "late"  // it had not reached its owner within the rule's deadline
)

// RunPaces are all of them, with their words.
var RunPaces = [][2]string{{PaceMade, "Brought work"}, {PaceTaken, "Taken on"}, {PaceOpen, "Not taken on yet"}, {PaceLate, "Past the deadline"}}

// paced narrows runs; undone ones wait for nobody. The columns are written out, so that the small index fits.
func paced(g *gorm.DB, pace string) *gorm.DB {
	switch pace {
	case PaceMade:
		return g.Where("first_handoff_at IS NOT NULL")
	case PaceTaken:
		return g.Where("first_handoff_at IS NOT NULL AND acknowledged_at IS NOT NULL")
	case PaceOpen:
		return g.Where("first_handoff_at IS NOT NULL AND acknowledged_at IS NULL AND undone_at IS NULL")
	case PaceLate:
		return g.Where("breached_at IS NOT NULL")
	}
	return g
}

// PaceQuery is how a look at how soon rules bring work to people is narrowed. It is kept in the page's address.
type PaceQuery struct {
	Months int    // one of LatencyPeriods
	Rule   string // reference
	Team   string // reference; with the teams below it
}

// ReadPaceQuery reads it from an address; what is not there or makes no sense is the usual.
func ReadPaceQuery(v url.Values) PaceQuery {
	q := PaceQuery{Rule: v.Get("rule"), Team: v.Get("team"), Months: usualPeriod}
	if n, err := strconv.Atoi(v.Get("months")); err == nil && slices.Contains(LatencyPeriods, n) {
		q.Months = n
	}
	return q
}

// Values are how the query stands in an address; what is usual is left out.
func (q PaceQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"rule": q.Rule, "team": q.Team} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if q.Months != usualPeriod && q.Months != 0 {
		v.Set("months", itoa(q.Months))
	}
	return v
}

// PaceGroup is the runs of one rule, of one team, or of one month.
type PaceGroup struct {
	Rule        *Rule
	Team        *Team
	First       day.Day // of the month
	Made, Taken Spread
	Late        int // had not reached their owner within the deadline
}

// Pace is how soon runs of rules bring owned, dated work to people, and how soon those take it on (R26).
type Pace struct {
	Query   PaceQuery
	From    day.Day
	Rule    *Rule // the one it is narrowed to
	All     PaceGroup
	Rules   []PaceGroup // those that take longest first
	Teams   []PaceGroup
	Months  []PaceGroup
	More    bool // older ones of the period are left out
	Tree    *Tree
	Choices []*Rule
}

// pacedRun is a run as these figures count it.
type pacedRun struct {
	ID, Ref, RuleID                            string
	TeamID                                     *string
	CreatedAt                                  time.Time
	OccurredAt, FirstHandoffAt, AcknowledgedAt *time.Time
	BreachedAt, UndoneAt                       *time.Time
}

// passage is the run as latency measures one.
func (p *pacedRun) passage() *Passage {
	from := cmp.Or(p.OccurredAt, &p.CreatedAt)
	out := &Passage{ID: p.ID, Ref: p.Ref, TeamID: p.TeamID, AcceptedAt: from, CreatedAt: *p.FirstHandoffAt, AcknowledgedAt: p.AcknowledgedAt}
	if p.UndoneAt != nil {
		out.State = HandoffStopped // nobody is waited for
	}
	return out
}

// Pace reads and counts the runs of a period that brought work to somebody.
func (r *Read) Pace(q PaceQuery) (*Pace, error) {
	c, err := r.Company()
	if err != nil {
		return nil, err
	}
	out := &Pace{Query: q, From: firstOf(r.Today()).AddMonths(1 - q.Months)}
	if out.Tree, err = r.Tree(); err != nil {
		return nil, err
	}
	if out.Choices, err = r.RuleNames(); err != nil {
		return nil, err
	}
	fit, err := r.fittingRuns(RunQuery{Rule: q.Rule, Team: q.Team, Pace: PaceMade, Since: string(out.From)[:7]})
	if err != nil {
		return nil, err
	}
	if q.Rule != "" {
		if out.Rule, err = r.RuleByRef(q.Rule); err != nil {
			return nil, err
		}
	}
	var rows []*pacedRun
	err = fit().Select("id, ref, rule_id, team_id, created_at, occurred_at, first_handoff_at, acknowledged_at, breached_at, undone_at").
		Order("created_at DESC, id").Limit(mostPassages + 1).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	if out.More = len(rows) > mostPassages; out.More {
		rows = rows[:mostPassages]
	}
	out.count(rows, c, r)
	return out, nil
}

func (p *Pace) count(rows []*pacedRun, c *Company, r *Read) {
	list := make([]*Passage, len(rows))
	for i, row := range rows {
		list[i] = row.passage()
	}
	clock := c.latencyClock(list, r.Now)
	rules, teams, months := map[string][]int{}, map[string][]int{}, map[day.Day][]int{}
	all := make([]int, len(rows))
	for i, row := range rows {
		month := firstOf(day.Of(row.CreatedAt, clock.Zone))
		all[i], rules[row.RuleID], teams[idOf(row.TeamID)], months[month] = i, append(rules[row.RuleID], i), append(teams[idOf(row.TeamID)], i), append(months[month], i)
	}
	group := func(some []int) (g PaceGroup) {
		of := make([]*Passage, len(some))
		for n, i := range some {
			if of[n] = list[i]; rows[i].BreachedAt != nil {
				g.Late++
			}
		}
		g.Made, g.Taken = SpreadOf(of, RunStages[0], clock), SpreadOf(of, RunStages[1], clock)
		return g
	}
	p.All = group(all)
	for _, rule := range p.Choices {
		if some := rules[rule.ID]; len(some) > 0 {
			g := group(some)
			g.Rule = rule
			p.Rules = append(p.Rules, g)
		}
	}
	for id, some := range teams {
		g := group(some)
		g.Team = p.Tree.ByID[id]
		p.Teams = append(p.Teams, g)
	}
	for m := p.From; !m.After(r.Today()); m = m.AddMonths(1) {
		g := group(months[m])
		g.First = m
		p.Months = append(p.Months, g)
	}
	slowest := func(a, b PaceGroup) int {
		of := func(g PaceGroup) float64 {
			if m := g.Taken.Median(); m != nil {
				return *m
			}
			return -1
		}
		return cmp.Compare(of(b), of(a))
	}
	slices.SortStableFunc(p.Rules, slowest)
	slices.SortFunc(p.Teams, func(a, b PaceGroup) int {
		return cmp.Or(slowest(a, b), cmp.Compare(teamNamed(a.Team), teamNamed(b.Team)))
	})
}

// RunsOfDecision are the runs that came from a decision, the newest first: those that its events started, and those that these led to.
func (r *Read) RunsOfDecision(d *Decision) ([]*RunNow, error) {
	hidden, err := r.hiddenRules()
	if err != nil {
		return nil, err
	}
	q := r.DB().Select(lightRun).Where("root_id IN (?)", r.DB().Model(&Event{}).Select("id").Where("entity_type = 'decision' AND entity_id = ?", d.ID))
	if len(hidden) > 0 {
		q = q.Where("rule_id NOT IN ?", hidden)
	}
	var rows []*Run
	if err := q.Order("created_at DESC, id").Limit(mostRunsOfDecision).Find(&rows).Error; err != nil {
		return nil, err
	}
	return r.runsNow(rows)
}

// mostRunsOfDecision is how many runs the page of a decision shows.
const mostRunsOfDecision = 30
