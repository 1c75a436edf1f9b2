package handlers

import (
	"bytes"
	"net/http"
	"net/url"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"throughline/static"
	"throughline/views"
	"throughline/views/link"
)

// fragmentOf names the part of the page that a request asks for, which is the id of its target; empty means the whole page.
// This is the one place that reads what the browser's script says about its request.
func fragmentOf(r *http.Request) string {
	h := r.Header
	if h.Get("HX-Request") != "true" || h.Get("HX-Request-Type") == "full" || h.Get("HX-Boosted") == "true" || h.Get("HX-History-Restore-Request") == "true" {
		return ""
	}
	target := h.Get("HX-Target")
	if _, id, found := strings.Cut(target, "#"); found {
		return id
	}
	return target
}

// show answers with a page, or with the part of it that was asked for.
func (a *App) show(c echo.Context, page templ.Component) error {
	return a.showAs(c, http.StatusOK, page)
}

// showPart is show for a page of which some parts are drawn without drawing the rest, by the id of their target.
func (a *App) showPart(c echo.Context, page templ.Component, alone map[string]templ.Component) error {
	if part := alone[fragmentOf(c.Request())]; part != nil {
		return a.render(c, http.StatusOK, part)
	}
	return a.show(c, page)
}

// showAs is show with another status, as 422 for a form to mend.
func (a *App) showAs(c echo.Context, status int, page templ.Component) error {
	part := fragmentOf(c.Request())
	if part == "" {
		return a.render(c, status, page)
	}
	body := room.Get().(*bytes.Buffer)
	defer giveBack(body)
	if err := templ.RenderFragments(c.Request().Context(), body, page, part); err != nil {
		return err
	}
	if body.Len() == 0 {
		// The page has no such part: the browser takes the whole of it.
		c.Response().Header().Set("HX-Retarget", "body")
		c.Response().Header().Set("HX-Reswap", "outerHTML")
		return a.render(c, status, page)
	}
	return a.send(c, status, body.Bytes())
}

func (a *App) render(c echo.Context, status int, page templ.Component) error {
	body := room.Get().(*bytes.Buffer)
	defer giveBack(body)
	if err := page.Render(c.Request().Context(), body); err != nil {
		return err
	}
	return a.send(c, status, body.Bytes())
}

// send writes a rendered page. The mark that a browser keeps a page under goes with a whole and sound one only.
func (a *App) send(c echo.Context, status int, body []byte) error {
	h := c.Response().Header()
	vary(h)
	if h.Get("Cache-Control") != keepChecked {
		h.Del("ETag")
	} else if status != http.StatusOK {
		h.Del("ETag")
		h.Set("Cache-Control", "no-store")
	}
	if len(body) > 1024 && a.sentSmall(c) {
		h.Set("Content-Encoding", "gzip")
		packed := room.Get().(*bytes.Buffer)
		defer giveBack(packed)
		if err := pack(packed, body); err != nil {
			return err
		}
		body = packed.Bytes()
	}
	return c.HTMLBlob(status, body)
}

// sentSmall tells whether a page goes out as gzip. Its length then tells something about its words, but another site cannot
// ask for a page of somebody who is signed in: the cookie stays behind on such requests. Answers to a POST, which can show a
// one-time link, and pages of those who are signed out stay as they are.
func (a *App) sentSmall(c echo.Context) bool {
	r := c.Request()
	return r.Method == http.MethodGet && a.who(c).SignedIn() && static.AcceptsGzip(r.Header.Get("Accept-Encoding"))
}

// goTo sends the browser on to another page of ours after something was done. The list on the first page is asked for again as the part
// that it is.
func (a *App) goTo(c echo.Context, address string) error {
	if c.Request().Header.Get("HX-Request") == "true" && !(address == link.Home() && fragmentOf(c.Request()) == views.OwedPlace) {
		c.Response().Header().Set("HX-Redirect", address)
		return c.NoContent(http.StatusOK)
	}
	return c.Redirect(http.StatusSeeOther, address)
}

// local is a path of ours to go on to, or otherwise: never another site's address, however it is written.
func local(next, otherwise string) string {
	if len(next) < 1 || next[0] != '/' || len(next) > 2000 || !plain(next) || strings.ContainsAny(next, `\`) || strings.HasPrefix(next, "//") {
		return otherwise
	}
	return next
}

// cameFrom is the page of ours that a change was made from, or the first page.
func (a *App) cameFrom(c echo.Context) string {
	u, err := url.Parse(c.Request().Referer())
	if err != nil || u.Host != c.Request().Host {
		return link.Home()
	}
	return local(u.RequestURI(), link.Home())
}
