package handlers

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/parts"
)

// trouble is an answer that is not the page asked for: a status, what it is, and what to do next.
type trouble struct {
	status     int
	title, say string
}

func (t trouble) Error() string { return t.say }

var (
	errFault      = errors.New("a fault in the program")
	errNoPage     = trouble{http.StatusNotFound, "There is no such page", "The address may be mistyped, or the page is not for you. Start from the first page."}
	errBadAddress = trouble{http.StatusBadRequest, "This address cannot be read", "It holds characters that no page uses. Go back and follow a link from the page."}
	errSignIn     = trouble{http.StatusUnauthorized, "You are signed out", "Sign in again; what you typed is still in the page."}
)

// told turns any error into what a person is told. Faults keep their text to the log.
func told(err error) trouble {
	var t trouble
	var tooLarge *http.MaxBytesError
	var he *echo.HTTPError
	if errors.As(err, &t) {
		return t
	}
	if r, ok := models.AsRefusal(err); ok {
		switch r.Kind {
		case models.KindNotFound:
			return trouble{http.StatusNotFound, "Not found", r.Say}
		case models.KindNotAllowed:
			return trouble{http.StatusForbidden, "Not yours to do", r.Say}
		case models.KindStale:
			return trouble{http.StatusConflict, "Somebody else saved first", r.Say + " Nothing of yours was saved. Open the page again to see what stands there now."}
		}
		return trouble{http.StatusUnprocessableEntity, "This cannot be done", r.Say}
	}
	switch {
	case errors.As(err, &tooLarge):
		return trouble{http.StatusRequestEntityTooLarge, "This is too large", "It holds more than this page takes at once. Send less, or in parts."}
	case errors.Is(err, context.DeadlineExceeded):
		return trouble{http.StatusServiceUnavailable, "This took too long", "Nothing was saved. Try again in a moment."}
	case errors.As(err, &he) && he.Code == http.StatusMethodNotAllowed:
		return trouble{he.Code, "This page cannot do that", "Go back and use the buttons on the page."}
	case errors.As(err, &he) && he.Code == http.StatusNotFound:
		return errNoPage
	case errors.As(err, &he) && he.Code < 500:
		return trouble{he.Code, "This could not be read", "Go back and try again from the page."}
	}
	return trouble{http.StatusInternalServerError, "Something went wrong here", "It is not your doing, and nothing was saved. Try again; if it stays, tell your administrator the reference below."}
}

// fail answers an error: a page, a part fit to be shown in the page that asked, or JSON for a form that saves itself.
func (a *App) fail(err error, c echo.Context) {
	t := told(err)
	ref, _ := c.Get("reference").(string)
	if t.status >= 500 && !errors.Is(err, context.Canceled) {
		a.log.Error("failed", "reference", ref, "method", c.Request().Method, "route", c.Path(), "error", err.Error())
	}
	if c.Response().Committed {
		return
	}
	h := c.Response().Header()
	h.Del("ETag")
	h.Set("Cache-Control", "no-store")
	if err := a.answer(c, t, ref); err != nil {
		if !errors.Is(err, context.Canceled) { // nobody waits for the page any more
			a.log.Error("error page failed", "reference", ref, "error", err.Error())
		}
		_ = c.String(t.status, t.title)
	}
}

func (a *App) answer(c echo.Context, t trouble, ref string) error {
	switch {
	case wantsJSON(c.Request()):
		body, err := json.Marshal(map[string]string{"say": t.say, "reference": ref})
		if err != nil {
			return err
		}
		return c.JSONBlob(t.status, body)
	case fragmentOf(c.Request()) != "":
		// Beside the page, not in place of what was typed.
		c.Response().Header().Set("HX-Retarget", "#"+parts.TroublePlace)
		c.Response().Header().Set("HX-Reswap", "innerHTML")
		return a.render(c, t.status, views.TroublePart(t.title, t.say, ref))
	}
	return a.render(c, t.status, views.Trouble(a.shell(c, t.title, ""), t.title, t.say, ref))
}

// wantsJSON tells whether a script of ours asks: a form that saves itself.
func wantsJSON(r *http.Request) bool {
	return r.Header.Get("X-Autosave") != "" || strings.HasPrefix(r.Header.Get("Accept"), "application/json")
}
