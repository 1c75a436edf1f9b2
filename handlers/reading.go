package handlers

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showUpdate shows the weekly update: every metric this person answers for, those due first.
func (a *App) showUpdate(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		u, err := r.WeeklyUpdate()
		if err != nil {
			return err
		}
		return a.show(c, views.Update(a.page(c, r, "Weekly update", "home"), views.UpdatePage{WeeklyUpdate: u, Form: u.Form(a.locale(c))}))
	})
}

// saveUpdate records the rows that were filled in. What is wrong is said beside its field, and what was typed there stays; the rows
// that are right are recorded all the same.
func (a *App) saveUpdate(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var u *models.WeeklyUpdate
	var f *form.Form
	var good []*models.MetricUpdate
	err = a.write(c, func(tx *models.Tx) error {
		if u, err = tx.WeeklyUpdate(); err != nil {
			return err
		}
		f = u.Form(a.locale(c))
		good = u.Fill(f, values, a.locale(c))
		return tx.RecordUpdate(u, good)
	})
	if err != nil {
		return err
	}
	if f.Valid() && len(u.Turned) == 0 && len(good) > 0 {
		return a.goToSaying(c, back(values, link.Update()), views.Recorded(good))
	}
	return a.updateAgain(c, values, good)
}

// updateAgain shows the weekly update with what could not be recorded, and says what was.
func (a *App) updateAgain(c echo.Context, values url.Values, done []*models.MetricUpdate) error {
	left := url.Values{}
	for name, list := range values {
		saved := false
		for _, row := range done {
			saved = saved || strings.HasPrefix(name, "r."+row.Metric().Ref+".")
		}
		if !saved {
			left[name] = list
		}
	}
	return a.read(c, func(r *models.Read) error {
		u, err := r.WeeklyUpdate()
		if err != nil {
			return err
		}
		f := u.Form(a.locale(c))
		u.Fill(f, left, a.locale(c))
		if len(done) == 0 && f.Valid() && len(u.Turned) == 0 {
			f.Problem = "Nothing was filled in, so nothing was recorded. Give the value of one metric or more."
		}
		p := a.page(c, r, "Weekly update", "home")
		p.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.Update(p, views.UpdatePage{WeeklyUpdate: u, Form: f, Done: done}))
	})
}
