package handlers

import (
	"sync"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
)

// mostGuests bounds how many browsers are remembered at once.
const mostGuests = 20_000

// guests remembers who is behind each browser, by the fingerprint of its session's token, as long as nothing was changed that decides
// who somebody is and what they may: after any change of people, teams, sessions, settings or strategies everybody is looked up again.
type guests struct {
	mu     sync.Mutex
	rights string
	known  map[string]*person
}

// recall gives the person of a browser; nil when unknown, when rights were changed since, or when the session may have ended.
func (g *guests) recall(now models.Revision, key string, at time.Time) *person {
	g.mu.Lock()
	defer g.mu.Unlock()
	if now.Mark == "" || g.rights != now.Rights {
		return nil
	}
	p := g.known[key]
	if p == nil || !p.session.Live(at) {
		return nil
	}
	copied, row := *p, *p.row
	copied.row, copied.revision = &row, now
	return &copied
}

// remember keeps a person who was looked up after the revision was read.
func (g *guests) remember(p *person) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.rights != p.revision.Rights || len(g.known) >= mostGuests {
		g.rights, g.known = p.revision.Rights, map[string]*person{}
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
