package models

// OwnMeasure finds a measure that has readings of its own, by the reference of its metric. One that shares the metric of an outcome is read
// there.
func (d *OperationsDetail) OwnMeasure(metric string) (*OperationsMeasureNow, error) {
	for _, m := range d.Measured {
		if m.Metric != nil && m.Metric.Ref == metric && m.Outcome == nil {
			return m, nil
		}
	}
	return nil, NotFound("This measure")
}

// RecordOperationsReading writes one reading of a measure of an operations strategy that is in force. Its owner may, the leads of its team
// and above, and executives.
func (tx *Tx) RecordOperationsReading(d *OperationsDetail, m *OperationsMeasureNow, e *ReadingEntry) error {
	if d.State != InForce {
		return AgainstRule("It is " + d.State + ". Readings are recorded while it is in force.")
	}
	_, err := tx.RecordReadings([]Measured{{Operations: d.OperationsStrategy, Measure: m.Plan(d.FromDay, m.Metric), Reading: e.reading()}})
	return err
}
