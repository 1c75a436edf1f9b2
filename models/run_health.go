package models

import (
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"throughline/models/blocks"
	"throughline/models/day"
)

// Where the id of a rule stands: in a run of it, and in its own row.
var (
	ruleOfRun  = clause.Column{Name: "rule_id"}
	ruleItself = clause.Column{Table: "rules", Name: "id"}
)

// RuleHealth is what keeps rules from doing their work: nothing of it is silent.
type RuleHealth struct {
	Failed    []*RunNow // of the last 30 days, the newest first
	Dead      []*Work   // of the engine, given up; for administrators only
	DeadAll   int
	Paused    []*Rule
	Quiet     []*QuietRule
	Waits     []*LateWait
	Questions []*ApprovalNow // whose time has passed
	LastSweep *time.Time     // when the program last saw that no run is stuck; nil when it never did
	Published int
	Now       time.Time
}

// QuietRule is a rule that was expected to run and did not (R29).
type QuietRule struct {
	Rule     *Rule
	Expected int        // days
	LastRun  *time.Time // nil: it never ran
	Since    time.Time  // it has been quiet since
}

// LateWait is a run whose wait is overdue.
type LateWait struct {
	*Wait
	Run *RunNow
}

// EngineWork are the kinds of background work that carry rules out.
var EngineWork = []WorkKind{DispatchEvent, DoRunStep, CallOutside, RunDue, RunGoesOn, FireSchedule, SweepRuns}

const (
	failedShown = 30              // days
	waitLate    = 5 * time.Minute // after which an overdue wait is one: it is looked for every second
)

// RuleHealth reads how rules fare, as far as this person may know of them.
func (r *Read) RuleHealth() (*RuleHealth, error) {
	h := &RuleHealth{Now: r.Now}
	hidden, err := r.hiddenRules()
	if err != nil {
		return nil, err
	}
	known := func(g *gorm.DB, column clause.Column) *gorm.DB {
		if len(hidden) == 0 {
			return g
		}
		return g.Where("? NOT IN ?", column, hidden)
	}
	var failed []*Run
	err = known(r.DB().Model(&Run{}), ruleOfRun).Select(lightRun).Where("state = ? AND created_at >= ?", RunFailed, r.Now.AddDate(0, 0, -failedShown)).
		Order("created_at DESC, id").Limit(mostShown).Find(&failed).Error
	if err != nil {
		return nil, err
	}
	if h.Failed, err = r.runsNow(failed); err != nil {
		return nil, err
	}
	if h.Paused, err = found[*Rule](known(r.DB().Model(&Rule{}), ruleItself).Where("state = ? AND removed_at IS NULL", RulePaused).Order("updated_at DESC, id").Limit(mostShown)); err != nil {
		return nil, err
	}
	if err := r.fillLateWaits(h, known); err != nil {
		return nil, err
	}
	if err := r.fillQuiet(h, known); err != nil {
		return nil, err
	}
	return h, r.fillEngineWork(h)
}

func (r *Read) fillLateWaits(h *RuleHealth, known func(*gorm.DB, clause.Column) *gorm.DB) error {
	late := r.Now.Add(-waitLate)
	var waits []*Wait
	err := r.DB().Where("over_at IS NULL AND due_at IS NOT NULL AND due_at < ?", late).Order("due_at, id").Limit(mostShown).Find(&waits).Error
	if err != nil {
		return err
	}
	ids := make([]string, len(waits))
	for i, w := range waits {
		ids[i] = w.RunID
	}
	rows, err := found[*Run](known(r.DB().Select(lightRun), ruleOfRun).Where("id IN ?", ids))
	if err != nil {
		return err
	}
	runs, err := r.runsNow(rows)
	if err != nil {
		return err
	}
	for _, w := range waits {
		for _, run := range runs {
			if run.ID == w.RunID {
				h.Waits = append(h.Waits, &LateWait{w, run})
			}
		}
	}
	shown := known(r.DB().Model(&Run{}).Select("id"), ruleOfRun).Where("state IN ?", liveRuns)
	asked, err := found[*Approval](r.DB().Where("state = ? AND due_at IS NOT NULL AND due_at < ? AND run_id IN (?)", ApprovalPending, late, shown).Order("due_at, id").Limit(mostShown))
	if err != nil {
		return err
	}
	h.Questions, err = r.approvalsNow(asked)
	return err
}

func (r *Read) fillQuiet(h *RuleHealth, known func(*gorm.DB, clause.Column) *gorm.DB) error {
	var rows []struct {
		Rule
		Definition string
		Published  time.Time
		LastRef    string
	}
	q := r.DB().Model(&Rule{}).Select(`rules.*, v.definition AS definition, v.created_at AS published,
		(SELECT n.ref FROM runs n WHERE n.rule_id = rules.id ORDER BY n.created_at DESC, n.id LIMIT 1) AS last_ref`).
		Joins("JOIN rule_versions v ON v.id = rules.version_id").Where("rules.state = ? AND rules.removed_at IS NULL", RulePublished)
	if err := known(q, ruleItself).Order("rules.name, rules.id").Limit(mostRules).Scan(&rows).Error; err != nil {
		return err
	}
	h.Published = len(rows)
	var refs []string
	for _, row := range rows {
		refs = append(refs, row.LastRef)
	}
	last, err := found[*Run](r.DB().Select("id", "rule_id", "created_at").Where("ref IN ?", refs))
	if err != nil {
		return err
	}
	ran := map[string]time.Time{}
	for _, run := range last {
		ran[run.RuleID] = run.CreatedAt
	}
	for _, row := range rows {
		d, err := blocks.Read([]byte(row.Definition))
		if err != nil || d.ExpectedDays <= 0 {
			continue
		}
		quiet := &QuietRule{Rule: &row.Rule, Expected: d.ExpectedDays, Since: row.Published}
		if at, is := ran[row.Rule.ID]; is {
			quiet.LastRun = &at
			if at.After(quiet.Since) {
				quiet.Since = at
			}
		}
		if h.Now.Sub(quiet.Since) > time.Duration(d.ExpectedDays)*24*time.Hour {
			h.Quiet = append(h.Quiet, quiet)
		}
	}
	return nil
}

func (r *Read) fillEngineWork(h *RuleHealth) error {
	var swept []time.Time
	err := r.DB().Model(&Work{}).Where("kind = ? AND state = 'done'", SweepRuns).Order("updated_at DESC").Limit(1).Pluck("updated_at", &swept).Error
	if err != nil {
		return err
	}
	if len(swept) > 0 {
		h.LastSweep = &swept[0]
	}
	var n int64
	dead := func() *gorm.DB { return r.DB().Model(&Work{}).Where("state = 'dead' AND kind IN ?", EngineWork) }
	if err := dead().Count(&n).Error; err != nil {
		return err
	}
	h.DeadAll = int(n)
	if !r.Who.May(ManagePeople) {
		return nil
	}
	return dead().Order("updated_at DESC, id").Limit(mostShown).Find(&h.Dead).Error
}

// Count is how many things need somebody's look.
func (h *RuleHealth) Count() int {
	return len(h.Failed) + h.DeadAll + len(h.Paused) + len(h.Quiet) + len(h.Waits) + len(h.Questions)
}

// Unswept tells whether nobody has seen for two hours that no run is stuck, though rules run.
func (h *RuleHealth) Unswept() bool {
	return h.Published > 0 && (h.LastSweep == nil || h.Now.Sub(*h.LastSweep) > 2*time.Hour)
}

// QuietDays is for how many days a rule has been quiet.
func (q *QuietRule) QuietDays(today day.Day, zone *time.Location) int {
	return today.Sub(day.Of(q.Since, zone))
}
