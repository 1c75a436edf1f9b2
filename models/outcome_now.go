package models

import (
	"slices"
	"strings"

	"throughline/models/day"
)

// Owner is who answers for a thing: a person, a team, or a name that nobody could be found for.
type Owner struct {
	Name string
	Ref  string // of the person or team; empty for a mere name
	Team bool
}

// None tells whether nobody answers for it.
func (o Owner) None() bool { return o.Name == "" }

// ownerOf names the owner: the person first, then the team, then the words.
func ownerOf(teamID, personID *string, words string, teams map[string]*Team, people map[string]*Person) Owner {
	if personID != nil {
		if p := people[*personID]; p != nil {
			return Owner{Name: p.Name, Ref: p.Ref}
		}
	}
	if teamID != nil {
		if t := teams[*teamID]; t != nil {
			return Owner{Name: t.Name, Ref: t.Ref, Team: true}
		}
	}
	return Owner{Name: words}
}

// OutcomeNow is an outcome as it stands today, as everybody may read it: its metrics, their readings, its status and who answers for it.
// A target that is known and not shown is not in it, nor anything the target could be told from (see Tracking.Withheld). So it is for
// reading only: what is saved is the Outcome itself.
type OutcomeNow struct {
	*Outcome
	Measure   *OutcomeMetric // the first metric, whose figure is shown; nil when it has none
	Readings  []*Reading     // that count, oldest first
	Track     Tracking       // of the first metric; its status is the worst of all metrics
	Metrics   []MeasureNow   // every metric in order, the first one too, each with its own status
	Together  Together       // the progress of all metrics by their weights
	OwnedBy   Owner
	Workflows int // how many workflows of the company move it
}

// MeasureNow is one metric of an outcome as it stands today.
type MeasureNow struct {
	Measure  *OutcomeMetric
	Readings []*Reading
	Track    Tracking
}

// Others are the further metrics.
func (o *OutcomeNow) Others() []MeasureNow {
	if len(o.Metrics) < 2 {
		return nil
	}
	return o.Metrics[1:]
}

// By is the outcome as one of its metrics alone shows it.
func (o *OutcomeNow) By(m MeasureNow) *OutcomeNow {
	by := *o
	by.Measure, by.Readings, by.Track = m.Measure, m.Readings, m.Track
	by.Metrics, by.Together = []MeasureNow{m}, Together{}
	return &by
}

// Name is the metric's name, or the outcome's title when it has none.
func (o *OutcomeNow) Name() string {
	if o.Measure != nil && o.Measure.Metric != nil && o.Measure.Metric.Name != "" {
		return o.Measure.Metric.Name
	}
	return o.Title
}

// Unit of the figure; empty when it has none.
func (o *OutcomeNow) Unit() string {
	if o.Measure == nil {
		return ""
	}
	return o.Measure.Unit
}

var statusOrder = []Status{OffTrack, AtRisk, CannotTell, Stale, NotMeasured, OnTrack}

// outcomeNow holds all metrics of one outcome against their plans, and then leaves out what is not shown.
func outcomeNow(stored *Outcome, readings map[string][]*Reading, limits Thresholds, today day.Day) *OutcomeNow {
	o := *stored
	now := &OutcomeNow{Outcome: &o}
	if o.Measures = nil; len(stored.Measures) == 0 {
		now.Track = Track(&o, nil, nil, limits, today)
		return now
	}
	worst := len(statusOrder)
	for _, m := range stored.Measures {
		t := Track(stored, m, readings[m.MetricID], limits, today)
		if at := slices.Index(statusOrder, t.Status); at >= 0 {
			worst = min(worst, at)
		}
		shown := MeasureNow{Measure: m, Readings: seenReadings(stored, m, readings[m.MetricID]), Track: t}
		if m.TargetWithheld {
			shown.Measure, shown.Track = m.withheld(), t.withheld()
		}
		now.Metrics, o.Measures = append(now.Metrics, shown), append(o.Measures, shown.Measure)
	}
	now.Measure, now.Readings, now.Track = now.Metrics[0].Measure, Standing(now.Metrics[0].Readings), now.Metrics[0].Track
	for i := range now.Metrics {
		now.Metrics[i].Readings = Standing(now.Metrics[i].Readings)
	}
	now.Together = together(now.Metrics)
	if worst < len(statusOrder) && now.Track.Status != statusOrder[worst] {
		now.Track.Status, now.Track.Why = statusOrder[worst], "The status is that of its metric which is furthest behind."
	}
	return now
}

// withheld is a metric as readers see it when its target is known and not shown.
func (m *OutcomeMetric) withheld() *OutcomeMetric {
	shown := *m
	shown.Target, shown.TargetText, shown.Low, shown.High = nil, "", nil, nil
	return &shown
}

// withheld leaves out of a tracking what the target could be told from. The status word stays: it is what people are to know.
func (t Tracking) withheld() Tracking {
	t.Withheld, t.Progress, t.Behind = true, nil, nil
	return t
}

// seenReadings are a metric's readings as this outcome's page may show them. The target of the day stays only where it is this
// outcome's and shown: another outcome measured by the same metric may withhold its own.
func seenReadings(o *Outcome, m *OutcomeMetric, all []*Reading) []*Reading {
	list := make([]*Reading, len(all))
	for i, r := range all {
		seen := *r
		if m.TargetWithheld || r.OutcomeID == nil || *r.OutcomeID != o.ID {
			seen.TargetThen = nil
		}
		list[i] = &seen
	}
	return list
}

// OutcomesNow gives outcomes as they stand today, in the order given: one query for the readings, one for the workflows that move
// them and one for the owners.
func (r *Read) OutcomesNow(outcomes []*Outcome, tree *Tree) ([]*OutcomeNow, error) {
	if len(outcomes) == 0 {
		return nil, nil
	}
	company, err := r.Company()
	if err != nil {
		return nil, err
	}
	var metrics, ids []string
	var owners []*string
	for _, o := range outcomes {
		ids, owners = append(ids, o.ID), append(owners, o.OwnerPersonID)
		for _, m := range o.Measures {
			metrics = append(metrics, m.MetricID)
		}
	}
	readings, err := r.ReadingsOf(metrics)
	if err != nil {
		return nil, err
	}
	people, err := r.peopleByID(owners...)
	if err != nil {
		return nil, err
	}
	serve, err := r.workflowsPerOutcome(ids)
	if err != nil {
		return nil, err
	}
	closes, err := r.ClosesOf(closedOf(outcomes))
	if err != nil {
		return nil, err
	}
	list := make([]*OutcomeNow, len(outcomes))
	for i, o := range outcomes {
		mine, today := readings, r.Today()
		if c := closes[o.ID]; c != nil { // its metric may go on in another outcome; it stands as on its last day
			mine, today = readUntil(o, readings, c), c.Day
		}
		list[i] = outcomeNow(o, mine, company.Thresholds(), today)
		list[i].OwnedBy = ownerOf(o.OwnerTeamID, o.OwnerPersonID, o.OwnerText, tree.ByID, people)
		list[i].Workflows = serve[o.ID]
	}
	return list, nil
}

// workflowsPerOutcome counts the workflows that move each outcome, in one query.
func (r *Read) workflowsPerOutcome(ids []string) (map[string]int, error) {
	return held(r, "workflows for each of "+strings.Join(ids, " "), partWorkflows, func() (map[string]int, error) {
		var rows []struct {
			OutcomeID string
			N         int
		}
		err := r.DB().Model(&WorkflowOutcome{}).Select("workflow_outcomes.outcome_id AS outcome_id, COUNT(*) AS n").
			Joins("JOIN workflows ON workflows.id = workflow_outcomes.workflow_id AND workflows.removed_at IS NULL").
			Where("workflow_outcomes.outcome_id IN ?", ids).Group("workflow_outcomes.outcome_id").Limit(most).Find(&rows).Error
		out := map[string]int{}
		for _, row := range rows {
			out[row.OutcomeID] = row.N
		}
		return out, err
	})
}
