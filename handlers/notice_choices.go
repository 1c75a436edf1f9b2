package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showNoticeChoices asks a person of what they want to be mailed, and how soon.
func (a *App) showNoticeChoices(c echo.Context) error {
	f, _, err := a.choicesForm(c)
	if err != nil {
		return err
	}
	f.Show(a.locale(c))
	return a.choicesPage(c, http.StatusOK, f)
}

func (a *App) choicesForm(c echo.Context) (f *form.Form, typed *models.NoticeChoices, err error) {
	err = a.read(c, func(r *models.Read) (err error) { typed, err = r.NoticeChoicesOf(r.Who.PersonID); return err })
	if err != nil {
		return nil, nil, err
	}
	return form.Of(typed.Fields(a.who(c).Administrator)...), typed, nil
}

func (a *App) choicesPage(c echo.Context, status int, f *form.Form) error {
	s := a.shell(c, "What you are mailed", navNotices)
	s.Error = status != http.StatusOK
	p := a.person(c)
	return a.showAs(c, status, views.NoticeChoices(s, views.ChoicesPage{Form: f, Mails: a.cfg.Post.Mail() != nil, Address: p.row.Email != nil, Example: p.company != nil && p.company.Example}))
}

// saveNoticeChoices keeps what was chosen.
func (a *App) saveNoticeChoices(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	f, typed, err := a.choicesForm(c)
	if err != nil {
		return err
	}
	f.Fill(v, a.locale(c), form.Strict)
	if !f.Valid() {
		return a.choicesPage(c, http.StatusUnprocessableEntity, f)
	}
	if err := a.write(c, func(tx *models.Tx) error { return tx.SaveNoticeChoices(typed) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.NoticeChoices(), "Your choices are saved.")
}

// showStopMail shows the button that ends mail of one kind. Looking at it changes nothing: programs that check mail follow its links.
func (a *App) showStopMail(c echo.Context) error { return a.stopMailPage(c, "") }

func (a *App) stopMailPage(c echo.Context, done string) error {
	var stop *models.MailStop
	err := a.read(c, func(r *models.Read) (err error) { stop, err = r.StopOf(c.Param("token")); return err })
	if err != nil {
		return err
	}
	return a.show(c, views.StopMail(a.shell(c, stop.Name(), ""), views.StopMailPage{MailStop: stop, Token: c.Param("token"), Done: done}))
}

// stopMail ends mail of one kind, or has it come again. The link alone is enough, as one press in a mail program has nobody signed in.
func (a *App) stopMail(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	again := first(v, "do") == "again"
	err = a.write(c, func(tx *models.Tx) error {
		stop, err := tx.StopOf(c.Param("token"))
		if err != nil {
			return err
		}
		return tx.StopMail(stop, again)
	})
	if err != nil {
		return err
	}
	if again {
		return a.stopMailPage(c, "again")
	}
	return a.stopMailPage(c, "stopped")
}
