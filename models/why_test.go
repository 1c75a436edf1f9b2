package models

import (
	"encoding/json"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"throughline/models/day"
	"throughline/models/form"
)

func things(n int, on day.Day) (l WhyList) {
	for i := range n {
		l.add(WhyItem{Kind: "handoff", Ref: "H" + itoa(i), Says: "late", Day: on.Add(i)})
	}
	return l
}

func TestEachOfTheFourIsAsItsWeakestPartAndWithoutDataNotJudged(t *testing.T) {
	for _, c := range []struct {
		say   string
		facts WhyFacts
		want  [4]WhyLevel // outcome, ownership, handoff, cadence
	}{
		{"nothing is known but the plan and the owner", WhyFacts{Days: 90}, [4]WhyLevel{WhyHeld, WhyHeld, WhyUnknown, WhyUnknown}},
		{"a baseline is missing", WhyFacts{Days: 90, Unclear: things(1, "2026-01-05")}, [4]WhyLevel{WhyFailed, WhyHeld, WhyUnknown, WhyUnknown}},
		{"a target moved twice", WhyFacts{Days: 90, Moved: things(2, "2026-01-05")}, [4]WhyLevel{WhyWeak, WhyHeld, WhyUnknown, WhyUnknown}},
		{"a target moved three times", WhyFacts{Days: 90, Moved: things(3, "2026-01-05")}, [4]WhyLevel{WhyFailed, WhyHeld, WhyUnknown, WhyUnknown}},
		{"a tenth of the weeks has no reading", WhyFacts{Days: 90, Weeks: 20, Unread: things(2, "2026-01-05")}, [4]WhyLevel{WhyHeld, WhyHeld, WhyUnknown, WhyUnknown}},
		{"a third of the weeks has no reading", WhyFacts{Days: 90, Weeks: 21, Unread: things(7, "2026-01-05")}, [4]WhyLevel{WhyWeak, WhyHeld, WhyUnknown, WhyUnknown}},
		{"more than a third has none", WhyFacts{Days: 90, Weeks: 20, Unread: things(7, "2026-01-05")}, [4]WhyLevel{WhyFailed, WhyHeld, WhyUnknown, WhyUnknown}},
		{"half of the time nobody owned it", WhyFacts{Days: 90, Unowned: 45}, [4]WhyLevel{WhyHeld, WhyFailed, WhyUnknown, WhyUnknown}},
		{"its owner carried too much", WhyFacts{Days: 90, Carries: ptr(6), Limit: 5}, [4]WhyLevel{WhyHeld, WhyWeak, WhyUnknown, WhyUnknown}},
		{"no decision was handed over", WhyFacts{Days: 90, Decisions: 2, Unhanded: things(2, "2026-01-05")}, [4]WhyLevel{WhyHeld, WhyHeld, WhyFailed, WhyUnknown}},
		{"answers took as long as they may", WhyFacts{Days: 90, Decisions: 2, Median: ptr(2.0), AnswerDays: 2}, [4]WhyLevel{WhyHeld, WhyHeld, WhyHeld, WhyUnknown}},
		{"answers took twice as long", WhyFacts{Days: 90, Decisions: 2, Median: ptr(4.0), AnswerDays: 2}, [4]WhyLevel{WhyHeld, WhyHeld, WhyWeak, WhyUnknown}},
		{"answers took longer still", WhyFacts{Days: 90, Decisions: 2, Median: ptr(4.5), AnswerDays: 2}, [4]WhyLevel{WhyHeld, WhyHeld, WhyFailed, WhyUnknown}},
		{"half of the pulses were missed", WhyFacts{Days: 90, Pulses: 4, Skipped: things(2, "2026-01-05")}, [4]WhyLevel{WhyHeld, WhyHeld, WhyUnknown, WhyFailed}},
	} {
		w := WhyMissed(c.facts)
		for i, e := range WhyElements {
			if got := w.Element(e.Key).Level; got != c.want[i] {
				t.Errorf("%s: %s is %s and not %s", c.say, e.Key, got, c.want[i])
			}
		}
	}
}

func TestTheOrderOfTheFactsChangesNothing(t *testing.T) {
	facts := WhyFacts{From: "2026-01-01", To: "2026-06-30", Days: 181, Weeks: 25, Unread: things(9, "2026-01-08"), Decisions: 6, Answers: 12, LateAnswer: things(5, "2026-02-02"),
		Dues: 10, LateWork: things(4, "2026-03-02"), Pulses: 6, Skipped: things(2, "2026-02-20"), Moved: things(2, "2026-04-01")}
	want := WhyMissed(facts)
	for range 20 {
		for _, l := range []*WhyList{&facts.Unread, &facts.LateAnswer, &facts.LateWork, &facts.Skipped, &facts.Moved} {
			rand.Shuffle(len(l.Items), func(i, j int) { l.Items[i], l.Items[j] = l.Items[j], l.Items[i] })
		}
		if got := WhyMissed(facts); !reflect.DeepEqual(got, want) {
			t.Fatalf("shuffled: %+v", got)
		}
	}
}

func TestEveryFigureOfWhyAddsUpToItsListAndStatesItsLimit(t *testing.T) {
	facts := WhyFacts{Days: 300, Weeks: 80, Unread: things(70, "2026-01-08"), Pulses: 6, Skipped: things(2, "2026-02-20"), Passed: things(1, "2026-02-20")}
	for _, e := range WhyMissed(facts).Elements {
		for _, p := range e.Parts {
			if p.Limit == "" || whyRules[p.Key] == "" {
				t.Errorf("%s says neither how it is counted nor how it is judged", p.Key)
			}
			if len(p.Items) > 0 && p.Value != nil && p.Key != "unowned" && p.Key != "median" && int(*p.Value) != len(p.Items)+p.More {
				t.Errorf("%s counts %v and lists %d and %d more", p.Key, *p.Value, len(p.Items), p.More)
			}
			if len(p.Items) > mostWhyItems {
				t.Errorf("%s keeps %d things", p.Key, len(p.Items))
			}
			if x := p.Explain(&Outcome{}, &Why{From: "2026-01-01", To: "2026-12-31"}); len(x.Inputs) == 0 || !strings.Contains(x.Formula, p.Limit) || (p.Known() == (x.Result.Words(form.Locale{}) == "No data")) {
				t.Errorf("%s explains itself as %+v", p.Key, x)
			}
		}
	}
}

func TestChangesOfThePlanAndGapsOfOwnersAreCountedFromTheRecord(t *testing.T) {
	ann, team := "p1", "t1"
	plan := func(owner *string, target float64, due day.Day) *Outcome {
		return &Outcome{Ref: "O1", State: OutcomeActive, OwnerPersonID: owner, Deadline: due, Measures: []*OutcomeMetric{{MetricID: "m", Direction: Increase, Target: &target, Metric: &Metric{Name: "Calls"}}}}
	}
	first, unowned, other := plan(&ann, 80, "2026-12-31"), plan(nil, 80, "2026-12-31"), plan(nil, 75, "2027-03-31")
	other.OwnerTeamID = &team
	f := WhyFacts{From: "2026-01-01", To: "2026-01-31"}
	f.changed(other, []outcomeChange{{"2026-01-11", first, unowned}, {"2026-01-21", unowned, other}})
	if f.Days != 31 || f.Unowned != 10 || f.Gaps.N != 1 || f.Passed.N != 0 || f.Moved.N != 2 {
		t.Errorf("%d of %d days without an owner in %d gaps, %d other owners, %d changes", f.Unowned, f.Days, f.Gaps.N, f.Passed.N, f.Moved.N)
	}
	last := plan(&ann, 75, "2027-03-31")
	f = WhyFacts{From: "2026-01-01", To: "2026-01-31"}
	if f.changed(last, []outcomeChange{{"2026-01-11", other, last}}); f.Passed.N != 1 || f.Unowned != 0 || f.Moved.N != 0 {
		t.Errorf("handed on: %+v", f)
	}
}

func TestTheScoreIsProgressAtTheCloseAndANumberOfItsOwn(t *testing.T) {
	o, m := plan(Increase, 0, 100)
	o.State, o.Measures = OutcomeActive, []*OutcomeMetric{m}
	m.MetricID = "m"
	now := func() *OutcomeNow {
		return outcomeNow(o, map[string][]*Reading{"m": {at("2026-01-05", 20), at("2026-01-10", 43)}}, limits, "2026-01-10")
	}
	if n := now(); n.Score() == nil || *n.Score() != 43 || n.Proposes() != OutcomeMissed {
		t.Errorf("score %v, proposes %q", n.Score(), n.Proposes())
	}
	m.TargetWithheld = true
	if n := now(); n.Score() != nil || n.Proposes() != "" {
		t.Error("the target could be told from the score")
	}
	m.TargetWithheld, m.Target = false, ptr(40.0)
	if n := now(); *n.Score() != 100 || n.Proposes() != OutcomeAchieved {
		t.Errorf("beyond the target: %v, %s", *n.Score(), n.Proposes())
	}
	for _, c := range []struct {
		e   CloseEntry
		at  string
		say string
	}{
		{CloseEntry{Verdict: OutcomeAchieved, Learnt: "Go on."}, "", "as the figures say"},
		{CloseEntry{Verdict: OutcomeAchieved}, "learnt", "nothing learnt"},
		{CloseEntry{Verdict: OutcomeMissed, Learnt: "Go on."}, "reason", "against the figures"},
		{CloseEntry{Verdict: OutcomeAchieved, Score: ptr(80.0), Learnt: "Go on."}, "reason", "another score"},
		{CloseEntry{Verdict: OutcomeRetired}, "reason", "retired without a reason"},
		{CloseEntry{Verdict: OutcomeRetired, Reason: "Nobody wants it."}, "", "retired"},
	} {
		if field, _ := c.e.problem(now()); field != c.at {
			t.Errorf("%s: asked for %q and not %q", c.say, field, c.at)
		}
	}
}

func TestTheClosesOfAStrategyAreSummedUpInOneSentence(t *testing.T) {
	kept := func(verdict string, f WhyFacts) *OutcomeClose {
		text, err := json.Marshal(WhyMissed(f))
		if err != nil {
			t.Fatal(err)
		}
		return &OutcomeClose{Verdict: verdict, Why: string(text)}
	}
	handoff := WhyFacts{Days: 9, Decisions: 2, Unhanded: things(2, "2026-01-05")}
	both := handoff
	both.Pulses, both.Skipped = 2, things(2, "2026-01-05")
	for _, c := range []struct {
		closes map[string]*OutcomeClose
		want   string
	}{
		{map[string]*OutcomeClose{"a": kept(OutcomeAchieved, WhyFacts{})}, "Of 5 outcomes 1 was achieved and none missed."},
		{map[string]*OutcomeClose{"a": kept(OutcomeMissed, handoff), "b": kept(OutcomeAchieved, both)}, "Of 5 outcomes 1 was missed. In it handoff failed."},
		{map[string]*OutcomeClose{"a": kept(OutcomeMissed, handoff), "b": kept(OutcomeMissed, both)}, "Of 5 outcomes 2 were missed. In both handoff failed. What failed in some: cadence in 1."},
		{map[string]*OutcomeClose{"a": kept(OutcomeMissed, handoff), "b": kept(OutcomeMissed, both), "c": {Verdict: OutcomeMissed}}, "Of 5 outcomes 3 were missed. What failed in some: handoff in 2 and cadence in 1."},
	} {
		if got := SumWhy(5, c.closes).Says(); got != c.want {
			t.Errorf("%q and not %q", got, c.want)
		}
	}
}
