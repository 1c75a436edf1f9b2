package handlers

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// showOperationsReading asks for a reading of a measure of an operations strategy.
func (a *App) showOperationsReading(c echo.Context) error {
	return a.operationsReadingPage(c, http.StatusOK, nil)
}

// measureToRead finds the measure that an address names, for those who may record its readings.
func measureToRead(c echo.Context, r *models.Read) (*models.OperationsDetail, *models.OperationsMeasureNow, error) {
	d, err := r.OperationsPage(c.Param("ref"))
	if err != nil {
		return nil, nil, err
	}
	m, err := d.OwnMeasure(c.Param("metric"))
	if err != nil {
		return nil, nil, err
	}
	return d, m, r.Who.Must(models.RecordReading, models.Owned(d.TeamID, d.OwnerPersonID))
}

func (a *App) operationsReadingPage(c echo.Context, status int, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		d, m, err := measureToRead(c, r)
		if err != nil {
			return err
		}
		if f == nil {
			e := &models.ReadingEntry{Day: r.Today()}
			f = form.Of(e.Fields(m.Plan(d.FromDay, m.Metric))...)
			f.Show(a.locale(c))
		}
		p := a.page(c, r, m.Name, "operations")
		p.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.OperationsReading(p, views.OperationsReadingPage{OperationsDetail: d, Measure: m, Form: f}))
	})
}

// recordOperationsReading writes it.
func (a *App) recordOperationsReading(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	err = a.write(c, func(tx *models.Tx) error {
		d, m, err := measureToRead(c, &tx.Read)
		if err != nil {
			return err
		}
		plan, e := m.Plan(d.FromDay, m.Metric), &models.ReadingEntry{}
		f = form.Of(e.Fields(plan)...)
		if f.Fill(values, a.locale(c), form.Strict); f.Valid() {
			e.Check(f, plan, tx.Today(), a.locale(c))
		}
		if err := f.Invalid(); err != nil {
			return err
		}
		return tx.RecordOperationsReading(d, m, e)
	})
	switch wrong, err := mended(f, err); {
	case err != nil:
		return err
	case wrong != nil:
		return a.operationsReadingPage(c, http.StatusUnprocessableEntity, wrong)
	}
	return a.goToSaying(c, link.OperationsStrategy(c.Param("ref"))+"#h-measures", "The reading is recorded.")
}
