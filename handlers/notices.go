package handlers

import (
	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/link"
)

// groupsPerPage is how many things one page of notices is about.
const groupsPerPage = 25

// counted gives a person with the number of notices they have not read. It is counted anew only after somebody was told something, or
// read it, and never for a part of a page.
func (a *App) counted(c echo.Context, p *person) (*person, error) {
	if p.told != "" && p.told == p.revision.Notices || fragmentOf(c.Request()) != "" {
		return p, nil
	}
	fresh := *p
	err := a.db.Read(c.Request().Context(), p.who, func(r *models.Read) (err error) {
		if fresh.pins, err = r.Pins(); err != nil {
			return err
		}
		fresh.unread, err = r.UnreadNotices()
		return err
	})
	if err != nil {
		return nil, err
	}
	fresh.told = p.revision.Notices
	a.guests.remember(&fresh)
	own, row := fresh, *fresh.row
	own.row = &row
	return &own, nil
}

// noticesAsked is how the address narrows the notices.
func noticesAsked(c echo.Context) models.NoticeQuery {
	q := models.NoticeQuery{Unread: c.QueryParam("show") == "unread"}
	if t, known := models.TopicOf(models.TopicKey(c.QueryParam("topic"))); known {
		q.Topic = t.Key
	}
	return q
}

// showNotices lists what a person was told, by the thing it is about.
func (a *App) showNotices(c echo.Context) error {
	return a.read(c, func(r *models.Read) error {
		v := views.NoticesPage{Query: noticesAsked(c), Now: r.Now, Unread: a.person(c).unread}
		n := pageNumber(c)
		var all int64
		var err error
		if v.Groups, all, err = r.Notices(v.Query, (n-1)*groupsPerPage, groupsPerPage); err != nil {
			return err
		}
		v.Paging = pagingBy(groupsPerPage, n, all, func(page int) string { return v.Address(page) })
		return a.show(c, views.Notices(a.page(c, r, "Notices", navNotices), v))
	})
}

// readNotices marks as read what was told about one thing, or everything that the list shows.
func (a *App) readNotices(c echo.Context) error {
	values, err := a.values(c)
	if err != nil {
		return err
	}
	kind, ref := first(values, "kind"), first(values, "ref")
	q := models.NoticeQuery{Topic: models.TopicKey(first(values, "topic"))}
	if err := a.write(c, func(tx *models.Tx) error { return tx.ReadNotices(kind, ref, q) }); err != nil {
		return err
	}
	return a.goTo(c, back(values, link.Notices("", "", 1)))
}
