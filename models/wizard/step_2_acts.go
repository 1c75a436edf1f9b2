package wizard

import (
	"net/url"
	"slices"
	"strconv"
	"strings"

	"throughline/models"
)

// The buttons of one metric on an outcome's card name it as "<outcome id>/<metric's id on it>".
const (
	MetricUp   = "metric-up"
	MetricDown = "metric-down"
	MetricDrop = "metric-drop"
	MetricBack = "metric-back"
	MetricAdd  = "metric-add" // the outcome's id alone
)

// onMetrics changes the list of an outcome's metrics and saves it.
func onMetrics(change func(tx *models.Tx, o *models.Outcome, at int, metric string) error) act {
	return func(tx *models.Tx, w *World, id string) error {
		outcome, metric, _ := strings.Cut(id, "/")
		if w.Outcome(outcome) == nil {
			return nil // removed meanwhile
		}
		o, err := tx.OutcomeByID(outcome)
		if err != nil {
			return err
		}
		stored := clone(o)
		if err := w.typed(tx, o); err != nil {
			return err
		}
		before := clone(o)
		at := slices.IndexFunc(o.Measures, func(m *models.OutcomeMetric) bool { return m.ID == metric })
		if err := change(tx, o, at, metric); err != nil {
			return err
		}
		if same(before.Measures, o.Measures) {
			return nil // pressed twice, or somebody else was first
		}
		if w.Live() && rests(stored, o) {
			c, err := tx.PlanChange(models.ChangeOutcome, stored.Title, "", stored, o)
			w.Held = append(w.Held, c)
			return err
		}
		return tx.SaveOutcome(models.OutcomeChanged, before, o)
	}
}

func same(a, b []*models.OutcomeMetric) bool {
	return slices.EqualFunc(a, b, func(x, y *models.OutcomeMetric) bool { return x.ID == y.ID })
}

func moveMetric(by int) act {
	return onMetrics(func(_ *models.Tx, o *models.Outcome, at int, _ string) error {
		if to := at + by; at >= 0 && to >= 0 && to < len(o.Measures) {
			o.Measures[at], o.Measures[to] = o.Measures[to], o.Measures[at]
		}
		return nil
	})
}

// dropMetric takes a metric off an outcome. The metric and its readings stay, for other outcomes and for an undo.
func dropMetric(_ *models.Tx, o *models.Outcome, at int, _ string) error {
	if at < 0 {
		return nil
	}
	if len(o.Measures) == 1 {
		return models.AgainstRule("An outcome keeps at least one metric. Add another one first, or change this one.")
	}
	o.Measures = slices.Delete(o.Measures, at, at+1)
	return nil
}

// mostLooks is how many earlier versions of an outcome an undo looks through for a metric.
const mostLooks = 20

// bringMetricBack undoes dropMetric: the metric stands again where it stood in the newest version that had it.
func bringMetricBack(tx *models.Tx, o *models.Outcome, at int, metric string) error {
	for v := o.Version; at < 0 && v > max(0, o.Version-mostLooks); v-- {
		was := &models.Outcome{}
		if _, err := tx.AsOf("outcome", o.ID, v, was); err != nil {
			return err
		}
		if i := slices.IndexFunc(was.Measures, func(m *models.OutcomeMetric) bool { return m.ID == metric }); i >= 0 {
			o.Measures = slices.Insert(o.Measures, min(i, len(o.Measures)), was.Measures[i])
			return nil
		}
	}
	return nil
}

// MetricOrder names what a page sends for each metric of an outcome's row, in their order; before it, "was." names their order when the page
// was made.
func MetricOrder(row string) string { return "metrics." + row }

// reorderMetrics puts the metrics of each outcome in the order of the page, where this person changed it. What others added or moved
// meanwhile stays in its place.
func reorderMetrics(s *Sheet, values url.Values) url.Values {
	for _, row := range s.rows("outcomes").Items {
		t, ok := row.Of.(*outcomeThing)
		name := MetricOrder(row.ID)
		before, page := values["was."+name], values[name]
		if !ok || len(page) < 2 || slices.Equal(before, page) {
			continue
		}
		at := map[string]*measureThing{}
		var stored []string
		for _, m := range t.ms {
			at[m.ID] = m
			stored = append(stored, m.ID)
		}
		page = slices.DeleteFunc(slices.Clone(page), func(id string) bool { return at[id] == nil })
		order := merged(before, stored, unique(page))
		t.ms = t.ms[:0:0]
		for _, id := range order {
			t.ms = append(t.ms, at[id])
		}
	}
	return values
}

// unique keeps the first of what stands twice.
func unique(list []string) (out []string) {
	for _, one := range list {
		if !slices.Contains(out, one) {
			out = append(out, one)
		}
	}
	return out
}

// number reads a whole number; anything else is 0.
func number(s string) int {
	n, err := strconv.Atoi(strings.TrimSpace(s))
	if err != nil {
		return 0
	}
	return n
}
