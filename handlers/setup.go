package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/static"
	"throughline/views/link"
)

// untilSetUp leads every page to first run until the company is set up and an administrator can sign in. That is looked up until it
// is so; it never comes undone.
func (a *App) untilSetUp(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		path := c.Request().URL.Path
		if a.setUp.Load() || strings.HasPrefix(path, static.Root) || path == link.PathHealth || path == link.PathReady || path == link.PathFirstRun {
			return next(c)
		}
		var s models.Setup
		err := a.db.Read(c.Request().Context(), models.Nobody, func(r *models.Read) (err error) {
			s, err = r.Setup()
			return err
		})
		if err != nil {
			return err
		}
		if s.Done() {
			a.setUp.Store(true)
			return next(c)
		}
		// A one-time link made on the command line comes first: its person may be the one to finish the set-up.
		if strings.HasPrefix(path, "/welcome/") || a.who(c).SignedIn() && path == link.PathSignOut {
			return next(c)
		}
		return c.Redirect(http.StatusSeeOther, link.FirstRun())
	}
}
