package models

import (
	"throughline/models/day"
)

// edgePoints is how many points past its limit an outcome must be before it is told that its status has turned. So one that swings
// about a limit is told of once.
const edgePoints = 3

// StatusTurn is what is recorded when an outcome has gone off track or come back: in words only, as its target may be one that is not
// shown.
type StatusTurn struct {
	Ref    string  `json:"ref"`
	Title  string  `json:"title"`
	Status Status  `json:"status"`
	Metric string  `json:"metric,omitempty"` // the one that is off track
	Day    day.Day `json:"day"`
}

// clearly tells whether a metric is off track, or on track, by so much that it is worth telling. Between the two, and as long as it is
// not known, it is neither.
func (t Tracking) clearly(m *OutcomeMetric) (off, on bool) {
	switch {
	case t.Status.Closed(), t.Status == NotMeasured, t.Status == Stale, t.Status == CannotTell:
		return false, false
	case t.Overridden:
		return t.Status == OffTrack, t.Status == OnTrack
	case t.Inside != nil:
		return bandClearly(*t.Now, m)
	}
	return *t.Behind >= t.Limits.OffTrackAfter+edgePoints, *t.Behind <= t.Limits.AtRiskAfter-edgePoints
}

// bandClearly counts 100 points for the width of a band; one that is open at an end has no width, so each step over its edge counts.
func bandClearly(now float64, m *OutcomeMetric) (off, on bool) {
	room := 0.0
	if known(m.Low) && known(m.High) {
		room = (*m.High - *m.Low) * edgePoints / 100
	}
	off = known(m.Low) && now < *m.Low-room || known(m.High) && now > *m.High+room
	on = (!known(m.Low) || now >= *m.Low+room) && (!known(m.High) || now <= *m.High-room)
	return off, on
}

// turn says where an outcome clearly stands by all of its metrics: off track when one of them is, on track when all are. Empty is neither.
func turn(o *Outcome, readings map[string][]*Reading, limits Thresholds, today day.Day) (status Status, metric string) {
	all := len(o.Measures) > 0
	for _, m := range o.Measures {
		off, on := Track(o, m, readings[m.MetricID], limits, today).clearly(m)
		if off {
			if m.Metric != nil {
				metric = m.Metric.Name
			}
			return OffTrack, metric
		}
		all = all && on
	}
	if all {
		return OnTrack, ""
	}
	return "", ""
}

// tellEdges records which outcomes in force, of those that some metrics measure, have clearly gone off track or come back on it. Each
// turn is told once: the events themselves say how it stood before. It runs in the change that caused it.
func (tx *Tx) tellEdges(metrics []string) error {
	s, _, err := tx.InForce()
	if err != nil || s == nil || len(metrics) == 0 {
		return err
	}
	measured := tx.DB().Model(&OutcomeMetric{}).Select("outcome_id").Where("metric_id IN ?", metrics)
	outcomes, err := tx.outcomes(tx.DB().Where("id IN (?) AND strategy_id = ? AND state = ? AND removed_at IS NULL", measured, s.ID, OutcomeActive).Limit(most))
	if err != nil || len(outcomes) == 0 {
		return err
	}
	var ids, all []string
	for _, o := range outcomes {
		ids, all = append(ids, o.ID), append(all, metricsOf(o)...)
	}
	readings, err := tx.ReadingsOf(all)
	if err != nil {
		return err
	}
	company, err := tx.Company()
	if err != nil {
		return err
	}
	told, err := tx.lastTurns(ids)
	if err != nil {
		return err
	}
	for _, o := range outcomes {
		now, metric := turn(o, readings, company.Thresholds(), tx.Today())
		kind := OutcomeOffTrack
		switch {
		case now == OffTrack && told[o.ID] != OutcomeOffTrack:
		case now == OnTrack && told[o.ID] == OutcomeOffTrack:
			kind = OutcomeBackOnTrack
		default:
			continue
		}
		if err := tx.Tell(kind, o, nil, StatusTurn{Ref: o.Ref, Title: o.Title, Status: now, Metric: metric, Day: tx.Today()}); err != nil {
			return err
		}
	}
	return nil
}

// lastTurns gives for each outcome what was told of it last.
func (tx *Tx) lastTurns(ids []string) (map[string]EventType, error) {
	var list []*Event
	err := tx.DB().Select("entity_id", "type").Where("entity_type = ? AND entity_id IN ? AND type IN ?", "outcome", ids, []EventType{OutcomeOffTrack, OutcomeBackOnTrack}).
		Order("occurred_at DESC, id DESC").Limit(most).Find(&list).Error
	told := map[string]EventType{}
	for _, e := range list {
		if told[e.EntityID] == "" {
			told[e.EntityID] = EventType(e.Type)
		}
	}
	return told, err
}
