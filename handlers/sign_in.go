package handlers

import (
	"fmt"
	"math"
	"net/http"
	"net/netip"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/secret"
	"throughline/views"
	"throughline/views/link"
)

// signInTyped is what the sign-in form fills.
type signInTyped struct{ email, password string }

func (t *signInTyped) form() *form.Form {
	return form.Of(
		form.Email("email", "E-mail address", &t.email).Required("Write your e-mail address.").Completes("username"),
		form.Password("password", "Password", &t.password).Required("Write your password."),
	)
}

// showSignIn asks who it is. Whoever is signed in goes on at once.
func (a *App) showSignIn(c echo.Context) error {
	next := local(c.QueryParam("next"), link.Home())
	if a.who(c).SignedIn() {
		return a.goTo(c, next)
	}
	var typed signInTyped
	f := typed.form()
	f.Show(a.locale(c))
	return a.show(c, views.SignIn(a.shell(c, "Sign in", ""), f, next))
}

// signIn checks the password. An unknown account and a wrong password get the same words in the same time.
func (a *App) signIn(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	next := local(v.Get("next"), link.Home())
	var typed signInTyped
	f := typed.form()
	f.Fill(v, a.locale(c), form.Strict)
	again := func(status int) error {
		s := a.shell(c, "Sign in", "")
		s.Error = true
		return a.showAs(c, status, views.SignIn(s, f, next))
	}
	if !f.Valid() {
		return again(http.StatusUnprocessableEntity)
	}
	try, wait, err := a.try(c, typed.email)
	if err != nil {
		return err
	}
	if wait > 0 {
		f.Problem = slowed(c, wait)
		return again(http.StatusTooManyRequests)
	}
	p, same, err := a.checkPassword(c, typed.email, typed.password)
	if err != nil {
		return err
	}
	if !same {
		a.log.Warn("sign-in failed", "reference", c.Get("reference"), "address", c.RealIP())
		f.Problem = "This address and password do not go together. Check both, or ask your administrator for a reset link."
		return again(http.StatusUnprocessableEntity)
	}
	if err := a.enter(c, p, func(tx *models.Tx) error { return tx.Succeeded(try) }); err != nil {
		return err
	}
	return a.goTo(c, next)
}

// try notes a try to get in, and says how long to wait when there were too many.
func (a *App) try(c echo.Context, account string) (try *models.SignInTry, wait time.Duration, err error) {
	limit := models.Guessing{Account: a.cfg.SignInAccount, Address: a.cfg.SignInAddress, Window: a.cfg.SignInWindow}
	err = a.write(c, func(tx *models.Tx) (err error) {
		try, wait, err = tx.Try(account, neighbourhood(c.RealIP()), limit)
		return err
	})
	return try, wait, err
}

// neighbourhood is what counts as one address when guesses are counted. Of IPv6 it is the network: one machine has all of it to choose from.
func neighbourhood(address string) string {
	ip, err := netip.ParseAddr(address)
	if err != nil || ip.Unmap().Is4() {
		return address
	}
	network, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return network.String()
}

// slowed is the sentence for somebody who tried too often.
func slowed(c echo.Context, wait time.Duration) string {
	c.Response().Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(wait.Seconds()))))
	minutes := int(math.Ceil(wait.Minutes()))
	unit := "minutes"
	if minutes == 1 {
		unit = "minute"
	}
	return fmt.Sprintf("There were too many tries. Try again in %d %s, or ask your administrator for a reset link.", minutes, unit)
}

// checkPassword finds the person of an account when the password is theirs. Without such a person it takes as long.
func (a *App) checkPassword(c echo.Context, email, password string) (p *models.Person, same bool, err error) {
	hash := ""
	err = a.read(c, func(r *models.Read) error {
		found, err := r.PersonByEmail(email)
		if _, refused := models.AsRefusal(err); refused {
			hash, err = r.PasswordOf("")
			return err
		}
		if err != nil {
			return err
		}
		p = found
		hash, err = r.PasswordOf(p.ID)
		if !p.Active {
			hash = ""
		}
		return err
	})
	if err != nil {
		return nil, false, err
	}
	same, err = secret.Matches(c.Request().Context(), password, hash)
	if err != nil || same {
		return p, same, err
	}
	failed := p
	if failed == nil {
		failed = &models.Person{}
	}
	return nil, false, a.write(c, func(tx *models.Tx) error { return tx.Emit(models.PersonSignInFailed, failed, nil, nil) })
}

// enter signs a person in on this browser with a new session, together with what also has to be written. The session the browser had ends.
func (a *App) enter(c echo.Context, p *models.Person, also func(tx *models.Tx) error) error {
	var token string
	who := models.Who{PersonID: p.ID, Name: p.Name}
	err := a.db.Write(c.Request().Context(), who, func(tx *models.Tx) (err error) {
		if err := also(tx); err != nil {
			return err
		}
		if had := a.person(c).session; had != nil {
			if err := tx.EndSession(had.PersonID, had.ID); err != nil {
				return err
			}
		}
		if token, _, err = tx.StartSession(p.ID, c.Request().UserAgent(), c.RealIP()); err != nil {
			return err
		}
		return tx.Emit(models.PersonSignedIn, p, nil, nil)
	})
	if err != nil {
		return err
	}
	return a.hand(c, token)
}
