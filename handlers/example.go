package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/demo"
	"throughline/views/link"
)

// removeExample takes the example company out in one act; the administrators and the company's settings stay.
func (a *App) removeExample(c echo.Context) error {
	err := a.write(c, func(tx *models.Tx) error {
		if err := demo.Remove(tx); err != nil {
			return err
		}
		_, err := tx.EnsureStrategy()
		return err
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.CompanySettings(), "The example data is gone. Your own strategy begins empty.")
}
