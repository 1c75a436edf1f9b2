package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// showMap shows the thread as a layered map. Words that name one thing alone lead straight to its thread.
func (a *App) showMap(c echo.Context) error {
	find := shortened(strings.TrimSpace(c.QueryParam("find")), 100)
	q := models.ReadMapQuery(c.QueryParams())
	return a.read(c, func(r *models.Read) error {
		owners, err := r.Owners()
		if err != nil {
			return err
		}
		v := views.MapPage{Find: find, People: owners.People}
		if find != "" {
			if v.Found, err = r.FindOnMap(find); err != nil {
				return err
			}
			if len(v.Found.List) == 1 {
				return a.goTo(c, link.Map(q.Following(v.Found.List[0].Ref).Values()))
			}
		}
		if v.Map, err = r.MapPage(q); err != nil {
			return err
		}
		return a.show(c, views.Map(a.page(c, r, "Map", navMap), v))
	})
}

// sendMapFile sends the same map as a drawing to keep.
func (a *App) sendMapFile(c echo.Context) error {
	q := models.ReadMapQuery(c.QueryParams())
	return a.read(c, func(r *models.Read) error {
		m, err := r.MapPage(q)
		if err != nil {
			return err
		}
		var body strings.Builder
		if err := views.MapFile(a.page(c, r, "Map", navMap), views.MapPage{Map: m, File: true}).Render(c.Request().Context(), &body); err != nil {
			return err
		}
		once(c)
		return c.Blob(http.StatusOK, "image/svg+xml", []byte(body.String()))
	})
}
