package models

import "slices"

// MeasureByID finds one metric of an outcome that this person may record for, with the outcome.
func (r *Read) MeasureByID(id string) (*Outcome, *OutcomeMetric, error) {
	links, err := found[*OutcomeMetric](r.DB().Where("id = ?", id))
	if err != nil {
		return nil, nil, err
	}
	if len(links) == 0 {
		return nil, nil, NotFound("This metric")
	}
	o, err := r.OutcomeByID(links[0].OutcomeID)
	if err != nil {
		return nil, nil, err
	}
	if err := r.seenOutcome(o); err != nil {
		return nil, nil, err
	}
	if err := r.Who.Must(RecordReading, Owned(o.OwnerTeamID, o.OwnerPersonID)); err != nil {
		return nil, nil, err
	}
	for _, m := range o.Measures {
		if m.ID == id {
			return o, m, nil
		}
	}
	return nil, nil, NotFound("This metric")
}

// AllReadingsOf gives the readings of one metric, as many as a list may bring and more.
func (r *Read) AllReadingsOf(metricID string) (list []*Reading, err error) {
	err = r.DB().Where("metric_id = ?", metricID).Order("day DESC, created_at DESC, id DESC").Limit(5 * most).Find(&list).Error
	return list, err
}

// ReadingsByID finds readings, those that count apart from those that somebody has corrected since.
func (r *Read) ReadingsByID(ids []string) (left, corrected []*Reading, err error) {
	for part := range slices.Chunk(ids, chunk) {
		list, err := found[*Reading](r.DB().Where("id IN ?", part).Order("day, id"))
		if err != nil {
			return nil, nil, err
		}
		by, err := r.correctionsOf(list)
		if err != nil {
			return nil, nil, err
		}
		for _, one := range list {
			if by[one.ID] == nil {
				left = append(left, one)
			} else {
				corrected = append(corrected, one)
			}
		}
	}
	return left, corrected, nil
}

// TakeReadingsBack takes out readings that a list brought by mistake, each with an event that keeps all it said.
func (tx *Tx) TakeReadingsBack(o *Outcome, m *OutcomeMetric, list []*Reading) error {
	if err := tx.Who.Must(RecordReading, Owned(o.OwnerTeamID, o.OwnerPersonID)); err != nil {
		return err
	}
	if err := tx.holdMeasured([]string{m.MetricID}); err != nil {
		return err
	}
	var events []*Event
	for _, r := range list {
		e, err := tx.event(ReadingTakenBack, r, r, nil)
		if err != nil {
			return err
		}
		events = append(events, e)
	}
	for part := range slices.Chunk(list, chunk) {
		var ids []string
		for _, r := range part {
			ids = append(ids, r.ID)
		}
		if err := tx.DB().Where("id IN ? AND metric_id = ?", ids, m.MetricID).Delete(&Reading{}).Error; err != nil {
			return err
		}
	}
	if len(events) == 0 {
		return nil
	}
	if err := tx.DB().CreateInBatches(events, 100).Error; err != nil {
		return err
	}
	return tx.tellEdges([]string{m.MetricID})
}
