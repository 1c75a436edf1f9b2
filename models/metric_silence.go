package models

import (
	"encoding/json"
	"slices"

	"throughline/models/day"
)

// morningHour is when the company's day begins for what is looked at once a day.
const morningHour = 6

// MetricSilence is what an event says of a metric that nobody reads (R31): since when, and who answers for what it measures.
type MetricSilence struct {
	Ref      string         `json:"ref"`
	Metric   string         `json:"metric"`
	Since    day.Day        `json:"since"` // of its newest reading, or since when it was to be read
	Never    bool           `json:"never"` // it has no reading at all
	Cadence  int            `json:"cadence_days"`
	Outcomes []QuietOutcome `json:"outcomes"`
}

// QuietOutcome is one outcome that a quiet metric measures, with who answers for it.
type QuietOutcome struct {
	ID            string  `json:"-"`
	Ref           string  `json:"ref"`
	Title         string  `json:"title"`
	OwnerPersonID *string `json:"owner_person_id"`
	OwnerTeamID   *string `json:"owner_team_id"`
}

// BeginDay has done what each day of the company's brings, from six in the morning in its zone. It is called every hour; each day has its
// work once.
func (tx *Tx) BeginDay() error {
	c, err := tx.Company()
	if _, none := AsRefusal(err); none {
		return nil // before first run
	}
	if err != nil {
		return err
	}
	today := tx.Today()
	if tx.Now.Before(c.Calendar().At(today, morningHour)) {
		return nil
	}
	for _, kind := range []WorkKind{LookSilence, LookIssues, LookDates, LookMetrics, LookWrong} {
		if err := tx.Enqueue(&Work{Key: string(kind) + ":" + string(today), Kind: kind}); err != nil {
			return err
		}
	}
	return tx.Enqueue(&Work{Key: string(LookAudits) + ":" + string(today.Monday()), Kind: LookAudits}) // once a week
}

// LookAtMetrics tells which outcomes in force the calendar alone has turned, and which of their metrics nobody reads. Each silence is told
// once; a reading ends it.
func (tx *Tx) LookAtMetrics() error {
	s, _, err := tx.InForce()
	if err != nil || s == nil {
		return err
	}
	outcomes, err := tx.outcomes(tx.DB().Where("strategy_id = ? AND state = ? AND removed_at IS NULL", s.ID, OutcomeActive).Limit(most))
	if err != nil || len(outcomes) == 0 {
		return err
	}
	var metrics []string
	for _, o := range outcomes {
		metrics = append(metrics, metricsOf(o)...)
	}
	if err := tx.tellEdges(metrics); err != nil {
		return err
	}
	readings, err := tx.ReadingsOf(metrics)
	if err != nil {
		return err
	}
	quiet := quietMetrics(outcomes, readings, tx.inForceDay(s), tx.Today())
	told, err := tx.lastSilences(quiet)
	if err != nil {
		return err
	}
	for _, q := range quiet {
		if told[q.metric.ID] == q.silence.Since {
			continue
		}
		if err := tx.Tell(MetricStale, q.metric, nil, q.silence); err != nil {
			return err
		}
	}
	return nil
}

// inForceDay is the company's day on which a strategy came in force.
func (r *Read) inForceDay(s *Strategy) day.Day {
	c, err := r.Company()
	if err != nil || s.InForceAt == nil {
		return ""
	}
	return c.Calendar().Today(*s.InForceAt)
}

// quietMetric is a metric that nobody reads.
type quietMetric struct {
	metric  *Metric
	silence *MetricSilence
}

// quietMetrics finds the metrics of outcomes without a reading for their cadence and 3 days (R31). One that was never read is counted from
// the day of its baseline, or from when the strategy came in force if that was later.
func quietMetrics(outcomes []*Outcome, readings map[string][]*Reading, inForce, today day.Day) (list []quietMetric) {
	at := map[string]*MetricSilence{}
	for _, o := range outcomes {
		for _, m := range o.Measures {
			if m.Metric == nil {
				continue
			}
			if at[m.MetricID] == nil {
				q := quietMetric{m.Metric, silenceOf(m, readings[m.MetricID], inForce)}
				if at[m.MetricID] = q.silence; today.Sub(q.silence.Since) > q.silence.Cadence+staleGrace {
					list = append(list, q)
				}
			}
			at[m.MetricID].Outcomes = append(at[m.MetricID].Outcomes, QuietOutcome{o.ID, o.Ref, o.Title, o.OwnerPersonID, o.OwnerTeamID})
		}
	}
	return list
}

func silenceOf(m *OutcomeMetric, readings []*Reading, inForce day.Day) *MetricSilence {
	s := &MetricSilence{Ref: m.Metric.Ref, Metric: m.Metric.Name, Cadence: cadenceOf(m)}
	for _, r := range slices.Backward(Standing(readings)) {
		if known(r.Value) {
			s.Since = r.Day
			return s
		}
	}
	s.Never, s.Since = true, max(m.BaselineDay, inForce)
	return s
}

// lastSilences gives for each metric the day since when its silence was told last.
func (tx *Tx) lastSilences(quiet []quietMetric) (map[string]day.Day, error) {
	told := map[string]day.Day{}
	var ids []string
	for _, q := range quiet {
		ids = append(ids, q.metric.ID)
	}
	if len(ids) == 0 {
		return told, nil
	}
	var list []*Event
	err := tx.DB().Where("entity_type = ? AND entity_id IN ? AND type = ?", "metric", ids, MetricStale).Order("occurred_at DESC, id DESC").Limit(most).Find(&list).Error
	for _, e := range list {
		if _, known := told[e.EntityID]; known {
			continue
		}
		var c struct{ After MetricSilence }
		if err := json.Unmarshal([]byte(e.Payload), &c); err != nil {
			return nil, err
		}
		told[e.EntityID] = c.After.Since
	}
	return told, err
}
