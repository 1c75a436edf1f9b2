package models

import "math"

// Together is the progress of all metrics of an outcome by their weights: sum(w*p)/sum(w). One metric alone has no such figure.
type Together struct {
	Progress *float64 // 0 to 100; nil when there is no figure
	Why      string   // why there is none; empty for a single metric
}

// RollUp is the progress of several metrics together, weighted: sum(w*p)/sum(w). Without weights, or without progress on a weighted
// metric, there is no figure.
func RollUp(list []Tracking) (progress float64, ok bool) {
	var sum, weights float64
	for _, t := range list {
		if !weighs(t) {
			continue
		}
		if t.Progress == nil {
			return 0, false
		}
		sum += *t.Weight * *t.Progress
		weights += *t.Weight
	}
	if weights == 0 || math.IsInf(weights, 0) || math.IsInf(sum, 0) {
		return 0, false
	}
	return sum / weights, true
}

// weighs tells whether a metric counts in the roll-up: one without a weight does not.
func weighs(t Tracking) bool { return known(t.Weight) && *t.Weight > 0 }

// together rolls the metrics of an outcome up. A weighted metric whose target is not shown leaves no figure: its progress, and by that
// its target, could be told from the sum.
func together(list []MeasureNow) Together {
	if len(list) < 2 {
		return Together{}
	}
	var all []Tracking
	weighted := false
	for _, m := range list {
		all = append(all, m.Track)
		weighted = weighted || weighs(m.Track)
		if weighs(m.Track) && m.Track.Withheld {
			return Together{Why: "One of the targets is known and not shown, so no figure for all metrics together is shown either."}
		}
	}
	if progress, ok := RollUp(all); ok {
		return Together{Progress: &progress}
	}
	if !weighted {
		return Together{Why: "No metric has a weight, so there is no figure for all of them together."}
	}
	return Together{Why: "A metric that counts has no progress yet, so there is no figure for all of them together."}
}

// explainTogether says how the weighted progress of an outcome came about.
func (o *OutcomeNow) explainTogether() Explanation {
	e := Explanation{Figure: "All metrics together", Result: said("", o.Together.Why), Day: o.Track.Today, Kind: "outcome", Ref: o.Ref,
		Formula: "The progress of each metric times its weight, summed up and divided by all weights. A metric without a weight does not count."}
	if o.Together.Progress != nil {
		e.Result = input("", o.Together.Progress, UnitPercent)
	}
	var list []Input
	weights := 0.0
	for _, m := range o.Metrics {
		if weighs(m.Track) {
			weights += *m.Track.Weight
		}
	}
	for _, m := range o.Metrics {
		in := input(m.Name(), m.Track.Progress, UnitPercent)
		switch {
		case m.Track.Withheld:
			in.Text = notShown
		case !weighs(m.Track):
			in = said(m.Name(), "No weight, so it does not count")
		case m.Track.Progress != nil:
			in.Part, in.Parts = m.Track.Weight, &weights
		}
		list = append(list, in)
	}
	return e.of(list...)
}

// explainWorst says how the status of an outcome with several metrics came about.
func (o *OutcomeNow) explainWorst() Explanation {
	e := Explanation{Figure: "Status", Result: said("", o.Track.Status.Word()), Formula: "That of its metric which is furthest behind.",
		Day: o.Track.Today, Kind: "outcome", Ref: o.Ref}
	var list []Input
	for _, m := range o.Metrics {
		list = append(list, said(m.Name(), m.Track.Status.Word()))
	}
	return e.of(list...)
}

// Explain says how every figure of the outcome came about, metric by metric, and all of them together.
func (o *OutcomeNow) Explain() []Explanation {
	if len(o.Metrics) < 2 {
		return o.Track.Explain(o.Outcome, o.Measure)
	}
	list := []Explanation{o.explainWorst(), o.explainTogether()}
	for _, m := range o.Metrics {
		for _, e := range m.Track.Explain(o.Outcome, m.Measure) {
			e.Figure = m.Name() + ", " + lowerFirst(e.Figure)
			list = append(list, e)
		}
	}
	return list
}

func lowerFirst(s string) string { return string(s[0]|0x20) + s[1:] }

// Name is the metric's name.
func (m MeasureNow) Name() string {
	if m.Measure != nil && m.Measure.Metric != nil && m.Measure.Metric.Name != "" {
		return m.Measure.Metric.Name
	}
	return "A metric without a name"
}
