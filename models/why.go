package models

import "throughline/models/day"

// WhyLevel is what the data says of one of the four things that carry an outcome.
type WhyLevel string

// The levels, from the best. Nothing to tell by is no praise.
const (
	WhyHeld    WhyLevel = "held"
	WhyWeak    WhyLevel = "weak"
	WhyFailed  WhyLevel = "failed"
	WhyUnknown WhyLevel = "cannot tell"
)

// Word is the level as people read it.
func (l WhyLevel) Word() string {
	return map[WhyLevel]string{WhyHeld: "Held", WhyWeak: "Weak", WhyFailed: "Failed", WhyUnknown: "Cannot tell"}[l]
}

// The limits by which every part is judged; the page states them in WhyLimits.
const (
	whyFewTimes   = 0         // times up to here held
	whySomeTimes  = 2         // up to here weak; more often failed
	whySmallShare = 10.0      // percent up to here held
	whySomeShare  = 100 / 3.0 // up to here weak; more failed
	whyTwice      = 2.0       // a length up to its limit held, up to so many times the limit weak
)

// WhyLimits says in words how the parts are judged.
var WhyLimits = []string{
	"Of a share: up to 10% held, up to a third is weak, more failed.",
	"Of something that happened so many times: none held, one or two is weak, more failed.",
	"Of a length: up to its limit held, up to twice the limit is weak, more failed.",
	"What is missing altogether, such as a target or a baseline, failed.",
	"Each of the four is as its weakest part. What has no data is not judged.",
}

// The four things that carry an outcome, in the order in which they are told.
const (
	WhyOutcome   = "outcome"
	WhyOwnership = "ownership"
	WhyHandoff   = "handoff"
	WhyCadence   = "cadence"
)

// WhyElements are the four with their names.
var WhyElements = []struct{ Key, Title, Asks string }{
	{WhyOutcome, "Outcome", "Was it clear what to reach, and was it measured?"},
	{WhyOwnership, "Ownership", "Did somebody answer for it all the time?"},
	{WhyHandoff, "Handoff", "Did decisions become work, and was the work done in time?"},
	{WhyCadence, "Cadence", "Was it looked at when it was to be?"},
}

// WhyItem is one thing behind a part: what was late, missed, changed or missing. It never names a person.
type WhyItem struct {
	Kind string  `json:"kind,omitempty"` // as link.Thing knows it; empty where it has no page
	Ref  string  `json:"ref,omitempty"`
	Says string  `json:"says"`
	Day  day.Day `json:"day,omitempty"`
}

// mostWhyItems is how many things behind a part are kept with a close; the rest is counted.
const mostWhyItems = 50

// WhyList is the things behind a part and how many they are.
type WhyList struct {
	N     int
	Items []WhyItem
}

// add counts one more thing, and keeps it while there is room.
func (l *WhyList) add(i WhyItem) {
	if l.N++; len(l.Items) < mostWhyItems {
		l.Items = append(l.Items, i)
	}
}

// WhyFacts is what happened to one outcome over its whole period. What cannot be known is left at nothing out of nothing.
type WhyFacts struct {
	From, To day.Day

	Unclear WhyList // what its plan lacks: target, baseline, deadline, metric
	Moved   WhyList // each time its target, baseline, deadline or metric was changed
	Rhythm  int     // days from one measuring to the next
	Weeks   int     // whole rhythms of the period
	Unread  WhyList // of them, those without a reading

	Days    int     // of the period
	Unowned int     // of them, without an owner
	Gaps    WhyList // from when to when
	Passed  WhyList // each time it got another owner
	Carries *int    // how many goals and objectives its owner carried at the end; nil where a team owns it, or nobody
	Limit   int     // one person carries at most

	Decisions  int     // about it, accepted in the period
	Unhanded   WhyList // of them, without any handoff
	Answers    int     // handoffs of which can be told whether they were answered in time
	LateAnswer WhyList // of them, those that were not, and those declined
	Dues       int
	LateWork   WhyList
	Median     *float64 // working days from handing over to acknowledging
	Slow       WhyList  // of the handoffs it is the middle of, those that took longer than the limit
	AnswerDays int      // the company's limit for that
	Tasks      int      // that serve it and were due in the period
	LateTasks  WhyList
	TeamTasks  int // of the team that owns it, made in the period
	Unasked    WhyList
	Runs       int // of rules about it
	BadRuns    WhyList

	Pulses  int
	Skipped WhyList // pulses missed
	Reviews int
	Unheld  WhyList // reviews missed or skipped
	Updates int     // times that its metrics were due to be read
	Late    WhyList // of them, those read late or never
}

// WhyPart is one figure behind an element.
type WhyPart struct {
	Key   string    `json:"key"`
	Name  string    `json:"name"`
	Level WhyLevel  `json:"level"`
	Value *float64  `json:"value,omitempty"`
	Of    *float64  `json:"of,omitempty"`
	Unit  string    `json:"unit,omitempty"`
	Limit string    `json:"limit"` // how it is judged, in words
	Items []WhyItem `json:"items,omitempty"`
	More  int       `json:"more,omitempty"` // things that are not listed
}

// WhyElement is one of the four, with the figures behind it.
type WhyElement struct {
	Key   string    `json:"key"`
	Level WhyLevel  `json:"level"`
	Parts []WhyPart `json:"parts"`
}

// Why is what the data says of an outcome's whole period. It is kept with the close as it stood then.
type Why struct {
	From     day.Day      `json:"from"`
	To       day.Day      `json:"to"`
	Elements []WhyElement `json:"elements"`
}

// Element finds one of the four.
func (w *Why) Element(key string) *WhyElement {
	for i := range w.Elements {
		if w.Elements[i].Key == key {
			return &w.Elements[i]
		}
	}
	return nil
}

// WhyMissed judges what happened. It is the one place where the four are judged; the order in which things stand in the facts changes nothing.
func WhyMissed(f WhyFacts) *Why {
	return &Why{From: f.From, To: f.To, Elements: []WhyElement{
		element(WhyOutcome,
			missing("unclear", "Missing in its plan", f.Unclear),
			times("moved", "Plan changed", f.Moved, true),
			shareOf("unread", f.rhythmName(), f.Unread, f.Weeks, ""),
		),
		element(WhyOwnership,
			lengthOf("unowned", "Days without an owner", f.Unowned, f.Days, f.Gaps),
			times("passed", "Given to another owner", f.Passed, true),
			overLimit(f),
		),
		element(WhyHandoff,
			shareOf("unhanded", "Decisions without a handoff", f.Unhanded, f.Decisions, ""),
			shareOf("answers", "Handoffs answered late or declined", f.LateAnswer, f.Answers, ""),
			slow(f),
			shareOf("work", "Handoffs done late or overdue", f.LateWork, f.Dues, ""),
			shareOf("tasks", "Tasks for it late or overdue", f.LateTasks, f.Tasks, ""),
			shareOf("unasked", "Tasks of its team that nobody asked for", f.Unasked, f.TeamTasks, ""),
			times("rules", "Rules about it that failed, were held back or came late", f.BadRuns, f.Runs > 0),
		),
		element(WhyCadence,
			shareOf("pulses", "Pulses missed", f.Skipped, f.Pulses, ""),
			shareOf("reviews", "Reviews missed or skipped", f.Unheld, f.Reviews, ""),
			shareOf("updates", "Updates late or missed", f.Late, f.Updates, ""),
		),
	}}
}

// element is as its weakest part; those that cannot be told do not count.
func element(key string, parts ...WhyPart) WhyElement {
	e := WhyElement{Key: key, Level: WhyUnknown, Parts: parts}
	for _, p := range parts {
		if whyRank(p.Level) > whyRank(e.Level) {
			e.Level = p.Level
		}
	}
	return e
}

func whyRank(l WhyLevel) int {
	return map[WhyLevel]int{WhyUnknown: 0, WhyHeld: 1, WhyWeak: 2, WhyFailed: 3}[l]
}

func part(key, name string, l WhyList, limit string) WhyPart {
	return WhyPart{Key: key, Name: name, Level: WhyUnknown, Limit: limit, Items: sortedWhy(l.Items), More: l.N - len(l.Items)}
}

func missing(key, name string, l WhyList) WhyPart {
	p := part(key, name, l, "Nothing may be missing.")
	p.Value, p.Level = ptr(float64(l.N)), WhyHeld
	if l.N > 0 {
		p.Level = WhyFailed
	}
	return p
}

func times(key, name string, l WhyList, told bool) WhyPart {
	p := part(key, name, l, "None held, one or two times is weak, more failed.")
	if !told {
		return p
	}
	p.Value, p.Unit, p.Level = ptr(float64(l.N)), unitTimes, WhyFailed
	switch {
	case l.N <= whyFewTimes:
		p.Level = WhyHeld
	case l.N <= whySomeTimes:
		p.Level = WhyWeak
	}
	return p
}

func shareOf(key, name string, l WhyList, of int, unit string) WhyPart {
	p := part(key, name, l, "Up to 10% held, up to a third is weak, more failed.")
	if of == 0 {
		return p
	}
	p.Value, p.Of, p.Unit, p.Level = ptr(float64(l.N)), ptr(float64(of)), unit, judgeShare(l.N, of)
	return p
}

// lengthOf is shareOf for a number of days, with the spans behind it.
func lengthOf(key, name string, n, of int, l WhyList) WhyPart {
	p := shareOf(key, name, WhyList{N: n}, of, UnitDays)
	p.Items, p.More = sortedWhy(l.Items), l.N-len(l.Items)
	return p
}

func judgeShare(n, of int) WhyLevel {
	switch share := 100 * float64(n) / float64(of); {
	case share <= whySmallShare:
		return WhyHeld
	case share <= whySomeShare:
		return WhyWeak
	}
	return WhyFailed
}

// overLimit tells whether the one who answered for it carried more than one person can. It is weak at most: only the end is known.
func overLimit(f WhyFacts) WhyPart {
	p := part("carries", "Goals and objectives its owner carried at the end", WhyList{}, "Up to the company’s limit for one person held, more is weak.")
	if f.Carries == nil {
		return p
	}
	p.Value, p.Of, p.Unit, p.Level = ptr(float64(*f.Carries)), ptr(float64(f.Limit)), unitThings, WhyHeld
	if *f.Carries > f.Limit {
		p.Level = WhyWeak
	}
	return p
}

func slow(f WhyFacts) WhyPart {
	p := part("median", "Half of the handoffs were answered within", f.Slow, "Up to the days in which to answer held, up to twice as long is weak, more failed.")
	if f.Median == nil {
		return p
	}
	p.Value, p.Of, p.Unit, p.Level = f.Median, ptr(float64(f.AnswerDays)), UnitWorking, WhyFailed
	switch limit := float64(max(f.AnswerDays, 1)); {
	case *f.Median <= limit:
		p.Level = WhyHeld
	case *f.Median <= whyTwice*limit:
		p.Level = WhyWeak
	}
	return p
}
