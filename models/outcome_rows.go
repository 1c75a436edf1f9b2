package models

import (
	"gorm.io/gorm"
)

// most bounds every list a page or a rule reads at once.
const most = 2000

// OutcomesOf gives a strategy's outcomes with their metrics, in order of priority.
func (r *Read) OutcomesOf(strategyID string) ([]*Outcome, error) {
	return heldRows(r, "outcomes of "+strategyID, partOutcomes, func() ([]*Outcome, error) {
		return r.outcomes(r.DB().Where("strategy_id = ? AND state <> ? AND removed_at IS NULL", strategyID, OutcomeAside).Limit(200))
	})
}

func (o *Outcome) unshare() {
	o.Measures = copies(o.Measures)
	for _, m := range o.Measures {
		if m.Metric != nil {
			own := *m.Metric
			m.Metric = &own
		}
	}
}

// OutcomesToPick gives the drafts that no strategy has taken yet and those this one set aside, as step 2 offers them, one page at a time, and how
// many there are.
func (r *Read) OutcomesToPick(strategyID string, from, count int) (list []*Outcome, all int64, err error) {
	open := func() *gorm.DB {
		return r.DB().Model(&Outcome{}).Where("removed_at IS NULL AND (strategy_id IS NULL OR strategy_id = ? AND state = ?)", strategyID, OutcomeAside)
	}
	if err = open().Count(&all).Error; err != nil {
		return nil, 0, err
	}
	list, err = r.outcomes(open().Offset(from).Limit(count))
	return list, all, err
}

// OutcomeByRef finds one outcome with its metrics.
func (r *Read) OutcomeByRef(ref string) (*Outcome, error) {
	return one("This outcome", func() ([]*Outcome, error) {
		return r.outcomes(r.DB().Where("ref = ? AND removed_at IS NULL", ref).Limit(1))
	})
}

// OutcomeByID finds one outcome with its metrics, removed ones too.
func (r *Read) OutcomeByID(id string) (*Outcome, error) {
	return one("This outcome", func() ([]*Outcome, error) { return r.outcomes(r.DB().Where("id = ?", id).Limit(1)) })
}

// one turns a list of at most one into it, or into not found.
func one[T any](what string, find func() ([]*T, error)) (*T, error) {
	list, err := find()
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, NotFound(what)
	}
	return list[0], nil
}

func (r *Read) outcomes(q *gorm.DB) ([]*Outcome, error) {
	var list []*Outcome
	if err := q.Order("CASE WHEN priority = 0 THEN 1 ELSE 0 END, priority, created_at, id").Find(&list).Error; err != nil || len(list) == 0 {
		return list, err
	}
	return list, r.fillMeasures(list)
}

// fillMeasures loads the metrics of many outcomes in two queries.
func (r *Read) fillMeasures(list []*Outcome) error {
	at := map[string]*Outcome{}
	for _, o := range list {
		at[o.ID] = o
		o.Measures = nil
	}
	var links []*OutcomeMetric
	if err := r.DB().Where("outcome_id IN ?", keys(at)).Order("outcome_id, position, id").Limit(most).Find(&links).Error; err != nil {
		return err
	}
	byMetric := map[string][]*OutcomeMetric{}
	for _, l := range links {
		at[l.OutcomeID].Measures = append(at[l.OutcomeID].Measures, l)
		byMetric[l.MetricID] = append(byMetric[l.MetricID], l)
	}
	var metrics []*Metric
	if err := r.DB().Where("id IN ?", keys(byMetric)).Limit(most).Find(&metrics).Error; err != nil {
		return err
	}
	for _, m := range metrics {
		for _, l := range byMetric[m.ID] {
			own := *m // a change to one outcome's metric is not one to another's
			l.Metric = &own
		}
	}
	return nil
}

func keys[V any](m map[string]V) []string {
	list := make([]string, 0, len(m))
	for k := range m {
		list = append(list, k)
	}
	return list
}

// AddOutcome writes a new outcome with its metrics and its event.
func (tx *Tx) AddOutcome(o *Outcome) error {
	if err := tx.Insert(o); err != nil {
		return err
	}
	if err := tx.saveMeasures(o); err != nil {
		return err
	}
	return tx.Emit(OutcomeCreated, o, nil, o)
}

// SaveOutcome writes a changed outcome with its metrics under its version, and the event kind says what changed. In force, a changed plan
// can turn its status; then that is told too.
func (tx *Tx) SaveOutcome(kind EventType, before, o *Outcome) error {
	if err := tx.Save(o); err != nil {
		return err
	}
	if err := tx.saveMeasures(o); err != nil {
		return err
	}
	if err := tx.Emit(kind, o, before, o); err != nil || o.State != OutcomeActive {
		return err
	}
	return tx.tellEdges(metricsOf(o))
}

// saveMeasures keeps an outcome's metrics as its Measures say. The outcome's own version guards them.
func (tx *Tx) saveMeasures(o *Outcome) error {
	var old []*OutcomeMetric
	if err := tx.DB().Where("outcome_id = ?", o.ID).Limit(most).Find(&old).Error; err != nil {
		return err
	}
	gone := map[string]*OutcomeMetric{}
	for _, m := range old {
		gone[m.ID] = m
	}
	for i, m := range o.Measures {
		m.OutcomeID, m.Position = o.ID, i+1
		if m.Metric != nil {
			if err := tx.saveMetric(o.ID, m.Metric); err != nil {
				return err
			}
			m.MetricID = m.Metric.ID
		}
		was := gone[m.ID]
		delete(gone, m.ID)
		if was == nil {
			if err := tx.Insert(m); err != nil {
				return err
			}
			continue
		}
		m.Version = was.Version
		if err := tx.Save(m); err != nil {
			return err
		}
	}
	for _, m := range gone {
		if err := tx.Delete(m); err != nil {
			return err
		}
	}
	return nil
}

// saveMetric adds a metric, or writes its new name; a metric keeps its readings through both. One that another outcome is measured
// by too keeps its name: this outcome gets a metric of its own instead.
func (tx *Tx) saveMetric(outcomeID string, m *Metric) error {
	if m.CadenceDays == 0 {
		m.CadenceDays = 7
	}
	if m.ID == "" {
		return tx.Insert(m)
	}
	var stored Metric
	if err := tx.DB().Where("id = ?", m.ID).First(&stored).Error; err != nil {
		return err
	}
	if stored.Name == m.Name && stored.CadenceDays == m.CadenceDays {
		return nil
	}
	var shared int64
	if err := tx.DB().Model(&OutcomeMetric{}).Where("metric_id = ? AND outcome_id <> ?", m.ID, outcomeID).Count(&shared).Error; err != nil {
		return err
	}
	if shared > 0 && stored.Name != m.Name {
		*m = Metric{Name: m.Name, CadenceDays: m.CadenceDays}
		return tx.Insert(m)
	}
	return tx.DB().Model(&Metric{}).Where("id = ?", m.ID).
		Updates(map[string]any{"name": m.Name, "cadence_days": m.CadenceDays, "version": gorm.Expr("version + 1"), "updated_at": tx.Now}).Error
}

// RemoveOutcome takes an outcome out of sight with its event; PutBackOutcome undoes it.
func (tx *Tx) RemoveOutcome(o *Outcome) error {
	before := *o
	if err := tx.Remove(o); err != nil {
		return err
	}
	return tx.Emit(OutcomeRemoved, o, &before, o)
}

// PutBackOutcome brings a removed outcome back as it was.
func (tx *Tx) PutBackOutcome(o *Outcome) error {
	before := *o
	if err := tx.PutBack(o); err != nil {
		return err
	}
	return tx.Emit(OutcomePutBack, o, &before, o)
}
