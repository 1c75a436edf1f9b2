package handlers

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
)

// How a stream keeps time.
const (
	heartbeat   = 15 * time.Second // between two signs of life
	streamWrite = 10 * time.Second // how long a browser may take to accept a line
	streamLasts = 30 * time.Minute // after it the browser comes again, as one who asks anew
)

// errCrowded is said to a browser that comes when too many are told already; it asks for itself then.
var errCrowded = trouble{http.StatusServiceUnavailable, "Too many pages are open", "This page asks for changes by itself instead. Close those you do not need."}

// sendBeat gives the mark of a room, to browsers that ask again and again.
func (a *App) sendBeat(c echo.Context) error {
	once(c)
	return a.read(c, func(r *models.Read) error {
		p, _, err := r.PulseByRef(c.Param("ref"))
		if err != nil {
			return err
		}
		return c.JSON(http.StatusOK, map[string]string{"beat": p.Beat})
	})
}

// streamPulse tells a browser each new mark of a room, as server-sent events. It ends when the browser goes, when the person is signed out or
// may not read any more, and when the program ends.
func (a *App) streamPulse(c echo.Context) error {
	once(c)
	var id, beat string
	if err := a.read(c, func(r *models.Read) error {
		p, _, err := r.PulseByRef(c.Param("ref"))
		if err == nil {
			id, beat = p.ID, p.Beat
		}
		return err
	}); err != nil {
		return err
	}
	if c.Request().Method == http.MethodHead {
		return c.NoContent(http.StatusOK)
	}
	s := a.rooms.enter(id, a.who(c).PersonID)
	if s == nil {
		return errCrowded
	}
	defer a.rooms.leave(s)
	ctx, ok := c.Get(connection).(context.Context)
	if !ok {
		ctx = c.Request().Context()
	}
	out := http.NewResponseController(c.Response())
	lasts := out.SetReadDeadline(time.Time{}) == nil // the limit of a request would end it
	h := c.Response().Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("X-Accel-Buffering", "no")
	c.Response().WriteHeader(http.StatusOK)
	if !lasts { // a connection that cannot be held: the browser is told how it stands now, and comes again by itself
		_, err := c.Response().Write([]byte(sent("beat", beat)))
		return err
	}
	return a.tellStream(ctx, c, s, out)
}

// tellStream writes until the stream ends. An error while writing says that the browser is gone, which is no trouble.
func (a *App) tellStream(ctx context.Context, c echo.Context, s *stream, out *http.ResponseController) error {
	say := func(event, data string) bool {
		_ = out.SetWriteDeadline(by(streamWrite))
		text := ": here\n\n"
		if event != "" {
			text = sent(event, data)
		}
		_, err := c.Response().Write([]byte(text))
		return err == nil && out.Flush() == nil
	}
	alive, ended := time.NewTicker(heartbeat), time.NewTimer(streamLasts)
	defer alive.Stop()
	defer ended.Stop()
	told, rights := "", a.person(c).revision.Rights
	if !say("", "") {
		return nil
	}
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-a.rooms.ends:
			return nil
		case <-ended.C:
			return nil
		case <-alive.C:
			if !say("", "") {
				return nil
			}
		case n := <-s.news:
			if n.rights != rights {
				if rights = n.rights; !a.stillReads(ctx, c) {
					say("out", "-")
					return nil
				}
			}
			if n.beat != told {
				if told = n.beat; !say("beat", told) {
					return nil
				}
			}
		}
	}
}

// sent is one event as it goes to the browser.
func sent(event, data string) string { return "event: " + event + "\ndata: " + data + "\n\n" }

// stillReads tells whether the session of a stream lasts, and its person still may read.
func (a *App) stillReads(ctx context.Context, c echo.Context) bool {
	cookie, err := c.Request().Cookie(a.sessions.name())
	if err != nil {
		return false
	}
	may := false
	err = a.db.Read(ctx, models.Nobody, func(r *models.Read) error {
		_, p, err := r.SessionOf(cookie.Value)
		if err != nil {
			return err
		}
		who, err := r.WhoIs(p)
		may = who.May(models.ReadCompany)
		return err
	})
	return err == nil && may
}
