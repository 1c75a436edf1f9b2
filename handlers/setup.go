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
		// One-time links made on the command line come first, as those of the example's people: whoever is in by one may look around.
		if strings.HasPrefix(path, "/welcome/") || path == link.PathSignOut || a.who(c).SignedIn() && s.Confirmed {
			return next(c)
		}
		return c.Redirect(http.StatusSeeOther, link.FirstRun())
	}
}
