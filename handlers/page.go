package handlers

import (
	"net/url"
	"strconv"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/views"
	"throughline/views/parts"
)

// perPage is how many rows a long list shows at once.
const perPage = 50

// page is what a page knows about who reads it.
func (a *App) page(c echo.Context, r *models.Read, title, nav string) views.Page {
	return views.Page{Shell: a.shell(c, title, nav), Loc: a.locale(c), Zone: a.zone(c), Who: a.who(c), Today: r.Today()}
}

// pageNumber is the page of a long list that an address asks for, from 1; anything else is the first.
func pageNumber(c echo.Context) int {
	n, err := strconv.Atoi(c.QueryParam("page"))
	if err != nil || n < 1 || n > 100_000 {
		return 1
	}
	return n
}

// paging says which part of a list of all is shown, with the ways on; to gives the address of a page.
func paging(page int, all int64, to func(page int) string) parts.Paging {
	return pagingBy(perPage, page, all, to)
}

// pagingBy is paging for a list that shows another number of rows at once.
func pagingBy(rows, page int, all int64, to func(page int) string) parts.Paging {
	p := parts.Paging{From: (page-1)*rows + 1, To: min(page*rows, int(all)), Total: int(all)}
	if page > 1 {
		p.Prev = to(page - 1)
	}
	if int64(page*rows) < all {
		p.Next = to(page + 1)
	}
	return p
}

// back is the page of ours that a small form came from.
func back(values url.Values, otherwise string) string { return local(values.Get("back"), otherwise) }
