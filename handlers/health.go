package handlers

import (
	"context"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/static"
)

// showHealth says that the program runs.
func (a *App) showHealth(c echo.Context) error { return c.String(http.StatusOK, "ok\n") }

// showReady says that the database answers too.
func (a *App) showReady(c echo.Context) error {
	ctx, cancel := context.WithTimeout(c.Request().Context(), 2*time.Second)
	defer cancel()
	if err := a.db.Ready(ctx); err != nil {
		a.log.Error("not ready", "error", err.Error())
		return c.String(http.StatusServiceUnavailable, "the database does not answer\n")
	}
	return c.String(http.StatusOK, "ready\n")
}

var files = static.Handler()

// showStatic sends a style, a script, a font or the icons.
func (a *App) showStatic(c echo.Context) error {
	files.ServeHTTP(c.Response(), c.Request())
	return nil
}
