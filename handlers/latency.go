package handlers

import (
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/day"
	"throughline/views"
	"throughline/views/link"
)

// askedIn is what the address asks for, each name once and no longer than a name is.
func askedIn(c echo.Context) url.Values {
	v := url.Values{}
	for name, values := range c.QueryParams() {
		v.Set(name, shortened(strings.TrimSpace(values[0]), 200))
	}
	return v
}

// showLatency is how long it takes from a decision to done work.
func (a *App) showLatency(c echo.Context) error {
	q := models.ReadLatencyQuery(askedIn(c))
	return a.read(c, func(r *models.Read) error {
		l, err := r.Latency(q)
		if err != nil {
			return err
		}
		return a.show(c, views.Latency(a.page(c, r, "From decision to done", "decisions"), views.LatencyPage{Latency: l}))
	})
}

// monthsToAsk is how many months the list of handoffs offers.
const monthsToAsk = 24

// showHandoffs lists the handoffs that the address asks for.
func (a *App) showHandoffs(c echo.Context) error {
	v := views.HandoffListPage{Query: models.ReadHandoffQuery(askedIn(c))}
	n := pageNumber(c)
	return a.read(c, func(r *models.Read) (err error) {
		if v.Rows, v.All, err = r.HandoffsFound(v.Query, (n-1)*perPage, perPage); err != nil {
			return err
		}
		if v.Tree, err = r.Tree(); err != nil {
			return err
		}
		if v.Query.Decision != "" {
			if v.Decision, err = r.DecisionByRef(v.Query.Decision); err != nil {
				return err
			}
		}
		v.Months = lastMonths(r.Today(), monthsToAsk)
		v.Paging = paging(n, v.All, func(page int) string { return link.HandoffList(v.Query.Values(), page) })
		return a.show(c, views.HandoffList(a.page(c, r, "Handoffs", "decisions"), v))
	})
}

// lastMonths are the first days of the last months, the newest first.
func lastMonths(today day.Day, count int) (list []day.Day) {
	first := today.Add(1 - today.Time().Day())
	for i := range count {
		list = append(list, first.AddMonths(-i))
	}
	return list
}
