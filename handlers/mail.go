package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// showMail says how mail is connected, or how to connect it.
func (a *App) showMail(c echo.Context) error { return a.mailPage(c, http.StatusOK, nil) }

func (a *App) mailPage(c echo.Context, status int, test *models.Sent) error {
	return a.read(c, func(r *models.Read) error {
		_, counts, err := r.Deliveries("", 0, 1)
		if err != nil {
			return err
		}
		once(c) // how the program was started is nothing that the database knows
		p := a.page(c, r, "Mail", navSettings)
		p.Shell.Error = status != http.StatusOK
		v := views.MailPage{Mail: a.cfg.Post.Mail(), Test: test, Counts: counts, To: a.person(c).row.Email, Example: a.person(c).company.Example}
		return a.showAs(c, status, views.MailSettings(p, v))
	})
}

// testMail sends the administrator who asks one mail, and says in words how that went.
func (a *App) testMail(c echo.Context) error {
	sent, err := a.cfg.Post.Test(c.Request().Context(), a.who(c), a.person(c).row)
	if r, refused := models.AsRefusal(err); refused && r.Kind == models.KindRule {
		sent, err = models.Sent{Error: r.Say}, nil
	}
	switch {
	case err != nil:
		return err
	case sent.Status != models.DeliverySent:
		return a.mailPage(c, http.StatusUnprocessableEntity, &sent)
	}
	return a.mailPage(c, http.StatusOK, &sent)
}

// showDeliveries lists what went out of the house, and what did not and why.
func (a *App) showDeliveries(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		state, n := c.QueryParam("state"), pageNumber(c)
		list, counts, err := r.Deliveries(state, (n-1)*perPage, perPage)
		if err != nil {
			return err
		}
		v := views.DeliveriesPage{State: state, List: list, Counts: counts, Now: r.Now}
		v.Paging = paging(n, v.All(), func(page int) string { return link.Deliveries(state, page) })
		return a.show(c, views.Deliveries(a.page(c, r, "Messages sent", navSettings), v))
	})
}

// tryDeliveryAgain sends once more what was given up or refused.
func (a *App) tryDeliveryAgain(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error { return tx.TryDeliveryAgain(c.Param("id")) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Deliveries("", 1), "It is tried again now.")
}
