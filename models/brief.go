package models

import (
	"cmp"
	"slices"

	"throughline/models/day"
)

// How much of each list a brief holds, so that a team's brief stays one sheet of paper; the rest is counted.
const (
	briefOutcomes   = 5
	briefMetrics    = 3 // beyond the first of each outcome
	briefObjectives = 5
	briefTasks      = 5
	briefStops      = 3
	briefTradeOffs  = 3
)

// Brief is the strategy brief of the company or of one team: what it says as plain content, without layout. The same strategy on the
// same day gives the same brief. As an edition it is kept as this JSON.
type Brief struct {
	Company   string  `json:"company"`
	Title     string  `json:"title"` // of the strategy
	Strategy  string  `json:"strategy"`
	Team      string  `json:"team,omitempty"` // empty for the company's brief
	TeamRef   string  `json:"team_ref,omitempty"`
	Lead      string  `json:"lead,omitempty"`
	Day       day.Day `json:"day"`
	Intent    string  `json:"intent"`
	KeptUntil day.Day `json:"kept_until,omitempty"` // until then the intent changes only with a written reason (R24)

	Outcomes       []BriefOutcome   `json:"outcomes"`
	MoreOutcomes   int              `json:"more_outcomes,omitempty"`
	MoreMetrics    int              `json:"more_metrics,omitempty"`
	Quarter        string           `json:"quarter"`
	Objectives     []BriefObjective `json:"objectives"`
	MoreObjectives int              `json:"more_objectives,omitempty"`
	Monday         []BriefTask      `json:"monday"`
	MoreTasks      int              `json:"more_tasks,omitempty"`
	Stops          []BriefStop      `json:"stops"`
	MoreStops      int              `json:"more_stops,omitempty"`
	TradeOffs      []string         `json:"trade_offs,omitempty"` // what is not done, so that the rest can be (R05); on the company's brief alone
	MoreTradeOffs  int              `json:"more_trade_offs,omitempty"`
	Checks         []BriefCheck     `json:"checks"`
	Deciders       []BriefDecider   `json:"deciders"`
	AnswerDays     int              `json:"answer_days"`   // working days to answer a handoff
	Gap            *BriefGap        `json:"gap,omitempty"` // on the company's brief alone

	LastEdition int     `json:"-"` // the edition issued last; 0 when none was
	LastIssued  day.Day `json:"-"`
	LastRef     string  `json:"-"`
	last        *Edition
}

// BriefOutcome is one outcome on a brief. Numbers that are not known are left out.
type BriefOutcome struct {
	Ref        string   `json:"ref"`
	Title      string   `json:"title"`
	Unit       string   `json:"unit,omitempty"`
	Now        *float64 `json:"now,omitempty"`
	Baseline   *float64 `json:"baseline,omitempty"`
	Target     *float64 `json:"target,omitempty"`
	TargetText string   `json:"target_text,omitempty"`
	Withheld   bool     `json:"withheld,omitempty"`
	Low        *float64 `json:"low,omitempty"`
	High       *float64 `json:"high,omitempty"`
	By         day.Day  `json:"by,omitempty"`
	ByText     string   `json:"by_text,omitempty"`
	Owner      string   `json:"owner,omitempty"`
	Status     Status   `json:"status"`
	Ours       bool     `json:"ours,omitempty"`  // the team answers for it or moves it
	Hours      float64  `json:"hours,omitempty"` // a week of this team that move it

	Others   []BriefOutcome `json:"others,omitempty"`   // its further metrics, each under its name
	Together *float64       `json:"together,omitempty"` // progress of all metrics by their weights, 0 to 100
	How      []Explanation  `json:"how,omitempty"`      // how its figures came about
}

// BriefObjective is one objective on a brief.
type BriefObjective struct {
	Ref     string   `json:"ref"`
	Title   string   `json:"title"`
	Serves  []string `json:"serves,omitempty"` // references of outcomes
	Measure string   `json:"measure,omitempty"`
	Target  string   `json:"target,omitempty"`
	Owner   string   `json:"owner,omitempty"`
	By      day.Day  `json:"by,omitempty"`
}

// BriefTask is one thing to do on Monday.
type BriefTask struct {
	Ref   string  `json:"ref"`
	Title string  `json:"title"`
	Owner string  `json:"owner,omitempty"`
	By    day.Day `json:"by"`
}

// BriefStop is one workflow that ends, and the hours a week that frees.
type BriefStop struct {
	Name  string   `json:"name"`
	Hours *float64 `json:"hours,omitempty"`
	Until day.Day  `json:"until,omitempty"`
	Owner string   `json:"owner,omitempty"`

	How *Explanation `json:"how,omitempty"` // how the hours came about
}

// BriefCheck is one clock of the cadence and its next date.
type BriefCheck struct {
	Clock string  `json:"clock"`
	Next  day.Day `json:"next,omitempty"`
	Owner string  `json:"owner,omitempty"`
}

// BriefDecider says who decides on one matter: direction, or a team's workflows.
type BriefDecider struct {
	Matter string `json:"matter"`
	Name   string `json:"name"`
}

// briefs is everything that the briefs of one strategy are made from, read once for all of them.
type briefs struct {
	*Board
	tasks      map[string][]*Task // the first ones of each team, by team id
	counts     map[string]int
	checks     []BriefCheck
	executives []*Person
	owners     map[string]*Person // of tasks
	gap        *BriefGap          // of the company; nil unless its own strategy is in force
}

// LoadBrief gives the brief of a strategy for the company, or for one team, as it reads today.
func LoadBrief(r *Read, strategy *Strategy, team *Team) (*Brief, error) {
	var scope circle
	var teamID *string
	if team != nil {
		tree, err := r.Tree()
		if err != nil {
			return nil, err
		}
		scope.teams, teamID = tree.Under(team.ID), &team.ID
	}
	source, err := r.briefs(strategy, scope)
	if err != nil {
		return nil, err
	}
	b := source.brief(team)
	last, err := r.NewestEdition(strategy.ID, teamID)
	if err == nil && last != nil {
		b.LastEdition, b.LastRef, b.LastIssued = last.N, last.Ref, source.Company.Calendar().Today(last.IssuedAt)
		b.last = last
	}
	return b, err
}

// briefs reads what briefs are made from, in a fixed number of queries for one team or for all.
func (r *Read) briefs(strategy *Strategy, c circle) (*briefs, error) {
	intent, err := r.standingIntent(strategy.ID)
	if err != nil {
		return nil, err
	}
	company, err := r.Company()
	if err != nil {
		return nil, err
	}
	tree, err := r.Tree()
	if err != nil {
		return nil, err
	}
	s := &briefs{Board: &Board{Company: company, Today: r.Today(), Strategy: strategy, Intent: intent, Tree: tree}}
	if err := r.fillStrategy(s.Board); err != nil {
		return nil, err
	}
	if err := r.fillWork(s.Board, c); err != nil {
		return nil, err
	}
	if s.tasks, s.counts, err = r.dueByTeam(c.teams, briefTasks); err != nil {
		return nil, err
	}
	var owners []*string
	for _, list := range s.tasks {
		for _, t := range list {
			owners = append(owners, t.OwnerPersonID)
		}
	}
	if s.owners, err = r.peopleByID(owners...); err != nil {
		return nil, err
	}
	if s.checks, err = r.checks(strategy.ID); err != nil {
		return nil, err
	}
	if c.all() {
		if err := r.fillGap(s); err != nil {
			return nil, err
		}
	}
	return s, r.DB().Where("executive = ? AND active = ?", true, true).Order("created_at, id").Limit(3).Find(&s.executives).Error
}

// fillGap adds the execution gap, which is the company's.
func (r *Read) fillGap(s *briefs) error {
	f, err := r.gapFacts()
	if err == nil && f.Strategy != nil && f.Strategy.ID == s.Strategy.ID {
		s.gap = briefGap(GapOf(f, nil))
	}
	return err
}

// checks gives the four clocks with their next dates and who calls them.
func (r *Read) checks(strategyID string) ([]BriefCheck, error) {
	clocks, err := r.Cadences(strategyID)
	if err != nil {
		return nil, err
	}
	next, err := r.nextDates(strategyID)
	if err != nil {
		return nil, err
	}
	var ids []*string
	for _, c := range clocks {
		ids = append(ids, c.OwnerPersonID)
	}
	people, err := r.peopleByID(ids...)
	if err != nil {
		return nil, err
	}
	var list []BriefCheck
	for _, c := range clocks {
		check := BriefCheck{Clock: c.Clock, Next: c.FirstDay, Owner: ownerOf(nil, c.OwnerPersonID, "", nil, people).Name}
		for _, v := range next {
			if v.Clock == c.Clock {
				check.Next = v.Day
			}
		}
		if late := r.Today().Sub(check.Next); c.Clock == ClockReadings && late > 0 {
			check.Next = check.Next.Add((late + 6) / 7 * 7) // weekly readings have no dates of their own on the calendar
		}
		list = append(list, check)
	}
	order := []string{ClockReadings, ClockPulse, ClockOperations, ClockStrategy}
	slices.SortStableFunc(list, func(a, b BriefCheck) int {
		return cmp.Compare(slices.Index(order, a.Clock), slices.Index(order, b.Clock))
	})
	return list, nil
}
