package models

import (
	"slices"

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

// OutcomeNow is an outcome as it stands today: its metric, its readings, its status and who answers for it.
type OutcomeNow struct {
	*Outcome
	Measure   *OutcomeMetric // the first metric, whose figure is shown; nil when it has none
	Readings  []*Reading     // that count, oldest first
	Track     Tracking       // of the first metric; its status is the worst of all metrics
	Others    []MeasureNow   // further metrics
	OwnedBy   Owner
	Workflows int // how many workflows of the company move it
}

// MeasureNow is a further metric of an outcome.
type MeasureNow struct {
	Measure  *OutcomeMetric
	Readings []*Reading
	Track    Tracking
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

// By is the deadline, or the words given for it.
func (o *OutcomeNow) By() (day.Day, string) { return o.Deadline, o.DeadlineText }

var statusOrder = []Status{OffTrack, AtRisk, CannotTell, Stale, NotMeasured, OnTrack}

// outcomeNow holds all metrics of one outcome against their plans.
func outcomeNow(o *Outcome, readings map[string][]*Reading, limits Thresholds, today day.Day) *OutcomeNow {
	now := &OutcomeNow{Outcome: o}
	if len(o.Measures) == 0 {
		now.Track = Track(o, nil, nil, limits, today)
		return now
	}
	worst := len(statusOrder)
	for i, m := range o.Measures {
		t := Track(o, m, readings[m.MetricID], limits, today)
		if at := slices.Index(statusOrder, t.Status); at >= 0 {
			worst = min(worst, at)
		}
		if i == 0 {
			now.Measure, now.Readings, now.Track = m, Standing(readings[m.MetricID]), t
			continue
		}
		now.Others = append(now.Others, MeasureNow{Measure: m, Readings: Standing(readings[m.MetricID]), Track: t})
	}
	if worst < len(statusOrder) && now.Track.Status != statusOrder[worst] {
		now.Track.Status, now.Track.Why = statusOrder[worst], "The status is that of its metric which is furthest behind."
	}
	return now
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
	list := make([]*OutcomeNow, len(outcomes))
	for i, o := range outcomes {
		list[i] = outcomeNow(o, readings, company.Thresholds(), r.Today())
		list[i].OwnedBy = ownerOf(o.OwnerTeamID, o.OwnerPersonID, o.OwnerText, tree.ByID, people)
		list[i].Workflows = serve[o.ID]
	}
	return list, nil
}

// workflowsPerOutcome counts the workflows that move each outcome, in one query.
func (r *Read) workflowsPerOutcome(ids []string) (map[string]int, error) {
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
}
