package models

import (
	"time"

	"gorm.io/gorm"

	"throughline/models/day"
)

// Directions of a metric towards its target.
const (
	Increase = "increase"
	Reduce   = "reduce"
	Band     = "band"
)

// Metric is one figure the company really updates, each week unless its cadence says otherwise (R23).
type Metric struct {
	Row
	Ref         string
	Name        string
	CadenceDays int
	RemovedAt   *time.Time
}

func (m *Metric) reference() (string, *string) { return "M", &m.Ref }

// MetricsToPick are the metrics to pick from, by name: all but those that only drafts measure by that are not for this person.
func (r *Read) MetricsToPick() ([]*Metric, error) {
	tied := r.DB().Model(&OutcomeMetric{}).Select("1").Where("outcome_metrics.metric_id = metrics.id")
	seen := tied.Session(&gorm.Session{}).Where("outcome_id IN (?)", r.visibleOutcomes(r.DB().Model(&Outcome{}).Select("id")))
	return found[*Metric](r.DB().Where("removed_at IS NULL AND name <> ''").Where("NOT EXISTS (?) OR EXISTS (?)", tied, seen).Order("name, id").Limit(most))
}

// OutcomeMetric says how one metric shows one outcome: from which baseline, on which day, to which target.
// The typed texts stay beside the numbers read from them.
type OutcomeMetric struct {
	Row
	OutcomeID      string
	MetricID       string
	Position       int
	Unit           string
	Direction      string
	IndicatorType  string // as imported
	Baseline       *float64
	BaselineText   string
	BaselineDay    day.Day
	Target         *float64
	TargetText     string
	TargetWithheld bool // known, not shown here
	Low            *float64
	High           *float64
	Weight         *float64

	Metric *Metric `gorm:"-"`
}

// Reading is one measured value on one day. It is never changed; a newer reading corrects it.
type Reading struct {
	Row
	MetricID          string
	OutcomeID         *string
	Day               day.Day
	Value             *float64
	ValueText         string
	BaselineThen      *float64
	TargetThen        *float64
	StatusText        string
	Period            string
	Note              string
	Confidence        int // 1 to 10, how sure they are that the target will be met; 0 when nothing was said. It looks forward and is never part of progress
	ByPersonID        *string
	ByName            string
	CorrectsReadingID *string
	Reason            string // why it corrects that one
}
