package views

import "throughline/models"

// strategyName is a strategy's title, or its reference when it has none.
func strategyName(s *models.Strategy) string {
	if s.Title != "" {
		return s.Title
	}
	return "Strategy " + s.Ref
}

// strategySpan says from when to when a strategy counted.
func (p Page) strategySpan(s *models.Strategy) string {
	switch {
	case s.InForceAt == nil:
		return "Not in force yet"
	case s.SupersededAt == nil:
		return "In force since " + p.day(*s.InForceAt)
	}
	return "In force from " + p.day(*s.InForceAt) + " to " + p.day(*s.SupersededAt)
}

// draftNext is the draft that follows the strategy in force; nil when there is none.
func draftNext(list []*models.StrategyLine) *models.StrategyLine {
	for _, s := range list {
		if s.State == models.Draft && s.FollowsStrategyID != nil {
			return s
		}
	}
	return nil
}

func hasInForce(list []*models.StrategyLine) bool { return hasState(list, models.InForce) }
func hasDraft(list []*models.StrategyLine) bool   { return hasState(list, models.Draft) }

func hasState(list []*models.StrategyLine, state string) bool {
	for _, s := range list {
		if s.State == state {
			return true
		}
	}
	return false
}
