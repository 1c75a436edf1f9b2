package handlers

import (
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"throughline/models"
	"throughline/models/day"
	"throughline/models/form"
	"throughline/views/link"
)

// public marks a route that anybody may ask for, signed in or not.
const public models.Act = ""

// route is one page or one change: how it is asked for, who answers, and the act it takes.
type route struct {
	method, path string
	handle       echo.HandlerFunc
	act          models.Act
}

// add puts a route behind its access. The body is bounded, and the browser told how long it may keep the answer.
func (a *App) add(e *echo.Echo, r route) {
	limit := int64(bodyLimit)
	if bigger, named := uploads[r.path]; named {
		limit = bigger
	}
	guarded := func(c echo.Context) error {
		c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, limit)
		if err := a.admit(c, r); err != nil || c.Response().Committed {
			return err
		}
		if keeps(r) && a.holds(c) {
			return c.NoContent(http.StatusNotModified)
		}
		return r.handle(c)
	}
	e.Add(r.method, r.path, guarded)
	if r.method == http.MethodGet {
		e.Add(http.MethodHead, r.path, guarded)
	}
}

// keeps tells whether the browser may keep the page: not what is about other people, settings, or signing in.
func keeps(r route) bool {
	switch r.act {
	case public, models.KeepCalls, models.ManagePeople, models.ManageSelf, models.ReadPerson, models.PutInForce, models.SeeReceipts:
		return false
	}
	return r.method == http.MethodGet && !strings.HasPrefix(r.path, link.PathPeople)
}

// admit lets a person through to a route, or says why not: signed out to the sign-in page, what one may not see is not found.
func (a *App) admit(c echo.Context, r route) error {
	who := a.who(c)
	switch {
	case r.act == public || who.May(r.act):
		return nil
	case !who.SignedIn():
		return a.askToSignIn(c)
	case r.method == http.MethodGet:
		return errNoPage
	}
	return who.Must(r.act)
}

// askToSignIn leads to the sign-in page and from there back to the page asked for.
func (a *App) askToSignIn(c echo.Context) error {
	r := c.Request()
	next := ""
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		next = local(r.URL.RequestURI(), "")
	}
	if next == link.Home() {
		next = ""
	}
	if wantsJSON(r) || r.Header.Get("HX-Request") == "true" {
		c.Response().Header().Set("HX-Redirect", link.SignIn())
		return errSignIn
	}
	return c.Redirect(http.StatusSeeOther, link.SignInTo(next))
}

// person is what is known of who asks. It is never changed: others may ask in the same browser at the same time.
type person struct {
	who      models.Who
	row      *models.Person
	session  *models.Session
	company  *models.Company
	revision models.Revision // of the database, before this was read
	key      string          // of the session in guests
	unread   int             // what they were told and have not read,
	told     string          // as of this mark of what anybody was told
	pins     map[string]bool // what they have pinned, as of the same mark: "task T17"
}

func (a *App) person(c echo.Context) *person {
	if p, ok := c.Get("person").(*person); ok {
		return p
	}
	return &person{who: models.Nobody}
}

// who is the person behind the request, with the rights of this moment.
func (a *App) who(c echo.Context) models.Who { return a.person(c).who }

// locale is how this person types numbers and dates.
func (a *App) locale(c echo.Context) form.Locale {
	if row := a.person(c).row; row != nil {
		return form.Locale{DecimalComma: row.DecimalComma, Order: row.Order()}
	}
	return form.Locale{}
}

// zone is where instants are shown for this person: their own zone, or else the company's.
func (a *App) zone(c echo.Context) *time.Location {
	p := a.person(c)
	for _, name := range []string{zoneOf(p.row), zoneOfCompany(p.company)} {
		if name == "" {
			continue
		}
		if zone, err := day.Zone(name); err == nil {
			return zone
		}
	}
	return time.UTC
}

func zoneOf(p *models.Person) string {
	if p == nil {
		return ""
	}
	return p.TimeZone
}

func zoneOfCompany(c *models.Company) string {
	if c == nil {
		return ""
	}
	return c.TimeZone
}

// read runs f on one picture of the database, as this person.
func (a *App) read(c echo.Context, f func(r *models.Read) error) error {
	return a.db.Read(c.Request().Context(), a.who(c), f)
}

// write runs f as one transaction, as this person.
func (a *App) write(c echo.Context, f func(tx *models.Tx) error) error {
	return a.db.Write(c.Request().Context(), a.who(c), f)
}

// uploads names the few routes that take more than 1 MB, or less.
var uploads = map[string]int64{
	link.PathPeopleList:     2 << 20,
	link.PathPeopleListDone: 3 << 20,
	link.PathUploads:        6 << 20,
	link.PathSeriesNew:      6 << 20,
	link.PathCalled:         models.MostPayload,
	link.PathRuleImport:     2 << 20,
	link.PathRuleImportDone: 2 << 20,
}
