package handlers

import (
	"crypto/sha256"
	"encoding/hex"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/day"
	"throughline/views"
	"throughline/views/link"
)

// showCalendar is the year of reviews, and where one gets it into a calendar program.
func (a *App) showCalendar(c echo.Context) error { return a.calendarPage(c, "") }

// calendarPage shows the year; token is that of a private address just made, shown this once.
func (a *App) calendarPage(c echo.Context, token string) error {
	return a.read(c, func(r *models.Read) error {
		from := day.Day(c.QueryParam("from") + "-01")
		y, err := r.CalendarYear(from)
		if err != nil {
			return err
		}
		p := views.CalendarPage{Page: a.page(c, r, "Calendar", "strategy"), Year: y, Moves: a.who(c).May(models.MoveReview)}
		if token != "" {
			p.Address = a.cfg.BaseURL + link.FeedOf(token)
		}
		if p.Feed, err = r.FeedOf(a.who(c).PersonID); err != nil {
			return err
		}
		p.Now = r.Now
		return a.show(c, views.Calendar(p))
	})
}

// sendCalendar is the calendar as a file.
func (a *App) sendCalendar(c echo.Context) error {
	c.Response().Header().Set("Content-Disposition", `attachment; filename="throughline.ics"`)
	return a.read(c, func(r *models.Read) error { return a.ics(c, r) })
}

func (a *App) ics(c echo.Context, r *models.Read) error {
	f, err := r.CalendarFile()
	if err != nil {
		return err
	}
	base, err := url.Parse(a.cfg.BaseURL)
	if err != nil {
		return err
	}
	f.Host = base.Hostname()
	f.Link = func(kind, ref string) string {
		switch kind {
		case "review":
			return a.cfg.BaseURL + link.Review(ref)
		case "outcomes":
			return a.cfg.BaseURL + link.Outcomes("", 1)
		}
		return a.cfg.BaseURL + link.Thing(kind, ref)
	}
	body := []byte(f.ICS())
	sum := sha256.Sum256(body)
	mark := `"` + hex.EncodeToString(sum[:12]) + `"`
	c.Response().Header().Set("Cache-Control", keepChecked)
	c.Response().Header().Set("ETag", mark)
	if names(c.Request().Header.Values("If-None-Match"), mark) {
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, "text/calendar; charset=utf-8", body)
}

// makeFeed gives the person a private address of the calendar and shows it this once. It replaces the one before.
func (a *App) makeFeed(c echo.Context) error {
	token := ""
	if err := a.write(c, func(tx *models.Tx) (err error) { token, err = tx.MakeFeed(); return err }); err != nil {
		return err
	}
	return a.calendarPage(c, token)
}

// endFeed makes the person's private address worth nothing.
func (a *App) endFeed(c echo.Context) error {
	if err := a.write(c, func(tx *models.Tx) error { return tx.EndFeed(a.who(c).PersonID) }); err != nil {
		return err
	}
	return a.goToSaying(c, link.Calendar(""), "Your private address has ended. Calendars that used it get nothing any more.")
}

// How often calendars may ask within the time that failed sign-ins count: one network for many people, one private address rarely.
const (
	feedsOfNetwork = 120
	feedsOfOne     = 12
)

var errTooOften = trouble{http.StatusTooManyRequests, "Too often", "This calendar is asked for more often than it changes. Try again in some minutes."}

// sendFeed is a person's calendar under their private address, for a program that has no session. Rights are looked at each time;
// an address that was reset or ended, or whose person was switched off, does not exist.
func (a *App) sendFeed(c echo.Context) error {
	token := c.Param("token")
	var wait time.Duration
	if err := a.db.Note(c.Request().Context(), models.Nobody, func(tx *models.Tx) (err error) {
		_, wait, err = tx.Try("calendar "+token, "calendar "+c.RealIP(), models.Guessing{Account: feedsOfOne, Address: feedsOfNetwork, Window: a.cfg.SignInWindow})
		return err
	}); err != nil {
		return err
	}
	if wait > 0 {
		c.Response().Header().Set("Retry-After", strconv.Itoa(int(wait.Seconds())+1))
		return errTooOften
	}
	ctx, feed := c.Request().Context(), (*models.CalendarFeed)(nil)
	var who models.Who
	if err := a.db.Read(ctx, models.Nobody, func(r *models.Read) (err error) {
		who, feed, err = r.FeedFor(strings.TrimSuffix(token, ".ics"))
		return err
	}); err != nil {
		return err
	}
	if !feed.Noted(a.db.Now()) {
		if err := a.db.Write(ctx, who, func(tx *models.Tx) error { return tx.NoteFetch(feed) }); err != nil {
			return err
		}
	}
	return a.db.Read(ctx, who, func(r *models.Read) error { return a.ics(c, r) })
}
