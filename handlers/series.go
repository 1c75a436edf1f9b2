package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/exchange"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
	"throughline/views/parts"
)

// pastedSeries is the field for days and values copied from a spreadsheet.
func pastedSeries(text *string) *form.Form {
	return form.Of(form.Text("list", "Paste the cells here", text).Max(2_000_000).
		Help("Mark the days and their values in your spreadsheet, headings too, copy them, and paste them here. One day a row."))
}

// showSeriesNew asks for a time series of one of an outcome's metrics, and lists those that were given before.
func (a *App) showSeriesNew(c echo.Context) error {
	var text string
	f := pastedSeries(&text)
	f.Show(a.locale(c))
	return a.seriesNewPage(c, http.StatusOK, f)
}

func (a *App) seriesNewPage(c echo.Context, status int, f *form.Form) error {
	v := views.SeriesNewPage{Form: f}
	err := a.read(c, func(r *models.Read) error {
		o, err := r.ToRecord(c.Param("ref"), c.QueryParam("metric"))
		if err != nil {
			return err
		}
		v.OutcomeDetail, v.Now = o, r.Now
		v.Page = a.page(c, r, "Bring in readings", "strategy")
		v.Past, err = r.SeriesUploads(o.Shown.Measure.ID)
		return err
	})
	if err != nil {
		return err
	}
	v.Shell.Error = status != http.StatusOK
	once(c)
	return a.showAs(c, status, views.SeriesNew(v))
}

// readSeries reads a time series and keeps it for its preview. No reading is written.
func (a *App) readSeries(c echo.Context) error {
	var text string
	f := pastedSeries(&text)
	u, tables, err := a.givenList(c, f)
	if err != nil {
		return err
	}
	if !f.Valid() {
		return a.seriesNewPage(c, http.StatusUnprocessableEntity, f)
	}
	err = a.write(c, func(tx *models.Tx) error {
		o, err := tx.ToRecord(c.Param("ref"), c.QueryParam("metric"))
		if err != nil {
			return err
		}
		u.MeasureID = o.Shown.Measure.ID
		of, err := exchange.LoadMetered(&tx.Read, u.MeasureID)
		if err != nil {
			return err
		}
		u.Mapping = exchange.GuessSeries(tables, exchange.BestSeriesSheet(tables, of, a.locale(c)), of, a.locale(c)).Stored()
		return tx.BeginUpload(u)
	})
	if err != nil {
		return err
	}
	return a.goTo(c, link.Series(u.Ref))
}

// series is a time series that was given, with all that its preview rests on.
type series struct {
	upload  *models.Upload
	of      *exchange.Metered
	tables  []*exchange.Table
	mapping *exchange.Mapping
}

func openSeries(r *models.Read, ref string) (*series, error) {
	u, err := r.SeriesByRef(ref)
	if err != nil {
		return nil, err
	}
	s := &series{upload: u}
	if s.of, err = exchange.LoadMetered(r, u.MeasureID); err != nil || u.State != models.UploadOpen {
		return s, err
	}
	if s.tables, err = exchange.ReadTables(u.Content); err != nil {
		return nil, err
	}
	s.mapping, err = exchange.ReadMapping(u.Mapping)
	return s, err
}

// choose takes what was chosen: the sheet, the line of headings, what the columns mean, and what becomes of days that have a value.
func (s *series) choose(v url.Values, l form.Locale) {
	m := s.mapping
	if n, err := strconv.Atoi(v.Get("sheet")); err == nil && n >= 0 && n < len(s.tables) && n != m.Sheet {
		s.mapping = exchange.GuessSeries(s.tables, n, s.of, l)
		return
	}
	if n, err := strconv.Atoi(v.Get("head")); err == nil && n != m.Head && (n == 0 || slices.ContainsFunc(s.tables[m.Sheet].Rows, func(r exchange.Cells) bool { return r.Line == n })) {
		s.mapping = exchange.GuessSeriesBelow(s.tables, m.Sheet, n, s.of, l)
		return
	}
	for i := range m.Columns {
		at := "col." + strconv.Itoa(i)
		if v.Has(at) && (v.Get(at) == "" || slices.ContainsFunc(exchange.SeriesMeanings, func(o form.Option) bool { return o.Value == v.Get(at) })) {
			m.Columns[i] = v.Get(at)
		}
	}
	if e := v.Get("existing"); e == exchange.ExistingUpdate || e == exchange.ExistingSkip {
		m.Existing = e
	}
}

// showSeries shows what would become of each row, or of a series that was taken in what can be taken back.
func (a *App) showSeries(c echo.Context) error {
	v := views.SeriesPage{Only: c.QueryParam("only"), Number: pageNumber(c), Locale: a.locale(c)}
	err := a.read(c, func(r *models.Read) error {
		s, err := openSeries(r, c.Param("ref"))
		if err != nil {
			return err
		}
		v.Page, v.Now = a.page(c, r, s.upload.Name, "strategy"), r.Now
		v.Upload, v.Of, v.Tables, v.Mapping = s.upload, s.of, s.tables, s.mapping
		if s.upload.State != models.UploadOpen {
			v.Left, v.Corrected, err = exchange.SeriesBacks(r, s.upload)
			return err
		}
		v.Plan = exchange.JudgeSeries(s.tables[s.mapping.Sheet], s.mapping, s.of, a.locale(c))
		return nil
	})
	if err != nil {
		return err
	}
	once(c)
	return a.show(c, views.Series(v))
}

// saveSeries keeps what was chosen; with the main button it records the readings, if the preview is still what was seen.
func (a *App) saveSeries(c echo.Context) error {
	v, err := a.values(c)
	if err != nil {
		return err
	}
	done := false
	var s *series
	err = a.write(c, func(tx *models.Tx) error {
		if s, err = openSeries(&tx.Read, c.Param("ref")); err != nil {
			return err
		}
		if s.upload.State != models.UploadOpen {
			return models.AgainstRule("This list has been taken in already.")
		}
		s.choose(v, a.locale(c))
		plan := exchange.JudgeSeries(s.tables[s.mapping.Sheet], s.mapping, s.of, a.locale(c))
		if done = v.Get("do") == "confirm" && plan.Wrong == "" && plan.Sum == v.Get("seen"); done {
			return plan.TakeIn(tx, s.upload)
		}
		s.upload.Mapping = s.mapping.Stored()
		return tx.SaveMapping(s.upload)
	})
	switch {
	case err != nil:
		return err
	case done:
		return a.goToUndo(c, link.OutcomeReadings(s.of.Outcome.Ref, s.of.Measure.Metric.Ref, 1), parts.Undo{Say: views.SeriesCameIn(s.upload), Action: link.SeriesBack(s.upload.Ref)})
	case v.Get("do") == "confirm":
		return a.goToSaying(c, link.Series(s.upload.Ref), "The preview has changed since you saw it. Look again, then bring it in.")
	}
	return a.goTo(c, link.SeriesAt(s.upload.Ref, c.QueryParam("only"), pageNumber(c)))
}

// dropSeries throws a time series away that was not taken in.
func (a *App) dropSeries(c echo.Context) error {
	var of *exchange.Metered
	err := a.write(c, func(tx *models.Tx) error {
		s, err := openSeries(&tx.Read, c.Param("ref"))
		if err != nil {
			return err
		}
		of = s.of
		return tx.DropUpload(s.upload)
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.SeriesNew(of.Outcome.Ref, of.Measure.Metric.Ref), "The list is thrown away. Nothing of it was recorded.")
}

// takeSeriesBack takes out the readings that a list brought, but none that somebody has corrected since.
func (a *App) takeSeriesBack(c echo.Context) error {
	back, stay := 0, 0
	var s *series
	err := a.write(c, func(tx *models.Tx) (err error) {
		if s, err = openSeries(&tx.Read, c.Param("ref")); err != nil {
			return err
		}
		back, stay, err = exchange.TakeSeriesBack(tx, s.upload)
		return err
	})
	if err != nil {
		return err
	}
	return a.goToSaying(c, link.OutcomeReadings(s.of.Outcome.Ref, s.of.Measure.Metric.Ref, 1), views.SeriesWentBack(back, stay))
}
