package handlers

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"throughline/models"
	"throughline/views/link"
)

// concrete fills a route's open places with what is there, so that only access decides. What changes people changes somebody who asks for nothing.
func (h *house) concrete(path string, bystander *models.Person) string {
	for name, value := range map[string]string{":person": bystander.Ref, ":token": "none", ":id": "none", ":step": "intent", ":item": "none", "*": "app.css"} {
		path = strings.ReplaceAll(path, name, value)
	}
	switch {
	case strings.HasPrefix(path, "/teams"):
		return strings.ReplaceAll(path, ":ref", h.teams["Sales"].Ref)
	case strings.HasPrefix(path, "/people"):
		return strings.ReplaceAll(path, ":ref", bystander.Ref)
	}
	return strings.ReplaceAll(path, ":ref", "none")
}

func TestEveryRouteAdmitsWhomTheOneTableNames(t *testing.T) {
	h := open(t)
	bystander := &models.Person{Name: "Bo Bystander"}
	h.write(func(tx *models.Tx) error { return tx.AddToPeople(bystander) })
	for _, r := range h.app.routes() {
		if r.act == public {
			continue
		}
		if _, known := models.MayTable[r.act]; !known {
			t.Errorf("%s %s: nobody may %q", r.method, r.path, r.act)
			continue
		}
		address := h.concrete(r.path, bystander)
		send := func(g *guest) *answer { return g.send(r.method, address, url.Values{}) }
		if got := send(h.nobody()); got.Status != http.StatusSeeOther || !strings.HasPrefix(got.Header.Get("Location"), link.SignIn()) {
			t.Errorf("%s %s signed out: %d to %q", r.method, r.path, got.Status, got.Header.Get("Location"))
		}
		if got := send(h.nobody().part("any")); got.Status != http.StatusUnauthorized || got.Header.Get("HX-Redirect") != link.SignIn() {
			t.Errorf("%s %s signed out, for a part: %d", r.method, r.path, got.Status)
		}
		for _, role := range models.Roles {
			p := h.cast[role]
			var who models.Who
			h.read(func(rd *models.Read) (err error) { who, err = rd.WhoIs(p); return err })
			got := send(h.as(role))
			if may := who.May(r.act); !may {
				want := http.StatusForbidden
				if r.method == http.MethodGet {
					want = http.StatusNotFound
				}
				if got.Status != want {
					t.Errorf("%s %s as %s: %d, not %d", r.method, r.path, role, got.Status, want)
				}
			} else if !strings.Contains(address, "none") && refusedAtTheDoor(got, r.method) {
				t.Errorf("%s %s as %s: %d, but the table lets them", r.method, r.path, role, got.Status)
			}
			if got.Status >= 500 {
				t.Errorf("%s %s as %s: %d", r.method, r.path, role, got.Status)
			}
		}
	}
}

// refusedAtTheDoor tells whether the route itself turned somebody away, and not a rule behind it.
func refusedAtTheDoor(a *answer, method string) bool {
	if method == http.MethodGet {
		return a.Status == http.StatusNotFound && strings.Contains(a.text(), errNoPage.say)
	}
	return a.Status == http.StatusForbidden && strings.Contains(a.text(), "You may not")
}

func TestEveryRouteHasItsPathInTheLinksAndNoneTwice(t *testing.T) {
	h := open(t)
	seen := map[string]bool{}
	for _, r := range h.app.routes() {
		key := r.method + " " + r.path
		if seen[key] {
			t.Errorf("%s is there twice", key)
		}
		seen[key] = true
	}
}

func TestDisguisedAddressesOpenNothing(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	for _, address := range []string{
		"/settings/company/", "/settings//company", "/SETTINGS/COMPANY", "/settings/company;x=1", "/settings/company%20", "/settings%2fcompany", "/settings/./company",
		"/people/../settings/company", "/settings/company?act=manage", "/settings/company.html", "/people/new/", "/people/%6eew", "/people/list%00",
	} {
		if got := g.get(address); got.Status == http.StatusOK && strings.Contains(got.text(), "Company settings") || strings.Contains(got.Body, `name="administrator"`) {
			t.Errorf("%s opened", address)
		}
	}
	for _, name := range []string{"X-Original-URL", "X-Rewrite-URL", "X-HTTP-Method-Override", "X-Forwarded-User"} {
		g.with(name, "/settings/company").get("/people").silent("Company settings")
	}
}

func TestGuessedReferencesAreNotFound(t *testing.T) {
	h := open(t)
	admin := h.as(models.Administrator)
	for _, ref := range []string{"PE999", "1", "0", "-1", "1 OR 1=1", "' OR ''='", "PE1--", h.cast[models.Member].ID, "null", "%25", strings.Repeat("9", 200)} {
		admin.get(link.Person(ref)).is(http.StatusNotFound)
		admin.get(link.TeamEdit(ref)).is(http.StatusNotFound)
		admin.post(link.PersonLeave(ref), nil).is(http.StatusNotFound)
		admin.post(link.PersonLink(ref), nil).is(http.StatusNotFound)
	}
}

func TestPagesAboutPeopleAndSettingsAreNotKeptAndOthersOnlyChecked(t *testing.T) {
	h := open(t)
	g := h.as(models.Administrator)
	for _, address := range []string{link.SignIn(), link.People(), link.Me(), link.CompanySettings(), link.Person(h.cast[models.Member].Ref), link.TeamEdit(h.teams["Sales"].Ref)} {
		if got := g.get(address).Header.Get("Cache-Control"); got != "no-store" {
			t.Errorf("%s: %q", address, got)
		}
	}
	got := g.get(link.Teams()).is(http.StatusOK)
	tag := got.Header.Get("ETag")
	if got.Header.Get("Cache-Control") != "private, no-cache" || tag == "" || !strings.Contains(strings.Join(got.Header.Values("Vary"), ","), "HX-Request") {
		t.Fatalf("%v", got.Header)
	}
	g.with("If-None-Match", tag).get(link.Teams()).is(http.StatusNotModified)
	h.write(func(tx *models.Tx) error { return tx.AddTeam(&models.Team{Name: "Field"}) })
	g.with("If-None-Match", tag).get(link.Teams()).is(http.StatusOK).says("Field")
	small := g.with("Accept-Encoding", "gzip").get(link.Teams()).is(http.StatusOK)
	if plain := g.get(link.Teams()); small.Header.Get("Content-Encoding") != "gzip" || len(small.Body)*2 > len(plain.Body) || small.Header.Get("ETag") == plain.Header.Get("ETag") {
		t.Errorf("of %d bytes %d are sent; %v", len(plain.Body), len(small.Body), small.Header)
	}
	if guest := h.nobody().with("Accept-Encoding", "gzip").get(link.SignIn()); guest.Header.Get("Content-Encoding") != "" {
		t.Error("a page of somebody who is signed out is sent as gzip")
	}
	if head := g.send(http.MethodHead, link.Teams(), nil); head.Status != http.StatusOK {
		t.Errorf("HEAD: %d", head.Status)
	}
}

func TestTooMuchAndUnreadableFormsAreRefusedInWords(t *testing.T) {
	h := open(t)
	g := h.as(models.Member)
	g.post(link.Me(), url.Values{"name": {strings.Repeat("x", 2<<20)}}).is(http.StatusRequestEntityTooLarge).says("too large")
	g.post(link.Me(), url.Values{"na\x00me": {"x"}}).is(http.StatusUnprocessableEntity)
	g.with("Content-Type", "application/json").post(link.Me(), nil).is(http.StatusUnsupportedMediaType)
	v := url.Values{}
	v.Set("name", "Mo\x00Member")
	g.post(link.Me(), v).is(http.StatusUnprocessableEntity)
	v.Set("name", "Mo\xff")
	g.post(link.Me(), v).is(http.StatusUnprocessableEntity)
	v.Set("name", strings.Repeat("é", 100_000))
	g.post(link.Me(), v).is(http.StatusUnprocessableEntity).says("Keep this to 200 characters; it has 100,000.")
	v = url.Values{"name": {"👩‍👩‍👧‍👦 مو ‮Member‬"}, "decimal": {"point"}, "date_order": {"dmy"}}
	g.post(link.Me(), v).leadsTo(link.Me())
	g.get(link.People()).is(http.StatusOK).says("👩‍👩‍👧‍👦 مو")
}
