package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views/link"
)

// signOut ends this browser's session.
func (a *App) signOut(c echo.Context) error {
	p := a.person(c)
	if p.session != nil {
		err := a.write(c, func(tx *models.Tx) error {
			if err := tx.EndSession(p.row.ID, p.session.ID); err != nil {
				return err
			}
			return tx.Emit(models.PersonSignedOut, p.row, nil, nil)
		})
		if err != nil {
			return err
		}
	}
	if err := a.takeAway(c); err != nil {
		return err
	}
	if a.secure {
		c.Response().Header().Set("Clear-Site-Data", `"cache", "cookies", "storage"`)
	}
	return a.goTo(c, link.SignIn())
}
