package models

import "strings"

// BroughtIn is how addresses name what was brought in and belongs to no strategy.
const BroughtIn = "brought-in"

// AuditChoice is one thing that can be audited: an organizational strategy, an operations strategy, or, with neither, what was brought in.
type AuditChoice struct {
	Key        string // as addresses name it: a reference, or BroughtIn
	Strategy   *Strategy
	Operations *OperationsStrategy
}

// id is that of the strategy; empty for what was brought in.
func (c AuditChoice) id() string {
	switch {
	case c.Operations != nil:
		return c.Operations.ID
	case c.Strategy != nil:
		return c.Strategy.ID
	}
	return ""
}

// AuditChoices are what this person may have audited: the strategy in force first, then drafts and older ones, what was brought in, and the
// operations strategies that are in force or drafted.
func (r *Read) AuditChoices() ([]AuditChoice, error) {
	var list []*Strategy
	q := r.visibleStrategies(r.DB().Model(&Strategy{}).Where("removed_at IS NULL"))
	if err := q.Order("CASE state WHEN 'in force' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END, kind DESC, created_at DESC, id").Limit(50).Find(&list).Error; err != nil {
		return nil, err
	}
	var out []AuditChoice
	for _, s := range list {
		if s.State == Draft {
			begun, err := r.begun(s)
			if err != nil {
				return nil, err
			}
			if !begun {
				continue
			}
		}
		out = append(out, AuditChoice{Key: s.Ref, Strategy: s})
	}
	w, err := r.Waiting()
	if err != nil {
		return nil, err
	}
	if w.Outcomes+w.Goals+w.Objectives > 0 {
		out = append(out, AuditChoice{Key: BroughtIn})
	}
	operations, err := r.operationsStrategies(r.visibleOperations(r.DB().Where("removed_at IS NULL AND state <> ?", Superseded)))
	for _, s := range operations {
		out = append(out, AuditChoice{Key: s.Ref, Operations: s})
	}
	return out, err
}

// begun tells whether somebody has written anything in a draft: a sentence or an outcome.
func (r *Read) begun(s *Strategy) (bool, error) {
	i, err := r.standingIntent(s.ID)
	if err != nil || i != nil && strings.TrimSpace(i.Statement) != "" {
		return true, err
	}
	var n int64
	err = r.DB().Model(&Outcome{}).Where("strategy_id = ? AND removed_at IS NULL", s.ID).Limit(1).Count(&n).Error
	return n > 0, err
}

// AuditChoiceOf finds what is audited by its key: the first choice when none is named. An operations strategy that is over is found as well.
// The choice is empty while there is nothing to audit.
func (r *Read) AuditChoiceOf(key string) (AuditChoice, []AuditChoice, error) {
	choices, err := r.AuditChoices()
	if err != nil || len(choices) == 0 && key == "" {
		return AuditChoice{}, choices, err
	}
	for _, c := range choices {
		if key == "" || c.Key == key {
			return c, choices, nil
		}
	}
	s, err := r.OperationsStrategyByRef(key)
	if refused, is := AsRefusal(err); is && refused.Kind == KindNotFound {
		return AuditChoice{}, choices, NotFound("This strategy")
	}
	if err != nil {
		return AuditChoice{}, choices, err
	}
	over := AuditChoice{Key: s.Ref, Operations: s}
	return over, append(choices, over), nil
}

// AuditNow audits one of the choices from live data: the first when none is named. It is nil while there is nothing to audit.
func (r *Read) AuditNow(key string) (*StrategyAudit, AuditChoice, []AuditChoice, error) {
	choice, choices, err := r.AuditChoiceOf(key)
	if err != nil || choice.Key == "" {
		return nil, choice, choices, err
	}
	if choice.Operations != nil {
		list, err := r.operationsAudits([]*OperationsStrategy{choice.Operations})
		if err != nil {
			return nil, choice, choices, err
		}
		return Audit(list[0]), choice, choices, nil
	}
	f, err := r.auditFacts(choice.Strategy)
	if err != nil {
		return nil, choice, choices, err
	}
	return Audit(f), choice, choices, nil
}
