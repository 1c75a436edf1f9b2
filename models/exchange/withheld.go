package exchange

import "throughline/models"

// withheldMetrics are the ids of the metrics that some outcome has a target for which is known and not shown.
func withheldMetrics(r *models.Read) (map[string]bool, error) {
	var ids []string
	err := r.DB().Model(&models.OutcomeMetric{}).Where("target_withheld = ?", true).Distinct().Limit(100_000).Pluck("metric_id", &ids).Error
	hidden := map[string]bool{}
	for _, id := range ids {
		hidden[id] = true
	}
	return hidden, err
}

// leaveOut takes out of a row what would tell a target that is known and not shown.
func leaveOut(e models.Entity, hidden map[string]bool) {
	switch row := e.(type) {
	case *models.OutcomeMetric:
		if row.TargetWithheld {
			row.Target, row.TargetText, row.Low, row.High = nil, "", nil, nil
		}
	case *models.Reading:
		if hidden[row.MetricID] {
			row.TargetThen = nil
		}
	}
}
