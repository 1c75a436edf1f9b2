package models

import (
	"slices"

	"throughline/models/day"
)

// The two days that a handoff promises.
const (
	PromiseAnswer = "answer" // the last day to answer
	PromiseDone   = "done"   // the day it is due
)

// Kept is how many of some handoffs kept a day, out of those of which it can be told: those that are through, and those whose day has passed.
type Kept struct{ In, Of int }

// AnsweredInTime counts the handoffs acknowledged by the day to answer by.
func AnsweredInTime(list []*Passage, c *LatencyClock) Kept { return keptOf(list, PromiseAnswer, c) }

// DoneInTime counts the handoffs done by the day they are due.
func DoneInTime(list []*Passage, c *LatencyClock) Kept { return keptOf(list, PromiseDone, c) }

func keptOf(list []*Passage, promise string, c *LatencyClock) (k Kept) {
	for _, p := range list {
		kept, told := p.kept(promise, c)
		if told {
			k.Of++
		}
		if kept {
			k.In++
		}
	}
	return k
}

// kept tells whether a handoff kept one of its days, and whether that can be told yet.
func (p *Passage) kept(promise string, c *LatencyClock) (kept, told bool) {
	by, at, open := p.AnswerDay, p.AcknowledgedAt, slices.Contains(unanswered, p.State)
	if promise == PromiseDone {
		by, at, open = p.DueDay, p.DoneAt, !p.over()
	}
	if at != nil {
		return !day.Of(*at, c.Zone).After(by), true
	}
	return false, open && by.Before(c.Today)
}

// promisedHandoffs are the handoffs of which can be told whether they kept a day, or only those that kept it, the newest first. They are
// the very ones behind the counts of latency.
func (r *Read) promisedHandoffs(q HandoffQuery, tree *Tree, from, count int) ([]*ListedHandoff, int64, error) {
	c, err := r.Company()
	if err != nil {
		return nil, 0, err
	}
	passages, err := r.passages(q, mostPassages)
	if err != nil {
		return nil, 0, err
	}
	clock := c.latencyClock(passages, r.Now)
	ids := []string{}
	for _, p := range passages {
		if kept, told := p.kept(q.Promise, clock); kept || told && !q.Kept {
			ids = append(ids, p.ID)
		}
	}
	all := int64(len(ids))
	ids = ids[min(from, len(ids)):min(from+count, len(ids))]
	list, err := r.handoffsNow(r.DB().Where("id IN ?", ids).Order("created_at DESC, id DESC").Limit(count), tree)
	return listHandoffs(list, tree), all, err
}
