package models

import (
	"cmp"
	"slices"
	"strings"

	"throughline/models/day"
)

// maxReadings bounds how many readings of one metric a page or a figure looks at, newest first.
const maxReadings = 200

// Standing gives the readings that count, oldest first: those that no newer reading corrects. Of two on one day the later made is last.
func Standing(all []*Reading) []*Reading {
	corrected := map[string]bool{}
	for _, r := range all {
		if r.CorrectsReadingID != nil {
			corrected[*r.CorrectsReadingID] = true
		}
	}
	list := make([]*Reading, 0, len(all))
	for _, r := range all {
		if !corrected[r.ID] {
			list = append(list, r)
		}
	}
	slices.SortStableFunc(list, func(a, b *Reading) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	return list
}

// ReadingsOf gives the newest readings of some metrics, oldest first, at most 200 for each metric, in one query.
func (r *Read) ReadingsOf(metricIDs []string) (map[string][]*Reading, error) {
	if len(metricIDs) == 0 {
		return map[string][]*Reading{}, nil
	}
	list, err := heldRows(r, "readings of "+strings.Join(metricIDs, " "), partOutcomes, func() ([]*Reading, error) { return r.readings(metricIDs) })
	out := make(map[string][]*Reading, len(metricIDs))
	for _, reading := range list {
		out[reading.MetricID] = append(out[reading.MetricID], reading)
	}
	return out, err
}

func (r *Read) readings(metricIDs []string) (list []*Reading, err error) {
	numbered := r.DB().Model(&Reading{}).Select("*, ROW_NUMBER() OVER (PARTITION BY metric_id ORDER BY day DESC, created_at DESC, id DESC) AS place").
		Where("metric_id IN ?", metricIDs)
	err = r.DB().Table("(?) AS readings", numbered).Where("place <= ?", maxReadings).Order("metric_id, day, created_at, id").
		Limit(maxReadings * len(metricIDs)).Find(&list).Error
	return list, err
}

// Sparkline is the course of a metric as its page draws it: one point for each reading, nil where the value is missing.
func Sparkline(sorted []*Reading, points int) (days []day.Day, values []*float64) {
	if len(sorted) > points {
		sorted = sorted[len(sorted)-points:]
	}
	for _, r := range sorted {
		days = append(days, r.Day)
		if known(r.Value) {
			values = append(values, r.Value)
		} else {
			values = append(values, nil)
		}
	}
	return days, values
}
