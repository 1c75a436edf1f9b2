package handlers

import (
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// mostGuests bounds how many browsers are remembered at once.
const mostGuests = 20_000

// guests remembers who is behind each browser, by the fingerprint of its session's token, for one revision of the database: any change
// at all, of rights, of sessions or of anything else, and everybody is looked up again.
type guests struct {
	mu       sync.Mutex
	revision string
	known    map[string]*person
}

// recall gives the person of a browser; nil when unknown, when something was changed since, or when the session may have ended.
func (g *guests) recall(revision, key string, now time.Time) *person {
	g.mu.Lock()
	defer g.mu.Unlock()
	if revision == "" || g.revision != revision {
		return nil
	}
	p := g.known[key]
	if p == nil || !p.session.Live(now) {
		return nil
	}
	copied, row := *p, *p.row
	copied.row = &row
	return &copied
}

// remember keeps a person who was looked up after the revision was read.
func (g *guests) remember(p *person) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.revision != p.revision || len(g.known) >= mostGuests {
		g.revision, g.known = p.revision, map[string]*person{}
	}
	g.known[p.key] = p
}

// noted remembers that the session was used, which changes no revision.
func (g *guests) noted(c echo.Context, p *person, now time.Time) {
	fresh, session := *p, *p.session
	session.SeenAt = now
	fresh.session = &session
	c.Set("person", &fresh)
	g.remember(&fresh)
}
