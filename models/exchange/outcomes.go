package exchange

import (
	"strings"

	"throughline/models"
	"throughline/models/statement"
)

// takeOutcome makes a draft outcome with its measure; step 2 offers it to pick from.
func takeOutcome(im *importer, it *item) error {
	o := it.entity.(*models.Outcome)
	o.State = models.OutcomeDraft
	if it.text("statement", "title", "name") == "" {
		it.find("statement_missing", "")
	}
	for _, heading := range []string{"objective_id", "goal_id"} {
		named := it.text(heading)
		if named == "" {
			continue
		}
		switch kind, id, ok := im.resolve(strings.TrimSuffix(heading, "_id"), named); {
		case !ok:
			it.find("dangling", heading+": "+named)
		case kind == "goal":
			o.GoalID = &id
		default:
			o.ObjectiveID = &id
		}
	}
	o.OwnerPersonID, o.OwnerText = im.owner(it, o.OwnerTeamID != nil)
	o.Deadline, o.DeadlineText = im.due(it, dueMust)
	im.measure(it, o)
	return nil
}

// measure reads an outcome's metric, baseline and target. Texts stay beside the numbers read from them.
func (im *importer) measure(it *item, o *models.Outcome) {
	name, baseline, target := it.text("metric"), readAmount(it.text("baseline")), readAmount(it.text("target"))
	withheld, kind := it.text("target_withheld"), it.text("indicator_type", "direction")
	m := &models.OutcomeMetric{
		Row: models.Row{ID: im.made("outcome_metric", it.id)}, OutcomeID: it.id, MetricID: im.made("metric", it.id), Position: 1,
		Unit: it.text("unit"), IndicatorType: it.text("indicator_type"),
		Baseline: baseline.value, BaselineText: baseline.text, Target: target.value, TargetText: target.text,
	}
	im.withhold(it, m, withheld)
	if m.Baseline == nil && m.BaselineText == "" {
		m.Baseline = target.baseline
	}
	if m.Unit == "" {
		m.Unit = firstOf(target.unit, baseline.unit, unitOf(name))
	}
	im.direction(it, m, kind, target)
	if m.Direction == "" {
		m.Direction = firstOf(statement.SaidDirection(o.Title), statement.SaidDirection(name))
	}
	if m.Direction == "" {
		it.find("direction_missing", kind)
	}
	im.missing(it, m, name, baseline, target)
	if name == "" && m.TargetText == "" && m.BaselineText == "" && kind == "" {
		im.unmeasured[it.id] = o.Title
		return // nothing to measure it by yet; a reading makes the metric when one comes
	}
	im.addMeasure(m, firstOf(name, o.Title))
}

func (im *importer) addMeasure(m *models.OutcomeMetric, name string) {
	im.link(&models.Metric{Row: models.Row{ID: m.MetricID}, Name: name, CadenceDays: 7})
	im.link(m)
	im.metricOf[m.OutcomeID] = m
}

// direction follows the source's own type, else the numbers, else the words; where they disagree somebody has to look.
func (im *importer) direction(it *item, m *models.OutcomeMetric, kind string, target amount) {
	m.Direction = firstOf(directionOf(kind), target.direction)
	if m.Low, m.High = target.low, target.high; m.Direction == models.Band && m.Low == nil {
		m.Low = m.Target // "maintain at or above" has a floor and no ceiling
	}
	if m.Baseline != nil && m.Target != nil && m.Direction != models.Band {
		rising := *m.Target > *m.Baseline
		switch {
		case *m.Target == *m.Baseline:
			it.find("baseline_is_target", m.TargetText)
		case m.Direction == "" && rising:
			m.Direction = models.Increase
		case m.Direction == "":
			m.Direction = models.Reduce
		case rising != (m.Direction == models.Increase):
			it.find("direction_contrary", kind)
		}
	}
}

// withhold keeps what the source says about a target it does not show. Where a number is shown too, somebody has to say which counts.
func (im *importer) withhold(it *item, m *models.OutcomeMetric, withheld string) {
	if withheld == "" || isNo(withheld) {
		return
	}
	m.TargetWithheld = m.TargetText == ""
	if isYes(withheld) {
		return
	}
	if m.TargetText != "" {
		it.find("target_partly", withheld)
		withheld = m.TargetText + "; " + withheld
	}
	m.TargetText = withheld
}

// missing says what the measure still needs (R11).
func (im *importer) missing(it *item, m *models.OutcomeMetric, name string, baseline, target amount) {
	var lacks []string
	if name == "" {
		lacks = append(lacks, "metric")
	}
	if baseline.text == "" {
		lacks = append(lacks, "baseline")
	} else if baseline.value == nil {
		it.find("baseline_words", baseline.text)
	}
	if target.text == "" && !m.TargetWithheld {
		lacks = append(lacks, "target")
	} else if target.value == nil && !m.TargetWithheld {
		it.find("target_words", target.text)
	}
	if m.Unit == "" {
		lacks = append(lacks, "unit")
	}
	if len(lacks) > 0 {
		it.find("measure_missing", strings.Join(lacks, ", "))
	}
}

// takeReading puts a value on its outcome's metric. A missing value stays a gap, and its words stay with it.
func takeReading(im *importer, it *item) error {
	r := it.entity.(*models.Reading)
	value := readAmount(firstOf(it.text("value"), it.text("value_text")))
	if it.text("value") == "" {
		value.value = nil
	}
	r.Value, r.ValueText, r.ByName = value.value, firstOf(it.text("value_text"), it.text("value")), im.tx.Who.Name
	if named := it.text("metric_id"); named != "" {
		if _, id, ok := im.resolve("metric", named); ok {
			r.MetricID = id
		}
	}
	named := it.text("outcome_id")
	if _, id, ok := im.resolve("outcome", named); ok && named != "" {
		r.OutcomeID = &id
		im.metricFor(r)
	}
	if r.MetricID == "" {
		it.refused = "It names no outcome or metric that is here: " + short(firstOf(named, it.text("metric_id"), "nothing")) + "."
	}
	if r.Day == "" {
		it.find("day_missing", r.Period)
	}
	return nil
}

// metricFor finds the metric of a reading's outcome, and makes one for an outcome of this import that has none.
func (im *importer) metricFor(r *models.Reading) {
	outcome := *r.OutcomeID
	if r.MetricID != "" {
		return
	}
	if m := im.metricOf[outcome]; m != nil {
		r.MetricID = m.MetricID
		return
	}
	if im.before["outcome"][outcome] {
		return
	}
	m := &models.OutcomeMetric{Row: models.Row{ID: im.made("outcome_metric", outcome)}, OutcomeID: outcome, MetricID: im.made("metric", outcome), Position: 1}
	im.addMeasure(m, im.unmeasured[outcome])
	r.MetricID = m.MetricID
}
