package parts

import (
	"math"
	"strconv"
	"strings"
)

// pct writes a share of the whole (0 to 1) as a width, between "0%" and "100%". What is not a number is nothing.
func pct(share float64) string {
	if math.IsNaN(share) {
		share = 0
	}
	return strconv.FormatFloat(math.Round(min(max(share, 0), 1)*1000)/10, 'f', -1, 64) + "%"
}

// SparkLine is the last readings of a metric, oldest first; nil is a reading that is missing, drawn as a gap.
type SparkLine struct {
	Readings []*float64
	Target   *float64
	Label    string // says the same in words: "Eight monthly readings, from 62% to 71%; target 80%"
}

const sparkWide, sparkHigh, sparkEdge = 120.0, 36.0, 4.0

type spot struct{ X, Y string }

// drawn is a line ready for the page: one run of points for each stretch without a gap.
type drawn struct {
	Runs []string
	Ends []spot // the last reading, and readings that stand alone between gaps
	Goal string // the height of the target, or ""
}

func (s SparkLine) draw() drawn {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range append([]*float64{s.Target}, s.Readings...) {
		if v != nil {
			low, high = min(low, *v), max(high, *v)
		}
	}
	y := func(v float64) string {
		if high == low {
			return num(sparkHigh / 2)
		}
		return num(sparkHigh - sparkEdge - (v-low)/(high-low)*(sparkHigh-2*sparkEdge))
	}
	x := func(i int) string {
		return num(sparkEdge + float64(i)*(sparkWide-2*sparkEdge)/float64(max(len(s.Readings)-1, 1)))
	}
	var d drawn
	var run []string
	var last *spot
	end := func() {
		if len(run) > 1 {
			d.Runs = append(d.Runs, strings.Join(run, " "))
		} else if len(run) == 1 {
			d.Ends = append(d.Ends, *last)
		}
		run = nil
	}
	for i, v := range s.Readings {
		if v == nil {
			end()
			continue
		}
		last = &spot{x(i), y(*v)}
		run = append(run, last.X+","+last.Y)
	}
	single := len(run) == 1
	end()
	if last != nil && !single {
		d.Ends = append(d.Ends, *last)
	}
	if s.Target != nil {
		d.Goal = y(*s.Target)
	}
	return d
}

func num(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// Segment is one part of a bar. Kind m is mapped, k keep, r what stops (hatched), u undecided or unknown.
type Segment struct {
	Kind  string
	Share float64 // of the whole bar, 0 to 1
	Label string  // "Mapped 208 h"
}

type stretch struct{ Kind, From, Wide string }

// laid puts the parts side by side with a hair's breadth between them.
func laid(parts []Segment) []stretch {
	const gap = 0.004
	var out []stretch
	at := 0.0
	for _, p := range parts {
		if math.IsNaN(p.Share) || p.Share <= 0 {
			continue
		}
		from := at
		if len(out) > 0 {
			from += gap
		}
		at += p.Share
		out = append(out, stretch{p.Kind, pct(from), pct(max(at-from, gap))})
	}
	return out
}
