package models

import (
	"encoding/json"
	"time"

	"throughline/models/day"
	"throughline/models/form"
)

// OutcomeClose is how an outcome was closed. The score is a third number beside progress and confidence and is never merged with them
// (R31). Why is kept as it stood then. One without ClosedAt was said ahead, for the moment when the next strategy comes in force.
type OutcomeClose struct {
	Row
	OutcomeID      string
	Verdict        string   // OutcomeAchieved, OutcomeMissed or OutcomeRetired
	Score          *float64 // 0 to 100; nil where none can be told, or its target is not shown
	Computed       *float64 // what the figures alone gave
	Reason         string   // why score or verdict differ from the figures, or why it is retired
	Learnt         string
	FinalValue     *float64 // the last reading of its first metric
	FinalDay       day.Day
	FinalUnit      string
	Day            day.Day // of the close
	Why            string  // a Why as JSON
	ClosedAt       *time.Time
	ClosedPersonID *string
	ClosedName     string
	TakenBackAt    *time.Time
	TakeBackReason string
}

// Whys is what the data said at the close; nil where nothing was kept.
func (c *OutcomeClose) Whys() *Why {
	var w Why
	if c == nil || c.Why == "" || json.Unmarshal([]byte(c.Why), &w) != nil {
		return nil
	}
	return &w
}

// Overridden tells whether the score was set by a person, with a reason.
func (c *OutcomeClose) Overridden() bool { return !sameNumber(c.Score, c.Computed) }

// Verdicts of a close with the words people read.
var closeVerdicts = []form.Option{
	{Value: OutcomeAchieved, Label: "Achieved"}, {Value: OutcomeMissed, Label: "Missed"}, {Value: OutcomeRetired, Label: "Retired: nobody wants it any more, or it goes on in another"},
}

// wholeScore is the score of an outcome that came all the way.
const wholeScore = 100

// Score is the score of an outcome that closes now: its progress by the last readings, all metrics together by their weights. There is
// none where progress cannot be told, and none where a target is known and not shown. It is the one place where scores are computed.
func (o *OutcomeNow) Score() *float64 {
	if o.withholds() {
		return nil
	}
	if len(o.Metrics) > 1 {
		return o.Together.Progress
	}
	return o.Track.Progress
}

func (o *OutcomeNow) withholds() bool {
	for _, m := range o.Metrics {
		if m.Track.Withheld {
			return true
		}
	}
	return false
}

// Proposes is the verdict that the figures propose: achieved at the whole way, else missed; empty where they cannot tell.
func (o *OutcomeNow) Proposes() string {
	switch score := o.Score(); {
	case score == nil:
		return ""
	case *score >= wholeScore:
		return OutcomeAchieved
	}
	return OutcomeMissed
}

// ExplainScore says how the score came about.
func (o *OutcomeNow) ExplainScore() Explanation {
	e := Explanation{Figure: "Score", Result: said("", "No score"), Day: o.Track.Today, Kind: "outcome", Ref: o.Ref,
		Formula: "Progress at the close: the way from the baseline to the last reading, as a share of the way to the target; of several metrics, weighted. Whoever closes may set another with a reason."}
	if score := o.Score(); score != nil {
		e.Result = input("", score, UnitPercent)
	}
	var list []Input
	for _, m := range o.Metrics {
		in := Input{Name: m.Name(), Value: m.Track.Progress, Unit: UnitPercent, Day: m.Track.NowDay}
		switch {
		case m.Track.Withheld:
			in.Text = notShown
		case m.Track.Weight != nil && len(o.Metrics) > 1:
			in.Name += ", weight " + form.Locale{}.Number(*m.Track.Weight)
		}
		list = append(list, in)
	}
	if len(list) == 0 {
		list = append(list, said("Metrics", "None"))
	}
	return e.of(list...)
}

// Explain says how the score of a closed outcome came about.
func (c *OutcomeClose) Explain(o *Outcome) Explanation {
	e := Explanation{Figure: "Score", Result: said("", "No score"), Day: c.Day, Kind: "outcome", Ref: o.Ref,
		Formula: "Progress by the last reading on the day of the close. Another score needs a written reason."}
	if c.Score != nil {
		e.Result = input("", c.Score, UnitPercent)
	}
	list := []Input{input("From the figures", c.Computed, UnitPercent), {Name: "Last reading", Value: c.FinalValue, Unit: c.FinalUnit, Day: c.FinalDay, Text: "None"}}
	if c.Overridden() {
		list = append(list, said("Set by hand, because", c.Reason))
	}
	return e.of(list...)
}

// CloseEntry is the form by which an outcome is closed.
type CloseEntry struct {
	Verdict  string
	Value    *float64 // the final reading of the first metric, where there is a newer one
	ValueDay day.Day
	Score    *float64 // another than the figures give
	Reason   string
	Learnt   string

	ahead *OutcomeClose // what it was said by ahead
}

// Fields of the form. Of an outcome whose target is not shown no score is asked.
func (e *CloseEntry) Fields(o *OutcomeNow) []*form.Field {
	list := []*form.Field{form.Choice("verdict", "How did it end?", &e.Verdict, closeVerdicts...).Required("Say how it ended.")}
	if o.Measure != nil {
		list = append(list, form.Number("value", "Final reading of “"+o.Name()+"”", &e.Value).In(o.Unit()).Help("Only if there is a newer one. It is recorded like any other."),
			form.Date("value_day", "Measured on", &e.ValueDay, nil))
	}
	if !o.withholds() {
		list = append(list, form.Number("score", "Another score than the figures give", &e.Score).Between(0, wholeScore).In("%").Help("Leave it empty to go by the figures."))
	}
	return append(list,
		form.Text("reason", "Why", &e.Reason).Max(2000).Help("Asked when the score or the result differs from the figures, and when it is retired."),
		form.Text("learnt", "What was learnt", &e.Learnt).Wanted().Max(4000).Help("What the next outcome should do otherwise, and what it should keep. Not asked when it is retired."))
}

// Check asks for what the figures and the result leave open. Now is the outcome with the final reading in it.
func (e *CloseEntry) Check(f *form.Form, now *OutcomeNow, today day.Day) {
	if e.Value != nil {
		if say := DayProblem(e.ValueDay, now.Measure, today); say != "" {
			f.Blame("value_day", say)
		}
	}
	if field, say := e.problem(now); say != "" {
		f.Blame(field, say)
	}
}

// problem says what is still missing for a close, and at which field.
func (e *CloseEntry) problem(now *OutcomeNow) (field, say string) {
	proposed := now.Proposes()
	switch {
	case e.Reason != "":
	case e.Verdict == OutcomeRetired:
		return "reason", "Say why it is retired."
	case e.Score != nil && !sameNumber(e.Score, now.Score()):
		return "reason", "Say why the score differs from the figures."
	case proposed != "" && e.Verdict != proposed:
		return "reason", "By the figures it was " + proposed + ". Say why you see it otherwise."
	}
	if e.Learnt == "" && e.Verdict != OutcomeRetired {
		return "learnt", "Say in a sentence what was learnt."
	}
	return "", ""
}
