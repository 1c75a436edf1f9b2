package views

import (
	"strconv"
	"strings"
	"time"

	"throughline/models"
	"throughline/models/exchange"
	"throughline/models/form"
	"throughline/views/link"
	"throughline/views/parts"
)

// SeriesNewPage is where a time series of one metric is given.
type SeriesNewPage struct {
	Page
	*models.OutcomeDetail
	Form *form.Form
	Past []*models.Upload
	Now  time.Time
}

// SeriesPage is one time series: the fate of its rows, or what it brought in and what can be taken back.
type SeriesPage struct {
	Page
	Upload    *models.Upload
	Now       time.Time
	Locale    form.Locale
	Of        *exchange.Metered
	Tables    []*exchange.Table
	Mapping   *exchange.Mapping
	Plan      *exchange.SeriesPlan
	Only      string            // the fate that the rows are narrowed to
	Number    int               // page of the rows, from 1
	Left      []*models.Reading // of one that was taken in: what can be taken back
	Corrected []*models.Reading // what somebody has corrected since
}

// SeriesCameIn says what a time series brought.
func SeriesCameIn(u *models.Upload) string {
	said := count(u.Added, "reading", "readings") + " recorded"
	if u.Changed > 0 {
		said += ", " + strconv.Itoa(u.Changed) + " corrected"
	}
	return said + "."
}

// SeriesWentBack says what taking a time series back did.
func SeriesWentBack(back, stay int) string {
	said := "Taken back: " + count(back, "reading is", "readings are") + " gone, and what they corrected counts again."
	if stay > 0 {
		said += " " + count(stay, "stays", "stay") + ", corrected since."
	}
	return said
}

// seriesFate are the sign and the words of a row's fate, and what the count of them says.
func seriesFate(fate string) (kind, icon, word, counted string) {
	switch fate {
	case exchange.FateAdd:
		return "ok", "plus", "Will be recorded", "will be recorded"
	case exchange.FateChange:
		return "redesign", "redesign", "Corrects another value", "will correct another value"
	case exchange.FateSame:
		return "none", "ok", "Recorded already", "recorded already"
	}
	return fateWords(fate)
}

// seriesExisting are the choices for days that have another value already.
var seriesExisting = []form.Option{
	{Value: exchange.ExistingUpdate, Label: "Correct it; the reason names this list"},
	{Value: exchange.ExistingSkip, Label: "Keep it, and leave the row out"},
}

func (p SeriesPage) back() string {
	return link.SeriesNew(p.Of.Outcome.Ref, p.Of.Measure.Metric.Ref)
}

func (p SeriesPage) table() *exchange.Table { return p.Tables[p.Mapping.Sheet] }

// upload is the same list for the parts that draw its sheets and lines of headings.
func (p SeriesPage) upload() UploadPage {
	return UploadPage{Page: p.Page, Upload: p.Upload, Tables: p.Tables, Mapping: p.Mapping}
}

func (p SeriesPage) narrowed() (list []*exchange.SeriesRow) {
	for _, r := range p.Plan.Rows {
		if p.Only == "" || r.Fate == p.Only {
			list = append(list, r)
		}
	}
	return list
}

func (p SeriesPage) shown() []*exchange.SeriesRow { return rowsOfPage(p.narrowed(), p.Number) }

func (p SeriesPage) paging() parts.Paging {
	return rowPaging(p.Number, len(p.narrowed()), func(n int) string { return link.SeriesAt(p.Upload.Ref, p.Only, n) })
}

func (p SeriesPage) figure(v *float64) string { return models.Figure(p.Locale, v, p.Of.Measure.Unit) }

func (p SeriesPage) samples(i int) string {
	return strings.Join(p.table().Samples(p.Mapping, i, 3), " · ")
}
