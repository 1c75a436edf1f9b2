package handlers

import (
	"net/http"
	"net/url"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showOutcome shows one outcome with its metric, readings and figures.
func (a *App) showOutcome(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v, err := a.outcomePage(c, r, nil, nil)
		if err != nil {
			return err
		}
		return a.showOf(c, r, v.Title, "strategy", "outcome", v.Ref, func(p views.Page) templ.Component { return views.Outcome(p, v) })
	})
}

// outcomePage reads an outcome for its page; a filled form that has to be mended takes the place of the empty one.
func (a *App) outcomePage(c echo.Context, r *models.Read, record, status *form.Form) (views.OutcomePage, error) {
	o, err := r.OutcomePage(c.Param("ref"), c.QueryParam("metric"))
	if err != nil {
		return views.OutcomePage{}, err
	}
	n := pageNumber(c)
	v := views.OutcomePage{OutcomeDetail: o}
	var all int64
	if v.Listed, all, err = r.ReadingsPage(o, (n-1)*perPage, perPage); err != nil {
		return v, err
	}
	v.Paging = paging(n, all, func(page int) string { return link.OutcomeReadings(o.Ref, o.ShownRef(), page) })
	if o.Close != nil && o.InForce && r.Who.MayClose(o.Outcome) {
		var reason string
		v.Reopen = reopenForm(&reason)
		v.Reopen.Show(a.locale(c))
	}
	if !r.Who.May(models.RecordReading, models.Owned(o.OwnerTeamID, o.OwnerPersonID)) {
		return v, nil
	}
	if v.Corrects, err = r.ToCorrect(o, c.QueryParam("correct")); err != nil {
		return v, err
	}
	if v.Record = record; record == nil {
		v.Record = form.Of(entryOf(r.Today(), v.Corrects).Fields(o.Shown.Measure)...)
		v.Record.Show(a.locale(c))
	}
	if v.Status = status; status == nil {
		v.Status = form.Of((&models.StatusEntry{Status: o.StatusOverride, Reason: o.OverrideReason}).Fields()...)
		v.Status.Show(a.locale(c))
	}
	return v, nil
}

// entryOf is an empty entry for today, or one that corrects a reading.
func entryOf(today day.Day, corrects *models.Reading) *models.ReadingEntry {
	if corrects != nil {
		return models.Correcting(corrects)
	}
	return &models.ReadingEntry{Day: today}
}

// recordReading records one measured value, or corrects one that was recorded.
func (a *App) recordReading(c echo.Context) error {
	var wrong *form.Form
	said := "The reading is recorded."
	err := a.onOutcome(c, func(tx *models.Tx, o *models.OutcomeDetail, values url.Values) error {
		old, err := tx.ToCorrect(o, c.QueryParam("correct"))
		if err != nil {
			return err
		}
		if old != nil {
			said = "The reading is corrected. The earlier one stays in the list."
		}
		entry := entryOf("", old)
		f := form.Of(entry.Fields(o.Shown.Measure)...)
		f.Fill(values, a.locale(c), form.Strict)
		entry.Check(f, o.Shown.Measure, tx.Today(), a.locale(c))
		if wrong = f; !f.Valid() {
			return nil
		}
		wrong = nil
		return tx.RecordEntry(o, entry)
	})
	return a.afterOutcome(c, err, said, wrong, nil)
}

// setStatus keeps an owner's own status with its reason.
func (a *App) setStatus(c echo.Context) error {
	var wrong *form.Form
	err := a.onOutcome(c, func(tx *models.Tx, o *models.OutcomeDetail, values url.Values) error {
		entry := &models.StatusEntry{}
		f := form.Of(entry.Fields()...)
		f.Fill(values, a.locale(c), form.Strict)
		entry.Check(f)
		if wrong = f; !f.Valid() {
			return nil
		}
		wrong = nil
		return tx.SetStatus(o, entry)
	})
	return a.afterOutcome(c, err, "The status is kept.", nil, wrong)
}

func (a *App) onOutcome(c echo.Context, f func(*models.Tx, *models.OutcomeDetail, url.Values) error) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	return a.write(c, func(tx *models.Tx) error {
		o, err := tx.OutcomePage(c.Param("ref"), c.QueryParam("metric"))
		if err != nil {
			return err
		}
		if err := tx.Who.Must(models.RecordReading, models.Owned(o.OwnerTeamID, o.OwnerPersonID)); err != nil {
			return err
		}
		return f(tx, o, values)
	})
}

func (a *App) afterOutcome(c echo.Context, err error, said string, record, status *form.Form) error {
	if err != nil {
		return err
	}
	if record == nil && status == nil {
		return a.goToSaying(c, link.OutcomeReadings(c.Param("ref"), c.QueryParam("metric"), 1), said)
	}
	return a.read(c, func(r *models.Read) error {
		v, err := a.outcomePage(c, r, record, status)
		if err != nil {
			return err
		}
		p, err := a.pageOf(c, r, v.Title, "strategy", "outcome", v.Ref)
		if err != nil {
			return err
		}
		p.Shell.Error = true
		return a.showAs(c, http.StatusUnprocessableEntity, views.Outcome(p, v))
	})
}
