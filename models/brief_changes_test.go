package models_test

import (
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
)

// sheet is a brief with something in every place.
func sheet() *models.Brief {
	return &models.Brief{
		Company: "Harbour IT", Title: "Answer first", Strategy: "S1", Team: "Delivery", TeamRef: "TM2", Lead: "Tom Okafor", Day: "2026-02-03",
		Intent: "By 2028 clinics trust us, because we answer first.", KeptUntil: "2027-02-03", Quarter: "Q1 2026", AnswerDays: 2,
		MoreOutcomes: 1, MoreObjectives: 2, MoreTasks: 3, MoreStops: 4, MoreTradeOffs: 5, TradeOffs: []string{"No hospitals."},
		Outcomes: []models.BriefOutcome{
			{Ref: "O1", Title: "Solved on first contact", Unit: "%", Now: ptrTo(71.4), Baseline: ptrTo(62.0), Target: ptrTo(80.0), By: "2027-06-30", Owner: "Priya Raman", Status: models.OnTrack, Ours: true, Hours: 82, Together: ptrTo(40.0),
				Others: []models.BriefOutcome{{Title: "Calls answered", Unit: "%", Now: ptrTo(84.0), Baseline: ptrTo(80.0), Target: ptrTo(90.0), Low: ptrTo(1.0), High: ptrTo(2.0), TargetText: "x", Status: models.OnTrack}}},
			{Ref: "O2", Title: "Quick handoffs", Unit: "%", Target: ptrTo(80.0), By: "2027-03-31", Owner: "Tom Okafor", Status: models.AtRisk},
		},
		Objectives: []models.BriefObjective{{Ref: "B1", Title: "Cut the lag", Serves: []string{"O2"}, Measure: "lag", Target: "31 h → 24 h", Owner: "Tom Okafor", By: "2027-01-31"}},
		Monday:     []models.BriefTask{{Ref: "T1", Title: "Review tickets", Owner: "Priya Raman", By: "2026-02-09"}},
		Stops:      []models.BriefStop{{Name: "Status slides", Hours: ptrTo(18.0), Until: "2026-11-30", Owner: "Ana"}},
		Checks:     []models.BriefCheck{{Clock: models.ClockPulse, Next: "2026-03-05", Owner: "Maja Holm"}},
		Deciders:   []models.BriefDecider{{Matter: "Direction", Name: "Maja Holm"}},
		Gap:        &models.BriefGap{Score: ptrTo(71.0), Parts: []models.GapFilePart{{Key: models.GapEffort, Title: "Effort that moves no outcome", Amiss: 12, Of: 80, Unit: "hours a week"}}},
	}
}

func TestWhatChangedSinceIsSaidInWords(t *testing.T) {
	for _, c := range []struct {
		what    string
		change  func(b *models.Brief)
		wording []string
		moved   []string
	}{
		{"nothing", func(b *models.Brief) {}, nil, nil},
		{"only the day", func(b *models.Brief) { b.Day = "2026-03-03" }, nil, nil},
		{"the order of objectives alone", func(b *models.Brief) { slices.Reverse(b.Objectives) }, nil, nil},
		{"a target", func(b *models.Brief) { b.Outcomes[1].Target = ptrTo(85.0) }, []string{"Outcome O2 target moved from 80% to 85%."}, nil},
		{"no target any more", func(b *models.Brief) { b.Outcomes[1].Target = nil }, []string{"Outcome O2 has no target any more; it was 80%."}, nil},
		{"a target that is not shown", func(b *models.Brief) { b.Outcomes[1].Target, b.Outcomes[1].Withheld = nil, true },
			[]string{"Outcome O2 target moved from 80% to a known target, not shown here."}, nil},
		{"the same way, as it was written once", func(b *models.Brief) { b.Objectives[0].Target = "from 31 to 24 h" }, nil, nil},
		{"a first target", func(b *models.Brief) { b.Outcomes[0].Baseline = nil }, []string{"Outcome O1 has no baseline any more; it was 62%."}, nil},
		{"a deadline", func(b *models.Brief) { b.Outcomes[0].By = "2027-09-30" }, []string{"Deadline of O1 moved from 30 Jun 2027 to 30 Sep 2027."}, nil},
		{"an owner", func(b *models.Brief) { b.Outcomes[0].Owner = "Maja Holm" }, []string{"Maja Holm now owns O1, before Priya Raman."}, nil},
		{"nobody owns it", func(b *models.Brief) { b.Outcomes[0].Owner = "" }, []string{"Nobody owns O1 now; before it was Priya Raman."}, nil},
		{"a new outcome", func(b *models.Brief) {
			b.Outcomes = append(b.Outcomes, models.BriefOutcome{Ref: "O3", Title: "Fewer calls", Low: ptrTo(4.0), High: ptrTo(6.0), Unit: "days", By: "2027-12-31", Owner: "Ana"})
		}, []string{"New outcome O3: “Fewer calls” (target 4 to 6 days, by 31 Dec 2027, Ana)."}, nil},
		{"an outcome gone", func(b *models.Brief) { b.Outcomes = b.Outcomes[:1] }, []string{"Outcome O2 is no longer on the brief: “Quick handoffs”."}, nil},
		{"the order of outcomes", func(b *models.Brief) { slices.Reverse(b.Outcomes) }, []string{"The order of the outcomes is now O2, O1, before O1, O2."}, nil},
		{"a new objective", func(b *models.Brief) {
			b.Objectives = append(b.Objectives, models.BriefObjective{Ref: "B2", Title: "Answer in a minute", Serves: []string{"O1"}, Owner: "Maja Holm", By: "2027-02-28"})
		}, []string{"New objective B2: “Answer in a minute” (for O1; Maja Holm; by 28 Feb 2027)."}, nil},
		{"an objective's words", func(b *models.Brief) {
			b.Objectives[0].Title, b.Objectives[0].Target = "Cut the wait.", "from 31 to 20 h"
		},
			[]string{"Objective B1 now reads “Cut the wait.”, before “Cut the lag”.", "Objective B1 is now to go from 31 to 20 h, before from 31 to 24 h."}, nil},
		{"the intent", func(b *models.Brief) { b.Intent = "We answer first." }, []string{"The intent is now: “We answer first.” Before it was: “By 2028 clinics trust us, because we answer first.”"}, nil},
		{"the lead", func(b *models.Brief) { b.Lead = "Maja Holm" }, []string{"Maja Holm now leads Delivery, before Tom Okafor."}, nil},
		{"a trade-off", func(b *models.Brief) { b.TradeOffs = append(b.TradeOffs, "No price war.") }, []string{"New among what we do not do: “No price war.”"}, nil},
		{"a stop", func(b *models.Brief) { b.Stops[0].Until = "2026-12-31" }, []string{"“Status slides” now stops by 31 Dec 2026, before 30 Nov 2026."}, nil},
		{"who decides", func(b *models.Brief) { b.Deciders[0].Name = "Ana" }, []string{"Ana now decides on direction.", "Maja Holm no longer decides on direction."}, nil},
		{"days to answer", func(b *models.Brief) { b.AnswerDays = 1 }, []string{"Handoffs are answered within 1 working day. Before it was within 2."}, nil},
		{"a reading", func(b *models.Brief) { b.Outcomes[0].Now, b.Outcomes[0].Status = ptrTo(79.0), models.AtRisk }, nil,
			[]string{"O1 stands at 79%, before 71.4%.", "O1 is now “At risk”, before “On track”."}},
		{"a further metric", func(b *models.Brief) {
			b.Outcomes[0].Others = append(b.Outcomes[0].Others, models.BriefOutcome{Title: "Waiting", Unit: "min", Target: ptrTo(1.0), Status: models.NotMeasured})
		}, []string{"O1 is also measured by “Waiting” now (target 1 min)."}, nil},
		{"a further metric's reading", func(b *models.Brief) { b.Outcomes[0].Others[0].Now = ptrTo(85.0) }, nil, []string{"“Calls answered” of O1 stands at 85%, before 84%."}},
		{"a first reading", func(b *models.Brief) { b.Outcomes[1].Now = ptrTo(3.0) }, nil, []string{"O2 stands at 3%, before no reading."}},
		{"Monday", func(b *models.Brief) {
			b.Monday[0] = models.BriefTask{Ref: "T2", Title: "Ring Elm Street", By: "2026-02-10"}
		}, nil,
			[]string{"New on Monday: “Ring Elm Street” (nobody yet, by 10 Feb 2026).", "No longer on Monday: “Review tickets”."}},
		{"the next pulse", func(b *models.Brief) { b.Checks[0].Next = "2026-04-02" }, nil, []string{"Pulse each month: 20 minutes, one figure each: next on 2 Apr 2026, before 5 Mar 2026."}},
		{"wording before figures", func(b *models.Brief) { b.Outcomes[0].Now, b.AnswerDays = ptrTo(1.0), 3 }, []string{"Handoffs are answered within 3 working days. Before it was within 2."},
			[]string{"O1 stands at 1%, before 71.4%."}},
	} {
		before, after := sheet(), sheet()
		c.change(after)
		var wording, moved []string
		for _, change := range models.BriefChanges(before, after, form.Locale{}) {
			if change.Wording {
				wording = append(wording, change.Say)
			} else {
				moved = append(moved, change.Say)
			}
		}
		if !slices.Equal(wording, c.wording) || !slices.Equal(moved, c.moved) {
			t.Errorf("%s:\nwording %q\n   want %q\nmoved %q\n want %q", c.what, wording, c.wording, moved, c.moved)
		}
		if same := before.WordingHash() == after.WordingHash(); same != (len(c.wording) == 0) {
			t.Errorf("%s: the wording has the same name: %v", c.what, same)
		}
	}
	if say := models.BriefChanges(sheet(), &models.Brief{}, form.Locale{DecimalComma: true}); len(say) < 10 {
		t.Errorf("from a full sheet to an empty one: %v", say)
	}
}

// notOnTheSheet is what a brief keeps and nobody reads on it.
var notOnTheSheet = []string{"Strategy", "TeamRef", "Day", "LastEdition", "LastIssued", "LastRef", "Objectives.Measure", "Checks.Owner",
	"Outcomes.How", "Stops.How", "Gap.How", "Gap.Parts.Key", "Gap.Parts.Connected", "Gap.Parts.Weight", "Gap.Parts.Unit"}

// notOfAMetric is what an outcome has and a further metric of it has not.
var notOfAMetric = []string{"Ref", "By", "ByText", "Owner", "Ours", "Hours", "Others", "Together", "How", "Target", "TargetText", "Withheld", "Unit"}

// together are fields that say something only when another one is empty.
var together = []string{"Outcomes.TargetText", "Outcomes.ByText", "Outcomes.Unit"}

func TestEveryFieldOfABriefThatPeopleReadIsTold(t *testing.T) {
	told := 0
	var walk func(v reflect.Value, name string, changed func() []models.BriefChange)
	walk = func(v reflect.Value, name string, changed func() []models.BriefChange) {
		if slices.Contains(notOnTheSheet, name) || slices.Contains(together, name) || strings.HasPrefix(name, "Outcomes.Others.") && slices.Contains(notOfAMetric, name[len("Outcomes.Others."):]) {
			return
		}
		was := reflect.New(v.Type()).Elem()
		was.Set(v)
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if !v.Field(i).CanSet() {
					continue
				}
				walk(v.Field(i), strings.TrimPrefix(name+"."+v.Type().Field(i).Name, "."), changed)
			}
			return
		case reflect.Slice:
			if v.Type().Elem().Kind() == reflect.Struct {
				walk(v.Index(0), name, changed)
				return
			}
			v.Set(reflect.Append(reflect.MakeSlice(v.Type(), 0, 1), reflect.ValueOf("O9")))
		case reflect.Pointer:
			if v.Type().Elem().Kind() == reflect.Struct {
				walk(v.Elem(), name, changed)
				return
			}
			v.Set(reflect.ValueOf(ptrTo(123.0)))
		case reflect.String:
			v.SetString("2031-05-05")
		case reflect.Bool:
			v.SetBool(!v.Bool())
		case reflect.Int:
			v.SetInt(v.Int() + 1)
		case reflect.Float64:
			v.SetFloat(v.Float() + 1)
		}
		if len(changed()) == 0 {
			t.Errorf("nobody is told that %s changed", name)
		}
		told++
		v.Set(was)
	}
	after := sheet()
	walk(reflect.ValueOf(after).Elem(), "", func() []models.BriefChange { return models.BriefChanges(sheet(), after, form.Locale{}) })
	if told < 35 {
		t.Errorf("only %d fields were looked at", told)
	}
	after.Outcomes[0].By, after.Outcomes[0].ByText = "", "by summer"
	after.Outcomes[1].Target, after.Outcomes[1].TargetText, after.Outcomes[0].Unit = nil, "half of it", "points"
	if list := models.Worded(models.BriefChanges(sheet(), after, form.Locale{})); len(list) < 4 {
		t.Errorf("%v", list)
	}
}

func TestAnEditionWithoutTheNewerFieldsStillOpensAndCompares(t *testing.T) {
	old := &models.Edition{Content: `{"company":"Harbour IT","day":"2025-02-03","intent":"We answer first.","outcomes":[{"ref":"O1","title":"T","status":"on track"}]}`}
	b, err := old.Brief()
	if err != nil || b.Intent != "We answer first." || b.Day != day.Day("2025-02-03") {
		t.Fatalf("%+v %v", b, err)
	}
	if list := models.BriefChanges(b, sheet(), form.Locale{}); len(list) == 0 {
		t.Error("nothing is new since")
	}
	if _, err := json.Marshal(b); err != nil {
		t.Error(err)
	}
}
