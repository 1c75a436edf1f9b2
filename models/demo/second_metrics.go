package demo

import (
	"fmt"

	"throughline/models"
	"throughline/models/day"
)

// secondMetrics stand beside the first metric of an outcome, with weights of their own. The target of one is known, and not shown here.
var secondMetrics = []struct {
	ref, metric, unit, toward string
	from, target              float64
	withheld                  bool
	weight                    float64
	values                    []float64 // a quarter of weekly readings, oldest first
}{
	{"O1", "Tickets that come back within two weeks", "%", models.Reduce, 18, 9, false, 0.5,
		[]float64{16.4, 16.1, 15.8, 15.9, 15.2, 14.8, 14.6, 14.1, 13.9, 13.4, 13.2, 12.7, 12.5}},
	{"O3", "Yearly income from each clinic", "thousand euros", models.Increase, 31, 36, true, 0.5,
		[]float64{31.6, 31.8, 32, 32.1, 32.3, 32.6, 32.8, 32.9, 33.1, 33.3, 33.6, 33.8, 34}},
}

// secondMeasures adds them to the outcomes, before these are stored.
func (l *loader) secondMeasures(made day.Day) (metrics []*models.Metric, measures []*models.OutcomeMetric) {
	for _, s := range secondMetrics {
		o := l.Outcomes[s.ref]
		metric := &models.Metric{Row: l.row("metric", s.metric, made), Name: s.metric, CadenceDays: 7}
		m := &models.OutcomeMetric{
			Row: l.row("measure", s.ref+"/2", made), OutcomeID: o.ID, MetricID: metric.ID, Position: 2, Unit: s.unit, Direction: s.toward,
			Baseline: number(s.from), BaselineText: fmt.Sprint(s.from), BaselineDay: l.baselineDay(), Target: number(s.target), TargetText: fmt.Sprint(s.target),
			TargetWithheld: s.withheld, Weight: number(s.weight), Metric: metric,
		}
		o.Measures = append(o.Measures, m)
		metrics, measures = append(metrics, metric), append(measures, m)
	}
	return metrics, measures
}
