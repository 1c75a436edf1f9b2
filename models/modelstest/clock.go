package modelstest

import (
	"sync"
	"time"
)

// Monday is where the clock of a test database stands at first: Monday 16 November 2026, 09:00 UTC.
var Monday = time.Date(2026, time.November, 16, 9, 0, 0, 0, time.UTC)

// Clock is a clock that stands still until a test moves it.
type Clock struct {
	mu sync.Mutex
	at time.Time
}

// At gives a clock that stands at an instant.
func At(at time.Time) *Clock { return &Clock{at: at} }

// Now is the instant the clock stands at.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

// Advance moves the clock on.
func (c *Clock) Advance(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(by)
}

// Set puts the clock to an instant.
func (c *Clock) Set(at time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = at
}
