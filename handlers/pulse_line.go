package handlers

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// pulseLine finds the pulse and the line that an address names.
func pulseLine(c echo.Context, r *models.Read) (*models.Pulse, *models.PulseLine, error) {
	p, lines, err := r.PulseByRef(c.Param("ref"))
	if err != nil {
		return nil, nil, err
	}
	for _, l := range lines {
		if l.ID == c.Param("id") {
			return p, l, nil
		}
	}
	return nil, nil, models.NotFound("This line of the pulse")
}

// showPulseLine asks a lead for the one metric and its figure.
func (a *App) showPulseLine(c echo.Context) error { return a.linePage(c, http.StatusOK, nil) }

func (a *App) linePage(c echo.Context, status int, f *form.Form) error {
	return a.read(c, func(r *models.Read) error {
		p, l, err := pulseLine(c, r)
		if err != nil {
			return err
		}
		if !r.Who.MayReport(l) {
			return errNoPage
		}
		v := views.PulseLinePage{Form: f, Line: l}
		now, err := r.PulsePage(p.Ref)
		if err != nil {
			return err
		}
		v.PulseDetail = now
		if v.Form == nil {
			if v.Form, err = a.lineForm(r, l, new(models.PulseReport)); err != nil {
				return err
			}
			v.Form.Show(a.locale(c))
		}
		page := a.page(c, r, "Report to the "+strings.ToLower(views.PulseTitle(now.PulseNow)[:1])+views.PulseTitle(now.PulseNow)[1:], navPulse)
		page.Shell.Error = status != http.StatusOK
		return a.showAs(c, status, views.PulseLine(page, v))
	})
}

// lineForm is the form of a line, with the metrics that its lead can choose from.
func (a *App) lineForm(r *models.Read, l *models.PulseLine, e *models.PulseReport) (*form.Form, error) {
	options, unit, err := r.StartReport(l, e)
	if err != nil {
		return nil, err
	}
	f := form.Of(e.Fields(options, unit)...)
	f.Version = l.Version
	return f, nil
}

// reportToPulse fills a line.
func (a *App) reportToPulse(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	var f *form.Form
	var running bool
	err = a.write(c, func(tx *models.Tx) error {
		p, l, err := pulseLine(c, &tx.Read)
		if err != nil {
			return err
		}
		e := new(models.PulseReport)
		if f, err = a.lineForm(&tx.Read, l, e); err != nil {
			return err
		}
		stood := *e
		f.Fill(values, a.locale(c), form.Strict)
		if f.Stale() && l.ReportedAt != nil && (e.Metric != stood.Metric || e.Words != stood.Words) {
			f.Seen = f.Version
			return models.AgainstRuleAt("", "This line was reported meanwhile, and nothing of yours was saved: “"+stood.Words+"”. Report again to put yours in its place.")
		}
		if err := f.Invalid(); err != nil {
			return err
		}
		running = p.Running()
		return tx.Report(p, l, e)
	})
	wrong, err := mended(f, err)
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return a.linePage(c, http.StatusUnprocessableEntity, wrong)
	case running:
		return a.goTo(c, link.PulseRoom(c.Param("ref")))
	}
	return a.goToSaying(c, link.Pulse(c.Param("ref")), "Reported. You can change it until the meeting has ended.")
}
