package models

import "throughline/models/day"

// Way is the straight line of a metric from its baseline on the baseline's day to its target at the deadline: where it is expected on
// each day between (product arithmetic). There is none for a band, for a plan that gives no progress, and where the target is not shown.
type Way struct {
	From, To   day.Day
	Start, End float64
}

// WayOf is the way of one of an outcome's metrics; false when there is none.
func WayOf(o *Outcome, m *OutcomeMetric) (Way, bool) {
	if m == nil || m.Direction == Band || planProblem(m) != "" || !m.BaselineDay.Before(o.Deadline) {
		return Way{}, false
	}
	return Way{From: m.BaselineDay, To: o.Deadline, Start: *m.Baseline, End: *m.Target}, true
}

// ReadingsPage gives a part of all readings of the metric that a page shows, newest first, corrected ones too, with how many there are in
// all. By whom and why one was corrected is then in the page.
func (r *Read) ReadingsPage(p *OutcomeDetail, from, count int) (list []*Reading, all int64, err error) {
	m := p.Shown.Measure
	if m == nil {
		return nil, 0, nil
	}
	if err := r.DB().Model(&Reading{}).Where("metric_id = ?", m.MetricID).Count(&all).Error; err != nil {
		return nil, 0, err
	}
	if err := r.DB().Where("metric_id = ?", m.MetricID).Order("day DESC, created_at DESC, id DESC").Offset(from).Limit(count).Find(&list).Error; err != nil {
		return nil, 0, err
	}
	if p.CorrectedBy, err = r.correctionsOf(list); err != nil {
		return nil, 0, err
	}
	return seenReadings(p.stored, m, list), all, nil
}

// correctionsOf finds the readings that correct some others, by the id of the corrected one.
func (r *Read) correctionsOf(list []*Reading) (map[string]*Reading, error) {
	by := map[string]*Reading{}
	if len(list) == 0 {
		return by, nil
	}
	var ids []string
	for _, one := range list {
		ids = append(ids, one.ID)
	}
	newer, err := found[*Reading](r.DB().Where("corrects_reading_id IN ?", ids))
	for _, one := range newer {
		by[*one.CorrectsReadingID] = one
	}
	return by, err
}

// ToCorrect finds a reading of the metric that a page shows, one that was not corrected yet. Nothing when none is named.
func (r *Read) ToCorrect(p *OutcomeDetail, id string) (*Reading, error) {
	if id == "" || p.Shown.Measure == nil {
		return nil, nil
	}
	old, err := one("The reading to correct", func() ([]*Reading, error) {
		return found[*Reading](r.DB().Where("id = ? AND metric_id = ?", id, p.Shown.Measure.MetricID))
	})
	if err != nil {
		return nil, err
	}
	by, err := r.correctionsOf([]*Reading{old})
	if err == nil && by[id] != nil {
		err = AgainstRule("This reading was corrected already, by " + by[id].ByName + ". Correct the newer one.")
	}
	return seenReadings(p.stored, p.Shown.Measure, []*Reading{old})[0], err
}

// ToRecord is the page of an outcome for one who records readings of a metric there; for others it is not theirs to do.
func (r *Read) ToRecord(ref, metric string) (*OutcomeDetail, error) {
	p, err := r.OutcomePage(ref, metric)
	if err != nil {
		return nil, err
	}
	if err := r.Who.Must(RecordReading, Owned(p.OwnerTeamID, p.OwnerPersonID)); err != nil {
		return nil, err
	}
	if p.Shown.Measure == nil {
		return nil, AgainstRule("This outcome has no metric yet. Give it one in step 2 of the alignment, then record readings.")
	}
	return p, nil
}
