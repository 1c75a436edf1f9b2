package handlers

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models/day"
)

// keepChecked lets the browser keep a page if it asks each time whether it still holds.
const keepChecked = "private, no-cache"

// holds tells whether the page that the browser kept is still as it was, before anything of the page is looked up. Otherwise it puts
// on the answer the mark under which the browser may keep it: a page with this mark holds as long as nothing changes in the database,
// in the program, in the day, or in who asks for what.
//
// What a page shows beside that has to be said to the browser by the page itself: made for this one showing, it says once.
func (a *App) holds(c echo.Context) bool {
	r, h := c.Request(), c.Response().Header()
	if _, err := r.Cookie(saidCookie); err == nil || a.person(c).revision.Mark == "" {
		return false
	}
	mark := a.mark(c)
	h.Set("Cache-Control", keepChecked)
	h.Set("ETag", mark)
	if !names(r.Header.Values("If-None-Match"), mark) {
		return false
	}
	vary(h)
	return true
}

// once keeps a page out of the browser's store: something on it is made for this one showing.
func once(c echo.Context) { c.Response().Header().Set("Cache-Control", "no-store") }

// mark is the ETag of the page that a request asks for, as this person would get it now. It is weak: what is promised is the same
// page, and whether it is packed follows from the request.
func (a *App) mark(c echo.Context) string {
	r, p := c.Request(), a.person(c)
	var b bytes.Buffer
	for _, part := range []string{
		a.cfg.Version, a.cfg.Build, p.revision.Mark, string(p.company.Calendar().Today(a.db.Now())), string(day.Of(a.db.Now(), a.zone(c))), p.key, p.who.PersonID,
		r.Host, r.URL.RequestURI(), fragmentOf(r),
	} {
		b.WriteString(part)
		b.WriteByte(0)
	}
	for _, yes := range []bool{a.sentSmall(c), wantsJSON(r), p.who.Administrator, p.who.Executive, p.who.Author} {
		if yes {
			b.WriteByte(1)
		}
		b.WriteByte(0)
	}
	sum := sha256.Sum256(b.Bytes())
	return `W/"` + hex.EncodeToString(sum[:12]) + `"`
}

// vary names what of a request decides which answer it gets.
func vary(h http.Header) {
	h["Vary"] = []string{"HX-Request", "HX-Request-Type", "HX-Target", "Accept-Encoding"}
}

// names tells whether a list of marks, as If-None-Match has it, holds one. A star stands for any page there is, which cannot be told
// before looking, so it names none.
func names(lines []string, mark string) bool {
	mark = strings.TrimPrefix(mark, "W/")
	for _, line := range lines {
		for line = strings.TrimLeft(line, " \t,"); line != ""; line = strings.TrimLeft(line, " \t,") {
			line = strings.TrimPrefix(line, "W/")
			if line == "" || line[0] != '"' {
				return false
			}
			end := strings.IndexByte(line[1:], '"')
			if end < 0 {
				return false
			}
			if line[:end+2] == mark {
				return true
			}
			line = line[end+2:]
		}
	}
	return false
}
