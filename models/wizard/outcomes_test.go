package wizard

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/modelstest"
)

func TestWhatAnOutcomeNeeds(t *testing.T) {
	for _, c := range []struct {
		what   string
		change func(o *models.Outcome, m *models.OutcomeMetric)
		key    string
		say    string
		wrong  bool
	}{
		{"no title", func(o *models.Outcome, _ *models.OutcomeMetric) { o.Title = "" }, "title", "Say what will be true", false},
		{"no metric", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Metric.Name = "" }, "metric", "Name the metric", false},
		{"no direction", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Direction = "" }, "direction", "Choose a direction", false},
		{"a wish without a number", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Target = nil }, "target", "is a wish", false},
		{"a target that is no number", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Target, m.TargetText = nil, "TBD" }, "target", "“TBD” is not one", false},
		{"a target withheld", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Target, m.TargetWithheld = nil, true }, "target", "", false},
		{"no baseline", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Baseline = nil }, "baseline", "stands today", false},
		{"baseline equal to target", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Target = ptr(62.0) }, "target", "are the same", true},
		{"increase to a lower target", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Target = ptr(60.0) }, "target", "above the baseline", true},
		{"reduce to a higher target", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Direction = models.Reduce }, "target", "below the baseline", true},
		{"reduce to a lower target", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Direction, m.Target = models.Reduce, ptr(0.0) }, "target", "", false},
		{"a band with one end", func(_ *models.Outcome, m *models.OutcomeMetric) { m.Direction, m.Low = models.Band, ptr(1.0) }, "low", "both ends", false},
		{"a band upside down", func(_ *models.Outcome, m *models.OutcomeMetric) {
			m.Direction, m.Low, m.High = models.Band, ptr(2.0), ptr(1.0)
		}, "low", "smaller number", true},
		{"a band of nothing", func(_ *models.Outcome, m *models.OutcomeMetric) {
			m.Direction, m.Low, m.High = models.Band, ptr(2.0), ptr(2.0)
		}, "low", "smaller number", true},
		{"a band without target", func(_ *models.Outcome, m *models.OutcomeMetric) {
			*m = models.OutcomeMetric{Metric: m.Metric, Direction: models.Band, Low: ptr(1.0), High: ptr(2.0)}
		}, "target", "", false},
		{"no deadline", func(o *models.Outcome, _ *models.OutcomeMetric) { o.Deadline = "" }, "deadline", "Say by when", false},
		{"a deadline in words", func(o *models.Outcome, _ *models.OutcomeMetric) { o.Deadline, o.DeadlineText = "", "soon" }, "deadline", "Give a day for “soon”", false},
		{"a deadline before today", func(o *models.Outcome, _ *models.OutcomeMetric) { o.Deadline = today.Add(-1) }, "deadline", "has passed", true},
		{"a deadline today", func(o *models.Outcome, m *models.OutcomeMetric) { o.Deadline = today }, "deadline", "", false},
		{"a baseline measured after the deadline", func(o *models.Outcome, m *models.OutcomeMetric) { m.BaselineDay = o.Deadline }, "baseline_day", "before the deadline", true},
		{"no owner", func(o *models.Outcome, _ *models.OutcomeMetric) { o.OwnerTeamID = nil }, "owner", "Name one owner", false},
		{"an owner nobody knows", func(o *models.Outcome, _ *models.OutcomeMetric) { o.OwnerTeamID, o.OwnerText = nil, "Zoe" }, "owner", "called “Zoe”", false},
	} {
		w := sound()
		c.change(w.Outcomes[0], w.Outcomes[0].Measures[0])
		g := gapAt(w, "outcomes", "o1", c.key)
		if c.say == "" && g.Say != "" || !strings.Contains(g.Say, c.say) || g.Wrong != c.wrong {
			t.Errorf("%s: %+v", c.what, g)
		}
	}
}

func TestThreeToFiveOutcomes(t *testing.T) {
	for n, refused := range map[int]bool{0: true, 1: true, 2: true, 3: false, 4: false, 5: false, 6: true, 7: true} {
		w := sound()
		w.Outcomes = nil
		for i := range n {
			w.Outcomes = append(w.Outcomes, soundOutcome(string(rune('a'+i))))
		}
		if g := gapAt(w, "outcomes", "", ""); (g.Say != "") != refused || g.Wrong != (n > 5) {
			t.Errorf("%d outcomes: %+v", n, g)
		}
	}
}

func TestAPassedDeadlineIsNoReasonToCloseAStrategyInForce(t *testing.T) {
	w := sound().inForce()
	w.Outcomes[0].Deadline = today.Add(-1)
	if g := gapAt(w, "outcomes", "o1", "deadline"); g.Say != "" {
		t.Fatal(g.Say)
	}
}

func TestAdviceOnOutcomes(t *testing.T) {
	w := sound()
	w.Workflows = w.Workflows[:1] // o3 is left without one
	w.Outcomes[0].Measures[0].BaselineDay = ""
	w.Outcomes[1].OwnerTeamID, w.Outcomes[1].OwnerPersonID = nil, ptr("gone")
	w.Left["gone"] = true
	w.People.Knows(nil)
	for row, code := range map[string]string{"o3": "outcome.unserved", "o1": "outcome.baseline_day", "o2": "owner.left"} {
		if !flagsOn(w, "outcomes", row)[code] {
			t.Errorf("%s lacks %s: %v", row, code, flagsOn(w, "outcomes", row))
		}
	}
	w.Dismissed["o3 outcome.unserved"] = "It comes next year"
	if flagsOn(w, "outcomes", "o3")["outcome.unserved"] {
		t.Error("advice set aside with a reason is given again")
	}
}

// imported puts drafts that belong to no strategy in the database, as an import does; the two share one metric.
func imported(t *testing.T, db *models.DB) (a, b *models.Outcome) {
	t.Helper()
	a, b = &models.Outcome{Title: "Answered in a day", State: models.OutcomeDraft}, &models.Outcome{Title: "Fixed in a day", State: models.OutcomeDraft}
	if err := db.Write(context.Background(), models.CommandLine, func(tx *models.Tx) error {
		a.Measures = []*models.OutcomeMetric{{Metric: &models.Metric{Name: "Share within a day"}, TargetText: "TBD"}}
		if err := tx.AddOutcome(a); err != nil {
			return err
		}
		b.Measures = []*models.OutcomeMetric{{Metric: a.Measures[0].Metric, MetricID: a.Measures[0].MetricID}}
		return tx.AddOutcome(b)
	}); err != nil {
		t.Fatal(err)
	}
	return a, b
}

func TestADraftIsPickedOnceSetAsideAndPickedAgain(t *testing.T) {
	alone(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		a, _ := imported(t, db)
		mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {goodIntent}}, true)
		for range 2 { // pressed twice
			mustSave(t, db, maja, "outcomes", Query{}, url.Values{"do": {"pick:" + a.ID}}, false)
		}
		if w := world(t, db, maja); len(w.Outcomes) != 1 || w.Outcomes[0].ID != a.ID || w.Outcomes[0].Measures[0].TargetText != "TBD" {
			t.Fatalf("%+v", w.Outcomes)
		}
		for range 2 {
			mustSave(t, db, maja, "outcomes", Query{}, url.Values{"do": {"aside:" + a.ID}}, false)
		}
		if w := world(t, db, maja); len(w.Outcomes) != 0 {
			t.Fatalf("%+v", w.Outcomes)
		}
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{"do": {"pick:" + a.ID}}, false)
		if _, err := Save(context.Background(), db, maja, ByKey("outcomes"), Query{}, url.Values{"do": {"pick:nothing"}}, false); err == nil {
			t.Fatal("picked what is not there")
		}
		if w := world(t, db, maja); len(w.Outcomes) != 1 {
			t.Fatalf("%+v", w.Outcomes)
		}
	})
}

func TestRenamingTheMetricOfOneOutcomeLeavesAnothersAlone(t *testing.T) {
	modelstest.Each(t, func(t *testing.T, db *models.DB) {
		maja, _, _ := company(t, db)
		a, b := imported(t, db)
		mustSave(t, db, maja, "intent", Query{}, url.Values{"intent.sentence.statement": {goodIntent}}, true)
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{"do": {"pick:" + a.ID}}, false)
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{"do": {"pick:" + b.ID}}, false)
		name := func(id string) string { return world(t, db, maja).Outcome(id).Measures[0].Metric.Name }
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{"outcomes." + a.ID + ".title": {"Answered by noon"}}, false)
		if name(a.ID) != "Share within a day" || world(t, db, maja).Outcome(a.ID).Measures[0].MetricID != world(t, db, maja).Outcome(b.ID).Measures[0].MetricID {
			t.Fatal("a save that left the metric alone changed it")
		}
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{"outcomes." + a.ID + ".metric": {"Share by noon"}}, false)
		if name(a.ID) != "Share by noon" || name(b.ID) != "Share within a day" {
			t.Fatalf("%q and %q", name(a.ID), name(b.ID))
		}
		was := world(t, db, maja).Outcome(a.ID).Measures[0].MetricID
		mustSave(t, db, maja, "outcomes", Query{}, url.Values{"outcomes." + a.ID + ".metric": {"Share by ten"}}, false)
		if got := world(t, db, maja).Outcome(a.ID).Measures[0]; got.MetricID != was || got.Metric.Name != "Share by ten" {
			t.Fatal("renaming its own metric lost the readings")
		}
	})
}
