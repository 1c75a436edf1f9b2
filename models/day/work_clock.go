package day

import (
	"sort"
	"time"
)

// WorkClock counts time that passes on working days, in working days: a whole working day is 1, a weekend or a holiday nothing, whatever
// the clocks do. From Friday 18:00 to Monday 12:00 is three quarters of a working day.
type WorkClock struct {
	starts []time.Time // of each day, and of the day after the last
	upTo   []float64   // working days before it
	works  []bool
}

// longestClock is how many days a clock covers at most: 20 years.
const longestClock = 20 * 366

// Clock makes the clock of working time between two days. Outside them it stands still.
func (c Calendar) Clock(from, to Day) *WorkClock {
	w := &WorkClock{}
	if !from.Valid() || !to.Valid() {
		return w
	}
	if to.Sub(from) > longestClock {
		from = to.Add(-longestClock)
	}
	before := 0.0
	for d := from; !d.After(to); d = d.Add(1) {
		w.add(c.At(d, 0), before, c.Works(d))
		if c.Works(d) {
			before++
		}
		if d.Add(1) == "" {
			break
		}
	}
	w.add(c.At(to.Add(1), 0), before, false)
	return w
}

func (w *WorkClock) add(start time.Time, before float64, works bool) {
	w.starts, w.upTo, w.works = append(w.starts, start), append(w.upTo, before), append(w.works, works)
}

// at is how many working days had passed by an instant.
func (w *WorkClock) at(t time.Time) float64 {
	i := sort.Search(len(w.starts), func(i int) bool { return w.starts[i].After(t) }) - 1
	if i < 0 {
		return 0
	}
	if !w.works[i] || i == len(w.starts)-1 {
		return w.upTo[i]
	}
	return w.upTo[i] + float64(t.Sub(w.starts[i]))/float64(w.starts[i+1].Sub(w.starts[i]))
}

// Between is how many working days passed from one instant to another; 0 when the second is earlier.
func (w *WorkClock) Between(from, to time.Time) float64 { return max(w.at(to)-w.at(from), 0) }
