package models

import (
	"net/url"
	"regexp"
	"strings"
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
)

// RunQuery is how the list of runs is narrowed. It is kept in the page's address.
type RunQuery struct {
	Rule  string // reference
	State string // a state, "live" for those that are not over, or empty for all
	Team  string // reference; with the teams below it
	Alone bool   // without the teams below it; without a team, those that belong to none
	Month string // 2026-11: when they began, in the company's zone
	Words string // in their reference, or in what they are about
	Did   string // what they did: told, created, rerouted
	Pace  string // one of RunPaces: how the work of theirs reached its owner
	Since string // 2026-11: when they began, in this month or later
}

// ReadRunQuery reads it from an address.
func ReadRunQuery(v url.Values) RunQuery {
	return RunQuery{Rule: v.Get("rule"), State: v.Get("state"), Team: v.Get("team"), Month: v.Get("month"), Words: strings.TrimSpace(v.Get("q")), Did: v.Get("did"),
		Pace: v.Get("pace"), Since: v.Get("since"), Alone: v.Get("alone") != ""}
}

// Values are how the query stands in an address; what is empty is left out.
func (q RunQuery) Values() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"rule": q.Rule, "state": q.State, "team": q.Team, "month": q.Month, "q": q.Words, "did": q.Did, "pace": q.Pace, "since": q.Since} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if q.Alone {
		v.Set("alone", "1")
	}
	return v
}

// RunStates are the states that a list of runs can be narrowed to.
var RunStates = []string{RunQueued, RunRunning, RunWaiting, RunDone, RunFailed, RunCancelled, RunBlocked}

// Bounds of the list of runs: it stays as quick with a million of them.
const (
	MostRunsCounted = 1000   // further ones are not counted
	mostRunsLooked  = 20_000 // of the newest: a team, words or what was done are looked for among them
	MostRunsFile    = 5000   // rows of the file
)

// RunNow is a run as a list shows it.
type RunNow struct {
	*Run
	Rule, RuleRef string
	N             int // version of the rule that it goes by
	Team          *Team
	StepsDone     int
	WaitsFor      []string // whom or what it waits for, in words
	WaitsUntil    *time.Time
	Hidden        bool // what it is about is a draft that this person may not know of
}

// Took is how long a run took; of one that is not over, how long it has taken by now. Zero while it has not begun.
func (r *Run) Took(now time.Time) time.Duration {
	switch {
	case r.StartedAt == nil:
		return 0
	case r.FinishedAt != nil:
		return r.FinishedAt.Sub(*r.StartedAt)
	}
	return now.Sub(*r.StartedAt)
}

// lightRun is all of a run but its facts, which may be long.
const lightRun = `id, version, created_at, updated_at, ref, rule_id, rule_version_id, event_id, rerun_no, rerun_of, entity_type, entity_id, entity_ref, entity_title,
	team_id, state, reason, depth, occurred_at, started_at, finished_at, first_handoff_at, acknowledged_at, breached_at, undone_at, cleared_at`

// RunsFound gives one page of the runs that fit, the newest first, and how many fit: more tells that there are more than were counted.
func (r *Read) RunsFound(q RunQuery, from, count int) (list []*RunNow, all int, more bool, err error) {
	fit, err := r.fittingRuns(q)
	if err != nil {
		return nil, 0, false, err
	}
	var n int64
	if err := r.DB().Table("(?) AS counted", fit().Select("id").Order("created_at DESC, id").Limit(MostRunsCounted+1)).Count(&n).Error; err != nil {
		return nil, 0, false, err
	}
	var rows []*Run
	if err := fit().Select(lightRun).Order("created_at DESC, id").Offset(from).Limit(count).Find(&rows).Error; err != nil {
		return nil, 0, false, err
	}
	list, err = r.runsNow(rows)
	return list, min(int(n), MostRunsCounted), n > MostRunsCounted, err
}

var runRef = regexp.MustCompile(`^[Nn][0-9]{1,12}$`)

func (r *Read) fittingRuns(q RunQuery) (func() *gorm.DB, error) {
	teams, err := r.teamsUnder(q.Team)
	if err != nil {
		return nil, err
	}
	if q.Alone && len(teams) > 0 {
		teams = teams[:1]
	}
	hidden, err := r.hiddenRules()
	if err != nil {
		return nil, err
	}
	rule := ""
	if q.Rule != "" {
		one, err := r.RuleByRef(q.Rule)
		if err != nil {
			return nil, err
		}
		rule = one.ID
	}
	since, until, err := r.monthOf(q.Month)
	if err != nil {
		return nil, err
	}
	first, _, err := r.monthOf(q.Since)
	if err != nil {
		return nil, err
	}
	exact := runRef.MatchString(q.Words)
	narrow := func(g *gorm.DB) *gorm.DB {
		if rule != "" {
			g = g.Where("rule_id = ?", rule)
		}
		if len(hidden) > 0 {
			g = g.Where("rule_id NOT IN ?", hidden)
		}
		switch q.State {
		case "":
		case "live":
			g = g.Where("state IN ?", liveRuns)
		default:
			g = g.Where("state = ?", q.State)
		}
		if !since.IsZero() {
			g = g.Where("created_at >= ? AND created_at < ?", since, until)
		}
		if !first.IsZero() {
			g = g.Where("created_at >= ?", first)
		}
		if q.Alone && q.Team == "" {
			g = g.Where("team_id IS NULL")
		}
		g = paced(g, q.Pace)
		if exact {
			g = g.Where("ref = ?", strings.ToUpper(q.Words))
		}
		return g
	}
	if teams == nil && q.Did == "" && (q.Words == "" || exact) {
		return func() *gorm.DB { return narrow(r.DB().Model(&Run{})) }, nil
	}
	return func() *gorm.DB {
		newest := narrow(r.DB().Model(&Run{})).Select(lightRun).Order("created_at DESC, id").Limit(mostRunsLooked)
		g := r.DB().Table("(?) AS runs", newest)
		if teams != nil {
			g = g.Where("team_id IN ?", teams)
		}
		if q.Did != "" {
			g = g.Where("EXISTS (SELECT 1 FROM run_effects e WHERE e.run_id = runs.id AND e.did = ?)", q.Did)
		}
		if q.Words != "" && !exact {
			like := "%" + strings.NewReplacer(`\`, `\\`, "%", `\%`, "_", `\_`).Replace(strings.ToLower(q.Words)) + "%"
			g = g.Where(`LOWER(entity_title) LIKE ? ESCAPE '\' OR LOWER(entity_ref) LIKE ? ESCAPE '\'`, like, like)
		}
		return g
	}, nil
}

// monthOf are the first instant of a month of the company's calendar and that of the next; zero for none.
func (r *Read) monthOf(month string) (since, until time.Time, err error) {
	first := day.Day(month + "-01")
	if month == "" || !first.Valid() {
		return since, until, nil
	}
	c, err := r.Company()
	if err != nil {
		return since, until, err
	}
	zone := c.Calendar().Zone
	return startOf(first, zone), startOf(first.AddMonths(1), zone), nil
}

// startOf is the first instant of a day in a zone, UTC.
func startOf(d day.Day, zone *time.Location) time.Time {
	t := d.Time()
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, zone).UTC()
}

// hiddenRules lists the rules of drafts that this person may not know of, by their ids.
func (r *Read) hiddenRules() (ids []string, err error) {
	if r.Who.Reach(ReadDraft) == All {
		return nil, nil
	}
	known := r.visible(r.DB().Model(&Rule{}).Select("id"))
	err = r.DB().Model(&Rule{}).Where("id NOT IN (?)", known).Limit(mostRules).Pluck("id", &ids).Error
	return ids, err
}

// runsNow names rules, versions and teams of runs, and what they wait for, in a fixed number of queries.
func (r *Read) runsNow(rows []*Run) ([]*RunNow, error) {
	if len(rows) == 0 {
		return nil, nil
	}
	var runs, rules, versions []string
	for _, run := range rows {
		runs, rules, versions = append(runs, run.ID), append(rules, run.RuleID), append(versions, run.RuleVersionID)
	}
	named, err := found[*Rule](r.DB().Select("id", "ref", "name").Where("id IN ?", rules))
	if err != nil {
		return nil, err
	}
	numbered, err := found[*RuleVersion](r.DB().Select("id", "n").Where("id IN ?", versions))
	if err != nil {
		return nil, err
	}
	tree, err := r.sharedTree()
	if err != nil {
		return nil, err
	}
	list, by := make([]*RunNow, len(rows)), map[string]*RunNow{}
	for i, run := range rows {
		now := &RunNow{Run: run}
		for _, rule := range named {
			if rule.ID == run.RuleID {
				now.Rule, now.RuleRef = rule.Name, rule.Ref
			}
		}
		for _, v := range numbered {
			if v.ID == run.RuleVersionID {
				now.N = v.N
			}
		}
		if run.TeamID != nil {
			now.Team = tree.ByID[*run.TeamID]
		}
		list[i], by[run.ID] = now, now
	}
	if err := r.fillProgress(by, runs); err != nil {
		return nil, err
	}
	return list, r.hideDrafts(list)
}

// fillProgress adds how far runs have come, and what those that wait are waiting for.
func (r *Read) fillProgress(by map[string]*RunNow, runs []string) error {
	var done []struct {
		RunID string
		N     int
	}
	err := r.DB().Model(&RunStep{}).Select("run_id, COUNT(*) AS n").Where("run_id IN ? AND state = ? AND step_key <> ''", runs, RunStepDone).Group("run_id").Limit(len(runs)).Scan(&done).Error
	if err != nil {
		return err
	}
	for _, d := range done {
		by[d.RunID].StepsDone = d.N
	}
	waits, err := found[*Wait](r.DB().Where("run_id IN ? AND over_at IS NULL", runs).Order("due_at, id"))
	if err != nil {
		return err
	}
	asked, err := found[*Approval](r.DB().Where("run_id IN ? AND state = ?", runs, ApprovalPending).Order("due_at, id"))
	if err != nil {
		return err
	}
	for _, a := range asked {
		by[text(a.RunID)].awaits("approval "+a.Ref, a.DueAt)
	}
	for _, w := range waits {
		now := by[w.RunID]
		switch {
		case len(now.WaitsFor) > 0 && w.EventType == "": // the time that an approval has is one too
			now.awaits("", w.DueAt)
		case w.EventType != "":
			now.awaits("something to happen", w.DueAt)
		default:
			now.awaits("its time", w.DueAt)
		}
	}
	return nil
}

func (n *RunNow) awaits(what string, until *time.Time) {
	if what != "" {
		n.WaitsFor = append(n.WaitsFor, what)
	}
	if until != nil && (n.WaitsUntil == nil || until.Before(*n.WaitsUntil)) {
		n.WaitsUntil = until
	}
}
