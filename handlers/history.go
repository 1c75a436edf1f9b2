package handlers

import (
	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/form"
	"throughline/views"
	"throughline/views/link"
)

// readsAs is how this person reads numbers, days and instants.
func (a *App) readsAs(c echo.Context) models.ReadsAs {
	return models.ReadsAs{Loc: a.locale(c), Zone: a.zone(c)}
}

// pageOf is the page of one thing: it ends with the symptoms that name it and the newest of its changes.
func (a *App) pageOf(c echo.Context, r *models.Read, title, nav, kind, ref string) (views.Page, error) {
	p := a.page(c, r, title, nav)
	past, err := r.LatestOf(kind, ref, a.readsAs(c))
	if refused, is := models.AsRefusal(err); is && refused.Kind == models.KindNotFound {
		return p, nil // who may open the page for one act alone, as to answer a question, is told nothing more
	}
	if p.Past = past; err != nil {
		return p, err
	}
	p.Signs, err = r.SymptomsAbout(ref)
	return p, err
}

// showOf answers with the page of one thing.
func (a *App) showOf(c echo.Context, r *models.Read, title, nav, kind, ref string, draw func(views.Page) templ.Component) error {
	p, err := a.pageOf(c, r, title, nav, kind, ref)
	if err != nil {
		return err
	}
	return a.show(c, draw(p))
}

// showHistory is what was changed in the company, as far as one may read it.
func (a *App) showHistory(c echo.Context) error {
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	q := models.ReadHistoryQuery(askedIn(c))
	return a.read(c, func(r *models.Read) error {
		v := views.HistoryPage{Query: q, People: people}
		if v.List, err = r.History(q, a.readsAs(c), perPage); err != nil {
			return err
		}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		if v.Rules, err = r.RuleNames(); err != nil {
			return err
		}
		return a.show(c, views.History(a.page(c, r, "History", "strategy"), v))
	})
}

// showThingHistory is what was changed about one thing.
func (a *App) showThingHistory(c echo.Context) error {
	kind := models.HistoryOf(c.Param("kind"))
	if kind == nil {
		return errNoPage
	}
	people, err := a.picking(c, nil)
	if err != nil {
		return err
	}
	q := models.ReadHistoryQuery(askedIn(c))
	return a.read(c, func(r *models.Read) error {
		v := views.ThingHistoryPage{Kind: kind, Query: q, People: people, Back: link.Thing(kind.Key, c.Param("ref"))}
		if v.Thing, err = r.HistoryThing(kind, c.Param("ref")); err != nil {
			return err
		}
		if v.List, err = r.HistoryOfThing(kind, v.Thing.ID, q, a.readsAs(c), perPage); err != nil {
			return err
		}
		on := r.Today()
		v.Day = form.Of(form.Date("on", "As it was at the end of", &on, nil).Required())
		v.Day.Show(a.locale(c))
		if v.Began, err = r.RecordBegan(kind, v.Thing); err != nil {
			return err
		}
		return a.show(c, views.ThingHistory(a.page(c, r, "History of "+v.Thing.Name, ""), v))
	})
}
