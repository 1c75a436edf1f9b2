package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/secret"
	"throughline/views"
	"throughline/views/link"
)

// newPassword is what a form fills that asks for a new password, written twice.
type newPassword struct{ first, again string }

func (n *newPassword) fields() []*form.Field {
	return []*form.Field{
		form.Password("password", "New password", &n.first).Required("Choose a password.").Completes("new-password").
			Help("At least 12 characters. A few words in a row are easy to remember."),
		form.Password("again", "The same once more", &n.again).Required("Write the password once more.").Completes("new-password"),
	}
}

// judge puts a sentence at the password when it is too easy to guess, or differs from its repetition.
func (n *newPassword) judge(f *form.Form, company string, p *models.Person) {
	names := []string{company, p.Name}
	if p.Email != nil {
		account, _, _ := strings.Cut(*p.Email, "@")
		names = append(names, account)
	}
	if say := secret.Weak(n.first, names...); say != "" {
		f.Blame("password", say)
	}
	if n.first != n.again {
		f.Blame("again", "This differs from the password above. Write the same twice.")
	}
}

// showWelcome shows where a one-time link leads. Looking does not use it up.
func (a *App) showWelcome(c echo.Context) error {
	l, p, _, err := a.linkOf(c)
	if err != nil {
		return err
	}
	var typed newPassword
	f := form.Of(typed.fields()...)
	f.Show(a.locale(c))
	return a.show(c, views.Welcome(a.shell(c, "Welcome", ""), p, l.Purpose, c.Param("token"), f))
}

func (a *App) linkOf(c echo.Context) (l *models.Link, p *models.Person, company string, err error) {
	err = a.read(c, func(r *models.Read) (err error) {
		if l, p, err = r.LinkOf(c.Param("token")); err != nil {
			return err
		}
		co, err := r.Company()
		if err == nil {
			company = co.Name
		}
		return err
	})
	return l, p, company, err
}

// useWelcome uses a one-time link up: it sets the password where the link is for that, and signs the person in.
func (a *App) useWelcome(c echo.Context) error {
	l, p, company, err := a.linkOf(c)
	if err != nil {
		return err
	}
	hash := ""
	if l.Purpose != models.LinkSignIn {
		v, err := a.values(c)
		if err != nil {
			return err
		}
		var typed newPassword
		f := form.Of(typed.fields()...)
		f.Fill(v, a.locale(c), form.Strict)
		if f.Valid() {
			typed.judge(f, company, p)
		}
		if !f.Valid() {
			s := a.shell(c, "Welcome", "")
			s.Error = true
			return a.showAs(c, http.StatusUnprocessableEntity, views.Welcome(s, p, l.Purpose, c.Param("token"), f))
		}
		if hash, err = secret.Hash(c.Request().Context(), typed.first); err != nil {
			return err
		}
	}
	err = a.enter(c, p, func(tx *models.Tx) error {
		_, fresh, err := tx.UseLink(c.Param("token"))
		if err != nil || hash == "" {
			return err
		}
		return tx.SetPassword(fresh, hash, "")
	})
	if err != nil {
		return err
	}
	return a.goTo(c, link.Home())
}
