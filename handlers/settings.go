package handlers

import (
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/models/secret"
	"throughline/views"
	"throughline/views/link"
)

// passwordTyped is what the form fills that changes one's own password.
type passwordTyped struct {
	old string
	newPassword
}

// form asks for the old password too, where there is one: whoever came in by a one-time link may have none yet.
func (t *passwordTyped) form(hash string) *form.Form {
	f := form.Of(t.fields()...)
	if hash != "" {
		old := form.Password("old", "Password until now", &t.old).Required("Write the password you have now.")
		f.Fields = append([]*form.Field{old}, f.Fields...)
	}
	return f
}

// ownHash is what is stored of one's own password.
func (a *App) ownHash(c echo.Context) (hash string, err error) {
	err = a.read(c, func(r *models.Read) error {
		hash, err = r.PasswordOf(a.who(c).PersonID)
		return err
	})
	return hash, err
}

// showSettings is a person's own page: how they write numbers and dates, their password, where they are signed in.
func (a *App) showSettings(c echo.Context) error {
	own := form.Of(a.person(c).row.OwnSettings().Fields()...)
	own.Show(a.locale(c))
	return a.settingsPage(c, http.StatusOK, own, nil)
}

// settingsPage shows both forms; without one for the password that was filled, an empty one.
func (a *App) settingsPage(c echo.Context, status int, own, password *form.Form) error {
	if password == nil {
		hash, err := a.ownHash(c)
		if err != nil {
			return err
		}
		password = new(passwordTyped).form(hash)
		password.Show(a.locale(c))
	}
	page := views.SettingsPage{Own: own, Password: password, Zone: a.zone(c), Manages: a.who(c).May(models.ManagePeople)}
	err := a.read(c, func(r *models.Read) (err error) {
		page.Now, page.Here = r.Now, a.person(c).session.ID
		page.Sessions, err = r.SessionsOf(a.who(c).PersonID)
		return err
	})
	if err != nil {
		return err
	}
	s := a.shell(c, "Your settings", "")
	s.Error = status != http.StatusOK
	return a.showAs(c, status, views.Settings(s, page))
}

// saveSettings writes what a person may change about themselves, and nothing else of what was posted.
func (a *App) saveSettings(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	before := *a.person(c).row
	typed := before.OwnSettings()
	own := form.Of(typed.Fields()...)
	own.Fill(v, a.locale(c), form.Strict)
	if !own.Valid() {
		return a.settingsPage(c, http.StatusUnprocessableEntity, own, nil)
	}
	after := before
	typed.Take(&after)
	if err := a.write(c, func(tx *models.Tx) error { return tx.SaveSelf(&before, &after) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Me(), "Your settings are saved.")
}

// saveTheme keeps the choice of light or dark that stands on every page, and goes back to that page.
func (a *App) saveTheme(c echo.Context) error {
	theme, err := a.value(c, "theme")
	if err != nil {
		return err
	}
	if theme != "" && theme != "light" && theme != "dark" {
		return models.AgainstRule("Choose light, dark, or what your system says.")
	}
	before := *a.person(c).row
	after := before
	after.Theme = theme
	if err := a.write(c, func(tx *models.Tx) error { return tx.SaveSelf(&before, &after) }); err != nil {
		return err
	}
	return a.goTo(c, a.cameFrom(c))
}

// savePassword changes one's own password with the old one. All other sessions end, and this one gets a new token.
func (a *App) savePassword(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	p := a.person(c)
	had, err := a.ownHash(c)
	if err != nil {
		return err
	}
	var typed passwordTyped
	f := typed.form(had)
	f.Fill(v, a.locale(c), form.Strict)
	if f.Valid() {
		typed.judge(f, p.company.Name, p.row)
	}
	status := http.StatusUnprocessableEntity
	if f.Valid() && had != "" {
		if status, err = a.checkOld(c, f, typed.old, had); err != nil {
			return err
		}
	}
	if !f.Valid() {
		own := form.Of(p.row.OwnSettings().Fields()...)
		own.Show(a.locale(c))
		return a.settingsPage(c, status, own, f)
	}
	hash, err := secret.Hash(c.Request().Context(), typed.first)
	if err != nil {
		return err
	}
	if err := a.write(c, func(tx *models.Tx) error { return tx.SetPassword(p.row, hash, p.session.ID) }); err != nil {
		return err
	}
	if err := a.renew(c); err != nil {
		return err
	}
	return a.goToSaying(c, link.Me(), "The password is changed. You are signed out everywhere else, and the private address of your calendar has ended.")
}

// checkOld holds the old password against the stored one, with guessing slowed as at the door.
func (a *App) checkOld(c echo.Context, f *form.Form, old, hash string) (status int, err error) {
	try, wait, err := a.try(c, "own "+a.who(c).PersonID)
	if err != nil {
		return 0, err
	}
	if wait > 0 {
		f.Blame("old", slowed(c, wait))
		return http.StatusTooManyRequests, nil
	}
	same, err := secret.Matches(c.Request().Context(), old, hash)
	if err != nil {
		return 0, err
	}
	if !same {
		f.Blame("old", "This is not your password until now. Check it, or ask your administrator for a reset link.")
		return http.StatusUnprocessableEntity, nil
	}
	return 0, a.write(c, func(tx *models.Tx) error { return tx.Succeeded(try) })
}

// endSession signs one of one's own browsers out.
func (a *App) endSession(c echo.Context) error {
	p := a.person(c)
	if err := a.write(c, func(tx *models.Tx) error { return tx.EndSession(p.row.ID, c.Param("id")) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Me(), "That browser is signed out.")
}

// endSessions signs one out everywhere else.
func (a *App) endSessions(c echo.Context) error {
	p := a.person(c)
	if err := a.write(c, func(tx *models.Tx) error { return tx.EndSessions(p.row.ID, p.session.ID) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Me(), "You are signed out everywhere else.")
}

// showCompany is the company's settings.
func (a *App) showCompany(c echo.Context) error {
	f, _, err := a.companyForm(c)
	if err != nil {
		return err
	}
	f.Show(a.locale(c))
	return a.companyPage(c, http.StatusOK, f)
}

func (a *App) companyForm(c echo.Context) (*views.CompanyForm, *models.CompanySettings, error) {
	var company *models.Company
	err := a.read(c, func(r *models.Read) (err error) { company, err = r.Company(); return err })
	if err != nil {
		return nil, nil, err
	}
	typed := company.Settings()
	f := &views.CompanyForm{Form: form.Of(), Company: typed.Fields(), Thresholds: typed.Thresholds(), DaysOff: typed.DaysOff(), Example: company.Example}
	f.Version = company.Version
	f.Fields = slices.Concat(f.Company, f.Thresholds, f.DaysOff)
	return f, typed, nil
}

func (a *App) companyPage(c echo.Context, status int, f *views.CompanyForm) error {
	s := a.shell(c, "Company settings", navSettings)
	s.Error = status != http.StatusOK
	return a.showAs(c, status, views.CompanySettings(s, f))
}

// saveCompany writes the company's settings; figures and deadlines rest on them from then on.
func (a *App) saveCompany(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	f, typed, err := a.companyForm(c)
	if err != nil {
		return err
	}
	f.Fill(v, a.locale(c), form.Strict)
	typed.Judge(f.Form)
	if !f.Valid() {
		return a.companyPage(c, http.StatusUnprocessableEntity, f)
	}
	var company *models.Company
	err = a.read(c, func(r *models.Read) (err error) { company, err = r.Company(); return err })
	if err != nil {
		return err
	}
	if asked, err := a.contested(c, contest{f: f.Form, values: v, what: "the company's settings", row: company, action: link.CompanySettings()}); asked || err != nil {
		return err
	}
	if err := a.write(c, func(tx *models.Tx) error { return tx.SetCompany(typed, company.Version) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.CompanySettings(), "The company's settings are saved.")
}
