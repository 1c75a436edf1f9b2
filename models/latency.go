package models

import (
	"cmp"
	"math"
	"slices"
	"time"

	"throughline/models/day"
)

// The instants of a handoff, in their order (R26).
const (
	atRecorded     = iota // the decision was accepted
	atCreated             // the work was handed over
	atDelivered           // the receiver was shown it
	atAcknowledged        // the receiver took it on
	atStarted
	atDone
	instants
)

// LatencyStage is one part of the way from a decision to done work: from one instant to another.
type LatencyStage struct {
	Key   string // as addresses name it
	Title string
	from  int
	to    int
}

// LatencyStages are the steps of the way in their order, and then the two wholes that people ask for most.
var LatencyStages = []LatencyStage{
	{"created", "Decided until handed over", atRecorded, atCreated},
	{"delivered", "Handed over until first seen", atCreated, atDelivered},
	{"acknowledged", "First seen until acknowledged", atDelivered, atAcknowledged},
	{"started", "Acknowledged until started", atAcknowledged, atStarted},
	{"done", "Started until done", atStarted, atDone},
	{"answer", "Handed over until acknowledged", atCreated, atAcknowledged},
	{"all", "Decided until done", atRecorded, atDone},
}

// UsualStage is the part of the way that is looked at first: how long an acknowledgement takes.
const UsualStage = "answer"

// StageOf finds a part of the way by its key; the usual one when there is none of that name.
func StageOf(key string) LatencyStage {
	for _, s := range LatencyStages {
		if s.Key == key {
			return s
		}
	}
	return StageOf(UsualStage)
}

// Passage is one handoff as latency counts it.
type Passage struct {
	ID, Ref, DecisionID string
	TeamID              *string
	State               string
	AnswerDay, DueDay   day.Day
	AcceptedAt          *time.Time
	CreatedAt           time.Time
	DeliveredAt         *time.Time
	AcknowledgedAt      *time.Time
	StartedAt           *time.Time
	DoneAt              *time.Time
}

func (p *Passage) at(i int) *time.Time {
	return [instants]*time.Time{p.AcceptedAt, &p.CreatedAt, p.DeliveredAt, p.AcknowledgedAt, p.StartedAt, p.DoneAt}[i]
}

// over tells whether nothing more is to happen with it.
func (p *Passage) over() bool { return slices.Contains(handoffOver, p.State) }

// LatencyClock is what lengths are measured by: working time, up to this moment.
type LatencyClock struct {
	*day.WorkClock
	Now   time.Time
	Today day.Day
	Zone  *time.Location
}

// Length says how many working days a handoff took for a part of the way. A part that has begun and not ended is waiting: its length so
// far. Neither is said of a part that was never begun, of one that was skipped, as when work is ticked off without having been started,
// and of the open parts of what was cancelled.
func (p *Passage) Length(s LatencyStage, c *LatencyClock) (days float64, measured, waiting bool) {
	from, to := p.at(s.from), p.at(s.to)
	switch {
	case from == nil:
		return 0, false, false
	case to != nil:
		return c.Between(*from, *to), true, false
	case p.over():
		return 0, false, false
	}
	for later := s.to + 1; later < instants; later++ {
		if p.at(later) != nil {
			return 0, false, false
		}
	}
	return c.Between(*from, c.Now), false, true
}

// Timed is the length of one handoff.
type Timed struct {
	*Passage
	Days float64
}

// Spread is how long a part of the way took over many handoffs, in working days. Median and 90th percentile are by the nearest rank: the
// smallest length that half, or 90 of 100, did not exceed. So each figure is the length of a real handoff. What is still waiting is counted
// apart, never as nothing and in no percentile.
type Spread struct {
	Measured []Timed // the longest first
	Waiting  []Timed // the longest first
}

// SpreadOf measures a part of the way.
func SpreadOf(list []*Passage, s LatencyStage, c *LatencyClock) (out Spread) {
	for _, p := range list {
		switch days, measured, waiting := p.Length(s, c); {
		case measured:
			out.Measured = append(out.Measured, Timed{p, days})
		case waiting:
			out.Waiting = append(out.Waiting, Timed{p, days})
		}
	}
	for _, some := range [][]Timed{out.Measured, out.Waiting} {
		slices.SortFunc(some, func(a, b Timed) int { return cmp.Or(cmp.Compare(b.Days, a.Days), cmp.Compare(a.ID, b.ID)) })
	}
	return out
}

// rank is the length at a share of all lengths by the nearest rank; nil where nothing was measured.
func (s Spread) rank(share float64) *float64 {
	n := len(s.Measured)
	if n == 0 {
		return nil
	}
	k := int(math.Ceil(share * float64(n))) // counted from the shortest, from 1
	return ptr(s.Measured[n-min(max(k, 1), n)].Days)
}

// Median is the length that half of the handoffs did not exceed; nil when none is measured.
func (s Spread) Median() *float64 { return s.rank(0.5) }

// P90 is the length that 90 of 100 did not exceed; nil when none is measured.
func (s Spread) P90() *float64 { return s.rank(0.9) }

// Worst is the longest; nil when none is measured.
func (s Spread) Worst() *float64 { return s.rank(1) }

// Longest is how long the one that waits longest has waited so far; nil when none waits.
func (s Spread) Longest() *float64 {
	if len(s.Waiting) == 0 {
		return nil
	}
	return ptr(s.Waiting[0].Days)
}
