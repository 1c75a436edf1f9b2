package models

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"throughline/models/form"
)

// briefItem is one thing on a brief, as two briefs are compared: what is said when it comes or goes, and its facts.
type briefItem struct {
	key        string // names the thing in both briefs
	came, gone string // empty: its coming and going says nothing by itself
	moves      bool   // it comes and goes by itself, as a task does; nobody worded it
	facts      []briefFact
}

// briefFact is one fact about a thing. Those that move by themselves are figures and dates; the others are wording.
type briefFact struct {
	name, value string
	moves       bool
	say         func(before, after string) string
}

// facts takes a brief apart into everything that people read on it, in its order.
func (b *Brief) facts(loc form.Locale) []briefItem {
	items := append([]briefItem{b.headFacts()}, b.outcomeFacts(loc)...)
	items = append(items, b.objectiveFacts()...)
	items = append(items, b.stopFacts(loc)...)
	items = append(items, b.tradeOffFacts()...)
	items = append(items, b.deciderFacts()...)
	items = append(items, b.rhythmFacts()...)
	return append(items, b.gapFacts(loc)...)
}

func (b *Brief) headFacts() briefItem {
	fact := func(name, value string, say func(string, string) string) briefFact {
		return briefFact{name: name, value: value, say: say}
	}
	return briefItem{facts: []briefFact{
		fact("intent", b.Intent, func(before, after string) string {
			if before == "" {
				return "The intent is written now: " + quoted(after)
			}
			return "The intent is now: " + quoted(after) + " Before it was: " + quoted(before)
		}),
		fact("kept until", string(b.KeptUntil), func(string, string) string {
			return orElse(b.KeptWords(), "No day is set any more until which the intent stays.")
		}),
		fact("title", b.Title, renamed("The strategy")),
		fact("company", b.Company, renamed("The company")),
		fact("team", b.Team, renamed("The team")),
		fact("lead", b.Lead, func(before, after string) string {
			if after == "" {
				return "Nobody leads " + b.whose() + " now; before it was " + before + "."
			}
			return after + " now leads " + b.whose() + instead(before)
		}),
		fact("answer days", itoa(b.AnswerDays), func(before, after string) string {
			return b.AnswerWords() + " Before it was within " + before + "."
		}),
		{name: "quarter", value: b.Quarter, moves: true, say: func(before, after string) string { return "The quarter is now " + after + instead(before) }},
		b.moreFact("outcomes", b.MoreOutcomes), b.moreFact("metrics", b.MoreMetrics), b.moreFact("objectives", b.MoreObjectives), b.moreFact("tasks", b.MoreTasks),
		b.moreFact("workflows that stop", b.MoreStops), b.moreFact("trade-offs", b.MoreTradeOffs),
	}}
}

// whose is the company or the team, within a sentence.
func (b *Brief) whose() string { return cmp.Or(b.Team, b.Company, "the company") }

func (b *Brief) moreFact(what string, n int) briefFact {
	return briefFact{name: "more " + what, value: itoa(n), moves: true, say: func(before, after string) string {
		return "Beyond the sheet stand " + after + " more " + what + ", before " + before + "."
	}}
}

func (b *Brief) outcomeFacts(loc form.Locale) (items []briefItem) {
	var order []string
	for _, o := range b.Outcomes {
		order = append(order, o.Ref)
		it := briefItem{key: "outcome " + o.Ref, came: "New outcome " + o.Ref + ": “" + o.Title + "” (" + o.TargetAfter(loc) + ", by " + o.ByWords() + ", " + orNobody(o.Owner) + ").",
			gone: "Outcome " + o.Ref + " is no longer on the brief: " + quoted(o.Title)}
		it.facts = []briefFact{
			{name: "title", value: o.Title, say: reworded("Outcome " + o.Ref)},
			{name: "deadline", value: o.deadlineSaid(), say: deadline(o.Ref)},
			{name: "owner", value: o.Owner, say: owns(o.Ref)},
			{name: "ours", value: yes(o.Ours), say: func(_, after string) string {
				if after == "" {
					return b.whose() + " no longer answers for " + o.Ref + " and no longer moves it."
				}
				return b.whose() + " now answers for " + o.Ref + " or moves it."
			}},
			{name: "together", value: o.TogetherWords(loc), moves: true, say: func(before, after string) string {
				return o.Ref + ": " + orElse(after, "no figure of all metrics together") + instead(before)
			}},
			{name: "hours", value: hoursSaid(loc, o.Hours), moves: true, say: func(before, after string) string {
				return b.whose() + " gives " + o.Ref + " " + orElse(after, "no hours") + " a week" + instead(orElse(before, "none"))
			}},
		}
		it.facts = append(it.facts, o.measureFacts("Outcome "+o.Ref, o.Ref, loc)...)
		items = append(items, it)
		for _, m := range o.Others {
			items = append(items, briefItem{key: "metric " + o.Ref + " " + m.Title, came: o.Ref + " is also measured by “" + m.Title + "” now (" + m.TargetAfter(loc) + ").",
				gone: o.Ref + " is no longer measured by " + quoted(m.Title), facts: m.measureFacts("“"+m.Title+"” of "+o.Ref, "“"+m.Title+"” of "+o.Ref, loc)})
		}
	}
	return append(items, briefItem{key: "order", facts: []briefFact{{name: "order", value: strings.Join(order, ", "), say: func(before, after string) string {
		if !sameWords(before, after) {
			return "" // what came or went is said by itself
		}
		return "The order of the outcomes is now " + after + instead(before)
	}}}})
}

// measureFacts are what is said of one metric: what it should reach is wording, where it stands moves by itself.
func (o BriefOutcome) measureFacts(what, short string, loc form.Locale) []briefFact {
	return []briefFact{
		{name: "baseline", value: Figure(loc, o.Baseline, o.Unit), say: moved(what, "baseline")},
		{name: "target", value: o.targetSaid(loc), say: moved(what, "target")},
		{name: "now", value: Figure(loc, o.Now, o.Unit), moves: true, say: func(before, after string) string {
			return short + " stands at " + orElse(after, "no reading") + instead(orElse(before, "no reading"))
		}},
		{name: "status", value: o.Status.Word(), moves: true, say: func(before, after string) string {
			return short + " is now “" + after + "”" + instead("“"+before+"”")
		}},
	}
}

func (b *Brief) objectiveFacts() (items []briefItem) {
	list := slices.Clone(b.Objectives)
	slices.SortStableFunc(list, func(x, y BriefObjective) int { return cmp.Compare(x.Ref, y.Ref) })
	for _, o := range list {
		items = append(items, briefItem{key: "objective " + o.Ref, came: "New objective " + o.Ref + ": “" + o.Title + "”" + objectiveTail(o) + ".",
			gone: "Objective " + o.Ref + " is no longer on the brief: " + quoted(o.Title),
			facts: []briefFact{
				{name: "title", value: o.Title, say: reworded("Objective " + o.Ref)},
				{name: "target", value: o.way(), say: measured("Objective " + o.Ref)},
				{name: "deadline", value: string(o.By), say: func(before, after string) string { return deadline(o.Ref)(shortDay(before), shortDay(after)) }},
				{name: "owner", value: o.Owner, say: owns(o.Ref)},
				{name: "serves", value: strings.Join(o.Serves, ", "), say: func(before, after string) string {
					return "Objective " + o.Ref + " now serves " + orElse(after, "no outcome") + instead(orElse(before, "none"))
				}},
			}})
	}
	return items
}

func (b *Brief) stopFacts(loc form.Locale) (items []briefItem) {
	list := slices.Clone(b.Stops)
	slices.SortStableFunc(list, func(x, y BriefStop) int { return cmp.Compare(x.Name, y.Name) })
	for _, s := range list {
		items = append(items, briefItem{key: "stop " + s.Name, came: "New among what we stop: " + s.Words(loc) + ".", gone: "No longer among what we stop: " + s.Name + ".",
			facts: []briefFact{
				{name: "until", value: string(s.Until), say: func(before, after string) string {
					return "“" + s.Name + "” now stops by " + orElse(shortDay(after), "no day") + instead(orElse(shortDay(before), "no day"))
				}},
				{name: "owner", value: s.Owner, say: func(before, after string) string {
					return orElse(after, "Nobody") + " now ends “" + s.Name + "”" + instead(before)
				}},
				{name: "hours", value: hoursSaid(loc, hoursOr0(s.Hours)), moves: true, say: func(before, after string) string {
					return "“" + s.Name + "” takes " + orElse(after, "an unknown number of hours") + " a week" + instead(orElse(before, "not known"))
				}},
			}})
	}
	return items
}

func (b *Brief) tradeOffFacts() (items []briefItem) {
	for _, line := range b.TradeOffs {
		items = append(items, briefItem{key: "trade-off " + line, came: "New among what we do not do: “" + line + "”", gone: "No longer among what we do not do: “" + line + "”"})
	}
	slices.SortStableFunc(items, func(x, y briefItem) int { return cmp.Compare(x.key, y.key) })
	return items
}

func (b *Brief) deciderFacts() (items []briefItem) {
	for _, d := range b.Deciders {
		items = append(items, briefItem{key: "decides " + d.Matter + " " + d.Name, came: d.Name + " now decides on " + d.within() + ".",
			gone: d.Name + " no longer decides on " + d.within() + "."})
	}
	slices.SortStableFunc(items, func(x, y briefItem) int { return cmp.Compare(x.key, y.key) })
	return items
}

// rhythmFacts are what moves by itself from week to week: tasks and the next dates of the cadence.
func (b *Brief) rhythmFacts() (items []briefItem) {
	for _, t := range b.Monday {
		items = append(items, briefItem{key: "task " + t.Ref, moves: true, came: "New on Monday: “" + t.Title + "” (" + orNobody(t.Owner) + ", by " + t.By.Short() + ").",
			gone: "No longer on Monday: " + quoted(t.Title), facts: []briefFact{
				{name: "title", value: t.Title, moves: true, say: reworded("Task " + t.Ref)},
				{name: "owner", value: t.Owner, moves: true, say: owns(t.Ref)},
				{name: "by", value: string(t.By), moves: true, say: func(before, after string) string { return deadline(t.Ref)(shortDay(before), shortDay(after)) }},
			}})
	}
	for _, c := range b.Checks {
		items = append(items, briefItem{key: "check " + c.Clock, came: "New in how we check: " + c.Words(), gone: "No longer in how we check: " + ClockWords(c.Clock) + ".",
			facts: []briefFact{{name: "next", value: string(c.Next), moves: true, say: func(before, after string) string {
				return ClockWords(c.Clock) + ": next on " + orElse(shortDay(after), "no day") + instead(orElse(shortDay(before), "no day"))
			}}}})
	}
	return items
}

// WordingHash names what a brief says, apart from the figures, tasks and dates that move by themselves: SHA-256, hexadecimal.
func (b *Brief) WordingHash() string {
	var said [][]string
	for _, it := range b.facts(form.Locale{}) {
		if it.moves {
			continue
		}
		line := []string{it.key}
		for _, f := range it.facts {
			if !f.moves {
				line = append(line, f.name, f.value)
			}
		}
		said = append(said, line)
	}
	text, _ := json.Marshal(said) // texts alone: it cannot fail
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:])
}
