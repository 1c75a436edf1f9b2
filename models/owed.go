package models

import (
	"time"

	"throughline/models/day"
)

// Owed is what the person who asks owes to others, as one list: kind by kind in a fixed order, each with its first few duties. What is
// planned and not committed is not in it.
type Owed struct {
	Today  day.Day
	Until  day.Day // tasks that are due by this day are in it
	Kinds  []*OwedKind
	Update *WeeklyUpdate // the readings that are due are rows of it

	back []*HandoffNow // read together with those to answer
}

// OwedKind is one kind of duty with what there is of it.
type OwedKind struct {
	Key, Title string
	List       []*Duty // the first few
	All        int
	Late       int // of those listed
}

// Duty is one thing that a person owes, as one line.
type Duty struct {
	Title   string
	Kind    string   // the thing that its page shows, and its reference
	Ref     string   //
	Part    string   // id of a part of it that has a page of its own: a line of a pulse
	Said    []string // why, from whom: short parts
	DueWord string   // "answer by", "due"
	Due     day.Day
	Late    bool
	State   string // a handoff's or a task's, where it tells more than that it is owed

	// What one press does in place; at most one of these. A duty without one is done on its page.
	Answer  *HandoffNow
	Mention *MentionNow
	Reading *MetricUpdate
	Task    *TaskNow
	Text    *ToRead
	Page    *PageToRead

	Weight *TaskWeight // of a task: why it stands where it stands
}

// dutyKind is one kind of duty: how it is called, and what finds what a person owes of it: the first mostDuties, and how many there are.
type dutyKind struct {
	key, title string
	find       func(*Read, *Owed) ([]*Duty, int, error)
}

// dutyKinds are all kinds, in the order of the list. A new kind is its line here, its function, and the page of all of it in views/owed.go.
var dutyKinds = []dutyKind{
	{"answers", "Handed to you, to answer", (*Read).owedAnswers},
	{"back", "Answers that wait for you", (*Read).owedBack},
	{"mentions", "Comments that name you", (*Read).owedMentions},
	{"readings", "Readings due", (*Read).owedReadings},
	{"tasks", "Tasks of this week, by strategic weight", (*Read).owedTasks},
	{"issues", "Issues that wait for you", (*Read).owedIssues},
	{"pulses", "The monthly pulse", (*Read).owedPulses},
	{"reviews", "Reviews of this week", (*Read).owedReviews},
	{"stops", "To wind down", (*Read).owedStops},
	{"texts", "To read", (*Read).owedTexts},
	{"recall", "One minute from memory", (*Read).owedRecall},
	{"approvals", "Waits for your approval", (*Read).owedApprovals},
	{"decisions", "Proposed to you, to decide", (*Read).owedDecisions},
	{"symptoms", "Symptoms to act on", (*Read).owedSymptoms},
	{"allocations", "Allocations to decide", (*Read).owedAllocations},
	{"setup", "What setup still misses", (*Read).owedSetup},
}

// mostDuties is how many duties of one kind the list shows; the rest is counted, and stands in the list of its own.
const mostDuties = 8

// Owed finds everything that the person who asks owes.
func (r *Read) Owed() (*Owed, error) {
	company, err := r.Company()
	if err != nil {
		return nil, err
	}
	o := &Owed{Today: r.Today()}
	o.Until = company.Calendar().EndOfWork(o.Today)
	if !r.Who.SignedIn() {
		return o, nil
	}
	for _, kind := range dutyKinds {
		list, all, err := kind.find(r, o)
		if err != nil {
			return nil, err
		}
		if len(list) == 0 {
			continue
		}
		k := &OwedKind{Key: kind.key, Title: kind.title, List: list[:min(len(list), mostDuties)], All: max(all, len(list))}
		for _, d := range k.List {
			if d.Late {
				k.Late++
			}
		}
		o.Kinds = append(o.Kinds, k)
	}
	return o, nil
}

// Count is how many duties there are, listed or not.
func (o *Owed) Count() (n int) {
	for _, k := range o.Kinds {
		n += k.All
	}
	return n
}

// Late is how many of the listed ones are late.
func (o *Owed) Late() (n int) {
	for _, k := range o.Kinds {
		n += k.Late
	}
	return n
}

// More is how many of a kind are not listed.
func (k *OwedKind) More() int { return k.All - len(k.List) }

// Explain says what the number of duties is made of.
func (o *Owed) Explain() Explanation {
	var list []Input
	for _, k := range o.Kinds {
		list = append(list, count(k.Title, k.All))
	}
	e := Explanation{Figure: "What you owe", Result: Input{Value: ptr(float64(o.Count()))}, Day: o.Today,
		Formula: "Everything that waits for you and for nobody else: answers, readings whose day has come, your tasks due by " + o.Until.Long() +
			", pulses and reviews of the next seven days, texts to read, approvals and decisions. Planned work counts once it is committed: a handoff from its acknowledgement, an initiative from its commitment."}
	if len(list) == 0 {
		list = append(list, said("Nothing waits for you", "0"))
	}
	return e.of(list...)
}

// Handoffs are those among the duties that wait for an answer: what the page shows is delivered.
func (o *Owed) Handoffs() (list []*HandoffNow) {
	for _, k := range o.Kinds {
		for _, d := range k.List {
			if d.Answer != nil {
				list = append(list, d.Answer)
			}
		}
	}
	return list
}

// dayOf is the company's day at an instant.
func (r *Read) dayOf(at time.Time) day.Day {
	c, err := r.Company()
	if err != nil {
		return day.Of(at, time.UTC)
	}
	return c.Calendar().Today(at)
}
