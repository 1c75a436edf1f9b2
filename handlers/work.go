package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// showWork shows an administrator how background work stands.
func (a *App) showWork(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		health, err := r.WorkHealth()
		if err != nil {
			return err
		}
		return a.show(c, views.Work(a.page(c, r, "Background work", navSettings), views.WorkPage{WorkHealth: health, Now: r.Now}))
	})
}

// tryWorkAgain has work that was given up tried once more.
func (a *App) tryWorkAgain(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error { return tx.TryWorkAgain(c.Param("id")) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Work(), "It is tried again now.")
}
