package models_test

import (
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
)

func codes(flags []models.LayerFlag) string {
	var list []string
	for _, f := range flags {
		list = append(list, f.Code)
	}
	return strings.Join(list, " ")
}

// soundLayers are two layers with nothing amiss.
func soundLayers() (models.OrganizationLayer, *models.OperationsLayer) {
	owner, lead := "maja", "priya"
	outcome := &models.OutcomeNow{Outcome: &models.Outcome{Row: models.Row{ID: "o1"}, Ref: "O1"},
		Metrics: []models.MeasureNow{{Measure: &models.OutcomeMetric{Metric: &models.Metric{Name: "Clinics that renew"}}}}}
	o := models.OrganizationLayer{Strategy: &models.Strategy{Title: "North", FromDay: "2026-01-01", ToDay: "2029-12-31", OwnerPersonID: &owner},
		Owner: &models.Person{Name: "Maja", Executive: true}, Outcomes: []*models.OutcomeNow{outcome}}
	s := &models.OperationsLayer{OperationsStrategy: &models.OperationsStrategy{Ref: "OS1", Name: "Desk", FromDay: "2026-01-01", ToDay: "2026-06-30", OwnerPersonID: &lead,
		OutcomeIDs: []string{"o1"}, Measures: []*models.OperationsMeasure{{Name: "Time to answer"}}}, Owner: &models.Person{Name: "Priya"}, Anchors: o.Outcomes}
	return o, s
}

func TestEachFlagOfTheLayersHasItsReasonAndNothingSoundIsFlagged(t *testing.T) {
	for name, one := range map[string]struct {
		spoil func(*models.OrganizationLayer, *models.OperationsLayer)
		want  string
	}{
		"sound":             {func(*models.OrganizationLayer, *models.OperationsLayer) {}, ""},
		"just three years":  {func(o *models.OrganizationLayer, _ *models.OperationsLayer) { o.Strategy.ToDay = "2028-12-31" }, ""},
		"a day under three": {func(o *models.OrganizationLayer, _ *models.OperationsLayer) { o.Strategy.ToDay = "2028-12-30" }, models.LayerHorizon},
		"five years":        {func(o *models.OrganizationLayer, _ *models.OperationsLayer) { o.Strategy.ToDay = "2031-01-01" }, ""},
		"over five years":   {func(o *models.OrganizationLayer, _ *models.OperationsLayer) { o.Strategy.ToDay = "2031-01-02" }, models.LayerHorizon},
		"no horizon":        {func(o *models.OrganizationLayer, _ *models.OperationsLayer) { o.Strategy.ToDay = "" }, models.LayerNoHorizon},
		"no owner":          {func(o *models.OrganizationLayer, _ *models.OperationsLayer) { o.Owner = nil }, models.LayerNoOwner},
		"owned by a lead":   {func(o *models.OrganizationLayer, _ *models.OperationsLayer) { o.Owner.Executive = false }, models.LayerOwner},
		"told by cycle time": {func(o *models.OrganizationLayer, _ *models.OperationsLayer) {
			o.Outcomes[0].Metrics[0].Measure.Metric.Name = "Delivery cycle time"
		}, models.LayerOtherMeasure},
		"told by market share": {func(o *models.OrganizationLayer, _ *models.OperationsLayer) {
			o.Outcomes[0].Metrics[0].Measure.Metric.Name = "Market share"
		}, ""},
		"ninety days":            {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.ToDay = day.Day("2026-01-01").Add(89) }, ""},
		"eighty-nine days":       {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.ToDay = day.Day("2026-01-01").Add(88) }, models.LayerHorizon},
		"twelve months":          {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.ToDay = "2027-01-01" }, ""},
		"longer than a year":     {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.ToDay = "2027-01-02" }, models.LayerHorizon},
		"owned by an executive":  {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.Owner.Executive = true }, models.LayerOwner},
		"owned by nobody":        {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.Owner = nil }, models.LayerNoOwner},
		"told by revenue growth": {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.Measures[0].Name = "Revenue growth" }, models.LayerOtherMeasure},
		"serves nothing":         {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.Anchors, s.OutcomeIDs = nil, nil }, models.LayerNoAnchor},
		"serves what is gone":    {func(_ *models.OrganizationLayer, s *models.OperationsLayer) { s.Anchors = nil }, models.LayerNoAnchor},
	} {
		o, s := soundLayers()
		one.spoil(&o, s)
		flags := models.LayerFlags(o, []*models.OperationsLayer{s})
		if codes(flags) != one.want {
			t.Errorf("%s: flagged %q, not %q", name, codes(flags), one.want)
		}
		for _, f := range flags {
			if f.Say == "" || f.Why == "" || f.Name == "" || f.Layer == models.Operations && (f.Ref == "" || f.Step == "") {
				t.Errorf("%s: a flag without words or a place to mend it: %+v", name, f)
			}
		}
	}
}

func TestOneLayerWithoutTheOtherIsFlagged(t *testing.T) {
	o, s := soundLayers()
	if got := codes(models.LayerFlags(o, nil)); got != models.LayerAlone {
		t.Errorf("without operations: %q", got)
	}
	s.Anchors = nil
	if got := codes(models.LayerFlags(models.OrganizationLayer{}, []*models.OperationsLayer{s})); got != models.LayerNoAnchor {
		t.Errorf("without an organizational strategy: %q", got)
	}
	if got := models.LayerFlags(models.OrganizationLayer{}, nil); len(got) > 0 {
		t.Errorf("with nothing at all: %v", got)
	}
}

func TestLongTermGoalsCapTheGoalsUnderThem(t *testing.T) {
	o, s := soundLayers()
	o.Goals = []*models.Goal{{Row: models.Row{ID: "g1"}, Ref: "G1", DueDay: "2028-01-31"}, {Row: models.Row{ID: "g2"}, Ref: "G2", DueDay: "2027-01-31"}, {Row: models.Row{ID: "g3"}, Ref: "G3"}}
	if got := models.LayerFlags(o, []*models.OperationsLayer{s}); len(got) > 0 {
		t.Errorf("without long-term goals nothing is capped: %v", got)
	}
	o.Long = []*models.LongGoal{{Title: "Live in two weeks", DueDay: "2027-12-31", GoalIDs: []string{"g1", "g2"}}}
	flags := models.LayerFlags(o, []*models.OperationsLayer{s})
	if codes(flags) != models.LayerPastCap+" "+models.LayerNoCap || flags[0].On != "G1" || flags[1].On != "G3" {
		t.Errorf("flagged %+v", flags)
	}
}

func TestTheOrderOfOperationsStrategiesChangesNoFlag(t *testing.T) {
	o, s := soundLayers()
	_, other := soundLayers()
	other.Ref, other.Owner, other.OutcomeIDs, other.Anchors = "OS2", nil, nil, nil
	one := models.LayerFlags(o, []*models.OperationsLayer{s, other})
	two := models.LayerFlags(o, []*models.OperationsLayer{other, s})
	if !slices.Equal(one, two) || len(one) != 2 {
		t.Errorf("%v, and turned round %v", one, two)
	}
}
