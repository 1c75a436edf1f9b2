package models

import (
	"gorm.io/gorm"

	"throughline/models/day"
)

// skipsShown is for how many days back what was left out is shown, and mostSkips how many reasons.
const (
	skipsShown = 90
	mostSkips  = 50
)

// SkippedNow is how often a rule was asked for and did not run for one reason, since a day.
type SkippedNow struct {
	RuleID, Rule, RuleRef string
	Reason                string
	N                     int
	Last                  day.Day
	Trace                 string // of the last time; empty for those who may not read what went into runs
}

// Skipped are the runs that were left out in the last 90 days, counted by reason, the most frequent first; of one rule, or of all.
func (r *Read) Skipped(ruleID string) (list []*SkippedNow, err error) {
	hidden, err := r.hiddenRules()
	if err != nil {
		return nil, err
	}
	since := string(r.Today().Add(-skipsShown))
	narrow := func(g *gorm.DB) *gorm.DB {
		g = g.Where("run_skips.day >= ?", since)
		if ruleID != "" {
			g = g.Where("run_skips.rule_id = ?", ruleID)
		}
		if len(hidden) > 0 {
			g = g.Where("run_skips.rule_id NOT IN ?", hidden)
		}
		return g
	}
	err = narrow(r.DB().Model(&RunSkip{})).Select("run_skips.rule_id, rules.name AS rule, rules.ref AS rule_ref, run_skips.reason, SUM(run_skips.n) AS n, MAX(run_skips.day) AS last").
		Joins("JOIN rules ON rules.id = run_skips.rule_id").Group("run_skips.rule_id, rules.name, rules.ref, run_skips.reason").
		Order("n DESC, rules.name, run_skips.reason").Limit(mostSkips).Scan(&list).Error
	if err != nil || ruleID == "" || len(list) == 0 {
		return list, err
	}
	rule, err := r.RuleByID(ruleID)
	if err != nil || !r.Who.seesRunData(rule) {
		return list, err
	}
	rows, err := found[*RunSkip](narrow(r.DB().Model(&RunSkip{})).Order("day DESC, updated_at DESC, id").Limit(mostRules))
	for _, s := range list {
		for _, row := range rows {
			if row.Reason == s.Reason {
				s.Trace = row.Trace
				break
			}
		}
	}
	return list, err
}
