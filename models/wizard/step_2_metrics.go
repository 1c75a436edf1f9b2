package wizard

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"github.com/google/uuid"

	"throughline/models"
	"throughline/models/form"
)

// measureThing is one metric of an outcome as step 2 asks for it. The names of its fields end in Key, so that a field keeps its name
// while metrics are put in another order; the oldest metric's fields have no ending.
type measureThing struct {
	*models.OutcomeMetric
	Key   string // "" for the oldest, "-<id>" for the others
	name  string // of the metric as stored
	fresh bool   // offered on the page and not stored yet
}

// bindMeasures binds the metrics of an outcome in their order, and those that a page offers or a post brings.
func bindMeasures(o *models.Outcome, fresh []string) []*measureThing {
	if len(o.Measures) == 0 {
		o.Measures = []*models.OutcomeMetric{{}}
	}
	oldest := slices.MinFunc(o.Measures, func(a, b *models.OutcomeMetric) int {
		return cmp.Or(a.CreatedAt.Compare(b.CreatedAt), cmp.Compare(a.ID, b.ID))
	})
	var list []*measureThing
	for _, m := range o.Measures {
		t := &measureThing{OutcomeMetric: m}
		if m != oldest {
			t.Key = "-" + m.ID
		}
		list = append(list, t)
	}
	for _, id := range fresh {
		m := &models.OutcomeMetric{}
		m.Identify(id)
		list = append(list, &measureThing{OutcomeMetric: m, Key: "-" + id, fresh: true})
	}
	for _, t := range list {
		if t.Metric == nil {
			t.Metric = &models.Metric{}
		}
		t.name = t.Metric.Name
	}
	return list
}

func (t *measureThing) fields(w *World) []*form.Field {
	key := func(name string) string { return name + t.Key }
	return []*form.Field{
		form.Line(key("metric"), "Metric", &t.Metric.Name).Wanted().Max(300).From(w.metricNames()).Help("One figure that is really updated each week. Pick one that is measured already, or name a new one."),
		form.Choice(key("direction"), "Direction", &t.Direction, Directions...).Wanted(),
		form.Quantity(key("baseline"), "Stands at today", &t.Baseline, &t.BaselineText).Wanted(),
		form.Date(key("baseline_day"), "Measured on", &t.BaselineDay, nil),
		form.Quantity(key("target"), "Has to be", &t.Target, &t.TargetText).Wanted(),
		form.Line(key("unit"), "Unit, such as % or days", &t.Unit).Max(40),
		form.Number(key("low"), "Band from", &t.Low),
		form.Number(key("high"), "Band to", &t.High),
		form.Number(key("weight"), "Weight", &t.Weight).Between(0, mostWeight).Help("How much it counts when all metrics are summed up."),
		form.Tick(key("withheld"), "The target is known, and not shown here", &t.TargetWithheld).Help("Only those who work on the alignment see the number, in this step. Everybody sees readings and status; nobody is shown the target, the progress, or anything it could be told from."),
	}
}

// blank tells whether nothing is said about a metric that was offered.
func (t *measureThing) blank() bool {
	return t.Metric.Name == "" && t.Direction == "" && t.Baseline == nil && t.BaselineText == "" && t.BaselineDay == "" && t.Target == nil &&
		t.TargetText == "" && t.Unit == "" && t.Low == nil && t.High == nil && t.Weight == nil && !t.TargetWithheld
}

// settle ties a metric to the one that is named: one that exists already is measured once and shared, another name is a new metric.
func (t *measureThing) settle(w *World, all []*measureThing) {
	if w == nil || t.Metric.Name == t.name || t.Metric.Name == "" {
		return
	}
	id, known := w.metricNames().Find(t.Metric.Name)
	if !known || slices.ContainsFunc(all, func(other *measureThing) bool { return other.MetricID == id }) {
		return
	}
	for _, m := range w.Metrics {
		if m.ID == id {
			own := *m
			t.Metric, t.MetricID, t.name = &own, m.ID, m.Name
		}
	}
}

// LoadMetrics reads the metrics that step 2 offers to pick from.
func (w *World) LoadMetrics(r *models.Read) (err error) {
	w.metricList = nil
	w.Metrics, err = r.MetricsToPick()
	return err
}

// metricNames are the metrics to pick from, by name.
func (w *World) metricNames() *form.Directory {
	if w.metricList == nil {
		var options []form.Option
		for _, m := range w.Metrics {
			if m.Name != "" {
				options = append(options, form.Option{Value: m.ID, Label: m.Name})
			}
		}
		w.metricList = form.NewDirectory("metrics", options)
	}
	return w.metricList
}

// MetricNames are the suggestions for a metric's name: every metric of the company that this person may know of.
func (w *World) MetricNames() *form.Directory { return w.metricNames() }

// freshMetrics finds in a post the metrics that a page offered and that are not stored yet, by outcome. One that was stored once and
// is gone is left alone: an old page does not bring it back.
func freshMetrics(r *models.Read, w *World, values url.Values) (map[string][]string, error) {
	fresh := map[string][]string{}
	for name := range values {
		rest, ours := strings.CutPrefix(name, "outcomes.")
		row, key, _ := strings.Cut(rest, ".")
		id, metric := strings.CutPrefix(key, "metric-")
		o := w.Outcome(strings.TrimPrefix(row, newPrefix))
		if !ours || !metric || o == nil || uuid.Validate(id) != nil || slices.ContainsFunc(o.Measures, func(m *models.OutcomeMetric) bool { return m.ID == id }) {
			continue
		}
		was := &models.Outcome{}
		if seen := values.Get("outcomes." + row + ".version"); seen != "" && seen != "0" {
			if _, err := r.AsOf("outcome", o.ID, number(seen), was); err != nil {
				return nil, err
			}
		}
		if !slices.ContainsFunc(was.Measures, func(m *models.OutcomeMetric) bool { return m.ID == id }) {
			fresh[o.ID] = append(fresh[o.ID], id)
		}
	}
	for _, list := range fresh {
		slices.Sort(list)
	}
	return fresh, nil
}

// unheld is an outcome measured by one metric twice, which cannot be kept.
func (t *outcomeThing) unheld() (key, say string) {
	for i, m := range t.ms {
		for j, other := range t.ms {
			if i != j && m.Metric.Name != m.name && m.Metric.Name != "" && strings.EqualFold(strings.TrimSpace(m.Metric.Name), strings.TrimSpace(other.Metric.Name)) {
				return "metric" + m.Key, "This outcome is measured by that already. Name another metric, or remove this one."
			}
		}
	}
	return "", ""
}

// Measured is an outcome's row in step 2, as its card draws it.
type Measured interface {
	Metrics() []MetricOnCard
	Sentences(loc form.Locale) []string
}

// MetricOnCard is one metric on an outcome's card: its id for the buttons, the ending of its fields' names, and whether it is kept
// already, so that it can be moved and removed.
type MetricOnCard struct {
	ID, Key, Name string
	Stored        bool
}

// Metrics are those of the outcome in their order, then those that are offered.
func (t *outcomeThing) Metrics() []MetricOnCard {
	var list []MetricOnCard
	for _, m := range t.ms {
		list = append(list, MetricOnCard{ID: m.ID, Key: m.Key, Name: m.Metric.Name, Stored: !m.fresh && m.ID != ""})
	}
	return list
}

// Sentences are what the fields say, one sentence for each metric.
func (t *outcomeThing) Sentences(loc form.Locale) []string {
	var list []string
	for _, m := range t.ms {
		if !m.fresh || !m.blank() {
			list = append(list, t.Sentence(m.OutcomeMetric, loc))
		}
	}
	return list
}

// Preview fills step 2 with what stands on a page, and saves nothing: for the sentences that follow while one types. Row is the
// outcome's row; nil when the page has none of that id.
func Preview(r *models.Read, w *World, q Query, values url.Values, id string) (sheet *Sheet, row *form.Row, err error) {
	if err := w.LoadMetrics(r); err != nil {
		return nil, nil, err
	}
	if q.Metrics, err = freshMetrics(r, w, values); err != nil {
		return nil, nil, err
	}
	sheet = Show(w, &outcomesStep, q)
	sheet.Form.Fill(reorderMetrics(sheet, sheet.adopt(r, values)), q.Locale, form.Draft)
	for _, row := range sheet.rows("outcomes").Items {
		if row.ID == id || newPrefix+row.ID == id {
			row.ID = id // the page's own name for it
			return sheet, row, nil
		}
	}
	return sheet, nil, nil
}

// gaps is what one metric of an outcome still lacks (R11).
func (t *measureThing) gaps(o *models.Outcome, missed func(key, say string, wrong bool)) {
	miss := func(key, say string, wrong bool) { missed(key+t.Key, say, wrong) }
	if t.Metric.Name == "" {
		miss("metric", "Name the metric that shows it.", false)
	}
	switch t.Direction {
	case models.Increase, models.Reduce:
		numberGaps(t, miss)
	case models.Band:
		if t.Low == nil || t.High == nil {
			miss("low", "Give both ends of the band.", false)
		} else if *t.Low >= *t.High {
			miss("low", "The band must go from a smaller number to a larger one.", true)
		}
	default:
		miss("direction", "Choose a direction: increase, reduce or keep in a band.", false)
	}
	if t.BaselineDay != "" && o.Deadline != "" && !t.BaselineDay.Before(o.Deadline) {
		miss("baseline_day", "The baseline must be measured before the deadline.", true)
	}
	if t.Weight != nil && (*t.Weight < 0 || *t.Weight > mostWeight) {
		miss("weight", "Give a weight from 0 to 100.", true)
	}
}

func numberGaps(m *measureThing, miss func(key, say string, wrong bool)) {
	if m.Target == nil && !m.TargetWithheld {
		if m.TargetText != "" {
			miss("target", "Give the number to reach: “"+m.TargetText+"” is not one.", false)
		} else {
			miss("target", "A direction without a number is a wish. Give the number to reach.", false)
		}
	}
	if m.Baseline == nil {
		miss("baseline", "Say where the metric stands today, as a number.", false)
	}
	if m.Baseline == nil || m.Target == nil {
		return
	}
	switch b, t := *m.Baseline, *m.Target; {
	case b == t:
		miss("target", "Baseline and target are the same. Give a target that differs, or keep the metric in a band.", true)
	case m.Direction == models.Increase && t < b:
		miss("target", "To increase, the target must be above the baseline. Choose reduce, or change the target.", true)
	case m.Direction == models.Reduce && t > b:
		miss("target", "To reduce, the target must be below the baseline. Choose increase, or change the target.", true)
	}
}

// metricFlags is what is worth a second look about the metrics of an outcome.
func metricFlags(w *World, o *models.Outcome, flag func(key, code, say, to string)) {
	weighted, shared := 0, false
	ms := bindOutcome(o).ms
	for _, m := range ms {
		if m.BaselineDay == "" && m.Baseline != nil {
			flag("baseline_day"+m.Key, "outcome.baseline_day", "Say on which day the baseline was measured; progress counts from there. Without it, it counts from today.", "")
		}
		if m.Weight != nil && *m.Weight > 0 {
			weighted++
		}
		for _, other := range w.Outcomes {
			if other.ID == o.ID || shared || m.MetricID == "" {
				continue
			}
			if shared = slices.ContainsFunc(other.Measures, func(x *models.OutcomeMetric) bool { return x.MetricID == m.MetricID }); shared {
				flag("metric"+m.Key, "outcome.shared_metric", "“"+m.Metric.Name+"” shows “"+other.Title+"” too: one reading counts for both. Two outcomes that one figure shows may be one.", "")
			}
		}
	}
	if len(ms) > 1 && weighted == 0 {
		flag("weight", "outcome.no_weights", "No metric has a weight, so there is no figure for all of them together. Give each a weight, or leave it so.", "")
	}
	if len(ms) > 1 && weighted > 0 && weighted < len(ms) {
		flag("weight", "outcome.some_weights", "Metrics without a weight do not count in the figure for all of them together.", "")
	}
}
