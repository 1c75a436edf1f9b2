// Package ratio holds what the product does against what the same thing takes at the least, in one run: rounds of both take turns, so
// that a machine with other work to do slows both alike. It knows nothing of the product.
package ratio

import (
	"fmt"
	"os"
	"slices"
	"syscall"
	"testing"
	"time"
)

// Setting names the environment variable with the file that the table is gathered in. make bench sets it; without it nothing is measured.
const Setting = "THROUGHLINE_BENCH"

// Wanted skips a test unless figures are wanted.
func Wanted(t *testing.T) {
	t.Helper()
	if os.Getenv(Setting) == "" {
		t.Skip("make bench measures this")
	}
}

// How often they take turns, and how long a turn is.
const (
	rounds = 11
	turn   = 120 * time.Millisecond
)

// Thing is something to be measured. First is done before each time and does not count; it may be nil.
type Thing struct{ First, Do func() }

// worked is the processor time of this process until now. Other work on the machine does not change it, and how much of what never
// waits can be done in a second follows from it.
func worked() time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		panic("ratio: " + err.Error())
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// Work gives the processor time that one of each takes: the medians of rounds that take turns.
func Work(things ...Thing) []time.Duration { return inTurns(worked, things) }

// Times gives how long one of each takes by the clock on the wall, for what waits: for the disk, for another program.
func Times(things ...Thing) []time.Duration {
	began := time.Now()
	return inTurns(func() time.Duration { return time.Since(began) }, things)
}

// Growth gives how many times the processor time of small it takes to do large: the least of three of each, in turns. It is for tests
// that must see work growing with the square of what a company has, so it is quick and coarse.
func Growth(small, large func()) float64 {
	least := [2]time.Duration{time.Hour, time.Hour}
	for range 3 {
		for i, f := range []func(){small, large} {
			began := worked()
			f()
			least[i] = min(least[i], worked()-began)
		}
	}
	return float64(least[1]) / float64(max(least[0], time.Microsecond))
}

func inTurns(clock func() time.Duration, things []Thing) []time.Duration {
	took := make([][]time.Duration, len(things))
	once := func(t Thing) time.Duration {
		if t.First != nil {
			t.First()
		}
		began := clock()
		t.Do()
		return clock() - began
	}
	for _, t := range things {
		once(t) // what is done once only does not count
	}
	for range rounds {
		for i, t := range things {
			n, all := 0, time.Duration(0)
			for ; all < turn; n++ {
				all += once(t)
			}
			took[i] = append(took[i], all/time.Duration(n))
		}
	}
	out := make([]time.Duration, len(things))
	for i, list := range took {
		slices.Sort(list)
		out[i] = list[len(list)/2]
	}
	return out
}

// AtLeast reports that a figure must reach a target, AtMost that it must not pass it. Neither fails a test: the table says what held.
func AtLeast(t *testing.T, subject, baseline string, is, target float64, unit string) {
	t.Helper()
	report(t, subject, baseline, is, "at least", target, unit, is >= target)
}

// AtMost is for what must stay small.
func AtMost(t *testing.T, subject, baseline string, is, target float64, unit string) {
	t.Helper()
	report(t, subject, baseline, is, "at most", target, unit, is <= target)
}

func report(t *testing.T, subject, baseline string, is float64, sense string, target float64, unit string, holds bool) {
	t.Helper()
	word := "held"
	if !holds {
		word = "NOT HELD"
	}
	line := fmt.Sprintf("%s\t%s\t%s\t%s %s\t%s\n", subject, baseline, number(is)+unit, sense, number(target)+unit, word)
	t.Log(line)
	file, err := os.OpenFile(os.Getenv(Setting), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o600)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	if _, err := file.WriteString(line); err != nil {
		t.Fatal(err)
	}
}

func number(f float64) string {
	if f >= 100 {
		return fmt.Sprintf("%.0f", f)
	}
	return fmt.Sprintf("%.2f", f)
}
