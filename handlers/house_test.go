package handlers

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"throughline/models"
	"throughline/models/modelstest"
)

// house is the whole of the pages on a new database, with a company of five people, one for each role.
type house struct {
	t     *testing.T
	db    *models.DB
	app   *App
	pages http.Handler
	clock *modelstest.Clock
	cast  map[models.Role]*models.Person
	teams map[string]*models.Team
}

// guest is one browser: nobody's, or that of a person who is signed in.
type guest struct {
	h      *house
	cookie *http.Cookie
	said   *http.Cookie // what the next page says was done
	header http.Header
}

// open sets up the company: Ada administers, Erik owns it, Dana heads Delivery, Liv leads Support below it, Mo is on Support.
func open(t *testing.T) *house {
	t.Helper()
	clock := modelstest.At(modelstest.Monday)
	return openOn(t, modelstest.Open(t, clock), clock)
}

// openOn is open on a database of either kind.
func openOn(t *testing.T, db *models.DB, clock *modelstest.Clock) *house {
	t.Helper()
	h := emptyOn(t, db, clock)
	h.cast, h.teams = map[models.Role]*models.Person{}, map[string]*models.Team{}
	h.write(func(tx *models.Tx) error {
		c := models.NewCompany("Fjord IT")
		c.Confirmed = true
		if err := tx.Insert(c); err != nil {
			return err
		}
		for role, name := range map[models.Role]string{models.Administrator: "Ada Admin", models.Executive: "Erik Owner",
			models.DepartmentHead: "Dana Head", models.TeamLead: "Liv Lead", models.Member: "Mo Member"} {
			email := strings.ToLower(strings.Fields(name)[0]) + "@fjord.example"
			p := &models.Person{Name: name, Email: &email, Active: true, Administrator: role == models.Administrator, Executive: role == models.Executive}
			if err := tx.Insert(p); err != nil {
				return err
			}
			h.cast[role] = p
		}
		delivery := &models.Team{Name: "Delivery", LeadPersonID: &h.cast[models.DepartmentHead].ID}
		if err := tx.Insert(delivery); err != nil {
			return err
		}
		support := &models.Team{Name: "Support", LeadPersonID: &h.cast[models.TeamLead].ID, ParentTeamID: &delivery.ID}
		sales := &models.Team{Name: "Sales"}
		for _, team := range []*models.Team{support, sales} {
			if err := tx.Insert(team); err != nil {
				return err
			}
		}
		h.teams["Delivery"], h.teams["Support"], h.teams["Sales"] = delivery, support, sales
		return tx.Insert(&models.Membership{PersonID: h.cast[models.Member].ID, TeamID: support.ID})
	})
	h.app.setUp.Store(true) // the passwords of the cast are slow to make, and few tests need one
	return h
}

// empty is the pages on a database before first run.
func empty(t *testing.T, change ...func(*Config)) *house {
	t.Helper()
	clock := modelstest.At(modelstest.Monday)
	return emptyOn(t, modelstest.Open(t, clock), clock, change...)
}

// emptyOn is empty on a database of either kind.
func emptyOn(t *testing.T, db *models.DB, clock *modelstest.Clock, change ...func(*Config)) *house {
	t.Helper()
	h := &house{t: t, db: db, clock: clock}
	cfg := Config{BaseURL: "http://127.0.0.1:8080", Version: "test", FirstRunCode: "abcd-efgh-jkmn"}
	for _, f := range change {
		f(&cfg)
	}
	app, err := newApp(h.db, cfg)
	if err != nil {
		t.Fatal(err)
	}
	h.app, h.pages = app, withHeaders(app.echo(), app.secure)
	return h
}

func (h *house) write(f func(tx *models.Tx) error) {
	h.t.Helper()
	if err := h.db.Write(context.Background(), models.CommandLine, f); err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) read(f func(r *models.Read) error) {
	h.t.Helper()
	if err := h.db.Read(context.Background(), models.CommandLine, f); err != nil {
		h.t.Fatal(err)
	}
}

// nobody is a browser that is not signed in.
func (h *house) nobody() *guest { return &guest{h: h, header: http.Header{}} }

// as is a browser in which the cast member with that role is signed in.
func (h *house) as(role models.Role) *guest { return h.signedIn(h.cast[role]) }

func (h *house) signedIn(p *models.Person) *guest {
	h.t.Helper()
	g := h.nobody()
	h.write(func(tx *models.Tx) error {
		token, _, err := tx.StartSession(p.ID, "test", "127.0.0.1")
		g.cookie = &http.Cookie{Name: h.app.sessions.name(), Value: token}
		return err
	})
	return g
}

// part makes the browser's next requests ask for one part of a page, as htmx does.
func (g *guest) part(id string) *guest {
	copied := *g
	copied.header = g.header.Clone()
	copied.header.Set("HX-Request", "true")
	copied.header.Set("HX-Request-Type", "partial")
	copied.header.Set("HX-Target", "div#"+id)
	return &copied
}

// with makes the browser send one more header.
func (g *guest) with(name, value string) *guest {
	copied := *g
	copied.header = g.header.Clone()
	copied.header.Set(name, value)
	return &copied
}

func (g *guest) get(address string) *answer { return g.send(http.MethodGet, address, nil) }

func (g *guest) post(address string, form url.Values) *answer {
	if form == nil {
		form = url.Values{}
	}
	return g.send(http.MethodPost, address, form)
}

func (g *guest) send(method, address string, form url.Values) *answer {
	g.h.t.Helper()
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+address, strings.NewReader(form.Encode()))
	return g.do(r, form != nil)
}

func (g *guest) do(r *http.Request, isForm bool) *answer {
	g.h.t.Helper()
	if r.RemoteAddr == "192.0.2.1:1234" { // what httptest makes of it
		r.RemoteAddr = "127.0.0.1:5000"
	}
	if isForm {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for name, values := range g.header {
		r.Header[name] = values
	}
	if g.cookie != nil {
		r.AddCookie(g.cookie)
	}
	if g.said != nil {
		r.AddCookie(g.said)
		g.said = nil
	}
	w := httptest.NewRecorder()
	g.h.pages.ServeHTTP(w, r)
	got := &answer{t: g.h.t, Status: w.Code, Header: w.Header(), Body: w.Body.String(), Cookies: w.Result().Cookies()}
	for _, c := range got.Cookies {
		if c.Name == saidCookie && c.MaxAge > 0 {
			g.said = &http.Cookie{Name: c.Name, Value: c.Value}
		}
		if c.Name == g.h.app.sessions.name() {
			g.cookie = &http.Cookie{Name: c.Name, Value: c.Value}
			if c.MaxAge < 0 {
				g.cookie = nil
			}
		}
	}
	return got
}

// answer is what a browser got.
type answer struct {
	t       *testing.T
	Status  int
	Header  http.Header
	Body    string
	Cookies []*http.Cookie
}

// is checks the status and gives the answer on.
func (a *answer) is(status int) *answer {
	a.t.Helper()
	if a.Status != status {
		a.t.Fatalf("status %d, not %d: %s %s", a.Status, status, a.Header.Get("Location"), a.text())
	}
	return a
}

// leadsTo checks for a 303 to an address.
func (a *answer) leadsTo(address string) *answer {
	a.t.Helper()
	a.is(http.StatusSeeOther)
	if got := a.Header.Get("Location"); got != address {
		a.t.Fatalf("leads to %q, not %q", got, address)
	}
	return a
}

// says checks that each text stands on the page.
func (a *answer) says(texts ...string) *answer {
	a.t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.text(), text) {
			a.t.Fatalf("does not say %q: %s", text, a.text())
		}
	}
	return a
}

// silent checks that none of the texts stands anywhere in the answer.
func (a *answer) silent(texts ...string) *answer {
	a.t.Helper()
	for _, text := range texts {
		if strings.Contains(a.Body, text) {
			a.t.Fatalf("says %q", text)
		}
	}
	return a
}

// page is the answer as a document.
func (a *answer) page() *goquery.Document {
	a.t.Helper()
	d, err := goquery.NewDocumentFromReader(strings.NewReader(a.Body))
	if err != nil {
		a.t.Fatal(err)
	}
	return d
}

func (a *answer) text() string {
	a.t.Helper()
	return strings.Join(strings.Fields(a.page().Text()), " ")
}
