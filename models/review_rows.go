package models

import "throughline/models/day"

// Cadences gives a strategy's agreed clocks.
func (r *Read) Cadences(strategyID string) ([]*Cadence, error) {
	return found[*Cadence](r.DB().Where("strategy_id = ?", strategyID).Order("clock"))
}

// ReviewsOf gives a strategy's dates on the calendar from one day on, at most count.
func (r *Read) ReviewsOf(strategyID string, from day.Day, count int) ([]*Review, error) {
	var list []*Review
	err := r.DB().Where("strategy_id = ? AND removed_at IS NULL AND day >= ?", strategyID, string(from)).Order("day, clock, id").Limit(count).Find(&list).Error
	return list, err
}

// ReviewByRef finds one date of the cadence.
func (r *Read) ReviewByRef(ref string) (*Review, error) {
	return one("This review", func() ([]*Review, error) { return found[*Review](r.DB().Where("ref = ? AND removed_at IS NULL", ref)) })
}

// ReviewMoves gives the traces of moved dates for some reviews, newest first.
func (r *Read) ReviewMoves(reviewIDs []string) ([]*ReviewMove, error) {
	if len(reviewIDs) == 0 {
		return nil, nil
	}
	return found[*ReviewMove](r.DB().Where("review_id IN ?", reviewIDs).Order("created_at DESC, id DESC"))
}
