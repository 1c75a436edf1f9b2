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
)

// dayAsked is a day that an address asks for.
type dayAsked struct {
	name, label string
	into        *day.Day
	usual       day.Day // where the address names none
}

// askedDays reads the days that an address asks for, and the moments at their ends. What is wrong with one stands beside its field.
func (a *App) askedDays(c echo.Context, r *models.Read, days ...dayAsked) (*form.Form, []models.PastMoment, error) {
	asked, values, f, loc := askedIn(c), url.Values{}, form.Of(), a.locale(c)
	for _, d := range days {
		if values.Set(d.name, asked.Get(d.name)); !asked.Has(d.name) {
			values.Set(d.name, string(d.usual))
		}
		f.Fields = append(f.Fields, form.Date(d.name, d.label, d.into, nil).Required("Give a day."))
	}
	if f.Fill(values, loc, form.Strict); !f.Valid() {
		return f, nil, nil
	}
	f.Show(loc)
	var moments []models.PastMoment
	for _, d := range days {
		m, err := r.EndOf(*d.into)
		if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindRule {
			f.Blame(d.name, refused.Say)
			continue
		} else if err != nil {
			return nil, nil, err
		}
		moments = append(moments, m)
	}
	return f, moments, nil
}

// showAsked answers with a page that an address asks for by days: 422 where one of them is to be mended.
func (a *App) showAsked(c echo.Context, p views.Page, f *form.Form, draw func(views.Page) templ.Component) error {
	if f.Valid() {
		return a.show(c, draw(p))
	}
	p.Shell.Error = true
	return a.showAs(c, http.StatusUnprocessableEntity, draw(p))
}

// showPast is a thing as it was at the end of a day, or beside one of its changes.
func (a *App) showPast(c echo.Context) error {
	kind := models.HistoryOf(c.Param("kind"))
	if kind == nil {
		return errNoPage
	}
	return a.read(c, func(r *models.Read) error {
		it, err := r.HistoryThing(kind, c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.PastPage{Kind: kind, Thing: it}
		var moments []models.PastMoment
		if v.Form, moments, err = a.askedDays(c, r, dayAsked{"on", "As it was at the end of", &v.On, r.Today()}); err != nil {
			return err
		}
		if change := c.QueryParam("change"); change != "" {
			m, err := r.Beside(kind, it.ID, shortened(change, 60), c.QueryParam("side") == "after")
			if err != nil {
				return err
			}
			moments = []models.PastMoment{m}
		}
		if len(moments) == 1 {
			if v.Past, err = r.PastOf(kind, it, moments[0], a.readsAs(c)); err != nil {
				return err
			}
		}
		return a.showAsked(c, a.page(c, r, it.Name+" as it was", ""), v.Form, func(p views.Page) templ.Component { return views.PastOf(p, v) })
	})
}

// showPastCompared is a thing at the ends of two days.
func (a *App) showPastCompared(c echo.Context) error {
	kind := models.HistoryOf(c.Param("kind"))
	if kind == nil {
		return errNoPage
	}
	return a.read(c, func(r *models.Read) error {
		it, err := r.HistoryThing(kind, c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.PastComparedPage{Kind: kind, Thing: it, Before: askedIn(c).Get("before")}
		var moments []models.PastMoment
		if v.Spans, err = r.PastSpans(); err != nil {
			return err
		}
		if v.Form, moments, err = a.twoDays(c, r, &v.From, &v.To, v.Spans[0]); err != nil {
			return err
		}
		if len(moments) == 2 {
			q := models.HistoryQuery{Before: v.Before}
			if v.Compared, err = r.ComparePast(kind, it, moments[0], moments[1], q, a.readsAs(c), perPage); err != nil {
				return err
			}
		}
		return a.showAsked(c, a.page(c, r, it.Name+" on two days", ""), v.Form, func(p views.Page) templ.Component { return views.PastCompared(p, v) })
	})
}

// twoDays reads the two days that an address asks for; those of a usual span where none are named.
func (a *App) twoDays(c echo.Context, r *models.Read, from, to *day.Day, usual models.PastSpan) (*form.Form, []models.PastMoment, error) {
	return a.askedDays(c, r, dayAsked{"from", "From the end of", from, usual.From}, dayAsked{"to", "To the end of", to, usual.To})
}

// showStrategyPast is a whole strategy as it was at the end of a day.
func (a *App) showStrategyPast(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		it, err := r.HistoryThing(models.HistoryOf("strategy"), c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.StrategyPastPage{Thing: it}
		var moments []models.PastMoment
		if v.Form, moments, err = a.askedDays(c, r, dayAsked{"on", "As it was at the end of", &v.On, r.Today()}); err != nil {
			return err
		}
		if len(moments) == 1 {
			if v.Past, err = r.PastStrategyOf(it.Ref, moments[0], a.readsAs(c)); err != nil {
				return err
			}
		}
		return a.showAsked(c, a.page(c, r, "The strategy as it was", "strategy"), v.Form, func(p views.Page) templ.Component { return views.StrategyPast(p, v) })
	})
}

// showStrategyCompared is a whole strategy at the ends of two days.
func (a *App) showStrategyCompared(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		it, err := r.HistoryThing(models.HistoryOf("strategy"), c.Param("ref"))
		if err != nil {
			return err
		}
		v := views.StrategyComparedPage{Thing: it}
		var moments []models.PastMoment
		if v.Spans, err = r.PastSpans(); err != nil {
			return err
		}
		if v.Form, moments, err = a.twoDays(c, r, &v.From, &v.To, v.Spans[0]); err != nil {
			return err
		}
		if len(moments) == 2 {
			if v.Compared, err = r.ComparePastStrategy(it.Ref, moments[0], moments[1], a.readsAs(c)); err != nil {
				return err
			}
		}
		return a.showAsked(c, a.page(c, r, "The strategy on two days", "strategy"), v.Form, func(p views.Page) templ.Component { return views.StrategyCompared(p, v) })
	})
}
