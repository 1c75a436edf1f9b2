package models

import (
	"slices"

	"gorm.io/gorm/clause"

	"throughline/models/day"
)

// MostConfidence is the highest confidence one can state: certain that the target will be met.
const MostConfidence = 10

// Measured is a value to be recorded, with the outcome and the metric of it that it was measured for; or, without an outcome, with the
// operations strategy whose own measure it is.
type Measured struct {
	Outcome    *Outcome
	Measure    *OutcomeMetric
	Reading    *Reading
	Operations *OperationsStrategy
}

func (m Measured) scope() Scope {
	if m.Outcome == nil {
		return m.Operations.scope()
	}
	return Owned(m.Outcome.OwnerTeamID, m.Outcome.OwnerPersonID)
}

// RecordReading writes one measured value with the baseline and target of this day. It is never changed afterwards; a newer
// reading that names it corrects it, and says why. Executives may, the leads above, and who owns the outcome.
func (tx *Tx) RecordReading(o *Outcome, m *OutcomeMetric, reading *Reading) error {
	_, err := tx.RecordReadings([]Measured{{Outcome: o, Measure: m, Reading: reading}})
	return err
}

// RecordReadings writes several measured values, each with its event, and tells which outcomes have gone off track or come back by
// them. What the same person has recorded just so already is not written a second time, so that a form that is sent twice counts
// once. It gives the readings that were written.
func (tx *Tx) RecordReadings(list []Measured) (written []*Reading, err error) {
	if len(list) == 0 {
		return nil, nil
	}
	var metrics []string
	for _, m := range list {
		if err := tx.mayRecord(m); err != nil {
			return nil, err
		}
		metrics = append(metrics, m.Measure.MetricID)
	}
	if err := tx.holdMeasured(metrics); err != nil {
		return nil, err
	}
	if err := tx.checkCorrections(list); err != nil {
		return nil, err
	}
	around, err := tx.recordedAround(metrics, list)
	if err != nil {
		return nil, err
	}
	stands := Standing(around)
	var events []*Event
	for _, m := range list {
		r := m.Reading
		if r.MetricID, r.OutcomeID = m.Measure.MetricID, nil; m.Outcome != nil {
			r.OutcomeID = &m.Outcome.ID
		}
		r.BaselineThen, r.TargetThen = m.Measure.Baseline, m.Measure.Target
		r.ByName, r.ByPersonID = tx.Who.Name, nil
		if tx.Who.SignedIn() {
			r.ByPersonID = &tx.Who.PersonID
		}
		if last := newestOf(stands, r); last == nil || !r.again(last) {
			written, stands = append(written, r), append(stands, r)
		}
	}
	if err := InsertAll[Reading](tx, written); err != nil {
		return nil, err
	}
	for _, r := range written {
		e, err := tx.event(ReadingRecorded, r, nil, r)
		if err != nil {
			return nil, err
		}
		events = append(events, e)
	}
	if len(events) == 0 {
		return nil, nil
	}
	if err := tx.DB().CreateInBatches(events, 100).Error; err != nil {
		return nil, err
	}
	return written, tx.tellEdges(metrics)
}

// mayRecord refuses what is no reading, and what is not this person's to record.
func (tx *Tx) mayRecord(m Measured) error {
	if err := tx.Who.Must(RecordReading, m.scope()); err != nil {
		return err
	}
	if m.Outcome != nil && len(closedOf([]*Outcome{m.Outcome})) > 0 {
		return AgainstRule("This outcome is closed. Record for the one that goes on with it, or take the close back first.")
	}
	r := m.Reading
	if !known(r.Value) {
		return AgainstRule("Give the value as a number.")
	}
	if r.Confidence < 0 || r.Confidence > MostConfidence {
		return AgainstRule("Give the confidence from 1 to 10.")
	}
	if say := DayProblem(r.Day, m.Measure, tx.Today()); say != "" {
		return AgainstRule(say)
	}
	return nil
}

// DayProblem says why a metric cannot have been measured on a day; empty when it can.
func DayProblem(d day.Day, m *OutcomeMetric, today day.Day) string {
	switch {
	case !d.Valid():
		return "Give the day this was measured."
	case d.After(today):
		return "This day has not come yet. Give the day it was measured, at the latest today."
	case m != nil && d.Before(m.BaselineDay):
		return "The baseline of this metric is of " + m.BaselineDay.Short() + ". A reading cannot be from before that day."
	}
	return ""
}

// holdMeasured lets others who record for the same outcomes wait until this change is done, so that a status is told once.
func (tx *Tx) holdMeasured(metrics []string) error {
	var ids []string
	measured := tx.DB().Model(&OutcomeMetric{}).Select("outcome_id").Where("metric_id IN ?", metrics)
	return tx.DB().Model(&Outcome{}).Clauses(clause.Locking{Strength: "UPDATE"}).Where("id IN (?)", measured).Order("id").Limit(most).Pluck("id", &ids).Error
}

// checkCorrections refuses to correct another metric's reading, one that was corrected already, and to correct without a reason.
func (tx *Tx) checkCorrections(list []Measured) error {
	metricOf := map[string]string{}
	for _, m := range list {
		if m.Reading.CorrectsReadingID == nil {
			continue
		}
		if m.Reading.Reason == "" {
			return AgainstRuleAt("reason", "Say why the earlier reading was wrong.")
		}
		metricOf[*m.Reading.CorrectsReadingID] = m.Measure.MetricID
	}
	for ids := range slices.Chunk(keys(metricOf), chunk) {
		old, err := found[*Reading](tx.DB().Where("id IN ?", ids))
		if err != nil {
			return err
		}
		if len(old) < len(ids) {
			return NotFound("The reading to correct")
		}
		for _, r := range old {
			if r.MetricID != metricOf[r.ID] {
				return AgainstRule("A reading can only correct one of the same metric.")
			}
		}
		var newer []*Reading
		if err := tx.DB().Where("corrects_reading_id IN ?", ids).Limit(1).Find(&newer).Error; err != nil {
			return err
		}
		if len(newer) > 0 {
			return AgainstRule("This reading was corrected already, by " + newer[0].ByName + ". Correct the newer one.")
		}
	}
	return nil
}

// recordedAround are the readings of some metrics between the first and the last day of a list.
func (tx *Tx) recordedAround(metrics []string, list []Measured) ([]*Reading, error) {
	from, to := list[0].Reading.Day, list[0].Reading.Day
	for _, m := range list {
		from, to = min(from, m.Reading.Day), max(to, m.Reading.Day)
	}
	var stands []*Reading
	err := tx.DB().Where("metric_id IN ? AND day >= ? AND day <= ?", metrics, from, to).Order("created_at DESC, id DESC").Limit(5 * most).Find(&stands).Error
	return stands, err
}

// newestOf is the newest reading of a reading's metric and day.
func newestOf(stands []*Reading, r *Reading) (last *Reading) {
	for _, one := range stands {
		if one.MetricID == r.MetricID && one.Day == r.Day {
			last = one
		}
	}
	return last
}

// again tells whether another reading says just the same, by the same person.
func (r *Reading) again(o *Reading) bool {
	return r.MetricID == o.MetricID && r.Day == o.Day && sameNumber(r.Value, o.Value) && r.Note == o.Note && r.Confidence == o.Confidence &&
		r.ByName == o.ByName && idOf(r.ByPersonID) == idOf(o.ByPersonID) && idOf(r.CorrectsReadingID) == idOf(o.CorrectsReadingID)
}

func idOf(id *string) string {
	if id == nil {
		return ""
	}
	return *id
}

// metricsOf are the ids of an outcome's metrics.
func metricsOf(o *Outcome) (ids []string) {
	for _, m := range o.Measures {
		ids = append(ids, m.MetricID)
	}
	return ids
}
