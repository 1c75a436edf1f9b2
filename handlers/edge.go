package handlers

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"throughline/static"
	"throughline/views/link"
)

// The most a request may take and carry.
const (
	requestLimit = 20 * time.Second
	exampleLimit = 50 * time.Second // to load the example company, on a slow machine
	bodyLimit    = 1 << 20
	queryLimit   = 16 << 10
)

// connection is the key of what lasts as long as the browser stays, for what streams beyond the limit of a request.
const connection = "connection"

var errNoBase = errors.New("handlers: the base address must be like https://throughline.example.org")

// policy is the content security policy of every answer. Nothing comes from elsewhere and nothing is written inline.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// withHeaders sets the headers that every answer has, whatever happens to it later.
func withHeaders(next http.Handler, secure bool) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
		h.Set("X-Frame-Options", "DENY")
		if secure {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		if !strings.HasPrefix(r.URL.Path, static.Root) {
			h.Set("Cache-Control", "no-store")
		}
		next.ServeHTTP(w, r)
	})
}

// around gives each request its reference and its deadline, catches faults, and writes one line about it to the log.
func (a *App) around(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		began := a.db.Now()
		ref := strings.ToLower(rand.Text()[:10])
		c.Set("reference", ref)
		c.Response().Header().Set("X-Request-Id", ref)
		c.Set(connection, c.Request().Context())
		limit := requestLimit
		if c.Request().URL.Path == link.FirstRun() && c.Request().Method == http.MethodPost {
			limit = exampleLimit
		}
		ctx, cancel := context.WithTimeout(c.Request().Context(), limit)
		defer cancel()
		c.SetRequest(c.Request().WithContext(ctx))
		defer func() {
			if what := recover(); what != nil {
				a.log.Error("fault", "reference", ref, "what", fmt.Sprint(what), "stack", string(debug.Stack()))
				a.fail(errFault, c)
			}
			who := a.who(c).PersonID
			if c.Path() == link.PathRecallAnswer {
				who = "not kept" // when somebody answered the recall test is nobody's to know
			}
			// The route and not the address: addresses can hold tokens.
			a.log.Info("request", "reference", ref, "method", c.Request().Method, "route", c.Path(), "status", c.Response().Status,
				"bytes", c.Response().Size, "ms", a.db.Now().Sub(began).Milliseconds(), "person", who)
		}()
		if err := next(c); err != nil {
			a.fail(err, c)
		}
		return nil
	}
}

// edge refuses what no page can mean, before any page sees it.
func (a *App) edge(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		if err := soundAddress(r.URL); err != nil {
			return err
		}
		r.URL.RawPath = ""                                                                            // nothing encoded is left that would change the route
		if err := a.origin.Check(r); err != nil && !strings.HasPrefix(r.URL.Path, link.UnderCalled) { // other systems call there, with a token and no session
			return trouble{http.StatusForbidden, "This came from another site", "Throughline takes changes from its own pages only. Open the page here and try again."}
		}
		return next(c)
	}
}

// soundAddress refuses disguised paths, and text that no database keeps.
func soundAddress(u *url.URL) error {
	hidden := strings.ToLower(u.EscapedPath())
	if strings.Contains(hidden, "%2f") || strings.Contains(hidden, "%5c") || strings.Contains(u.Path, `\`) || strings.Contains(u.Path, "//") ||
		strings.Contains(u.Path+"/", "/../") || strings.Contains(u.Path+"/", "/./") {
		return errNoPage
	}
	if len(u.Path) > 2000 || len(u.RawQuery) > queryLimit {
		return trouble{http.StatusRequestURITooLong, "This address is too long", "Go back and follow a link from the page."}
	}
	if !plain(u.Path) {
		return errBadAddress
	}
	query, err := url.ParseQuery(u.RawQuery)
	if err != nil {
		return errBadAddress
	}
	for name, values := range query {
		if !plain(name) || !plain(strings.Join(values, "")) {
			return errBadAddress
		}
	}
	return nil
}

// plain tells whether a text of an address is valid and has no control characters.
func plain(s string) bool { return utf8.ValidString(s) && !strings.ContainsFunc(s, unicode.IsControl) }

// by is an instant on the machine's own clock, as connections count their limits.
func by(limit time.Duration) time.Time { return time.Now().Add(limit) }
