package automation

import (
	"time"

	"throughline/models"
	"throughline/models/blocks"
)

// Quiet is a published rule that did not run for longer than somebody expects.
type Quiet struct {
	*models.Rule
	Since time.Time // when it ran last, or was published
	Days  int       // within which it was expected
}

// QuietRules lists the published rules whose expected interval has passed without a run. A rule that never ran is counted from its publishing.
func (e *Engine) QuietRules(r *models.Read) (list []Quiet, err error) {
	rules, versions, err := r.PublishedRules()
	if err != nil {
		return nil, err
	}
	ids := make([]string, len(rules))
	for i, rule := range rules {
		ids[i] = rule.ID
	}
	ran, err := r.LastRuns(ids)
	if err != nil {
		return nil, err
	}
	for _, rule := range rules {
		v := versions[*rule.VersionID]
		if v == nil {
			continue
		}
		d, err := blocks.Read([]byte(v.Definition))
		if err != nil || d.ExpectedDays <= 0 {
			continue
		}
		since := v.CreatedAt
		if at := ran[rule.ID]; at.After(since) {
			since = at
		}
		if r.Now.Sub(since) > time.Duration(d.ExpectedDays)*24*time.Hour {
			list = append(list, Quiet{rule, since, d.ExpectedDays})
		}
	}
	return list, nil
}
